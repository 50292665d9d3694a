// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/matrix.h"
#include "core/data/base/monitor.h"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace haberdash {

/// Nearly the largest of x . y + bias over very many products, without looking at them all: a
/// graph of neighbourhoods (HNSW: Malkov & Yashunin 2018) by products instead of distances
/// (Morozov & Babenko 2018), as faiss builds it. Immutable; any thread.
class ApproximateIndex {
  public:
    /// y [n, dim], bias by row or empty. A million by 64 takes ten minutes of two busy cores;
    /// throws Cancelled within seconds.
    ApproximateIndex(const Matrix& vectors, std::span<const float> bias, const Monitor& monitor);
    ~ApproximateIndex();
    ApproximateIndex(const ApproximateIndex&) = delete;
    ApproximateIndex& operator=(const ApproximateIndex&) = delete;

    /// About the `count` best rows for x [dim], in no order. All rows where there are not more.
    std::vector<std::uint32_t> best(std::span<const float> x, std::size_t count) const;

  private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace haberdash
