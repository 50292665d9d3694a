// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learn/model/model_file.h"
#include "core/learn/model/scorer.h"
#include "core/learn/train/trainer.h"

#include <cstddef>
#include <cstdint>

namespace haberdash {

/// What a kind of model does in the loop over epochs.
class Learner {
  public:
    virtual ~Learner() = default;

    virtual std::size_t exampleCount() const = 0;

    /// Goes through all examples once; returns their mean loss. Its random numbers depend on the
    /// seed and the epoch alone. Throws Cancelled.
    virtual double trainEpoch(std::int64_t epoch) = 0;

    /// Over the weights as they are now; valid until the next epoch.
    virtual Scorer& scorer() = 0;

    /// What the scorer was made of, for model.safetensors.
    virtual void putModel(ModelFile& file) const = 0;

    /// Everything that the next epoch depends on: weights and the optimizer's memory.
    virtual void put(ModelFile& file) const = 0;

    /// Throws Error(Model) when the checkpoint is of other options.
    virtual void take(const ModelFile& file) = 0;
};

/// Trains until the epochs are over or patience is (looked at where it validates); every
/// train.validate_every epochs, and after the last, it validates and writes history.jsonl,
/// checkpoint.safetensors and, when better than before, model.safetensors, each atomically. Without
/// anybody to validate on, the last epoch is kept. Goes on from the checkpoint where there is one,
/// to the very weights of a run that was never broken off.
void runEpochs(const TrainerJob& job, Learner& learner);

}  // namespace haberdash
