// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/eval/evaluate.h"

#include "core/data/base/clock.h"
#include "core/data/base/error.h"
#include "core/data/base/files.h"
#include "core/data/base/numbers.h"
#include "core/data/runs/comparison_store.h"
#include "core/data/runs/run_store.h"
#include "core/learn/eval/judge.h"
#include "core/learn/eval/trec.h"
#include "core/learn/features/feature_table.h"
#include "core/learn/metrics/statistics.h"
#include "core/learn/model/scorer.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <iterator>
#include <optional>

namespace haberdash {

namespace {

constexpr const char* kConvention =
    "Every candidate is ranked for every shopper; what the shopper met in an earlier part is left "
    "out; equal scores go by product id. precision@k divides by k; NDCG has {} gain, a log2 "
    "discount and the ideal over min(relevant, k); MAP@k divides by min(relevant, k), MAP_rel@k by "
    "the relevant. Means over shoppers with at least one relevant product, with 95 % percentile "
    "bootstrap intervals over shoppers; comparisons by paired bootstrap and a two-sided "
    "randomization test, Holm-corrected over the pairs of each metric.";

struct Candidate {
    Run run;
    Dataset dataset;
    Judgement judgement;
};

std::vector<std::string> columnKeys(const std::vector<std::size_t>& cutoffs) {
    std::vector<std::string> keys;
    for (const std::size_t k : cutoffs) {
        for (const RankMetric metric : kRankMetrics) {
            keys.push_back(metricKey(metric, k));
        }
    }
    return keys;
}

Gain gainFrom(const std::string& word) {
    for (const auto& [gain, name] : {std::pair(Gain::Binary, "binary"),
                                     std::pair(Gain::Linear, "linear"),
                                     std::pair(Gain::Exponential, "exp")}) {
        if (word == name) {
            return gain;
        }
    }
    throw Error(ErrorKind::Input,
                fmt::format("The gain cannot be \"{}\": it is binary, linear or exp.", word));
}

class Evaluation {
  public:
    Evaluation(Project& project, EvaluateOptions options, const Monitor& monitor)
        : project_(project),
          options_(std::move(options)),
          monitor_(monitor),
          store_(project.runsFolder()) {
        std::ranges::sort(options_.cutoffs);
        options_.cutoffs.erase(std::ranges::unique(options_.cutoffs).begin(),
                               options_.cutoffs.end());
        if (options_.cutoffs.empty() || options_.cutoffs.front() == 0) {
            throw Error(ErrorKind::Input, "The cut-offs k must be whole numbers from 1.");
        }
        if (options_.split != "test" && options_.split != "validation") {
            throw Error(ErrorKind::Input,
                        fmt::format("The split cannot be \"{}\": it is test or validation.",
                                    options_.split));
        }
        part_ = options_.split == "test" ? Part::Test : Part::Validation;
        keys_ = columnKeys(options_.cutoffs);
        gain_ = gainFrom(options_.gain);
        if (gain_ != Gain::Binary && !options_.trecFolder.empty()) {
            throw Error(ErrorKind::Input,
                        "The TREC files tell relevant from not, without grades; leave out the "
                        "gain or the TREC folder.");
        }
        convention_ = fmt::format(kConvention, options_.gain);
    }

    Json run(const std::vector<std::string>& ids) {
        for (const std::string& id : ids) {
            candidates_.push_back(judged(id));
        }
        if (!options_.trecFolder.empty()) {
            exportTrec();
        }
        Json result{{"split", options_.split},
                    {"k", options_.cutoffs},
                    {"convention", convention_},
                    {"notes", notes_},
                    {"runs", Json::array()}};
        for (Candidate& candidate : candidates_) {
            const Json figures = figuresOf(candidate);
            result["runs"].push_back(figures);
            save(candidate, figures);
        }
        result["comparisons"] = comparisons();
        if (project_.access() == Access::ReadWrite && gain_ == Gain::Binary &&
            !result["comparisons"].empty()) {
            keepComparisons(project_.runsFolder(), options_.split, result["comparisons"]);
        }
        result["notes"] = notes_;
        return result;
    }

  private:
    Candidate judged(const std::string& id) {
        Candidate candidate{store_.run(id), {}, {}};
        Run& run = candidate.run;
        if (!std::filesystem::exists(store_.modelFile(id))) {
            throw Error(
                ErrorKind::Unavailable,
                fmt::format("The run {} has no model to judge; finish its training first.", id));
        }
        noteFirstLook(run);
        candidate.dataset = datasetOf(project_, run);
        refuseOtherProtocol(candidate);
        if (candidate.dataset.fingerprint != run.dataset) {
            note(fmt::format("Products or events changed since the run {} was trained.", id));
        }
        noteAll(candidate);
        const auto scorer =
            makeScorer(project_, candidate.dataset.items, readModel(store_.modelFile(id)));
        candidate.judgement = judge(candidate.dataset,
                                    *scorer,
                                    {.part = part_, .cutoffs = options_.cutoffs, .gain = gain_},
                                    monitor_,
                                    fmt::format("run {}", id));
        calibrations_.push_back(scorer->calibration());
        return candidate;
    }

    // What was noted when the run was trained says also what its model was fitted on.
    void noteAll(const Candidate& candidate) {
        const Json& data = candidate.run.data;
        for (const Json& text : data.is_object() ? data.value("notes", Json::array()) : Json()) {
            note(text.get<std::string>());
        }
        std::ranges::for_each(candidate.dataset.notes,
                              [&](const std::string& text) { note(text); });
    }

    void refuseOtherProtocol(const Candidate& candidate) const {
        if (!options_.protocol.empty() && options_.protocol != candidate.dataset.protocol) {
            throw Error(ErrorKind::Input,
                        fmt::format("The run {0} was trained under the split \"{1}\" and has seen "
                                    "what \"{2}\" holds back; train with --set data.protocol={2} "
                                    "to judge it so.",
                                    candidate.run.id,
                                    candidate.dataset.protocol,
                                    options_.protocol));
        }
    }

    void note(const std::string& text) {
        if (std::ranges::find(notes_, text) == notes_.end()) {
            notes_.push_back(text);
        }
    }

    Json figuresOf(const Candidate& candidate) {
        monitor_.step("intervals", 0, 1);
        const Judgement& judgement = candidate.judgement;
        const std::size_t index = static_cast<std::size_t>(&candidate - candidates_.data());
        Json metrics = Json::object();
        const auto intervals =
            bootstrapMeans(judgement.values, keys_.size(), options_.resamples, options_.seed);
        for (std::size_t column = 0; column < keys_.size(); ++column) {
            metrics[keys_[column]] = toJson(intervals[column]);
        }
        const Json trainMasked = trainMaskedOf(judgement);
        const double seconds = std::max(judgement.rankingSeconds, 1e-9);
        return {{"run", candidate.run.id},
                {"kind", candidate.run.kind},
                {"protocol", candidate.dataset.protocol},
                {"dataset", candidate.dataset.fingerprint},
                {"users", judgement.shoppers.size()},
                {"dropped_users", judgement.dropped},
                {"candidates", judgement.candidates},
                {"ties", judgement.ties},
                {"users_per_second", static_cast<double>(judgement.shoppers.size()) / seconds},
                {"simulated", candidate.dataset.summary.value("simulated", false)},
                {"metrics", metrics},
                {"metrics_train_masked", trainMasked},
                {"beyond", beyondOf(candidate)},
                {"binary", binaryOf(judgement, calibrations_[index])}};
    }

    // Means under the convention of the literature: nothing is known but training.
    Json trainMaskedOf(const Judgement& judgement) const {
        Json means = Json::object();
        const std::vector<double>& values = judgement.valuesTrainKnown;
        for (std::size_t i = 0; i < values.size(); ++i) {
            Json& mean = means[keys_[i % keys_.size()]];
            mean = (mean.is_null() ? 0.0 : mean.get<double>()) +
                   values[i] / static_cast<double>(judgement.shoppers.size());
        }
        return means;
    }

    Json binaryOf(const Judgement& judgement, const std::optional<Calibration>& own) const {
        // A model that gives no likelihood gets one here, from the same examples as its threshold.
        const Calibration calibration = own ? *own : fitCalibration(judgement.validationExamples);
        const double threshold = bestThreshold(judgement.validationExamples);
        const BinaryFigures figures = binaryFigures(judgement.examples, threshold, calibration);
        Json bins = Json::array();
        for (const CalibrationBin& bin : figures.bins) {
            bins.push_back(
                {{"probability", bin.probability}, {"share", bin.share}, {"count", bin.count}});
        }
        return {{"accuracy", figures.accuracy},
                {"precision", figures.precision},
                {"recall", figures.recall},
                {"f1", figures.f1},
                {"roc_auc", figures.rocAuc},
                {"pr_auc", figures.prAuc},
                {"log_loss", figures.logLoss},
                {"brier", figures.brier},
                {"ece", figures.ece},
                {"threshold", threshold},
                {"positives", figures.positives},
                {"negatives", figures.negatives},
                {"calibration", bins}};
    }

    Json beyondOf(const Candidate& candidate) {
        const std::vector<std::uint32_t> popularity = trainPopularity(candidate.dataset);
        Json beyond = Json::object();
        for (const std::size_t k : options_.cutoffs) {
            std::vector<std::uint32_t> counts(candidate.dataset.items.size());
            for (const auto& ranking : candidate.judgement.rankings) {
                for (std::size_t rank = 0; rank < std::min(k, ranking.size()); ++rank) {
                    ++counts[ranking[rank]];
                }
            }
            const ListFigures figures = listFigures(counts,
                                                    popularity,
                                                    candidate.judgement.candidates,
                                                    candidate.dataset.shoppers.size());
            beyond[fmt::format("coverage@{}", k)] = figures.coverage;
            beyond[fmt::format("gini@{}", k)] = figures.gini;
            beyond[fmt::format("novelty@{}", k)] = figures.novelty;
            if (const auto diversity = diversityAt(candidate, k)) {
                beyond[fmt::format("diversity@{}", k)] = *diversity;
            }
        }
        return beyond;
    }

    // Mean of 1 - cosine over the pairs of each list, in one space for all runs.
    std::optional<double> diversityAt(const Candidate& candidate, const std::size_t k) {
        const ContentVectors& contents = contentsOf(candidate.dataset);
        if (contents.isEmpty()) {
            return std::nullopt;
        }
        double sum = 0;
        std::size_t lists = 0;
        for (const auto& ranking : candidate.judgement.rankings) {
            const std::size_t depth = std::min(k, ranking.size());
            double list = 0;
            for (std::size_t a = 0; a < depth; ++a) {
                for (std::size_t b = 0; b < a; ++b) {
                    list += 1 - contents.similarity(ranking[a], ranking[b]);
                }
            }
            if (depth > 1) {
                sum += list / (static_cast<double>(depth * (depth - 1)) / 2);
                ++lists;
            }
        }
        return lists > 0 ? std::optional(sum / static_cast<double>(lists)) : std::nullopt;
    }

    const ContentVectors& contentsOf(const Dataset& dataset) {
        constexpr std::size_t kDim = 64;
        if (!contents_) {
            contents_.emplace();
            const auto add = [&](const Modality modality, ItemVectors& target) {
                const auto table = loadFeatures(project_, modality);
                if (table && !table->items.empty()) {
                    target = vectorsIn(project_,
                                       modality,
                                       fitContentSpace(*table, dataset.items, kDim),
                                       dataset.items);
                }
            };
            add(Modality::Text, contents_->text);
            add(Modality::Image, contents_->image);
        }
        return *contents_;
    }

    Json comparisons() {
        Json rows = Json::array();
        std::vector<std::pair<std::size_t, std::size_t>> pairs;
        for (std::size_t b = 1; b < candidates_.size(); ++b) {
            for (std::size_t a = 0; a < b; ++a) {
                if (candidates_[a].judgement.shoppers == candidates_[b].judgement.shoppers &&
                    candidates_[a].dataset.fingerprint == candidates_[b].dataset.fingerprint) {
                    pairs.emplace_back(a, b);
                } else {
                    note(fmt::format(
                        "The runs {} and {} are not compared: they hold back different events. "
                        "Where one was trained before others came in, train it again.",
                        candidates_[a].run.id,
                        candidates_[b].run.id));
                }
            }
        }
        std::vector<std::vector<Interval>> intervals;
        std::vector<std::vector<double>> differences;
        for (const auto& [a, b] : pairs) {
            monitor_.step("comparisons", intervals.size(), pairs.size());
            differences.push_back(difference(a, b));
            intervals.push_back(bootstrapMeans(
                differences.back(), keys_.size(), options_.resamples, options_.seed));
        }
        for (std::size_t column = 0; column < keys_.size(); ++column) {
            std::vector<double> p;
            for (const auto& table : differences) {
                p.push_back(pOf(table, column));
            }
            const std::vector<double> corrected = holm(p);
            for (std::size_t pair = 0; pair < pairs.size(); ++pair) {
                const Interval& interval = intervals[pair][column];
                rows.push_back({{"a", candidates_[pairs[pair].first].run.id},
                                {"b", candidates_[pairs[pair].second].run.id},
                                {"metric", keys_[column]},
                                {"difference", interval.mean},
                                {"low", interval.low},
                                {"high", interval.high},
                                {"p", p[pair]},
                                {"p_holm", corrected[pair]}});
            }
        }
        return rows;
    }

    std::vector<double> difference(const std::size_t a, const std::size_t b) const {
        std::vector<double> values = candidates_[b].judgement.values;
        for (std::size_t i = 0; i < values.size(); ++i) {
            values[i] -= candidates_[a].judgement.values[i];
        }
        return values;
    }

    double pOf(const std::vector<double>& table, const std::size_t column) const {
        constexpr std::size_t kMostFlips = 10'000'000;
        constexpr std::size_t kMostSamples = 10'000;
        constexpr std::size_t kFewestSamples = 1'000;
        std::vector<double> values;
        for (std::size_t i = column; i < table.size(); i += keys_.size()) {
            values.push_back(table[i]);
        }
        const std::size_t fitting = kMostFlips / std::max<std::size_t>(1, values.size());
        monitor_.checkStop();
        return randomizationTest(
            values, std::clamp(fitting, kFewestSamples, kMostSamples), options_.seed);
    }

    void exportTrec() {
        const Candidate& first = candidates_.front();
        const TrecNames names = trecNames(project_, first.dataset);
        writeQrels(options_.trecFolder, first.dataset, part_, first.judgement, names);
        for (const Candidate& candidate : candidates_) {
            if (candidate.judgement.shoppers != first.judgement.shoppers) {
                throw Error(ErrorKind::Input,
                            fmt::format("The runs {} and {} have different splits and cannot share "
                                        "one qrels.txt; export them one by one.",
                                        first.run.id,
                                        candidate.run.id));
            }
            writeTrecRun(options_.trecFolder, candidate.run.id, candidate.judgement, names);
        }
    }

    // Before anything is seen: whoever sees figures of the test split finds the look logged.
    void noteFirstLook(const Run& run) const {
        if (part_ != Part::Test || project_.access() == Access::ReadOnly || run.testOpened != 0) {
            return;
        }
        store_.change(run.id, [](Run& record) {
            if (record.testOpened == 0) {
                record.testOpened = unixNow();
            }
        });
    }

    void save(Candidate& candidate, const Json& figures) {
        if (project_.access() == Access::ReadOnly) {
            return;
        }
        if (gain_ == Gain::Binary) {
            Json stored = figures;
            stored["split"] = options_.split;
            stored["k"] = options_.cutoffs;
            stored["convention"] = convention_;
            store_.saveEvaluation(candidate.run.id, options_.split, stored);
            const auto file = fmt::format("users-{}.csv", options_.split);
            writeFileAtomically(store_.folder(candidate.run.id) / file, shopperRows(candidate));
        }
    }

    std::string shopperRows(const Candidate& candidate) const {
        std::string text = "shopper,relevant";
        for (const std::string& key : keys_) {
            text += ',' + key;
        }
        text += '\n';
        const Judgement& judgement = candidate.judgement;
        for (std::size_t index = 0; index < judgement.shoppers.size(); ++index) {
            fmt::format_to(std::back_inserter(text),
                           "{},{}",
                           raw(candidate.dataset.shoppers[judgement.shoppers[index]]),
                           judgement.relevant[index]);
            for (std::size_t column = 0; column < keys_.size(); ++column) {
                text += ',' + toText(judgement.values[index * keys_.size() + column]);
            }
            text += '\n';
        }
        return text;
    }

    Project& project_;
    EvaluateOptions options_;
    const Monitor& monitor_;
    RunStore store_;
    Part part_ = Part::Test;
    Gain gain_ = Gain::Binary;
    std::string convention_;
    std::vector<std::string> keys_;
    std::vector<Candidate> candidates_;
    std::vector<std::optional<Calibration>> calibrations_;
    std::optional<ContentVectors> contents_;
    std::vector<std::string> notes_;
};

}  // namespace

Json evaluate(Project& project,
              const std::vector<std::string>& runs,
              const EvaluateOptions& options,
              const Monitor& monitor) {
    return Evaluation(project, options, monitor).run(runs);
}

}  // namespace haberdash
