// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/catalog/thumb_store.h"

#include "core/data/store/project.h"
#include "core/data/store/schema.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

namespace haberdash {
namespace {

TEST(ThumbStore, KeepsBytesAndSizes) {
    Database database(":memory:", Access::ReadWrite);
    migrateThumbs(database);
    ThumbStore store(database);
    const std::string jpeg("\xFF\xD8\0x", 4);
    store.put({.hash = "a", .width = 600, .height = 800, .thumb = jpeg, .preview = "large"});
    store.put({.hash = "b", .width = 60, .height = 80, .thumb = "small"});
    EXPECT_TRUE(store.has("a"));
    EXPECT_FALSE(store.has("c"));
    EXPECT_EQ(store.thumb("a"), jpeg);
    EXPECT_EQ(store.preview("a"), "large");
    EXPECT_EQ(store.preview("b"), "small") << "the thumb where there is no preview";
    EXPECT_EQ(store.thumb("c"), "");
    EXPECT_EQ(store.preview("c"), "");
    ASSERT_TRUE(store.originalSize("a"));
    EXPECT_EQ(store.originalSize("a")->width, 600);
    EXPECT_EQ(store.originalSize("a")->height, 800);
    EXPECT_FALSE(store.originalSize("c").has_value());
}

TEST(ThumbStore, PuttingAgainReplaces) {
    Database database(":memory:", Access::ReadWrite);
    migrateThumbs(database);
    ThumbStore store(database);
    store.put({.hash = "a", .thumb = "old", .preview = "p"});
    store.put({.hash = "a", .thumb = "new"});
    EXPECT_EQ(store.thumb("a"), "new");
    EXPECT_EQ(store.preview("a"), "new");
}

TEST(ThumbStore, ProjectBringsAnEmptyThumbsFile) {
    const test::TempFolder folder;
    const Project project = Project::create(folder / "a.hab");
    Database writer(project.thumbsFile(), Access::ReadWrite);
    ThumbStore(writer).put({.hash = "a", .thumb = "bytes"});
    Database reader(project.thumbsFile(), Access::ReadOnly);
    EXPECT_EQ(ThumbStore(reader).thumb("a"), "bytes");
}

}  // namespace
}  // namespace haberdash
