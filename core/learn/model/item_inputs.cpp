// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/model/item_inputs.h"

#include "core/data/base/error.h"
#include "core/learn/model/dots.h"

#include <fmt/format.h>
#include <opencv2/core.hpp>

#include <algorithm>
#include <cmath>
#include <sstream>

namespace haberdash {

namespace {

Matrix rowsOf(const FeatureTable& table, const std::span<const ItemId> items) {
    std::vector<float> values;
    std::size_t rows = 0;
    for (const ItemId item : items) {
        if (const auto row = table.rowOf(item)) {
            const auto vector = table.vectors.row(*row);
            values.insert(values.end(), vector.begin(), vector.end());
            ++rows;
        }
    }
    return {rows, table.vectors.cols(), std::move(values)};
}

void makeUnit(const std::span<float> row) {
    const float length = std::sqrt(dotProduct(row, row));
    for (float& value : row) {
        value = length > 0 ? value / length : 0.0F;
    }
}

std::string prefixOf(const Modality modality) {
    return std::string("content.") + wordOf(modality);
}

}  // namespace

Modalities modalitiesFrom(const std::string& words) {
    Modalities modalities;
    std::istringstream stream(words);
    for (std::string word; std::getline(stream, word, ',');) {
        std::erase(word, ' ');
        if (word == "text") {
            modalities.text = true;
        } else if (word == "image") {
            modalities.image = true;
        } else if (word == "facts") {
            modalities.facts = true;
        } else {
            throw Error(
                ErrorKind::Input,
                fmt::format("The option model.modalities cannot hold \"{}\": it takes text, "
                            "image and facts, separated by commas.",
                            word));
        }
    }
    return modalities;
}

ContentSpace fitContentSpace(const FeatureTable& table,
                             const std::span<const ItemId> items,
                             const std::size_t dim) {
    return {table.encoder,
            table.fingerprint,
            fitWhitening(rowsOf(table, items), std::min(dim, table.vectors.cols()))};
}

ItemVectors vectorsIn(Project& project,
                      const Modality modality,
                      const ContentSpace& space,
                      const std::span<const ItemId> items) {
    const FeatureTable table = loadFeatures(project, modality, space.encoder);
    if (table.fingerprint != space.fingerprint) {
        throw Error(ErrorKind::Model,
                    fmt::format("The {} features were computed by another version of the encoder "
                                "\"{}\" than this run was trained with; train again.",
                                wordOf(modality),
                                space.encoder));
    }
    const Matrix known = apply(space.whitening, rowsOf(table, items));
    ItemVectors result{Matrix(items.size(), known.cols()), std::vector<std::uint8_t>(items.size())};
    std::size_t next = 0;
    for (std::size_t row = 0; row < items.size(); ++row) {
        if (table.rowOf(items[row])) {
            std::ranges::copy(known.row(next++), result.vectors.mutableRow(row).begin());
            makeUnit(result.vectors.mutableRow(row));
            result.has[row] = 1;
        }
    }
    return result;
}

void putSpace(ModelFile& model, const Modality modality, const ContentSpace& space) {
    const std::string prefix = prefixOf(modality);
    model.words[prefix + ".encoder"] = space.encoder;
    model.words[prefix + ".fingerprint"] = space.fingerprint;
    model.matrices[prefix + ".mean"] = space.whitening.mean;
    model.matrices[prefix + ".projection"] = space.whitening.projection;
}

bool hasSpace(const ModelFile& model, const Modality modality) {
    return model.words.contains(prefixOf(modality) + ".encoder");
}

ContentSpace spaceFrom(const ModelFile& model, const Modality modality) {
    const std::string prefix = prefixOf(modality);
    return {model.word(prefix + ".encoder"),
            model.word(prefix + ".fingerprint"),
            {model.matrix(prefix + ".mean"), model.matrix(prefix + ".projection")}};
}

float ContentVectors::makeUp(const std::uint32_t row) const {
    float all = 0;
    float own = 0;
    const auto add = [&](const ItemVectors& modality, const float share) {
        if (!modality.vectors.isEmpty()) {
            all += share;
            own += modality.has[row] != 0 ? share : 0.0F;
        }
    };
    add(text, kTextShare);
    add(image, kImageShare);
    return own > 0 && own < all ? all / own : 1.0F;
}

double ContentVectors::similarity(const std::uint32_t a, const std::uint32_t b) const {
    double sum = 0;
    double shares = 0;
    const auto add = [&](const ItemVectors& modality, const double share) {
        if (!modality.vectors.isEmpty() && modality.has[a] != 0 && modality.has[b] != 0) {
            sum += share * dotProduct(modality.vectors.row(a), modality.vectors.row(b));
            shares += share;
        }
    };
    add(text, kTextShare);
    add(image, kImageShare);
    return shares > 0 ? sum / shares : 0.0;
}

ContentVectors contentVectors(Project& project,
                              const ModelFile& model,
                              const std::span<const ItemId> items) {
    ContentVectors vectors;
    if (hasSpace(model, Modality::Text)) {
        vectors.text = vectorsIn(project, Modality::Text, spaceFrom(model, Modality::Text), items);
    }
    if (hasSpace(model, Modality::Image)) {
        vectors.image =
            vectorsIn(project, Modality::Image, spaceFrom(model, Modality::Image), items);
    }
    return vectors;
}

void dotProducts(const Matrix& all,
                 const std::span<const std::uint32_t> picked,
                 std::vector<float>& out) {
    out.resize(all.rows() * picked.size());
    if (out.empty()) {
        return;
    }
    Matrix chosen(picked.size(), all.cols());
    for (std::size_t index = 0; index < picked.size(); ++index) {
        std::ranges::copy(all.row(picked[index]), chosen.mutableRow(index).begin());
    }
    // cv::Mat has no constant view; gemm only reads its first two arguments.
    const cv::Mat left(static_cast<int>(all.rows()),
                       static_cast<int>(all.cols()),
                       CV_32F,
                       const_cast<float*>(all.data()));
    const cv::Mat right(static_cast<int>(picked.size()),
                        static_cast<int>(all.cols()),
                        CV_32F,
                        chosen.mutableData());
    cv::Mat result(left.rows, right.rows, CV_32F, out.data());
    cv::gemm(left, right, 1.0, cv::noArray(), 0.0, result, cv::GEMM_2_T);
}

float dotProduct(const std::span<const float> a, const std::span<const float> b) noexcept {
    const float* const row = b.data();
    float product = 0;
    dots(a.data(), &row, 1, a.size(), &product);
    return product;
}

}  // namespace haberdash
