// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// BERT (Devlin et al. 2018) and DistilBERT (Sanh et al. 2019) with the tensor names of Hugging
// Face, over BLAS.

#include "core/data/base/json.h"
#include "core/data/base/matrix.h"
#include "core/data/base/safetensors.h"
#include "core/learn/text/transformer.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace haberdash {

/// What config.json says.
struct BertConfig {
    std::size_t width = 768;
    std::size_t layers = 12;
    std::size_t heads = 12;
    std::size_t feedWidth = 3072;
    std::size_t vocabulary = 30522;
    std::size_t positions = 512;
    double epsilon = 1e-12;
    std::string activation = "gelu";  ///< gelu, gelu_new (tanh) or relu
    bool isDistilBert = false;        ///< other names, no token types
};

/// Throws Error(Input) for what is no BERT, or has numbers that cannot be.
BertConfig bertConfigFrom(const Json& json);

enum class BertPooling { Mean, First };

/// Immutable after construction; any thread.
class BertNetwork {
  public:
    /// Names may begin with "bert." ("distilbert."); a norm's tensors may be named gamma and beta.
    /// Throws Error(Model) when a tensor is missing or of another shape.
    BertNetwork(const BertConfig& config, const Safetensors& weights);

    /// Token ids of each text (as WordPieces gives them) -> [texts, width], not scaled; a text
    /// without tokens gives a zero row.
    Matrix forward(std::span<const std::vector<std::uint32_t>> texts, BertPooling pooling) const;

  private:
    struct Layer {
        Dense qkv, out, feedIn, feedOut;
        LayerNorm attentionNorm, feedNorm;
    };

    Matrix embedded(std::span<const std::vector<std::uint32_t>> texts,
                    std::vector<std::size_t>& starts) const;
    void addFirstTokenType(const Matrix& types);
    void activate(Matrix& rows) const;
    void forwardBatch(std::span<const std::vector<std::uint32_t>> texts,
                      BertPooling pooling,
                      float* out) const;

    BertConfig config_;
    Matrix words_;
    Matrix positions_;  ///< with the embedding of token type 0 added
    LayerNorm embeddingNorm_;
    std::vector<Layer> layers_;
};

}  // namespace haberdash
