// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What models know of products: text and picture vectors in a whitened space, and catalog facts as
// small codes. Spaces and vocabularies are fitted on products of the training part only.

#include "core/data/base/ids.h"
#include "core/data/base/matrix.h"
#include "core/data/store/project.h"
#include "core/learn/features/feature_table.h"
#include "core/learn/features/whitening.h"
#include "core/learn/model/model_file.h"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace haberdash {

/// Which modalities a run may look at: model.modalities taken apart.
struct Modalities {
    bool text = false;
    bool image = false;
    bool facts = false;
};

/// Throws Error(Input) that names the word that is none.
Modalities modalitiesFrom(const std::string& words);

/// One modality's whitened space.
struct ContentSpace {
    std::string encoder;
    std::string fingerprint;
    Whitening whitening;
};

/// Fitted on the rows of the table that are among `items` (ascending).
ContentSpace fitContentSpace(const FeatureTable& table,
                             std::span<const ItemId> items,
                             std::size_t dim);

/// One modality of a catalog: unit rows, zero where a product lacks it.
struct ItemVectors {
    Matrix vectors;                 ///< [products, dim]
    std::vector<std::uint8_t> has;  ///< by row
};

/// Of the project's present table of the space's encoder. Throws Error(Unavailable) without it,
/// Error(Model) when its fingerprint is another one.
ItemVectors vectorsIn(Project& project,
                      Modality modality,
                      const ContentSpace& space,
                      std::span<const ItemId> items);

void putSpace(ModelFile& model, Modality modality, const ContentSpace& space);
bool hasSpace(const ModelFile& model, Modality modality);
ContentSpace spaceFrom(const ModelFile& model, Modality modality);

/// The modalities that content similarity is made of; each may be empty.
struct ContentVectors {
    ItemVectors text;
    ItemVectors image;

    bool isEmpty() const { return text.vectors.isEmpty() && image.vectors.isEmpty(); }

    /// What makes up for the modalities that a product lacks: its nearness in the others, shared
    /// out as below, times this is as large as that of products that have all. 1 where it lacks
    /// none.
    float makeUp(std::uint32_t row) const;

    /// Cosine of two products, text counting 0.7 and image 0.3 where both have both.
    double similarity(std::uint32_t a, std::uint32_t b) const;
};

inline constexpr float kTextShare = 0.7F;
inline constexpr float kImageShare = 0.3F;

ContentVectors contentVectors(Project& project,
                              const ModelFile& model,
                              std::span<const ItemId> items);

/// department, category, colour, brand, gender, season, usage, price bucket.
inline constexpr std::size_t kFactColumns = 8;

/// Codes of facts: 0 is "not known, or not seen in training".
struct FactSpace {
    std::array<std::vector<std::string>, kFactColumns - 1> values;  ///< code - 1 -> value
    std::vector<double>
        priceEdges;  ///< ascending; a price falls into bucket 1 + number of edges <= it

    std::array<std::int64_t, kFactColumns> sizes() const;  ///< codes of each column, with 0
};

FactSpace fitFactSpace(Project& project, std::span<const ItemId> trainItems);

/// [items.size() * kFactColumns], row-major.
std::vector<std::int64_t> factCodes(Project& project,
                                    const FactSpace& space,
                                    std::span<const ItemId> items);
void putFacts(ModelFile& model, const FactSpace& space);
FactSpace factsFrom(const ModelFile& model);

/// out[r * columns + c] = dot of row r of `all` with row picked[c]; out has all.rows() *
/// picked.size().
void dotProducts(const Matrix& all, std::span<const std::uint32_t> picked, std::vector<float>& out);

/// Dot product of two equally long rows.
float dotProduct(std::span<const float> a, std::span<const float> b) noexcept;

}  // namespace haberdash
