// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/simulate/simulate.h"

#include "core/data/base/error.h"
#include "core/data/catalog/item_store.h"
#include "core/data/runs/run_store.h"
#include "core/data/sessions/event_store.h"
#include "core/learn/recommend/recommender.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

namespace haberdash {

namespace {

constexpr std::uint64_t kShopperStream = 2'000'000;
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

std::string detailOf(const Visit& visit, const ShoppingHabits& habits) {
    Json detail = toJson(habits.clicks);
    detail["policy"] = habits.run ? habits.run->run : wordOf(habits.exposure);
    detail["searched"] = habits.searched;
    detail["new_share"] = habits.newShare;
    detail["novelty"] = habits.novelty;
    detail["shown"] = visit.shown;
    detail["clicked"] = visit.clicks;
    detail["shown_utility"] = std::round(visit.shownUtility * 1000) / 1000;
    return detail.dump();
}

std::size_t writeVisit(EventStore& store,
                       const ShopperId shopper,
                       const Visit& visit,
                       const Market& market,
                       const ShoppingHabits& habits) {
    const SessionId session =
        store.addSession(shopper, visit.startedAt, true, detailOf(visit, habits));
    std::size_t added = 0;
    for (const Act& act : visit.acts) {
        const Event event{.shopper = shopper,
                          .item = market.wares[act.ware].item,
                          .kind = act.kind,
                          .time = act.time,
                          .session = session,
                          .isSimulated = true};
        added += store.add(event, 0) ? 1 : 0;
    }
    return added;
}

std::vector<std::int64_t> putPersonas(EventStore& store, const std::vector<PersonaKind>& kinds) {
    std::vector<std::int64_t> ids;
    for (const PersonaKind& kind : kinds) {
        ids.push_back(store.putPersona({.key = kind.key,
                                        .name = kind.name,
                                        .description = kind.description,
                                        .taste = toJson(kind.taste).dump()}));
    }
    return ids;
}

/// The run's scores of the market's wares. The recommender ranks the products in order of id, as
/// the wares are. Nobody is named as the asker: these shoppers were never trained on.
RunPolicy policyOf(Project& project, const std::string& run) {
    const std::shared_ptr<Recommender> recommender = loadRecommender(project, run);
    return {
        .run = run, .scores = [recommender](const std::span<const Act> past) {
            std::vector<HistoryEvent> history;
            for (const Act& act : past) {
                history.push_back(
                    {.item = recommender->items()[act.ware], .kind = act.kind, .time = act.time});
            }
            return recommender->scores(history);
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

}  // namespace

Json toJson(const SimulateReport& report) {
    return {{"shoppers", report.shoppers},
            {"sessions", report.sessions},
            {"events", report.events},
            {"clicks_per_session", report.clicksPerSession}};
}

SimulateReport writeShoppers(Project& project,
                             const std::vector<PersonaKind>& personas,
                             const ShoppingHabits& habits,
                             const std::size_t count,
                             const std::uint64_t seed,
                             const std::string& prefix,
                             const Monitor& monitor) {
    Market market = loadMarket(project, seed);
    drawArrivals(market, habits.newShare, habits.days, seed);
    EventStore store(project.database());
    const std::vector<std::int64_t> ids = putPersonas(store, personas);
    SimulateReport report{.shoppers = count};
    std::size_t clicks = 0;
    for (std::size_t i = 0; i < count; ++i) {
        monitor.step("shoppers", i, count);
        Random random(seed, kShopperStream + i);
        const std::size_t kind = i % personas.size();
        const Taste taste = individual(personas[kind].taste, market, random);
        const ShopperId shopper = store.putShopper({.key = fmt::format("{}{:04}", prefix, i + 1),
                                                    .name = shopperName(i),
                                                    .persona = ids[kind],
                                                    .isSimulated = true,
                                                    .taste = toJson(taste).dump()});
        for (const Visit& visit :
             shop(market, utilities(market, taste), taste.noise, habits, random)) {
            report.events += writeVisit(store, shopper, visit, market, habits);
            clicks += visit.clicks;
            ++report.sessions;
        }
    }
    monitor.step("shoppers", count, count);
    report.clicksPerSession =
        report.sessions == 0 ? 0
                             : static_cast<double>(clicks) / static_cast<double>(report.sessions);
    return report;
}

SimulateReport simulate(Project& project, const SimulateOptions& options, const Monitor& monitor) {
    ShoppingHabits habits{.sessions = options.sessions, .clicks = options.parameters};
    habits.clicks.kind = clickKindFrom(options.clicks);
    setPolicy(habits, project, options.policy);
    habits.start = startOf(project, habits.days);
    if (ItemStore(project.database()).count() == 0) {
        throw Error(
            ErrorKind::Unavailable,
            "The project has no products to simulate shopping with; import a catalog first.");
    }
    const std::string prefix = fmt::format("sim{}-", options.seed);
    if (EventStore(project.database()).shopper(prefix + "0001").has_value()) {
        throw Error(
            ErrorKind::Input,
            fmt::format(
                "Shoppers of seed {} were simulated in this project before; choose another seed.",
                options.seed));
    }
    const std::vector<PersonaKind> personas =
        personasOf(project, loadMarket(project, options.seed), options.seed);
    Transaction transaction(project.database());
    const SimulateReport report =
        writeShoppers(project, personas, habits, options.shoppers, options.seed, prefix, monitor);
    transaction.commit();
    return report;
}

}  // namespace haberdash
