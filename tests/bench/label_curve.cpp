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
// random one needs for the best that it reaches.

#include "core/learn/simulate/personas.h"
#include "core/learn/simulate/random.h"
#include "core/learn/simulate/taste.h"
#include "tests/support/sitting.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <map>
#include <numeric>
#include <string_view>
#include <vector>

using namespace haberdash;

namespace {

constexpr std::array<std::size_t, 8> kCounts{0, 5, 10, 20, 40, 80, 120, 160};
constexpr double kMostOfRandom = 0.7;  // of its labels the default order may need
constexpr std::array kOrders{QueueOrder::Random,
                             QueueOrder::Mix,
                             QueueOrder::Uncertain,
                             QueueOrder::Diverse,
                             QueueOrder::Change};

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

Runs simulate(Project& project, Recommender& recommender, const Market& market, const int seeds) {
    Runs bySeed;
    const std::vector<PersonaKind> kinds = samplePersonas();
    for (int seed = 1; seed <= seeds; ++seed) {
        std::map<QueueOrder, std::vector<double>> sums;
        for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
            Random random(static_cast<std::uint64_t>(seed), kind);
            const Taste taste = individual(kinds[kind].taste, market, random);
            const test::SimulatedAnnotator annotator{utilities(market, taste), taste.noise};
            for (const QueueOrder order : kOrders) {
                const std::vector<double> curve =
                    test::sitThrough(project,
                                     recommender,
                                     annotator,
                                     order,
                                     static_cast<std::uint64_t>(seed) * 100 + kind,
                                     kCounts);
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
    const int seeds = argc > 3 ? std::atoi(argv[3]) : 5;
    auto curves = curvesOf(simulate(project, *recommender, market, seeds));
    print(curves);
    if (argc > 4 && std::string_view(argv[4]) == "check") {
        const std::vector<Spread>& random = curves[QueueOrder::Random];
        const auto best = std::ranges::max_element(random, {}, &Spread::mean);
        const std::size_t count = kCounts[static_cast<std::size_t>(best - random.begin())];
        const double needed = labelsFor(curves[QueueOrder::Mix], best->mean);
        const bool holds = needed <= kMostOfRandom * static_cast<double>(count);
        fmt::print(
            "the default order needs {:.0f} labels for the best of random order, with {}: {}\n",
            needed,
            count,
            holds ? "as claimed" : "not as claimed");
        return holds ? 0 : 1;
    }
    return 0;
}
