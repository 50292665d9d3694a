// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/base/base64.h"
#include "core/data/base/files.h"
#include "core/data/sessions/event_store.h"
#include "core/data/store/project.h"
#include "tests/app/ctl/serve_fixture.h"

#include <atomic>
#include <csignal>
#include <iterator>
#include <set>
#include <thread>

// The recommendation service as a shop meets it: a process, asked over HTTP.

namespace haberdash::test {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using std::chrono::steady_clock;

std::vector<std::string> idsOf(const Json& answer) {
    std::vector<std::string> ids;
    for (const Json& item : answer["items"]) {
        ids.push_back(item["id"]);
    }
    return ids;
}

// The state once no product waits any more, or after a minute.
Json whenRanked(const Served& served) {
    const auto until = steady_clock::now() + seconds(60);
    Json state;
    do {
        std::this_thread::sleep_for(milliseconds(50));
        state = served.ask("GET", "/v1/state").json();
    } while (state["products_waiting"] != 0 && steady_clock::now() < until);
    return state;
}

// A product with the text and the picture of another one.
Json copyOf(const Served& served, const std::string& id) {
    const Json model = served.ask("GET", "/v1/products/" + id).json();
    return {{"id", "brand-new"},
            {"title", model["title"]},
            {"description", model["description"]},
            {"category", model.value("category", "")},
            {"image_base64", toBase64(served.ask("GET", "/v1/pictures/" + id).body)}};
}

TEST_F(ServeTest, RecommendsForShoppersHistoriesAndLikedProducts) {
    const Served served({project.string(), "--run", kLearned});
    const Json products = served.ask("GET", "/v1/products?limit=5").json()["products"];
    ASSERT_EQ(products.size(), 5U);
    const std::string first = products[0]["id"];
    for (const Json& body : {Json{{"user", "nobody-yet"}, {"k", 3}},
                             Json{{"history", {first}}, {"k", 3}},
                             Json{{"liked", {first}}, {"k", 3}}}) {
        const HttpAnswer answer = served.ask("POST", "/v1/recommend", body);
        ASSERT_EQ(answer.status, 200) << answer.body;
        EXPECT_EQ(answer.json()["items"].size(), 3U);
        EXPECT_EQ(answer.json()["run"], kLearned);
        EXPECT_EQ(answer.json()["arm"], "champion");
    }
    EXPECT_EQ(served.ask("POST", "/v1/recommend", Json{{"user", "nobody-yet"}}).json()["is_new"],
              true);
}

TEST_F(ServeTest, GivesTheRankingThatTheCommandLineGives) {
    const Served served({project.string(), "--run", kLearned});
    const std::string first = served.ask("GET", "/v1/products?limit=1").json()["products"][0]["id"];
    const Json typed =
        runCtl({"recommend", project.string(), "--run", kLearned, "--history", first, "--json"})
            .json();
    const Json asked = served.ask("POST", "/v1/recommend", Json{{"history", {first}}}).json();
    // The service computes on one thread: sums may differ in their last digits.
    ASSERT_EQ(idsOf(asked), idsOf(typed));
    for (std::size_t i = 0; i < typed["items"].size(); ++i) {
        EXPECT_NEAR(asked["items"][i]["score"].get<double>(),
                    typed["items"][i]["score"].get<double>(),
                    1e-5);
    }
}

TEST_F(ServeTest, FindsSimilarProductsByProductWordsAndPicture) {
    const Served served({project.string(), "--run", kContent});
    const std::string first = served.ask("GET", "/v1/products?limit=1").json()["products"][0]["id"];
    const HttpAnswer picture = served.ask("GET", "/v1/pictures/" + first);
    ASSERT_EQ(picture.status, 200);
    EXPECT_EQ(picture.headers.at("content-type"), "image/jpeg");
    const Json byPicture = served
                               .ask("POST",
                                    "/v1/similar",
                                    Json{{"image", toBase64(picture.body)}, {"mix", 1.0}, {"k", 3}})
                               .json();
    EXPECT_EQ(byPicture["items"][0]["id"], first);
    EXPECT_EQ(
        served.ask("POST", "/v1/similar", Json{{"item", first}, {"k", 4}}).json()["items"].size(),
        4U);
    EXPECT_EQ(served.ask("POST", "/v1/similar", Json{{"text", "a dress"}}).status, 200);
}

TEST_F(ServeTest, RefusalsNameWhatTheRequestHas) {
    const Served served({project.string(), "--run", kContent});
    const auto refusal = [&](const char* method, const char* path, const Json& body) {
        const HttpAnswer answer =
            served.ask(method, path, body.is_null() ? std::nullopt : std::optional<Json>(body));
        EXPECT_EQ(answer.status, 400) << path;
        return answer.json()["error"].value("message", "");
    };
    EXPECT_EQ(refusal("POST", "/v1/recommend", Json::object()),
              R"(A request names exactly one of "user", "history" and "liked".)");
    EXPECT_EQ(refusal("POST", "/v1/similar", Json::object()),
              R"(A request names exactly one of "item", "text" and "image".)");
    EXPECT_EQ(refusal("POST", "/v1/similar", {{"image", "?"}}),
              "The picture must be sent in base64.");
    EXPECT_EQ(
        refusal("GET", "/v1/products?limits=3", nullptr),
        R"(There is no "limits" in this address; there are limit, offset, search, category.)");
    EXPECT_EQ(refusal("POST", "/v1/recommend?k=3", {{"user", "u"}}),
              R"(/v1/recommend takes no "k" in its address.)");
}

TEST_F(ServeTest, ReadsNoFileThatARequestNames) {
    const Served served({project.string(), "--run", kContent});
    const HttpAnswer answer = served.ask("POST", "/v1/similar", Json{{"image", "/etc/hostname"}});
    EXPECT_EQ(answer.status, 400);
    EXPECT_NE(answer.body.find("base64"), std::string::npos);
    EXPECT_EQ(served.ask("POST", "/v1/similar", Json{{"image_base64", ""}}).status, 400);
}

TEST_F(ServeTest, ExplanationAddsUpToTheScore) {
    const Served served({project.string(), "--run", kLearned});
    const Json products = served.ask("GET", "/v1/products?limit=2").json()["products"];
    const Json why = served
                         .ask("POST",
                              "/v1/explain",
                              Json{{"item", products[0]["id"]}, {"history", {products[1]["id"]}}})
                         .json();
    double sum = why["base"];
    for (const Json& part : why["modalities"]) {
        sum += part.get<double>();
    }
    EXPECT_NEAR(sum, why["score"].get<double>(), 1e-6);
    EXPECT_EQ(why["run"], kLearned);
    EXPECT_EQ(why["arm"], "champion");
}

TEST_F(ServeTest, EventChangesTheShoppersNextAnswerAndOutlivesTheProcess) {
    auto served =
        std::make_unique<Served>(std::vector<std::string>{project.string(), "--run", kContent});
    const Json before =
        served->ask("POST", "/v1/recommend", Json{{"user", "anna"}, {"k", 5}}).json();
    const std::string liked = before["items"][0]["id"];
    const HttpAnswer told = served->ask(
        "POST", "/v1/events", Json{{"user", "anna"}, {"item", liked}, {"kind", "like"}});
    ASSERT_EQ(told.status, 200) << told.body;
    EXPECT_EQ(told.json()["stored"], 1);
    const Json after =
        served->ask("POST", "/v1/recommend", Json{{"user", "anna"}, {"k", 5}}).json();
    EXPECT_FALSE(after.contains("is_new"));
    EXPECT_NE(idsOf(after), idsOf(before));
    EXPECT_EQ(std::ranges::count(idsOf(after), liked), 0);
    EXPECT_EQ(served->stop(SIGKILL), 128 + SIGKILL);
    served =
        std::make_unique<Served>(std::vector<std::string>{project.string(), "--run", kContent});
    EXPECT_EQ(idsOf(served->ask("POST", "/v1/recommend", Json{{"user", "anna"}, {"k", 5}}).json()),
              idsOf(after));
}

TEST_F(ServeTest, TakesAllEventsOfARequestOrNone) {
    const Served served({project.string(), "--run", kContent});
    const std::string first = served.ask("GET", "/v1/products?limit=1").json()["products"][0]["id"];
    const Json good = {{"user", "ben"}, {"item", first}, {"kind", "view"}};
    const Json bad = {{"user", "ben"}, {"item", "no such product"}, {"kind", "view"}};
    EXPECT_EQ(served.ask("POST", "/v1/events", Json{{"events", {good, bad}}}).status, 404);
    EXPECT_EQ(served.ask("POST", "/v1/recommend", Json{{"user", "ben"}}).json()["is_new"], true);
    EXPECT_EQ(served.ask("POST", "/v1/events", Json{{"events", {good, good}}}).json()["stored"], 2);
}

TEST_F(ServeTest, ProductPutWhileItRunsIsEncodedAndRecommended) {
    const Served served({project.string(), "--run", kLearned});
    const std::string first = served.ask("GET", "/v1/products?limit=1").json()["products"][0]["id"];
    const Json model = served.ask("GET", "/v1/products/" + first).json();
    const std::string picture = served.ask("GET", "/v1/pictures/" + first).body;
    Json product = {{"id", "brand-new"},
                    {"title", model["title"]},
                    {"description", model["description"]},
                    {"category", model.value("category", "")},
                    {"price", 19.5},
                    {"image_base64", toBase64(picture)}};
    const HttpAnswer put =
        served.ask("PUT", "/v1/products", Json{{"products", Json::array({product})}});
    ASSERT_EQ(put.status, 200) << put.body;
    EXPECT_EQ(put.json()["added"], 1);
    const Json state = whenRanked(served);
    ASSERT_EQ(state["products_waiting"], 0) << state.dump(1);
    EXPECT_EQ(state["refresh_problem"], nullptr);
    EXPECT_EQ(state["ranked_products"], 121);
    // The same text and picture as a product that was there: its nearest neighbour.
    EXPECT_EQ(
        served.ask("POST", "/v1/similar", Json{{"item", first}, {"k", 1}}).json()["items"][0]["id"],
        "brand-new");
    const Json ranked =
        served.ask("POST", "/v1/recommend", Json{{"liked", {first}}, {"k", 120}}).json();
    EXPECT_EQ(std::ranges::count(idsOf(ranked), "brand-new"), 1);
    EXPECT_EQ(served.ask("GET", "/v1/pictures/brand-new").status, 200);
    product["price"] = 25;
    product.erase("image_base64");
    const Json again =
        served.ask("PUT", "/v1/products", Json{{"products", Json::array({product})}}).json();
    EXPECT_EQ(again["updated"], 1);
    EXPECT_EQ(served.ask("GET", "/v1/products/brand-new").json()["price"], 25);
}

TEST_F(ServeTest, ProductOfAKilledServiceIsEncodedByTheNext) {
    const std::vector<std::string> words{project.string(), "--run", kLearned};
    auto served = std::make_unique<Served>(words);
    const std::string first =
        served->ask("GET", "/v1/products?limit=1").json()["products"][0]["id"];
    const Json product = copyOf(*served, first);
    ASSERT_EQ(served->ask("PUT", "/v1/products", Json{{"products", Json::array({product})}}).status,
              200);
    served->stop(SIGKILL);
    served = std::make_unique<Served>(words);
    const Json state = whenRanked(*served);
    ASSERT_EQ(state["products_waiting"], 0) << state.dump(1);
    EXPECT_EQ(state["refresh_problem"], nullptr);
    EXPECT_EQ(served->ask("POST", "/v1/similar", Json{{"item", first}, {"k", 1}})
                  .json()["items"][0]["id"],
              "brand-new");
}

TEST_F(ServeTest, RefusedProductsLeaveNothingBehind) {
    const Served served({project.string(), "--run", kContent});
    const auto pictures = [this] {
        return std::distance(std::filesystem::directory_iterator(project / "pictures"), {});
    };
    const auto before = pictures();
    Json product = copyOf(served, "HD00001");
    for (const Json& bad : {Json{{"id", "second"}},
                            Json{{"id", "a\nb"}, {"title", "x"}},
                            Json{{"id", std::string(300, 'a')}, {"title", "x"}},
                            Json{{"id", "second"}, {"title", "x"}, {"colur", "red"}}}) {
        EXPECT_EQ(served.ask("PUT", "/v1/products", Json{{"products", Json::array({product, bad})}})
                      .status,
                  400)
            << bad.dump();
    }
    EXPECT_EQ(served.ask("GET", "/v1/products/brand-new").status, 404);
    EXPECT_EQ(pictures(), before);
}

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

TEST_F(ServeTest, ARunThatIsDeletedOnceItServesNoMoreKeepsNoProductOut) {
    const Served served({project.string(), "--run", kContent});
    EXPECT_NE(runCtl({"runs", project.string(), "--delete", kContent}).err.find("answers shoppers"),
              std::string::npos);
    ASSERT_EQ(served.ask("PUT", "/v1/traffic", Json{{"run", kLearned}}).status, 200);
    ASSERT_EQ(runCtl({"runs", project.string(), "--delete", kContent}).code, 0);
    const Json product = copyOf(served, "HD00001");
    ASSERT_EQ(served.ask("PUT", "/v1/products", Json{{"products", Json::array({product})}}).status,
              200);
    const Json state = whenRanked(served);
    EXPECT_EQ(state["products_waiting"], 0) << state.dump(1);
    EXPECT_EQ(state["refresh_problem"], nullptr);
    EXPECT_EQ(state["ranked_products"], 121);
    EXPECT_EQ(served.ask("POST", "/v1/traffic/rollback", Json::object()).status, 404);
}

TEST_F(ServeTest, ARunThatCannotBeLoadedAgainKeepsTheOtherUpToDate) {
    const Served served(
        {project.string(), "--run", kLearned, "--challenger", kContent, "--share", "0.5"});
    std::filesystem::remove_all(project / "runs" / kContent);  // by hand: the program refuses
    const Json product = copyOf(served, "HD00001");
    ASSERT_EQ(served.ask("PUT", "/v1/products", Json{{"products", Json::array({product})}}).status,
              200);
    const auto until = steady_clock::now() + seconds(60);
    Json state;
    do {
        std::this_thread::sleep_for(milliseconds(50));
        state = served.ask("GET", "/v1/state").json();
    } while ((state["ranked_products"] != 121 || state["refresh_problem"] == nullptr) &&
             steady_clock::now() < until);
    EXPECT_EQ(state["ranked_products"], 121);
    EXPECT_NE(state["refresh_problem"], nullptr);
}

TEST_F(ServeTest, WordsThatSayNothingAreRefusedAndLeaveNothingBehind) {
    const auto serving = [&](std::vector<std::string> words) {
        words.insert(words.begin(), {"serve", project.string()});
        return runCtl(words);
    };
    EXPECT_EQ(serving({"--run", kContent, "--challenger", kContent}).code, 1);
    EXPECT_EQ(serving({"--challenger", kPopular}).code, 2);
    EXPECT_EQ(serving({"--run", kContent, "--share", "0.5"}).code, 2);
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

TEST_F(ServeTest, DislikeIsStoredAndTheProductNotRecommended) {
    const Served served({project.string(), "--run", kContent});
    const Json wanted = {{"user", "dora"}, {"k", 5}};
    served.ask("POST", "/v1/events", Json{{"user", "dora"}, {"item", "HD00001"}, {"kind", "like"}});
    const std::vector<std::string> before =
        idsOf(served.ask("POST", "/v1/recommend", wanted).json());
    const HttpAnswer told = served.ask(
        "POST", "/v1/events", Json{{"user", "dora"}, {"item", before[0]}, {"kind", "dislike"}});
    ASSERT_EQ(told.status, 200) << told.body;
    const std::vector<std::string> after =
        idsOf(served.ask("POST", "/v1/recommend", wanted).json());
    EXPECT_EQ(std::ranges::count(after, before[0]), 0);
    Project opened = Project::open(project, Access::ReadOnly);
    const EventStore events(opened.database());
    EXPECT_EQ(events.eventsOf(events.shopper("dora")->id).back().kind, EventKind::Dislike);
}

TEST_F(ServeTest, OneRequestStaysOnOneThread) {
    const Served served({project.string(), "--run", kLearned, "--workers", "3"});
    const std::size_t before = served.threads();
    std::vector<std::jthread> shoppers;
    for (int i = 0; i < 3; ++i) {
        shoppers.emplace_back([&] {
            RawConnection connection(served.port());
            for (int round = 0; round < 20; ++round) {
                connection.ask(
                    "POST", "/v1/recommend", Json{{"history", {"HD00001"}}, {"explain", true}});
                connection.ask("POST", "/v1/similar", Json{{"text", "a dress"}});
            }
        });
    }
    shoppers.clear();
    EXPECT_EQ(served.threads(), before);
}

TEST_F(ServeTest, BrokenRulesHoldNothingUpAndDeletedOnesCease) {
    const std::filesystem::path rules = *scratch / "fragile.json";
    const Json hidden = {{"rules", {{{"kind", "hide"}, {"items", {"HD00001"}}}}}};
    writeFileAtomically(rules, hidden.dump());
    const Served served({project.string(), "--run", kPopular, "--rules", rules.string()});
    const auto isShown = [&](const char* const id) {
        return std::ranges::count(idsOf(served
                                            .ask("POST",
                                                 "/v1/recommend",
                                                 Json{{"history", Json::array()}, {"k", 200}})
                                            .json()),
                                  id) > 0;
    };
    const auto becomes = [&](const auto& holds) {
        const auto until = steady_clock::now() + seconds(30);
        while (!holds() && steady_clock::now() < until) {
            std::this_thread::sleep_for(milliseconds(50));
        }
        return holds();
    };
    EXPECT_FALSE(isShown("HD00001"));
    const Json similar =
        served.ask("POST", "/v1/similar", Json{{"item", "HD00002"}, {"k", 200}}).json();
    EXPECT_EQ(std::ranges::count(idsOf(similar), "HD00001"), 0);
    EXPECT_EQ(similar["items"].size(), 118U);
    writeFileAtomically(rules, "{\"rules\": [");
    ASSERT_TRUE(becomes(
        [&] { return served.ask("GET", "/v1/state").json()["refresh_problem"].is_string(); }));
    EXPECT_FALSE(isShown("HD00001"));
    served.ask("PUT", "/v1/products", Json{{"products", Json::array({copyOf(served, "HD00002")})}});
    EXPECT_TRUE(becomes([&] { return isShown("brand-new"); }));
    std::filesystem::remove(rules);
    EXPECT_TRUE(becomes([&] { return isShown("HD00001"); }));
    EXPECT_TRUE(becomes(
        [&] { return served.ask("GET", "/v1/state").json()["refresh_problem"].is_null(); }));
}

TEST_F(ServeTest, RulesPinHideAndAreReadAgain) {
    const std::filesystem::path rules = *scratch / "rules.json";
    const std::string none = R"({"rules": []})";
    writeFileAtomically(rules, none);
    const Served served({project.string(), "--run", kPopular, "--rules", rules.string()});
    const auto ranked = [&] {
        return idsOf(
            served.ask("POST", "/v1/recommend", Json{{"history", Json::array()}, {"k", 5}}).json());
    };
    const std::vector<std::string> before = ranked();
    const Json wanted = {{"rules",
                          {{{"kind", "hide"}, {"items", {before[0]}}},
                           {{"kind", "pin"}, {"items", {before[4]}}, {"place", 1}}}}};
    writeFileAtomically(rules, wanted.dump());
    const auto until = steady_clock::now() + seconds(30);
    std::vector<std::string> after;
    do {
        std::this_thread::sleep_for(milliseconds(50));
        after = ranked();
    } while (after == before && steady_clock::now() < until);
    EXPECT_EQ(after[0], before[4]);
    EXPECT_EQ(std::ranges::count(after, before[0]), 0);
    EXPECT_EQ(std::ranges::count(after, before[4]), 1);
}

TEST_F(ServeTest, TheProjectsOwnRulesHoldWithoutBeingNamed) {
    const auto ranked = [this] {
        const Served served({project.string(), "--run", kPopular});
        return idsOf(
            served.ask("POST", "/v1/recommend", Json{{"history", Json::array()}, {"k", 5}}).json());
    };
    const std::vector<std::string> before = ranked();
    const Json wanted = {{"rules", {{{"kind", "pin"}, {"items", {before[4]}}, {"place", 1}}}}};
    writeFileAtomically(project / "rules.json", wanted.dump());
    const std::vector<std::string> after = ranked();
    std::filesystem::remove(project / "rules.json");
    EXPECT_EQ(after[0], before[4]);
    EXPECT_EQ(after[1], before[0]);
}

TEST_F(ServeTest, MetricsCountWhatHappened) {
    const Served served({project.string(), "--run", kContent});
    for (int i = 0; i < 3; ++i) {
        served.ask("POST", "/v1/recommend", Json{{"history", Json::array()}});
    }
    served.ask("POST", "/v1/recommend", Json{{"unknown", 1}});
    const std::string text = served.ask("GET", "/metrics").body;
    for (const char* const line :
         {"haberdash_requests_total{route=\"recommend\",status=\"2xx\"} 3\n",
          "haberdash_requests_total{route=\"recommend\",status=\"4xx\"} 1\n",
          "haberdash_request_seconds_count{route=\"recommend\"} 4\n",
          "# TYPE haberdash_resident_bytes gauge\n"}) {
        EXPECT_NE(text.find(line), std::string::npos) << line << text;
    }
}

TEST_F(ServeTest, TerminationTurnsNobodyAwayUnheard) {
    Served served({project.string(), "--run", kContent});
    std::atomic<bool> isOver = false;
    std::atomic<int> unheard = 0;
    std::atomic<int> notReady = 0;
    std::vector<std::jthread> clients;
    for (int i = 0; i < 3; ++i) {
        clients.emplace_back([&] {
            while (!isOver) {
                RawConnection connection(served.port());  // one for each request
                if (connection.isOpen()) {
                    const int status = connection.ask("GET", "/readyz").status;
                    unheard += status == 0 ? 1 : 0;
                    notReady += status == 503 ? 1 : 0;
                } else {
                    isOver = true;
                }
            }
        });
    }
    std::this_thread::sleep_for(milliseconds(100));
    served.signal(SIGTERM);
    clients.clear();
    EXPECT_EQ(served.stop(0), 0);
    EXPECT_LE(unheard, 1);  // who came in the very instant in which the door was closed
    EXPECT_GT(notReady, 0);
}

TEST_F(ServeTest, TerminationDoesNotWaitForProductsThatAreEncoded) {
    Served served({project.string(), "--run", kLearned});
    const Json model = copyOf(served, "HD00001");
    for (int batch = 0; batch < 5; ++batch) {
        Json products = Json::array();
        for (int i = 0; i < 100; ++i) {
            Json product = model;
            product["id"] = "new-" + std::to_string(batch * 100 + i);
            product["title"] = "dress no. " + std::to_string(batch * 100 + i);
            if (i > 0) {
                product.erase("image_base64");
            }
            products.push_back(std::move(product));
        }
        ASSERT_EQ(served.ask("PUT", "/v1/products", Json{{"products", products}}).status, 200);
    }
    EXPECT_EQ(served.stop(SIGTERM), 0);
    // What was not encoded then is by the next one.
    const Served next({project.string(), "--run", kLearned});
    EXPECT_EQ(whenRanked(next)["products_waiting"], 0);
    EXPECT_EQ(next.ask("GET", "/v1/state").json()["ranked_products"], 620);
}

TEST_F(ServeTest, TerminationDrains) {
    Served served({project.string(), "--run", kLearned});
    RawConnection idle(served.port());
    ASSERT_EQ(idle.ask("GET", "/healthz").status, 200);
    std::vector<std::unique_ptr<RawConnection>> busy;
    for (int i = 0; i < 12; ++i) {
        busy.push_back(std::make_unique<RawConnection>(served.port()));
        const std::string body = R"({"history": [], "k": 10, "explain": true})";
        busy.back()->send(
            "POST /v1/recommend HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(served.port()) +
            "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
            "\r\n\r\n" + body);
    }
    // All have arrived once one that came after them is answered at once.
    ASSERT_EQ(idle.ask("GET", "/healthz").status, 200);
    std::this_thread::sleep_for(milliseconds(50));
    const auto start = steady_clock::now();
    EXPECT_EQ(served.stop(SIGTERM), 0);
    EXPECT_LT(steady_clock::now() - start, seconds(15));
    for (const auto& connection : busy) {
        EXPECT_EQ(connection->receive().status, 200);
    }
}

}  // namespace
}  // namespace haberdash::test
