// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/base/error.h"
#include "core/data/runs/option_kinds.h"
#include "core/learn/model/threads.h"
#include "core/learn/train/epochs.h"
#include "core/learn/train/sampler.h"
#include "core/learn/train/trainer.h"
#include "core/learn/vectors/vector_trainer.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

namespace haberdash {

namespace {

struct Learned {
    Pairs pairs;
    std::vector<ShopperId> shoppers;  ///< ascending, as in the pairs
};

// Shoppers whose training part holds something that they did not dislike.
Learned pairsOf(const Dataset& dataset) {
    Learned learned;
    learned.pairs.items = dataset.items.size();
    for (std::size_t shopper = 0; shopper < dataset.shoppers.size(); ++shopper) {
        const std::vector<std::uint32_t> rows = chosenRows(dataset, shopper);
        if (!rows.empty()) {
            learned.pairs.rows.insert(learned.pairs.rows.end(), rows.begin(), rows.end());
            learned.pairs.begins.push_back(learned.pairs.rows.size());
            learned.shoppers.push_back(dataset.shoppers[shopper]);
        }
    }
    if (learned.pairs.rows.empty()) {
        throw Error(ErrorKind::Unavailable,
                    "The training part holds nothing that a shopper chose; import more events or "
                    "take another split (data.protocol).");
    }
    return learned;
}

class VectorLearner final : public Learner {
  public:
    explicit VectorLearner(const TrainerJob& job)
        : job_(job),
          learned_(pairsOf(job.dataset)),
          negatives_(job.options.negatives, negativeSource(job.inputs)) {
        useThreads(static_cast<int>(job.options.threads));
        const VectorInputs inputs{
            learned_.pairs, negatives_, job.inputs.contents, job.inputs.isKnown, job.options};
        const bool isGraph = readsOption(job.options.kind, "model.layers");
        trainer_ = isGraph ? makeGraphTrainer(inputs) : makeFactorTrainer(inputs);
    }

    std::size_t exampleCount() const override { return learned_.pairs.rows.size(); }

    double trainEpoch(const std::int64_t epoch) override {
        const std::string stage = fmt::format("epoch {}", epoch);
        return trainer_->trainEpoch(static_cast<std::uint64_t>(epoch),
                                    [&](const std::size_t step, const std::size_t steps) {
                                        job_.monitor.step(stage, step, steps);
                                    });
    }

    Scorer& scorer() override {
        model_ = trainer_->model();
        model_.shoppers.ids = learned_.shoppers;
        return scorer_.emplace(model_);
    }

    void putModel(ModelFile& file) const override { trainer_->putModel(file, model_); }

    void put(ModelFile& file) const override { trainer_->put(file); }

    void take(const ModelFile& file) override { trainer_->take(file); }

  private:
    const TrainerJob& job_;
    Learned learned_;
    NegativePool negatives_;
    std::unique_ptr<VectorTrainer> trainer_;
    VectorModel model_;  ///< of the latest scorer
    std::optional<VectorScorer> scorer_;
};

}  // namespace

void trainVectors(const TrainerJob& job) {
    VectorLearner learner(job);
    runEpochs(job, learner);
}

}  // namespace haberdash
