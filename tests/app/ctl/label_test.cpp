// SPDX-License-Identifier: GPL-3.0-or-later

// Labels through the command line: what is acknowledged is kept, whatever kills the program.

#include "core/data/base/files.h"
#include "core/data/catalog/item_store.h"
#include "core/data/labels/label_history.h"
#include "core/data/labels/label_store.h"
#include "core/data/sessions/event_store.h"
#include "core/data/store/project.h"
#include "tests/app/ctl/run_ctl.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <map>
#include <poll.h>
#include <random>
#include <sstream>
#include <sys/wait.h>
#include <unistd.h>

namespace haberdash::test {
namespace {

class LabelVerb : public testing::Test {
  protected:
    LabelVerb() : scratch("label"), project((scratch / "small.hab").string()) {
        Project made = Project::create(project);
        Transaction transaction(made.database());
        ItemStore items(made.database());
        for (int number = 0; number < 12; ++number) {
            Item item{.sku = fmt::format("{:03}", number), .title = "Shirt"};
            items.upsert(item);
        }
        transaction.commit();
    }

    Outcome label(const std::string& lines, const std::string& who = "AK") const {
        return runCtl({"label", project, "--annotator", who}, lines);
    }

    std::int64_t stored() const {
        Project opened = Project::open(project, Access::ReadOnly);
        return LabelStore(opened.database()).newest();
    }

    ScratchFolder scratch;
    std::string project;
};

std::string pairLine(const char* a, const char* b, const char* choice) {
    return fmt::format(
        "{{\"kind\":\"pair\",\"a\":\"{}\",\"b\":\"{}\",\"choice\":\"{}\"}}\n", a, b, choice);
}

TEST_F(LabelVerb, AcknowledgesEachLineByItsNumber) {
    const Outcome outcome =
        label(pairLine("001", "002", "a") + "{\"kind\":\"undo\"}\n" +
              "{\"kind\":\"rate\",\"a\":\"003\",\"choice\":5}");  // the last without a line end
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_EQ(outcome.out,
              "{\"ok\":true,\"seq\":1}\n{\"ok\":true,\"seq\":2}\n{\"ok\":true,\"seq\":3}\n");
    EXPECT_EQ(stored(), 3);
}

TEST_F(LabelVerb, AnswersARefusedLineAndGoesOn) {
    const Outcome outcome = label("\n" + pairLine("001", "nothing", "a") +
                                  "{\"kind\":\"undo\"}\nno json\n" + pairLine("001", "002", "b"));
    EXPECT_EQ(outcome.code, 1);
    std::istringstream lines(outcome.out);
    std::string line;
    for (int refused = 0; refused < 3; ++refused) {
        std::getline(lines, line);
        EXPECT_EQ(Json::parse(line)["ok"], false) << line;
        EXPECT_EQ(Json::parse(line)["line"], refused + 2);  // after a blank one
    }
    std::getline(lines, line);
    EXPECT_EQ(Json::parse(line)["seq"], 1);
}

TEST_F(LabelVerb, NextAsksWhatWasNotAskedYet) {
    label(pairLine("001", "002", "a"));
    const Outcome outcome =
        runCtl({"next", project, "--annotator", "AK", "--order", "random", "--n", "100", "--json"});
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    const Json items = outcome.json()["items"];
    EXPECT_EQ(items.size(), 65U);  // 12 * 11 / 2 pairs but the one
    for (const Json& entry : items) {
        EXPECT_EQ(entry["kind"], "pair");
        EXPECT_NE(entry["a"], entry["b"]);
    }
    EXPECT_EQ(runCtl({"next", project, "--annotator", "AK", "--json"}).json()["items"].size(), 10U);
}

// Whatever is asked about: what next prints, with a choice added, is what label takes.
TEST_F(LabelVerb, WhatNextPrintsIsAnsweredByAddingAChoice) {
    const std::map<std::string, Json> choices{
        {"pair", "b"}, {"single", "like"}, {"rate", 4}, {"rank", "cab"}};
    for (const auto& [kind, choice] : choices) {
        const Outcome next =
            runCtl({"next", project, "--annotator", "AK", "--kind", kind, "--n", "1", "--json"});
        Json line = next.json()["items"][0];
        line["choice"] = choice;
        EXPECT_EQ(label(line.dump() + "\n").code, 0) << line.dump();
    }
    EXPECT_EQ(label(R"({"kind":"single","a":"003","choice":"skip"})").code, 1);
}

TEST_F(LabelVerb, ALineOfAnotherAnnotatorIsRefused) {
    EXPECT_EQ(label(R"({"kind":"like","a":"003","annotator":"AK"})").code, 0);
    const Outcome other = label(R"({"kind":"like","a":"004","annotator":"MS"})");
    EXPECT_EQ(other.code, 1);
    EXPECT_NE(other.out.find("import-labels"), std::string::npos) << other.out;
    EXPECT_EQ(stored(), 1);
}

TEST_F(LabelVerb, ImportTellsOfProductsThatAreNotThere) {
    const std::string file = (scratch / "labels.csv").string();
    {
        Project opened = Project::open(project, Access::ReadWrite);
        EventStore(opened.database()).putPersona({.key = "mina-1", .name = "Mina"});
    }
    std::ofstream(file) << "Annotator,Kind,A,Persona\nAK,like,001,Mina\nAK,like,gone,Nobody\n";
    const Outcome outcome = runCtl({"import-labels", project, "--from", file, "--json"});
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_EQ(outcome.json()["labels_added"], 2);
    EXPECT_EQ(outcome.json()["unknown_products"], Json({"gone"}));
    EXPECT_EQ(outcome.json()["unknown_personas"], Json({"Nobody"}));
    Project opened = Project::open(project, Access::ReadOnly);
    EXPECT_EQ(LabelHistory::load(LabelStore(opened.database())).events().front().persona, "mina-1");
}

TEST_F(LabelVerb, LinesAsLabelTakesThemAreImported) {
    const std::string file = (scratch / "lines.jsonl").string();
    std::ofstream(file)
        << R"({"annotator":"AK","kind":"rank","items":["001","002","003"],"choice":["003","001"]})"
        << "\n"
        << R"({"annotator":"AK","kind":"single","a":"004","choice":"like"})"
        << "\n";
    EXPECT_EQ(runCtl({"import-labels", project, "--from", file, "--json"}).json()["labels_added"],
              2);
    Project opened = Project::open(project, Access::ReadOnly);
    const LabelHistory labels = LabelHistory::load(LabelStore(opened.database()));
    EXPECT_EQ(labels.events()[0].choice, "ca");
    EXPECT_EQ(labels.events()[1].kind, LabelKind::Like);
}

TEST_F(LabelVerb, AFileWithoutLabelsIsNoSuccess) {
    const std::string file = (scratch / "wrong.csv").string();
    for (const char* const text : {"hello\n", ""}) {
        std::ofstream(file) << text;
        const Outcome outcome = runCtl({"import-labels", project, "--from", file});
        EXPECT_EQ(outcome.code, 1);
        EXPECT_NE(outcome.err.find("labels"), std::string::npos) << outcome.err;
    }
}

TEST_F(LabelVerb, AgreementIsTold) {
    {
        Project opened = Project::open(project, Access::ReadWrite);
        EventStore(opened.database()).putPersona({.key = "mina", .name = "Mina"});
    }
    const auto forMina = [](const char* const a, const char* const b, const char* const choice) {
        return Json{{"kind", "pair"}, {"a", a}, {"b", b}, {"choice", choice}, {"persona", "mina"}}
                   .dump() +
               "\n";
    };
    label(forMina("001", "002", "a") + forMina("003", "004", "b") + forMina("005", "006", "a"));
    label(forMina("001", "002", "a") + forMina("003", "004", "b") + forMina("005", "006", "b"),
          "MS");
    const Json agreement = runCtl({"agreement", project, "--json"}).json();
    EXPECT_NEAR(agreement["kappa"].get<double>(), 0.4, 1e-9);  // (2/3 - 4/9) / (1 - 4/9)
    EXPECT_TRUE(agreement["alpha"].is_number());
    EXPECT_TRUE(agreement["self_repeat"].is_null());
    EXPECT_EQ(agreement["cycles"], 0);
    EXPECT_EQ(agreement["conflicts"], 1);
    EXPECT_EQ(runCtl({"agreement", project}).code, 0);
}

TEST_F(LabelVerb, ExportAndImportGiveTheSameBytes) {
    label(pairLine("001", "002", "a") + "{\"kind\":\"flag\",\"a\":\"003\",\"reason\":\"=1+1\"}\n");
    for (const char* const name : {"labels.csv", "labels.jsonl"}) {
        const std::string first = (scratch / name).string();
        const std::string again = (scratch / (std::string("again-") + name)).string();
        const std::string other = (scratch / (std::string(name) + ".hab")).string();
        Project::create(other);
        ASSERT_EQ(runCtl({"export", project, "--what", "labels", "--to", first}).code, 0);
        EXPECT_EQ(
            runCtl({"import-labels", other, "--from", first, "--json"}).json()["labels_added"], 2);
        ASSERT_EQ(runCtl({"export", other, "--what", "labels", "--to", again}).code, 0);
        EXPECT_EQ(readFile(again), readFile(first));
    }
}

TEST_F(LabelVerb, CheckFindsAChangedLabel) {
    label(pairLine("001", "002", "a"));
    EXPECT_EQ(runCtl({"check", project, "--json"}).json()["ok"], true);
    {
        Project opened = Project::open(project, Access::ReadWrite);
        opened.database().connection().exec("UPDATE label_events SET choice = 'b'");
    }
    EXPECT_EQ(runCtl({"check", project, "--json"}).json()["ok"], false);
}

/// Feeds lines to `haberdashctl label` and kills it after `milliseconds`; the acknowledgements that
/// came out, the last one perhaps cut off.
std::string labelAndKill(const std::string& project, const int milliseconds) {
    int input[2];
    int output[2];
    EXPECT_EQ(pipe2(input, O_CLOEXEC), 0);
    EXPECT_EQ(pipe2(output, O_CLOEXEC), 0);
    const pid_t child = fork();
    if (child == 0) {
        dup2(input[0], STDIN_FILENO);
        dup2(output[1], STDOUT_FILENO);
        execl(HABERDASHCTL_PATH,
              "haberdashctl",
              "label",
              project.c_str(),
              "--annotator",
              "AK",
              static_cast<char*>(nullptr));
        _exit(127);
    }
    close(input[0]);
    close(output[1]);
    std::string lines;
    for (int number = 0; number < 400; ++number) {
        lines += pairLine("001", "002", number % 2 == 0 ? "a" : "b");
    }
    EXPECT_GT(write(input[1], lines.data(), lines.size()), 0);
    std::string answers;
    // The clock runs from the first acknowledgement, so that every kill meets it at work.
    const auto readFor = [&](const int wait) {
        pollfd stream{output[0], POLLIN, 0};
        char block[4096];
        if (poll(&stream, 1, wait) > 0) {
            const ssize_t size = read(output[0], block, sizeof block);
            answers.append(block, static_cast<std::size_t>(std::max<ssize_t>(size, 0)));
        }
    };
    readFor(20'000);
    usleep(static_cast<useconds_t>(milliseconds) * 1000U);
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    char block[65536];
    for (ssize_t size = 0; (size = read(output[0], block, sizeof block)) > 0;) {
        answers.append(block, static_cast<std::size_t>(size));
    }
    close(input[1]);
    close(output[0]);
    return answers;
}

std::int64_t lastAcknowledged(const std::string& answers) {
    std::int64_t last = 0;
    std::istringstream lines(answers);
    for (std::string line; std::getline(lines, line);) {
        const Json answer = Json::parse(line, nullptr, false);
        if (answer.is_object() && answer.value("ok", false)) {
            last = answer["seq"].get<std::int64_t>();
        }
    }
    return last;
}

int killRounds() {
    const char* const text = std::getenv("HABERDASH_KILLS");
    return text ? std::max(1, std::atoi(text)) : 20;
}

TEST_F(LabelVerb, KilledWhileAcknowledgingLosesNothing) {
    std::mt19937 draws(7);
    std::int64_t kept = 0;
    for (int round = 0; round < killRounds(); ++round) {
        const std::string answers = labelAndKill(project, static_cast<int>(draws() % 40));
        const std::int64_t acknowledged = lastAcknowledged(answers);
        ASSERT_GT(acknowledged, kept) << "round " << round;
        Project opened = Project::open(project, Access::ReadWrite);
        const LabelStore store(opened.database());
        ASSERT_GE(store.newest(), acknowledged) << "round " << round;
        ASSERT_TRUE(store.verify().empty()) << "round " << round;
        ASSERT_EQ(opened.database().connection().execAndGet("PRAGMA quick_check(1)").getString(),
                  "ok");
        kept = store.newest();
    }
}

// A small disk of our own needs a mount namespace, which not every machine grants.
TEST_F(LabelVerb, FullDiskIsASentenceAndLosesNothing) {
    const std::string script =
        "mount -t tmpfs -o size=700k none " + scratch.path().string() + "/disk && cp -r " +
        project + " " + scratch.path().string() + "/disk/p.hab && " +
        "yes '{\"kind\":\"pair\",\"a\":\"001\",\"b\":\"002\",\"choice\":\"a\"}' | head -n 2000 | " +
        HABERDASHCTL_PATH + " label " + scratch.path().string() + "/disk/p.hab --annotator AK > " +
        scratch.path().string() + "/out 2> " + scratch.path().string() + "/err; echo $? > " +
        scratch.path().string() + "/code; cp -r " + scratch.path().string() + "/disk/p.hab " +
        scratch.path().string() + "/after.hab";
    std::filesystem::create_directories(scratch / "disk");
    if (std::system("unshare -rm true 2>/dev/null") != 0) {
        GTEST_SKIP() << "no mount namespaces here";
    }
    std::ofstream(scratch / "script.sh") << script;
    ASSERT_EQ(std::system(("unshare -rm sh " + (scratch / "script.sh").string()).c_str()), 0);
    const std::string sentence = readFile(scratch / "err");
    EXPECT_EQ(readFile(scratch / "code"), "1\n");
    EXPECT_NE(sentence.find("full"), std::string::npos) << sentence;
    const std::int64_t acknowledged = lastAcknowledged(readFile(scratch / "out"));
    EXPECT_GT(acknowledged, 0);
    Project after = Project::open(scratch / "after.hab", Access::ReadWrite);
    EXPECT_GE(LabelStore(after.database()).newest(), acknowledged);
    EXPECT_TRUE(LabelStore(after.database()).verify().empty());
}

}  // namespace
}  // namespace haberdash::test
