// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Before a function with the loops that time is spent in: it is compiled for any processor, for
/// those with AVX2 and FMA and for those with AVX-512, and the loader chooses. (Not by the name of
/// a processor, `arch=haswell`: GCC's choice would leave out every other one that has the same.)
/// Its file is compiled with -O3 (core/CMakeLists.txt). The last digits of sums depend on the
/// choice.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && \
    !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define HABERDASH_WIDE __attribute__((target_clones("avx512f", "arch=x86-64-v3", "default")))
#define HABERDASH_HAS_WIDE 1
#else
#define HABERDASH_WIDE
#endif

namespace haberdash {

/// Which of them is chosen here, for the record of what was computed.
inline const char* wideLoops() noexcept {
#if defined(HABERDASH_HAS_WIDE)
    if (__builtin_cpu_supports("avx512f") != 0) {
        return "AVX-512";
    }
    if (__builtin_cpu_supports("x86-64-v3") != 0) {
        return "AVX2";
    }
#endif
    return "plain";
}

}  // namespace haberdash
