// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/sessions/event_store.h"
#include "core/data/store/project.h"
#include "tests/app/ctl/serve_fixture.h"

#include <atomic>
#include <csignal>
#include <map>
#include <thread>

// Which runs answer whom: swapped, rolled back, and one against another.

namespace haberdash::test {
namespace {

TEST_F(ServeTest, RunIsSwappedAndRolledBackWithoutADroppedRequest) {
    const Served served({project.string(), "--run", kContent});
    std::atomic<bool> isOver = false;
    std::atomic<int> asked = 0;
    std::atomic<int> dropped = 0;
    std::vector<std::jthread> shoppers;
    for (int i = 0; i < 3; ++i) {
        shoppers.emplace_back([&] {
            RawConnection connection(served.port());
            while (!isOver) {
                const HttpAnswer answer =
                    connection.ask("POST", "/v1/recommend", Json{{"history", Json::array()}});
                ++asked;
                dropped += answer.status == 200 ? 0 : 1;
            }
        });
    }
    for (int round = 0; round < 3; ++round) {
        EXPECT_EQ(served.ask("PUT", "/v1/traffic", Json{{"run", kLearned}}).json()["run"],
                  kLearned);
        EXPECT_EQ(
            served.ask("POST", "/v1/recommend", Json{{"history", Json::array()}}).json()["run"],
            kLearned);
        EXPECT_EQ(served.ask("POST", "/v1/traffic/rollback", Json::object()).json()["run"],
                  kContent);
    }
    isOver = true;
    shoppers.clear();
    EXPECT_GT(asked, 20);
    EXPECT_EQ(dropped, 0);
    EXPECT_EQ(served.ask("PUT", "/v1/traffic", Json{{"run", "r99"}}).status, 404);
    EXPECT_EQ(served.ask("PUT", "/v1/traffic", Json{{"run", kLearned}, {"share", .2}}).status, 400);
    EXPECT_EQ(served.ask("GET", "/v1/traffic").json()["run"], kContent);
}

TEST_F(ServeTest, AnIndexAnswersLikeExactSearchAndTakesNoRunThatHasNone) {
    const std::string run =
        runCtl(
            {"train", project.string(), "--preset", "bpr-mf", "--set", "train.epochs=5", "--json"})
            .json()["run"];
    const auto asked = [&](const std::string& index, const bool isSwapped) {
        const Served served({project.string(), "--run", run, "--index", index});
        std::vector<std::vector<std::string>> answers;
        for (const char* const item : {"HD00001", "HD00042", "HD00099"}) {
            answers.push_back(idsOf(
                served.ask("POST", "/v1/recommend", Json{{"history", {item}}, {"k", 10}}).json()));
            EXPECT_EQ(answers.back().size(), 10U);
        }
        if (isSwapped) {  // multimodal is no product of two vectors: the old run goes on
            EXPECT_EQ(served.ask("PUT", "/v1/traffic", Json{{"run", kLearned}}).status, 400);
            EXPECT_EQ(served.ask("GET", "/v1/traffic").json()["run"], run);
        }
        return answers;
    };
    const auto exact = asked("exact", false);
    EXPECT_EQ(asked("hnsw", true), exact);
}

TEST_F(ServeTest, ARestartWithAnotherRunCanBeRolledBack) {
    { const Served served({project.string(), "--run", kContent}); }
    const Served served({project.string(), "--run", kLearned});
    EXPECT_EQ(served.ask("POST", "/v1/traffic/rollback", Json::object()).json()["run"], kContent);
    EXPECT_EQ(served.ask("POST", "/v1/traffic/rollback", Json{{"x", 1}}).status, 400);
}

TEST_F(ServeTest, WordsThatSayNothingAreRefusedAndLeaveNothingBehind) {
    const auto serving = [&](std::vector<std::string> words) {
        words.insert(words.begin(), {"serve", project.string()});
        return runCtl(words);
    };
    EXPECT_EQ(serving({"--run", kContent, "--challenger", kContent}).code, 1);
    EXPECT_EQ(serving({"--challenger", kPopular}).code, 2);
    EXPECT_EQ(serving({"--run", kContent, "--share", "0.5"}).code, 2);
    EXPECT_EQ(serving({"--run", kContent, "--host", "http://shop.example"}).code, 2);
    {
        Project opened = Project::open(project, Access::ReadWrite);
        EXPECT_EQ(opened.setting("serve.traffic"), std::nullopt);
        // What an earlier service may have kept.
        opened.setSetting("serve.traffic", R"({"now":{"run":"r1","challenger":"r1","share":0.1}})");
    }
    const Served served({project.string(), "--run", kContent});
    EXPECT_EQ(served.ask("GET", "/v1/traffic").json()["run"], kContent);
}

TEST_F(ServeTest, ChallengerAnswersItsShareAndEventsRememberTheArm) {
    std::map<std::string, std::string> armOf;
    {
        Served served(
            {project.string(), "--run", kContent, "--challenger", kPopular, "--share", "0.3"});
        const std::string first =
            served.ask("GET", "/v1/products?limit=1").json()["products"][0]["id"];
        RawConnection connection(served.port());
        for (int i = 0; i < 200; ++i) {
            const std::string user = "visitor-" + std::to_string(i);
            const Json answer =
                connection.ask("POST", "/v1/recommend", Json{{"user", user}, {"k", 1}}).json();
            armOf[user] = answer["arm"];
            EXPECT_EQ(answer["run"], answer["arm"] == "challenger" ? kPopular : kContent);
        }
        const Json told = connection
                              .ask("POST",
                                   "/v1/events",
                                   Json{{"user", "visitor-7"}, {"item", first}, {"kind", "cart"}})
                              .json();
        EXPECT_EQ(told["arms"][0], armOf["visitor-7"]);
        EXPECT_EQ(served.stop(SIGTERM), 0);
    }
    const auto challenged = std::ranges::count_if(
        armOf, [](const auto& entry) { return entry.second == "challenger"; });
    EXPECT_GT(challenged, 40);
    EXPECT_LT(challenged, 80);
    // What was set last goes on without --run, and everybody stays on their side.
    const Served again({project.string()});
    for (const auto& [user, arm] : armOf) {
        ASSERT_EQ(again.ask("POST", "/v1/recommend", Json{{"user", user}, {"k", 1}}).json()["arm"],
                  arm);
    }
    Project opened = Project::open(project, Access::ReadOnly);
    const EventStore events(opened.database());
    std::map<std::string, std::size_t> visits;
    events.forEachSession([&](const EventStore::SessionRow& session) {
        const Json detail = Json::parse(session.detail, nullptr, false);
        if (detail.is_object() && detail.value("source", "") == "service") {
            ++visits[detail["arm"].get<std::string>()];
            EXPECT_EQ(detail["arm"], armOf[events.shopper(session.shopper)->key]);
        }
    });
    EXPECT_EQ(visits["challenger"], static_cast<std::size_t>(challenged));
    EXPECT_EQ(visits["champion"], 200 - static_cast<std::size_t>(challenged));
}

TEST_F(ServeTest, ExperimentCountsOnlyWhatHappensWhileItLasts) {
    const auto act = [](const Served& served, const int shopper) {
        RawConnection connection(served.port());
        const std::string user = "visitor-" + std::to_string(shopper);
        connection.ask("POST", "/v1/recommend", Json{{"user", user}, {"k", 1}});
        connection.ask(
            "POST", "/v1/events", Json{{"user", user}, {"item", "HD00001"}, {"kind", "cart"}});
    };
    {
        Served alone({project.string(), "--run", kContent});
        for (int shopper = 0; shopper < 40; ++shopper) {
            act(alone, shopper);
        }
        EXPECT_EQ(alone.stop(SIGTERM), 0);
    }
    const std::vector<std::string> words{
        project.string(), "--run", kContent, "--challenger", kPopular, "--share", "0.5"};
    for (int start = 0; start < 2; ++start) {  // started again, it is the same experiment
        Served both(words);
        for (int shopper = start * 20; shopper < 20 + start * 20; ++shopper) {
            act(both, shopper);
        }
        // Whoever asks for a run by name has not changed sides.
        for (const char* const run : {kContent, kPopular}) {
            EXPECT_EQ(
                both.ask("POST", "/v1/recommend", Json{{"user", "visitor-1"}, {"run", run}}).status,
                200);
        }
        EXPECT_EQ(both.stop(SIGTERM), 0);
    }
    const Json result = runCtl({"evaluate", project.string(), "--arms", "--json"}).json();
    EXPECT_EQ(result["experiments"].size(), 1U);
    EXPECT_EQ(result["crossed"], 0);
    ASSERT_EQ(result["arms"].size(), 2U) << result.dump(1);
    EXPECT_EQ(result["arms"][0]["shoppers"].get<int>() + result["arms"][1]["shoppers"].get<int>(),
              40);
    for (const Json& arm : result["arms"]) {
        EXPECT_NEAR(arm["acts"]["mean"].get<double>(), 1.0, 1e-9);
    }
}

}  // namespace
}  // namespace haberdash::test
