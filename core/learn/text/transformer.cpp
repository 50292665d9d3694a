// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/text/transformer.h"

#include "core/data/base/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace haberdash {

namespace {

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

Matrix fittingMatrix(const Safetensors& weights,
                     const std::string& name,
                     const std::size_t rows,
                     const std::size_t cols,
                     const std::string& wayOn) {
    Matrix matrix = weights.matrix(name);
    if (matrix.rows() != rows || matrix.cols() != cols) {
        throw Error(ErrorKind::Model,
                    fmt::format("The text encoder's weights do not fit ({} is {} x {}, not {} x "
                                "{}); {}.",
                                name,
                                matrix.rows(),
                                matrix.cols(),
                                rows,
                                cols,
                                wayOn));
    }
    return matrix;
}

Matrix normalised(const Matrix& rows, const LayerNorm& norm, const double epsilon) {
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
        const auto scale = static_cast<float>(1.0 / std::sqrt(variance + epsilon));
        for (std::size_t j = 0; j < row.size(); ++j) {
            target[j] = (row[j] - static_cast<float>(mean)) * scale * norm.scale.data()[j] +
                        norm.bias.data()[j];
        }
    }
    return out;
}

Matrix through(const Matrix& rows, const Dense& dense) {
    const bool isStored = dense.side == Right::AsIs;
    const std::size_t in = isStored ? dense.kernel.rows() : dense.kernel.cols();
    const std::size_t out = isStored ? dense.kernel.cols() : dense.kernel.rows();
    Matrix result(rows.rows(), out);
    for (std::size_t i = 0; i < rows.rows(); ++i) {
        std::ranges::copy_n(
            dense.bias.data(), static_cast<std::ptrdiff_t>(out), result.mutableRow(i).begin());
    }
    multiply(rows.rows(),
             out,
             in,
             {rows.data(), in},
             {dense.kernel.data(), dense.kernel.cols()},
             dense.side,
             result.mutableData(),
             out,
             1.0F);
    return result;
}

void addTo(Matrix& to, const Matrix& what) {
    cblas_saxpy(static_cast<int>(to.rows() * to.cols()), 1.0F, what.data(), 1, to.mutableData(), 1);
}

Matrix selfAttention(const Matrix& qkv,
                     const std::size_t heads,
                     const std::span<const std::size_t> starts) {
    const std::size_t stride = qkv.cols();
    const std::size_t width = stride / 3;
    const std::size_t depth = width / heads;
    const float scale = 1.0F / std::sqrt(static_cast<float>(depth));
    Matrix out(qkv.rows(), width);
    for (std::size_t text = 0; text + 1 < starts.size(); ++text) {
        const std::size_t first = starts[text];
        const std::size_t count = starts[text + 1] - first;
        if (count == 0) {
            continue;
        }
        Matrix weights(count, count);
        for (std::size_t head = 0; head < heads; ++head) {
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

void inBatches(
    const std::span<const std::vector<std::uint32_t>> texts,
    const std::size_t mostTokens,
    const std::size_t batchTokens,
    const std::function<void(std::span<const std::vector<std::uint32_t>>, std::size_t)>& encode) {
    std::vector<std::size_t> firsts{0};
    std::size_t tokens = 0;
    for (std::size_t text = 0; text < texts.size(); ++text) {
        tokens += std::min(texts[text].size(), mostTokens);
        if (tokens >= batchTokens || text + 1 == texts.size()) {
            firsts.push_back(text + 1);
            tokens = 0;
        }
    }
    const auto batches = static_cast<std::ptrdiff_t>(firsts.size()) - 1;
#pragma omp parallel for schedule(dynamic)
    for (std::ptrdiff_t batch = 0; batch < batches; ++batch) {
        const std::size_t first = firsts[static_cast<std::size_t>(batch)];
        const std::size_t end = firsts[static_cast<std::size_t>(batch) + 1];
        encode(texts.subspan(first, end - first), first);
    }
}

}  // namespace haberdash
