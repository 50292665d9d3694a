// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/text/truncated_svd.h"

#include "core/data/base/error.h"
#include "core/learn/text/linear.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

// LAPACK: LQ factorisation, its orthonormal rows, and symmetric eigenvectors, column-major.
extern "C" {
void sgelqf_(const int* m,
             const int* n,
             float* a,
             const int* lda,
             float* tau,
             float* work,
             const int* lwork,
             int* info);
void sorglq_(const int* m,
             const int* n,
             const int* k,
             float* a,
             const int* lda,
             const float* tau,
             float* work,
             const int* lwork,
             int* info);
void dsyev_(const char* jobz,
            const char* uplo,
            const int* n,
            double* a,
            const int* lda,
            double* w,
            double* work,
            const int* lwork,
            int* info);
}

namespace haberdash {

namespace {

constexpr std::size_t kOversampling = 16;
constexpr int kIterations = 4;
constexpr double kLeastShare = 1e-6;  // of the largest singular value squared: less is rounding

// [width, columns] of +1 and -1: as good a start as Gaussian numbers, and the same everywhere.
Matrix randomSigns(const std::size_t width, const std::size_t columns) {
    std::mt19937_64 random(20240229);
    Matrix signs(width, columns);
    for (std::size_t i = 0; i < width * columns; ++i) {
        signs.mutableData()[i] = (random() & 1U) != 0 ? 1.0F : -1.0F;
    }
    return signs;
}

// rows * basis -> [rows, columns of basis]
Matrix forward(const std::span<const SparseRow> rows, const Matrix& basis) {
    const std::size_t columns = basis.cols();
    Matrix out(rows.size(), columns);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        float* const target = out.mutableRow(i).data();
        for (std::size_t t = 0; t < rows[i].columns.size(); ++t) {
            cblas_saxpy(static_cast<int>(columns),
                        rows[i].values[t],
                        basis.row(rows[i].columns[t]).data(),
                        1,
                        target,
                        1);
        }
    }
    return out;
}

// rows' * image -> [width, columns of image]
Matrix backward(const std::span<const SparseRow> rows,
                const Matrix& image,
                const std::size_t width) {
    const std::size_t columns = image.cols();
    Matrix out(width, columns);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const float* const source = image.row(i).data();
        for (std::size_t t = 0; t < rows[i].columns.size(); ++t) {
            cblas_saxpy(static_cast<int>(columns),
                        rows[i].values[t],
                        source,
                        1,
                        out.mutableRow(rows[i].columns[t]).data(),
                        1);
        }
    }
    return out;
}

// Orthonormal columns of the same span. A row-major [width, columns] is LAPACK's [columns, width],
// of which the LQ factorisation makes orthonormal rows.
void orthonormalise(Matrix& basis) {
    const int rows = static_cast<int>(basis.cols());
    const int columns = static_cast<int>(basis.rows());
    std::vector<float> tau(basis.cols());
    std::vector<float> work(basis.cols() * 64);
    const int size = static_cast<int>(work.size());
    int info = 0;
    sgelqf_(&rows, &columns, basis.mutableData(), &rows, tau.data(), work.data(), &size, &info);
    sorglq_(
        &rows, &columns, &rows, basis.mutableData(), &rows, tau.data(), work.data(), &size, &info);
    if (info != 0) {
        throw Error(ErrorKind::Model, "The words of the catalog cannot be reduced; report this.");
    }
}

// Rotates an orthonormal basis to singular vectors, by the eigenvectors of image' * image.
Matrix rotated(const Matrix& basis, const Matrix& image, const std::size_t dim) {
    const std::size_t n = basis.cols();
    std::vector<float> gram(n * n);
    cblas_ssyrk(CblasRowMajor,
                CblasUpper,
                CblasTrans,
                static_cast<int>(n),
                static_cast<int>(image.rows()),
                1.0F,
                image.data(),
                static_cast<int>(n),
                0.0F,
                gram.data(),
                static_cast<int>(n));
    std::vector<double> vectors(gram.begin(), gram.end());
    std::vector<double> values(n);
    std::vector<double> work(n * 64);
    const int order = static_cast<int>(n);
    const int size = static_cast<int>(work.size());
    int info = 0;
    dsyev_("V", "L", &order, vectors.data(), &order, values.data(), work.data(), &size, &info);

    Matrix rotation(n, dim);  // eigenvalues ascend: take from the end
    for (std::size_t k = 0; k < std::min(dim, n); ++k) {
        const std::size_t source = n - 1 - k;
        if (values[source] <= kLeastShare * values.back()) {
            break;
        }
        for (std::size_t j = 0; j < n; ++j) {
            rotation.mutableRow(j)[k] = static_cast<float>(vectors[source * n + j]);
        }
    }
    Matrix out(basis.rows(), dim);
    multiply(basis.rows(),
             dim,
             n,
             {basis.data(), n},
             {rotation.data(), dim},
             Right::AsIs,
             out.mutableData(),
             dim);
    return out;
}

}  // namespace

Matrix leadingDirections(const std::span<const SparseRow> rows,
                         const std::size_t width,
                         const std::size_t dim) {
    const std::size_t columns = std::min({dim + kOversampling, width, rows.size()});
    if (columns == 0) {
        return Matrix(width, dim);
    }
    Matrix basis = randomSigns(width, columns);
    orthonormalise(basis);
    for (int iteration = 0; iteration < kIterations; ++iteration) {
        basis = backward(rows, forward(rows, basis), width);
        orthonormalise(basis);
    }
    return rotated(basis, forward(rows, basis), dim);
}

}  // namespace haberdash
