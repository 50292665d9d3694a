// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/simulate/shoppers.h"

#include "core/data/base/error.h"
#include "core/data/sessions/event_store.h"

#include <fmt/format.h>

#include <cmath>

namespace haberdash {

namespace {

constexpr std::uint64_t kShopperStream = 2'000'000;

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

// One that is there stays as it is: somebody may have changed it while the shoppers were drawn.
std::int64_t idOf(EventStore& store, const PersonaKind& kind) {
    const std::optional<Persona> known = store.persona(kind.key);
    return known ? known->id
                 : store.putPersona({.key = kind.key,
                                     .name = kind.name,
                                     .description = kind.description,
                                     .taste = toJson(kind.taste).dump()});
}

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
    std::vector<DrawnShopper> shoppers;
    for (std::size_t i = 0; i < plan.shoppers; ++i) {
        monitor.step("shoppers", i, plan.shoppers);
        Random random(plan.seed, kShopperStream + i);
        DrawnShopper shopper{.key = shopperKey(plan.prefix, i),
                             .name = shopperName(i),
                             .persona = i % plan.personas.size()};
        shopper.taste = individual(plan.personas[shopper.persona].taste, market, random);
        shopper.visits = shop(
            market, utilities(market, shopper.taste), shopper.taste.noise, plan.habits, random);
        shoppers.push_back(std::move(shopper));
    }
    monitor.step("shoppers", plan.shoppers, plan.shoppers);
    return shoppers;
}

std::size_t storeShoppers(Project& project,
                          const CrowdPlan& plan,
                          const std::vector<DrawnShopper>& shoppers,
                          const Market& market,
                          const Monitor& monitor) {
    EventStore store(project.database());
    std::vector<std::int64_t> personas;
    for (const PersonaKind& kind : plan.personas) {
        personas.push_back(idOf(store, kind));
    }
    std::size_t events = 0;
    for (std::size_t i = 0; i < shoppers.size(); ++i) {
        monitor.step("storing", i, shoppers.size());
        const DrawnShopper& drawn = shoppers[i];
        if (store.shopper(drawn.key)) {
            throw Error(ErrorKind::Input,
                        fmt::format("Shoppers of seed {} were simulated in this project before; "
                                    "choose another seed.",
                                    plan.seed));
        }
        const ShopperId id = store.putShopper({.key = drawn.key,
                                               .name = drawn.name,
                                               .persona = personas[drawn.persona],
                                               .isSimulated = true,
                                               .taste = toJson(drawn.taste).dump()});
        for (const Visit& visit : drawn.visits) {
            events += storeVisit(store, id, visit, market, plan.habits);
        }
    }
    monitor.step("storing", shoppers.size(), shoppers.size());
    return events;
}

}  // namespace haberdash
