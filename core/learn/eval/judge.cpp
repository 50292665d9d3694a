// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/eval/judge.h"

#include "core/learn/metrics/draws.h"
#include "core/learn/train/validate.h"

#include <algorithm>
#include <chrono>

namespace haberdash {

namespace {

void rankShopper(Judgement& judgement,
                 const Question& question,
                 std::vector<float>& scores,
                 const std::vector<std::uint8_t>& isCandidate,
                 const std::vector<std::size_t>& cutoffs) {
    if (judgement.candidates != scores.size()) {
        for (std::size_t row = 0; row < scores.size(); ++row) {
            scores[row] = isCandidate[row] != 0 ? scores[row] : kMasked;
        }
    }
    for (const std::uint32_t row : question.masked) {
        scores[row] = kMasked;
    }
    std::vector<std::uint32_t> ranked = topRows(scores, cutoffs.back());
    judgement.ties += countTies(scores, ranked);
    std::vector<std::uint8_t> isHit(ranked.size());
    std::vector<float> kept(ranked.size());
    for (std::size_t rank = 0; rank < ranked.size(); ++rank) {
        isHit[rank] = std::ranges::binary_search(question.relevant, ranked[rank]) ? 1 : 0;
        kept[rank] = scores[ranked[rank]];
    }
    for (const std::size_t k : cutoffs) {
        const auto values = rankMetrics(isHit, question.relevant.size(), k);
        judgement.values.insert(judgement.values.end(), values.begin(), values.end());
    }
    judgement.rankings.push_back(std::move(ranked));
    judgement.scores.push_back(std::move(kept));
}

bool hasPart(const Dataset& dataset, const std::size_t shopper, const Part part) {
    return std::ranges::find(dataset.partsOf(shopper), part) != dataset.partsOf(shopper).end();
}

// Shoppers in an order of chance that does not change when others are added.
std::vector<std::size_t> drawnShoppers(const Dataset& dataset) {
    std::vector<std::size_t> order(dataset.shoppers.size());
    for (std::size_t shopper = 0; shopper < order.size(); ++shopper) {
        order[shopper] = shopper;
    }
    std::ranges::stable_sort(order, {}, [&](const std::size_t shopper) {
        return mixed(static_cast<std::uint64_t>(raw(dataset.shoppers[shopper])));
    });
    return order;
}

std::vector<LabeledScore> labeledExamples(const Dataset& dataset,
                                          Scorer& scorer,
                                          const Part part,
                                          const std::size_t most,
                                          const Monitor& monitor) {
    const std::vector<std::uint8_t> isCandidate = candidateRows(dataset, part);
    std::vector<LabeledScore> examples;
    std::vector<float> scores(dataset.items.size());
    std::size_t taken = 0;
    for (const std::size_t shopper : drawnShoppers(dataset)) {
        if (taken == most) {
            break;
        }
        const Question question = questionOf(dataset, shopper, part);
        if (question.relevant.empty()) {
            continue;
        }
        ++taken;
        monitor.checkStop();
        scorer.score(question.history, scores);
        for (const std::uint32_t row : question.relevant) {
            examples.push_back({scores[row], true});
        }
        for (const std::uint32_t row : negativesOf(dataset, shopper, part, question, isCandidate)) {
            examples.push_back({scores[row], false});
        }
    }
    return examples;
}

}  // namespace

Judgement judge(const Dataset& dataset,
                Scorer& scorer,
                const JudgeOptions& options,
                const Monitor& monitor,
                const std::string& stage) {
    Judgement judgement;
    const std::vector<std::uint8_t> isCandidate = candidateRows(dataset, options.part);
    judgement.candidates = static_cast<std::size_t>(std::ranges::count(isCandidate, 1));
    std::vector<float> scores(dataset.items.size());
    const auto start = std::chrono::steady_clock::now();
    for (std::size_t shopper = 0; shopper < dataset.shoppers.size(); ++shopper) {
        monitor.step(stage, shopper, dataset.shoppers.size());
        if (!hasPart(dataset, shopper, options.part)) {
            continue;
        }
        const Question question = questionOf(dataset, shopper, options.part);
        if (question.relevant.empty()) {
            ++judgement.dropped;
            continue;
        }
        scorer.score(question.history, scores);
        judgement.shoppers.push_back(shopper);
        judgement.relevant.push_back(question.relevant.size());
        rankShopper(judgement, question, scores, isCandidate, options.cutoffs);
    }
    judgement.rankingSeconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    const auto examplesOf = [&](const Part part) {
        return labeledExamples(dataset, scorer, part, options.mostExampleShoppers, monitor);
    };
    judgement.validationExamples = examplesOf(Part::Validation);
    judgement.examples =
        options.part == Part::Validation ? judgement.validationExamples : examplesOf(options.part);
    return judgement;
}

}  // namespace haberdash
