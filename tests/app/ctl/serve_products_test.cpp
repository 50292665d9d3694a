// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/base/base64.h"
#include "core/data/base/files.h"
#include "tests/app/ctl/serve_fixture.h"

#include <csignal>
#include <filesystem>
#include <thread>

// Products and rules that come and go while the service runs.

namespace haberdash::test {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using std::chrono::steady_clock;

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
        served.ask("POST", "/v1/recommend", Json{{"liked", {first}}, {"k", 5}}).json();
    EXPECT_EQ(std::ranges::count(idsOf(ranked), "brand-new"), 1);
    EXPECT_EQ(served.ask("GET", "/v1/pictures/brand-new").status, 200);
    product["price"] = 25;
    product.erase("image_base64");
    const Json again =
        served.ask("PUT", "/v1/products", Json{{"products", Json::array({product})}}).json();
    EXPECT_EQ(again["updated"], 1);
    EXPECT_EQ(served.ask("GET", "/v1/products/brand-new").json()["price"], 25);
}

// Of what could not be shown later nothing is acknowledged, and the picture that is there stays.
TEST_F(ServeTest, APictureThatCannotBeReadIsRefusedAtOnce) {
    const Served served({project.string(), "--run", kContent});
    const std::string before = served.ask("GET", "/v1/pictures/HD00001").body;
    std::string huge("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x23\x28\0\0\x23\x28\x01\0\0\0\0", 29);
    for (const std::string& bytes : {huge, before.substr(0, 60)}) {
        const Json product{{"id", "HD00001"}, {"image_base64", toBase64(bytes)}};
        const HttpAnswer answer =
            served.ask("PUT", "/v1/products", Json{{"products", Json::array({product})}});
        EXPECT_EQ(answer.status, 400) << answer.body;
        EXPECT_NE(answer.body.find("image_base64"), std::string::npos) << answer.body;
    }
    EXPECT_EQ(served.ask("GET", "/v1/state").json()["products_waiting"], 0);
    EXPECT_EQ(served.ask("GET", "/v1/pictures/HD00001").body, before);
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

}  // namespace
}  // namespace haberdash::test
