// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/eval/judge.h"

#include "core/learn/metrics/draws.h"
#include "core/learn/train/validate.h"

#include <algorithm>
#include <chrono>

namespace haberdash {

namespace {

constexpr auto kNdcg = static_cast<std::size_t>(std::ranges::find(kRankMetrics, RankMetric::Ndcg) -
                                                kRankMetrics.begin());

// By rank: 0 what is not relevant.
std::vector<double> gradesOf(const std::vector<std::uint32_t>& ranked, const Question& question) {
    std::vector<double> grades(ranked.size());
    for (std::size_t rank = 0; rank < ranked.size(); ++rank) {
        const auto found = std::ranges::lower_bound(question.relevant, ranked[rank]);
        if (found != question.relevant.end() && *found == ranked[rank]) {
            grades[rank] =
                question.grades[static_cast<std::size_t>(found - question.relevant.begin())];
        }
    }
    return grades;
}

void addMetrics(std::vector<double>& values,
                const std::vector<std::uint32_t>& ranked,
                const Question& question,
                const JudgeOptions& options) {
    const std::vector<double> grades = gradesOf(ranked, question);
    std::vector<std::uint8_t> isHit(grades.size());
    std::ranges::transform(
        grades, isHit.begin(), [](const double grade) -> std::uint8_t { return grade > 0; });
    for (const std::size_t k : options.cutoffs) {
        auto metrics = rankMetrics(isHit, question.relevant.size(), k);
        if (options.gain != Gain::Binary) {
            metrics[kNdcg] = gradedNdcg(grades, question.grades, k, options.gain);
        }
        values.insert(values.end(), metrics.begin(), metrics.end());
    }
}

void rankShopper(Judgement& judgement,
                 const Question& question,
                 const std::span<float> scores,
                 const std::vector<std::uint8_t>& isCandidate,
                 const JudgeOptions& options) {
    if (judgement.candidates != scores.size()) {
        for (std::size_t row = 0; row < scores.size(); ++row) {
            scores[row] = isCandidate[row] != 0 ? scores[row] : kMasked;
        }
    }
    for (const std::uint32_t row : question.trained) {
        scores[row] = kMasked;
    }
    const bool isSame = question.masked.size() == question.trained.size();
    if (!isSame) {
        const auto ranked = topRows(scores, options.cutoffs.back());
        addMetrics(judgement.valuesTrainMasked, ranked, question, options);
    }
    for (const std::uint32_t row : question.masked) {
        scores[row] = kMasked;
    }
    std::vector<std::uint32_t> ranked = topRows(scores, options.cutoffs.back());
    judgement.ties += countTies(scores, ranked);
    std::vector<float> kept(ranked.size());
    for (std::size_t rank = 0; rank < ranked.size(); ++rank) {
        kept[rank] = scores[ranked[rank]];
    }
    addMetrics(judgement.values, ranked, question, options);
    if (isSame) {
        addMetrics(judgement.valuesTrainMasked, ranked, question, options);
    }
    judgement.differs = judgement.differs || !isSame;
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
        scorer.score({question.history, question.shopper}, scores);
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
    constexpr std::size_t kBlock = 32;
    const std::size_t rows = dataset.items.size();
    std::vector<float> scores(kBlock * rows);
    std::vector<Question> questions;
    std::vector<Asker> askers;
    const auto flush = [&] {
        askers.clear();
        for (const Question& question : questions) {
            askers.push_back({question.history, question.shopper});
        }
        scorer.scoreMany(askers, std::span(scores).first(askers.size() * rows));
        for (std::size_t index = 0; index < questions.size(); ++index) {
            rankShopper(judgement,
                        questions[index],
                        std::span(scores).subspan(index * rows, rows),
                        isCandidate,
                        options);
        }
        questions.clear();
    };
    const auto start = std::chrono::steady_clock::now();
    for (std::size_t shopper = 0; shopper < dataset.shoppers.size(); ++shopper) {
        monitor.step(stage, shopper, dataset.shoppers.size());
        if (!hasPart(dataset, shopper, options.part)) {
            continue;
        }
        Question question = questionOf(dataset, shopper, options.part);
        if (question.relevant.empty()) {
            ++judgement.dropped;
            continue;
        }
        judgement.shoppers.push_back(shopper);
        judgement.relevant.push_back(question.relevant.size());
        questions.push_back(std::move(question));
        if (questions.size() == kBlock) {
            flush();
        }
    }
    flush();
    if (!judgement.differs) {
        judgement.valuesTrainMasked.clear();
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
