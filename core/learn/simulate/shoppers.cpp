// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/simulate/shoppers.h"

#include "core/data/base/error.h"
#include "core/data/base/file_lock.h"
#include "core/data/base/on_cores.h"
#include "core/data/sessions/event_store.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>

namespace haberdash {

namespace {

constexpr std::uint64_t kShopperStream = 2'000'000;

/// The setting that says what is being stored: the prefix of the shoppers, and the personas that
/// came with them.
constexpr const char* kUnfinished = "simulation.unfinished";
constexpr std::chrono::milliseconds kTurn{40};
constexpr std::chrono::seconds kPatience{20};
constexpr std::size_t kRemovedAtOnce = 50;

void removeUnfinished(Project& project) {
    const Json unfinished = Json::parse(project.setting(kUnfinished).value_or(""), nullptr, false);
    if (!unfinished.is_object()) {
        return;
    }
    EventStore store(project.database());
    std::size_t removed = kRemovedAtOnce;
    while (removed == kRemovedAtOnce) {
        Transaction transaction(project.database());
        removed = store.removeSimulated(unfinished.value("prefix", std::string()), kRemovedAtOnce);
        transaction.commit();
    }
    Transaction transaction(project.database());
    for (const Json& persona : unfinished.value("personas", Json::array())) {
        store.removePersona(persona.get<std::int64_t>());
    }
    project.setSetting(kUnfinished, {});
    transaction.commit();
}

std::string detailOf(const Visit& visit, const ShoppingHabits& habits) {
    Json detail = toJson(habits.clicks);
    detail["policy"] = habits.run ? habits.run->run : wordOf(habits.exposure);
    detail["searched"] = habits.searched;
    detail["new_share"] = habits.newShare;
    detail["novelty"] = habits.novelty;
    detail["shown"] = shownIn(visit);
    detail["clicked"] = clicksIn(visit);
    detail["shown_utility"] = std::round(visit.shownUtility * 1000) / 1000;
    detail["lists"] = toJson(visit.lists);
    return detail.dump();
}

std::size_t storeVisit(EventStore& store,
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

// Each has random numbers of their own: the same whoever is drawn beside them.
DrawnShopper drawShopper(const Market& market, const CrowdPlan& plan, const std::size_t index) {
    Random random(plan.seed, kShopperStream + index);
    DrawnShopper shopper{.key = shopperKey(plan.prefix, index),
                         .name = shopperName(index),
                         .persona = index % plan.personas.size()};
    shopper.taste = individual(plan.personas[shopper.persona].taste, market, random);
    shopper.visits =
        shop(market, utilities(market, shopper.taste), shopper.taste.noise, plan.habits, random);
    return shopper;
}

// Others write meanwhile, labels above all: each turn is short. What a process that died left half
// written is known by the setting, and goes before the next are stored.
class CrowdWriter {
  public:
    CrowdWriter(Project& project, const CrowdPlan& plan, const Market& market)
        : project_(project), plan_(plan), market_(market), store_(project.database()) {}

    /// Returns the number of events.
    std::size_t write(const std::vector<DrawnShopper>& shoppers, const Monitor& monitor) {
        begin();
        while (next_ < shoppers.size()) {
            monitor.step("storing", next_, shoppers.size());
            writeTurn(shoppers);
        }
        monitor.step("storing", shoppers.size(), shoppers.size());  // the last chance to cancel
        project_.setSetting(kUnfinished, {});
        return events_;
    }

  private:
    void begin() {
        Transaction transaction(project_.database());
        Json added = Json::array();
        for (const PersonaKind& kind : plan_.personas) {
            // One that is there stays as it is: somebody may have changed it meanwhile.
            const std::optional<Persona> known = store_.persona(kind.key);
            personas_.push_back(known ? known->id : addPersona(kind));
            if (!known) {
                added.push_back(personas_.back());
            }
        }
        const Json unfinished{{"prefix", plan_.prefix}, {"personas", std::move(added)}};
        project_.setSetting(kUnfinished, unfinished.dump());
        transaction.commit();
    }

    std::int64_t addPersona(const PersonaKind& kind) {
        return store_.putPersona({.key = kind.key,
                                  .name = kind.name,
                                  .description = kind.description,
                                  .taste = toJson(kind.taste).dump()});
    }

    void writeTurn(const std::vector<DrawnShopper>& shoppers) {
        const auto end = std::chrono::steady_clock::now() + kTurn;
        Transaction transaction(project_.database());
        do {
            const DrawnShopper& drawn = shoppers[next_++];
            const ShopperId id = store_.putShopper({.key = drawn.key,
                                                    .name = drawn.name,
                                                    .persona = personas_[drawn.persona],
                                                    .isSimulated = true,
                                                    .taste = toJson(drawn.taste).dump()});
            for (const Visit& visit : drawn.visits) {
                events_ += storeVisit(store_, id, visit, market_, plan_.habits);
            }
        } while (next_ < shoppers.size() && std::chrono::steady_clock::now() < end);
        transaction.commit();
    }

    Project& project_;
    const CrowdPlan& plan_;
    const Market& market_;
    EventStore store_;
    std::vector<std::int64_t> personas_;
    std::size_t next_ = 0;
    std::size_t events_ = 0;
};

}  // namespace

std::string shopperKey(const std::string& prefix, const std::size_t index) {
    return fmt::format("{}{:04}", prefix, index + 1);
}

Market marketOf(Project& project, const CrowdPlan& plan) {
    Market market = loadMarket(project, plan.seed);
    drawArrivals(market, plan.habits.newShare, plan.habits.days, plan.seed);
    return market;
}

std::vector<DrawnShopper> drawShoppers(const Market& market,
                                       const CrowdPlan& plan,
                                       const Monitor& monitor) {
    std::vector<DrawnShopper> shoppers(plan.shoppers);
    onCores(
        plan.shoppers,
        [&](const std::size_t i) { shoppers[i] = drawShopper(market, plan, i); },
        monitor,
        "shoppers");
    return shoppers;
}

std::size_t storeShoppers(Project& project,
                          const CrowdPlan& plan,
                          const std::vector<DrawnShopper>& shoppers,
                          const Market& market,
                          const Monitor& monitor) {
    const auto turn = FileLock::acquireWithin(project.folder() / "simulation.lock", kPatience);
    if (!turn) {
        throw Error(ErrorKind::Locked,
                    fmt::format("Another simulation is being stored in {}; wait for it to end, "
                                "then try again.",
                                project.folder().string()));
    }
    removeUnfinished(project);
    const EventStore store(project.database());
    const auto isThere = [&](const DrawnShopper& drawn) {
        return store.shopper(drawn.key).has_value();
    };
    if (std::ranges::any_of(shoppers, isThere)) {
        throw Error(ErrorKind::Input,
                    fmt::format("Shoppers of seed {} were simulated in this project before; "
                                "choose another seed.",
                                plan.seed));
    }
    try {
        return CrowdWriter(project, plan, market).write(shoppers, monitor);
    } catch (...) {
        removeUnfinished(project);
        throw;
    }
}

}  // namespace haberdash
