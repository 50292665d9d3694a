// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/train/label_examples.h"

#include "core/data/catalog/item_store.h"
#include "core/data/labels/label_store.h"
#include "core/data/runs/run_store.h"
#include "core/data/sessions/event_store.h"
#include "core/learn/metrics/draws.h"
#include "core/learn/metrics/ranking.h"
#include "core/learn/model/model_file.h"
#include "core/learn/recommend/next_questions.h"
#include "core/learn/recommend/recommender.h"
#include "core/learn/train/train.h"
#include "tests/core/learn/small_shop.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <set>
#include <span>
#include <stop_token>

namespace haberdash {
namespace {

using test::likingOf;
using test::makeShop;
using test::quickOptions;
using test::TemporaryFolder;

constexpr int kFirstPerson = 1000;  // not among the shoppers

class LabelExamplesTest : public testing::Test {
  protected:
    LabelExamplesTest() {
        for (const ItemStore::Key& key : ItemStore(project_.database()).keys()) {
            keys_.push_back(key);
        }
    }

    void say(LabelEvent event) {
        LabelStore store(project_.database());
        event.annotator = store.annotatorOf("Mina", 0);
        event.time = 1;
        store.append(event);
    }

    LabelExamples examples(const TrainOptions& options = {}) {
        return labelExamples(project_, buildDataset(project_, options));
    }

    /// Pairs drawn at random, answered as the person likes the products.
    void answerPairs(const int person, const int count) {
        LabelStore store(project_.database());
        const AnnotatorId who = store.annotatorOf("P" + std::to_string(person), 0);
        Draws random(static_cast<std::uint64_t>(person));
        std::vector<LabelEvent> events;
        for (int n = 0; n < count; ++n) {
            const ItemStore::Key& a = keys_[random.below(keys_.size())];
            const ItemStore::Key& b = keys_[random.below(keys_.size())];
            if (a.id != b.id) {
                events.push_back(
                    {.time = 1,
                     .annotator = who,
                     .kind = LabelKind::Pair,
                     .items = {a.sku, b.sku},
                     .choice = likingOf(person, a.id) > likingOf(person, b.id) ? "a" : "b"});
            }
        }
        store.append(events);
    }

    /// NDCG@10 of the twelve products that the person likes best, of those not asked about.
    double ndcgOf(const std::string& run, const int person, const bool knowsLabels) {
        const LabelStore store(project_.database());
        const LabelHistory labels = LabelHistory::load(store);
        const QueueRequest request{.annotator = store.findAnnotator("P" + std::to_string(person))};
        const auto recommender = loadRecommender(project_, run);
        std::vector<HistoryEvent> history;
        if (knowsLabels) {
            history = labelHistoryFor(project_, labels, request);
        }
        std::vector<float> scores = recommender->scores(history);
        std::vector<std::uint32_t> open;
        for (std::uint32_t row = 0; row < scores.size(); ++row) {
            const bool wasAsked =
                std::ranges::any_of(labels.events(), [&](const LabelEvent& event) {
                    return event.annotator == request.annotator &&
                           std::ranges::find(event.items, keys_[row].sku) != event.items.end();
                });
            if (wasAsked) {
                scores[row] = kMasked;
            } else {
                open.push_back(row);
            }
        }
        std::ranges::sort(open, [&](const std::uint32_t a, const std::uint32_t b) {
            return likingOf(person, keys_[a].id) > likingOf(person, keys_[b].id);
        });
        const std::set<std::uint32_t> relevant(open.begin(), open.begin() + 12);
        double gain = 0;
        double ideal = 0;
        const std::vector<std::uint32_t> top = topRows(scores, 10);
        for (std::size_t rank = 0; rank < top.size(); ++rank) {
            const double discount = 1 / std::log2(static_cast<double>(rank) + 2);
            gain += relevant.contains(top[rank]) ? discount : 0;
            ideal += discount;
        }
        return gain / ideal;
    }

    double meanNdcg(const std::string& run, const int people, const bool knowsLabels) {
        double sum = 0;
        for (int person = kFirstPerson; person < kFirstPerson + people; ++person) {
            sum += ndcgOf(run, person, knowsLabels);
        }
        return sum / people;
    }

    TemporaryFolder folder_;
    Project project_ = makeShop(folder_.path() / "shop.hab");
    std::vector<ItemStore::Key> keys_;
};

TEST_F(LabelExamplesTest, APairIsTheBetterBeforeTheWorse) {
    say({.kind = LabelKind::Pair, .items = {"0007", "0003"}, .choice = "b"});
    say({.kind = LabelKind::Pair, .items = {"0007", "0004"}, .choice = "tie"});
    say({.kind = LabelKind::Pair, .items = {"0007", "0005"}, .choice = "neither"});
    const LabelExamples made = examples();
    ASSERT_EQ(made.examples.size(), 2U);
    EXPECT_EQ(made.examples[0].row, 3U);
    EXPECT_EQ(made.examples[0].other, 7U);
    EXPECT_EQ(made.examples[0].target, 1.0F);
    EXPECT_EQ(made.examples[1].target, 0.5F);
    EXPECT_EQ(made.summary()["pairs"], 2);
    EXPECT_EQ(made.newest, 3);
}

TEST_F(LabelExamplesTest, RatingsAreSharesOfALike) {
    say({.kind = LabelKind::Rate, .items = {"0001"}, .choice = "2"});
    say({.kind = LabelKind::Dislike, .items = {"0002"}});
    say({.kind = LabelKind::Skip, .items = {"0003"}});
    const LabelExamples made = examples();
    ASSERT_EQ(made.examples.size(), 2U);
    EXPECT_EQ(made.examples[0].target, 0.25F);
    EXPECT_EQ(made.examples[1].target, 0.0F);
    EXPECT_FALSE(made.examples[1].other.has_value());
}

TEST_F(LabelExamplesTest, AVoiceOfAPersonaBeginsWithWhatItsShopperDidInTraining) {
    {
        Transaction transaction(project_.database());
        EventStore events(project_.database());
        const std::int64_t persona = events.putPersona({.key = "quiet", .name = "Quiet"});
        events.putShopper({.key = "s000", .persona = persona});
        transaction.commit();
    }
    say({.persona = "quiet", .kind = LabelKind::Like, .items = {"0001"}});
    const Dataset dataset = buildDataset(project_, {});
    const LabelExamples made = labelExamples(project_, dataset);
    ASSERT_EQ(made.histories.size(), 1U);
    EXPECT_EQ(made.histories[0].size(),
              questionOf(dataset, 0, Part::Validation).history.size() + 1);
    EXPECT_EQ(made.histories[0].back().row, 1U);
}

TEST_F(LabelExamplesTest, NothingIsLearnedOfProductsThatAreHeldOut) {
    for (const ItemStore::Key& key : keys_) {
        say({.kind = LabelKind::Like, .items = {key.sku}});
    }
    TrainOptions options;
    options.protocol = "cold-items";
    const Dataset dataset = buildDataset(project_, options);
    const LabelExamples made = labelExamples(project_, dataset);
    EXPECT_LT(made.examples.size(), keys_.size());
    for (const LabelExample& example : made.examples) {
        EXPECT_EQ(dataset.itemParts[example.row], Part::Train);
    }
}

TEST_F(LabelExamplesTest, LabelsChangeWhatIsLearnedTowardsTheTasteOfWhoGaveThem) {
    constexpr int kPeople = 12;
    for (int person = kFirstPerson; person < kFirstPerson + kPeople; ++person) {
        answerPairs(person, 30);
    }
    TrainOptions options = quickOptions();
    options.labelWeight = 0;
    const std::string without = train(project_, options, Monitor()).id;
    options.labelWeight = TrainOptions().labelWeight;
    const haberdash::Run with = train(project_, options, Monitor());
    EXPECT_GT(with.data["labels"]["pairs"], 300);
    const double cold = meanNdcg(without, kPeople, false);
    const double told = meanNdcg(without, kPeople, true);
    const double learned = meanNdcg(with.id, kPeople, true);
    std::printf("NDCG@10: no labels %.3f, told %.3f, told and learned %.3f\n", cold, told, learned);
    EXPECT_GT(told, cold);
    EXPECT_GT(learned, told);
}

// A handful of labels in steps of their own once made the loss of the events rise. The last batch
// of an epoch is small here, as it was there.
TEST_F(LabelExamplesTest, AFewLabelsLeaveWhatTheEventsTeach) {
    answerPairs(kFirstPerson, 3);
    TrainOptions options = quickOptions();
    options.epochs = 8;
    options.patience = 8;
    options.batchSize = 64;
    const auto lastLoss = [&](const double labelWeight) {
        options.labelWeight = labelWeight;
        const std::string id = train(project_, options, Monitor()).id;
        return RunStore(project_.runsFolder()).history(id).back().trainLoss;
    };
    const double without = lastLoss(0);
    EXPECT_LT(lastLoss(TrainOptions().labelWeight), 1.1 * without);
}

TEST_F(LabelExamplesTest, ARunThatWasKilledBeforeItBeganLearnsFromTheLabelsThatThereAre) {
    answerPairs(kFirstPerson, 30);
    TrainOptions options = quickOptions();
    options.epochs = 1;
    const haberdash::Run whole = train(project_, options, Monitor());
    const RunStore store(project_.runsFolder());
    const std::string id = store.create("multimodal", optionsToJson(describe(options))).run.id;
    const haberdash::Run resumed = train(project_, options, Monitor(), id);
    EXPECT_EQ(resumed.data["labels"], whole.data["labels"]);
    EXPECT_EQ(resumed.validation, whole.validation);
}

TEST_F(LabelExamplesTest, AResumedRunLearnsFromTheLabelsThatItBeganWith) {
    answerPairs(kFirstPerson, 30);
    const TrainOptions options = quickOptions();
    const haberdash::Run whole = train(project_, options, Monitor());
    std::stop_source stop;
    const Monitor stopping(
        [&stop](const Progress& progress) {
            if (progress.stage == "epoch 3") {
                stop.request_stop();
            }
        },
        stop.get_token());
    EXPECT_THROW(train(project_, options, stopping), Cancelled);
    answerPairs(kFirstPerson + 1, 30);
    const RunStore store(project_.runsFolder());
    const std::string id = store.all().back().id;
    const haberdash::Run resumed = train(project_, options, Monitor(), id);
    EXPECT_EQ(resumed.data["labels"], whole.data["labels"]);
    const ModelFile left = readModel(store.folder(whole.id) / "checkpoint.safetensors");
    const ModelFile right = readModel(store.folder(id) / "checkpoint.safetensors");
    ASSERT_EQ(left.matrices.size(), right.matrices.size());
    for (const auto& [name, matrix] : left.matrices) {
        EXPECT_TRUE(
            std::ranges::equal(std::span(matrix.data(), matrix.rows() * matrix.cols()),
                               std::span(right.matrix(name).data(), matrix.rows() * matrix.cols())))
            << name;
    }
}

}  // namespace
}  // namespace haberdash
