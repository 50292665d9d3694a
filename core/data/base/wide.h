// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Before a function with the loops that time is spent in: it is compiled for any processor, for
/// AVX2 with FMA and for AVX-512, and the loader chooses. Its file is compiled with -O3
/// (core/CMakeLists.txt). The last digits of sums depend on the choice.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && \
    !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define HABERDASH_WIDE __attribute__((target_clones("avx512f", "arch=haswell", "default")))
#else
#define HABERDASH_WIDE
#endif
