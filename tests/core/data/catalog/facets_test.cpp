// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/catalog/facets.h"

#include "core/data/catalog/item_store.h"
#include "core/data/store/schema.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

namespace haberdash {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr auto kColour = static_cast<std::size_t>(Fact::Colour);
constexpr auto kBrand = static_cast<std::size_t>(Fact::Brand);

const std::string& factOf(const Item& item, const std::size_t fact) {
    const std::array<const std::string*, kFacts.size()> all{&item.department,
                                                            &item.category,
                                                            &item.colour,
                                                            &item.brand,
                                                            &item.gender,
                                                            &item.season,
                                                            &item.usage};
    return *all[fact];
}

class FacetsTest : public ::testing::Test {
  protected:
    FacetsTest() { migrateProject(database_); }

    ItemId add(Item item) {
        item.sku = std::to_string(items_.size());
        ItemStore(database_).upsert(item);
        items_.push_back(item);
        return item.id;
    }

    CatalogPage page(const CatalogFilter& filter, const SortOrder order = SortOrder::Relevance) {
        return CatalogIndex::load(database_).page(filter, order);
    }

    Database database_{":memory:", Access::ReadWrite};
    std::vector<Item> items_;
};

TEST_F(FacetsTest, EmptyCatalogGivesAnEmptyPage) {
    const CatalogPage empty = page({});
    EXPECT_THAT(empty.items, IsEmpty());
    EXPECT_THAT(empty.facets[kColour], IsEmpty());
    EXPECT_EQ(empty.priceLow, std::nullopt);
}

TEST_F(FacetsTest, AFactIsCountedWithoutItsOwnFilter) {
    const ItemId red = add({.colour = "Red", .brand = "A"});
    add({.colour = "Blue", .brand = "A"});
    add({.colour = "Blue", .brand = "B"});
    CatalogFilter filter;
    filter.values[kColour] = {"Red"};
    const CatalogPage result = page(filter);
    EXPECT_THAT(result.items, ElementsAre(red));
    ASSERT_EQ(result.facets[kColour].size(), 2U);
    EXPECT_EQ(result.facets[kColour][0].value, "Blue");
    EXPECT_EQ(result.facets[kColour][0].count, 2U);
    EXPECT_TRUE(result.facets[kColour][1].isChosen);
    ASSERT_EQ(result.facets[kBrand].size(), 1U);
    EXPECT_EQ(result.facets[kBrand][0].count, 1U);
}

TEST_F(FacetsTest, ChosenValueStaysInTheListWithoutAnyProduct) {
    add({.colour = "Red"});
    CatalogFilter filter;
    filter.values[kColour] = {"Puce"};
    const CatalogPage result = page(filter);
    EXPECT_THAT(result.items, IsEmpty());
    ASSERT_EQ(result.facets[kColour].size(), 2U);
    EXPECT_EQ(result.facets[kColour][1].value, "Puce");
    EXPECT_EQ(result.facets[kColour][1].count, 0U);
}

TEST_F(FacetsTest, SortsAndKeepsProductsWithoutAPriceLast) {
    const ItemId b = add({.title = "banana", .year = 2010, .price = 3});
    const ItemId a = add({.title = "Äpfel", .year = 2012});
    const ItemId c = add({.title = "Cherry", .year = 2012, .price = 1});
    const ItemId d = add({.title = "apple", .price = 2});
    EXPECT_THAT(page({}, SortOrder::Relevance).items, ElementsAre(b, a, c, d));
    EXPECT_THAT(page({}, SortOrder::Title).items, ElementsAre(d, b, c, a));
    EXPECT_THAT(page({}, SortOrder::PriceUp).items, ElementsAre(c, d, b, a));
    EXPECT_THAT(page({}, SortOrder::PriceDown).items, ElementsAre(b, d, c, a));
    EXPECT_THAT(page({}, SortOrder::Newest).items, ElementsAre(c, a, b, d));
}

TEST_F(FacetsTest, WithoutASearchWhatHasAPictureComesFirst) {
    const ItemId missing = add({.pictureState = PictureState::Missing});
    const ItemId first = add({.pictureState = PictureState::Ok});
    const ItemId second = add({.pictureState = PictureState::Ok});
    EXPECT_THAT(page({}).items, ElementsAre(first, second, missing));
}

TEST_F(FacetsTest, SearchResultKeepsItsOrderAndIgnoresStrangersAndRepeats) {
    const ItemId first = add({.title = "a"});
    const ItemId second = add({.title = "b"});
    add({.title = "c"});
    CatalogFilter filter;
    filter.among = {second, ItemId{999}, first, second};
    EXPECT_THAT(page(filter).items, ElementsAre(second, first));
    EXPECT_THAT(page(filter, SortOrder::Title).items, ElementsAre(first, second));
    filter.among = std::vector<ItemId>{};
    EXPECT_THAT(page(filter).items, IsEmpty());
}

TEST_F(FacetsTest, PriceBoundsAreInclusiveAndTellTheRange) {
    add({.title = "none"});
    const ItemId low = add({.price = 39.9});
    const ItemId high = add({.price = 50});
    add({.price = 50.01});
    CatalogFilter filter{.priceLow = 39.9, .priceHigh = 50};
    const CatalogPage result = page(filter);
    EXPECT_THAT(result.items, ElementsAre(low, high));
    EXPECT_NEAR(*result.priceLow, 39.9, 1e-5);
    EXPECT_EQ(result.priceHigh, 50);
}

TEST_F(FacetsTest, OnlyPicturesThatWereReadCount) {
    add({.picturePath = "x", .pictureState = PictureState::Missing});
    const ItemId ok = add({.picturePath = "y", .pictureState = PictureState::Ok});
    EXPECT_THAT(page({.onlyWithPicture = true}).items, ElementsAre(ok));
}

TEST_F(FacetsTest, MoreBrandsThanCodesShareTheLastOne) {
    Transaction transaction(database_);
    constexpr int kBrands = 65'540;
    SQLite::Statement insert(database_.connection(),
                             "INSERT INTO items (sku, title, brand, text_hash, row_hash, "
                             "imported_at) VALUES (?1, '', 'brand ' || ?1, '', '', 0)");
    for (int number = 0; number < kBrands; ++number) {
        insert.bind(1, number);
        insert.exec();
        insert.reset();
    }
    transaction.commit();
    const auto facet = page({}).facets[kBrand];
    EXPECT_EQ(facet.size(), 65'536U);
    EXPECT_EQ(facet[0].value, "…");
    EXPECT_EQ(facet[0].count, 5U);
}

/// The plainest way to say what a page is.
class BruteForce {
  public:
    explicit BruteForce(const std::vector<Item>& items, const CatalogFilter& filter)
        : items_(items), filter_(filter) {}

    bool passes(const Item& item, const std::size_t withoutFact) const {
        for (std::size_t fact = 0; fact < kFacts.size(); ++fact) {
            const auto& wanted = filter_.values[fact];
            if (fact != withoutFact && !wanted.empty() &&
                std::ranges::find(wanted, factOf(item, fact)) == wanted.end()) {
                return false;
            }
        }
        const bool isCheapEnough =
            !filter_.priceHigh || (item.price && *item.price <= *filter_.priceHigh);
        return isCheapEnough && (!filter_.onlyWithPicture || item.pictureState == PictureState::Ok);
    }

    std::map<std::string, std::size_t> counts(const std::size_t fact) const {
        std::map<std::string, std::size_t> result;
        for (const Item& item : items_) {
            if (passes(item, fact)) {
                ++result[factOf(item, fact)];
            }
        }
        return result;
    }

    std::vector<ItemId> ids() const {
        std::vector<ItemId> withPicture;
        std::vector<ItemId> without;
        for (const Item& item : items_) {
            if (passes(item, kFacts.size())) {
                (item.pictureState == PictureState::Ok ? withPicture : without).push_back(item.id);
            }
        }
        withPicture.insert(withPicture.end(), without.begin(), without.end());
        return withPicture;
    }

  private:
    const std::vector<Item>& items_;
    const CatalogFilter& filter_;
};

TEST_F(FacetsTest, CountsAgreeWithBruteForceUnderRandomFilters) {
    std::mt19937 random(7);
    const auto pick = [&](const char* const prefix, const int values) {
        const auto number = random() % static_cast<unsigned>(values);
        return number == 0 ? std::string() : prefix + std::to_string(number);
    };
    for (int number = 0; number < 400; ++number) {
        add({.department = pick("d", 4),
             .category = pick("c", 9),
             .colour = pick("f", 6),
             .brand = pick("b", 20),
             .gender = pick("g", 3),
             .season = pick("s", 5),
             .usage = pick("u", 4),
             .price = random() % 5 == 0 ? std::nullopt : std::optional<double>(random() % 100),
             .pictureState = random() % 2 == 0 ? PictureState::Ok : PictureState::Missing});
    }
    const CatalogIndex index = CatalogIndex::load(database_);
    for (int round = 0; round < 60; ++round) {
        CatalogFilter filter;
        filter.onlyWithPicture = random() % 3 == 0;
        if (random() % 3 == 0) {
            filter.priceHigh = random() % 100;
        }
        for (std::size_t fact = 0; fact < kFacts.size(); ++fact) {
            for (unsigned value = random() % 3; value > 0; --value) {
                filter.values[fact].push_back(factOf(items_[random() % items_.size()], fact));
            }
        }
        const BruteForce expected(items_, filter);
        const CatalogPage page = index.page(filter, SortOrder::Relevance);
        EXPECT_EQ(page.items, expected.ids());
        for (std::size_t fact = 0; fact < kFacts.size(); ++fact) {
            std::map<std::string, std::size_t> counts;
            for (const FacetValue& value : page.facets[fact]) {
                if (value.count > 0) {
                    counts[value.value] = value.count;
                }
            }
            EXPECT_EQ(counts, expected.counts(fact));
        }
    }
}

}  // namespace
}  // namespace haberdash
