// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The product's own model. Each product's text, picture and facts are projected and fused into one
// vector z; a shopper's history becomes a vector u; a head gives the likelihood of preference.
// It starts from content similarity and learns the rest:
//
//   logit = sum_m a_m near_m(history, item) + t (A x_history) . (B x_item) + w . x_item
//           + b popularity(item) + c + head(u, z)
//
// near_m is the nearness to single recent products in the whitened space of modality m, made larger
// where the product lacks another modality, which that one then speaks for. x is what
// the modalities' whitened vectors say side by side, x_history its weighted mean over the history:
// a factored similarity (FISM: Kabbur, Ning & Karypis 2013) of contents instead of products. It is
// linear in what is seen and read, so that it holds for products that nobody met yet, where the
// head, which can learn single products by heart, does not. t, w and the last layer of head mlp
// begin at zero: an untrained model ranks as `content` does. With model.shopper_vectors u has a
// vector of their own added for shoppers who were there in training; it is left out of half of the
// examples, so that the history says by itself what it can, for those who were not.

#include "core/data/runs/train_options.h"
#include "core/learn/model/scorer.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace haberdash {

/// What the network is fed with, over the rows of one catalog.
struct ItemInputs {
    ContentVectors contents;          ///< empty where the run does not look at a modality
    std::vector<std::int64_t> facts;  ///< [n * kFactColumns]; empty: not looked at
    std::vector<float> popularity;    ///< log(1 + shoppers in training) of known rows
    /// Rows that the run's catalog had, those held out by cold-items aside: nobody met some of them
    /// in training. What stands for the popularity of the others is learned.
    std::vector<std::uint8_t> isKnown;
    std::vector<float> shoppers;            ///< met it in training, by row; 0 where isKnown is
    std::vector<std::uint32_t> categories;  ///< small numbers by row, alike where the category is
    std::size_t count = 0;                  ///< n
};

/// From a model file that holds the spaces, the facts and the popularity.
ItemInputs itemInputs(Project& project, const ModelFile& model, const std::vector<ItemId>& items);

std::unique_ptr<Scorer> makeMultimodalScorer(const ModelFile& model,
                                             const TrainOptions& options,
                                             ItemInputs inputs);

}  // namespace haberdash
