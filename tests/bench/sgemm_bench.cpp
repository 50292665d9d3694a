// SPDX-License-Identifier: GPL-3.0-or-later

// Which share of one core's float32 peak the installed BLAS reaches. The peak is measured in the
// same run with a loop of fused multiply-adds that touches no memory. The reference BLAS stays
// under a tenth; OpenBLAS should be above a half.

#include <algorithm>
#include <cblas.h>
#include <chrono>
#include <cstdio>
#include <immintrin.h>
#include <omp.h>
#include <vector>

namespace {

double secondsSince(const std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

// Ten independent chains, named one by one so that they stay in registers, hide the latency of the
// two FMA units.
__attribute__((target("avx2,fma"))) double peakGigaflops() {
    constexpr double kChains = 10;
    constexpr long kSteps = 10'000'000;
    const __m256 factor = _mm256_set1_ps(0.999999F);
    const __m256 term = _mm256_set1_ps(1e-6F);
    // Different starts, or the compiler would see one chain where ten are written.
    __m256 a = _mm256_set1_ps(0.0F), b = _mm256_set1_ps(0.1F), c = _mm256_set1_ps(0.2F),
           d = _mm256_set1_ps(0.3F);
    __m256 e = _mm256_set1_ps(0.4F), f = _mm256_set1_ps(0.5F), g = _mm256_set1_ps(0.6F),
           h = _mm256_set1_ps(0.7F);
    __m256 i = _mm256_set1_ps(0.8F), j = _mm256_set1_ps(0.9F);
    const auto start = std::chrono::steady_clock::now();
    for (long step = 0; step < kSteps; ++step) {
        a = _mm256_fmadd_ps(a, factor, term);
        b = _mm256_fmadd_ps(b, factor, term);
        c = _mm256_fmadd_ps(c, factor, term);
        d = _mm256_fmadd_ps(d, factor, term);
        e = _mm256_fmadd_ps(e, factor, term);
        f = _mm256_fmadd_ps(f, factor, term);
        g = _mm256_fmadd_ps(g, factor, term);
        h = _mm256_fmadd_ps(h, factor, term);
        i = _mm256_fmadd_ps(i, factor, term);
        j = _mm256_fmadd_ps(j, factor, term);
    }
    const double seconds = secondsSince(start);
    const __m256 sum = a + b + c + d + e + f + g + h + i + j;
    const volatile float kept = sum[0];  // keeps the compiler from dropping the loop
    static_cast<void>(kept);
    return 2.0 * 8 * kChains * static_cast<double>(kSteps) / seconds / 1e9;
}

double sgemmGigaflops(const int size) {
    const auto cells = static_cast<std::size_t>(size) * static_cast<std::size_t>(size);
    const std::vector<float> left(cells, 0.5F);
    const std::vector<float> right(cells, 0.25F);
    std::vector<float> product(cells, 0.0F);
    double best = 0;
    for (int repeat = 0; repeat < 10; ++repeat) {
        const auto start = std::chrono::steady_clock::now();
        cblas_sgemm(CblasRowMajor,
                    CblasNoTrans,
                    CblasNoTrans,
                    size,
                    size,
                    size,
                    1.0F,
                    left.data(),
                    size,
                    right.data(),
                    size,
                    0.0F,
                    product.data(),
                    size);
        const double n = size;
        best = std::max(best, 2.0 * n * n * n / secondsSince(start) / 1e9);
    }
    return best;
}

}  // namespace

int main() {
    if (__builtin_cpu_supports("avx2") == 0 || __builtin_cpu_supports("fma") == 0) {
        std::puts("This processor has no AVX2: there is no peak to compare with.");
        return 0;
    }
    omp_set_num_threads(1);
    double peak = 0;  // the best of several: the machine may be shared
    for (int repeat = 0; repeat < 10; ++repeat) {
        peak = std::max(peak, peakGigaflops());
    }
    for (const int size : {256, 1024, 2048}) {
        const double reached = sgemmGigaflops(size);
        std::printf("sgemm %d: %.0f of %.0f GFLOP/s on one core, %.0f %% of peak\n",
                    size,
                    reached,
                    peak,
                    100 * reached / peak);
    }
    return 0;
}
