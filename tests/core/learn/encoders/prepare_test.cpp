// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/encoders/prepare.h"

#include "core/data/base/digest.h"
#include "core/data/base/error.h"
#include "core/data/base/files.h"
#include "tests/support/temp_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <string>
#include <vector>

namespace haberdash {
namespace {

using test::TempFolder;
using testing::ElementsAre;

class PackageTest : public ::testing::Test {
  protected:
    void put(const std::string& name, const std::string& bytes) {
        std::filesystem::create_directories((folder_ / name).parent_path());
        writeFileAtomically(folder_ / name, bytes);
    }

    std::string kindOf(const std::string& from, const std::span<const PinnedFile> files) {
        try {
            readPackage(folder_ / from, files);
        } catch (const Error& error) {
            return error.kind() == ErrorKind::NotFound ? "not found"
                   : error.kind() == ErrorKind::Input  ? "input"
                                                       : "other";
        }
        return "read";
    }

    TempFolder folder_;
    std::string one_ = sha256("one");
    std::string two_ = sha256("two");
    std::array<PinnedFile, 1> single_{PinnedFile{"net.gguf", one_}};
    std::array<PinnedFile, 2> several_{PinnedFile{"model.json", one_},
                                       PinnedFile{"shard.bin", two_}};
};

TEST_F(PackageTest, IsReadFromItsFolderOrAnyFolderOfIt) {
    put("package/dist/net.gguf", "one");
    EXPECT_THAT(readPackage(folder_.path(), single_), ElementsAre("one"));
    EXPECT_THAT(readPackage(folder_ / "package/dist", single_), ElementsAre("one"));
    put("several/model.json", "one");
    put("several/shard.bin", "two");
    EXPECT_THAT(readPackage(folder_ / "several", several_), ElementsAre("one", "two"));
}

TEST_F(PackageTest, OfSeveralFilesOneNamesTheOthersBesideIt) {
    put("model.json", "one");
    put("shard.bin", "two");
    EXPECT_THAT(readPackage(folder_ / "model.json", several_), ElementsAre("one", "two"));
    put("other.json", "one");
    EXPECT_EQ(kindOf("other.json", several_), "not found");
}

// What lies beside a file that somebody named is not taken in its place.
TEST_F(PackageTest, OfOneFileTheVeryFileIsTakenUnderAnyName) {
    put("net.gguf", "one");
    put("renamed.gguf", "one");
    put("stranger.gguf", "something else");
    EXPECT_THAT(readPackage(folder_ / "renamed.gguf", single_), ElementsAre("one"));
    EXPECT_EQ(kindOf("stranger.gguf", single_), "not found");
}

TEST_F(PackageTest, DamagedBytesUnderTheRightNameAreRefusedAsSuch) {
    put("net.gguf", "on");
    EXPECT_EQ(kindOf("net.gguf", single_), "input");
    EXPECT_EQ(kindOf("", single_), "input");
    put("model.json", "one");
    put("shard.bin", "tw");
    EXPECT_EQ(kindOf("model.json", several_), "input");
}

}  // namespace
}  // namespace haberdash
