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

/// Whom a ranking is for.
///
/// Models of content and of sequences read the history; multimodal may add a vector of the
/// shopper's own (model.shopper_vectors). bpr-mf, vbpr, lightgcn and freedom take the learned
/// vector when `shopper` is named and was there in training, whatever the history says by now. For
/// anyone else (a session built by clicking, one who came later) they fold one in: the graph models
/// by their own propagation, as if the shopper were one more node that nothing was learned of; the
/// factor models by the least squares that implicit factorisation solves for a shopper (Hu, Koren &
/// Volinsky 2008) over the fixed product vectors. Without a history either, the vector is zero, and
/// what is left is what a product has by itself: its bias, or how popular it is.
struct Asker {
    std::span<const PastEvent> history;  ///< oldest first; borrowed
    std::optional<ShopperId> shopper;    ///< whose history it is; empty: nobody's that is stored
};

/// What a model keeps of each product.
struct ItemForm {
    const Matrix* vectors = nullptr;  ///< [rows, dim]; null: it keeps none
    /// By row; where there is one, a score is Scorer::shopperVector() . vector + bias.
    std::span<const float> bias;
};

/// A fitted model over the rows of one catalog. One thread at a time.
class Scorer {
  public:
    virtual ~Scorer() = default;

    /// Scores of all rows; out.size() is the number of rows.
    virtual void score(const Asker& asker, std::span<float> out) = 0;

    /// Scores of some rows, ascending, of the `catalog` that there are: the same numbers as score()
    /// up to rounding, sooner where the model does not need the others. out [rows].
    virtual void scoreRows(const Asker& asker,
                           std::span<const std::uint32_t> rows,
                           std::size_t catalog,
                           std::span<float> out);

    /// Scores of several askers at once, out [askers, rows]: the same numbers as score() up to
    /// rounding, faster where the model is a matrix product.
    virtual void scoreMany(std::span<const Asker> askers, std::span<float> out);

    /// Score of one row when only the parts in `present` may be looked at; with all of them it is
    /// that of score() up to rounding.
    virtual double scoreOne(const Asker& asker, std::uint32_t row, unsigned present) = 0;

    /// The parts that the model uses at all.
    virtual unsigned parts() const = 0;

    /// Of scores to the likelihood of preference, of models that give one.
    virtual std::optional<Calibration> calibration() const { return std::nullopt; }

    /// Vectors that tell how alike two products are; null when the model has none.
    virtual const ContentVectors* contents() const { return nullptr; }

    /// Lives as long as the scorer does.
    virtual ItemForm itemForm() const { return {}; }

    /// [dim], of models whose item form has a bias; empty of others.
    virtual std::vector<float> shopperVector(const Asker&) { return {}; }
};

/// What a trained model's file says of likelihoods, if anything.
std::optional<Calibration> calibrationFrom(const ModelFile& model);

/// The scorer of a model file over the products `items` (ascending), which may hold products that
/// the model was not trained on. Throws Error(Model, Unavailable).
std::unique_ptr<Scorer> makeScorer(Project& project,
                                   const std::vector<ItemId>& items,
                                   const ModelFile& model);

}  // namespace haberdash
