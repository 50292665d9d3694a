// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/features/whitening.h"

#include "core/data/base/error.h"
#include "core/learn/text/linear.h"

#include <fmt/format.h>

#include <algorithm>
#include <cblas.h>
#include <cmath>
#include <vector>

// LAPACK: eigenvalues (ascending) and eigenvectors of a symmetric matrix, by divide and conquer.
extern "C" void dsyevd_(const char* jobz,
                        const char* uplo,
                        const int* n,
                        double* a,
                        const int* lda,
                        double* w,
                        double* work,
                        const int* lwork,
                        int* iwork,
                        const int* liwork,
                        int* info);

namespace haberdash {

namespace {

constexpr std::size_t kBlockRows = 4096;

// Variance below this share of the largest is rounding, which whitening would blow up.
constexpr double kLeastShare = 1e-7;

std::vector<double> meanOf(const Matrix& rows) {
    std::vector<double> mean(rows.cols(), 0.0);
    for (std::size_t i = 0; i < rows.rows(); ++i) {
        const auto row = rows.row(i);
        for (std::size_t j = 0; j < row.size(); ++j) {
            mean[j] += row[j];
        }
    }
    for (double& value : mean) {
        value /= static_cast<double>(rows.rows());
    }
    return mean;
}

// Rows first .. first + count minus the mean, into block.
void centre(const Matrix& rows,
            const std::size_t first,
            const std::size_t count,
            const float* const mean,
            std::vector<float>& block) {
    const std::size_t width = rows.cols();
    block.resize(count * width);
    for (std::size_t i = 0; i < count; ++i) {
        const float* const row = rows.row(first + i).data();
        float* const out = block.data() + i * width;
        for (std::size_t j = 0; j < width; ++j) {
            out[j] = row[j] - mean[j];
        }
    }
}

// Covariance [width, width]; only the triangle that LAPACK's "L" (column-major) reads is filled.
std::vector<double> covarianceOf(const Matrix& rows, const Matrix& mean) {
    const std::size_t width = rows.cols();
    std::vector<double> sum(width * width, 0.0);
    std::vector<float> block;
    std::vector<float> partial(width * width);
    for (std::size_t first = 0; first < rows.rows(); first += kBlockRows) {
        const std::size_t count = std::min(kBlockRows, rows.rows() - first);
        centre(rows, first, count, mean.data(), block);
        cblas_ssyrk(CblasRowMajor,
                    CblasUpper,
                    CblasTrans,
                    static_cast<int>(width),
                    static_cast<int>(count),
                    1.0F,
                    block.data(),
                    static_cast<int>(width),
                    0.0F,
                    partial.data(),
                    static_cast<int>(width));
        for (std::size_t i = 0; i < width; ++i) {
            for (std::size_t j = i; j < width; ++j) {
                sum[i * width + j] += partial[i * width + j];
            }
        }
    }
    for (double& value : sum) {
        value /= static_cast<double>(rows.rows());
    }
    return sum;
}

struct Eigen {
    std::vector<double> values;   ///< ascending
    std::vector<double> vectors;  ///< vector k at k * width
};

Eigen eigenOf(std::vector<double> symmetric, const std::size_t width) {
    const int n = static_cast<int>(width);
    Eigen eigen{std::vector<double>(width), std::move(symmetric)};
    int info = 0;
    int integerSize = -1;
    int workSize = -1;
    double bestWork = 0;
    int bestIntegers = 0;
    dsyevd_("V",
            "L",
            &n,
            eigen.vectors.data(),
            &n,
            eigen.values.data(),
            &bestWork,
            &workSize,
            &bestIntegers,
            &integerSize,
            &info);
    workSize = static_cast<int>(bestWork);
    integerSize = bestIntegers;
    std::vector<double> work(static_cast<std::size_t>(workSize));
    std::vector<int> integers(static_cast<std::size_t>(integerSize));
    dsyevd_("V",
            "L",
            &n,
            eigen.vectors.data(),
            &n,
            eigen.values.data(),
            work.data(),
            &workSize,
            integers.data(),
            &integerSize,
            &info);
    if (info != 0) {
        throw Error(ErrorKind::Model,
                    "The features cannot be reduced: they hold numbers that are not finite; "
                    "compute the features again.");
    }
    return eigen;
}

// An eigenvector is known up to its sign: make its largest part positive.
double signOf(const double* const vector, const std::size_t width) {
    const double* const largest =
        std::max_element(vector, vector + width, [](const double a, const double b) {
            return std::abs(a) < std::abs(b);
        });
    return *largest < 0 ? -1.0 : 1.0;
}

}  // namespace

Whitening fitWhitening(const Matrix& rows, const std::size_t dim, const bool whiten) {
    if (rows.isEmpty()) {
        throw Error(ErrorKind::Unavailable,
                    "There are no features to learn a reduction from; compute the features first.");
    }
    const std::size_t width = rows.cols();
    const std::vector<double> mean = meanOf(rows);
    Whitening result{Matrix(1, width), Matrix(width, dim)};
    std::ranges::transform(mean, result.mean.mutableData(), [](const double value) {
        return static_cast<float>(value);
    });

    const Eigen eigen = eigenOf(covarianceOf(rows, result.mean), width);
    const double largest = eigen.values.back();
    for (std::size_t k = 0; k < std::min(dim, width); ++k) {
        const std::size_t source = width - 1 - k;
        const double variance = eigen.values[source];
        if (variance <= 0 || variance < kLeastShare * largest) {
            break;
        }
        const double* const vector = eigen.vectors.data() + source * width;
        const double scale = signOf(vector, width) / (whiten ? std::sqrt(variance) : 1.0);
        for (std::size_t j = 0; j < width; ++j) {
            result.projection.mutableRow(j)[k] = static_cast<float>(vector[j] * scale);
        }
    }
    return result;
}

Matrix apply(const Whitening& whitening, const Matrix& rows) {
    const std::size_t width = whitening.mean.cols();
    if (rows.cols() != width) {
        throw Error(ErrorKind::Model,
                    fmt::format("The features have {} numbers a product, but the reduction was "
                                "learned on {}; compute the features again.",
                                rows.cols(),
                                width));
    }
    const std::size_t dim = whitening.projection.cols();
    Matrix out(rows.rows(), dim);
    std::vector<float> block;
    for (std::size_t first = 0; first < rows.rows(); first += kBlockRows) {
        const std::size_t count = std::min(kBlockRows, rows.rows() - first);
        centre(rows, first, count, whitening.mean.data(), block);
        multiply(count,
                 dim,
                 width,
                 {block.data(), width},
                 {whitening.projection.data(), dim},
                 Right::AsIs,
                 out.mutableData() + first * dim,
                 dim);
    }
    return out;
}

}  // namespace haberdash
