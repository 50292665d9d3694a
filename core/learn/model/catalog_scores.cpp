// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/model/catalog_scores.h"

#include "core/data/base/wide.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace haberdash {

namespace {

// sums[j] += scale * makeUp[j] * the largest of the lines' j-th numbers, and of `least`.
HABERDASH_WIDE void addLargest(const float* const lines,
                               const std::size_t count,
                               const float least,
                               const float scale,
                               const float* const makeUp,
                               float* const sums) {
    float largest[kTileRows];
    for (std::size_t j = 0; j < kTileRows; ++j) {
        largest[j] = least;
    }
    for (std::size_t line = 0; line < count; ++line) {
        const float* const values = lines + line * kTileRows;
        for (std::size_t j = 0; j < kTileRows; ++j) {
            largest[j] = values[j] > largest[j] ? values[j] : largest[j];
        }
    }
    for (std::size_t j = 0; j < kTileRows; ++j) {
        sums[j] += scale * makeUp[j] * largest[j];
    }
}

// |z - u|
HABERDASH_WIDE void setApart(const float* const z,
                             const float* const u,
                             const std::size_t dim,
                             float* const apart) {
    for (std::size_t i = 0; i < dim; ++i) {
        for (std::size_t j = 0; j < kTileRows; ++j) {
            apart[i * kTileRows + j] = std::fabs(z[i * kTileRows + j] - u[i]);
        }
    }
}

/// Numbers of sixteen products, in one register or several.
constexpr std::size_t kLanes = 16;
using Lanes =
    float __attribute__((vector_size(kLanes * sizeof(float)), aligned(sizeof(float)), may_alias));

// sums[j] += relu(hidden[., j] + user) . out
HABERDASH_WIDE void addActive(const float* const hidden,
                              const float* const user,
                              const float* const out,
                              const std::size_t width,
                              float* const sums) {
    for (std::size_t part = 0; part < kTileRows; part += kLanes) {
        Lanes sum = *reinterpret_cast<const Lanes*>(sums + part);
        for (std::size_t h = 0; h < width; ++h) {
            const std::size_t at = h * kTileRows + part;
            const Lanes value = *reinterpret_cast<const Lanes*>(hidden + at) + user[h];
            sum += (value > 0 ? value : Lanes{}) * out[h];
        }
        *reinterpret_cast<Lanes*>(sums + part) = sum;
    }
}

/// One modality's products of the history, times their weights: liked ones first.
struct Anchors {
    std::vector<float> rows;  // [count, dim]
    std::size_t count = 0;
    std::size_t liked = 0;
};

Anchors anchorsOf(const ItemVectors& modality, const std::span<const Recent> recents) {
    Anchors anchors;
    for (const bool isDisliked : {false, true}) {
        for (const Recent& recent : recents) {
            if (recent.isDisliked != isDisliked || modality.vectors.isEmpty() ||
                modality.has[recent.row] == 0) {
                continue;
            }
            for (const float value : modality.vectors.row(recent.row)) {
                anchors.rows.push_back(recent.weight * value);
            }
            ++anchors.count;
        }
        anchors.liked = isDisliked ? anchors.liked : anchors.count;
    }
    return anchors;
}

/// The head's product matrix for one shopper: (u * z) W' is z (u * W)'.
std::vector<float> shoppersMatrix(const HeadWeights& head, const std::span<const float> u) {
    std::vector<float> scaled = head.product;
    for (std::size_t at = 0; at < scaled.size(); ++at) {
        scaled[at] *= u[at % u.size()];
    }
    return scaled;
}

void addNearness(const TiledRows& modality,
                 const std::size_t number,
                 const Anchors& anchors,
                 const float liked,
                 const float disliked,
                 const float* const makeUp,
                 float* const lines,
                 float* const sums) {
    if (anchors.count == 0) {
        return;
    }
    tileProducts(modality.tile(number), modality.cols(), anchors.rows.data(), anchors.count, lines);
    if (anchors.liked > 0) {
        addLargest(lines, anchors.liked, -1e30F, liked, makeUp, sums);
    }
    if (anchors.count > anchors.liked) {
        addLargest(lines + anchors.liked * kTileRows,
                   anchors.count - anchors.liked,
                   0.0F,
                   disliked,
                   makeUp,
                   sums);
    }
}

void addDots(const TiledRows& rows,
             const std::size_t number,
             const std::span<const float> by,
             const float scale,
             float* const sums) {
    float dots[kTileRows];
    tileProducts(rows.tile(number), rows.cols(), by.data(), 1, dots);
    for (std::size_t j = 0; j < kTileRows; ++j) {
        sums[j] += scale * dots[j];
    }
}

}  // namespace

/// Who asks, made ready for every tile.
struct CatalogScores::Asked {
    Anchors text;
    Anchors image;
    std::span<const float> u;
    std::span<const float> userHidden;
    std::span<const float> taste;
    std::vector<float> scaled;  ///< the head's product matrix times u; empty: dot

    /// Of all that a tile needs: its sums, then |z - u|, then products.
    std::size_t room(const std::size_t hidden) const {
        return (1 + u.size() + std::max({hidden, text.count, image.count})) * kTileRows;
    }
};

CatalogScores::CatalogScores(const ContentVectors& contents,
                             const Matrix& z,
                             const Matrix& prepared,
                             std::vector<float> base,
                             const std::array<float, 4> nearScale,
                             HeadWeights head,
                             const Matrix& offered)
    : contents_(contents),
      text_(contents.text.vectors),
      image_(contents.image.vectors),
      z_(z),
      prepared_(prepared),
      offered_(offered),
      base_(std::move(base)),
      nearScale_(nearScale),
      head_(std::move(head)) {
    for (std::uint32_t row = 0; row < base_.size(); ++row) {
        makeUp_.push_back(contents.makeUp(row));
    }
    base_.resize((base_.size() + kTileRows - 1) / kTileRows * kTileRows);
    makeUp_.resize(base_.size());
}

void CatalogScores::scoreTile(const std::size_t number,
                              const Asked& asked,
                              std::vector<float>& room) const {
    const std::size_t dim = asked.u.size();
    float* const sums = room.data();
    float* const apart = sums + kTileRows;
    float* const lines = apart + dim * kTileRows;
    for (std::size_t j = 0; j < kTileRows; ++j) {
        sums[j] = base_[number * kTileRows + j] + head_.outBias;
    }
    const float* const makeUp = makeUp_.data() + number * kTileRows;
    addNearness(text_, number, asked.text, nearScale_[0], nearScale_[1], makeUp, lines, sums);
    addNearness(image_, number, asked.image, nearScale_[2], nearScale_[3], makeUp, lines, sums);
    if (!offered_.isEmpty()) {
        addDots(offered_, number, asked.taste, 1.0F, sums);
    }
    if (asked.scaled.empty()) {
        addDots(z_, number, asked.u, head_.scale, sums);
        return;
    }
    const std::size_t hidden = head_.out.size();
    const float* const z = z_.tile(number);
    setApart(z, asked.u.data(), dim, apart);
    tileProducts(z, dim, asked.scaled.data(), hidden, lines, prepared_.tile(number));
    tileProducts(apart, dim, head_.distance.data(), hidden, lines, lines);
    addActive(lines, asked.userHidden.data(), head_.out.data(), hidden, sums);
}

void CatalogScores::score(const std::span<const float> u,
                          const std::span<const float> userHidden,
                          const std::span<const Recent> recents,
                          const std::span<const float> taste,
                          const std::span<const std::uint32_t> rows,
                          const std::span<float> out) const {
    const bool isDot = head_.product.empty();
    const Asked asked{.text = anchorsOf(contents_.text, recents),
                      .image = anchorsOf(contents_.image, recents),
                      .u = u,
                      .userHidden = userHidden,
                      .taste = taste,
                      .scaled = isDot ? std::vector<float>() : shoppersMatrix(head_, u)};
    std::vector<float> room(asked.room(head_.out.size()));
    for (std::size_t next = 0; next < rows.size();) {
        const std::size_t number = rows[next] / kTileRows;
        scoreTile(number, asked, room);
        for (; next < rows.size() && rows[next] / kTileRows == number; ++next) {
            out[next] = room[rows[next] % kTileRows];
        }
    }
}

}  // namespace haberdash
