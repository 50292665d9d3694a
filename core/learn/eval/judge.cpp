// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/eval/judge.h"

#include "core/learn/metrics/draws.h"
#include "core/learn/recommend/merchandise.h"
#include "core/learn/train/validate.h"

#include <algorithm>
#include <chrono>
#include <numeric>

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

void leaveOut(const std::span<float> scores,
              const std::vector<std::uint32_t>& rows,
              const std::vector<std::uint8_t>& isCandidate) {
    for (std::size_t row = 0; row < scores.size(); ++row) {
        scores[row] = isCandidate[row] != 0 ? scores[row] : kMasked;
    }
    for (const std::uint32_t row : rows) {
        scores[row] = kMasked;
    }
}

void rankShopper(Judgement& judgement,
                 const Question& question,
                 const std::span<float> scores,
                 const std::vector<std::uint8_t>& isCandidate,
                 const JudgeOptions& options) {
    leaveOut(scores, question.masked, isCandidate);
    const std::size_t k = options.cutoffs.back();
    for (std::size_t index = 0; index < options.rules.size(); ++index) {
        std::vector<float> lifted(scores.begin(), scores.end());
        addMetrics(
            judgement.valuesUnder[index], options.rules[index]->rank(lifted, k), question, options);
    }
    std::vector<std::uint32_t> ranked = topRows(scores, k);
    judgement.ties += countTies(scores, ranked);
    std::vector<float> kept(ranked.size());
    for (std::size_t rank = 0; rank < ranked.size(); ++rank) {
        kept[rank] = scores[ranked[rank]];
    }
    addMetrics(judgement.values, ranked, question, options);
    judgement.rankings.push_back(std::move(ranked));
    judgement.scores.push_back(std::move(kept));
}

bool hasPart(const Dataset& dataset, const std::size_t shopper, const Part part) {
    return std::ranges::find(dataset.partsOf(shopper), part) != dataset.partsOf(shopper).end();
}

// Shoppers in an order of chance that does not change when others are added.
std::vector<std::size_t> drawnShoppers(const Dataset& dataset) {
    std::vector<std::size_t> order(dataset.shoppers.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](const std::size_t shopper) {
        return mixed(static_cast<std::uint64_t>(raw(dataset.shoppers[shopper])));
    });
    return order;
}

std::vector<std::size_t> judgedShoppers(const Dataset& dataset, const std::size_t most) {
    if (most != 0 && most < dataset.shoppers.size()) {
        return drawnShoppers(dataset);
    }
    std::vector<std::size_t> all(dataset.shoppers.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    return all;
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

/// Scores and ranks shoppers, a block at a time.
class Judge {
  public:
    Judge(const Dataset& dataset, Scorer& scorer, const JudgeOptions& options, Judgement& judgement)
        : options_(options),
          scorer_(scorer),
          judgement_(judgement),
          isCandidate_(candidateRows(dataset, options.part)),
          rows_(dataset.items.size()),
          scores_(kBlock * rows_) {
        judgement_.candidates = static_cast<std::size_t>(std::ranges::count(isCandidate_, 1));
    }

    void take(Question question) {
        questions_.push_back(std::move(question));
        if (questions_.size() == kBlock) {
            flush();
        }
    }

    void flush() {
        score([](const Question& question) { return std::span(question.history); });
        for (std::size_t index = 0; index < questions_.size(); ++index) {
            rankShopper(judgement_, questions_[index], scoresOf(index), isCandidate_, options_);
        }
        rankAsTrained();
        questions_.clear();
    }

  private:
    static constexpr std::size_t kBlock = 32;

    std::span<float> scoresOf(const std::size_t index) {
        return std::span(scores_).subspan(index * rows_, rows_);
    }

    template <class HistoryOf>
    void score(const HistoryOf& historyOf) {
        std::vector<Asker> askers;
        for (const Question& question : questions_) {
            askers.push_back({historyOf(question), question.shopper});
        }
        scorer_.scoreMany(askers, std::span(scores_).first(askers.size() * rows_));
    }

    // Of those who met nothing between, the figures are the same.
    void rankAsTrained() {
        std::vector<double>& values = judgement_.valuesTrainKnown;
        const std::size_t width = options_.cutoffs.size() * kRankMetrics.size();
        const std::size_t before = values.size();
        values.insert(
            values.end(),
            judgement_.values.end() - static_cast<std::ptrdiff_t>(width * questions_.size()),
            judgement_.values.end());
        const auto differs = [](const Question& question) {
            return question.masked.size() != question.trained.size();
        };
        if (std::ranges::none_of(questions_, differs)) {
            return;
        }
        judgement_.differs = true;
        score([](const Question& question) { return std::span(question.trainedHistory); });
        for (std::size_t index = 0; index < questions_.size(); ++index) {
            if (!differs(questions_[index])) {
                continue;
            }
            leaveOut(scoresOf(index), questions_[index].trained, isCandidate_);
            std::vector<double> own;
            addMetrics(own,
                       topRows(scoresOf(index), options_.cutoffs.back()),
                       questions_[index],
                       options_);
            std::ranges::copy(own,
                              values.begin() + static_cast<std::ptrdiff_t>(before + index * width));
        }
    }

    const JudgeOptions& options_;
    Scorer& scorer_;
    Judgement& judgement_;
    std::vector<std::uint8_t> isCandidate_;
    std::size_t rows_;
    std::vector<float> scores_;
    std::vector<Question> questions_;
};

}  // namespace

Judgement judge(const Dataset& dataset,
                Scorer& scorer,
                const JudgeOptions& options,
                const Monitor& monitor,
                const std::string& stage) {
    Judgement judgement;
    judgement.valuesUnder.resize(options.rules.size());
    Judge ranking(dataset, scorer, options, judgement);
    const auto start = std::chrono::steady_clock::now();
    std::size_t done = 0;
    for (const std::size_t shopper : judgedShoppers(dataset, options.mostShoppers)) {
        monitor.step(stage, done++, dataset.shoppers.size());
        if (options.mostShoppers != 0 && judgement.shoppers.size() == options.mostShoppers) {
            break;
        }
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
        ranking.take(std::move(question));
    }
    ranking.flush();
    if (!judgement.differs) {
        judgement.valuesTrainKnown.clear();
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
