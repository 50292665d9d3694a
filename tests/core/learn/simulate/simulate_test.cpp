// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/simulate/simulate.h"

#include "core/data/base/error.h"
#include "core/data/sessions/event_store.h"
#include "core/data/sessions/shown_list.h"
#include "tests/core/learn/simulate/drawn_shop.h"
#include "tests/core/learn/small_shop.h"

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <set>
#include <utility>

namespace haberdash {
namespace {

class SimulateTest : public testing::Test {
  protected:
    /// Has `act` done once, when at least three shoppers were drawn or stored.
    static Monitor during(const std::string& stage, const std::function<void()>& act) {
        return {[stage, act, isDone = std::make_shared<bool>(false)](const Progress& progress) {
                    if (progress.stage == stage && progress.done >= 3 &&
                        !std::exchange(*isDone, true)) {
                        act();
                    }
                },
                {}};
    }

    test::TemporaryFolder folder_;
    Project project_ = Project::create(folder_.path() / "shop.hab");
    EventStore events_{project_.database()};
};

TEST_F(SimulateTest, MakesPersonasOfACatalogThatHasNone) {
    test::addProducts(project_, 100);
    const SimulateReport report = simulate(
        project_, {.shoppers = 10, .sessions = 3, .policy = "random", .clicks = "dependent"}, {});
    EXPECT_EQ(events_.shopperCount(), 10U);
    EXPECT_EQ(events_.personas().size(), 6U);
    EXPECT_EQ(report.events, events_.eventCount());
    EXPECT_GT(report.clicksPerSession, 0.5);
    simulate(project_, {.shoppers = 4}, {});
    EXPECT_EQ(events_.shopperCount(), 14U);
    EXPECT_EQ(events_.personas().size(), 6U);
}

TEST_F(SimulateTest, WithoutASeedItTakesTheFirstThatWasNotSimulated) {
    test::addProducts(project_, 30);
    EXPECT_EQ(simulate(project_, {.shoppers = 2, .seed = 8}, {}).seed, 8U);
    EXPECT_EQ(simulate(project_, {.shoppers = 2}, {}).seed, 7U);
    EXPECT_EQ(simulate(project_, {.shoppers = 2}, {}).seed, 9U);
    EXPECT_THROW(simulate(project_, {.shoppers = 2, .seed = 9}, {}), Error);
    EXPECT_EQ(events_.shopperCount(), 6U);
}

TEST_F(SimulateTest, OthersCanWriteWhileShoppersAreDrawn) {
    test::addProducts(project_, 50);
    bool hasWritten = false;
    const Monitor monitor = during("shoppers", [&] {
        Project other = Project::open(project_.folder(), Access::ReadWrite);
        other.setSetting("label", "kept");
        hasWritten = true;
    });
    EXPECT_GT(simulate(project_, {.shoppers = 6}, monitor).events, 0U);
    EXPECT_TRUE(hasWritten);
    EXPECT_EQ(project_.setting("label"), "kept");
}

TEST_F(SimulateTest, OthersCanWriteWhileShoppersAreStored) {
    test::addProducts(project_, 50);
    bool hasWritten = false;
    const Monitor monitor = during("storing", [&] {
        EXPECT_LT(events_.shopperCount(), 1500U);
        Project other = Project::open(project_.folder(), Access::ReadWrite);
        other.setSetting("label", "kept");
        hasWritten = true;
    });
    EXPECT_GT(simulate(project_, {.shoppers = 1500}, monitor).events, 0U);
    EXPECT_TRUE(hasWritten);
}

TEST_F(SimulateTest, CancelledWhileItIsStoredLeavesNothing) {
    test::addProducts(project_, 50);
    simulate(project_, {.shoppers = 2}, {});
    const std::size_t events = events_.eventCount();
    std::stop_source source;
    std::size_t stored = 0;
    const Monitor monitor(
        [&](const Progress& progress) {
            if (progress.stage == "storing" && progress.done > 0) {
                stored = progress.done;
                source.request_stop();
            }
        },
        source.get_token());
    EXPECT_THROW(simulate(project_, {.shoppers = 400}, monitor), Cancelled);
    EXPECT_GT(stored, 0U);
    EXPECT_EQ(events_.shopperCount(), 2U);
    EXPECT_EQ(events_.eventCount(), events);
}

TEST_F(SimulateTest, WhatAKilledOneLeftGoesBeforeTheNext) {
    test::addProducts(project_, 50);
    simulate(project_, {.shoppers = 3}, {});
    const std::size_t events = events_.eventCount();
    project_.setSetting("simulation.unfinished", R"({"prefix":"sim7-"})");
    EXPECT_EQ(simulate(project_, {.shoppers = 3, .seed = 8}, {}).shoppers, 3U);
    EXPECT_EQ(events_.shopperCount(), 3U);
    EXPECT_FALSE(events_.shopper("sim7-0001"));
    simulate(project_, {.shoppers = 3, .seed = 7}, {});
    EXPECT_GT(events_.eventCount(), events);
}

TEST_F(SimulateTest, APersonaThatWasChangedMeanwhileStaysChanged) {
    test::addProducts(project_, 50);
    simulate(project_, {.shoppers = 1}, {});
    Persona persona = events_.personas().front();
    persona.name = "Changed";
    simulate(project_, {.shoppers = 6}, during("shoppers", [&] { events_.putPersona(persona); }));
    EXPECT_EQ(events_.personas().front().name, "Changed");
}

TEST_F(SimulateTest, TwoOfOneSeedAtATimeAreOne) {
    test::addProducts(project_, 50);
    const Monitor monitor = during("shoppers", [&] {
        Project other = Project::open(project_.folder(), Access::ReadWrite);
        simulate(other, {.shoppers = 2}, {});
    });
    EXPECT_THROW(simulate(project_, {.shoppers = 6}, monitor), Error);
    EXPECT_EQ(events_.shopperCount(), 2U);
}

class CancelledSimulation : public SimulateTest, public testing::WithParamInterface<const char*> {};

TEST_P(CancelledSimulation, LeavesNoTrace) {
    test::addProducts(project_, 50);
    std::stop_source stop;
    const Monitor monitor(
        [&stop](const Progress& progress) {
            if (progress.stage == GetParam() && progress.done >= 3) {
                stop.request_stop();
            }
        },
        stop.get_token());
    EXPECT_THROW(simulate(project_, {.shoppers = 1500}, monitor), Cancelled);
    EXPECT_EQ(events_.shopperCount(), 0U);
    EXPECT_TRUE(events_.personas().empty());
    EXPECT_NO_THROW(simulate(project_, {.shoppers = 10}, {}));
}

INSTANTIATE_TEST_SUITE_P(InEachStage, CancelledSimulation, testing::Values("shoppers", "storing"));

TEST_F(SimulateTest, RefusesUnknownWordsAndAnEmptyCatalog) {
    EXPECT_THROW(simulate(project_, {}, {}), Error);
    test::addProducts(project_, 5);
    EXPECT_THROW(simulate(project_, {.policy = "r1"}, {}), Error);
    EXPECT_THROW(simulate(project_, {.clicks = "psychic"}, {}), Error);
}

// Views that are not of a list come from a cart that was left.
TEST_F(SimulateTest, SessionsKeepWhatWasShownAndWhereItWasClicked) {
    test::addProducts(project_, 200);
    simulate(project_, {.shoppers = 6, .sessions = 4}, {});
    std::size_t clicks = 0;
    for (int shopper = 1; shopper <= 6; ++shopper) {
        const auto found = events_.shopper("sim7-000" + std::to_string(shopper));
        for (const auto& [session, size] : events_.sessionsOf(found->id, 100)) {
            std::set<ItemId> viewed;
            for (const Event& event : events_.eventsOf(session)) {
                viewed.insert(event.item);
            }
            const std::vector<ShownList> lists = shownListsIn(session.detail);
            ASSERT_FALSE(lists.empty());
            for (const ShownList& list : lists) {
                EXPECT_LE(list.items.size(), 12U);
                clicks += list.clicked.size();
                for (const std::size_t place : list.clicked) {
                    EXPECT_TRUE(viewed.contains(list.items.at(place)));
                }
            }
        }
    }
    EXPECT_GT(clicks, 20U);
}

class JudgedSimulation : public SimulateTest,
                         public testing::WithParamInterface<SimulateOptions> {};

// Of eight intervals of 95 %, six or more hold the truth but for one time in two hundred.
TEST_P(JudgedSimulation, TellsItsParametersByItsClicks) {
    test::addProducts(project_, 120);
    std::map<std::string, int> held;
    for (int times = 0; times < 8; ++times) {
        for (const auto& [truth, estimate] : simulate(project_, GetParam(), {}).parameters) {
            held[estimate.name] += estimate.low <= truth && truth <= estimate.high ? 1 : 0;
        }
    }
    EXPECT_EQ(held.size(), GetParam().clicks == "dependent" ? 2U : 1U);
    for (const auto& [name, times] : held) {
        EXPECT_GE(times, 6) << name;
    }
}

INSTANTIATE_TEST_SUITE_P(
    EachClickModel,
    JudgedSimulation,
    testing::Values(
        SimulateOptions{.shoppers = 20, .policy = "random", .clicks = "position"},
        SimulateOptions{.shoppers = 20, .clicks = "position", .parameters = {.decay = 1.5}},
        SimulateOptions{.shoppers = 20, .clicks = "cascade"},
        SimulateOptions{.shoppers = 20, .clicks = "cascade", .parameters = {.patience = 0.8}},
        SimulateOptions{.shoppers = 20, .clicks = "dependent"},
        SimulateOptions{.shoppers = 20,
                        .clicks = "dependent",
                        .parameters = {.patience = 0.9, .persistence = 0.6}}));

}  // namespace
}  // namespace haberdash
