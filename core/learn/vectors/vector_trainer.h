// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Training of models with a vector for each shopper, on pairs of who met what. All of them learn
// by BPR (Rendle et al. 2009), -ln sigma(s(u, i) - s(u, j)), with j drawn; in float32 without
// LibTorch, with gradients worked out by hand.

#include "core/data/runs/train_options.h"
#include "core/learn/model/vector_scorer.h"
#include "core/learn/vectors/pairs.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>

namespace haberdash {

/// What is learned from; borrowed for the trainer's life.
struct VectorInputs {
    const Pairs& pairs;
    const NegativePool& negatives;
    const ContentVectors& contents;         ///< read by vbpr and freedom
    std::span<const std::uint8_t> isKnown;  ///< by row: not held out
    const TrainOptions& options;
};

class VectorTrainer {
  public:
    using OnStep = std::function<void(std::size_t step, std::size_t steps)>;

    virtual ~VectorTrainer() = default;

    /// Goes through all pairs once; all draws depend on the seed and the epoch alone. Returns the
    /// mean loss of a pair. `onStep` may throw: the weights are then those within an epoch, and
    /// only take() makes them good again.
    virtual double trainEpoch(std::uint64_t epoch, const OnStep& onStep) = 0;

    /// The vectors as they are now; VectorModel::shoppers is the caller's to fill.
    virtual VectorModel model() = 0;

    /// What vectorModelFrom() reads of `model`, which model() gave.
    virtual void putModel(ModelFile& file, const VectorModel& model) const = 0;

    /// Weights, moments and the count of steps.
    virtual void put(ModelFile& file) const = 0;
    virtual void take(const ModelFile& file) = 0;
};

/// bpr-mf: b_i + p_u . q_i. vbpr (He & McAuley 2016): b_i + p_u . q_i + theta_u . (f_i E) +
/// f_i . beta, with f_i the whitened text and picture side by side, of which a step gathers the
/// rows that it needs.
std::unique_ptr<VectorTrainer> makeFactorTrainer(const VectorInputs& inputs);

/// lightgcn (He et al. 2020): the mean of an embedding's layers along the graph of who met what.
/// freedom (Zhou & Shen 2023): the same on a graph that each epoch thins by
/// model.edge_dropout, plus h_i, the mean of the embeddings of a product's nearest in text and
/// picture, plus BPR on the projected modalities times model.content_weight. Propagation is
/// linear and the graph symmetric: gradients go back the way that embeddings went out.
std::unique_ptr<VectorTrainer> makeGraphTrainer(const VectorInputs& inputs);

}  // namespace haberdash
