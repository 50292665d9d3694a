// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// "More like this": products whose text and picture are nearest to those of a product, of words or
// of a picture.

#include "core/data/base/ids.h"
#include "core/data/base/matrix.h"
#include "core/data/store/project.h"
#include "core/learn/features/feature_table.h"
#include "core/learn/features/whitening.h"
#include "core/learn/image/image_encoder.h"
#include "core/learn/text/text_encoder.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace haberdash {

struct SimilarItem {
    ItemId item{};
    double similarity = 0;  ///< -1 to 1; 0: no more alike than two products taken at random
};

/// The catalog's vectors, centred, half whitened to kSimilarDimension (fewer for a small
/// catalog) and of unit length, in memory.
/// Not thread safe.
///
/// A similarity is (1 - mix) * cosine of texts + mix * cosine of pictures. A product that lacks a
/// modality counts as average in it (0); a modality that the project or the query lacks leaves all
/// the weight to the other. Words have no picture, nor a picture words: the missing side of such a
/// query is the mean of that side over its nearest products.
class SimilarSearch {
  public:
    static constexpr std::size_t kSimilarDimension = 128;

    /// Of the features that the project uses now. Throws Error(Unavailable) when it has none.
    static SimilarSearch load(Project& project);

    /// Fingerprints of the features inside: what to compare to know that load() is due again.
    static std::string fingerprintOf(Project& project);

    const std::string& fingerprint() const noexcept { return fingerprint_; }

    bool has(Modality modality) const noexcept { return space(modality).has_value(); }

    /// The nearest first, without the product itself. Throws Error(Unavailable) for a product
    /// without features.
    std::vector<SimilarItem> toItem(ItemId item, double mix, std::size_t k) const;

    /// Throws Error(Input) for a text without any known word, Error(Unavailable) when the project
    /// has no text features or their encoder is not installed any more.
    std::vector<SimilarItem> toText(Project& project,
                                    const std::string& text,
                                    double mix,
                                    std::size_t k);

    /// `picture` as decodePicture() gives it. Throws Error(Unavailable) as toText().
    std::vector<SimilarItem> toPicture(const cv::Mat& picture, double mix, std::size_t k);

  private:
    struct Space {
        std::string encoder;
        std::string fingerprint;
        Whitening whitening;
        Matrix rows;  ///< [items, kSimilarDimension]; zero where an item lacks the modality
    };

    using Query = std::array<std::vector<float>, 2>;  ///< by modality; empty: none

    static std::vector<float> reduced(const Space& space, const Matrix& vector);

    const std::optional<Space>& space(const Modality modality) const noexcept {
        return spaces_[modality == Modality::Text ? 0 : 1];
    }

    const Space& requireSpace(Modality modality) const;
    void addSpace(const FeatureTable& table);
    std::vector<float> meanOfNearest(const Query& query, Modality known, Modality wanted) const;
    std::vector<SimilarItem> nearest(const Query& query,
                                     double mix,
                                     std::size_t k,
                                     std::optional<std::size_t> without) const;

    std::string fingerprint_;
    std::vector<std::int64_t> items_;  ///< ascending; of either modality
    std::array<std::optional<Space>, 2> spaces_;
    std::unique_ptr<TextEncoder> textEncoder_;  ///< made when first asked for
    std::unique_ptr<ImageEncoder> imageEncoder_;
};

}  // namespace haberdash
