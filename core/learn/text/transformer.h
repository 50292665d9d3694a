// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The parts that transformer encoders (Vaswani et al. 2017) are made of, over BLAS. The tokens of
// several texts lie one after the other as rows; `starts` says where each text begins, its last
// entry is the end.

#include "core/data/base/matrix.h"
#include "core/data/base/safetensors.h"
#include "core/learn/text/linear.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace haberdash {

struct LayerNorm {
    Matrix scale, bias;  ///< [width, 1]
};

struct Dense {
    Matrix kernel;  ///< [in, out] AsIs, [out, in] Transposed
    Matrix bias;    ///< [out, 1]
    Right side = Right::AsIs;
};

/// The tensor of that name, which must be [rows, cols]. Throws Error(Model) whose sentence ends in
/// `wayOn` when it is not.
Matrix fittingMatrix(const Safetensors& weights,
                     const std::string& name,
                     std::size_t rows,
                     std::size_t cols,
                     const std::string& wayOn);

Matrix normalised(const Matrix& rows, const LayerNorm& norm, double epsilon);

Matrix through(const Matrix& rows, const Dense& dense);

/// to += what
void addTo(Matrix& to, const Matrix& what);

/// qkv [tokens, 3 * width] -> [tokens, width], each text by itself.
Matrix selfAttention(const Matrix& qkv, std::size_t heads, std::span<const std::size_t> starts);

/// Runs `encode` over texts in batches of about `batchTokens` tokens, a thread a batch; the
/// products inside then run on one thread each, so that the result does not depend on how many
/// there are. `encode` gets the texts of a batch and the place of the first.
void inBatches(
    std::span<const std::vector<std::uint32_t>> texts,
    std::size_t mostTokens,
    std::size_t batchTokens,
    const std::function<void(std::span<const std::vector<std::uint32_t>>, std::size_t)>& encode);

}  // namespace haberdash
