// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/model/floors.h"

#include "core/data/base/error.h"
#include "core/data/base/numbers.h"
#include "core/learn/metrics/draws.h"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace haberdash {

namespace {

class PopularityScorer final : public Scorer {
  public:
    explicit PopularityScorer(std::vector<float> counts) : counts_(std::move(counts)) {}

    void score(const Asker&, const std::span<float> out) override {
        std::ranges::copy(counts_, out.begin());
    }

    double scoreOne(const Asker&, const std::uint32_t row, unsigned) override {
        return counts_[row];
    }

    unsigned parts() const override { return 0; }

  private:
    std::vector<float> counts_;
};

// A hash of seed, history and product: another order for every shopper, the same every time.
class RandomScorer final : public Scorer {
  public:
    RandomScorer(const std::uint64_t seed, const std::span<const ItemId> items)
        : seed_(seed), items_(items.begin(), items.end()) {}

    void score(const Asker& asker, const std::span<float> out) override {
        const std::uint64_t shopper = hashOf(asker.history);
        for (std::size_t row = 0; row < items_.size(); ++row) {
            out[row] = scoreOf(shopper, row);
        }
    }

    double scoreOne(const Asker& asker, const std::uint32_t row, unsigned) override {
        return scoreOf(hashOf(asker.history), row);
    }

    unsigned parts() const override { return 0; }

  private:
    std::uint64_t hashOf(const std::span<const PastEvent> history) const {
        std::uint64_t hash = seed_;
        for (const PastEvent& event : history) {
            hash = mixed(hash ^ static_cast<std::uint64_t>(raw(items_[event.row])));
        }
        return hash;
    }

    float scoreOf(const std::uint64_t shopper, const std::size_t row) const {
        return static_cast<float>(unitHash(shopper, static_cast<std::uint64_t>(raw(items_[row]))));
    }

    std::uint64_t seed_;
    std::vector<ItemId> items_;
};

struct Neighbour {
    std::uint32_t row = 0;
    float similarity = 0;
};

// Kept by the product of the history: which products count it among their neighbours.
class ItemKnnScorer final : public Scorer {
  public:
    ItemKnnScorer(std::vector<std::vector<Neighbour>> votes, std::vector<float> popularity)
        : votes_(std::move(votes)), popularity_(std::move(popularity)) {}

    void score(const Asker& asker, const std::span<float> out) override {
        std::ranges::fill(out, 0.0F);
        bool isTold = false;
        for (const std::uint32_t row : chosenRows(asker.history)) {
            for (const Neighbour& vote : votes_[row]) {
                out[vote.row] += vote.similarity;
                isTold = true;
            }
        }
        if (!isTold) {
            std::ranges::copy(popularity_, out.begin());
        }
    }

    double scoreOne(const Asker& asker, const std::uint32_t row, const unsigned present) override {
        scratch_.resize(popularity_.size());
        if ((present & kHistoryPart) == 0) {
            return 0.0;
        }
        score(asker, scratch_);
        return scratch_[row];
    }

    unsigned parts() const override { return kHistoryPart; }

  private:
    std::vector<std::vector<Neighbour>> votes_;
    std::vector<float> popularity_;
    std::vector<float> scratch_;
};

// The k best neighbours of one row from its counts of common shoppers.
std::vector<Neighbour> bestNeighbours(std::vector<Neighbour> found, const std::size_t k) {
    const auto isBefore = [](const Neighbour& a, const Neighbour& b) {
        return a.similarity != b.similarity ? a.similarity > b.similarity : a.row < b.row;
    };
    const std::size_t kept = std::min(k, found.size());
    std::ranges::partial_sort(found, found.begin() + static_cast<std::ptrdiff_t>(kept), isBefore);
    found.resize(kept);
    return found;
}

}  // namespace

std::vector<std::uint32_t> rowsToday(const ModelFile& model, const std::span<const ItemId> items) {
    std::vector<std::uint32_t> rows;
    for (const std::int64_t id : model.integersOf("items")) {
        const auto found = std::ranges::lower_bound(items, ItemId{id});
        rows.push_back(found != items.end() && raw(*found) == id
                           ? static_cast<std::uint32_t>(found - items.begin())
                           : kNoRow);
    }
    return rows;
}

void putPopularity(ModelFile& model,
                   const std::span<const ItemId> items,
                   const std::span<const std::int64_t> counts) {
    std::vector<std::int64_t> ids;
    std::ranges::transform(items, std::back_inserter(ids), [](const ItemId id) { return raw(id); });
    model.integers["items"] = std::move(ids);
    model.integers["popularity"] = {counts.begin(), counts.end()};
}

namespace {

/// A figure of each product that the model knows, for the products of today.
template <typename Figure>
std::vector<float> figuresToday(const ModelFile& model,
                                const std::span<const ItemId> items,
                                const std::span<const Figure> figures) {
    const std::vector<std::uint32_t> rows = rowsToday(model, items);
    if (rows.size() != figures.size()) {
        throw Error(ErrorKind::Model,
                    "The model's list of products is damaged; train the run again.");
    }
    std::vector<float> today(items.size(), static_cast<float>(kNewcomer));
    for (std::size_t known = 0; known < rows.size(); ++known) {
        if (rows[known] != kNoRow) {
            today[rows[known]] = static_cast<float>(figures[known]);
        }
    }
    return today;
}

}  // namespace

std::vector<float> popularityFrom(const ModelFile& model, const std::span<const ItemId> items) {
    return figuresToday(model, items, std::span(model.integersOf("popularity")));
}

void putRecent(ModelFile& model, const std::span<const float> weights) {
    Matrix recent(weights.size(), 1);
    std::ranges::copy(weights, recent.mutableData());
    model.matrices["recent"] = std::move(recent);
}

void putNeighbours(ModelFile& model,
                   const Baskets& baskets,
                   const std::size_t rows,
                   const std::size_t neighbours,
                   const double shrinkage) {
    std::vector<std::vector<std::uint32_t>> shoppersOf(rows);
    for (std::uint32_t shopper = 0; shopper < baskets.size(); ++shopper) {
        for (const std::uint32_t row : baskets[shopper]) {
            shoppersOf[row].push_back(shopper);
        }
    }
    std::vector<std::int64_t> rowsOut(rows * neighbours, -1);
    Matrix similarities(rows, neighbours);
    std::vector<std::uint32_t> together(rows);
    for (std::size_t row = 0; row < rows; ++row) {
        std::vector<Neighbour> found;
        for (const std::uint32_t shopper : shoppersOf[row]) {
            for (const std::uint32_t other : baskets[shopper]) {
                if (other != row && together[other]++ == 0) {
                    found.push_back({other, 0});
                }
            }
        }
        for (Neighbour& neighbour : found) {
            const double both = static_cast<double>(shoppersOf[row].size()) *
                                static_cast<double>(shoppersOf[neighbour.row].size());
            neighbour.similarity =
                static_cast<float>(together[neighbour.row] / (std::sqrt(both) + shrinkage));
            together[neighbour.row] = 0;
        }
        std::size_t place = row * neighbours;
        for (const Neighbour& neighbour : bestNeighbours(std::move(found), neighbours)) {
            rowsOut[place] = neighbour.row;
            similarities.mutableData()[place++] = neighbour.similarity;
        }
    }
    model.integers["neighbours"] = std::move(rowsOut);
    model.matrices["similarities"] = std::move(similarities);
}

std::unique_ptr<Scorer> makePopularityScorer(const ModelFile& model,
                                             const std::span<const ItemId> items) {
    return std::make_unique<PopularityScorer>(popularityFrom(model, items));
}

std::unique_ptr<Scorer> makeRecentPopularityScorer(const ModelFile& model,
                                                   const std::span<const ItemId> items) {
    const Matrix& recent = model.matrix("recent");
    return std::make_unique<PopularityScorer>(
        figuresToday(model, items, std::span(recent.data(), recent.rows())));
}

std::unique_ptr<Scorer> makeRandomScorer(const ModelFile& model,
                                         const std::span<const ItemId> items) {
    const std::int64_t seed = parseInteger(model.word("seed")).value_or(0);
    return std::make_unique<RandomScorer>(static_cast<std::uint64_t>(seed), items);
}

std::unique_ptr<Scorer> makeItemKnnScorer(const ModelFile& model,
                                          const std::span<const ItemId> items) {
    const std::vector<std::uint32_t> rows = rowsToday(model, items);
    const std::vector<std::int64_t>& stored = model.integersOf("neighbours");
    const Matrix& similarities = model.matrix("similarities");
    const std::size_t width = similarities.cols();
    if (similarities.rows() != rows.size() || stored.size() != rows.size() * width) {
        throw Error(ErrorKind::Model, "The model's neighbours are damaged; train the run again.");
    }
    std::vector<std::vector<Neighbour>> votes(items.size());
    for (std::size_t known = 0; known < rows.size(); ++known) {
        for (std::size_t place = known * width; place < (known + 1) * width; ++place) {
            const std::int64_t other = stored[place];
            if (rows[known] == kNoRow || other < 0 || other >= std::ssize(rows) ||
                rows[static_cast<std::size_t>(other)] == kNoRow) {
                continue;
            }
            votes[rows[static_cast<std::size_t>(other)]].push_back(
                {rows[known], similarities.data()[place]});
        }
    }
    return std::make_unique<ItemKnnScorer>(std::move(votes), popularityFrom(model, items));
}

}  // namespace haberdash
