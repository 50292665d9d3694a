// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/base/digest.h"
#include "core/data/runs/run_store.h"
#include "core/learn/metrics/draws.h"
#include "tests/app/ctl/run_ctl.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>

// A training that is killed at any moment ends, resumed, with the bits of one that was not.
// HABERDASH_KILLS says how often each is killed (2 without it).

namespace haberdash::test {
namespace {

using Clock = std::chrono::steady_clock;

int wantedKills() {
    const char* const named = std::getenv("HABERDASH_KILLS");
    return named != nullptr ? std::atoi(named) : 2;
}

class Resume : public testing::TestWithParam<const char*> {
  protected:
    std::vector<std::string> trainWords() const {
        return {"train",
                project_,
                "--preset",
                GetParam() == std::string("multimodal") ? "quick" : GetParam(),
                "--set",
                "train.validate_every=1",
                "--set",
                "train.epochs=6",
                "--set",
                "train.patience=6",
                "--json"};
    }

    std::string hashOf(const std::string& run) const {
        return sha256OfFile(RunStore(project_ + "/runs").modelFile(run));
    }

    ScratchFolder scratch_{std::string("resume-") + GetParam()};
    std::string project_ = (scratch_ / "small.hab").string();
};

TEST_P(Resume, KilledAnywhereItEndsWithTheSameWeights) {
    ASSERT_EQ(runCtl({"sample", project_, "--products", "120", "--shoppers", "80"}).code, 0);
    ASSERT_EQ(runCtl({"features", project_, "--text", "tfidf", "--image", "descriptors"}).code, 0);
    const Clock::time_point start = Clock::now();
    const Outcome whole = runCtl(trainWords());
    ASSERT_EQ(whole.code, 0) << whole.err;
    const auto length = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start);
    const std::string expected = hashOf(whole.json()["run"]);
    Draws random(static_cast<std::uint64_t>(length.count()));
    const RunStore store(project_ + "/runs");
    for (int kills = 0; kills < wantedKills(); ++kills) {
        const auto delay = std::chrono::milliseconds(
            1 + static_cast<std::int64_t>(random.unit() * static_cast<double>(length.count())));
        const std::size_t before = store.all().size();
        const Outcome killed = killCtl(trainWords(), delay);
        if (store.all().size() == before) {
            continue;  // killed before there was a run
        }
        const haberdash::Run run = store.all().back();
        if (run.state != RunState::Done) {
            const Outcome resumed = runCtl({"train", project_, "--resume", run.id, "--json"});
            ASSERT_EQ(resumed.code, 0) << resumed.err;
        }
        EXPECT_EQ(hashOf(run.id), expected) << run.id << " killed after " << delay.count() << " ms";
    }
}

INSTANTIATE_TEST_SUITE_P(All,
                         Resume,
                         testing::Values("multimodal", "bpr-mf", "vbpr", "lightgcn", "freedom"),
                         [](const auto& instance) {
                             std::string name = instance.param;
                             std::erase(name, '-');
                             return name;
                         });

}  // namespace
}  // namespace haberdash::test
