// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/eval/arms.h"

#include "core/data/base/error.h"
#include "core/data/sessions/event_store.h"
#include "core/data/sessions/served_by.h"
#include "core/learn/metrics/draws.h"
#include "core/learn/metrics/statistics.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace haberdash {

namespace {

constexpr std::array kMetrics{"acts", "converted"};

/// One shopper in an experiment.
struct Conduct {
    std::string run;
    bool isCrossed = false;
    std::size_t sessions = 0;
    std::array<std::size_t, 5> events{};  ///< by kind

    std::array<double, kMetrics.size()> figures() const {
        const auto count = [this](const EventKind kind) {
            return events[static_cast<std::size_t>(raw(kind))];
        };
        const std::size_t bought =
            count(EventKind::Cart) + count(EventKind::Purchase) + count(EventKind::Like);
        return {static_cast<double>(bought + count(EventKind::View)), bought > 0 ? 1.0 : 0.0};
    }
};

using Conducts = std::map<std::int64_t, Conduct>;  // by shopper

/// A session of the service that belongs to an experiment.
struct Served {
    SessionId session{};
    std::int64_t shopper = 0;
    std::int64_t startedAt = 0;
    ServedBy by;
};

std::vector<Served> servedIn(Project& project) {
    std::vector<Served> served;
    EventStore(project.database()).forEachSession([&](const EventStore::SessionRow& session) {
        std::optional<ServedBy> by = servedByIn(session.detail);
        if (by && !by->experiment.empty()) {
            served.push_back({session.id, raw(session.shopper), session.startedAt, *std::move(by)});
        }
    });
    return served;
}

// By their latest session, that of the latest first.
std::vector<std::string> experimentsOf(const std::vector<Served>& served) {
    std::map<std::string, std::int64_t> latest;
    for (const Served& session : served) {
        std::int64_t& time =
            latest.try_emplace(session.by.experiment, session.startedAt).first->second;
        time = std::max(time, session.startedAt);
    }
    std::vector<std::string> experiments;
    for (const auto& [experiment, time] : latest) {
        experiments.push_back(experiment);
    }
    std::ranges::stable_sort(experiments, [&](const std::string& a, const std::string& b) {
        return latest[a] > latest[b];
    });
    return experiments;
}

Conducts conductsOf(Project& project,
                    const std::vector<Served>& served,
                    const std::string& experiment) {
    Conducts conducts;
    std::unordered_map<std::int64_t, std::int64_t> shopperOfSession;
    for (const Served& session : served) {
        if (session.by.experiment != experiment) {
            continue;
        }
        Conduct& conduct = conducts[session.shopper];
        if (conduct.sessions == 0) {
            conduct.run = session.by.run;
        }
        conduct.isCrossed = conduct.isCrossed || conduct.run != session.by.run;
        ++conduct.sessions;
        shopperOfSession[raw(session.session)] = session.shopper;
    }
    EventStore(project.database()).forEach([&](const Event& event) {
        const auto found =
            event.session ? shopperOfSession.find(raw(*event.session)) : shopperOfSession.end();
        if (found != shopperOfSession.end()) {
            ++conducts[found->second].events[static_cast<std::size_t>(raw(event.kind))];
        }
    });
    return conducts;
}

std::string chosenFrom(const std::vector<std::string>& experiments, const std::string& wanted) {
    if (wanted.empty()) {
        return experiments.empty() ? std::string() : experiments.front();
    }
    if (std::ranges::find(experiments, wanted) == experiments.end()) {
        throw Error(
            ErrorKind::NotFound,
            experiments.empty()
                ? std::string("No experiment was held yet; hold one with serve --challenger.")
                : fmt::format("There is no experiment \"{}\"; there are {}.",
                              wanted,
                              fmt::join(experiments, ", ")));
    }
    return wanted;
}

double meanOf(const std::vector<double>& values) {
    double sum = 0;
    for (const double value : values) {
        sum += value;
    }
    return values.empty() ? 0 : sum / static_cast<double>(values.size());
}

double resampledMean(const std::vector<double>& values, Draws& random) {
    double sum = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        sum += values[random.below(values.size())];
    }
    return sum / static_cast<double>(values.size());
}

Json comparison(const std::vector<double>& a,
                const std::vector<double>& b,
                const ArmOptions& options) {
    const double difference = meanOf(b) - meanOf(a);
    Draws random(options.seed);
    std::vector<double> resampled;
    for (std::size_t i = 0; i < options.resamples; ++i) {
        resampled.push_back(resampledMean(b, random) - resampledMean(a, random));
    }
    std::ranges::sort(resampled);
    const auto at = [&](const double share) {
        return resampled[static_cast<std::size_t>(share *
                                                  static_cast<double>(resampled.size() - 1))];
    };
    std::vector<double> all = a;
    all.insert(all.end(), b.begin(), b.end());
    std::size_t asFar = 1;  // the one seen counts (Phipson & Smyth 2010)
    for (std::size_t i = 0; i < options.resamples; ++i) {
        random.shuffle(all);
        double sum = 0;
        double rest = 0;
        for (std::size_t j = 0; j < all.size(); ++j) {
            (j < a.size() ? sum : rest) += all[j];
        }
        const double drawn =
            rest / static_cast<double>(b.size()) - sum / static_cast<double>(a.size());
        asFar += std::abs(drawn) >= std::abs(difference) - 1e-12 ? 1 : 0;
    }
    return {{"difference", difference},
            {"low", at(0.025)},
            {"high", at(0.975)},
            {"p", static_cast<double>(asFar) / static_cast<double>(options.resamples + 1)}};
}

}  // namespace

Json compareArms(Project& project, const ArmOptions& options) {
    std::map<std::string, std::vector<const Conduct*>> arms;
    const std::vector<Served> served = servedIn(project);
    const std::vector<std::string> experiments = experimentsOf(served);
    const std::string experiment = chosenFrom(experiments, options.experiment);
    const Conducts conducts = conductsOf(project, served, experiment);
    std::size_t crossed = 0;
    for (const auto& [shopper, conduct] : conducts) {
        crossed += conduct.isCrossed ? 1 : 0;
        if (!conduct.isCrossed) {
            arms[conduct.run].push_back(&conduct);
        }
    }
    Json list = Json::array();
    std::map<std::string, std::array<std::vector<double>, kMetrics.size()>> columns;
    for (const auto& [run, shoppers] : arms) {
        Json arm = {{"run", run}, {"shoppers", shoppers.size()}};
        std::size_t sessions = 0;
        std::array<std::size_t, 5> events{};
        std::vector<double> rows;
        for (const Conduct* const conduct : shoppers) {
            sessions += conduct->sessions;
            const auto figures = conduct->figures();
            for (std::size_t kind = 0; kind < events.size(); ++kind) {
                events[kind] += conduct->events[kind];
            }
            for (std::size_t metric = 0; metric < kMetrics.size(); ++metric) {
                columns[run][metric].push_back(figures[metric]);
                rows.push_back(figures[metric]);
            }
        }
        arm["sessions"] = sessions;
        for (std::size_t kind = 0; kind < events.size(); ++kind) {
            arm["events"][wordOf(static_cast<EventKind>(kind))] = events[kind];
        }
        const auto intervals =
            bootstrapMeans(rows, kMetrics.size(), options.resamples, options.seed);
        for (std::size_t metric = 0; metric < kMetrics.size(); ++metric) {
            arm[kMetrics[metric]] = {{"mean", intervals[metric].mean},
                                     {"low", intervals[metric].low},
                                     {"high", intervals[metric].high}};
        }
        list.push_back(std::move(arm));
    }
    Json comparisons = Json::array();
    for (auto a = columns.begin(); a != columns.end(); ++a) {
        for (auto b = std::next(a); b != columns.end(); ++b) {
            for (std::size_t metric = 0; metric < kMetrics.size(); ++metric) {
                Json row = {{"a", a->first}, {"b", b->first}, {"metric", kMetrics[metric]}};
                row.update(comparison(a->second[metric], b->second[metric], options));
                comparisons.push_back(std::move(row));
            }
        }
    }
    return {{"experiment", experiment.empty() ? Json(nullptr) : Json(experiment)},
            {"experiments", experiments},
            {"arms", list},
            {"crossed", crossed},
            {"comparisons", comparisons}};
}

}  // namespace haberdash
