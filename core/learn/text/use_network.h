// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The Universal Sentence Encoder Lite (Cer et al. 2018): token ids through two transformer layers
// to one vector of 512. Written over BLAS, so that a query by text needs no LibTorch.

#include "core/data/base/matrix.h"
#include "core/data/base/safetensors.h"
#include "core/learn/text/transformer.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace haberdash {

/// Names of the tensors that UseNetwork reads are in use_network.cpp (and written by the
/// installer); kernels are [in, out]. Immutable after construction; any thread.
class UseNetwork {
  public:
    static constexpr std::size_t kDimension = 512;
    static constexpr std::size_t kMostTokens = 128;

    /// Throws Error(Model) when a tensor is missing or of another shape.
    explicit UseNetwork(const Safetensors& weights);

    /// One row of token ids a text, of which the first kMostTokens count; id 0 (unknown) is masked
    /// but keeps its place. -> [texts, 512], unit rows; a text of no known token gives a zero row.
    Matrix forward(std::span<const std::vector<std::uint32_t>> texts) const;

  private:
    struct Layer {
        LayerNorm attentionNorm, feedNorm;
        Dense qkv, out, feedIn, feedOut;
    };

    struct Batch;  // the tokens of several texts, one after the other

    static Dense loadDense(const Safetensors& weights,
                           const std::string& name,
                           std::size_t in,
                           std::size_t out);
    static LayerNorm loadNorm(const Safetensors& weights,
                              const std::string& name,
                              std::size_t width);

    Batch embedded(std::span<const std::vector<std::uint32_t>> texts) const;
    Matrix transformed(const Batch& batch) const;
    void forwardBatch(std::span<const std::vector<std::uint32_t>> texts, float* out) const;

    Matrix embedding_;  ///< [pieces, 256]
    Matrix timing_;     ///< [1, 128] frequencies
    Dense widen_;       ///< residual of layer 0: 256 -> 512
    std::array<Layer, 2> layers_;
    Dense last_;  ///< tanh layer
};

}  // namespace haberdash
