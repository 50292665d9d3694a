// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The multimodal model's scores of a whole catalog for one shopper. The products are gone through
// in tiles (see row_tiles.h) that stay in the cache from the first step to the last: what would
// otherwise take longest is to write and read what lies between the steps.

#include "core/data/base/matrix.h"
#include "core/learn/features/row_tiles.h"
#include "core/learn/model/history.h"
#include "core/learn/model/item_inputs.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace haberdash {

/// The head (see multimodal.h) as numbers. `product` empty: dot.
struct HeadWeights {
    float scale = 1;              ///< of a dot head
    std::vector<float> product;   ///< [hidden, dim]
    std::vector<float> distance;  ///< [hidden, dim]
    std::vector<float> out;       ///< [hidden]
    float outBias = 0;
};

/// A catalog made ready. Any thread.
class CatalogScores {
  public:
    /// `z` [n, dim]; `prepared` [n, hidden], the part of the head that z alone decides (empty for
    /// dot); `base` [n], what a product scores without shopper; `nearScale`: of liked and disliked
    /// text, liked and disliked picture, each times ContentVectors::makeUp(); `offered` [n, width],
    /// what tastes are multiplied with (may be empty). `contents` has to outlive the object. Holds
    /// the numbers of all of them again, turned.
    CatalogScores(const ContentVectors& contents,
                  const Matrix& z,
                  const Matrix& prepared,
                  std::vector<float> base,
                  std::array<float, 4> nearScale,
                  HeadWeights head,
                  const Matrix& offered = {});

    /// u [dim]; userHidden [hidden], the head's part that u alone decides (empty for dot);
    /// taste [width], empty as `offered` is; `rows`: of which products, ascending; out [rows].
    void score(std::span<const float> u,
               std::span<const float> userHidden,
               std::span<const Recent> recents,
               std::span<const float> taste,
               std::span<const std::uint32_t> rows,
               std::span<float> out) const;

  private:
    struct Asked;

    void scoreTile(std::size_t number, const Asked& asked, std::vector<float>& room) const;

    const ContentVectors& contents_;
    TiledRows text_;
    TiledRows image_;
    TiledRows z_;
    TiledRows prepared_;
    TiledRows offered_;
    std::vector<float> base_;    ///< whole tiles
    std::vector<float> makeUp_;  ///< of nearness, by row; whole tiles
    std::array<float, 4> nearScale_;
    HeadWeights head_;
};

}  // namespace haberdash
