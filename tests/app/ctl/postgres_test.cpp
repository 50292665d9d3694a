// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/ctl/postgres_server.h"
#include "tests/app/ctl/serve_fixture.h"

#include <algorithm>

// A catalog and its events in PostgreSQL: exported, and shared by services, against a real server.

namespace haberdash::test {
namespace {

class PostgresTest : public ServeTest {
  protected:
    static void SetUpTestSuite() {
        ServeTest::SetUpTestSuite();
        server = std::make_unique<PostgresServer>();
    }

    static void TearDownTestSuite() {
        server.reset();
        ServeTest::TearDownTestSuite();
    }

    void SetUp() override {
        if (!server->isRunning()) {
            GTEST_SKIP() << "PostgreSQL is not installed (Debian: postgresql)";
        }
        ServeTest::SetUp();
        server->beginDatabase();
    }

    Outcome exportAll(const std::vector<std::string>& more = {}) const {
        std::vector<std::string> words{
            "export", project.string(), "--to", server->address(), "--json"};
        words.insert(words.end(), more.begin(), more.end());
        return runCtl(words);
    }

    std::unique_ptr<Served> replica() const {
        return std::make_unique<Served>(std::vector<std::string>{
            project.string(), "--run", kContent, "--workers", "2", "--catalog", server->address()});
    }

    static inline std::unique_ptr<PostgresServer> server;
};

std::vector<std::string> idsOf(const Json& answer) {
    std::vector<std::string> ids;
    for (const Json& item : answer["items"]) {
        ids.push_back(item["id"]);
    }
    return ids;
}

void expectOneSentence(const Outcome& outcome, const std::string& words) {
    EXPECT_EQ(outcome.code, 1) << outcome.out;
    EXPECT_EQ(std::ranges::count(outcome.err, '\n'), 1) << outcome.err;
    EXPECT_NE(outcome.err.find(words), std::string::npos) << outcome.err;
    EXPECT_EQ(outcome.err.find("secret"), std::string::npos) << outcome.err;
}

TEST_F(PostgresTest, ExportHoldsEverythingAndASecondOneChangesNothing) {
    runCtl({"label", project.string(), "--annotator", "Ann"},
           R"({"kind":"like","a":"HD00001"})"
           "\n");
    const Outcome first = exportAll({"--run", kLearned});
    ASSERT_EQ(first.code, 0) << first.err;
    EXPECT_EQ(first.json()["products"], 120);
    EXPECT_EQ(first.json()["labels"], 1);
    EXPECT_EQ(first.json()["vectors"], 120);
    EXPECT_EQ(server->ask("SELECT count(*) FROM haberdash.events"), first.json()["events"].dump());
    EXPECT_EQ(server->ask("SELECT count(*) FROM haberdash.items WHERE title <> ''"), "120");
    EXPECT_EQ(server->ask("SELECT entry->>'a' FROM haberdash.labels"), "HD00001");
    const Json second = exportAll({"--run", kLearned}).json();
    EXPECT_EQ(second["rows"], 0) << second.dump();
    EXPECT_EQ(server->ask("SELECT count(*) FROM haberdash.similar('r2', 'HD00001', 5)"), "5");
    EXPECT_EQ(server->ask("SELECT count(*) FROM haberdash.similar('r2', 'HD00001', 5) s WHERE "
                          "abs(s.similarity) > 1.000001"),
              "0");
}

TEST_F(PostgresTest, EventPostedToOneReplicaChangesTheAnswerOfAnother) {
    ASSERT_EQ(exportAll().code, 0);
    const auto first = replica();
    const auto second = replica();
    const Json wanted = {{"user", "visitor \"7\" \\ {x}"}, {"k", 5}};
    const Json before = second->ask("POST", "/v1/recommend", wanted).json();
    EXPECT_EQ(before["is_new"], true) << before.dump();
    const std::string seen = idsOf(before)[0];
    const HttpAnswer told = first->ask(
        "POST", "/v1/events", Json{{"user", wanted["user"]}, {"item", seen}, {"kind", "purchase"}});
    ASSERT_EQ(told.status, 200) << told.body;
    const Json after = second->ask("POST", "/v1/recommend", wanted).json();
    EXPECT_FALSE(after.contains("is_new"));
    EXPECT_NE(idsOf(before), idsOf(after));
    EXPECT_EQ(idsOf(after), idsOf(first->ask("POST", "/v1/recommend", wanted).json()));
    EXPECT_EQ(std::ranges::count(idsOf(after), seen), 0);
    // A further export leaves what services stored.
    ASSERT_EQ(exportAll().code, 0);
    EXPECT_EQ(idsOf(after), idsOf(second->ask("POST", "/v1/recommend", wanted).json()));
}

TEST_F(PostgresTest, ReplicaAnswersAsTheProjectDoesAndKeepsNothingForItself) {
    ASSERT_EQ(exportAll().code, 0);
    const std::string user = server->ask("SELECT key FROM haberdash.shoppers ORDER BY key LIMIT 1");
    const Json asked = runCtl({"recommend",
                               project.string(),
                               "--run",
                               kLearned,
                               "--user",
                               user,
                               "--k",
                               "8",
                               "--json"})
                           .json();
    const Served service(std::vector<std::string>{
        project.string(), "--run", kLearned, "--catalog", server->address()});
    EXPECT_EQ(idsOf(service.ask("POST", "/v1/recommend", Json{{"user", user}, {"k", 8}}).json()),
              idsOf(asked));
    EXPECT_EQ(service.ask("GET", "/v1/pictures/HD00001").status, 200);
    EXPECT_EQ(service.ask("PUT", "/v1/traffic", Json{{"run", kContent}}).status, 400);
    EXPECT_EQ(service.ask("PUT", "/v1/products", Json{{"products", Json::array()}}).status, 400);
}

TEST_F(PostgresTest, PriceChangedInTheProjectReachesAReplicaThatStartsLater) {
    ASSERT_EQ(exportAll().code, 0);
    {
        const Served own({project.string(), "--run", kContent});
        own.ask("PUT",
                "/v1/products",
                Json{{"products", {{{"id", "HD00001"}, {"title", "Renamed"}, {"price", 3.5}}}}});
    }
    EXPECT_EQ(exportAll().json()["products"], 1);
    const Json product = replica()->ask("GET", "/v1/products/HD00001").json();
    EXPECT_EQ(product["title"], "Renamed");
    EXPECT_EQ(product["price"], 3.5);
}

TEST_F(PostgresTest, SaysInOneSentenceWhatIsWrong) {
    const auto serving = [&](const std::string& address) {
        return runCtl({"serve", project.string(), "--run", kContent, "--catalog", address});
    };
    expectOneSentence(serving(server->address()), "There is no catalog at 127.0.0.1:");
    expectOneSentence(serving(server->address("wrong")), "password authentication failed");
    expectOneSentence(serving("postgresql://keeper:secret@127.0.0.1:1/shop"), "cannot be reached");
    ASSERT_EQ(exportAll().code, 0);
    server->ask("UPDATE haberdash.schema_version SET version = 99");
    expectOneSentence(serving(server->address()), "newer version of Haberdash (schema 99");
    expectOneSentence(exportAll(), "newer version of Haberdash (schema 99");
}

TEST_F(PostgresTest, AnotherProjectsCatalogIsNotMixedIn) {
    ASSERT_EQ(exportAll().code, 0);
    server->ask("UPDATE haberdash.items SET sku = 'other' WHERE sku = 'HD00001'");
    expectOneSentence(exportAll(), "catalog of another project");
}

}  // namespace
}  // namespace haberdash::test
