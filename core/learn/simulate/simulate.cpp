// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/simulate/simulate.h"

#include "core/data/base/error.h"
#include "core/data/catalog/item_store.h"
#include "core/data/runs/run_store.h"
#include "core/data/sessions/event_store.h"
#include "core/learn/model/threads.h"
#include "core/learn/recommend/recommender.h"
#include "core/learn/simulate/shoppers.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <mutex>
#include <vector>

namespace haberdash {

namespace {

constexpr std::uint64_t kFirstSeed = 7;
constexpr std::size_t kMostLists = 10'000;  ///< that the click model is estimated from
constexpr std::int64_t kDay = 86'400;
constexpr std::int64_t kFirstDay =
    1'767'225'600;  ///< 1 January 2026, where a project has no events

std::vector<PersonaKind> personasOf(Project& project,
                                    const Market& market,
                                    const std::uint64_t seed) {
    std::vector<PersonaKind> kinds;
    for (const Persona& persona : EventStore(project.database()).personas()) {
        kinds.push_back({persona.key, persona.name, persona.description, tasteFrom(persona.taste)});
    }
    return kinds.empty() ? genericPersonas(market, seed) : kinds;
}

std::int64_t startOf(Project& project, const std::int64_t days) {
    std::int64_t latest = 0;
    EventStore(project.database()).forEach([&latest](const Event& event) {
        latest = std::max(latest, event.time);
    });
    return latest == 0 ? kFirstDay : std::max<std::int64_t>(1, latest / kDay - days) * kDay;
}

/// Recommenders of one run, of which each serves one thread at a time.
class RecommenderPool {
  public:
    RecommenderPool(Project& project, const std::string& run) : project_(project), run_(run) {
        free_.push_back(loadRecommender(project_, run_));
    }

    std::shared_ptr<Recommender> take() {
        const std::lock_guard lock(mutex_);
        if (free_.empty()) {
            useOneThread();  // who comes here beside another is one of many threads
            return loadRecommender(project_, run_);
        }
        std::shared_ptr<Recommender> recommender = std::move(free_.back());
        free_.pop_back();
        return recommender;
    }

    void giveBack(std::shared_ptr<Recommender> recommender) {
        const std::lock_guard lock(mutex_);
        free_.push_back(std::move(recommender));
    }

  private:
    Project& project_;
    std::string run_;
    std::mutex mutex_;
    std::vector<std::shared_ptr<Recommender>> free_;
};

/// The run's scores of the market's wares. The recommender ranks the products in order of id, as
/// the wares are. Nobody is named as the asker: these shoppers were never trained on.
RunPolicy policyOf(Project& project, const std::string& run) {
    const auto pool = std::make_shared<RecommenderPool>(project, run);
    return {
        .run = run,
        .scores = [pool](const std::span<const Act> past,
                         const std::span<const std::uint32_t> wares) {
            std::shared_ptr<Recommender> recommender = pool->take();
            std::vector<HistoryEvent> history;
            for (const Act& act : past) {
                history.push_back(
                    {.item = recommender->items()[act.ware], .kind = act.kind, .time = act.time});
            }
            std::vector<float> scores = recommender->scoresOf(history, wares);
            pool->giveBack(std::move(recommender));
            return scores;
        }};
}

/// Throws Error(Input) for a word that is neither a policy nor a run.
void setPolicy(ShoppingHabits& habits, Project& project, const std::string& policy) {
    const std::vector<Run> runs = RunStore(project.runsFolder()).all();
    if (std::ranges::find(runs, policy, &Run::id) != runs.end()) {
        habits.run = policyOf(project, policy);
    } else {
        habits.exposure = exposureFrom(policy);
    }
}

std::string prefixOf(const std::uint64_t seed) {
    return fmt::format("sim{}-", seed);
}

bool isUsed(Project& project, const std::uint64_t seed) {
    const EventStore events(project.database());
    return events.shopper(shopperKey(prefixOf(seed), 0)).has_value();
}

/// Throws Error(Input) for one that was asked for and was simulated before.
std::uint64_t seedOf(Project& project, const SimulateOptions& options) {
    if (options.seed && isUsed(project, *options.seed)) {
        throw Error(ErrorKind::Input,
                    fmt::format("Shoppers of seed {} were simulated in this project before; choose "
                                "another seed, or none.",
                                *options.seed));
    }
    return options.seed ? *options.seed : freshSeed(project);
}

ShoppingHabits habitsOf(Project& project, const SimulateOptions& options) {
    ShoppingHabits habits{
        .sessions = options.sessions, .searched = options.searched, .clicks = options.parameters};
    habits.clicks.kind = clickKindFrom(options.clicks);
    setPolicy(habits, project, options.policy);
    habits.start = startOf(project, habits.days);
    return habits;
}

ClickedList clickedList(const ShownList& shown,
                        const Market& market,
                        const std::vector<double>& utility,
                        const double noise) {
    ClickedList list{.clicked = shown.clicked};
    for (const ItemId item : shown.items) {
        const auto ware = std::ranges::lower_bound(market.wares, item, {}, &Ware::item);
        const auto place = static_cast<std::size_t>(ware - market.wares.begin());
        list.attraction.push_back(meanAttraction(utility[place], noise));
    }
    return list;
}

/// Every n-th list, kMostLists at most, with what its shopper's taste makes of it.
std::vector<ClickedList> clickedLists(const Market& market,
                                      const std::vector<DrawnShopper>& shoppers) {
    std::size_t all = 0;
    for (const DrawnShopper& shopper : shoppers) {
        for (const Visit& visit : shopper.visits) {
            all += visit.lists.size();
        }
    }
    const std::size_t step = all / kMostLists + 1;
    std::size_t number = 0;
    std::vector<ClickedList> lists;
    for (const DrawnShopper& shopper : shoppers) {
        const std::vector<double> utility = utilities(market, shopper.taste);
        for (const Visit& visit : shopper.visits) {
            for (const ShownList& shown : visit.lists) {
                if (number++ % step == 0) {
                    lists.push_back(clickedList(shown, market, utility, shopper.taste.noise));
                }
            }
        }
    }
    return lists;
}

std::vector<JudgedParameter> judged(const ClickModel& model,
                                    const std::vector<ClickedList>& lists) {
    const Json truth = toJson(model);
    std::vector<JudgedParameter> parameters;
    for (ParameterEstimate& estimate : estimateClicks(model.kind, lists)) {
        parameters.push_back({truth.at(estimate.name).get<double>(), std::move(estimate)});
    }
    return parameters;
}

SimulateReport reportOf(const CrowdPlan& plan, const std::vector<DrawnShopper>& shoppers) {
    SimulateReport report{.seed = plan.seed, .shoppers = shoppers.size()};
    std::size_t clicks = 0;
    for (const DrawnShopper& shopper : shoppers) {
        report.sessions += shopper.visits.size();
        for (const Visit& visit : shopper.visits) {
            clicks += clicksIn(visit);
        }
    }
    report.clicksPerSession =
        static_cast<double>(clicks) / std::max<double>(1, static_cast<double>(report.sessions));
    return report;
}

}  // namespace

Json toJson(const SimulateReport& report) {
    Json parameters = Json::object();
    for (const auto& [truth, estimate] : report.parameters) {
        parameters[estimate.name] = {{"true", truth},
                                     {"estimate", estimate.value},
                                     {"low", estimate.low},
                                     {"high", estimate.high}};
    }
    return {{"seed", report.seed},
            {"shoppers", report.shoppers},
            {"sessions", report.sessions},
            {"events", report.events},
            {"clicks_per_session", report.clicksPerSession},
            {"click_parameters", std::move(parameters)}};
}

std::uint64_t freshSeed(Project& project) {
    std::uint64_t seed = kFirstSeed;
    while (isUsed(project, seed)) {
        ++seed;
    }
    return seed;
}

std::vector<Shopper> simulatedShoppers(Project& project, const std::uint64_t seed) {
    const EventStore events(project.database());
    std::vector<Shopper> shoppers;
    while (auto shopper = events.shopper(shopperKey(prefixOf(seed), shoppers.size()))) {
        shoppers.push_back(std::move(*shopper));
    }
    return shoppers;
}

SimulateReport simulate(Project& project, const SimulateOptions& options, const Monitor& monitor) {
    CrowdPlan plan{.habits = habitsOf(project, options), .shoppers = options.shoppers};
    if (ItemStore(project.database()).count() == 0) {
        throw Error(
            ErrorKind::Unavailable,
            "The project has no products to simulate shopping with; import a catalog first.");
    }
    plan.seed = seedOf(project, options);
    plan.prefix = prefixOf(plan.seed);
    const Market market = marketOf(project, plan);
    plan.personas = personasOf(project, market, plan.seed);
    const std::vector<DrawnShopper> shoppers = drawShoppers(market, plan, monitor);
    SimulateReport report = reportOf(plan, shoppers);
    report.parameters = judged(plan.habits.clicks, clickedLists(market, shoppers));
    report.events = storeShoppers(project, plan, shoppers, market, monitor);
    return report;
}

}  // namespace haberdash
