// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/vectors/projection.h"

#include "core/learn/vectors/pair_order.h"

#include <algorithm>
#include <cblas.h>
#include <cmath>

namespace haberdash {

namespace {

Matrix sideBySide(const ContentVectors& contents) {
    const Matrix& text = contents.text.vectors;
    const Matrix& image = contents.image.vectors;
    const std::size_t rows = std::max(text.rows(), image.rows());
    Matrix features(rows, text.cols() + image.cols());
    for (std::size_t row = 0; row < rows; ++row) {
        auto out = features.mutableRow(row).begin();
        out = text.isEmpty() ? out : std::ranges::copy(text.row(row), out).out;
        if (!image.isEmpty()) {
            std::ranges::copy(image.row(row), out);
        }
    }
    return features;
}

}  // namespace

Projection::Projection(const std::string& name,
                       const ContentVectors& contents,
                       const std::size_t cols,
                       const TrainOptions& options)
    : textWidth_(contents.text.vectors.cols()),
      cols_(cols),
      features_(sideBySide(contents)),
      table_("projection." + name,
             features_.cols(),
             cols,
             1 / std::sqrt(static_cast<double>(features_.cols())),
             drawsOf(options, 103)),
      tableGradient_(features_.cols() * cols) {
}

void Projection::gather(const std::span<const std::uint32_t> rows) {
    const std::size_t width = features_.cols();
    count_ = rows.size();
    gathered_.resize(count_ * width);
    for (std::size_t place = 0; place < count_; ++place) {
        std::ranges::copy(features_.row(rows[place]),
                          gathered_.begin() + static_cast<std::ptrdiff_t>(place * width));
    }
    projected_.resize(count_ * cols_);
    gradients_.assign(count_ * cols_, 0.0F);
    cblas_sgemm(CblasRowMajor,
                CblasNoTrans,
                CblasNoTrans,
                static_cast<int>(count_),
                static_cast<int>(cols_),
                static_cast<int>(width),
                1.0F,
                gathered_.data(),
                static_cast<int>(width),
                table_.weights().data(),
                static_cast<int>(cols_),
                0.0F,
                projected_.data(),
                static_cast<int>(cols_));
}

void Projection::addPair(const float g,
                         const float* const x,
                         float* const gx,
                         const std::uint32_t chosen,
                         const std::uint32_t other,
                         const std::size_t size) {
    float* const gChosen = gradients_.data() + chosen * cols_;
    float* const gOther = gradients_.data() + other * cols_;
    kernels::addPairGradient(g, x, row(chosen), row(other), gx, gChosen, gOther, size);
    if (size < cols_) {
        gChosen[size] += g;
        gOther[size] -= g;
    }
}

void Projection::step(const kernels::AdamStep step, const float decayInGradient) {
    const std::size_t width = features_.cols();
    cblas_sgemm(CblasRowMajor,
                CblasTrans,
                CblasNoTrans,
                static_cast<int>(width),
                static_cast<int>(cols_),
                static_cast<int>(count_),
                1.0F,
                gathered_.data(),
                static_cast<int>(width),
                gradients_.data(),
                static_cast<int>(cols_),
                0.0F,
                tableGradient_.data(),
                static_cast<int>(cols_));
    // Every row of the step uses the projection once.
    kernels::addScaled(tableGradient_.data(),
                       decayInGradient * static_cast<float>(count_),
                       table_.weights().data(),
                       tableGradient_.size());
    table_.step(tableGradient_, step);
}

Matrix Projection::part(const bool isText) const {
    const Matrix& all = table_.weights();
    const std::size_t begin = isText ? 0 : textWidth_;
    const std::size_t end = isText ? textWidth_ : all.rows();
    return {end - begin,
            cols_,
            std::vector<float>(all.data() + begin * cols_, all.data() + end * cols_)};
}

void Projection::addSides(VectorModel& model, const ContentVectors& contents) const {
    if (textWidth_ > 0) {
        model.sides.push_back(projectedSide(kTextPart, contents.text, part(true)));
    }
    if (textWidth_ < features_.cols()) {
        model.sides.push_back(projectedSide(kImagePart, contents.image, part(false)));
    }
}

void Projection::putProjections(ModelFile& file) const {
    if (textWidth_ > 0) {
        file.matrices["vectors.project.text"] = part(true);
    }
    if (textWidth_ < features_.cols()) {
        file.matrices["vectors.project.image"] = part(false);
    }
}

}  // namespace haberdash
