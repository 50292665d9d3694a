// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Simulated shoppers on any catalog. The ground truth is kept beside the events: personas.taste,
// shoppers.taste, sessions.detail; all is marked as simulated.

#include "core/data/base/json.h"
#include "core/data/base/monitor.h"
#include "core/data/store/project.h"
#include "core/learn/simulate/personas.h"
#include "core/learn/simulate/shopping.h"

#include <cstddef>
#include <cstdint>
#include <string>

namespace haberdash {

struct SimulateOptions {
    std::size_t shoppers = 100;
    double sessions = 8;                ///< of each shopper, on average
    std::string policy = "popularity";  ///< popularity, random, mixture, or a trained run's id
    std::string clicks = "cascade";     ///< position, cascade, dependent
    ClickModel parameters;              ///< of the click model; its kind is that of `clicks`
    std::uint64_t seed = 7;
};

struct SimulateReport {
    std::size_t shoppers = 0;
    std::size_t sessions = 0;
    std::size_t events = 0;
    double clicksPerSession = 0;
};

Json toJson(const SimulateReport& report);

/// Adds new shoppers, drawn around the project's personas (around personas made of the catalog's
/// own facets where it has none), and what they did in the last 120 days of the project's events.
/// All or nothing: a cancelled simulation leaves no trace. Throws Error(Unavailable) without
/// products or for a run that cannot rank, Error(Input) for unknown words or a seed that was
/// simulated before.
SimulateReport simulate(Project& project, const SimulateOptions& options, const Monitor& monitor);

/// The part that the sample project shares: writes personas, shoppers, sessions and events.
/// `prefix` begins the shoppers' keys. Call inside a Transaction.
SimulateReport writeShoppers(Project& project,
                             const std::vector<PersonaKind>& personas,
                             const ShoppingHabits& habits,
                             std::size_t count,
                             std::uint64_t seed,
                             const std::string& prefix,
                             const Monitor& monitor);

/// How well the simulated tastes themselves would rank what their shoppers did last, and how well
/// popularity would: NDCG@10 over the whole catalog without what was seen before the last share of
/// the time. What a model reaches lies between.
struct Ceiling {
    double oracle = 0;
    double popularity = 0;
    std::size_t shoppers = 0;  ///< averaged: those with something new in the last share
};

Ceiling measureCeiling(Project& project, double lastShare, std::uint64_t seed);

}  // namespace haberdash
