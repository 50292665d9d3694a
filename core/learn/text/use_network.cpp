// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/text/use_network.h"

#include "core/data/base/error.h"
#include "core/learn/text/linear.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>

namespace haberdash {

namespace {

constexpr std::size_t kEmbeddingWidth = 256;
constexpr std::size_t kHeads = 4;
constexpr std::size_t kFeedWidth = 1536;
constexpr float kNormEpsilon = 1e-6F;
constexpr std::size_t kBatchTokens = 512;  // enough rows to keep the matrix products busy

Matrix loadMatrix(const Safetensors& weights,
                  const std::string& name,
                  const std::size_t rows,
                  const std::size_t cols) {
    Matrix matrix = weights.matrix(name);
    if (matrix.rows() != rows || matrix.cols() != cols) {
        throw Error(ErrorKind::Model,
                    fmt::format("The text encoder's weights do not fit ({} is {} x {}, not {} x "
                                "{}); install the encoder \"use\" again.",
                                name,
                                matrix.rows(),
                                matrix.cols(),
                                rows,
                                cols));
    }
    return matrix;
}

void add(Matrix& to, const Matrix& what) {
    cblas_saxpy(static_cast<int>(to.rows() * to.cols()), 1.0F, what.data(), 1, to.mutableData(), 1);
}

void softmax(const std::span<float> row) {
    const float largest = *std::ranges::max_element(row);
    float sum = 0;
    for (float& value : row) {
        value = std::exp(value - largest);
        sum += value;
    }
    for (float& value : row) {
        value /= sum;
    }
}

}  // namespace

struct UseNetwork::Batch {
    Matrix tokens;                    ///< [all tokens, 256]
    std::vector<std::size_t> starts;  ///< of each text; the last entry is the end
};

UseNetwork::Dense UseNetwork::loadDense(const Safetensors& weights,
                                        const std::string& name,
                                        const std::size_t in,
                                        const std::size_t out) {
    return {loadMatrix(weights, name + ".kernel", in, out),
            loadMatrix(weights, name + ".bias", out, 1)};
}

UseNetwork::Norm UseNetwork::loadNorm(const Safetensors& weights,
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

Matrix UseNetwork::normalised(const Matrix& rows, const Norm& norm) {
    Matrix out(rows.rows(), rows.cols());
    for (std::size_t i = 0; i < rows.rows(); ++i) {
        const std::span<const float> row = rows.row(i);
        const std::span<float> target = out.mutableRow(i);
        double mean = 0;
        for (const float value : row) {
            mean += value;
        }
        mean /= static_cast<double>(row.size());
        double variance = 0;
        for (const float value : row) {
            variance += (value - mean) * (value - mean);
        }
        variance /= static_cast<double>(row.size());
        const auto scale = static_cast<float>(1.0 / std::sqrt(variance + kNormEpsilon));
        for (std::size_t j = 0; j < row.size(); ++j) {
            target[j] = (row[j] - static_cast<float>(mean)) * scale * norm.scale.data()[j] +
                        norm.bias.data()[j];
        }
    }
    return out;
}

Matrix UseNetwork::through(const Matrix& rows, const Dense& dense) {
    const std::size_t in = dense.kernel.rows();
    const std::size_t out = dense.kernel.cols();
    Matrix result(rows.rows(), out);
    for (std::size_t i = 0; i < rows.rows(); ++i) {
        std::ranges::copy_n(
            dense.bias.data(), static_cast<std::ptrdiff_t>(out), result.mutableRow(i).begin());
    }
    multiply(rows.rows(),
             out,
             in,
             {rows.data(), in},
             {dense.kernel.data(), out},
             Right::AsIs,
             result.mutableData(),
             out,
             1.0F);
    return result;
}

// qkv [tokens, 3 * width] -> [tokens, width], each text by itself
Matrix UseNetwork::attention(const Matrix& qkv, const std::span<const std::size_t> starts) {
    const std::size_t stride = qkv.cols();
    const std::size_t width = stride / 3;
    const std::size_t depth = width / kHeads;
    const float scale = 1.0F / std::sqrt(static_cast<float>(depth));
    Matrix out(qkv.rows(), width);
    for (std::size_t text = 0; text + 1 < starts.size(); ++text) {
        const std::size_t first = starts[text];
        const std::size_t count = starts[text + 1] - first;
        Matrix weights(count, count);
        for (std::size_t head = 0; head < kHeads; ++head) {
            const float* const query = qkv.row(first).data() + head * depth;
            multiply(count,
                     count,
                     depth,
                     {query, stride},
                     {query + width, stride},
                     Right::Transposed,
                     weights.mutableData(),
                     count);
            cblas_sscal(static_cast<int>(count * count), scale, weights.mutableData(), 1);
            for (std::size_t i = 0; i < count; ++i) {
                softmax(weights.mutableRow(i));
            }
            multiply(count,
                     depth,
                     count,
                     {weights.data(), count},
                     {query + 2 * width, stride},
                     Right::AsIs,
                     out.mutableRow(first).data() + head * depth,
                     width);
        }
    }
    return out;
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
        const Matrix qkv = through(normalised(state, layer.attentionNorm), layer.qkv);
        Matrix sum = through(attention(qkv, batch.starts), layer.out);
        add(sum, i == 0 ? through(state, widen_) : state);
        Matrix inner = through(normalised(sum, layer.feedNorm), layer.feedIn);
        float* const values = inner.mutableData();
        std::transform(values, values + inner.rows() * inner.cols(), values, [](const float value) {
            return std::max(value, 0.0F);
        });
        add(sum, through(inner, layer.feedOut));
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
    std::vector<std::size_t> firsts{0};
    std::size_t tokens = 0;
    for (std::size_t text = 0; text < texts.size(); ++text) {
        tokens += std::min(texts[text].size(), kMostTokens);
        if (tokens >= kBatchTokens || text + 1 == texts.size()) {
            firsts.push_back(text + 1);
            tokens = 0;
        }
    }
    float* const rows = out.mutableData();
    const auto batches = static_cast<std::ptrdiff_t>(firsts.size()) - 1;
    // A thread a batch; the products inside then run on one thread each, so that the result does
    // not depend on how many there are.
#pragma omp parallel for schedule(dynamic)
    for (std::ptrdiff_t batch = 0; batch < batches; ++batch) {
        const std::size_t first = firsts[static_cast<std::size_t>(batch)];
        const std::size_t end = firsts[static_cast<std::size_t>(batch) + 1];
        forwardBatch(texts.subspan(first, end - first), rows + first * kDimension);
    }
    return out;
}

}  // namespace haberdash
