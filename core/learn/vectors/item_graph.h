// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learn/vectors/projection.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace haberdash {

/// The fixed graph of products that are alike, of freedom (Zhou & Shen 2023): h = S e with
/// S = 0.1 S_image + 0.9 S_text, each row of which is the mean of the nearest known products.
class ItemGraph {
  public:
    ItemGraph(const ContentVectors& contents,
              std::span<const std::uint8_t> isKnown,
              std::size_t neighbours);

    /// out += row of S e.
    void addRow(std::uint32_t row, const float* e, std::size_t dim, float* out) const;

    /// out += row of S, times g: the way back.
    void scatterRow(std::uint32_t row, const float* g, std::size_t dim, float* out) const;

    /// S_text e and S_image e with their shares.
    void addSides(VectorModel& model, const float* e, std::size_t dim) const;

  private:
    struct Links {
        unsigned part = 0;
        std::vector<std::size_t> begins{0};
        std::vector<std::uint32_t> rows;
        std::vector<float> weights;
    };

    std::vector<Links> links_;
};

/// BPR of a shopper's vector on the projected text and picture of products, each by itself.
class ContentLoss {
  public:
    ContentLoss(const ContentVectors& contents, const TrainOptions& options);

    void gather(std::span<const std::uint32_t> rows);

    /// Adds the gradient of u to gu; returns the loss, weighted.
    double learn(const float* u, float* gu, std::uint32_t chosen, std::uint32_t other);

    void step(kernels::AdamStep step, float decayInGradient);
    void put(ModelFile& file) const;
    void take(const ModelFile& file);

  private:
    std::size_t dim_;
    float weight_;
    std::vector<Projection> projections_;
};

}  // namespace haberdash
