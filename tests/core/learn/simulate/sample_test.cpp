// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/simulate/sample.h"

#include "core/data/base/digest.h"
#include "core/data/base/error.h"
#include "core/data/base/numbers.h"
#include "core/data/catalog/item_store.h"
#include "core/data/sessions/event_store.h"
#include "core/learn/simulate/sample_catalog.h"
#include "core/learn/simulate/shoppers.h"
#include "core/learn/simulate/simulate.h"
#include "tests/core/learn/simulate/drawn_shop.h"

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <set>
#include <stdlib.h>

namespace haberdash {
namespace {

namespace fs = std::filesystem;

constexpr SampleOptions kSmall{.products = 24, .shoppers = 16, .seed = 5};

class SampleTest : public ::testing::Test {
  protected:
    void SetUp() override {
        std::string name = (fs::temp_directory_path() / "haberdash-sample-XXXXXX").string();
        ASSERT_NE(mkdtemp(name.data()), nullptr);
        folder_ = name;
    }

    void TearDown() override { fs::remove_all(folder_); }

    Project projectNamed(const std::string& name) const { return Project::create(folder_ / name); }

    fs::path folder_;
};

/// Everything that the sample put into a project, as one digest.
std::string contentOf(Project& project) {
    std::string all;
    ItemStore(project.database()).forEach([&](const Item& item) {
        all += item.sku + item.title + item.description + item.attributes +
               toText(item.price.value_or(0));
        all += sha256OfFile(project.folder() / item.picturePath);
    });
    EventStore(project.database()).forEach([&all](const Event& event) {
        all += std::to_string(raw(event.shopper)) + ' ' + std::to_string(raw(event.item)) + ' ' +
               wordOf(event.kind) + std::to_string(event.time) + '\n';
    });
    return sha256(all);
}

TEST_F(SampleTest, TheSameSeedGivesTheSameBytesAndAnotherSeedOthers) {
    Project first = projectNamed("a.hab");
    Project second = projectNamed("b.hab");
    Project other = projectNamed("c.hab");
    makeSample(first, kSmall, {});
    makeSample(second, kSmall, {});
    makeSample(other, {.products = 24, .shoppers = 16, .seed = 6}, {});
    EXPECT_EQ(contentOf(first), contentOf(second));
    EXPECT_NE(contentOf(first), contentOf(other));
}

TEST_F(SampleTest, CountsAreExactAndEverythingIsMarkedAsSimulated) {
    Project project = projectNamed("a.hab");
    const SampleReport report = makeSample(project, kSmall, {});
    EventStore events(project.database());
    EXPECT_EQ(report.products, 24U);
    EXPECT_EQ(ItemStore(project.database()).count(), 24U);
    EXPECT_EQ(report.shoppers, 16U);
    EXPECT_EQ(events.shopperCount(), 16U);
    EXPECT_EQ(report.events, events.eventCount());
    EXPECT_EQ(events.personas().size(), 8U);
    EXPECT_EQ(project.setting("currency"), "EUR");
    events.forEach([](const Event& event) {
        EXPECT_TRUE(event.isSimulated);
        EXPECT_TRUE(event.session.has_value());
    });
    const std::optional<Shopper> shopper = events.shopper("S0001");
    ASSERT_TRUE(shopper.has_value());
    EXPECT_TRUE(shopper->isSimulated);
    EXPECT_FALSE(tasteFrom(shopper->taste).weights.empty());
}

TEST_F(SampleTest, CancelledInThePicturesItGoesOnToTheSameResult) {
    Project whole = projectNamed("whole.hab");
    makeSample(whole, kSmall, {});
    Project project = projectNamed("cancelled.hab");
    std::stop_source stop;
    const Monitor monitor(
        [&stop](const Progress& progress) {
            if (progress.stage == "pictures" && progress.done >= 5) {
                stop.request_stop();
            }
        },
        stop.get_token());
    EXPECT_THROW(makeSample(project, kSmall, monitor), Cancelled);
    EXPECT_EQ(EventStore(project.database()).eventCount(), 0U);
    makeSample(project, kSmall, {});
    EXPECT_EQ(contentOf(project), contentOf(whole));
}

TEST_F(SampleTest, RefusesAProjectThatHoldsProducts) {
    Project project = projectNamed("a.hab");
    makeSample(project, {.products = 3, .shoppers = 2}, {});
    EXPECT_THROW(makeSample(project, {.products = 3, .shoppers = 2}, {}), Error);
    EXPECT_THROW(makeSample(project, {.products = 4, .shoppers = 2}, {}), Error);
}

TEST(SampleCatalog, FactsAgreeAndPricesAreThoseOfAShop) {
    std::set<std::string> titles;
    for (std::size_t i = 0; i < 1500; ++i) {
        const SampleProduct product = makeSampleProduct(7, i);
        const Item& item = product.item;
        EXPECT_EQ(item.category, product.design.kind->category);
        EXPECT_EQ(item.brand, product.design.brand->name);
        EXPECT_TRUE(item.colour.empty() || item.colour == product.design.colour->name);
        EXPECT_FALSE(item.title.empty());
        EXPECT_EQ((item.title + item.description).find("{}"), std::string::npos) << item.title;
        if (product.design.kind->womenShare == 1) {
            EXPECT_EQ(item.gender, "Women") << item.category;
        }
        ASSERT_TRUE(item.price.has_value());
        EXPECT_GE(*item.price, 4.99);
        EXPECT_LE(*item.price, 2500);
        const auto cents = std::lround(*item.price * 100) % 1000;
        EXPECT_TRUE(cents % 100 == 99 || cents % 500 == 495 || cents == 900) << *item.price;
        titles.insert(item.title);
    }
    EXPECT_GT(titles.size(), 1000U);
}

TEST(SampleCatalog, AProductDoesNotDependOnHowManyThereAre) {
    EXPECT_EQ(makeSampleProduct(7, 1200).item.title, makeSampleProduct(7, 1200).item.title);
    EXPECT_NE(makeSampleProduct(7, 1200).item.description + makeSampleProduct(7, 1200).item.title,
              makeSampleProduct(8, 1200).item.description + makeSampleProduct(8, 1200).item.title);
}

/// The sample's shoppers, as makeSample() draws them.
SimulateReport simulateSample(Project& project, const std::size_t shoppers) {
    const CrowdPlan plan{.personas = samplePersonas(),
                         .habits = {.start = 1'767'225'600},
                         .shoppers = shoppers,
                         .prefix = "S"};
    const Market market = marketOf(project, plan);
    SimulateReport report{.shoppers = shoppers};
    report.events = storeShoppers(project, plan, drawShoppers(market, plan, {}), market, {});
    return report;
}

TEST_F(SampleTest, TastesPredictLaterSessionsFarBetterThanPopularity) {
    Project project = projectNamed("a.hab");
    test::addProducts(project, 800);
    const SimulateReport report = simulateSample(project, 120);
    const double each = static_cast<double>(report.events) / static_cast<double>(report.shoppers);
    EXPECT_GT(each, 25);
    EXPECT_LT(each, 110);
    const Ceiling ceiling = measureCeiling(project, 0.1, 7);
    RecordProperty("oracle_ndcg10", std::to_string(ceiling.oracle));
    RecordProperty("popularity_ndcg10", std::to_string(ceiling.popularity));
    EXPECT_GT(ceiling.shoppers, 40U);
    EXPECT_GT(ceiling.oracle, 0.25);
    EXPECT_LT(ceiling.popularity, 0.1);
}

}  // namespace
}  // namespace haberdash
