// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Centring, reduction by PCA and whitening. Raw encoder vectors share a large common part, so that
// everything looks like everything; without it, cosines tell products apart better.

#include "core/data/base/matrix.h"

#include <cstddef>

namespace haberdash {

/// A fitted map from encoder vectors to reduced ones.
struct Whitening {
    Matrix mean;        ///< [1, width]
    Matrix projection;  ///< [width, dim]: apply() gives (row - mean) * projection
};

/// Principal components of `rows` [n, width], largest variance first; with `whiten`, each scaled
/// to variance 1. The same rows give the same signs. Directions without variance (and those beyond
/// `width` or n) are zero columns. Throws Error(Unavailable) when there are no rows.
Whitening fitWhitening(const Matrix& rows, std::size_t dim, bool whiten = true);

/// [n, width] -> [n, dim]. Throws Error(Model) on a width mismatch.
Matrix apply(const Whitening& whitening, const Matrix& rows);

}  // namespace haberdash
