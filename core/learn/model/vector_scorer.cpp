// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/model/vector_scorer.h"

#include "core/data/base/error.h"
#include "core/learn/features/row_tiles.h"
#include "core/learn/metrics/ranking.h"
#include "core/learn/model/floors.h"

#include <algorithm>
#include <cblas.h>
#include <cmath>
#include <functional>
#include <iterator>

namespace haberdash {

namespace {

int asInt(const std::size_t size) {
    return static_cast<int>(size);
}

// out [a.rows, b.rows] = a b' + factor * out.
void multiply(const float* const a,
              const std::size_t rows,
              const Matrix& b,
              const float factor,
              float* const out) {
    if (rows == 0 || b.isEmpty()) {
        return;
    }
    cblas_sgemm(CblasRowMajor,
                CblasNoTrans,
                CblasTrans,
                asInt(rows),
                asInt(b.rows()),
                asInt(b.cols()),
                1.0F,
                a,
                asInt(b.cols()),
                b.data(),
                asInt(b.cols()),
                factor,
                out,
                asInt(b.rows()));
}

std::string nameOf(const unsigned part) {
    return part == kTextPart ? ".text" : part == kImagePart ? ".image" : "";
}

Modality modalityOf(const unsigned part) {
    return part == kTextPart ? Modality::Text : Modality::Image;
}

// Rows of the stored matrix where the products are today; zeros for newcomers.
Matrix rearranged(const Matrix& stored,
                  const std::vector<std::uint32_t>& rows,
                  const std::size_t count) {
    if (stored.rows() != rows.size()) {
        throw Error(ErrorKind::Model, "The model's vectors are damaged; train the run again.");
    }
    Matrix result(count, stored.cols());
    for (std::size_t known = 0; known < rows.size(); ++known) {
        if (rows[known] != kNoRow) {
            std::ranges::copy(stored.row(known), result.mutableRow(rows[known]).begin());
        }
    }
    return result;
}

std::vector<float> biasFrom(const ModelFile& file,
                            const std::string& name,
                            const std::vector<std::uint32_t>& rows,
                            const std::size_t count) {
    const auto found = file.matrices.find(name);
    if (found == file.matrices.end()) {
        return {};
    }
    const Matrix bias = rearranged(found->second, rows, count);
    return {bias.data(), bias.data() + count};
}

// Solves a x = b in place by Cholesky; a [n, n] is symmetric and positive definite.
void solveSymmetric(std::vector<double>& a, std::vector<double>& x) {
    const std::size_t n = x.size();
    for (std::size_t j = 0; j < n; ++j) {
        for (std::size_t i = j; i < n; ++i) {
            double sum = a[i * n + j];
            for (std::size_t k = 0; k < j; ++k) {
                sum -= a[i * n + k] * a[j * n + k];
            }
            a[i * n + j] = i == j ? std::sqrt(std::max(sum, 1e-12)) : sum / a[j * n + j];
        }
    }
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t k = 0; k < i; ++k) {
            x[i] -= a[i * n + k] * x[k];
        }
        x[i] /= a[i * n + i];
    }
    for (std::size_t i = n; i-- > 0;) {
        for (std::size_t k = i + 1; k < n; ++k) {
            x[i] -= a[k * n + i] * x[k];
        }
        x[i] /= a[i * n + i];
    }
}

// Of a graph model: the summand of a newcomer, or of a held-out product, is the mean of what its
// nearest known products have by themselves, as for all others.
void setNewcomers(VectorSide& side,
                  const ItemVectors& modality,
                  const Matrix& nodes,
                  const std::vector<std::uint8_t>& isKnown,
                  const ContentVectors& contents,
                  const std::size_t neighbours) {
    std::vector<std::uint32_t> newcomers;
    for (std::uint32_t row = 0; row < isKnown.size(); ++row) {
        if (isKnown[row] == 0 && modality.has[row] != 0) {
            newcomers.push_back(row);
        }
    }
    const auto near = nearestKnown(modality, isKnown, newcomers, neighbours);
    for (std::size_t index = 0; index < newcomers.size(); ++index) {
        const auto target = side.vectors.mutableRow(newcomers[index]);
        std::ranges::fill(target, 0.0F);
        const float factor = graphShare(contents, side.part, newcomers[index]) /
                             static_cast<float>(std::max<std::size_t>(1, near[index].size()));
        for (const std::uint32_t neighbour : near[index]) {
            for (std::size_t column = 0; column < target.size(); ++column) {
                target[column] += factor * nodes.row(neighbour)[column];
            }
        }
    }
}

}  // namespace

float graphShare(const ContentVectors& contents,
                 const unsigned part,
                 const std::uint32_t row) noexcept {
    constexpr float kGraphImageShare = 0.1F;  // as in the paper
    const auto has = [&](const ItemVectors& modality) {
        return !modality.has.empty() && modality.has[row] != 0;
    };
    const bool isText = part == kTextPart;
    if (!has(isText ? contents.text : contents.image)) {
        return 0.0F;
    }
    if (!has(isText ? contents.image : contents.text)) {
        return 1.0F;
    }
    return isText ? 1 - kGraphImageShare : kGraphImageShare;
}

VectorSide projectedSide(const unsigned part,
                         const ItemVectors& modality,
                         const Matrix& projection) {
    if (projection.rows() != modality.vectors.cols() || projection.cols() < 2) {
        throw Error(ErrorKind::Model, "The model's projection is damaged; train the run again.");
    }
    const std::size_t rows = modality.vectors.rows();
    const std::size_t dim = projection.cols() - 1;
    Matrix all(rows, projection.cols());
    cblas_sgemm(CblasRowMajor,
                CblasNoTrans,
                CblasNoTrans,
                asInt(rows),
                asInt(projection.cols()),
                asInt(projection.rows()),
                1.0F,
                modality.vectors.data(),
                asInt(modality.vectors.cols()),
                projection.data(),
                asInt(projection.cols()),
                0.0F,
                all.mutableData(),
                asInt(projection.cols()));
    // The shopper's vector is [p, theta]: the product's own half is not touched by its content.
    VectorSide side{part, Matrix(rows, 2 * dim), std::vector<float>(rows)};
    for (std::size_t row = 0; row < rows; ++row) {
        std::copy_n(all.row(row).begin(),
                    dim,
                    side.vectors.mutableRow(row).begin() + static_cast<std::ptrdiff_t>(dim));
        side.bias[row] = all.row(row)[dim];
    }
    return side;
}

std::vector<std::vector<std::uint32_t>> nearestKnown(const ItemVectors& modality,
                                                     const std::span<const std::uint8_t> isKnown,
                                                     const std::span<const std::uint32_t> rows,
                                                     const std::size_t count) {
    constexpr std::size_t kBlock = 64;
    const std::size_t all = modality.vectors.rows();
    std::vector<std::vector<std::uint32_t>> nearest(rows.size());
    Matrix block(kBlock, modality.vectors.cols());
    std::vector<float> cosines(kBlock * all);
    for (std::size_t begin = 0; begin < rows.size(); begin += kBlock) {
        const std::size_t size = std::min(kBlock, rows.size() - begin);
        for (std::size_t index = 0; index < size; ++index) {
            std::ranges::copy(modality.vectors.row(rows[begin + index]),
                              block.mutableRow(index).begin());
        }
        multiply(block.data(), size, modality.vectors, 0.0F, cosines.data());
        for (std::size_t index = 0; index < size; ++index) {
            const std::span<float> scores(cosines.data() + index * all, all);
            if (modality.has[rows[begin + index]] == 0) {
                continue;
            }
            for (std::size_t row = 0; row < all; ++row) {
                scores[row] = isKnown[row] != 0 && modality.has[row] != 0 ? scores[row] : kMasked;
            }
            scores[rows[begin + index]] = kMasked;
            nearest[begin + index] = topRows(scores, count);
        }
    }
    return nearest;
}

void clearUnknown(VectorSide& own, const std::span<const std::uint8_t> isKnown) {
    for (std::size_t row = 0; row < isKnown.size(); ++row) {
        if (isKnown[row] == 0) {
            std::ranges::fill(own.vectors.mutableRow(row), 0.0F);
            if (!own.bias.empty()) {
                own.bias[row] = 0.0F;
            }
        }
    }
}

void putVectorModel(ModelFile& file, const VectorModel& model) {
    for (const VectorSide& side : model.sides) {
        file.matrices["vectors.items" + nameOf(side.part)] = side.vectors;
        if (!side.bias.empty()) {
            file.matrices["vectors.bias" + nameOf(side.part)] =
                Matrix(side.bias.size(), 1, side.bias);
        }
    }
    putShopperVectors(file, model.shoppers);
    if (!model.given.isEmpty()) {
        file.matrices["vectors.given"] = model.given;
    }
}

VectorModel vectorModelFrom(Project& project,
                            const ModelFile& file,
                            const std::vector<ItemId>& items) {
    const std::vector<std::uint32_t> rows = rowsToday(file, items);
    VectorModel model;
    model.sides.push_back({0,
                           rearranged(file.matrix("vectors.items"), rows, items.size()),
                           biasFrom(file, "vectors.bias", rows, items.size())});
    const ContentVectors contents = contentVectors(project, file, items);
    std::vector<std::uint8_t> isKnown;
    for (const float shoppers : popularityFrom(file, items)) {
        isKnown.push_back(shoppers >= 0 ? 1 : 0);
        model.popularity.push_back(std::log1p(std::max(shoppers, 0.0F)));
    }
    clearUnknown(model.sides.front(), isKnown);
    for (const unsigned part : {kTextPart, kImagePart}) {
        const ItemVectors& modality = part == kTextPart ? contents.text : contents.image;
        const std::string word = wordOf(modalityOf(part));
        if (file.matrices.contains("vectors.project." + word)) {
            model.sides.push_back(
                projectedSide(part, modality, file.matrix("vectors.project." + word)));
        } else if (file.matrices.contains("vectors.items." + word)) {
            VectorSide side{
                part, rearranged(file.matrix("vectors.items." + word), rows, items.size()), {}};
            setNewcomers(side,
                         modality,
                         rearranged(file.matrix("vectors.nodes"), rows, items.size()),
                         isKnown,
                         contents,
                         static_cast<std::size_t>(file.integersOf("graph.neighbours").at(0)));
            model.sides.push_back(std::move(side));
        }
    }
    model.shoppers = shopperVectorsFrom(file, model.sides.front().vectors.cols());
    if (file.matrices.contains("vectors.given")) {
        model.given = rearranged(file.matrix("vectors.given"), rows, items.size());
    }
    return model;
}

VectorScorer::VectorScorer(VectorModel model, const std::optional<Calibration> calibration)
    : model_(std::move(model)), calibration_(calibration) {
    const VectorSide& own = model_.sides.front();
    const std::size_t rows = own.vectors.rows();
    items_ = Matrix(rows, own.vectors.cols());
    bias_.assign(rows, 0.0F);
    for (const VectorSide& side : model_.sides) {
        const float* const values = side.vectors.data();
        std::transform(values,
                       values + rows * items_.cols(),
                       items_.data(),
                       items_.mutableData(),
                       std::plus<>());
        for (std::size_t row = 0; row < side.bias.size(); ++row) {
            bias_[row] += side.bias[row];
        }
    }
    double lengths = 0;
    const std::size_t shoppers = model_.shoppers.ids.size();
    for (std::size_t shopper = 0; shopper < shoppers; ++shopper) {
        const auto vector = model_.shoppers.vectors.row(shopper);
        lengths += std::sqrt(static_cast<double>(dotProduct(vector, vector)));
    }
    usualLength_ = lengths / std::max(1.0, static_cast<double>(shoppers));
}

void VectorScorer::vectorOf(const Asker& asker, const std::span<float> out) {
    if (const auto learned = model_.shoppers.of(asker.shopper); !learned.empty()) {
        std::ranges::copy(learned, out.begin());
        return;
    }
    std::ranges::fill(out, 0.0F);
    if (const std::vector<std::uint32_t> rows = chosenRows(asker.history); !rows.empty()) {
        foldIn(rows, out);
    }
}

void VectorScorer::foldIn(const std::vector<std::uint32_t>& rows, const std::span<float> out) {
    const std::size_t dim = out.size();
    if (!model_.given.isEmpty()) {
        const auto factor = static_cast<float>(1 / std::sqrt(static_cast<double>(rows.size())));
        for (const std::uint32_t row : rows) {
            cblas_saxpy(asInt(dim), factor, model_.given.row(row).data(), 1, out.data(), 1);
        }
        return;
    }
    if (gram_.empty()) {
        std::vector<float> gram(dim * dim);
        cblas_sgemm(CblasRowMajor,
                    CblasTrans,
                    CblasNoTrans,
                    asInt(dim),
                    asInt(dim),
                    asInt(items_.rows()),
                    1.0F / static_cast<float>(items_.rows()),
                    items_.data(),
                    asInt(dim),
                    items_.data(),
                    asInt(dim),
                    0.0F,
                    gram.data(),
                    asInt(dim));
        gram_.assign(gram.begin(), gram.end());
    }
    // All products together weigh as much as the history does: A x = sum of its vectors.
    const double n = static_cast<double>(rows.size());
    std::vector<double> a(dim * dim);
    std::vector<double> x(dim);
    double trace = 0;
    for (std::size_t i = 0; i < dim; ++i) {
        trace += gram_[i * dim + i];
    }
    for (std::size_t i = 0; i < dim * dim; ++i) {
        a[i] = n * gram_[i];
    }
    for (const std::uint32_t row : rows) {
        const auto y = items_.row(row);
        for (std::size_t i = 0; i < dim; ++i) {
            x[i] += static_cast<double>(y[i]);
            for (std::size_t j = 0; j < dim; ++j) {
                a[i * dim + j] += static_cast<double>(y[i]) * static_cast<double>(y[j]);
            }
        }
    }
    for (std::size_t i = 0; i < dim; ++i) {
        a[i * dim + i] += n * trace / static_cast<double>(dim) + 1e-9;
    }
    solveSymmetric(a, x);
    double length = 0;
    for (const double value : x) {
        length += value * value;
    }
    const double factor = length > 0 ? usualLength_ / std::sqrt(length) : 0.0;
    std::ranges::transform(
        x, out.begin(), [&](const double value) { return static_cast<float>(factor * value); });
}

std::vector<float> VectorScorer::shopperVector(const Asker& asker) {
    std::vector<float> vector(items_.cols());
    vectorOf(asker, vector);
    return vector;
}

void VectorScorer::score(const Asker& asker, const std::span<float> out) {
    scoreMany({&asker, 1}, out);
}

void VectorScorer::scoreMany(const std::span<const Asker> askers, const std::span<float> out) {
    Matrix vectors(askers.size(), items_.cols());
    for (std::size_t index = 0; index < askers.size(); ++index) {
        vectorOf(askers[index], vectors.mutableRow(index));
        std::ranges::copy(bias_, out.begin() + static_cast<std::ptrdiff_t>(index * bias_.size()));
    }
    if (askers.size() == 1) {
        addRowProducts(items_.data(), items_.rows(), vectors.row(0), 1.0F, 1.0F, out.data());
    } else {
        multiply(vectors.data(), askers.size(), items_, 1.0F, out.data());
    }
    for (std::size_t index = 0; index < askers.size(); ++index) {
        if (ranksByPopularity(vectors.row(index))) {
            std::ranges::copy(model_.popularity,
                              out.begin() + static_cast<std::ptrdiff_t>(index * items_.rows()));
        }
    }
}

bool VectorScorer::ranksByPopularity(const std::span<const float> vector) const {
    const auto isZero = [](const float value) { return value == 0; };
    return !model_.popularity.empty() && std::ranges::all_of(vector, isZero) &&
           std::ranges::all_of(bias_, isZero);
}

double VectorScorer::scoreOne(const Asker& asker, const std::uint32_t row, const unsigned present) {
    std::vector<float> vector(items_.cols(), 0.0F);
    vectorOf(asker, vector);
    if (ranksByPopularity(vector)) {
        return static_cast<double>(model_.popularity[row]);
    }
    if ((present & kHistoryPart) == 0) {  // masked, not unknown: nothing speaks for the shopper
        std::ranges::fill(vector, 0.0F);
    }
    double sum = 0;
    for (const VectorSide& side : model_.sides) {
        if (side.part == 0 || (present & side.part) != 0) {
            sum += static_cast<double>(dotProduct(vector, side.vectors.row(row)));
            sum += side.bias.empty() ? 0.0 : static_cast<double>(side.bias[row]);
        }
    }
    return sum;
}

unsigned VectorScorer::parts() const {
    unsigned parts = kHistoryPart;
    for (const VectorSide& side : model_.sides) {
        parts |= side.part;
    }
    return parts;
}

}  // namespace haberdash
