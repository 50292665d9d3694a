// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/model/dots.h"
#include "core/learn/model/floors.h"

#include <algorithm>

namespace haberdash {

namespace {

// Products of the history that have the modality, in two lists.
struct Anchors {
    std::vector<std::uint32_t> rows;  // liked ones first
    std::vector<float> weights;
    std::size_t liked = 0;
};

Anchors anchorsOf(const ItemVectors& modality, const std::span<const Recent> recents) {
    Anchors anchors;
    for (const bool isDisliked : {false, true}) {
        for (const Recent& recent : recents) {
            if (recent.isDisliked == isDisliked && modality.has[recent.row] != 0) {
                anchors.rows.push_back(recent.row);
                anchors.weights.push_back(recent.weight);
            }
        }
        anchors.liked = isDisliked ? anchors.liked : anchors.rows.size();
    }
    return anchors;
}

Nearness nearnessFrom(const Anchors& anchors, const float* const cosines) {
    Nearness near;
    for (std::size_t i = 0; i < anchors.liked; ++i) {
        const float value = anchors.weights[i] * cosines[i];
        near.liked = i == 0 ? value : std::max(near.liked, value);
    }
    for (std::size_t i = anchors.liked; i < anchors.rows.size(); ++i) {
        near.disliked = std::max(near.disliked, anchors.weights[i] * cosines[i]);
    }
    return near;
}

}  // namespace

std::vector<Nearness> nearnessOf(const ItemVectors& modality,
                                 const std::span<const Recent> recents,
                                 const std::span<const std::uint32_t> rows) {
    std::vector<Nearness> near(rows.size());
    if (modality.vectors.isEmpty()) {
        return near;
    }
    const Anchors anchors = anchorsOf(modality, recents);
    std::vector<const float*> anchorVectors;
    for (const std::uint32_t row : anchors.rows) {
        anchorVectors.push_back(modality.vectors.row(row).data());
    }
    std::vector<float> cosines(anchorVectors.size());
    for (std::size_t index = 0; index < rows.size(); ++index) {
        if (modality.has[rows[index]] == 0) {
            continue;
        }
        dots(modality.vectors.row(rows[index]).data(),
             anchorVectors.data(),
             anchorVectors.size(),
             modality.vectors.cols(),
             cosines.data());
        near[index] = nearnessFrom(anchors, cosines.data());
    }
    return near;
}

Nearness nearness(const ItemVectors& modality,
                  const std::span<const Recent> recents,
                  const std::uint32_t row) {
    return nearnessOf(modality, recents, {&row, 1}).front();
}

void nearnessOfAll(const ItemVectors& modality,
                   const std::span<const Recent> recents,
                   std::vector<float>& products,
                   std::vector<Nearness>& out) {
    out.assign(modality.has.size(), Nearness{});
    const Anchors anchors = anchorsOf(modality, recents);
    if (anchors.rows.empty()) {
        return;
    }
    dotProducts(modality.vectors, anchors.rows, products);
    for (std::size_t row = 0; row < out.size(); ++row) {
        if (modality.has[row] != 0) {
            out[row] = nearnessFrom(anchors, products.data() + row * anchors.rows.size());
        }
    }
}

ContentScorer::ContentScorer(ContentVectors vectors,
                             std::vector<float> popularity,
                             const std::size_t historyLength,
                             const double historyDecay)
    : vectors_(std::move(vectors)),
      popularity_(std::move(popularity)),
      historyLength_(historyLength),
      historyDecay_(historyDecay) {
}

void ContentScorer::score(const Asker& asker, const std::span<float> out) {
    const std::vector<Recent> recents =
        recentProducts(asker.history, historyLength_, historyDecay_);
    if (recents.empty()) {
        // Nothing is near to nobody: a shopper without a history sees what most people met.
        std::ranges::copy(popularity_, out.begin());
        return;
    }
    std::ranges::fill(out, 0.0F);
    std::vector<float> shares(out.size(), 0.0F);
    const auto add = [&](const ItemVectors& modality, const float share) {
        if (modality.vectors.isEmpty()) {
            return;
        }
        nearnessOfAll(modality, recents, products_, near_);
        for (std::size_t row = 0; row < out.size(); ++row) {
            out[row] += share * near_[row].together();
            shares[row] += modality.has[row] != 0 ? share : 0.0F;
        }
    };
    add(vectors_.text, kTextShare);
    add(vectors_.image, kImageShare);
    // A product that lacks a modality is judged by the other one alone.
    for (std::size_t row = 0; row < out.size(); ++row) {
        out[row] = shares[row] > 0 ? out[row] / shares[row] : 0.0F;
    }
}

double ContentScorer::scoreOne(const Asker& asker,
                               const std::uint32_t row,
                               const unsigned present) {
    const std::vector<Recent> recents =
        recentProducts(asker.history, historyLength_, historyDecay_);
    if (recents.empty() || (present & kHistoryPart) == 0) {
        return 0.0;
    }
    double sum = 0;
    double shares = 0;
    const auto add = [&](const ItemVectors& modality, const unsigned part, const double share) {
        if (!modality.vectors.isEmpty() && modality.has[row] != 0) {
            shares += share;
            sum +=
                (present & part) != 0 ? share * nearness(modality, recents, row).together() : 0.0;
        }
    };
    add(vectors_.text, kTextPart, kTextShare);
    add(vectors_.image, kImagePart, kImageShare);
    return shares > 0 ? sum / shares : 0.0;
}

unsigned ContentScorer::parts() const {
    return kHistoryPart | (vectors_.text.vectors.isEmpty() ? 0U : kTextPart) |
           (vectors_.image.vectors.isEmpty() ? 0U : kImagePart);
}

}  // namespace haberdash
