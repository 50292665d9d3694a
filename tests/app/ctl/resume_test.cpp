// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/base/digest.h"
#include "core/data/catalog/item_store.h"
#include "core/data/labels/label_store.h"
#include "core/data/runs/run_store.h"
#include "core/data/store/project.h"
#include "core/learn/metrics/draws.h"
#include "tests/app/ctl/run_ctl.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>

// A training that is killed at any moment ends, resumed, with the bits of one that was not.
// HABERDASH_KILLS says how often each is killed (2 without it); every other one is killed again
// when it goes on.

namespace haberdash::test {
namespace {

using Clock = std::chrono::steady_clock;

int wantedKills() {
    const char* const named = std::getenv("HABERDASH_KILLS");
    return named != nullptr ? std::atoi(named) : 2;
}

// So that a kill finds them at work: they train in a moment.
const std::vector<std::string> kLonger{"train.epochs=100", "train.patience=100"};

/// What is trained: a preset, and settings of a multimodal model's other forms.
struct Form {
    const char* name;
    const char* preset;
    std::vector<std::string> settings;
    bool hasLabels = false;
};

void PrintTo(const Form& form, std::ostream* const out) {
    *out << form.name;
}

class Resume : public testing::TestWithParam<Form> {
  protected:
    std::vector<std::string> trainWords() const {
        std::vector<std::string> words{"train", project_, "--preset", GetParam().preset, "--json"};
        std::vector<std::string> settings{
            "train.validate_every=1", "train.epochs=6", "train.patience=6"};
        settings.insert(settings.end(), GetParam().settings.begin(), GetParam().settings.end());
        for (const std::string& setting : settings) {
            words.insert(words.end(), {"--set", setting});
        }
        return words;
    }

    void makeProject() {
        ASSERT_EQ(runCtl({"sample", project_, "--products", "120", "--shoppers", "80"}).code, 0);
        ASSERT_EQ(runCtl({"features", project_, "--text", "tfidf", "--image", "descriptors"}).code,
                  0);
        if (GetParam().hasLabels) {
            addLabels();
        }
    }

    void addLabels() {
        Project project = Project::open(project_, Access::ReadWrite);
        LabelStore store(project.database());
        const AnnotatorId who = store.annotatorOf("Mina", 0);
        const auto keys = ItemStore(project.database()).keys();
        for (std::size_t i = 0; i + 1 < keys.size(); i += 2) {
            LabelEvent event{.time = 1,
                             .annotator = who,
                             .kind = LabelKind::Pair,
                             .items = {keys[i].sku, keys[i + 1].sku},
                             .choice = i % 4 == 0 ? "a" : "b"};
            store.append(event);
        }
    }

    // Goes on with a run, killed `kills` times more before it may end.
    void finish(const std::string& run, int kills, const std::chrono::milliseconds length) {
        Draws random(static_cast<std::uint64_t>(kills) + 77);
        const std::vector<std::string> words{"train", project_, "--resume", run, "--json"};
        const RunStore store(project_ + "/runs");
        for (; kills > 0 && store.run(run).state != RunState::Done; --kills) {
            killCtl(words,
                    std::chrono::milliseconds(
                        1 + static_cast<std::int64_t>(random.unit() *
                                                      static_cast<double>(length.count()))));
        }
        if (store.run(run).state != RunState::Done) {
            const Outcome resumed = runCtl(words);
            ASSERT_EQ(resumed.code, 0) << resumed.err;
        }
    }

    std::string hashOf(const std::string& run) const {
        return sha256OfFile(RunStore(project_ + "/runs").modelFile(run));
    }

    ScratchFolder scratch_{std::string("resume-") + GetParam().name};
    std::string project_ = (scratch_ / "small.hab").string();
};

TEST_P(Resume, KilledAnywhereItEndsWithTheSameWeights) {
    ASSERT_NO_FATAL_FAILURE(makeProject());
    const Clock::time_point start = Clock::now();
    const Outcome whole = runCtl(trainWords());
    ASSERT_EQ(whole.code, 0) << whole.err;
    const auto length = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start);
    const std::string expected = hashOf(whole.json()["run"]);
    Draws random(static_cast<std::uint64_t>(length.count()));
    const RunStore store(project_ + "/runs");
    constexpr int kTriesEach = 10;
    for (int kills = 0, tries = 0; kills < wantedKills(); ++tries) {
        ASSERT_LT(tries, kTriesEach * wantedKills()) << "too few kills hit a training";
        const auto delay = std::chrono::milliseconds(
            1 + static_cast<std::int64_t>(random.unit() * static_cast<double>(length.count())));
        const std::size_t before = store.all().size();
        const Outcome killed = killCtl(trainWords(), delay);
        if (store.all().size() == before) {
            continue;  // killed before there was a run
        }
        const haberdash::Run run = store.all().back();
        kills += run.state == RunState::Done ? 0 : 1;
        ASSERT_NO_FATAL_FAILURE(finish(run.id, tries % 2, length));
        EXPECT_EQ(hashOf(run.id), expected) << run.id << " killed after " << delay.count() << " ms";
    }
}

INSTANTIATE_TEST_SUITE_P(
    All,
    Resume,
    testing::Values(
        Form{"multimodal", "quick", {"train.epochs=15", "train.patience=15"}},
        Form{"shoppers",
             "quick",
             {"model.shopper_vectors=true", "train.epochs=15", "train.patience=15"}},
        Form{"bprmf", "bpr-mf", kLonger},
        Form{"vbpr", "vbpr", kLonger},
        Form{"lightgcn", "lightgcn", kLonger},
        Form{"freedom", "freedom", kLonger},
        Form{"gru_softmax",
             "quick",
             {"model.history=gru", "train.loss=softmax", "train.negatives=in-batch"},
             true},
        Form{"attention_adamw",
             "quick",
             {"model.history=attention", "train.negatives=hard", "train.optimizer=adamw"},
             true}),
    [](const auto& instance) { return std::string(instance.param.name); });

}  // namespace
}  // namespace haberdash::test
