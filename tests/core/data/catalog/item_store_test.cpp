// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/catalog/item_store.h"

#include "core/data/base/digest.h"
#include "core/data/store/project.h"
#include "core/data/store/schema.h"
#include "tests/support/errors.h"
#include "tests/support/temp_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace haberdash {
namespace {

using test::kindOfCall;
using test::sentenceOfCall;
using test::TempFolder;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class ItemStoreTest : public ::testing::Test {
  protected:
    ItemStoreTest() { migrateProject(database_); }

    ItemId add(Item item) {
        store_.upsert(item);
        return item.id;
    }

    Database database_{":memory:", Access::ReadWrite};
    ItemStore store_{database_};
};

Item fullItem() {
    return {.sku = "00123",
            .title = "Linen shirt",
            .description = "Light and airy.",
            .department = "Topwear",
            .category = "Shirts",
            .colour = "White",
            .brand = "Ålund",
            .gender = "Men",
            .season = "Summer",
            .usage = "Casual",
            .year = 2012,
            .price = 39.9,
            .attributes = R"({"fit":"slim"})",
            .picturePath = "images/00123.jpg",
            .pictureState = PictureState::Pending,
            .sourceRow = 8};
}

TEST_F(ItemStoreTest, KeepsEveryColumn) {
    Item item = fullItem();
    item.importId = store_.addImport("styles.csv", "csv", "abc", 1000);
    item.importedAt = 1000;
    EXPECT_EQ(store_.upsert(item), UpsertResult::Added);
    const Item read = store_.item(item.id);
    EXPECT_EQ(read.sku, "00123");
    EXPECT_EQ(read.title, item.title);
    EXPECT_EQ(read.description, item.description);
    EXPECT_EQ(read.department, item.department);
    EXPECT_EQ(read.category, item.category);
    EXPECT_EQ(read.colour, item.colour);
    EXPECT_EQ(read.brand, item.brand);
    EXPECT_EQ(read.gender, item.gender);
    EXPECT_EQ(read.season, item.season);
    EXPECT_EQ(read.usage, item.usage);
    EXPECT_EQ(read.year, 2012);
    EXPECT_EQ(read.price, 39.9);
    EXPECT_EQ(read.attributes, item.attributes);
    EXPECT_EQ(read.picturePath, item.picturePath);
    EXPECT_EQ(read.pictureState, PictureState::Pending);
    EXPECT_EQ(read.textHash, sha256("Linen shirt\nLight and airy."));
    EXPECT_EQ(read.importId, item.importId);
    EXPECT_EQ(read.sourceRow, 8);
    EXPECT_EQ(read.importedAt, 1000);
}

TEST_F(ItemStoreTest, UnknownPriceAndYearStayUnknown) {
    const Item read = store_.item(add({.sku = "1", .title = "x"}));
    EXPECT_EQ(read.price, std::nullopt);
    EXPECT_EQ(read.year, std::nullopt);
    EXPECT_EQ(read.importId, 0);
}

TEST_F(ItemStoreTest, SecondUpsertOfTheSameChangesNothing) {
    Item item = fullItem();
    store_.upsert(item);
    const ItemId id = item.id;
    Item again = fullItem();
    again.importId = store_.addImport("later.csv", "csv", "def", 2000);
    again.importedAt = 2000;
    again.sourceRow = 99;
    EXPECT_EQ(store_.upsert(again), UpsertResult::Unchanged);
    EXPECT_EQ(again.id, id);
    EXPECT_EQ(store_.item(id).importedAt, 0);
    EXPECT_EQ(store_.count(), 1U);
}

TEST_F(ItemStoreTest, AnyChangedFieldIsAnUpdate) {
    const std::vector<std::function<void(Item&)>> changes{
        [](Item& item) { item.title += "x"; },
        [](Item& item) { item.description.clear(); },
        [](Item& item) { item.department = "x"; },
        [](Item& item) { item.category = "x"; },
        [](Item& item) { item.colour = "x"; },
        [](Item& item) { item.brand = "x"; },
        [](Item& item) { item.gender = "x"; },
        [](Item& item) { item.season = "x"; },
        [](Item& item) { item.usage = "x"; },
        [](Item& item) { item.year.reset(); },
        [](Item& item) { item.price = 40; },
        [](Item& item) { item.attributes = "{}"; },
        [](Item& item) { item.picturePath = "x"; },
    };
    for (const auto& change : changes) {
        Item original = fullItem();
        store_.upsert(original);
        Item changed = fullItem();
        change(changed);
        EXPECT_EQ(store_.upsert(changed), UpsertResult::Updated);
        EXPECT_EQ(store_.upsert(changed), UpsertResult::Unchanged);
        store_.upsert(original);
    }
    EXPECT_EQ(store_.count(), 1U);
}

TEST_F(ItemStoreTest, TextThatMovesBetweenFieldsIsAChange) {
    Item item{.sku = "1", .title = "ab", .description = "c"};
    store_.upsert(item);
    Item moved{.sku = "1", .title = "a", .description = "bc"};
    EXPECT_EQ(store_.upsert(moved), UpsertResult::Updated);
}

TEST_F(ItemStoreTest, PictureThatWasReadStaysReadWhenItsPathIsTheSame) {
    const ItemId id = add(fullItem());
    store_.setPicture(id, PictureState::Ok, "hash");
    Item again = fullItem();
    EXPECT_EQ(store_.upsert(again), UpsertResult::Unchanged);
    EXPECT_EQ(again.pictureHash, "hash");
    again = fullItem();
    again.price = 1;
    EXPECT_EQ(store_.upsert(again), UpsertResult::Updated);
    EXPECT_EQ(store_.item(id).pictureState, PictureState::Ok);
    Item moved = fullItem();
    moved.picturePath = "images/other.jpg";
    EXPECT_EQ(store_.upsert(moved), UpsertResult::Updated);
    EXPECT_EQ(store_.item(id).pictureState, PictureState::Pending);
    EXPECT_EQ(store_.item(id).pictureHash, "");
}

TEST_F(ItemStoreTest, PictureGivenAsReadIsTaken) {
    const ItemId id = add(fullItem());
    Item read = fullItem();
    read.pictureState = PictureState::Ok;
    read.pictureHash = "hash";
    EXPECT_EQ(store_.upsert(read), UpsertResult::Updated);
    EXPECT_EQ(store_.upsert(read), UpsertResult::Unchanged);
    EXPECT_EQ(store_.item(id).pictureHash, "hash");
}

TEST_F(ItemStoreTest, ListsPicturesByState) {
    const ItemId pending = add(fullItem());
    const ItemId other =
        add({.sku = "2", .picturePath = "p", .pictureState = PictureState::Pending});
    store_.setPicture(other, PictureState::Missing, "");
    const auto list = store_.picturesInState(PictureState::Pending);
    ASSERT_EQ(list.size(), 1U);
    EXPECT_EQ(list[0].id, pending);
    EXPECT_EQ(list[0].path, "images/00123.jpg");
}

TEST_F(ItemStoreTest, FindsBySkuAndSaysWhichIsMissing) {
    const ItemId id = add(fullItem());
    EXPECT_EQ(store_.idOfSku("00123"), id);
    EXPECT_EQ(store_.idOfSku("123"), std::nullopt);
    EXPECT_EQ(store_.requireSku("00123"), id);
    EXPECT_EQ(kindOfCall([&] { store_.requireSku("77"); }), "not_found");
    EXPECT_THAT(sentenceOfCall([&] { store_.requireSku("77"); }), HasSubstr("\"77\""));
    EXPECT_THAT(sentenceOfCall([&] { store_.item(ItemId{55}); }), HasSubstr("55"));
}

TEST_F(ItemStoreTest, VisitsAllInOrderOfId) {
    add({.sku = "b"});
    add({.sku = "a"});
    std::vector<std::string> skus;
    store_.forEach([&](const Item& item) { skus.push_back(item.sku); });
    EXPECT_THAT(skus, ElementsAre("b", "a"));
}

TEST_F(ItemStoreTest, TellsWhereAProductCameFrom) {
    Item item = fullItem();
    item.importId = store_.addImport("styles.csv", "kaggle-fashion", "abc", 1000);
    item.importedAt = 1234;
    store_.upsert(item);
    store_.setImportReport(item.importId, R"({"rows":1})");
    const auto origin = store_.origin(item.id);
    ASSERT_TRUE(origin);
    EXPECT_EQ(origin->path, "styles.csv");
    EXPECT_EQ(origin->format, "kaggle-fashion");
    EXPECT_EQ(origin->row, 8);
    EXPECT_EQ(origin->importedAt, 1234);
    EXPECT_EQ(store_.origin(add({.sku = "2"})), std::nullopt);
}

TEST_F(ItemStoreTest, SearchMatchesBeginningsOfEveryWordWithoutCaseAndAccents) {
    const ItemId linen = add(fullItem());
    const ItemId silk = add({.sku = "2", .title = "Silk dress", .description = "Goes with linen."});
    EXPECT_THAT(store_.search("linen", 10), ElementsAre(linen, silk)) << "title before description";
    EXPECT_THAT(store_.search("LIN shi", 10), ElementsAre(linen));
    EXPECT_THAT(store_.search("alund", 10), ElementsAre(linen));
    EXPECT_THAT(store_.search("topwear white", 10), ElementsAre(linen));
    EXPECT_THAT(store_.search("00123", 10), ElementsAre(linen));
    EXPECT_THAT(store_.search("linen wool", 10), IsEmpty());
    EXPECT_THAT(store_.search("linen", 1), ElementsAre(linen));
    EXPECT_THAT(store_.search("  ", 10), IsEmpty());
}

TEST_F(ItemStoreTest, BroadSearchIsWholeWithTitlesFirst) {
    constexpr int kProducts = 15'010;
    Transaction transaction(database_);
    for (int number = 0; number < kProducts; ++number) {
        const bool isInTitle = number % 100 == 50;
        add({.sku = std::to_string(number),
             .title = isInTitle ? "wide coat" : "coat",
             .description = "wide"});
    }
    transaction.commit();
    const std::vector<ItemId> all = store_.search("wide", 1'000'000);
    ASSERT_EQ(all.size(), kProducts + 0U);
    EXPECT_EQ(store_.item(all[149]).title, "wide coat");
    EXPECT_EQ(store_.item(all[150]).title, "coat");
    EXPECT_EQ((std::set<ItemId>(all.begin(), all.end()).size()), all.size());
    EXPECT_EQ(store_.search("wide", 151).size(), 151U);
    EXPECT_EQ(store_.search("wide", 7).size(), 7U);
}

TEST_F(ItemStoreTest, SearchForgetsTextThatWasReplaced) {
    Item item = fullItem();
    store_.upsert(item);
    item.title = "Wool coat";
    item.brand = "Other";
    store_.upsert(item);
    EXPECT_THAT(store_.search("shirt", 10), ElementsAre(item.id)) << "the category still says so";
    EXPECT_THAT(store_.search("linen", 10), IsEmpty());
    EXPECT_THAT(store_.search("alund", 10), IsEmpty());
    EXPECT_THAT(store_.search("wool", 10), ElementsAre(item.id));
    database_.connection().exec("INSERT INTO items_fts (items_fts) VALUES ('integrity-check')");
}

TEST_F(ItemStoreTest, SearchTakesAnyText) {
    const ItemId id = add({.sku = "1", .title = "T-shirt \"AND\" 50% NOT (red)"});
    for (const char* const words :
         {"\"",   "\"\"",      "*",         "AND",       "NOT red",
          "OR",   "NEAR(a b)", "title:red", "^red",      "-red",
          "(red", "red)",      "{red}",     "red + and", "'; DROP TABLE items; --",
          "👗",    "👗 red",     "\xFF\xFE",  "t-shirt",   "50%"}) {
        EXPECT_NO_THROW(store_.search(words, 10)) << words;
    }
    EXPECT_NO_THROW(store_.search(std::string_view("red\0shirt", 9), 10));
    EXPECT_NO_THROW(store_.search(std::string(200'000, '"'), 10));
    std::string many;
    for (int word = 0; word < 5000; ++word) {
        many += "a ";
    }
    EXPECT_NO_THROW(store_.search(many, 10));
    EXPECT_THAT(store_.search("t-shirt", 10), ElementsAre(id));
    EXPECT_THAT(store_.search("\"AND\" (red)", 10), ElementsAre(id));
    EXPECT_THAT(store_.search("👗 red", 10), ElementsAre(id));
    EXPECT_THAT(store_.search(std::string_view("red\0t-sh", 8), 10), ElementsAre(id));
    EXPECT_EQ(store_.count(), 1U);
}

TEST_F(ItemStoreTest, KeepsTextWithNulAndBrokenUtf8) {
    const std::string text("a\0b\xFF", 4);
    EXPECT_EQ(store_.item(add({.sku = "1", .title = text})).title, text);
}

TEST(ItemStoreFile, ItemsOutliveTheConnection) {
    const TempFolder folder;
    {
        Project project = Project::create(folder / "a.hab");
        ItemStore store(project.database());
        Transaction transaction(project.database());
        Item item = fullItem();
        store.upsert(item);
        transaction.commit();
        Item lost{.sku = "lost"};
        const Transaction undone(project.database());
        store.upsert(lost);
    }
    Project project = Project::open(folder / "a.hab", Access::ReadOnly);
    const ItemStore store(project.database());
    EXPECT_EQ(store.count(), 1U);
    EXPECT_EQ(store.search("linen", 5).size(), 1U);
}

}  // namespace
}  // namespace haberdash
