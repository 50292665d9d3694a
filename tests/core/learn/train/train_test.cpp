// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/train/train.h"

#include "core/data/base/digest.h"
#include "core/data/base/error.h"
#include "core/learn/eval/evaluate.h"
#include "core/learn/export/onnx_model.h"
#include "core/learn/features/feature_file.h"
#include "core/learn/model/model_file.h"
#include "core/learn/model/scorer.h"
#include "core/learn/model/shopper_vectors.h"
#include "core/learn/recommend/recommender.h"
#include "core/learn/train/dataset.h"
#include "core/learn/train/validate.h"
#include "tests/core/learn/small_shop.h"

#include <SQLiteCpp/Database.h>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <functional>

namespace haberdash {
namespace {

using test::makeShop;
using test::quickOptions;
using test::TemporaryFolder;

class TrainTest : public testing::Test {
  protected:
    std::string hashOfModel(const haberdash::Run& run) {
        return sha256OfFile(RunStore(project_.runsFolder()).modelFile(run.id));
    }

    std::string hashOfWeights(const haberdash::Run& run) {
        return sha256OfFile(RunStore(project_.runsFolder()).folder(run.id) /
                            "checkpoint.safetensors");
    }

    // Weights, optimizer and counts of the last checkpoint, without the times measured beside them.
    void expectSameState(const haberdash::Run& a, const haberdash::Run& b) {
        const RunStore store(project_.runsFolder());
        const ModelFile left = readModel(store.folder(a.id) / "checkpoint.safetensors");
        const ModelFile right = readModel(store.folder(b.id) / "checkpoint.safetensors");
        EXPECT_EQ(left.integers, right.integers);
        ASSERT_EQ(left.matrices.size(), right.matrices.size());
        for (const auto& [name, matrix] : left.matrices) {
            const Matrix& other = right.matrix(name);
            ASSERT_EQ(matrix.rows() * matrix.cols(), other.rows() * other.cols());
            EXPECT_EQ(0,
                      std::memcmp(matrix.data(), other.data(), matrix.rows() * matrix.cols() * 4))
                << name;
        }
    }

    // The table of an encoder as `change` leaves it, under the name that it then has.
    void changeFeatures(const Modality modality,
                        const std::string& encoder,
                        const std::function<void(FeatureTable&)>& change) {
        HashedTable table = readFeatureFile(featureFile(project_, modality, encoder), modality);
        const Matrix& vectors = table.table.vectors;
        const float* const values = vectors.data();
        const std::size_t count = vectors.rows() * vectors.cols();
        table.table.vectors = Matrix(vectors.rows(),
                                     vectors.cols(),
                                     std::vector<float>(values, values + count));  // not mapped
        change(table.table);
        table.hashes.resize(table.table.items.size());
        writeFeatureFile(featureFile(project_, modality, table.table.encoder), table);
    }

    static bool hasNote(const haberdash::Run& run, const std::string& words) {
        return run.data["notes"].dump().find(words) != std::string::npos;
    }

    // Cancels once the stage was reached for the `nth` time.
    Monitor stoppingAt(std::stop_source& stop, const std::string& stage, const int nth) {
        auto left = std::make_shared<int>(nth);
        return Monitor(
            [&stop, stage, left](const Progress& progress) {
                if (progress.stage == stage && --*left == 0) {
                    stop.request_stop();
                }
            },
            stop.get_token());
    }

    // Of all that it reports, what has figures of its own.
    static Monitor keepingLines(std::vector<Progress>& lines) {
        return Monitor(
            [&lines](const Progress& progress) {
                if (!progress.detail.is_null()) {
                    lines.push_back(progress);
                }
            },
            {});
    }

    // State and model, of a training that was cancelled in its third epoch and went on.
    void expectResumedToTheSameBits(const TrainOptions& options) {
        const haberdash::Run whole = train(project_, options, Monitor());
        std::stop_source stop;
        EXPECT_THROW(train(project_, options, stoppingAt(stop, "epoch 3", 2)), Cancelled);
        const std::string id = RunStore(project_.runsFolder()).all().back().id;
        const haberdash::Run resumed = train(project_, options, Monitor(), id);
        expectSameState(whole, resumed);
        EXPECT_EQ(hashOfModel(whole), hashOfModel(resumed)) << options.kind;
    }

    TemporaryFolder folder_;
    Project project_ = makeShop(folder_.path() / "shop.hab");
};

TEST_F(TrainTest, EveryKindMakesARunThatRanks) {
    for (const char* kind : {"popularity",
                             "recent-popularity",
                             "random",
                             "content",
                             "item-knn",
                             "bpr-mf",
                             "vbpr",
                             "lightgcn",
                             "freedom",
                             "multimodal"}) {
        TrainOptions options = quickOptions();
        options.kind = kind;
        const haberdash::Run run = train(project_, options, Monitor());
        EXPECT_EQ(run.state, RunState::Done);
        EXPECT_TRUE(run.validation.contains("ndcg@10")) << kind;
        const auto recommender = loadRecommender(project_, run.id);
        const auto ranking = recommend(*recommender, {.history = {}, .k = 5});
        EXPECT_EQ(ranking.size(), 5U) << kind;
    }
}

TEST_F(TrainTest, SameSeedGivesTheSameModelAndAnotherSeedAnother) {
    TrainOptions options = quickOptions();
    options.epochs = 2;
    const haberdash::Run first = train(project_, options, Monitor());
    const haberdash::Run second = train(project_, options, Monitor());
    expectSameState(first, second);
    EXPECT_EQ(hashOfModel(first), hashOfModel(second));
    options.seed = 8;
    EXPECT_NE(hashOfWeights(train(project_, options, Monitor())), hashOfWeights(first));
}

TEST_F(TrainTest, ResumedRunEndsWithTheBitsOfAnUnbrokenOne) {
    const TrainOptions options = quickOptions();
    const haberdash::Run whole = train(project_, options, Monitor());
    std::stop_source stop;
    EXPECT_THROW(train(project_, options, stoppingAt(stop, "epoch 3", 2)), Cancelled);
    const RunStore store(project_.runsFolder());
    const std::string id = store.all().back().id;
    EXPECT_EQ(store.run(id).state, RunState::Cancelled);
    EXPECT_EQ(store.run(id).epochs, 2);
    EXPECT_NO_THROW(loadRecommender(project_, id));
    const haberdash::Run resumed = train(project_, options, Monitor(), id);
    EXPECT_EQ(resumed.state, RunState::Done);
    expectSameState(whole, resumed);
    EXPECT_EQ(store.history(id).size(), store.history(whole.id).size());
    EXPECT_EQ(store.run(id).bestEpoch, store.run(whole.id).bestEpoch);
    EXPECT_EQ(store.run(id).validation, store.run(whole.id).validation);
}

TEST_F(TrainTest, EveryLearnedKindResumesToTheSameBits) {
    for (const char* kind : {"bpr-mf", "vbpr", "lightgcn", "freedom"}) {
        TrainOptions options = quickOptions();
        options.kind = kind;
        options.patience = 10;
        expectResumedToTheSameBits(options);
    }
}

TEST_F(TrainTest, AVectorOfTheirOwnCountsForThoseWhoWereThereAndForNobodyElse) {
    TrainOptions options = quickOptions();
    options.shopperVectors = true;
    const haberdash::Run run = train(project_, options, Monitor());
    const auto recommender = loadRecommender(project_, run.id);
    const std::vector<HistoryEvent> history{{recommender->items()[1], EventKind::Purchase, 0}};
    const std::vector<float> anybody = recommender->scores(history);
    const std::vector<float> known = recommender->scores(history, ShopperId{1});
    EXPECT_NE(known, anybody);
    EXPECT_NE(known, recommender->scores(history, ShopperId{2}));
    EXPECT_EQ(recommender->scores(history, ShopperId{999'999}), anybody);
    const Explanation explanation =
        recommender->explain(history, recommender->items()[3], ShopperId{1});
    EXPECT_NEAR(explanation.score, known[3], 1e-4);
    EXPECT_NEAR(recommender->explain({}, recommender->items()[3], ShopperId{1}).score,
                recommender->scores({}, ShopperId{1})[3],
                1e-4);
    const ModelFile model = readModel(RunStore(project_.runsFolder()).modelFile(run.id));
    EXPECT_THROW(onnxModelOf(model, options), Error);
    EXPECT_THROW(shopperVectorsFrom(model, 3), Error);
}

TEST_F(TrainTest, VectorsOfTheirOwnGoOnToTheSameBits) {
    TrainOptions options = quickOptions();
    options.shopperVectors = true;
    expectResumedToTheSameBits(options);
}

TEST_F(TrainTest, FinishedRunGoesOnToTheBitsOfALongerOne) {
    for (const char* kind : {"bpr-mf", "multimodal"}) {
        TrainOptions options = quickOptions();
        options.kind = kind;
        options.patience = 10;
        const haberdash::Run whole = train(project_, options, Monitor());
        options.epochs = 2;
        const haberdash::Run half = train(project_, options, Monitor());
        EXPECT_THROW(train(project_, options, Monitor(), half.id), Error);
        options.epochs = whole.epochs;
        const haberdash::Run longer = train(project_, options, Monitor(), half.id);
        EXPECT_EQ(longer.epochs, whole.epochs);
        expectSameState(whole, longer);
    }
}

// Patience may have ended it long before the epochs that it was first given.
TEST_F(TrainTest, MoreEpochsAreAnUpperBoundEvenWhereItWasGivenMoreAtFirst) {
    TrainOptions options = quickOptions();
    options.kind = "bpr-mf";
    options.epochs = 40;
    options.patience = 1;
    options.learningRate = 1e-7;  // no epoch is better than the first
    const haberdash::Run run = train(project_, options, Monitor());
    ASSERT_LT(run.epochs, 10);
    options.epochs = run.epochs + 2;
    options.patience = 30;
    std::vector<Progress> lines;
    const haberdash::Run longer = train(project_, options, keepingLines(lines), run.id);
    EXPECT_EQ(longer.epochs, run.epochs + 2);
    EXPECT_EQ(longer.config["train.epochs"], run.epochs + 2);
    EXPECT_EQ(lines.front().done, static_cast<std::size_t>(run.epochs));
    EXPECT_EQ(lines.back().total, static_cast<std::size_t>(run.epochs) + 2);
}

TEST_F(TrainTest, DoesNotGoOnToFewerEpochsThanAreBehindIt) {
    TrainOptions options = quickOptions();
    options.kind = "bpr-mf";
    options.patience = 10;
    std::stop_source stop;
    EXPECT_THROW(train(project_, options, stoppingAt(stop, "epoch 3", 2)), Cancelled);
    const RunStore store(project_.runsFolder());
    const std::string id = store.all().back().id;
    options.epochs = 1;
    EXPECT_THROW(train(project_, options, Monitor(), id), Error);
    EXPECT_EQ(store.run(id).state, RunState::Cancelled);
    options.epochs = 3;
    EXPECT_EQ(train(project_, options, Monitor(), id).epochs, 3);
}

TEST_F(TrainTest, EnsembleAddsUpItsMembersAndOutlivesThem) {
    TrainOptions options = quickOptions();
    options.kind = "content";
    const std::string content = train(project_, options, Monitor()).id;
    options.kind = "item-knn";
    const std::string neighbours = train(project_, options, Monitor()).id;
    options.kind = "ensemble";
    options.members = content + ", " + neighbours;
    const haberdash::Run run = train(project_, options, Monitor());
    const RunStore store(project_.runsFolder());
    const auto first = loadRecommender(project_, content);
    const auto second = loadRecommender(project_, neighbours);
    const std::vector<HistoryEvent> history{{first->items()[1], EventKind::Purchase, 0},
                                            {first->items()[7], EventKind::View, 0}};
    const auto standardised = [](std::vector<float> scores) {
        double sum = 0;
        double squares = 0;
        for (const float score : scores) {
            sum += static_cast<double>(score);
            squares += static_cast<double>(score) * static_cast<double>(score);
        }
        const double mean = sum / static_cast<double>(scores.size());
        const double deviation =
            std::sqrt(squares / static_cast<double>(scores.size()) - mean * mean);
        for (float& score : scores) {
            score = static_cast<float>((static_cast<double>(score) - mean) / deviation);
        }
        return scores;
    };
    const auto a = standardised(first->scores(history));
    const auto b = standardised(second->scores(history));
    store.remove(content);
    store.remove(neighbours);
    const auto ensemble = loadRecommender(project_, run.id);
    const auto together = ensemble->scores(history);
    for (std::size_t row = 0; row < together.size(); ++row) {
        ASSERT_NEAR(together[row], a[row] + b[row], 1e-3);
    }
    options.members = "r1";
    EXPECT_THROW(train(project_, options, Monitor()), Error);
}

TEST_F(TrainTest, PatienceShorterThanTheLooksAtValidationStillLooks) {
    TrainOptions options = quickOptions();
    options.kind = "bpr-mf";
    options.epochs = 9;
    options.validateEvery = 4;
    options.patience = 1;
    const haberdash::Run run = train(project_, options, Monitor());
    EXPECT_GE(run.epochs, 4);
    EXPECT_GE(run.bestEpoch, 4);  // the untrained model is worse than one of four epochs
}

TEST_F(TrainTest, WithoutAnybodyToValidateOnTheLastEpochIsKept) {
    TrainOptions options = quickOptions();
    options.epochs = 3;
    options.patience = 1;
    options.protocol = "given";
    project_.database().connection().exec("UPDATE events SET split = 0");
    const haberdash::Run run = train(project_, options, Monitor());
    EXPECT_TRUE(run.validation.empty());
    EXPECT_EQ(run.epochs, 3);
    EXPECT_EQ(run.bestEpoch, 3);
}

// Vectors of another encoder are of the same width once they are reduced: nothing but the space
// that the run began with tells them apart.
TEST_F(TrainTest, GoesOnOverTheFeaturesThatItBeganWith) {
    TrainOptions options = quickOptions();
    options.patience = 10;
    const haberdash::Run whole = train(project_, options, Monitor());
    std::stop_source stop;
    EXPECT_THROW(train(project_, options, stoppingAt(stop, "epoch 3", 2)), Cancelled);
    const std::string id = RunStore(project_.runsFolder()).all().back().id;
    HashedTable other =
        readFeatureFile(featureFile(project_, Modality::Image, "descriptors"), Modality::Image);
    other.table.encoder = "other";
    other.table.fingerprint = "other";
    Matrix turned(other.table.vectors.rows(), other.table.vectors.cols());
    for (std::size_t row = 0; row < turned.rows(); ++row) {
        std::ranges::reverse_copy(other.table.vectors.row(row), turned.mutableRow(row).begin());
    }
    other.table.vectors = std::move(turned);
    writeFeatureFile(featureFile(project_, Modality::Image, "other"), other);
    project_.setSetting("features.image", "other");
    const haberdash::Run resumed = train(project_, options, Monitor(), id);
    EXPECT_EQ(resumed.data["encoders"]["image"], "descriptors");
    EXPECT_EQ(hashOfModel(whole), hashOfModel(resumed));
}

TEST_F(TrainTest, DoesNotGoOnOverOtherProducts) {
    TrainOptions options = quickOptions();
    options.kind = "bpr-mf";
    const haberdash::Run run = train(project_, options, Monitor());
    test::addProduct(project_, 500);
    options.epochs += 2;
    EXPECT_THROW(train(project_, options, Monitor(), run.id), Error);
}

TEST_F(TrainTest, DoesNotGoOnOverOtherVectorsOfTheSameEncoder) {
    TrainOptions options = quickOptions();
    options.patience = 10;
    std::stop_source stop;
    EXPECT_THROW(train(project_, options, stoppingAt(stop, "epoch 3", 2)), Cancelled);
    const RunStore store(project_.runsFolder());
    const std::string id = store.all().back().id;
    changeFeatures(Modality::Image, "descriptors", [](FeatureTable& table) {
        std::ranges::reverse(table.vectors.mutableRow(3));
    });
    EXPECT_THROW(train(project_, options, Monitor(), id), Error);
    EXPECT_EQ(store.run(id).state, RunState::Cancelled);  // refused, it stays what it was
    // Runs of earlier versions have no record of what they looked at.
    ModelFile model = readModel(store.modelFile(id));
    EXPECT_EQ(model.words.erase("inputs"), 1U);
    writeModel(store.modelFile(id), model);
    EXPECT_EQ(train(project_, options, Monitor(), id).state, RunState::Done);
}

TEST_F(TrainTest, SaysWhatComputedARunAndWhenThatChanged) {
    TrainOptions options = quickOptions();
    options.epochs = 1;
    const haberdash::Run run = train(project_, options, Monitor());
    ASSERT_EQ(run.data["computed_by"].size(), 1U);
    EXPECT_NE(run.data["computed_by"][0].get<std::string>().find("1 thread"), std::string::npos);
    EXPECT_FALSE(hasNote(run, "went on under another"));
    RunStore(project_.runsFolder()).change(run.id, [](haberdash::Run& kept) {
        kept.data["computed_by"][0] = "another processor";
    });
    options.epochs = 2;
    const haberdash::Run longer = train(project_, options, Monitor(), run.id);
    EXPECT_EQ(longer.data["computed_by"].size(), 2U);
    EXPECT_TRUE(hasNote(longer, "went on under another"));
}

TEST_F(TrainTest, NotesWhatWasFittedOnWhatIsHeldOut) {
    TrainOptions options = quickOptions();
    options.kind = "content";
    const haberdash::Run plain = train(project_, options, Monitor());
    EXPECT_TRUE(hasNote(plain, "took its words from the texts of all products"));
    EXPECT_FALSE(hasNote(plain, "fine-tuned"));
    const TemporaryFolder folder;
    project_ = makeShop(folder.path() / "wide.hab", {.products = 300, .shoppers = 4});
    changeFeatures(Modality::Image, "descriptors", [](FeatureTable& table) {
        table.encoder = "mobilenet-tuned-12345678";
    });
    project_.setSetting("features.image", "mobilenet-tuned-12345678");
    const haberdash::Run fitted = train(project_, options, Monitor());
    EXPECT_TRUE(hasNote(fitted, "mobilenet-tuned-12345678 was fine-tuned"));
    EXPECT_TRUE(hasNote(fitted, "too few"));
    const Json evaluation = evaluate(project_, {fitted.id}, {.split = "validation"}, Monitor());
    EXPECT_NE(evaluation["notes"].dump().find("was fine-tuned"), std::string::npos);
}

// What a model says of products that nobody met does not hang on where its vectors began.
TEST_F(TrainTest, HeldOutProductsAreServedAsTheyWereJudged) {
    for (const char* kind : {"bpr-mf", "vbpr", "lightgcn", "freedom", "multimodal"}) {
        TrainOptions options = quickOptions();
        options.kind = kind;
        options.protocol = "cold-items";
        const haberdash::Run run = train(project_, options, Monitor());
        const Dataset dataset = datasetOf(project_, run);
        const auto scorer = makeScorer(
            project_, dataset.items, readModel(RunStore(project_.runsFolder()).modelFile(run.id)));
        const auto metrics = Validation(dataset).run(*scorer, Monitor()).metrics;
        ASSERT_EQ(metrics.size(), run.validation.size());
        for (const auto& [key, value] : run.validation) {
            EXPECT_NEAR(metrics.at(key), value, 1e-9) << kind << ' ' << key;
        }
    }
}

// Text alone, picture alone, both or neither: in one step of next to nothing the model is what it
// began with.
TEST_F(TrainTest, UntrainedItRanksAsContentDoes) {
    const auto withoutEvery = [](const std::int64_t nth) {
        return [nth](FeatureTable& table) {
            std::vector<std::int64_t> items;
            std::vector<float> values;
            for (std::size_t row = 0; row < table.items.size(); ++row) {
                if (table.items[row] % nth != 0) {
                    items.push_back(table.items[row]);
                    const auto vector = table.vectors.row(row);
                    values.insert(values.end(), vector.begin(), vector.end());
                }
            }
            table.vectors = Matrix(items.size(), table.vectors.cols(), std::move(values));
            table.items = std::move(items);
        };
    };
    changeFeatures(Modality::Image, "descriptors", withoutEvery(5));
    changeFeatures(Modality::Text, "tfidf", withoutEvery(7));
    TrainOptions options = quickOptions();
    options.modalities = "text,image";
    options.epochs = 1;
    options.learningRate = 1e-7;
    options.warmupSteps = 1000000;
    const auto learned = loadRecommender(project_, train(project_, options, Monitor()).id);
    options.kind = "content";
    const auto content = loadRecommender(project_, train(project_, options, Monitor()).id);
    const auto& items = learned->items();
    const std::vector<HistoryEvent> history{{items[1], EventKind::Purchase, 0},
                                            {items[4], EventKind::View, 0},  // without a picture
                                            {items[8], EventKind::Dislike, 0}};
    const auto left = learned->scores(history);
    const auto right = content->scores(history);
    const auto top = static_cast<std::size_t>(std::ranges::max_element(right) - right.begin());
    const auto low = static_cast<std::size_t>(std::ranges::min_element(right) - right.begin());
    const float scale = (left[top] - left[low]) / (right[top] - right[low]);
    for (std::size_t row = 0; row < items.size(); ++row) {
        EXPECT_NEAR(left[row] - left[low], scale * (right[row] - right[low]), 1e-3) << row;
        EXPECT_NEAR(learned->explain(history, items[row]).score, left[row], 1e-3) << row;
    }
}

// What is held out is not looked at: another test part, the same weights.
TEST_F(TrainTest, NothingOfTheTestPartReachesTheWeights) {
    for (const char* kind : {"bpr-mf", "lightgcn", "multimodal"}) {
        TrainOptions options = quickOptions();
        options.kind = kind;
        options.epochs = 2;
        const TemporaryFolder folder;
        Project other = makeShop(folder.path() / "other.hab");
        const Dataset dataset = buildDataset(other, options);
        other.database().connection().exec(
            fmt::format("UPDATE events SET item_id = item_id % (SELECT count(*) FROM items) + 1 "
                        "WHERE time >= {}",
                        dataset.cuts.at(1)));
        const auto weightsOf = [](Project& project, const haberdash::Run& run) {
            return readModel(RunStore(project.runsFolder()).folder(run.id) /
                             "checkpoint.safetensors")
                .matrices;
        };
        const auto left = weightsOf(project_, train(project_, options, Monitor()));
        const auto right = weightsOf(other, train(other, options, Monitor()));
        ASSERT_EQ(left.size(), right.size());
        for (const auto& [name, matrix] : left) {
            ASSERT_EQ(0,
                      std::memcmp(matrix.data(),
                                  right.at(name).data(),
                                  matrix.rows() * matrix.cols() * sizeof(float)))
                << kind << ' ' << name;
        }
    }
}

TEST_F(TrainTest, CancelledInTheFirstEpochStillStartsAgain) {
    std::stop_source stop;
    EXPECT_THROW(train(project_, quickOptions(), stoppingAt(stop, "epoch 1", 1)), Cancelled);
    const std::string id = RunStore(project_.runsFolder()).all().back().id;
    EXPECT_EQ(train(project_, quickOptions(), Monitor(), id).state, RunState::Done);
    EXPECT_THROW(train(project_, quickOptions(), Monitor(), id), Error);
}

TEST_F(TrainTest, ReportsEachEpochWithItsFigures) {
    TrainOptions options = quickOptions();
    options.epochs = 2;
    options.patience = 7;
    std::vector<Progress> lines;
    const haberdash::Run run = train(project_, options, keepingLines(lines));
    ASSERT_EQ(lines.size(), 3U);
    EXPECT_FALSE(lines[0].detail.contains("epoch"));  // the beginning
    EXPECT_EQ(lines[2].detail["epoch"], 2);
    EXPECT_GT(lines[1].detail["train_loss"], 0);
    EXPECT_TRUE(lines[1].detail["val"].contains("ndcg@10"));
    EXPECT_TRUE(lines[1].detail["val"].contains("loss"));
    EXPECT_EQ(lines[2].detail["best_epoch"], run.bestEpoch);
    for (std::size_t done = 0; done < lines.size(); ++done) {
        EXPECT_EQ(lines[done].done, done);
        EXPECT_EQ(lines[done].total, 2U);
        EXPECT_EQ(lines[done].detail["run"], run.id);
        EXPECT_EQ(lines[done].detail["patience"], 7);
    }
}

TEST_F(TrainTest, FailureIsRecordedInTheRun) {
    TrainOptions options = quickOptions();
    options.learningRate = 1;
    options.clipNorm = 0;
    options.kind = "content";
    options.modalities = "facts";
    EXPECT_THROW(train(project_, options, Monitor()), Error);
    const haberdash::Run run = RunStore(project_.runsFolder()).all().back();
    EXPECT_EQ(run.state, RunState::Failed);
    EXPECT_FALSE(run.failure.empty());
    EXPECT_THROW(loadRecommender(project_, run.id), Error);
}

struct Variant {
    const char* key;
    const char* value;
};

class VariantTest : public testing::TestWithParam<Variant> {};

TEST_P(VariantTest, TrainsRanksAndExplains) {
    const TemporaryFolder folder;
    Project project = makeShop(folder.path() / "shop.hab", {.products = 60, .shoppers = 20});
    TrainOptions options = quickOptions();
    options.epochs = 1;
    setOption(describe(options), GetParam().key, GetParam().value);
    const haberdash::Run run = train(project, options, Monitor());
    const auto recommender = loadRecommender(project, run.id);
    const ItemId item = recommender->items()[3];
    const std::vector<HistoryEvent> history{{recommender->items()[1], EventKind::Purchase, 0}};
    const auto scores = recommender->scores(history);
    const Explanation explanation = recommender->explain(history, item);
    EXPECT_NEAR(explanation.score, scores[3], 1e-4);
    const std::vector<HistoryEvent> disliked{{recommender->items()[1], EventKind::Dislike, 0}};
    EXPECT_NEAR(recommender->explain({}, item).score, recommender->scores({})[3], 1e-4);
    EXPECT_NEAR(recommender->explain(disliked, item).score, recommender->scores(disliked)[3], 1e-4);
    EXPECT_NEAR(explanation.base + explanation.text.value_or(0) + explanation.image.value_or(0) +
                    explanation.facts.value_or(0) + explanation.history.value_or(0),
                explanation.score,
                1e-6);
}

INSTANTIATE_TEST_SUITE_P(All,
                         VariantTest,
                         testing::Values(Variant{"model.fusion", "product"},
                                         Variant{"model.fusion", "sum"},
                                         Variant{"model.fusion", "gate"},
                                         Variant{"model.fusion", "attention"},
                                         Variant{"model.history", "gru"},
                                         Variant{"model.history", "attention"},
                                         Variant{"model.head", "dot"},
                                         Variant{"model.shopper_vectors", "true"},
                                         Variant{"train.loss", "bpr"},
                                         Variant{"train.loss", "softmax"},
                                         Variant{"train.negatives", "popularity"},
                                         Variant{"train.negatives", "hard"},
                                         Variant{"train.optimizer", "adamw"},
                                         Variant{"model.kind", "bpr-mf"},
                                         Variant{"model.kind", "vbpr"},
                                         Variant{"model.kind", "lightgcn"},
                                         Variant{"model.kind", "freedom"},
                                         Variant{"model.modalities", "text"},
                                         Variant{"model.modalities", "image"},
                                         Variant{"model.modalities", "facts"}));

// Without times, so that each example has a history of its own to be told apart by.
TEST(Train, OverfitsSixteenProducts) {
    const TemporaryFolder folder;
    Project project = makeShop(folder.path() / "shop.hab",
                               {.products = 16, .shoppers = 8, .eventsEach = 6, .hasTimes = false});
    TrainOptions options = quickOptions();
    options.epochs = 150;
    options.patience = 150;
    options.learningRate = 0.01;
    options.dropout = 0;
    options.weightDecay = 0;
    options.negativesPerPositive = 4;  // what the loss starts at hangs on their share
    options.protocol = "ratio";
    const haberdash::Run run = train(project, options, Monitor());
    const auto history = RunStore(project.runsFolder()).history(run.id);
    EXPECT_LT(history.back().trainLoss, 0.4 * history.front().trainLoss);
}

}  // namespace
}  // namespace haberdash
