// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/export/npy.h"

#include <fmt/format.h>

#include <string>

namespace haberdash {

void putNpy(const Matrix& matrix, const std::function<void(std::string_view)>& put) {
    std::string header =
        fmt::format("{{'descr': '<f4', 'fortran_order': False, 'shape': ({}, {}), }}",
                    matrix.rows(),
                    matrix.cols());
    constexpr std::size_t kPrefix = 10;
    header.append(63 - (kPrefix + header.size()) % 64, ' ');
    header += '\n';
    const auto size = static_cast<std::uint16_t>(header.size());
    std::string prefix("\x93NUMPY\x01\x00", 8);
    prefix += static_cast<char>(size & 0xFFU);
    prefix += static_cast<char>(size >> 8U);
    put(prefix);
    put(header);
    put({reinterpret_cast<const char*>(matrix.data()),
         matrix.rows() * matrix.cols() * sizeof(float)});
}

}  // namespace haberdash
