// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/base/error.h"
#include "core/data/catalog/item_store.h"
#include "core/data/runs/run_store.h"
#include "core/learn/features/nearest.h"
#include "core/learn/metrics/ranking.h"
#include "core/learn/model/scorer.h"
#include "core/learn/recommend/recommender.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <filesystem>
#include <numeric>

namespace haberdash {

namespace {

// Events of a history, the latest: what each adds takes as long as a score, and older ones are read
// by few models.
constexpr std::size_t kMostExplained = 100;

constexpr std::array kParts{kTextPart, kImagePart, kFactsPart, kHistoryPart};

// Exact Shapley values (Lundberg & Lee 2017): of each part, its mean gain over all orders in which
// the parts can join. `values[mask]` is the score with the parts of the mask.
double shapley(const std::array<double, 16>& values, const unsigned used, const unsigned part) {
    const auto size = static_cast<unsigned>(std::popcount(used));
    std::array<double, 5> factorial{1, 1, 2, 6, 24};
    double sum = 0;
    for (unsigned mask = 0; mask < values.size(); ++mask) {
        if ((mask & part) != 0 || (mask & ~used) != 0) {
            continue;
        }
        const auto before = static_cast<unsigned>(std::popcount(mask));
        sum += factorial[before] * factorial[size - before - 1] / factorial[size] *
               (values[mask | part] - values[mask]);
    }
    return sum;
}

class RunRecommender final : public Recommender {
  public:
    /// `trainedAt`: Unix seconds; the run knows nothing of what was done later.
    RunRecommender(std::vector<ItemId> items,
                   std::unique_ptr<Scorer> scorer,
                   const std::int64_t trainedAt)
        : items_(std::move(items)), scorer_(std::move(scorer)), trainedAt_(trainedAt) {}

    std::vector<float> scores(const std::span<const HistoryEvent> history,
                              const std::optional<ShopperId> shopper) override {
        std::vector<float> out(items_.size());
        const std::vector<PastEvent> past = pastEvents(history);
        scorer_->score(askerOf(past, shopper), out);
        return out;
    }

    std::vector<float> scoresOf(const std::span<const HistoryEvent> history,
                                const std::span<const std::uint32_t> rows) override {
        std::vector<float> out(rows.size());
        const std::vector<PastEvent> past = pastEvents(history);
        scorer_->scoreRows({past, {}}, rows, items_.size(), out);
        return out;
    }

    double scoreOf(const std::span<const HistoryEvent> history,
                   const std::optional<ShopperId> shopper,
                   const std::uint32_t row) override {
        const std::vector<PastEvent> past = pastEvents(history);
        return scorer_->scoreOne(askerOf(past, shopper), row, scorer_->parts());
    }

    std::span<const ItemId> items() const override { return items_; }

    std::optional<double> probability(const double score) const override {
        const auto calibration = scorer_->calibration();
        return calibration ? std::optional(calibration->probability(score)) : std::nullopt;
    }

    Explanation explain(const std::span<const HistoryEvent> history,
                        const ItemId item,
                        const std::optional<ShopperId> shopper) override {
        const std::vector<PastEvent> past = pastEvents(history);
        const std::uint32_t row = rowOf(items_, item);
        Explanation explanation;
        addParts(explanation, askerOf(past, shopper), row);
        addEvents(explanation, past, row);
        addNearest(explanation, past, row);
        return explanation;
    }

    std::shared_ptr<const ApproximateIndex> makeIndex(const Monitor& monitor) const override {
        const ItemForm form = scorer_->itemForm();
        return form.bias.empty()
                   ? Recommender::makeIndex(monitor)
                   : std::make_shared<ApproximateIndex>(*form.vectors, form.bias, monitor);
    }

    void useIndex(std::shared_ptr<const ApproximateIndex> index) override {
        index_ = std::move(index);
    }

    std::vector<ScoredItem> fromIndex(const std::span<const HistoryEvent> history,
                                      const std::optional<ShopperId> shopper,
                                      const std::size_t count) override {
        if (!index_) {
            return {};
        }
        const std::vector<PastEvent> past = pastEvents(history);
        const std::vector<float> x = scorer_->shopperVector(askerOf(past, shopper));
        if (std::ranges::all_of(x, [](const float value) { return value == 0; })) {
            return {};  // nothing is known of the shopper: a direction is what an index looks along
        }
        const ItemForm form = scorer_->itemForm();
        std::vector<ScoredItem> found;
        for (const std::uint32_t row : index_->best(x, count)) {
            const auto y = form.vectors->row(row);
            const double score = std::inner_product(x.begin(), x.end(), y.begin(), form.bias[row]);
            found.push_back({items_[row], score, probability(score)});
        }
        std::ranges::sort(found, [](const ScoredItem& a, const ScoredItem& b) {
            return a.score != b.score ? a.score > b.score : a.item < b.item;
        });
        return found;
    }

  private:
    // A vector that was learned of a shopper says nothing of what they did since: then one is made
    // of all that they did, so that an event changes what they are shown next.
    Asker askerOf(const std::vector<PastEvent>& past,
                  const std::optional<ShopperId> shopper) const {
        const bool hasLearnedVector = !scorer_->itemForm().bias.empty();
        const bool hasActedSince = std::ranges::any_of(
            past, [this](const PastEvent& event) { return event.time > trainedAt_; });
        return {past, hasLearnedVector && hasActedSince ? std::nullopt : shopper};
    }

    std::vector<PastEvent> pastEvents(const std::span<const HistoryEvent> history) const {
        std::vector<PastEvent> past;
        for (const HistoryEvent& event : history) {
            past.push_back({rowOf(items_, event.item), event.kind, event.time});
        }
        return past;
    }

    void addParts(Explanation& explanation, const Asker& asker, const std::uint32_t row) {
        const unsigned used = scorer_->parts();
        std::array<double, 16> values{};
        for (unsigned mask = 0; mask < values.size(); ++mask) {
            if ((mask & ~used) == 0) {
                values[mask] = scorer_->scoreOne(asker, row, mask);
            }
        }
        explanation.score = values[used];
        explanation.base = values[0];
        const std::array targets{
            &explanation.text, &explanation.image, &explanation.facts, &explanation.history};
        for (std::size_t index = 0; index < kParts.size(); ++index) {
            if ((used & kParts[index]) != 0) {
                *targets[index] = shapley(values, used, kParts[index]);
            }
        }
    }

    void addEvents(Explanation& explanation,
                   const std::vector<PastEvent>& past,
                   const std::uint32_t row) {
        if ((scorer_->parts() & kHistoryPart) == 0) {
            return;
        }
        // As nobody's history: a vector learned of the shopper would not notice what is missing.
        const double whole = scorer_->scoreOne({past, {}}, row, scorer_->parts());
        const std::size_t oldest = past.size() - std::min(past.size(), kMostExplained);
        for (std::size_t index = oldest; index < past.size(); ++index) {
            std::vector<PastEvent> others = past;
            others.erase(others.begin() + static_cast<std::ptrdiff_t>(index));
            explanation.events.push_back(
                {index, whole - scorer_->scoreOne({others, {}}, row, scorer_->parts())});
        }
        std::ranges::stable_sort(explanation.events, [](auto& a, auto& b) {
            return std::abs(a.drop) > std::abs(b.drop);
        });
    }

    void addNearest(Explanation& explanation,
                    const std::vector<PastEvent>& past,
                    const std::uint32_t row) {
        const ContentVectors* const contents = scorer_->contents();
        if (contents == nullptr || contents->isEmpty()) {
            return;
        }
        double best = -2;
        for (const std::uint32_t liked : chosenRows(past)) {
            const double similarity = contents->similarity(liked, row);
            if (liked != row && similarity > best) {
                best = similarity;
                explanation.nearest = items_[liked];
            }
        }
    }

    std::vector<ItemId> items_;
    std::unique_ptr<Scorer> scorer_;
    std::int64_t trainedAt_;
    std::shared_ptr<const ApproximateIndex> index_;
};

// What a request does not want to see, ascending.
std::vector<ItemId> unwanted(const RecommendRequest& request) {
    std::vector<ItemId> items = request.hidden;
    for (const HistoryEvent& event : request.history) {
        if (request.excludeSeen && !(event.isSaid && event.kind == EventKind::Like)) {
            items.push_back(event.item);
        }
    }
    std::ranges::sort(items);
    return items;
}

}  // namespace

std::uint32_t rowOf(const std::span<const ItemId> items, const ItemId item) {
    const auto found = std::ranges::lower_bound(items, item);
    if (found == items.end() || *found != item) {
        throw Error(ErrorKind::NotFound,
                    fmt::format("There is no product with the row {} in this project.", raw(item)));
    }
    return static_cast<std::uint32_t>(found - items.begin());
}

std::vector<float> Recommender::scoresOf(const std::span<const HistoryEvent> history,
                                         const std::span<const std::uint32_t> rows) {
    const std::vector<float> all = scores(history);
    std::vector<float> out;
    for (const std::uint32_t row : rows) {
        out.push_back(all[row]);
    }
    return out;
}

double Recommender::scoreOf(const std::span<const HistoryEvent> history,
                            const std::optional<ShopperId> shopper,
                            const std::uint32_t row) {
    return scores(history, shopper)[row];
}

std::shared_ptr<const ApproximateIndex> Recommender::makeIndex(const Monitor&) const {
    throw Error(ErrorKind::Input,
                "An index needs a model whose score is a product of two vectors: bpr-mf, vbpr, "
                "lightgcn or freedom; serve this one with --index exact.");
}

std::vector<ScoredItem> recommendFromIndex(Recommender& recommender,
                                           const RecommendRequest& request) {
    const std::vector<ItemId> seen = unwanted(request);
    std::vector<ScoredItem> found =
        recommender.fromIndex(request.history, request.shopper, request.k + seen.size());
    std::erase_if(found, [&](const ScoredItem& scored) {
        return std::ranges::binary_search(seen, scored.item);
    });
    found.resize(std::min(found.size(), request.k));
    return found;
}

std::unique_ptr<Recommender> loadRecommender(Project& project, const std::string& run) {
    const RunStore store(project.runsFolder());
    const Run record = store.run(run);
    if (!std::filesystem::exists(store.modelFile(run))) {
        throw Error(ErrorKind::Unavailable,
                    fmt::format("The run {} has no model {}; choose another run or train again.",
                                run,
                                record.state == RunState::Running ? "yet" : "to rank with"));
    }
    std::vector<ItemId> items;
    ItemStore(project.database()).forEach([&](const Item& item) { items.push_back(item.id); });
    auto scorer = makeScorer(project, items, readModel(store.modelFile(run)));
    return std::make_unique<RunRecommender>(std::move(items), std::move(scorer), record.created);
}

void maskSeen(const std::span<const ItemId> items,
              const RecommendRequest& request,
              const std::span<float> scores) {
    for (const ItemId item : unwanted(request)) {
        const auto found = std::ranges::lower_bound(items, item);
        if (found != items.end() && *found == item) {
            scores[static_cast<std::size_t>(found - items.begin())] = kMasked;
        }
    }
}

std::vector<ScoredItem> recommend(Recommender& recommender, const RecommendRequest& request) {
    if (std::vector<ScoredItem> found = recommendFromIndex(recommender, request); !found.empty()) {
        return found;
    }
    std::vector<float> scores = recommender.scores(request.history, request.shopper);
    const std::span<const ItemId> items = recommender.items();
    maskSeen(items, request, scores);
    std::vector<ScoredItem> ranking;
    for (const Neighbour& best : highest(scores, request.k)) {
        if (best.score > kMasked) {
            ranking.push_back({items[best.row], best.score, recommender.probability(best.score)});
        }
    }
    return ranking;
}

}  // namespace haberdash
