// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/features/similar.h"

#include "core/data/base/error.h"
#include "core/learn/features/feature_file.h"
#include "core/learn/features/nearest.h"
#include "core/learn/text/linear.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <iterator>
#include <utility>

namespace haberdash {

namespace {

// Directions that a few products span are noise, which whitening would make as loud as the rest.
constexpr std::size_t kProductsPerDirection = 16;
constexpr std::size_t kLeastDirections = 8;
constexpr std::size_t kFeedback = 10;  // nearest products that stand in for a missing side

std::size_t indexOf(const Modality modality) {
    return modality == Modality::Text ? 0 : 1;
}

void makeRowsUnit(Matrix& rows) {
    for (std::size_t i = 0; i < rows.rows(); ++i) {
        makeUnit(rows.mutableRow(i));
    }
}

void requireSameEncoder(const std::string& now, const std::string& then, const Modality modality) {
    if (now != then) {
        throw Error(ErrorKind::Unavailable,
                    fmt::format("The {} features were computed with another version of the "
                                "encoder; compute them again.",
                                wordOf(modality)));
    }
}

// Scales each direction by the root of its deviation: half of whitening. Whole whitening makes
// faint directions as loud as strong ones, and a query of few words then finds strangers.
void halfWhiten(Whitening& whitening, Matrix& rows) {
    for (std::size_t j = 0; j < rows.cols(); ++j) {
        double sum = 0;
        for (std::size_t i = 0; i < rows.rows(); ++i) {
            sum += static_cast<double>(rows.row(i)[j]) * rows.row(i)[j];
        }
        const double deviation = std::sqrt(sum / static_cast<double>(rows.rows()));
        const double scale = deviation > 0 ? 1.0 / std::sqrt(deviation) : 0.0;
        for (Matrix* const matrix : {&rows, &whitening.projection}) {
            for (std::size_t i = 0; i < matrix->rows(); ++i) {
                float& value = matrix->mutableRow(i)[j];
                value = static_cast<float>(value * scale);
            }
        }
    }
}

std::vector<std::int64_t> merged(const std::vector<std::int64_t>& a,
                                 const std::vector<std::int64_t>& b) {
    std::vector<std::int64_t> all;
    std::ranges::set_union(a, b, std::back_inserter(all));
    return all;
}

}  // namespace

SimilarSearch SimilarSearch::load(Project& project) {
    SimilarSearch search;
    search.fingerprint_ = fingerprintOf(project);
    const std::optional<FeatureTable> text = loadFeatures(project, Modality::Text);
    const std::optional<FeatureTable> image = loadFeatures(project, Modality::Image);
    for (const std::optional<FeatureTable>& table : {text, image}) {
        if (table) {
            search.items_ = merged(search.items_, table->items);
        }
    }
    if (search.items_.empty()) {
        throw Error(ErrorKind::Unavailable,
                    "Nothing can be compared yet: the project has no features; compute them "
                    "first (haberdashctl features).");
    }
    for (const std::optional<FeatureTable>& table : {text, image}) {
        if (table && !table->items.empty()) {
            search.addSpace(*table);
        }
    }
    return search;
}

std::string SimilarSearch::fingerprintOf(Project& project) {
    std::string parts;
    for (const Modality modality : {Modality::Text, Modality::Image}) {
        const std::string encoder =
            project.setting(fmt::format("features.{}", wordOf(modality))).value_or("");
        std::error_code ignored;
        const std::filesystem::path file = featureFile(project, modality, encoder);
        const auto time = std::filesystem::last_write_time(file, ignored);
        parts += fmt::format("{} {} {};",
                             encoder,
                             ignored ? 0 : time.time_since_epoch().count(),
                             ignored ? 0 : std::filesystem::file_size(file, ignored));
    }
    return parts;
}

void SimilarSearch::addSpace(const FeatureTable& table) {
    const std::size_t directions =
        std::clamp(table.items.size() / kProductsPerDirection, kLeastDirections, kSimilarDimension);
    Space space{.encoder = table.encoder,
                .fingerprint = table.fingerprint,
                .whitening = fitWhitening(table.vectors, directions, false),
                .rows = Matrix(items_.size(), directions)};
    Matrix reducedRows = apply(space.whitening, table.vectors);
    halfWhiten(space.whitening, reducedRows);
    makeRowsUnit(reducedRows);
    std::size_t row = 0;
    for (std::size_t i = 0; i < table.items.size(); ++i) {
        while (items_[row] < table.items[i]) {
            ++row;
        }
        std::ranges::copy(reducedRows.row(i), space.rows.mutableRow(row).begin());
    }
    spaces_[indexOf(table.modality)] = std::move(space);
}

const SimilarSearch::Space& SimilarSearch::requireSpace(const Modality modality) const {
    if (!has(modality)) {
        throw Error(ErrorKind::Unavailable,
                    fmt::format("The project has no {0} features; compute the {0} features first.",
                                wordOf(modality)));
    }
    return *space(modality);
}

std::vector<float> SimilarSearch::reduced(const Space& space, const Matrix& vector) {
    const Matrix row = apply(space.whitening, vector);
    std::vector<float> query(row.data(), row.data() + row.cols());
    makeUnit(query);
    return query;
}

std::vector<SimilarItem> SimilarSearch::nearest(const Query& query,
                                                const double mix,
                                                const std::size_t k,
                                                const std::optional<std::size_t> without) const {
    double weights[2] = {1.0 - mix, mix};
    for (std::size_t side = 0; side < 2; ++side) {
        if (query[side].empty()) {
            weights[side] = 0;
            weights[1 - side] = 1;
        }
    }
    std::vector<ScoreSide> sides;
    for (std::size_t side = 0; side < 2; ++side) {
        if (weights[side] > 0 && !query[side].empty()) {
            sides.push_back({&spaces_[side]->rows, query[side], static_cast<float>(weights[side])});
        }
    }
    std::vector<SimilarItem> found;
    for (const Neighbour& neighbour : highestSums(sides, without ? k + 1 : k)) {
        if (neighbour.row != without && found.size() < k) {
            found.push_back({ItemId{items_[neighbour.row]}, neighbour.score});
        }
    }
    return found;
}

std::vector<float> SimilarSearch::meanOfNearest(const Query& query,
                                                const Modality known,
                                                const Modality wanted) const {
    const std::optional<Space>& target = space(wanted);
    if (!target) {
        return {};
    }
    std::vector<float> mean(target->rows.cols(), 0.0F);
    for (const SimilarItem& item :
         nearest(query, static_cast<double>(indexOf(known)), kFeedback, std::nullopt)) {
        const auto row = std::ranges::lower_bound(items_, raw(item.item)) - items_.begin();
        cblas_saxpy(static_cast<int>(target->rows.cols()),
                    1.0F,
                    target->rows.row(static_cast<std::size_t>(row)).data(),
                    1,
                    mean.data(),
                    1);
    }
    makeUnit(mean);
    return mean;
}

std::vector<SimilarItem> SimilarSearch::toItem(const ItemId item,
                                               const double mix,
                                               const std::size_t k) const {
    const auto found = std::ranges::lower_bound(items_, raw(item));
    if (found == items_.end() || *found != raw(item)) {
        throw Error(ErrorKind::Unavailable,
                    "This product has no features yet; compute what is new (haberdashctl "
                    "features).");
    }
    const auto row = static_cast<std::size_t>(found - items_.begin());
    Query query;
    for (std::size_t side = 0; side < 2; ++side) {
        if (!spaces_[side]) {
            continue;
        }
        const std::span<const float> vector = spaces_[side]->rows.row(row);
        if (std::ranges::any_of(vector, [](const float value) { return value != 0.0F; })) {
            query[side].assign(vector.begin(), vector.end());
        }
    }
    return nearest(query, mix, k, row);
}

std::vector<SimilarItem> SimilarSearch::toText(Project& project,
                                               const std::string& text,
                                               const double mix,
                                               const std::size_t k) {
    const Space& known = requireSpace(Modality::Text);
    if (!textEncoder_) {
        textEncoder_ = makeTextEncoder(project, known.encoder);
    }
    requireSameEncoder(textEncoder_->fingerprint(), known.fingerprint, Modality::Text);
    const Matrix vector = textEncoder_->encode(std::span(&text, 1));
    if (std::ranges::all_of(vector.row(0), [](const float value) { return value == 0.0F; })) {
        throw Error(
            ErrorKind::Input,
            fmt::format("No word of \"{}\" is known in this catalog; use other words.", text));
    }
    Query query;
    query[0] = reduced(known, vector);
    if (mix > 0) {
        query[1] = meanOfNearest(query, Modality::Text, Modality::Image);
    }
    return nearest(query, mix, k, std::nullopt);
}

std::vector<SimilarItem> SimilarSearch::toPicture(const cv::Mat& picture,
                                                  const double mix,
                                                  const std::size_t k) {
    const Space& known = requireSpace(Modality::Image);
    if (!imageEncoder_) {
        imageEncoder_ = makeImageEncoder(known.encoder);
    }
    requireSameEncoder(imageEncoder_->fingerprint(), known.fingerprint, Modality::Image);
    Query query;
    query[1] = reduced(known, imageEncoder_->encode(std::span(&picture, 1)));
    if (mix < 1) {
        query[0] = meanOfNearest(query, Modality::Image, Modality::Text);
    }
    return nearest(query, mix, k, std::nullopt);
}

}  // namespace haberdash
