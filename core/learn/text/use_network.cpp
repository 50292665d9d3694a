// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/text/use_network.h"

#include "core/data/base/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>

namespace haberdash {

namespace {

constexpr std::size_t kEmbeddingWidth = 256;
constexpr std::size_t kHeads = 4;
constexpr std::size_t kFeedWidth = 1536;
constexpr double kNormEpsilon = 1e-6;
constexpr std::size_t kBatchTokens = 512;  // enough rows to keep the matrix products busy

Matrix loadMatrix(const Safetensors& weights,
                  const std::string& name,
                  const std::size_t rows,
                  const std::size_t cols) {
    return fittingMatrix(weights, name, rows, cols, "install the encoder \"use\" again");
}

}  // namespace

struct UseNetwork::Batch {
    Matrix tokens;                    ///< [all tokens, 256]
    std::vector<std::size_t> starts;  ///< of each text; the last entry is the end
};

Dense UseNetwork::loadDense(const Safetensors& weights,
                            const std::string& name,
                            const std::size_t in,
                            const std::size_t out) {
    return {loadMatrix(weights, name + ".kernel", in, out),
            loadMatrix(weights, name + ".bias", out, 1)};
}

LayerNorm UseNetwork::loadNorm(const Safetensors& weights,
                               const std::string& name,
                               const std::size_t width) {
    return {loadMatrix(weights, name + ".scale", width, 1),
            loadMatrix(weights, name + ".bias", width, 1)};
}

UseNetwork::UseNetwork(const Safetensors& weights)
    : embedding_(weights.matrix("embedding")),
      timing_(loadMatrix(weights, "timing", kEmbeddingWidth / 2, 1)),
      widen_(loadDense(weights, "layer0.widen", kEmbeddingWidth, kDimension)),
      last_(loadDense(weights, "last", kDimension, kDimension)) {
    if (embedding_.isEmpty() || embedding_.cols() != kEmbeddingWidth) {
        throw Error(
            ErrorKind::Model,
            "The text encoder's weights do not fit (the embedding is not 256 wide); install "
            "the encoder \"use\" again.");
    }
    for (std::size_t i = 0; i < layers_.size(); ++i) {
        const std::string name = fmt::format("layer{}.", i);
        const std::size_t width = i == 0 ? kEmbeddingWidth : kDimension;
        layers_[i] = {loadNorm(weights, name + "attention_norm", width),
                      loadNorm(weights, name + "feed_norm", kDimension),
                      loadDense(weights, name + "qkv", width, 3 * width),
                      loadDense(weights, name + "out", width, kDimension),
                      loadDense(weights, name + "feed_in", kDimension, kFeedWidth),
                      loadDense(weights, name + "feed_out", kFeedWidth, kDimension)};
    }
}

// x = 2 * embedding + [sin(position * timing), cos(position * timing)]
UseNetwork::Batch UseNetwork::embedded(
    const std::span<const std::vector<std::uint32_t>> texts) const {
    Batch batch{{}, {0}};
    std::vector<float> values;
    for (const std::vector<std::uint32_t>& ids : texts) {
        const std::size_t count = std::min(ids.size(), kMostTokens);
        std::size_t known = 0;
        for (std::size_t position = 0; position < count; ++position) {
            if (ids[position] == 0 || ids[position] >= embedding_.rows()) {
                continue;
            }
            ++known;
            const std::span<const float> row = embedding_.row(ids[position]);
            const std::size_t half = kEmbeddingWidth / 2;
            for (std::size_t j = 0; j < kEmbeddingWidth; ++j) {
                const float angle = static_cast<float>(position) * timing_.data()[j % half];
                values.push_back(2.0F * row[j] + (j < half ? std::sin(angle) : std::cos(angle)));
            }
        }
        batch.starts.push_back(batch.starts.back() + known);
    }
    batch.tokens = Matrix(batch.starts.back(), kEmbeddingWidth, std::move(values));
    return batch;
}

// -> [tokens, 512]
Matrix UseNetwork::transformed(const Batch& batch) const {
    Matrix state = batch.tokens;
    for (std::size_t i = 0; i < layers_.size(); ++i) {
        const Layer& layer = layers_[i];
        const Matrix qkv = through(normalised(state, layer.attentionNorm, kNormEpsilon), layer.qkv);
        Matrix sum = through(selfAttention(qkv, kHeads, batch.starts), layer.out);
        addTo(sum, i == 0 ? through(state, widen_) : state);
        Matrix inner = through(normalised(sum, layer.feedNorm, kNormEpsilon), layer.feedIn);
        float* const values = inner.mutableData();
        std::transform(values, values + inner.rows() * inner.cols(), values, [](const float value) {
            return std::max(value, 0.0F);
        });
        addTo(sum, through(inner, layer.feedOut));
        state = std::move(sum);
    }
    return state;
}

void UseNetwork::forwardBatch(const std::span<const std::vector<std::uint32_t>> texts,
                              float* const out) const {
    const Batch batch = embedded(texts);
    if (batch.tokens.rows() == 0) {
        return;
    }
    const Matrix state = transformed(batch);
    Matrix means(texts.size(), kDimension);
    for (std::size_t text = 0; text < texts.size(); ++text) {
        const std::size_t count = batch.starts[text + 1] - batch.starts[text];
        for (std::size_t i = 0; i < count; ++i) {
            cblas_saxpy(static_cast<int>(kDimension),
                        1.0F / static_cast<float>(count),
                        state.row(batch.starts[text] + i).data(),
                        1,
                        means.mutableRow(text).data(),
                        1);
        }
    }
    const Matrix last = through(means, last_);
    for (std::size_t text = 0; text < texts.size(); ++text) {
        if (batch.starts[text + 1] == batch.starts[text]) {
            continue;
        }
        float* const row = out + text * kDimension;
        std::ranges::transform(last.row(text), row, [](const float x) { return std::tanh(x); });
        makeUnit({row, kDimension});
    }
}

Matrix UseNetwork::forward(const std::span<const std::vector<std::uint32_t>> texts) const {
    Matrix out(texts.size(), kDimension);
    float* const rows = out.mutableData();
    inBatches(texts, kMostTokens, kBatchTokens, [&](const auto part, const std::size_t first) {
        forwardBatch(part, rows + first * kDimension);
    });
    return out;
}

}  // namespace haberdash
