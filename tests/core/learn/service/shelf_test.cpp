// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/service/shelf.h"

#include "core/data/base/error.h"
#include "core/data/catalog/item_store.h"
#include "core/data/runs/run_store.h"
#include "core/learn/service/service.h"
#include "core/learn/train/train.h"
#include "tests/core/learn/small_shop.h"

#include <gtest/gtest.h>

#include <stop_token>

// What services answer from, while runs and products come and go.

namespace haberdash {
namespace {

class ShelfTest : public testing::Test {
  protected:
    ShelfTest() : project_(test::makeShop(folder_.path() / "shop.hab")) {
        TrainOptions options = test::quickOptions();
        options.kind = "popularity";
        first_ = train(project_, options, Monitor()).id;
        second_ = train(project_, options, Monitor()).id;
        shelf_->serve({first_, second_});
        shelf_->run(project_, first_);
        shelf_->run(project_, second_);
    }

    void removeModelOf(const std::string& run) {
        std::filesystem::remove(RunStore(project_.runsFolder()).modelFile(run));
    }

    std::size_t rankedBy(const std::string& run) {
        return shelf_->run(project_, run)->catalog().size();
    }

    test::TemporaryFolder folder_;
    Project project_;
    std::string first_;
    std::string second_;
    std::shared_ptr<Shelf> shelf_ = std::make_shared<Shelf>(1, Shelf::Freshness::WhenRefreshed);
};

TEST_F(ShelfTest, KeepsUpToDateWhatServesAndDropsTheRest) {
    shelf_->serve({second_});
    test::addProduct(project_, 500);
    const std::uint64_t before = shelf_->generation();
    EXPECT_TRUE(shelf_->refresh(project_, false, Monitor()));
    EXPECT_EQ(shelf_->generation(), before + 1);
    EXPECT_EQ(rankedBy(second_), 121U);
    EXPECT_EQ(shelf_->generation(), before + 1);
    EXPECT_EQ(rankedBy(first_), 121U);  // loaded when it is asked for again
    EXPECT_FALSE(shelf_->refresh(project_, false, Monitor()));
}

TEST_F(ShelfTest, ARunThatCannotBeLoadedKeepsNoOtherFromIt) {
    removeModelOf(first_);
    test::addProduct(project_, 500);
    EXPECT_THROW(shelf_->refresh(project_, true, Monitor()), Error);
    EXPECT_EQ(rankedBy(second_), 121U);
    EXPECT_EQ(rankedBy(first_), 120U);  // it goes on with what it has
}

TEST_F(ShelfTest, ARunThatIsGoneAndServesNoMoreIsNoFault) {
    shelf_->serve({second_});
    removeModelOf(first_);
    EXPECT_TRUE(shelf_->refresh(project_, true, Monitor()));
    EXPECT_THROW(shelf_->run(project_, first_), Error);
}

TEST_F(ShelfTest, LoadsNothingOnceItIsToStop) {
    std::stop_source source;
    source.request_stop();
    const Monitor monitor({}, source.get_token());
    test::addProduct(project_, 500);
    EXPECT_THROW(shelf_->refresh(project_, true, monitor), Cancelled);
    EXPECT_EQ(rankedBy(first_), 120U);
    EXPECT_THROW(Shelf(1, Shelf::Freshness::WhenRefreshed).run(project_, first_, monitor),
                 Cancelled);
}

TEST_F(ShelfTest, ReasonsOfAProductThatIsNotRankedYetAreToBeAskedForAgain) {
    test::addProduct(project_, 500);
    Service service(project_.folder(), shelf_);
    std::string sku;
    ItemStore(project_.database()).forEach([&](const Item& item) { sku = item.sku; });
    const Json request = {
        {"op", "explain"}, {"run", first_}, {"history", Json::array()}, {"item", sku}};
    const Json early = service.answer(request);
    ASSERT_EQ(early["ok"], false);
    EXPECT_EQ(early["error"]["kind"], "unavailable");
    EXPECT_NE(early["error"]["message"].get<std::string>().find('"' + sku + '"'),
              std::string::npos);
    shelf_->refresh(project_, false, Monitor());
    EXPECT_EQ(service.answer(request)["ok"], true);
}

}  // namespace
}  // namespace haberdash
