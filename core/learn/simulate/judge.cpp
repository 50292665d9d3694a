// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/simulate/judge.h"

#include "core/data/base/error.h"
#include "core/data/sessions/event_store.h"
#include "core/learn/metrics/ranking.h"
#include "core/learn/metrics/statistics.h"
#include "core/learn/recommend/recommender.h"
#include "core/learn/simulate/shopping.h"
#include "core/learn/simulate/simulate.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <memory>

namespace haberdash {

namespace {

/// What an order of the candidates by chance is expected to have.
double chanceNdcg(const std::span<const double> likings, const std::size_t k) {
    double mean = 0;
    for (const double liking : likings) {
        mean += liking / static_cast<double>(likings.size());
    }
    const std::vector<double> even(std::min(k, likings.size()), mean);
    return gradedNdcg(even, likings, k, Gain::Linear);
}

struct Figures {
    double chance = 0;           ///< sum over the shoppers
    std::vector<double> values;  ///< [shoppers, runs]
};

Figures figuresOf(Project& project,
                  const SimulatedCrowd& crowd,
                  const std::vector<std::unique_ptr<Recommender>>& runs,
                  const std::size_t k,
                  const Monitor& monitor) {
    const EventStore events(project.database());
    Figures figures;
    for (std::size_t i = 0; i < crowd.shoppers.size(); ++i) {
        monitor.step("tastes", i, crowd.shoppers.size());
        const Shopper& shopper = crowd.shoppers[i];
        const std::vector<double> likings = likingsOf(crowd.market, tasteFrom(shopper.taste));
        RecommendRequest request{.shopper = shopper.id};
        for (const Event& event : events.eventsOf(shopper.id)) {
            request.history.push_back({event.item, event.kind, event.time});
        }
        std::vector<float> open(likings.size(), 0);
        maskSeen(runs.front()->items(), request, open);
        std::vector<double> left;
        for (std::size_t ware = 0; ware < likings.size(); ++ware) {
            if (open[ware] != kMasked) {
                left.push_back(likings[ware]);
            }
        }
        figures.chance += chanceNdcg(left, k);
        for (const std::unique_ptr<Recommender>& run : runs) {
            std::vector<float> scores = run->scores(request.history, request.shopper);
            maskSeen(run->items(), request, scores);
            figures.values.push_back(likingNdcg(likings, scores, k));
        }
    }
    return figures;
}

Json comparisonOf(const std::vector<double>& values,
                  const std::size_t columns,
                  const std::size_t a,
                  const std::size_t b,
                  const TasteJudgeOptions& options) {
    std::vector<double> differences;
    for (std::size_t row = 0; row < values.size(); row += columns) {
        differences.push_back(values[row + b] - values[row + a]);
    }
    const Interval interval =
        bootstrapMeans(differences, 1, options.resamples, options.seed).front();
    return {{"difference", interval.mean},
            {"low", interval.low},
            {"high", interval.high},
            {"p", randomizationTest(differences, options.resamples, options.seed)}};
}

}  // namespace

SimulatedCrowd crowdOf(Project& project, const std::uint64_t seed) {
    SimulatedCrowd crowd{.shoppers = simulatedShoppers(project, seed)};
    if (crowd.shoppers.empty()) {
        throw Error(
            ErrorKind::NotFound,
            fmt::format("No shoppers were simulated with the seed {} in this project; simulate "
                        "--seed {} makes some (those of the sample were not made so).",
                        seed,
                        seed));
    }
    crowd.market = loadMarket(project, seed, crowd.shoppers.front().id);
    return crowd;
}

std::vector<double> likingsOf(const Market& market, const Taste& taste) {
    std::vector<double> likings = utilities(market, taste);
    for (double& value : likings) {
        value = isRuledOut(value) ? 0 : meanAttraction(value, taste.noise);
    }
    return likings;
}

double likingNdcg(const std::span<const double> likings,
                  const std::span<const float> scores,
                  const std::size_t k) {
    std::vector<double> grades;
    for (const std::uint32_t row : topRows(scores, k)) {
        grades.push_back(likings[row]);
    }
    std::vector<double> all;
    for (std::size_t row = 0; row < likings.size(); ++row) {
        if (scores[row] != kMasked) {
            all.push_back(likings[row]);
        }
    }
    return gradedNdcg(grades, all, k, Gain::Linear);
}

Json judgeByTaste(Project& project,
                  const std::vector<std::string>& runs,
                  const std::uint64_t crowdSeed,
                  const TasteJudgeOptions& options,
                  const Monitor& monitor) {
    const SimulatedCrowd crowd = crowdOf(project, crowdSeed);
    std::vector<std::unique_ptr<Recommender>> models;
    for (const std::string& run : runs) {
        models.push_back(loadRecommender(project, run));
    }
    const Figures figures = figuresOf(project, crowd, models, options.k, monitor);
    const std::string metric = fmt::format("liking_ndcg@{}", options.k);
    const std::vector<Interval> intervals =
        bootstrapMeans(figures.values, runs.size(), options.resamples, options.seed);
    Json judged = Json::array();
    Json comparisons = Json::array();
    for (std::size_t b = 0; b < runs.size(); ++b) {
        judged.push_back({{"run", runs[b]},
                          {"users", crowd.shoppers.size()},
                          {"dropped_users", 0},
                          {"metrics", {{metric, toJson(intervals[b])}}}});
        for (std::size_t a = 0; a < b; ++a) {
            Json row = comparisonOf(figures.values, runs.size(), a, b, options);
            row.update({{"a", runs[a]}, {"b", runs[b]}, {"metric", metric}});
            comparisons.push_back(std::move(row));
        }
    }
    std::vector<double> chances;
    for (const Json& row : comparisons) {
        chances.push_back(row["p"].get<double>());
    }
    const std::vector<double> corrected = holm(chances);
    for (std::size_t i = 0; i < corrected.size(); ++i) {
        comparisons[i]["p_holm"] = corrected[i];
    }
    return {{"seed", crowdSeed},
            {"shoppers", crowd.shoppers.size()},
            {"chance", figures.chance / static_cast<double>(crowd.shoppers.size())},
            {"runs", std::move(judged)},
            {"comparisons", std::move(comparisons)}};
}

}  // namespace haberdash
