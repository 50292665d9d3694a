// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/ids.h"
#include "core/data/store/project.h"
#include "core/learn/metrics/binary.h"
#include "core/learn/model/history.h"
#include "core/learn/model/item_inputs.h"
#include "core/learn/model/model_file.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace haberdash {

/// What a score is made of, as bits: explanations mask them.
enum ModelPart : unsigned {
    kTextPart = 1,
    kImagePart = 2,
    kFactsPart = 4,
    kHistoryPart = 8,
    kAllParts = 15,
};

/// A fitted model over the rows of one catalog. One thread at a time.
class Scorer {
  public:
    virtual ~Scorer() = default;

    /// Scores of all rows for one history (oldest first); out.size() is the number of rows.
    virtual void score(std::span<const PastEvent> history, std::span<float> out) = 0;

    /// Score of one row when only the parts in `present` may be looked at; with all of them it is
    /// that of score() up to rounding.
    virtual double scoreOne(std::span<const PastEvent> history,
                            std::uint32_t row,
                            unsigned present) = 0;

    /// The parts that the model uses at all.
    virtual unsigned parts() const = 0;

    /// Of scores to the likelihood of preference, of models that give one.
    virtual std::optional<Calibration> calibration() const { return std::nullopt; }

    /// Vectors that tell how alike two products are; null when the model has none.
    virtual const ContentVectors* contents() const { return nullptr; }
};

/// The scorer of a model file over the products `items` (ascending), which may hold products that
/// the model was not trained on. Throws Error(Model, Unavailable).
std::unique_ptr<Scorer> makeScorer(Project& project,
                                   const std::vector<ItemId>& items,
                                   const ModelFile& model);

}  // namespace haberdash
