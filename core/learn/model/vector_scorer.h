// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Models whose score is a product of two vectors: s(u, i) = b_i + x_u . y_i. What bpr-mf, vbpr,
// lightgcn and freedom leave behind when they are trained differs in what y_i is made of.

#include "core/learn/model/scorer.h"
#include "core/learn/model/shopper_vectors.h"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace haberdash {

/// One summand of all products' vectors: what they have by themselves, or from their text or
/// picture.
struct VectorSide {
    unsigned part = 0;        ///< kTextPart, kImagePart; 0: the product's own
    Matrix vectors;           ///< [products, dim]
    std::vector<float> bias;  ///< by row; empty: none
};

/// A fitted model, over the rows of a catalog.
struct VectorModel {
    std::vector<VectorSide> sides;  ///< at least one
    ShopperVectors shoppers;

    /// Of products that training met, by row: what ranks for those of whom nothing is known, where
    /// products have no bias. Empty: nothing does.
    std::vector<float> popularity;

    /// [products, dim] what each product gives to a shopper whose history it is part of: a folded
    /// in vector is their sum over the root of their number. Empty: least squares.
    Matrix given;
};

/// Puts what the trained model was over the rows that it was trained on.
void putVectorModel(ModelFile& file, const VectorModel& model);

/// Zeros in place of the random start of products that no training reached.
void clearUnknown(VectorSide& own, std::span<const std::uint8_t> isKnown);

/// Of the file over the products `items`. Products that were held out, or came after the run, have
/// zeros for their own, and what their text and picture say. Throws Error(Model) when the file is
/// damaged.
VectorModel vectorModelFrom(Project& project,
                            const ModelFile& file,
                            const std::vector<ItemId>& items);

/// -> [rows, dim] of a projection [width, dim (+ 1: bias)] of one modality's vectors.
VectorSide projectedSide(unsigned part, const ItemVectors& modality, const Matrix& projection);

/// Of each row the `count` rows with isKnown that are nearest by cosine in one modality, itself
/// left out; none where a product lacks the modality.
std::vector<std::vector<std::uint32_t>> nearestKnown(const ItemVectors& modality,
                                                     std::span<const std::uint8_t> isKnown,
                                                     std::span<const std::uint32_t> rows,
                                                     std::size_t count);

/// What a row's neighbours in one modality count in the item graph of freedom (Zhou & Shen 2023):
/// text 0.9 and image 0.1 where a product has both, all of it where it has one.
float graphShare(const ContentVectors& contents, unsigned part, std::uint32_t row) noexcept;

class VectorScorer final : public Scorer {
  public:
    explicit VectorScorer(VectorModel model, std::optional<Calibration> calibration = {});

    void score(const Asker& asker, std::span<float> out) override;
    void scoreMany(std::span<const Asker> askers, std::span<float> out) override;
    double scoreOne(const Asker& asker, std::uint32_t row, unsigned present) override;
    unsigned parts() const override;

    std::optional<Calibration> calibration() const override { return calibration_; }

    ItemForm itemForm() const override { return {&items_, bias_}; }

    std::vector<float> shopperVector(const Asker& asker) override;

  private:
    void vectorOf(const Asker& asker, std::span<float> out);
    bool ranksByPopularity(std::span<const float> vector) const;
    void foldIn(const std::vector<std::uint32_t>& rows, std::span<float> out);

    VectorModel model_;
    std::optional<Calibration> calibration_;
    Matrix items_;  ///< sum of the sides
    std::vector<float> bias_;
    std::vector<double> gram_;  ///< items' items, made when first needed
    double usualLength_ = 0;    ///< of learned shopper vectors
};

}  // namespace haberdash
