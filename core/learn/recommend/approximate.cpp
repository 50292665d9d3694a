// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/recommend/approximate.h"

#include <algorithm>
#include <faiss/IndexHNSW.h>
#include <omp.h>

namespace haberdash {

namespace {

constexpr int kLinks = 24;
constexpr int kLookedAtBuilding = 120;
constexpr int kLookedAt = 256;  // by a search, or as many as are wanted

constexpr std::size_t kStride = 16'384;  // products between two looks at whether to stop

/// OpenMP's threads for this thread, as they were when it leaves scope.
class AllCores {
  public:
    AllCores() { omp_set_num_threads(omp_get_num_procs()); }

    ~AllCores() { omp_set_num_threads(before_); }

    AllCores(const AllCores&) = delete;
    AllCores& operator=(const AllCores&) = delete;

  private:
    int before_ = omp_get_max_threads();
};

// [y, bias], which a query meets with [x, 1].
std::vector<float> withBias(const Matrix& vectors, const std::span<const float> bias) {
    std::vector<float> rows;
    rows.reserve(vectors.rows() * (vectors.cols() + 1));
    for (std::size_t row = 0; row < vectors.rows(); ++row) {
        rows.insert(rows.end(), vectors.row(row).begin(), vectors.row(row).end());
        rows.push_back(bias.empty() ? 0.0F : bias[row]);
    }
    return rows;
}

}  // namespace

struct ApproximateIndex::Parts {
    explicit Parts(const std::size_t width)
        : index(static_cast<int>(width), kLinks, faiss::METRIC_INNER_PRODUCT) {}

    faiss::IndexHNSWFlat index;
};

ApproximateIndex::ApproximateIndex(const Matrix& vectors,
                                   const std::span<const float> bias,
                                   const Monitor& monitor)
    : parts_(std::make_unique<Parts>(vectors.cols() + 1)) {
    const std::vector<float> rows = withBias(vectors, bias);
    const AllCores whileBuilding;
    parts_->index.hnsw.efConstruction = kLookedAtBuilding;
    parts_->index.hnsw.efSearch = kLookedAt;
    for (std::size_t done = 0; done < vectors.rows(); done += kStride) {
        monitor.checkStop();
        parts_->index.add(
            static_cast<faiss::Index::idx_t>(std::min(kStride, vectors.rows() - done)),
            rows.data() + done * (vectors.cols() + 1));
    }
}

ApproximateIndex::~ApproximateIndex() = default;

std::vector<std::uint32_t> ApproximateIndex::best(const std::span<const float> x,
                                                  const std::size_t count) const {
    const faiss::IndexHNSWFlat& index = parts_->index;
    const auto wanted = std::min(static_cast<faiss::Index::idx_t>(count), index.ntotal);
    std::vector<float> query(x.begin(), x.end());
    query.push_back(1.0F);
    std::vector<float> distances(static_cast<std::size_t>(wanted));
    std::vector<faiss::Index::idx_t> labels(distances.size());
    index.search(1, query.data(), wanted, distances.data(), labels.data());
    std::vector<std::uint32_t> rows;
    for (const faiss::Index::idx_t label : labels) {
        if (label >= 0) {
            rows.push_back(static_cast<std::uint32_t>(label));
        }
    }
    return rows;
}

}  // namespace haberdash
