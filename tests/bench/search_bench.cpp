// SPDX-License-Identifier: GPL-3.0-or-later

// Exact top-100 of 64-d vectors on one core: ours against faiss's IndexFlatIP in the same run, the
// share of the memory's bandwidth that one query reaches, and HNSW where exact search is too slow.
//
//   search_bench [ROWS]     (default: a million)

#include "core/learn/features/nearest.h"
#include "core/learn/metrics/draws.h"

#include <algorithm>
#include <cblas.h>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <faiss/IndexFlat.h>
#include <faiss/IndexHNSW.h>
#include <functional>
#include <omp.h>
#include <vector>

namespace haberdash {
namespace {

constexpr std::size_t kWidth = 64;
constexpr std::size_t kBest = 100;

double now() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) * 1e-6;
}

// Milliseconds of this thread on the processor, the least of several: the machine may be shared.
double timeOf(const int repeats, const std::function<void()>& act) {
    double least = 1e30;
    for (int i = 0; i < repeats; ++i) {
        const double start = now();
        act();
        least = std::min(least, now() - start);
    }
    return least;
}

// Unit vectors in clusters, as products are: pure noise has no neighbourhoods to find.
Matrix randomRows(const std::size_t rows, const std::uint64_t seed) {
    constexpr std::size_t kClusters = 2000;
    Draws random(seed);
    Draws shared(99);
    std::vector<float> centres(kClusters * kWidth);
    std::ranges::generate(centres, [&] { return static_cast<float>(shared.normal()); });
    Matrix matrix(rows, kWidth);
    for (std::size_t row = 0; row < rows; ++row) {
        const std::span<float> values = matrix.mutableRow(row);
        const float* const centre = centres.data() + random.below(kClusters) * kWidth;
        double sum = 0;
        for (std::size_t i = 0; i < kWidth; ++i) {
            values[i] = centre[i] + 0.7F * static_cast<float>(random.normal());
            sum += static_cast<double>(values[i]) * values[i];
        }
        for (float& value : values) {
            value /= static_cast<float>(std::sqrt(sum));
        }
    }
    return matrix;
}

// What reading all rows once takes at least: eight sums, so that only the memory can be slow.
double readingTime(const Matrix& rows) {
    return timeOf(5, [&rows] {
        const volatile float sum =
            cblas_sasum(static_cast<int>(rows.rows() * rows.cols()), rows.data(), 1);
        static_cast<void>(sum);
    });
}

void compareExact(const Matrix& rows, const faiss::IndexFlatIP& flat, const std::size_t batch) {
    const Matrix queries = randomRows(batch, 7);
    std::vector<float> distances(batch * kBest);
    std::vector<faiss::Index::idx_t> labels(batch * kBest);
    std::vector<std::vector<Neighbour>> found;
    double ours = 1e30;
    double theirs = 1e30;
    for (int turn = 0; turn < (batch == 1 ? 15 : 5); ++turn) {  // what disturbs, disturbs both
        ours = std::min(ours, timeOf(1, [&] { found = highestProducts(rows, queries, kBest); }));
        theirs = std::min(theirs, timeOf(1, [&] {
                              flat.search(static_cast<faiss::Index::idx_t>(batch),
                                          queries.data(),
                                          kBest,
                                          distances.data(),
                                          labels.data());
                          }));
    }
    std::size_t same = 0;
    for (std::size_t query = 0; query < batch; ++query) {
        for (std::size_t i = 0; i < kBest; ++i) {
            same +=
                static_cast<faiss::Index::idx_t>(found[query][i].row) == labels[query * kBest + i]
                    ? 1
                    : 0;
        }
    }
    const double share = static_cast<double>(batch);
    std::printf(
        "exact, batch %3zu: ours %.2f ms a query, faiss %.2f, %.2f times as fast; "
        "%.2f %% of the places equal\n",
        batch,
        ours / share,
        theirs / share,
        theirs / ours,
        100.0 * static_cast<double>(same) / static_cast<double>(batch * kBest));
    if (batch == 1) {
        const double bytes = static_cast<double>(rows.rows() * rows.cols() * sizeof(float));
        const double reading = readingTime(rows);
        std::printf("  %.1f GB/s, %.0f %% of the %.1f GB/s that reading alone reaches\n",
                    bytes / ours / 1e6,
                    100 * reading / ours,
                    bytes / reading / 1e6);
    }
}

void measureHnsw(const Matrix& rows) {
    constexpr std::size_t kQueries = 200;
    const Matrix queries = randomRows(kQueries, 11);
    const auto truth = highestProducts(rows, queries, kBest);
    faiss::IndexHNSWFlat index(kWidth, 24, faiss::METRIC_INNER_PRODUCT);
    index.hnsw.efConstruction = 120;
    omp_set_num_threads(omp_get_num_procs());
    const double building =
        timeOf(1, [&] { index.add(static_cast<faiss::Index::idx_t>(rows.rows()), rows.data()); });
    omp_set_num_threads(1);
    std::printf("HNSW (M 24, efConstruction 120): built in %.0f s\n", building / 1000);
    for (const int ef : {128, 256, 512, 1024}) {
        index.hnsw.efSearch = ef;
        std::vector<float> distances(kBest);
        std::vector<faiss::Index::idx_t> labels(kBest);
        std::size_t hits = 0;
        const double time = timeOf(1, [&] {
            for (std::size_t query = 0; query < kQueries; ++query) {
                index.search(1, queries.row(query).data(), kBest, distances.data(), labels.data());
                for (const Neighbour& neighbour : truth[query]) {
                    hits += std::ranges::count(labels,
                                               static_cast<faiss::Index::idx_t>(neighbour.row)) > 0
                                ? 1
                                : 0;
                }
            }
        });
        std::printf("  efSearch %4d: %.2f ms a query, recall@100 %.4f\n",
                    ef,
                    time / kQueries,
                    static_cast<double>(hits) / static_cast<double>(kQueries * kBest));
    }
}

}  // namespace
}  // namespace haberdash

int main(const int count, char** const words) {
    using namespace haberdash;
    const std::size_t size = count > 1 ? std::strtoul(words[1], nullptr, 10) : 1'000'000;
    omp_set_num_threads(1);
    const Matrix rows = randomRows(size, 1);
    {
        faiss::IndexFlatIP flat(kWidth);
        flat.add(static_cast<faiss::Index::idx_t>(rows.rows()), rows.data());
        std::printf("%zu vectors of %zu numbers, best %zu, one core\n", size, kWidth, kBest);
        compareExact(rows, flat, 1);
        compareExact(rows, flat, 256);
    }
    if (count > 2) {
        measureHnsw(rows);
    }
    return 0;
}
