// SPDX-License-Identifier: GPL-3.0-or-later

// What a person at the window asks, and no shop: what to label next, what a taste likes, what rules
// cost.

#include "core/data/base/error.h"
#include "core/learn/eval/rule_cost.h"
#include "core/learn/metrics/ranking.h"
#include "core/learn/recommend/next_questions.h"
#include "core/learn/service/replay_request.h"
#include "core/learn/service/request.h"
#include "core/learn/service/service_parts.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <numeric>
#include <utility>

namespace haberdash {

namespace {

using Clock = std::chrono::steady_clock;

/// What a taste can weigh, most common first: [{facet, products}].
Json facetCounts(const Market& market) {
    std::vector<std::size_t> counts(market.facets.size(), 0);
    for (const Ware& ware : market.wares) {
        for (const std::size_t facet : ware.facets) {
            ++counts[facet];
        }
    }
    std::vector<std::size_t> order(counts.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(
        order, [&](const std::size_t a, const std::size_t b) { return counts[a] > counts[b]; });
    Json facets = Json::array();
    for (const std::size_t facet : order) {
        facets.push_back({{"facet", market.facets[facet]}, {"products", counts[facet]}});
    }
    return facets;
}

}  // namespace

Json Service::Parts::questions(const Json& request) {
    const Clock::time_point start = Clock::now();
    labels.catchUp(labelStore);
    const QueueRequest wanted = queueRequestOf(request, labelStore);
    const std::string run = optionalText(request, "run").value_or(runForQuestions(project));
    NextQuestions next;
    if (asksModel(wanted.order) && !run.empty()) {
        LoadedRun::Loan recommender = shelf->run(project, run)->lend();
        next = nextQuestions(project, &*recommender, labels, wanted);
    } else {
        next = nextQuestions(project, nullptr, labels, wanted);
    }
    return {{"run", run},
            {"in_order", next.isInOrder},
            {"took_ms", tookSince(start)},
            {"items", haberdash::toJson(next.questions, wanted.form)}};
}

const Market& Service::Parts::presentMarket() {
    const std::tuple present{items.count(), items.revision(), events.eventCount()};
    if (!market || marketFor != present) {
        market = loadMarket(project, 0);
        marketFor = present;
    }
    return *market;
}

KnownTaste Service::Parts::tasteOf(const std::string& taste) {
    const Market& present = presentMarket();
    const Taste read = tasteFrom(taste);
    KnownTaste known{.utility = utilities(present, read), .noise = read.noise};
    for (const Ware& ware : present.wares) {
        known.items.push_back(ware.item);
    }
    return known;
}

Json Service::Parts::liked(const Json& request) {
    const std::optional<Taste> taste = readTaste(request.value("taste", Json()));
    if (!taste) {
        throw Error(ErrorKind::Input,
                    "The field \"taste\" must be an object with weights, budget, thrift, noise, "
                    "brands, avoids and women_share.");
    }
    const Clock::time_point start = Clock::now();
    const Market& present = presentMarket();
    const std::vector<double> utility = utilities(present, *taste);
    std::vector<float> scores;
    for (const double value : utility) {
        scores.push_back(value == kRuledOut ? kMasked : static_cast<float>(value));
    }
    Json rows = Json::array();
    for (const std::uint32_t row : topRows(scores, countField(request, "k", 12, kMostResults))) {
        rows.push_back(rowOf(items.item(present.wares[row].item)));
        rows.back()["rank"] = rows.size();
        rows.back()["score"] = utility[row];
    }
    const auto ruledOut = std::ranges::count(utility, kRuledOut);
    std::vector<ItemId> examples;
    for (const Json& example : request.value("examples", Json::array())) {
        if (!example.is_string()) {
            throw Error(ErrorKind::Input, "The field \"examples\" must be a list of product ids.");
        }
        examples.push_back(items.requireSku(example.get<std::string>()));
    }
    return {{"items", std::move(rows)},
            {"leanings", leaningsOf(present, examples)},
            {"ruled_out", ruledOut},
            {"facets", facetCounts(present)},
            {"took_ms", tookSince(start)}};
}

Json Service::Parts::costOfRules(const Json& request) {
    constexpr std::size_t kEnough = 1000;  // an engine that counts everybody answers nothing else
    RuleCostOptions options{.run = textField(request, "run"), .mostShoppers = kEnough};
    options.metric = optionalText(request, "metric").value_or(options.metric);
    const Clock::time_point start = Clock::now();
    Json result =
        ruleCost(project, rulesFromJson(request.value("rules", Json())), options, Monitor());
    result["took_ms"] = tookSince(start);
    return result;
}

}  // namespace haberdash
