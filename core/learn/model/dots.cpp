// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/model/dots.h"

#include "core/data/base/wide.h"

// Sums may be taken in another order in this file (see core/CMakeLists.txt): all lanes at a time.

namespace haberdash {

HABERDASH_WIDE void dots(const float* const x,
                         const float* const* const rows,
                         const std::size_t count,
                         const std::size_t size,
                         float* const out) noexcept {
    std::size_t row = 0;
    for (; row + 4 <= count; row += 4) {  // four sums at a time hide each other's waits
        const float* const a = rows[row];
        const float* const b = rows[row + 1];
        const float* const c = rows[row + 2];
        const float* const d = rows[row + 3];
        float sumA = 0;
        float sumB = 0;
        float sumC = 0;
        float sumD = 0;
        for (std::size_t i = 0; i < size; ++i) {
            sumA += x[i] * a[i];
            sumB += x[i] * b[i];
            sumC += x[i] * c[i];
            sumD += x[i] * d[i];
        }
        out[row] = sumA;
        out[row + 1] = sumB;
        out[row + 2] = sumC;
        out[row + 3] = sumD;
    }
    for (; row < count; ++row) {
        float sum = 0;
        for (std::size_t i = 0; i < size; ++i) {
            sum += x[i] * rows[row][i];
        }
        out[row] = sum;
    }
}

}  // namespace haberdash
