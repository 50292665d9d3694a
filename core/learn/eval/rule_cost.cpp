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
#include <iterator>
#include <memory>
#include <span>

namespace haberdash {

namespace {

struct Metric {
    std::size_t column = 0;  ///< in kRankMetrics
    std::size_t k = 0;
};

Metric metricFrom(const std::string& key) {
    const std::size_t at = key.find('@');
    const auto k =
        at == std::string::npos ? std::nullopt : parseInteger(std::string_view(key).substr(at + 1));
    if (k && *k > 0) {
        const auto cutoff = static_cast<std::size_t>(*k);
        for (std::size_t column = 0; column < kRankMetrics.size(); ++column) {
            if (metricKey(kRankMetrics[column], cutoff) == key) {
                return {column, cutoff};
            }
        }
    }
    throw Error(ErrorKind::Input,
                fmt::format("There is no metric \"{}\"; try ndcg@10 or recall@20.", key));
}

class Costing {
  public:
    Costing(Project& project, const RuleCostOptions& options, const Monitor& monitor)
        : project_(project),
          options_(options),
          monitor_(monitor),
          metric_(metricFrom(options.metric)) {
        const RunStore store(project.runsFolder());
        const Run run = store.run(options.run);
        if (!std::filesystem::exists(store.modelFile(run.id))) {
            throw Error(ErrorKind::Unavailable,
                        fmt::format("The run {} has no model; finish its training first.", run.id));
        }
        TrainOptions training;
        setOptions(describe(training), run.config);
        const Json cuts =
            run.data.is_object() ? run.data.value("cuts", Json::array()) : Json::array();
        dataset_ = buildDataset(project, training, cuts.get<std::vector<std::int64_t>>());
        scorer_ = makeScorer(project, dataset_.items, readModel(store.modelFile(run.id)));
        const ItemStore items(project.database());
        std::ranges::transform(dataset_.items, std::back_inserter(catalog_), [&](const ItemId id) {
            return items.item(id);
        });
        plain_ = figuresUnder(nullptr, "without rules");
    }

    std::size_t shoppers() const { return plain_.size(); }

    Interval costOf(const std::span<const Rule> rules, const std::string& stage) {
        const Merchandising merchandising(rules, catalog_, unixNow());
        std::vector<double> difference = figuresUnder(&merchandising, stage);
        for (std::size_t shopper = 0; shopper < difference.size(); ++shopper) {
            difference[shopper] -= plain_[shopper];
        }
        return bootstrapMeans(difference, 1, options_.resamples, options_.seed).front();
    }

  private:
    std::vector<double> figuresUnder(const Merchandising* rules, const std::string& stage) {
        const Judgement judgement = judge(dataset_,
                                          *scorer_,
                                          {.part = Part::Validation,
                                           .cutoffs = {metric_.k},
                                           .mostExampleShoppers = 0,
                                           .rules = rules},
                                          monitor_,
                                          stage);
        std::vector<double> figures;
        for (std::size_t at = metric_.column; at < judgement.values.size();
             at += kRankMetrics.size()) {
            figures.push_back(judgement.values[at]);
        }
        return figures;
    }

    Project& project_;
    const RuleCostOptions& options_;
    const Monitor& monitor_;
    Metric metric_;
    Dataset dataset_;
    std::unique_ptr<Scorer> scorer_;
    std::vector<Item> catalog_;
    std::vector<double> plain_;
};

Json toJson(const Interval& interval) {
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
    Costing costing(project, options, monitor);
    Json cost = toJson(costing.costOf(rules, "all rules"));
    cost["metric"] = options.metric;
    Json each = Json::array();
    for (std::size_t i = 0; i < rules.size(); ++i) {
        if (!rules[i].isActive(now)) {
            continue;
        }
        Json row =
            toJson(costing.costOf(std::span(rules).subspan(i, 1), fmt::format("rule {}", i + 1)));
        row["number"] = i + 1;
        row["rule"] = sentenceOf(rules[i]);
        each.push_back(std::move(row));
    }
    return {{"run", options.run},
            {"users", costing.shoppers()},
            {"cost", std::move(cost)},
            {"rules", std::move(each)}};
}

}  // namespace haberdash
