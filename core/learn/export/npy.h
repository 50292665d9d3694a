// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/matrix.h"

#include <functional>
#include <string_view>

namespace haberdash {

/// A matrix as NumPy's file format 1.0: magic, version, header length, a Python literal padded to
/// 64 bytes, raw little-endian float32.
void putNpy(const Matrix& matrix, const std::function<void(std::string_view)>& put);

}  // namespace haberdash
