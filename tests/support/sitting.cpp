// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/sitting.h"

#include "core/data/catalog/item_store.h"
#include "core/learn/metrics/ranking.h"
#include "core/learn/recommend/next_questions.h"
#include "core/learn/simulate/random.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <string>

namespace haberdash::test {

namespace {

constexpr std::size_t kAskedAtOnce = 5;

class Sitting {
  public:
    Sitting(Project& project,
            Recommender& recommender,
            const SimulatedAnnotator& annotator,
            const QueueOrder order,
            const std::uint64_t seed)
        : project_(project),
          recommender_(recommender),
          annotator_(annotator),
          random_(seed, 1),
          request_{
              .annotator = AnnotatorId{1}, .order = order, .count = kAskedAtOnce, .seed = seed} {
        for (const ItemStore::Key& key : ItemStore(project.database()).keys()) {
            rowOf_.emplace(key.sku, rowOf_.size());
        }
    }

    double ndcgAfter(const std::size_t count) {
        while (labels_.events().size() < count) {
            answerSome();
        }
        return ndcgAt10(recommender_.scores(labelHistoryFor(project_, labels_, request_)),
                        annotator_.utility);
    }

  private:
    void answerSome() {
        for (const QueueEntry& entry :
             nextQuestions(project_, &recommender_, labels_, request_).questions) {
            const double first = annotator_.utility[rowOf_.at(entry.items[0])];
            const double second = annotator_.utility[rowOf_.at(entry.items[1])];
            const double felt =
                first - second + annotator_.noise * (random_.normal() - random_.normal());
            const auto seq = static_cast<std::int64_t>(labels_.events().size()) + 1;
            labels_.add({.seq = seq,
                         .time = seq,
                         .annotator = AnnotatorId{1},
                         .kind = LabelKind::Pair,
                         .items = entry.items,
                         .choice = felt > 0 ? "a" : "b",
                         .step = seq});
        }
    }

    Project& project_;
    Recommender& recommender_;
    const SimulatedAnnotator& annotator_;
    Random random_;
    QueueRequest request_;
    std::map<std::string, std::size_t> rowOf_;
    LabelHistory labels_;
};

}  // namespace

double ndcgAt10(const std::vector<float>& scores, const std::vector<double>& utility) {
    const auto gain = [&](const std::size_t row) { return std::max(0.0, utility[row]); };
    std::vector<double> best;
    for (std::size_t row = 0; row < utility.size(); ++row) {
        best.push_back(gain(row));
    }
    std::ranges::partial_sort(best, best.begin() + 10, std::greater<>{});
    double got = 0;
    double ideal = 0;
    const std::vector<std::uint32_t> top = topRows(scores, 10);
    for (std::size_t rank = 0; rank < top.size(); ++rank) {
        const double discount = 1 / std::log2(static_cast<double>(rank) + 2);
        got += gain(top[rank]) * discount;
        ideal += best[rank] * discount;
    }
    return got / ideal;
}

std::vector<double> sitThrough(Project& project,
                               Recommender& recommender,
                               const SimulatedAnnotator& annotator,
                               const QueueOrder order,
                               const std::uint64_t seed,
                               const std::span<const std::size_t> counts) {
    Sitting sitting(project, recommender, annotator, order, seed);
    std::vector<double> curve;
    for (const std::size_t count : counts) {
        curve.push_back(sitting.ndcgAfter(count));
    }
    return curve;
}

}  // namespace haberdash::test
