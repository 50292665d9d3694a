// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/vectors/adam_table.h"

#include "core/data/base/error.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace haberdash {

namespace {

constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

Matrix owned(const ModelFile& file, const std::string& name, const Matrix& like) {
    const Matrix& stored = file.matrix(name);
    if (stored.rows() != like.rows() || stored.cols() != like.cols()) {
        throw Error(ErrorKind::Model,
                    "The checkpoint does not fit the run's options; start a new run.");
    }
    return {stored.rows(),
            stored.cols(),
            std::vector<float>(stored.data(), stored.data() + stored.rows() * stored.cols())};
}

}  // namespace

RowGradients::RowGradients(const std::size_t rows, const std::size_t cols)
    : cols_(cols), placeOf_(rows, kNone) {
}

std::uint32_t RowGradients::use(const std::uint32_t row) {
    std::uint32_t& place = placeOf_[row];
    if (place == kNone) {
        place = static_cast<std::uint32_t>(rows_.size());
        rows_.push_back(row);
        uses_.push_back(0);
        values_.resize(rows_.size() * cols_, 0.0F);
    }
    uses_[place] += 1;
    return place;
}

void RowGradients::clear() {
    for (const std::uint32_t row : rows_) {
        placeOf_[row] = kNone;
    }
    rows_.clear();
    uses_.clear();
    values_.clear();
}

kernels::AdamStep StepCounter::next() {
    ++count_;
    const double t = static_cast<double>(count_);
    const double warm = options_.warmupSteps > 0
                            ? std::min(1.0, t / static_cast<double>(options_.warmupSteps))
                            : 1.0;
    const double rate = options_.learningRate * warm;
    return {static_cast<float>(rate / (1 - std::pow(0.9, t))),
            static_cast<float>(1 / std::sqrt(1 - std::pow(0.999, t))),
            options_.optimizer == "adamw" ? static_cast<float>(rate * options_.weightDecay) : 0.0F};
}

float StepCounter::decayInGradient() const {
    return options_.optimizer == "adamw" ? 0.0F : static_cast<float>(options_.weightDecay);
}

AdamTable::AdamTable(std::string name,
                     const std::size_t rows,
                     const std::size_t cols,
                     const double deviation,
                     Draws random)
    : name_(std::move(name)), weights_(rows, cols), mean_(rows, cols), square_(rows, cols) {
    std::generate_n(weights_.mutableData(), rows * cols, [&] {
        return static_cast<float>(deviation * random.normal());
    });
}

void AdamTable::step(RowGradients& gradients,
                     const kernels::AdamStep step,
                     const float decayInGradient) {
    const std::size_t cols = weights_.cols();
    constexpr std::size_t kAhead = 4;
    const auto rows = gradients.rows();
    for (std::uint32_t place = 0; place < rows.size(); ++place) {
        if (place + kAhead < rows.size()) {
            const std::size_t next = rows[place + kAhead] * cols;
            kernels::prefetch(weights_.data() + next, cols);
            kernels::prefetch(mean_.data() + next, cols);
            kernels::prefetch(square_.data() + next, cols);
        }
        const std::size_t begin = rows[place] * cols;
        float* const weights = weights_.mutableData() + begin;
        float* const gradient = gradients.at(place);
        if (decayInGradient > 0) {
            kernels::addScaled(
                gradient, decayInGradient * gradients.useCount(place), weights, cols);
        }
        kernels::adam(weights,
                      mean_.mutableData() + begin,
                      square_.mutableData() + begin,
                      gradient,
                      cols,
                      step);
    }
}

void AdamTable::step(const std::vector<float>& gradient, const kernels::AdamStep step) {
    kernels::adam(weights_.mutableData(),
                  mean_.mutableData(),
                  square_.mutableData(),
                  gradient.data(),
                  gradient.size(),
                  step);
}

void AdamTable::put(ModelFile& file) const {
    file.matrices["table." + name_] = weights_;
    file.matrices["adam.mean." + name_] = mean_;
    file.matrices["adam.square." + name_] = square_;
}

void AdamTable::take(const ModelFile& file) {
    weights_ = owned(file, "table." + name_, weights_);
    mean_ = owned(file, "adam.mean." + name_, mean_);
    square_ = owned(file, "adam.square." + name_, square_);
}

}  // namespace haberdash
