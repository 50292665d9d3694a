// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/model/catalog_scores.h"

#include "core/learn/text/linear.h"

#include <algorithm>
#include <cmath>
#include <utility>

// The loops over a block are compiled for the processor that there is.
#if defined(__x86_64__) && !defined(__SANITIZE_ADDRESS__) && !defined(__clang__)
#define HABERDASH_FAST __attribute__((target_clones("avx2", "default"), optimize("O3")))
#else
#define HABERDASH_FAST
#endif

namespace haberdash {

namespace {

constexpr std::size_t kBlock = 256;
constexpr std::size_t kLanes = 16;

// sums[i] += scale * the largest of the lines' i-th numbers, and of `least`.
HABERDASH_FAST void addLargest(const float* const lines,
                               const std::size_t count,
                               const std::size_t width,
                               const float least,
                               const float scale,
                               float* const sums) {
    float largest[kBlock];
    for (std::size_t i = 0; i < width; ++i) {
        largest[i] = least;
    }
    for (std::size_t line = 0; line < count; ++line) {
        const float* const values = lines + line * kBlock;
        for (std::size_t i = 0; i < width; ++i) {
            largest[i] = values[i] > largest[i] ? values[i] : largest[i];
        }
    }
    for (std::size_t i = 0; i < width; ++i) {
        sums[i] += scale * largest[i];
    }
}

// Rows [z, |z - u|], side by side, for one product of matrices instead of two.
HABERDASH_FAST void widen(const float* const z,
                          const float* const u,
                          const std::size_t rows,
                          const std::size_t dim,
                          float* const wide) {
    for (std::size_t row = 0; row < rows; ++row) {
        const float* const from = z + row * dim;
        float* const to = wide + row * 2 * dim;
        for (std::size_t i = 0; i < dim; ++i) {
            to[i] = from[i];
        }
        for (std::size_t i = 0; i < dim; ++i) {
            to[dim + i] = std::fabs(from[i] - u[i]);
        }
    }
}

// sums[row] += relu(hidden[row] + user) . out
HABERDASH_FAST void addActive(const float* const hidden,
                              const float* const user,
                              const float* const out,
                              const std::size_t rows,
                              const std::size_t width,
                              float* const sums) {
    for (std::size_t row = 0; row < rows; ++row) {
        const float* const line = hidden + row * width;
        float lanes[kLanes] = {};
        std::size_t i = 0;
        for (; i + kLanes <= width; i += kLanes) {
            for (std::size_t lane = 0; lane < kLanes; ++lane) {
                const float value = line[i + lane] + user[i + lane];
                lanes[lane] += (value > 0 ? value : 0.0F) * out[i + lane];
            }
        }
        float sum = 0;
        for (; i < width; ++i) {
            sum += std::max(0.0F, line[i] + user[i]) * out[i];
        }
        for (const float lane : lanes) {
            sum += lane;
        }
        sums[row] += sum;
    }
}

// sums[row] += scale * lines[row] . by
void addDots(const float* const lines,
             const std::span<const float> by,
             const std::size_t rows,
             const float scale,
             float* const sums) {
    const auto width = static_cast<int>(by.size());
    cblas_sgemv(CblasRowMajor,
                CblasNoTrans,
                static_cast<int>(rows),
                width,
                scale,
                lines,
                width,
                by.data(),
                1,
                1.0F,
                sums,
                1);
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

/// Rows of a matrix side by side: where they lie, if they do so already, or copied to `room`.
const float* sideBySide(const Matrix& matrix,
                        const std::span<const std::uint32_t> rows,
                        std::vector<float>& room) {
    if (rows.back() - rows.front() + 1 == rows.size()) {
        return matrix.row(rows.front()).data();
    }
    room.resize(std::max(room.size(), rows.size() * matrix.cols()));
    float* to = room.data();
    for (const std::uint32_t row : rows) {
        to = std::copy_n(matrix.row(row).data(), matrix.cols(), to);
    }
    return room.data();
}

/// Room that is used again for every block.
struct Room {
    std::vector<float> copied;
    std::vector<float> lines;
};

void addNearness(const ItemVectors& modality,
                 const Anchors& anchors,
                 const std::span<const std::uint32_t> rows,
                 const float liked,
                 const float disliked,
                 Room& room,
                 float* const sums) {
    if (anchors.count == 0) {
        return;
    }
    std::vector<float>& lines = room.lines;
    const std::size_t dim = modality.vectors.cols();
    lines.resize(std::max(lines.size(), anchors.count * kBlock));
    multiply(anchors.count,
             rows.size(),
             dim,
             {anchors.rows.data(), dim},
             {sideBySide(modality.vectors, rows, room.copied), dim},
             Right::Transposed,
             lines.data(),
             kBlock);
    if (anchors.liked > 0) {
        addLargest(lines.data(), anchors.liked, rows.size(), -1e30F, liked, sums);
    }
    if (anchors.count > anchors.liked) {
        addLargest(lines.data() + anchors.liked * kBlock,
                   anchors.count - anchors.liked,
                   rows.size(),
                   0.0F,
                   disliked,
                   sums);
    }
}

/// The head's matrices for one shopper: (u * z) W' is z (u * W)'.
std::vector<float> shoppersMatrix(const HeadWeights& head, const std::span<const float> u) {
    const std::size_t dim = u.size();
    const std::size_t hidden = head.out.size();
    std::vector<float> both(hidden * 2 * dim);
    for (std::size_t row = 0; row < hidden; ++row) {
        for (std::size_t i = 0; i < dim; ++i) {
            both[row * 2 * dim + i] = head.product[row * dim + i] * u[i];
            both[row * 2 * dim + dim + i] = head.distance[row * dim + i];
        }
    }
    return both;
}

}  // namespace

CatalogScores::CatalogScores(const ContentVectors& contents,
                             Matrix z,
                             Matrix prepared,
                             std::vector<float> base,
                             const std::array<float, 4> nearScale,
                             HeadWeights head,
                             Matrix offered)
    : contents_(contents),
      z_(std::move(z)),
      prepared_(std::move(prepared)),
      base_(std::move(base)),
      nearScale_(nearScale),
      head_(std::move(head)),
      offered_(std::move(offered)) {
}

void CatalogScores::score(const std::span<const float> u,
                          const std::span<const float> userHidden,
                          const std::span<const Recent> recents,
                          const std::span<const float> taste,
                          const std::span<const std::uint32_t> rows,
                          const std::span<float> out) const {
    const Anchors text = anchorsOf(contents_.text, recents);
    const Anchors image = anchorsOf(contents_.image, recents);
    const std::size_t dim = u.size();
    const std::size_t hidden = head_.out.size();
    const bool isDot = head_.product.empty();
    const std::vector<float> both = isDot ? std::vector<float>() : shoppersMatrix(head_, u);
    std::vector<float> wide(isDot ? 0 : kBlock * 2 * dim);
    std::vector<float> active(isDot ? 0 : kBlock * hidden);
    Room room;
    for (std::size_t first = 0; first < rows.size(); first += kBlock) {
        const auto block = rows.subspan(first, std::min(kBlock, rows.size() - first));
        const std::size_t count = block.size();
        float* const sums = out.data() + first;
        for (std::size_t i = 0; i < count; ++i) {
            sums[i] = base_[block[i]] + head_.outBias;
        }
        addNearness(contents_.text, text, block, nearScale_[0], nearScale_[1], room, sums);
        addNearness(contents_.image, image, block, nearScale_[2], nearScale_[3], room, sums);
        if (!offered_.isEmpty()) {
            addDots(sideBySide(offered_, block, room.copied), taste, count, 1.0F, sums);
        }
        const float* const z = sideBySide(z_, block, room.copied);
        if (isDot) {
            addDots(z, u, count, head_.scale, sums);
            continue;
        }
        widen(z, u.data(), count, dim, wide.data());
        for (std::size_t i = 0; i < count; ++i) {
            std::copy_n(prepared_.row(block[i]).data(), hidden, active.data() + i * hidden);
        }
        multiply(count,
                 hidden,
                 2 * dim,
                 {wide.data(), 2 * dim},
                 {both.data(), 2 * dim},
                 Right::Transposed,
                 active.data(),
                 hidden,
                 1.0F);
        addActive(active.data(), userHidden.data(), head_.out.data(), count, hidden, sums);
    }
}

}  // namespace haberdash
