// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/base/base64.h"
#include "core/data/sessions/event_store.h"
#include "core/data/store/project.h"
#include "tests/app/ctl/serve_fixture.h"

#include <csignal>
#include <thread>

// The recommendation service as a shop meets it: a process, asked over HTTP.

namespace haberdash::test {
namespace {

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

// A shop's list may be ahead of the catalog, or behind it.
TEST_F(ServeTest, ARankingDoesWithoutProductsThatTheCatalogDoesNotHave) {
    const Served served({project.string(), "--run", kLearned});
    const Json known{{"history", {"HD00001", {{"id", "HD00002"}, {"kind", "like"}}}}};
    const Json mixed{
        {"history", {"HD00001", "gone", {{"id", "HD00002"}, {"kind", "like"}}, "gone"}}};
    const HttpAnswer answer = served.ask("POST", "/v1/recommend", mixed);
    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(answer.json()["unknown"], Json({"gone"}));
    EXPECT_EQ(idsOf(answer.json()), idsOf(served.ask("POST", "/v1/recommend", known).json()));
    const Json batch{{"events",
                      {{{"user", "u"}, {"item", "HD00001"}, {"kind", "view"}},
                       {{"user", "u"}, {"item", "gone"}, {"kind", "view"}}}}};
    const HttpAnswer refused = served.ask("POST", "/v1/events", batch);
    EXPECT_EQ(refused.status, 404);
    EXPECT_NE(refused.body.find("Event 2 of the list"), std::string::npos) << refused.body;
}

TEST_F(ServeTest, APictureIsKeptUnderItsOwnHash) {
    const Served served({project.string(), "--run", kContent});
    const std::string hash = served.ask("GET", "/v1/products/HD00001").json()["picture"];
    const auto keptFor = [&](const std::string& query) {
        return served.ask("GET", "/v1/pictures/HD00001" + query).headers.at("cache-control");
    };
    EXPECT_EQ(keptFor("?v=" + hash), "private, max-age=31536000, immutable");
    EXPECT_EQ(keptFor("?v=other"), "private, max-age=300");
    EXPECT_EQ(keptFor(""), "private, max-age=300");
    EXPECT_EQ(served.ask("GET", "/v1/pictures/HD00001?size=big").status, 400);
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
    EXPECT_EQ(refusal("POST", "/v1/events?k=3", Json::object()),
              R"(/v1/events takes no "k" in its address.)");
    EXPECT_EQ(served.ask("GET", "/nothing?k=3").status, 404);
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

}  // namespace
}  // namespace haberdash::test
