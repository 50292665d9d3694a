// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/ctl/run_ctl.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <cstdlib>
#include <fstream>

// The metrics against a second opinion: a script in another language that shares no code with them
// and knows only the exported TREC files.

namespace haberdash::test {
namespace {

bool hasPython() {
    return std::system("python3 -c 'import json' >/dev/null 2>&1") == 0;
}

/// Pairs with a given split, by a small congruential generator: the low ids are met most.
void writePairs(const std::filesystem::path& file) {
    std::ofstream stream(file);
    stream << "userID\titemID\tx_label\n";
    std::uint64_t state = 12345;
    const auto draw = [&state](const std::uint64_t below) {
        state = state * 6364136223846793005ULL + 1442695040888963407ULL;
        return (state >> 33U) % below;
    };
    for (int shopper = 0; shopper < 300; ++shopper) {
        const std::uint64_t taste = draw(120);
        const std::uint64_t count = 4 + draw(12);
        for (std::uint64_t i = 0; i < count; ++i) {
            const std::uint64_t item = draw(2) == 0 ? draw(1 + draw(200)) : taste + draw(40);
            const std::uint64_t part = draw(10);
            stream << shopper << '\t' << item << '\t' << (part < 6 ? 0 : part < 8 ? 1 : 2) << '\n';
        }
    }
}

TEST(Referee, AgreesOnEveryMetricOfEveryRun) {
    if (!hasPython()) {
        GTEST_SKIP() << "python3 is not here";
    }
    const ScratchFolder scratch("referee");
    const std::string project = (scratch / "pairs.hab").string();
    const std::string trec = (scratch / "trec").string();
    writePairs(scratch / "pairs.inter");
    ASSERT_EQ(runCtl({"import", project, "--from", (scratch / "pairs.inter").string()}).code, 0);
    std::vector<std::string> words{"evaluate", project, "--k", "1,5,20,100", "--trec", trec};
    for (const char* kind : {"popularity", "item-knn", "random"}) {
        const Outcome run = runCtl({"train",
                                    project,
                                    "--preset",
                                    kind,
                                    "--set",
                                    "data.protocol=given",
                                    "--json",
                                    "--progress",
                                    "none"});
        ASSERT_EQ(run.code, 0) << run.err;
        words.insert(words.end(), {"--run", run.json()["run"].get<std::string>()});
    }
    words.emplace_back("--json");
    const Outcome outcome = runCtl(words);
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    ASSERT_GT(outcome.json()["runs"][0]["users"].get<int>(), 200);
    const std::string evaluation = (scratch / "evaluation.json").string();
    std::ofstream(evaluation) << outcome.out;
    const std::string referee =
        HABERDASH_SOURCE_DIR "/tests/referee/metrics_referee.py '" + trec + "' ";
    EXPECT_EQ(std::system(("python3 " + referee + '\'' + evaluation + '\'').c_str()), 0);
    // A referee that never whistles is none: a single figure moved by a millionth is found.
    Json moved = outcome.json();
    Json& figure = moved["runs"][1]["metrics"]["ndcg@20"]["mean"];
    figure = figure.get<double>() + 1e-6;
    std::ofstream(evaluation) << moved.dump();
    EXPECT_NE(std::system(("python3 " + referee + '\'' + evaluation + "' >/dev/null").c_str()), 0);
}

}  // namespace
}  // namespace haberdash::test
