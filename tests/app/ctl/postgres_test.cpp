// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/base/files.h"
#include "core/data/catalog/item_store.h"
#include "core/data/store/project.h"
#include "tests/app/ctl/postgres_server.h"
#include "tests/app/ctl/serve_fixture.h"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <iterator>
#include <set>
#include <sstream>
#include <thread>

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

    std::unique_ptr<Served> replica(const std::vector<std::string>& more = {}) const {
        std::vector<std::string> words{
            project.string(), "--run", kContent, "--workers", "2", "--catalog", server->address()};
        words.insert(words.end(), more.begin(), more.end());
        return std::make_unique<Served>(words);
    }

    Outcome importAll() const {
        return runCtl({"import", project.string(), "--from", server->address(), "--json"});
    }

    static inline std::unique_ptr<PostgresServer> server;
};

/// Where programs that are started put their temporary files, as long as it lives.
class TemporaryPlace {
  public:
    explicit TemporaryPlace(const std::filesystem::path& folder) {
        std::filesystem::create_directory(folder);
        setenv("TMPDIR", folder.c_str(), 1);
    }

    ~TemporaryPlace() { unsetenv("TMPDIR"); }

    TemporaryPlace(const TemporaryPlace&) = delete;
    TemporaryPlace& operator=(const TemporaryPlace&) = delete;
};

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

TEST_F(PostgresTest, VectorsStayWhatTheyWereWhenTheTypeComesLater) {
    ASSERT_EQ(exportAll({"--run", kLearned}).code, 0);
    server->ask("CREATE DOMAIN public.vector AS real[]");  // as far as an export asks
    const Outcome again = exportAll({"--run", kLearned});
    ASSERT_EQ(again.code, 0) << again.err;
    EXPECT_EQ(again.json()["vectors"], 0);
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
    EXPECT_EQ(service.ask("PUT", "/v1/products", Json{{"products", Json::array()}}).status, 400);
}

// The features beside the project are gone: what a replica ranks with is the database's alone.
TEST_F(PostgresTest, FeaturesAndLabelsComeFromTheDatabaseToTheBit) {
    runCtl({"label", project.string(), "--annotator", "Ann"},
           R"({"kind":"pair","a":"HD00001","b":"HD00002","choice":"a"})"
           "\n"
           R"({"kind":"undo"})"
           "\n");
    ASSERT_EQ(exportAll().json()["features"].get<int>() > 200, true);
    const Json wanted = {{"liked", {"HD00003", "HD00009"}}, {"k", 20}};
    const Json words = {{"text", "red summer dress"}, {"k", 10}};
    Json ranked;
    Json found;
    {
        const Served own({project.string(), "--run", kContent});
        ranked = own.ask("POST", "/v1/recommend", wanted).json();
        found = own.ask("POST", "/v1/similar", words).json();
    }
    std::filesystem::rename(project / "features", *scratch / "features");
    const std::filesystem::path temporary = *scratch / "place";
    const TemporaryPlace held(temporary);
    const auto service = replica();
    EXPECT_EQ(service->ask("POST", "/v1/recommend", wanted).json()["items"], ranked["items"]);
    EXPECT_EQ(service->ask("POST", "/v1/similar", words).json()["items"], found["items"]);
    const std::filesystem::path copy =
        *std::filesystem::directory_iterator(temporary) / project.filename();
    std::size_t tables = 0;
    for (const auto& entry : std::filesystem::directory_iterator(*scratch / "features")) {
        EXPECT_EQ(readFile(entry.path()), readFile(copy / "features" / entry.path().filename()))
            << entry.path();
        ++tables;
    }
    EXPECT_GE(tables, 2U);
    const auto labelsOf = [&](const std::filesystem::path& place, const char* const name) {
        const std::filesystem::path file = *scratch / name;
        runCtl({"export", place.string(), "--what", "labels", "--to", file.string()});
        return readFile(file);
    };
    EXPECT_EQ(labelsOf(copy, "copy.jsonl"), labelsOf(project, "own.jsonl"));
}

// What the service answers within twenty seconds, once `isWanted` says yes to it.
template <class Test>
Json answerOnce(const Served& served, const std::string& path, const Test& isWanted) {
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    Json answer;
    do {
        answer = served.ask("GET", path).json();
        if (isWanted(answer)) {
            break;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    } while (std::chrono::steady_clock::now() < until);
    return answer;
}

TEST_F(PostgresTest, ProductsOfALaterExportAreServedWithoutARestart) {
    ASSERT_EQ(exportAll().code, 0);
    const auto service = replica();
    {
        const Served own({project.string(), "--run", kContent});
        own.ask("PUT",
                "/v1/products",
                Json{{"products",
                      {{{"id", "late"}, {"title", "Red summer dress"}, {"price", 10}},
                       {{"id", "HD00001"}, {"title", "Renamed"}, {"price", 3.5}}}}});
        EXPECT_EQ(whenRanked(own)["ranked_products"], 121);
    }
    const Json second = exportAll().json();
    ASSERT_EQ(second["products"], 2) << second.dump();
    EXPECT_LE(second["features"], 4) << "what did not change is not written again";
    const Json state = answerOnce(
        *service, "/v1/state", [](const Json& now) { return now["ranked_products"] == 121; });
    EXPECT_EQ(state["ranked_products"], 121) << state.dump();
    EXPECT_EQ(service->ask("GET", "/v1/products/HD00001").json()["title"], "Renamed");
    const Served own({project.string(), "--run", kContent});
    const Json wanted = {{"liked", {"late"}}, {"k", 20}};
    EXPECT_EQ(service->ask("POST", "/v1/recommend", wanted).json()["items"],
              own.ask("POST", "/v1/recommend", wanted).json()["items"]);
}

TEST_F(PostgresTest, WhatOneReplicaIsToldOfTrafficHoldsForAll) {
    ASSERT_EQ(exportAll().code, 0);
    const auto first = replica();
    const auto second = replica();
    const auto answersBy = [](const Served& served, const std::string& run) {
        return answerOnce(
            served, "/v1/traffic", [&](const Json& now) { return now["run"] == run; });
    };
    ASSERT_EQ(first->ask("PUT", "/v1/traffic", Json{{"run", kPopular}}).status, 200);
    EXPECT_EQ(answersBy(*second, kPopular)["run"], kPopular);
    const Json wanted = {{"user", "anna"}, {"k", 5}};
    EXPECT_EQ(second->ask("POST", "/v1/recommend", wanted).json()["run"], kPopular);
    // One that starts, and names no run, joins them.
    const Served third({project.string(), "--catalog", server->address()});
    EXPECT_EQ(third.ask("GET", "/v1/traffic").json()["run"], kPopular);
    EXPECT_EQ(second->ask("POST", "/v1/traffic/rollback", Json::object()).status, 200);
    EXPECT_EQ(answersBy(*first, kContent)["run"], kContent);
    EXPECT_EQ(answersBy(third, kContent)["run"], kContent);
}

void tellTraffic(const PostgresServer& server, const std::string& run) {
    server.ask(
        "UPDATE haberdash.settings SET value = json_build_object('now', "
        "json_build_object('run', '" +
        run + "'))::text WHERE key = 'serve.traffic'");
}

TEST_F(PostgresTest, RunThatAReplicaDoesNotHaveLeavesItAsItWas) {
    ASSERT_EQ(exportAll().code, 0);
    const auto service = replica();
    const auto run = [&] { return service->ask("GET", "/v1/traffic").json()["run"]; };
    tellTraffic(*server, kPopular);
    answerOnce(*service, "/v1/traffic", [](const Json& now) { return now["run"] == kPopular; });
    ASSERT_EQ(run(), kPopular);
    tellTraffic(*server, "r77");
    std::this_thread::sleep_for(std::chrono::milliseconds(2500));  // more than two looks
    EXPECT_EQ(run(), kPopular);
    EXPECT_NE(service->ask("GET", "/v1/state").json()["traffic_problem"].dump().find("r77"),
              std::string::npos);
    EXPECT_NE(service->ask("GET", "/metrics").body.find("haberdash_traffic_failed 1"),
              std::string::npos);
    EXPECT_EQ(service->ask("POST", "/v1/recommend", Json{{"user", "anna"}}).status, 200);
    // It can still be told what all shall answer with.
    EXPECT_EQ(service->ask("PUT", "/v1/traffic", Json{{"run", kContent}}).status, 200);
    EXPECT_NE(server->ask("SELECT value FROM haberdash.settings WHERE key = 'serve.traffic'")
                  .find(kContent),
              std::string::npos);
}

TEST_F(PostgresTest, StartDoesNotWaitForAnExportAndUndoesNothing) {
    ASSERT_EQ(exportAll().code, 0);
    const auto first = replica();
    ASSERT_EQ(first->ask("PUT", "/v1/traffic", Json{{"run", kPopular}}).status, 200);
    // What an export does in the beginning, and does not end.
    std::jthread exporting([] {
        server->ask(
            "BEGIN; SELECT pg_advisory_xact_lock(7403286); INSERT INTO haberdash.settings "
            "VALUES ('features.text', 'x') ON CONFLICT (key) DO UPDATE SET value = 'y'; "
            "SELECT pg_sleep(8); ROLLBACK");
    });
    const Served second({project.string(), "--catalog", server->address()});
    EXPECT_EQ(second.ask("GET", "/v1/traffic").json()["run"], kPopular);
    EXPECT_EQ(first->ask("GET", "/v1/traffic").json()["run"], kPopular);
}

TEST_F(PostgresTest, ProductThatLostItsPictureLosesItsVector) {
    ASSERT_EQ(exportAll().code, 0);
    const std::filesystem::path temporary = *scratch / "lost";
    const TemporaryPlace held(temporary);
    const auto service = replica();
    {
        Project opened = Project::open(project, Access::ReadWrite);
        ItemStore(opened.database())
            .setPicture(
                ItemStore(opened.database()).requireSku("HD00001"), PictureState::Missing, "");
    }
    runCtl({"features", project.string(), "--text", "tfidf", "--image", "descriptors"});
    ASSERT_EQ(exportAll().json()["products"], 1);
    const std::filesystem::path file = "features/image-descriptors.safetensors";
    const std::filesystem::path copy =
        *std::filesystem::directory_iterator(temporary) / project.filename() / file;
    answerOnce(*service, "/v1/state", [&](const Json&) {
        return readFile(copy) == readFile(project / file);
    });
    EXPECT_EQ(readFile(copy), readFile(project / file));
}

TEST_F(PostgresTest, TablesMadeAnewAreToldOf) {
    ASSERT_EQ(exportAll().code, 0);
    const auto service = replica();
    server->ask("DROP SCHEMA haberdash CASCADE");
    ASSERT_EQ(exportAll().code, 0);
    std::string problem;
    answerOnce(*service, "/v1/state", [&](const Json& now) {
        problem = now["refresh_problem"].dump();
        return problem.find("start the service again") != std::string::npos;
    });
    EXPECT_NE(problem.find("start the service again"), std::string::npos) << problem;
    EXPECT_EQ(problem.find("127.0.0.1"), std::string::npos) << problem;
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

TEST_F(PostgresTest, EventAboutAProductThatCameLaterIsTakenByAll) {
    ASSERT_EQ(exportAll().code, 0);
    const auto old = replica();
    {
        const Served own({project.string(), "--run", kContent});
        own.ask("PUT", "/v1/products", Json{{"products", {{{"id", "late"}, {"title", "Late"}}}}});
    }
    ASSERT_EQ(exportAll().json()["products"], 1);
    const auto tell = [&](const char* const item) {
        return old
            ->ask("POST", "/v1/events", Json{{"user", "anna"}, {"item", item}, {"kind", "cart"}})
            .status;
    };
    EXPECT_EQ(tell("late"), 200);
    EXPECT_EQ(tell("never"), 404);
    EXPECT_EQ(server->ask("SELECT i.sku FROM haberdash.events e JOIN haberdash.items i ON i.id = "
                          "e.item_id WHERE e.run <> ''"),
              "late");
    // It says nothing to a service that does not know it.
    EXPECT_EQ(old->ask("POST", "/v1/recommend", Json{{"user", "anna"}}).status, 200);
}

int statusOfEvent(const Served& served, const std::string& user) {
    return served
        .ask("POST", "/v1/events", Json{{"user", user}, {"item", "HD00001"}, {"kind", "view"}})
        .status;
}

// The status of /readyz, once it is that or ten seconds are over.
int readiness(const Served& served, const int wanted) {
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    int status = 0;
    while (status != wanted && std::chrono::steady_clock::now() < until) {
        status = served.ask("GET", "/readyz").status;
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    return status;
}

TEST_F(PostgresTest, ServerThatRestartsIsNoFaultOfTheClient) {
    ASSERT_EQ(exportAll().code, 0);
    const auto service = replica();
    const Json wanted = {{"user", "anna"}, {"k", 3}};
    ASSERT_EQ(statusOfEvent(*service, "anna"), 200);
    server->stop();
    server->start();
    EXPECT_EQ(service->ask("POST", "/v1/recommend", wanted).status, 200);
    EXPECT_EQ(statusOfEvent(*service, "anna"), 200);
    server->stop();
    const HttpAnswer refusal = service->ask("POST", "/v1/recommend", wanted);
    EXPECT_EQ(refusal.status, 503) << refusal.body;
    EXPECT_EQ(refusal.body.find("127.0.0.1"), std::string::npos) << refusal.body;
    EXPECT_EQ(statusOfEvent(*service, "anna"), 503);
    EXPECT_EQ(service->ask("GET", "/v1/state").status, 503);
    EXPECT_EQ(readiness(*service, 503), 503);
    server->start();
    EXPECT_EQ(readiness(*service, 200), 200);
    EXPECT_EQ(statusOfEvent(*service, "anna"), 200);
    EXPECT_EQ(service->ask("POST", "/v1/recommend", wanted).status, 200);
    EXPECT_EQ(server->ask("SELECT count(*) FROM haberdash.events WHERE run <> ''"), "3");
}

TEST_F(PostgresTest, WhatTheServerCannotDoNowIsToBeTriedAgain) {
    ASSERT_EQ(exportAll().code, 0);
    const auto service = replica();
    server->ask(
        "DO 'BEGIN EXECUTE ''ALTER DATABASE '' || current_database() || '' SET "
        "default_transaction_read_only = on''; END'");
    server->ask(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = "
        "current_database() AND pid <> pg_backend_pid()");
    EXPECT_EQ(statusOfEvent(*service, "anna"), 503);
    EXPECT_EQ(service->ask("POST", "/v1/recommend", Json{{"user", "anna"}}).status, 200);
}

TEST_F(PostgresTest, WhatTheDatabaseRefusesIsNoFaultOfTheClient) {
    ASSERT_EQ(exportAll().code, 0);
    const auto service = replica();
    ASSERT_EQ(readiness(*service, 200), 200);
    server->ask("ALTER TABLE haberdash.events RENAME TO away");
    EXPECT_EQ(statusOfEvent(*service, "anna"), 503);
    EXPECT_EQ(service->ask("POST", "/v1/recommend", Json{{"user", "anna"}}).status, 503);
    EXPECT_EQ(readiness(*service, 503), 503);
    // What needs no database goes on.
    EXPECT_EQ(service->ask("POST", "/v1/recommend", Json{{"liked", {"HD00001"}}}).status, 200);
    server->ask("ALTER TABLE haberdash.away RENAME TO events");
    EXPECT_EQ(readiness(*service, 200), 200);
    EXPECT_EQ(statusOfEvent(*service, "anna"), 200);
}

TEST_F(PostgresTest, FolderWithRunsAndPicturesIsEnoughForAService) {
    ASSERT_EQ(exportAll().code, 0);
    const std::filesystem::path elsewhere = *scratch / "elsewhere";
    std::filesystem::create_directory(elsewhere);
    std::filesystem::copy(
        project / "runs", elsewhere / "runs", std::filesystem::copy_options::recursive);
    const Served service(std::vector<std::string>{
        elsewhere.string(), "--run", kLearned, "--catalog", server->address()});
    const Json wanted = {{"liked", {"HD00003"}}, {"k", 5}};
    EXPECT_EQ(idsOf(service.ask("POST", "/v1/recommend", wanted).json()).size(), 5U);
    EXPECT_EQ(service.ask("GET", "/v1/pictures/HD00001").status, 404);
    std::filesystem::copy_file(project / "thumbs.db", elsewhere / "new.db");
    std::filesystem::rename(elsewhere / "new.db", elsewhere / "thumbs.db");
    EXPECT_EQ(service.ask("GET", "/v1/pictures/HD00001").status, 200);
}

TEST_F(PostgresTest, StatementThatHangsIsGivenUp) {
    ASSERT_EQ(exportAll().code, 0);
    const auto service = replica();
    const std::jthread blocking(
        [] { server->ask("BEGIN; LOCK TABLE haberdash.events; SELECT pg_sleep(9); COMMIT"); });
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (server->ask("SELECT count(*) FROM pg_locks WHERE mode = 'AccessExclusiveLock'") == "0" &&
           std::chrono::steady_clock::now() < until) {
    }
    const auto start = std::chrono::steady_clock::now();
    EXPECT_EQ(service->ask("POST", "/v1/recommend", Json{{"user", "anna"}}).status, 503);
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(8));
}

TEST_F(PostgresTest, ProbesOfAnEndlessSilenceLeaveWorkersToOthers) {
    ASSERT_EQ(exportAll().code, 0);
    const auto service = replica();
    ASSERT_EQ(readiness(*service, 200), 200);
    const auto toTheService = [](const int signal) {
        std::istringstream processes(
            server->ask("SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND "
                        "pid <> pg_backend_pid()"));
        for (pid_t process = 0; processes >> process;) {
            kill(process, signal);
        }
    };
    toTheService(SIGSTOP);
    std::this_thread::sleep_for(std::chrono::milliseconds(1100));  // until a verdict is old
    std::vector<std::jthread> probes;
    for (int i = 0; i < 4; ++i) {
        probes.emplace_back([&] { service->ask("GET", "/readyz"); });
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    const auto start = std::chrono::steady_clock::now();
    EXPECT_EQ(service->ask("GET", "/v1/products/HD00001").status, 200);
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(3));
    toTheService(SIGCONT);
}

TEST_F(PostgresTest, StateCountsWhatTheDatabaseHolds) {
    ASSERT_EQ(exportAll().code, 0);
    const auto service = replica();
    statusOfEvent(*service, "somebody new");
    const Json state = service->ask("GET", "/v1/state").json();
    EXPECT_EQ(state["events"].dump(), server->ask("SELECT count(*) FROM haberdash.events"));
    EXPECT_EQ(state["shoppers"].dump(), server->ask("SELECT count(*) FROM haberdash.shoppers"));
    EXPECT_GT(state["events"], 1);
    EXPECT_EQ(state["project"], project.stem().string());
}

TEST_F(PostgresTest, WhatServicesStoredComesBackOnceWithItsArms) {
    ASSERT_EQ(exportAll().code, 0);
    const std::vector<std::string> words{"--challenger", kPopular, "--share", "0.5"};
    const auto first = replica(words);
    const auto second = replica(words);
    for (int i = 0; i < 40; ++i) {
        const Served& one = i % 2 == 0 ? *first : *second;
        const std::string user = "visitor-" + std::to_string(i);
        ASSERT_EQ(one.ask("POST", "/v1/recommend", Json{{"user", user}}).status, 200);
        for (int act = 0; act < i % 3; ++act) {  // equal events too
            ASSERT_EQ(statusOfEvent(one, user), 200);
        }
    }
    EXPECT_EQ(first->stop(SIGTERM), 0);
    EXPECT_EQ(second->stop(SIGTERM), 0);
    const Outcome back = importAll();
    ASSERT_EQ(back.code, 0) << back.err;
    EXPECT_EQ(back.json()["format"], "postgresql");
    EXPECT_EQ(back.json()["events_added"], 39);
    EXPECT_EQ(back.json()["shoppers_added"], 40);
    EXPECT_EQ(back.json()["sessions_added"], 40);
    const Json result = runCtl({"evaluate", project.string(), "--arms", "--json"}).json();
    EXPECT_EQ(result["experiments"].size(), 1U) << "two services, one experiment";
    EXPECT_EQ(result["crossed"], 0);
    std::size_t shoppers = 0;
    std::size_t views = 0;
    for (const Json& arm : result["arms"]) {
        shoppers += arm["shoppers"].get<std::size_t>();
        views += arm["events"]["view"].get<std::size_t>();
    }
    EXPECT_EQ(result["arms"].size(), 2U);
    EXPECT_EQ(shoppers, 40U);
    EXPECT_EQ(views, 39U);
    const Json again = importAll().json();
    EXPECT_EQ(again["events_added"], 0);
    EXPECT_EQ(again["sessions_added"], 0);
    EXPECT_EQ(again["shoppers_added"], 0);
    // What came back is known there: exported again it is no second event.
    EXPECT_EQ(exportAll().json()["events"], 0);
}

TEST_F(PostgresTest, KillLosesNoAcknowledgedEvent) {
    ASSERT_EQ(exportAll().code, 0);
    std::size_t total = 0;
    for (std::size_t round = 0; round < rounds("HABERDASH_KILLS", 3); ++round) {
        const auto service = replica();
        const std::vector<Acknowledged> acknowledged =
            tellEventsUntilKilled(*service,
                                  "k" + std::to_string(round),
                                  std::chrono::milliseconds(150 + 37 * round % 400));
        total += acknowledged.size();
        std::istringstream rows(
            server->ask("SELECT s.key || ' ' || i.sku || ' ' || e.time FROM haberdash.events e "
                        "JOIN haberdash.shoppers s ON s.id = e.shopper_id JOIN haberdash.items i "
                        "ON i.id = e.item_id WHERE e.run <> ''"));
        std::set<std::string> stored;
        for (std::string row; std::getline(rows, row);) {
            stored.insert(row);
        }
        for (const Acknowledged& event : acknowledged) {
            EXPECT_TRUE(
                stored.contains(event.user + " " + event.item + " " + std::to_string(event.time)))
                << event.user << " " << event.time;
        }
    }
    EXPECT_GT(total, 0U);
    RecordProperty("acknowledged", static_cast<int>(total));
}

TEST_F(PostgresTest, TablesOfAnOlderVersionAreBroughtUpToDateByAnExport) {
    ASSERT_EQ(exportAll().code, 0);
    server->ask(
        "DROP TABLE haberdash.features, haberdash.encoders, haberdash.files; ALTER TABLE "
        "haberdash.items DROP COLUMN revision; DROP INDEX haberdash.events_to_number; ALTER TABLE "
        "haberdash.events DROP COLUMN "
        "experiment; ALTER TABLE haberdash.visits DROP COLUMN experiment; UPDATE "
        "haberdash.schema_version SET version = 1");
    expectOneSentence(
        runCtl({"serve", project.string(), "--run", kContent, "--catalog", server->address()}),
        "older version of Haberdash");
    ASSERT_EQ(exportAll().code, 0);
    EXPECT_EQ(statusOfEvent(*replica(), "anna"), 200);
}

TEST_F(PostgresTest, KilledServiceLeavesNoCatalogBehindForLong) {
    ASSERT_EQ(exportAll().code, 0);
    const std::filesystem::path temporary = *scratch / "temporary";
    const TemporaryPlace held(temporary);
    const auto kept = [&] {
        return std::distance(std::filesystem::directory_iterator(temporary), {});
    };
    const auto living = replica();
    const auto killed = replica();
    EXPECT_EQ(kept(), 2);
    killed->stop(SIGKILL);
    const auto third = replica();
    EXPECT_EQ(kept(), 2);
    EXPECT_EQ(living->ask("GET", "/v1/products/HD00001").status, 200);
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
    // Of the same ids.
    const std::string other = (*scratch / "other.hab").string();
    ASSERT_EQ(runCtl({"sample", other, "--products", "120", "--shoppers", "10"}).code, 0);
    expectOneSentence(runCtl({"export", other, "--to", server->address()}),
                      "catalog of another project");
    EXPECT_EQ(exportAll().json()["rows"], 0);
    server->ask("UPDATE haberdash.items SET sku = 'other' WHERE sku = 'HD00001'");
    expectOneSentence(exportAll(), "catalog of another project");
}

}  // namespace
}  // namespace haberdash::test
