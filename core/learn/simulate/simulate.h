// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Simulated shoppers on any catalog. The ground truth is kept beside the events: personas.taste,
// shoppers.taste, sessions.detail; all is marked as simulated.

#include "core/data/base/json.h"
#include "core/data/base/monitor.h"
#include "core/data/sessions/event.h"
#include "core/data/store/project.h"
#include "core/learn/simulate/click_estimate.h"
#include "core/learn/simulate/click_model.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace haberdash {

struct SimulateOptions {
    std::size_t shoppers = 100;
    double sessions = 8;                ///< of each shopper, on average
    double searched = 0.75;             ///< share of a list that a shopper's own search finds
    std::string policy = "popularity";  ///< popularity, random, mixture, or a trained run's id
    std::string clicks = "cascade";     ///< position, cascade, dependent
    ClickModel parameters;              ///< of the click model; its kind is that of `clicks`
    std::optional<std::uint64_t> seed;  ///< not given: freshSeed()
};

/// A parameter of the click model: as it was told, and as the clicks tell it (see
/// click_estimate.h). The simulation is at fault where, over many seeds, more than one interval in
/// twenty does not hold the truth.
struct JudgedParameter {
    double truth = 0;
    ParameterEstimate estimate;
};

struct SimulateReport {
    std::uint64_t seed = 0;  ///< that it was drawn by
    std::size_t shoppers = 0;
    std::size_t sessions = 0;
    std::size_t events = 0;
    double clicksPerSession = 0;
    std::vector<JudgedParameter> parameters;  ///< of the click model that was used
};

Json toJson(const SimulateReport& report);

/// The first seed from 7 on that no simulation in the project had.
std::uint64_t freshSeed(Project& project);

/// Those of the simulation with this seed, by id; empty: there was none.
std::vector<Shopper> simulatedShoppers(Project& project, std::uint64_t seed);

/// Adds new shoppers, drawn around the project's personas (around personas made of the catalog's
/// own facets where it has none), and what they did in the last 120 days of the project's events.
/// All is drawn before anything is written, in one transaction: others can write meanwhile, and a
/// cancelled simulation leaves no trace. Throws Error(Unavailable) without products or for a run
/// that cannot rank, Error(Input) for unknown words or a seed that was simulated before.
SimulateReport simulate(Project& project, const SimulateOptions& options, const Monitor& monitor);

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
