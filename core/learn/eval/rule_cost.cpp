// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/eval/rule_cost.h"

#include "core/data/base/clock.h"
#include "core/data/base/error.h"
#include "core/data/base/numbers.h"
#include "core/data/catalog/item_store.h"
#include "core/data/runs/run_store.h"
#include "core/learn/eval/judge.h"
#include "core/learn/metrics/statistics.h"
#include "core/learn/model/scorer.h"
#include "core/learn/recommend/merchandise.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <iterator>
#include <memory>
#include <span>

namespace haberdash {

namespace {

constexpr std::int64_t kMostListed = 1000;

struct Metric {
    std::size_t column = 0;  ///< in kRankMetrics
    std::size_t k = 0;
};

Metric metricFrom(const std::string& key) {
    const std::size_t at = key.find('@');
    const auto k =
        at == std::string::npos ? std::nullopt : parseInteger(std::string_view(key).substr(at + 1));
    if (k && *k > 0 && *k <= kMostListed) {
        const auto cutoff = static_cast<std::size_t>(*k);
        for (std::size_t column = 0; column < kRankMetrics.size(); ++column) {
            if (metricKey(kRankMetrics[column], cutoff) == key) {
                return {column, cutoff};
            }
        }
    }
    throw Error(
        ErrorKind::Input,
        fmt::format(
            "There is no metric \"{}\"; try ndcg@10 or recall@20, up to @{}.", key, kMostListed));
}

/// Each shopper's figure.
std::vector<double> figuresOf(const std::vector<double>& values, const Metric& metric) {
    std::vector<double> figures;
    for (std::size_t at = metric.column; at < values.size(); at += kRankMetrics.size()) {
        figures.push_back(values[at]);
    }
    return figures;
}

Judgement judgeUnder(Project& project,
                     const std::string& runId,
                     const std::span<const std::vector<Rule>> ruleSets,
                     const std::size_t k,
                     const std::size_t mostShoppers,
                     const Monitor& monitor) {
    const RunStore store(project.runsFolder());
    const Run run = store.run(runId);
    if (!std::filesystem::exists(store.modelFile(run.id))) {
        throw Error(ErrorKind::Unavailable,
                    fmt::format("The run {} has no model; finish its training first.", run.id));
    }
    const Dataset dataset = datasetOf(project, run);
    const auto scorer = makeScorer(project, dataset.items, readModel(store.modelFile(run.id)));
    const ItemStore items(project.database());
    std::vector<Item> catalog;
    std::ranges::transform(dataset.items, std::back_inserter(catalog), [&](const ItemId id) {
        return items.item(id);
    });
    std::vector<Merchandising> workedOut;
    for (const std::vector<Rule>& rules : ruleSets) {
        workedOut.emplace_back(rules, catalog, unixNow());
    }
    JudgeOptions options{.part = Part::Validation,
                         .cutoffs = {k},
                         .mostExampleShoppers = 0,
                         .mostShoppers = mostShoppers,
                         .rules = {}};
    for (const Merchandising& rules : workedOut) {
        options.rules.push_back(&rules);
    }
    return judge(dataset, *scorer, options, monitor, "rules");
}

Json costJson(const Interval& interval) {
    return {{"difference", interval.mean}, {"low", interval.low}, {"high", interval.high}};
}

}  // namespace

Json ruleCost(Project& project,
              const std::vector<Rule>& rules,
              const RuleCostOptions& options,
              const Monitor& monitor) {
    const std::int64_t now = unixNow();
    if (std::ranges::none_of(rules, [now](const Rule& rule) { return rule.isActive(now); })) {
        throw Error(ErrorKind::Input,
                    "There is no rule that holds now, so nothing costs anything; add one first "
                    "(haberdashctl rules PROJECT pin ID).");
    }
    std::vector<std::vector<Rule>> ruleSets{rules};  // all together, then each alone
    std::vector<std::size_t> numbers;
    for (std::size_t i = 0; i < rules.size(); ++i) {
        if (rules[i].isActive(now)) {
            ruleSets.push_back({rules[i]});
            numbers.push_back(i + 1);
        }
    }
    const Metric metric = metricFrom(options.metric);
    const Judgement judgement =
        judgeUnder(project, options.run, ruleSets, metric.k, options.mostShoppers, monitor);
    const std::vector<double> plain = figuresOf(judgement.values, metric);
    if (plain.empty()) {
        throw Error(ErrorKind::Unavailable,
                    "No validation shopper has anything to be judged by, so what rules cost cannot "
                    "be told; it takes more events.");
    }
    const auto costOf = [&](const std::size_t ruleSet) {
        std::vector<double> difference = figuresOf(judgement.valuesUnder[ruleSet], metric);
        std::ranges::transform(difference, plain, difference.begin(), std::minus());
        return costJson(bootstrapMeans(difference, 1, options.resamples, options.seed).front());
    };
    Json cost = costOf(0);
    cost["metric"] = options.metric;
    Json each = Json::array();
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        Json row = costOf(i + 1);
        row["number"] = numbers[i];
        row["rule"] = sentenceOf(rules[numbers[i] - 1]);
        each.push_back(std::move(row));
    }
    return {{"run", options.run},
            {"users", plain.size()},
            {"cost", std::move(cost)},
            {"rules", std::move(each)}};
}

}  // namespace haberdash
