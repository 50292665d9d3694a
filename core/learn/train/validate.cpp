// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/train/validate.h"

#include "core/learn/metrics/draws.h"
#include "core/learn/metrics/ranking.h"

#include <algorithm>
#include <array>

namespace haberdash {

namespace {

constexpr std::array<std::size_t, 3> kCutoffs{5, 10, 20};
constexpr std::uint64_t kNegativesSeed = 20;

std::vector<std::uint8_t> hitsOf(const std::vector<std::uint32_t>& ranked,
                                 const Question& question) {
    std::vector<std::uint8_t> isHit;
    for (const std::uint32_t row : ranked) {
        isHit.push_back(std::ranges::binary_search(question.relevant, row) ? 1 : 0);
    }
    return isHit;
}

}  // namespace

std::vector<std::uint32_t> negativesOf(const Dataset& dataset,
                                       const std::size_t shopper,
                                       const Part part,
                                       const Question& question,
                                       const std::vector<std::uint8_t>& isCandidate) {
    std::vector<std::uint32_t> met = question.masked;
    std::vector<std::uint32_t> negatives;
    const auto events = dataset.eventsOf(shopper);
    const auto parts = dataset.partsOf(shopper);
    for (std::size_t i = 0; i < events.size(); ++i) {
        if (parts[i] > part) {
            continue;  // what the shopper met later is not known yet
        }
        const std::uint32_t row = events[i].row;
        const bool isNew = std::ranges::find(met, row) == met.end();
        if (isNew && parts[i] == part && events[i].kind == EventKind::Dislike) {
            negatives.push_back(row);
        }
        if (isNew) {
            met.push_back(row);
        }
    }
    Draws random(
        mixed(kNegativesSeed ^ static_cast<std::uint64_t>(raw(dataset.shoppers[shopper]))));
    const std::size_t wanted = question.relevant.size() + negatives.size();
    for (std::size_t tries = 20 * wanted; tries > 0 && negatives.size() < wanted; --tries) {
        const auto row = static_cast<std::uint32_t>(random.below(dataset.items.size()));
        if (isCandidate[row] != 0 && std::ranges::find(met, row) == met.end()) {
            negatives.push_back(row);
            met.push_back(row);
        }
    }
    return negatives;
}

Validation::Validation(const Dataset& dataset, const std::size_t most)
    : isCandidate_(candidateRows(dataset, Part::Validation)) {
    std::vector<std::size_t> order(dataset.shoppers.size());
    for (std::size_t shopper = 0; shopper < order.size(); ++shopper) {
        order[shopper] = shopper;
    }
    std::ranges::stable_sort(order, {}, [&](const std::size_t shopper) {
        return mixed(static_cast<std::uint64_t>(raw(dataset.shoppers[shopper])));
    });
    for (const std::size_t shopper : order) {
        if (questions_.size() == most) {
            break;
        }
        Asked asked{questionOf(dataset, shopper, Part::Validation), {}};
        if (!asked.question.relevant.empty()) {
            asked.negatives =
                negativesOf(dataset, shopper, Part::Validation, asked.question, isCandidate_);
            questions_.push_back(std::move(asked));
        }
    }
}

Validation::Result Validation::run(Scorer& scorer, const Monitor& monitor) const {
    constexpr std::size_t kBlock = 32;
    Result result;
    const std::size_t rows = isCandidate_.size();
    std::vector<float> block(kBlock * rows);
    std::vector<Asker> askers;
    for (std::size_t index = 0; index < questions_.size(); ++index) {
        const Asked& asked = questions_[index];
        if (index % kBlock == 0) {
            monitor.checkStop();
            askers.clear();
            for (std::size_t i = index; i < std::min(index + kBlock, questions_.size()); ++i) {
                askers.push_back({questions_[i].question.history, questions_[i].question.shopper});
            }
            scorer.scoreMany(askers, std::span(block).first(askers.size() * rows));
        }
        const std::span<float> scores(block.data() + index % kBlock * rows, rows);
        for (const std::uint32_t row : asked.question.relevant) {
            result.examples.push_back({scores[row], true});
        }
        for (const std::uint32_t row : asked.negatives) {
            result.examples.push_back({scores[row], false});
        }
        for (std::size_t row = 0; row < scores.size(); ++row) {
            scores[row] = isCandidate_[row] != 0 ? scores[row] : kMasked;
        }
        for (const std::uint32_t row : asked.question.masked) {
            scores[row] = kMasked;
        }
        const auto isHit = hitsOf(topRows(scores, kCutoffs.back()), asked.question);
        for (const std::size_t k : kCutoffs) {
            const auto values = rankMetrics(isHit, asked.question.relevant.size(), k);
            for (std::size_t metric = 0; metric < values.size(); ++metric) {
                result.metrics[metricKey(kRankMetrics[metric], k)] +=
                    values[metric] / static_cast<double>(questions_.size());
            }
        }
    }
    return result;
}

}  // namespace haberdash
