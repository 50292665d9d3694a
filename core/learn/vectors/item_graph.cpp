// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/vectors/item_graph.h"

#include "core/learn/vectors/pairs.h"

#include <numeric>

namespace haberdash {

ItemGraph::ItemGraph(const ContentVectors& contents,
                     const std::span<const std::uint8_t> isKnown,
                     const std::size_t neighbours) {
    std::vector<std::uint32_t> all(isKnown.size());
    std::iota(all.begin(), all.end(), 0U);
    for (const unsigned part : {kTextPart, kImagePart}) {
        const ItemVectors& modality = part == kTextPart ? contents.text : contents.image;
        if (modality.vectors.isEmpty()) {
            continue;
        }
        Links links{.part = part};
        const auto nearest = nearestKnown(modality, isKnown, all, neighbours);
        for (const std::uint32_t row : all) {
            const float share = graphShare(contents, part, row);
            for (const std::uint32_t other : nearest[row]) {
                links.rows.push_back(other);
                links.weights.push_back(share / static_cast<float>(nearest[row].size()));
            }
            links.begins.push_back(links.rows.size());
        }
        links_.push_back(std::move(links));
    }
}

void ItemGraph::addRow(const std::uint32_t row,
                       const float* const e,
                       const std::size_t dim,
                       float* const out) const {
    for (const Links& links : links_) {
        for (std::size_t link = links.begins[row]; link < links.begins[row + 1]; ++link) {
            kernels::addScaled(out, links.weights[link], e + links.rows[link] * dim, dim);
        }
    }
}

void ItemGraph::scatterRow(const std::uint32_t row,
                           const float* const g,
                           const std::size_t dim,
                           float* const out) const {
    for (const Links& links : links_) {
        for (std::size_t link = links.begins[row]; link < links.begins[row + 1]; ++link) {
            kernels::addScaled(out + links.rows[link] * dim, links.weights[link], g, dim);
        }
    }
}

void ItemGraph::addSides(VectorModel& model, const float* const e, const std::size_t dim) const {
    for (const Links& links : links_) {
        const std::size_t rows = links.begins.size() - 1;
        VectorSide side{links.part, Matrix(rows, dim), {}};
        for (std::size_t row = 0; row < rows; ++row) {
            for (std::size_t link = links.begins[row]; link < links.begins[row + 1]; ++link) {
                kernels::addScaled(side.vectors.mutableRow(row).data(),
                                   links.weights[link],
                                   e + links.rows[link] * dim,
                                   dim);
            }
        }
        model.sides.push_back(std::move(side));
    }
}

ContentLoss::ContentLoss(const ContentVectors& contents, const TrainOptions& options)
    : dim_(static_cast<std::size_t>(options.embeddingDim)),
      weight_(static_cast<float>(options.contentWeight)) {
    if (!contents.text.vectors.isEmpty()) {
        projections_.emplace_back("text", ContentVectors{contents.text, {}}, dim_, options);
    }
    if (!contents.image.vectors.isEmpty()) {
        projections_.emplace_back("image", ContentVectors{{}, contents.image}, dim_, options);
    }
}

void ContentLoss::gather(const std::span<const std::uint32_t> rows) {
    for (Projection& projection : projections_) {
        projection.gather(rows);
    }
}

double ContentLoss::learn(const float* const u,
                          float* const gu,
                          const std::uint32_t chosen,
                          const std::uint32_t other) {
    double loss = 0;
    for (Projection& projection : projections_) {
        const PairLoss found = pairLoss(
            kernels::dotOfDifference(u, projection.row(chosen), projection.row(other), dim_));
        projection.addPair(-weight_ * found.pull, u, gu, chosen, other, dim_);
        loss += static_cast<double>(weight_) * found.loss;
    }
    return loss;
}

void ContentLoss::step(const kernels::AdamStep step, const float decayInGradient) {
    for (Projection& projection : projections_) {
        projection.step(step, decayInGradient);
    }
}

void ContentLoss::put(ModelFile& file) const {
    for (const Projection& projection : projections_) {
        projection.put(file);
    }
}

void ContentLoss::take(const ModelFile& file) {
    for (Projection& projection : projections_) {
        projection.take(file);
    }
}

}  // namespace haberdash
