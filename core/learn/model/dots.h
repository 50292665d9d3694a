// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

namespace haberdash {

/// out[r] = x . rows[r] for `count` rows of `size`.
void dots(const float* x,
          const float* const* rows,
          std::size_t count,
          std::size_t size,
          float* out) noexcept;

}  // namespace haberdash
