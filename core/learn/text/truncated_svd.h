// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/matrix.h"
#include "core/learn/text/tfidf.h"

#include <cstddef>
#include <span>

namespace haberdash {

/// The leading right singular vectors of a sparse matrix, [width, dim], largest first, by subspace
/// iteration from a fixed start (Halko, Martinsson & Tropp 2011). Columns beyond the rank are zero.
Matrix leadingDirections(std::span<const SparseRow> rows, std::size_t width, std::size_t dim);

}  // namespace haberdash
