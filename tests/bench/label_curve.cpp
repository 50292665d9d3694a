// SPDX-License-Identifier: GPL-3.0-or-later

// How much labels tell, by the order in which questions are asked. Simulated annotators, whose
// tastes are known, answer pairs; after each few answers the run ranks the catalog for them, from
// their labels alone, and is judged by the taste: NDCG@10 with the utilities above the average as
// gains. Prints a row for each number of labels, mean and 95 % interval over the seeds, and how
// many labels each order needs for what the random order reaches.
//
// usage: label_curve PROJECT RUN [SEEDS [check]]
//
// With "check" it ends with 1 unless the default order needs at most 70 % of the labels that the
// random one needs.

#include "core/data/catalog/item_store.h"
#include "core/learn/metrics/ranking.h"
#include "core/learn/recommend/next_questions.h"
#include "core/learn/simulate/personas.h"
#include "core/learn/simulate/taste.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <map>
#include <numeric>
#include <string_view>
#include <vector>

using namespace haberdash;

namespace {

constexpr std::array<std::size_t, 8> kCounts{0, 5, 10, 20, 40, 80, 120, 160};
constexpr std::size_t kAskedAtOnce = 5;
constexpr double kMostOfRandom = 0.7;  // of its labels the default order may need
constexpr std::array kOrders{QueueOrder::Random,
                             QueueOrder::Mix,
                             QueueOrder::Uncertain,
                             QueueOrder::Diverse,
                             QueueOrder::Change};

/// One who answers pairs; `noise` is that of a single judgement.
struct Annotator {
    std::vector<double> utility;  ///< by row of the catalog
    double noise = 0.6;
};

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

class Sitting {
  public:
    Sitting(Project& project,
            Recommender& recommender,
            const std::map<std::string, std::size_t>& rowOf,
            const Annotator& annotator,
            const QueueOrder order,
            const std::uint64_t seed)
        : project_(project),
          recommender_(recommender),
          rowOf_(rowOf),
          annotator_(annotator),
          random_(seed, 1) {
        request_.annotator = AnnotatorId{1};
        request_.order = order;
        request_.count = kAskedAtOnce;
        request_.seed = seed;
    }

    /// NDCG@10 at each of kCounts.
    std::vector<double> run() {
        std::vector<double> curve;
        for (const std::size_t count : kCounts) {
            while (labels_.events().size() < count) {
                answerSome();
            }
            curve.push_back(
                ndcgAt10(recommender_.scores(labelHistoryFor(project_, labels_, request_)),
                         annotator_.utility));
        }
        return curve;
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
    const std::map<std::string, std::size_t>& rowOf_;
    const Annotator& annotator_;
    Random random_;
    QueueRequest request_;
    LabelHistory labels_;
};

struct Spread {
    double mean = 0;
    double half = 0;  ///< of the 95 % interval
};

/// Student's t of 97.5 % (Hill 1970, Cornish-Fisher expansion; the first few from the table).
double student(const std::size_t freedom) {
    constexpr std::array kFirst{12.706, 4.303, 3.182, 2.776, 2.571};
    if (freedom <= kFirst.size()) {
        return kFirst[freedom - 1];
    }
    const double z = 1.959964;
    const auto n = static_cast<double>(freedom);
    return z + (std::pow(z, 3) + z) / (4 * n) +
           (5 * std::pow(z, 5) + 16 * std::pow(z, 3) + 3 * z) / (96 * n * n);
}

Spread spreadOf(const std::vector<double>& values) {
    const auto n = static_cast<double>(values.size());
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
    double squares = 0;
    for (const double value : values) {
        squares += (value - mean) * (value - mean);
    }
    return {mean, n < 2 ? 0 : student(values.size() - 1) * std::sqrt(squares / (n - 1) / n)};
}

/// The number of labels at which a curve first reaches `goal`, between its points linearly.
double labelsFor(const std::vector<Spread>& curve, const double goal) {
    for (std::size_t at = 1; at < curve.size(); ++at) {
        if (curve[at].mean >= goal) {
            const double from = curve[at - 1].mean;
            const double share = std::clamp((goal - from) / (curve[at].mean - from), 0.0, 1.0);
            return static_cast<double>(kCounts[at - 1]) +
                   share * static_cast<double>(kCounts[at] - kCounts[at - 1]);
        }
    }
    return std::nan("");
}

/// [order][seed][count], the mean over the sample's kinds of shoppers.
using Runs = std::map<QueueOrder, std::vector<std::vector<double>>>;

Runs simulate(Project& project,
              Recommender& recommender,
              const Market& market,
              const std::map<std::string, std::size_t>& rowOf,
              const int seeds) {
    Runs bySeed;
    for (int seed = 1; seed <= seeds; ++seed) {
        std::map<QueueOrder, std::vector<double>> sums;
        const std::vector<PersonaKind> kinds = samplePersonas();
        for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
            Random random(static_cast<std::uint64_t>(seed), kind);
            const Taste taste = individual(kinds[kind].taste, market, random);
            const Annotator annotator{utilities(market, taste), taste.noise};
            for (const QueueOrder order : kOrders) {
                const std::vector<double> curve =
                    Sitting(project,
                            recommender,
                            rowOf,
                            annotator,
                            order,
                            static_cast<std::uint64_t>(seed) * 100 + kind)
                        .run();
                std::vector<double>& sum = sums[order];
                sum.resize(curve.size());
                for (std::size_t at = 0; at < curve.size(); ++at) {
                    sum[at] += curve[at] / static_cast<double>(kinds.size());
                }
            }
        }
        for (const auto& [order, curve] : sums) {
            bySeed[order].push_back(curve);
        }
    }
    return bySeed;
}

std::map<QueueOrder, std::vector<Spread>> curvesOf(const Runs& bySeed) {
    std::map<QueueOrder, std::vector<Spread>> curves;
    for (const auto& [order, runs] : bySeed) {
        for (std::size_t at = 0; at < kCounts.size(); ++at) {
            std::vector<double> values;
            for (const std::vector<double>& run : runs) {
                values.push_back(run[at]);
            }
            curves[order].push_back(spreadOf(values));
        }
    }
    return curves;
}

void print(std::map<QueueOrder, std::vector<Spread>>& curves) {
    fmt::print("{:>7}", "labels");
    for (const QueueOrder order : kOrders) {
        fmt::print("  {:>14}", wordOf(order));
    }
    for (std::size_t at = 0; at < kCounts.size(); ++at) {
        fmt::print("\n{:>7}", kCounts[at]);
        for (const QueueOrder order : kOrders) {
            fmt::print("  {:.3f} +- {:.3f}", curves[order][at].mean, curves[order][at].half);
        }
    }
    fmt::print("\nlabels needed for what random order reaches with\n");
    for (std::size_t at = 3; at < kCounts.size(); ++at) {
        fmt::print("{:>7}", kCounts[at]);
        for (const QueueOrder order : kOrders) {
            fmt::print("  {:>14.0f}",
                       labelsFor(curves[order], curves[QueueOrder::Random][at].mean));
        }
        fmt::print("\n");
    }
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 3) {
        fmt::print(stderr, "usage: label_curve PROJECT RUN [SEEDS [check]]\n");
        return 2;
    }
    Project project = Project::open(argv[1], Access::ReadOnly);
    const auto recommender = loadRecommender(project, argv[2]);
    const Market market = loadMarket(project, 7);
    std::map<std::string, std::size_t> rowOf;
    std::size_t row = 0;
    for (const ItemStore::Key& key : ItemStore(project.database()).keys()) {
        rowOf.emplace(key.sku, row++);
    }
    const int seeds = argc > 3 ? std::atoi(argv[3]) : 5;
    auto curves = curvesOf(simulate(project, *recommender, market, rowOf, seeds));
    print(curves);
    if (argc > 4 && std::string_view(argv[4]) == "check") {
        const double goal = curves[QueueOrder::Random].back().mean;
        const double needed = labelsFor(curves[QueueOrder::Mix], goal);
        const bool holds = needed <= kMostOfRandom * static_cast<double>(kCounts.back());
        fmt::print("the default order needs {:.0f} labels for what {} in random order tell: {}\n",
                   needed,
                   kCounts.back(),
                   holds ? "as claimed" : "not as claimed");
        return holds ? 0 : 1;
    }
    return 0;
}
