// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace haberdash::test {

/// How much more processor time code may take here: a sanitizer looks at every access to memory.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr double kSlowdown = 10;
#else
inline constexpr double kSlowdown = 1;
#endif

}  // namespace haberdash::test
