// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/evaluate/evaluation.h"

#include "core/data/base/numbers.h"
#include "ui/convert.h"
#include "ui/train/words.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <functional>
#include <iterator>
#include <string>
#include <utility>

namespace haberdash::ui {

namespace {

constexpr double kSameDifference = 1e-6;

/// The context of this file's words.
struct Tr {
    Q_DECLARE_TR_FUNCTIONS(haberdash::ui::Evaluation)
};

template <class Value>
void read(const Json& json, const char* key, Value& value) {
    const auto found = json.find(key);
    if (found == json.end()) {
        return;
    }
    if constexpr (std::is_same_v<Value, std::string>) {
        if (found->is_string()) {
            value = found->template get<std::string>();
        }
    } else if (found->is_number()) {
        value = found->template get<Value>();
    }
}

std::map<std::string, double> numbersOf(const Json& json, const char* key) {
    std::map<std::string, double> numbers;
    const auto found = json.find(key);
    if (found != json.end() && found->is_object()) {
        for (const auto& [name, value] : found->items()) {
            if (value.is_number()) {
                numbers[name] = value.template get<double>();
            }
        }
    }
    return numbers;
}

QString withSign(const double value) {
    const QString number = figureText(std::abs(value), 4);
    return (value < 0 ? QStringLiteral("−") : QStringLiteral("+")) + number;
}

}  // namespace

RunEvaluation runEvaluationFrom(const Json& json) {
    RunEvaluation evaluation;
    if (!json.is_object()) {
        return evaluation;
    }
    read(json, "run", evaluation.run);
    read(json, "kind", evaluation.kind);
    read(json, "protocol", evaluation.protocol);
    read(json, "dataset", evaluation.dataset);
    read(json, "users", evaluation.users);
    read(json, "dropped_users", evaluation.dropped);
    read(json, "candidates", evaluation.candidates);
    read(json, "ties", evaluation.ties);
    const auto metrics = json.find("metrics");
    if (metrics != json.end() && metrics->is_object()) {
        for (const auto& [key, value] : metrics->items()) {
            if (value.is_object() && value.contains("mean") && value["mean"].is_number()) {
                Interval interval{.mean = value["mean"].template get<double>()};
                interval.low = interval.high = interval.mean;
                read(value, "low", interval.low);
                read(value, "high", interval.high);
                evaluation.metrics[key] = interval;
            }
        }
    }
    evaluation.beyond = numbersOf(json, "beyond");
    evaluation.binary = numbersOf(json, "binary");
    return evaluation;
}

std::vector<Comparison> comparisonsFrom(const Json& evaluation) {
    std::vector<Comparison> comparisons;
    const auto list = evaluation.is_object() ? evaluation.find("comparisons") : evaluation.end();
    if (!evaluation.is_object() || list == evaluation.end() || !list->is_array()) {
        return comparisons;
    }
    for (const Json& entry : *list) {
        if (!entry.is_object()) {
            continue;
        }
        Comparison comparison;
        read(entry, "a", comparison.a);
        read(entry, "b", comparison.b);
        read(entry, "metric", comparison.metric);
        read(entry, "difference", comparison.difference);
        read(entry, "low", comparison.low);
        read(entry, "high", comparison.high);
        read(entry, "p", comparison.p);
        comparison.pHolm = comparison.p;
        read(entry, "p_holm", comparison.pHolm);
        comparisons.push_back(comparison);
    }
    return comparisons;
}

std::vector<int> cutoffsOf(const std::vector<RunEvaluation>& runs, const std::string& metric) {
    std::vector<int> cutoffs;
    for (const RunEvaluation& run : runs) {
        for (const auto& [key, value] : run.metrics) {
            if (key.starts_with(metric + '@')) {
                const auto k = parseInteger(std::string_view(key).substr(metric.size() + 1));
                if (k) {
                    cutoffs.push_back(static_cast<int>(*k));
                }
            }
        }
    }
    std::ranges::sort(cutoffs);
    const auto repeats = std::ranges::unique(cutoffs);
    cutoffs.erase(repeats.begin(), repeats.end());
    return cutoffs;
}

ChartData curvesOf(const std::vector<RunEvaluation>& runs, const std::string& metric) {
    const std::vector<int> cutoffs = cutoffsOf(runs, metric);
    const QString name = metricName(toQt(metric));
    ChartData chart{.title = Tr::tr("%1 at k, with 95 % intervals").arg(name),
                    .xTitle = Tr::tr("k"),
                    .yTitle = name};
    for (const int k : cutoffs) {
        chart.xTicks.emplace_back(k, QString::number(k));
    }
    for (const RunEvaluation& run : runs) {
        const QString id = toQt(run.run);
        ChartSeries series{.name = QStringLiteral("%1 · %2").arg(id, run.model),
                           .colour = runColour(id),
                           .isDashed = isRunDashed(id)};
        for (const int k : cutoffs) {
            const auto found = run.metrics.find(metric + '@' + std::to_string(k));
            if (found != run.metrics.end()) {
                const Interval& interval = found->second;
                series.points.push_back(
                    {static_cast<double>(k), interval.mean, interval.low, interval.high});
            }
        }
        chart.series.push_back(std::move(series));
    }
    return chart;
}

QString sentenceOf(const Comparison& comparison, const std::int64_t shoppers) {
    // The more pairs are looked at, the more of them differ by chance.
    QString p = comparison.pHolm < 0.0005 ? Tr::tr("p < 0.001")
                                          : Tr::tr("p = %1").arg(figureText(comparison.pHolm, 3));
    if (comparison.pHolm > comparison.p) {
        p = Tr::tr("%1 after Holm's correction").arg(p);
    }
    return Tr::tr("%1 − %2 at %3: %4 (95 % %5 … %6, %7, randomization, %8 shoppers)")
        .arg(toQt(comparison.b),
             toQt(comparison.a),
             metricName(toQt(comparison.metric)),
             withSign(comparison.difference),
             withSign(comparison.low),
             withSign(comparison.high),
             p,
             QString::number(shoppers));
}

namespace {

QString titleOf(const RunEvaluation& run) {
    return QStringLiteral("%1 · %2").arg(toQt(run.run), run.model);
}

/// The last made: "r12" after "r9". nullptr: there are none.
const RunEvaluation* newestOf(const std::vector<RunEvaluation>& runs) {
    const auto newest = std::ranges::max_element(
        runs, {}, [](const RunEvaluation& run) { return std::pair(run.run.size(), run.run); });
    return newest == runs.end() ? nullptr : &*newest;
}

/// Judged on the same; of what an earlier version wrote that is not known.
bool isOfOneDataset(const RunEvaluation& a, const RunEvaluation& b) {
    return a.dataset == b.dataset || a.dataset.empty() || b.dataset.empty();
}

bool isFloor(const RunEvaluation* run) {
    return std::ranges::find(kFloors, run->kind) != kFloors.end();
}

/// How far ahead of the others the best run is, by the comparisons that there are.
QString leadOf(const RunEvaluation& best,
               const std::vector<const RunEvaluation*>& others,
               const std::vector<Comparison>& comparisons) {
    QStringList close;
    QStringList untold;
    for (const RunEvaluation* const other : others) {
        const auto compared = std::ranges::find_if(comparisons, [&](const Comparison& comparison) {
            return (comparison.a == best.run && comparison.b == other->run) ||
                   (comparison.b == best.run && comparison.a == other->run);
        });
        if (compared == comparisons.end()) {
            untold << toQt(other->run);
        } else if (!isClear(*compared)) {
            close << toQt(other->run);
        }
    }
    QStringList words;
    if (!close.isEmpty()) {
        words << Tr::tr("Ahead of %1 by no more than the noise.").arg(close.join(", "));
    }
    if (!untold.isEmpty()) {
        words << Tr::tr("Not compared with %1 yet: evaluate them together.").arg(untold.join(", "));
    }
    return words.isEmpty() ? Tr::tr("That is ahead of all others beyond the noise.")
                           : words.join(QLatin1Char(' '));
}

}  // namespace

std::vector<RunEvaluation> comparableOf(const std::vector<RunEvaluation>& runs) {
    const RunEvaluation* const newest = newestOf(runs);
    std::vector<RunEvaluation> alike;
    std::ranges::copy_if(runs, std::back_inserter(alike), [&](const RunEvaluation& run) {
        return isOfOneDataset(run, *newest);
    });
    return alike;
}

QString mismatchOf(const std::vector<RunEvaluation>& runs) {
    const RunEvaluation* const newest = newestOf(runs);
    QStringList others;
    QStringList splits;
    for (const RunEvaluation& run : runs) {
        splits << choiceName(toQt(run.protocol));
        if (!isOfOneDataset(run, *newest)) {
            others << toQt(run.run);
        }
    }
    splits.removeDuplicates();
    if (others.isEmpty()) {
        return {};
    }
    return splits.size() > 1
               ? Tr::tr(
                     "These runs hold back different events (%1): their figures cannot be "
                     "compared.")
                     .arg(splits.join(QStringLiteral(", ")))
               : Tr::tr(
                     "Not to be compared with %1: %2. Products or events changed meanwhile, and "
                     "they were judged on others. Press Evaluate; what still differs then has "
                     "to be trained again.")
                     .arg(toQt(newest->run), others.join(QStringLiteral(", ")));
}

QString verdictOf(const std::vector<RunEvaluation>& runs,
                  const std::vector<Comparison>& comparisons,
                  const std::string& metric) {
    std::vector<const RunEvaluation*> measured;
    for (const RunEvaluation& run : runs) {
        if (run.metrics.contains(metric)) {
            measured.push_back(&run);
        }
    }
    if (measured.size() < 2 || comparisons.empty()) {
        return {};
    }
    const auto mean = [&](const RunEvaluation* run) { return run->metrics.at(metric).mean; };
    std::ranges::stable_sort(measured, std::ranges::greater(), mean);
    const RunEvaluation& best = *measured.front();
    const bool isBeaten = isFloor(measured.front()) && !std::ranges::all_of(measured, isFloor);
    QString words = Tr::tr("Best: %1, with %2 %3.")
                        .arg(titleOf(best), metricName(toQt(metric)), figureText(mean(&best), 4));
    measured.erase(measured.begin());
    words += QLatin1Char(' ') + leadOf(best, measured, comparisons);
    if (isBeaten) {
        words += QLatin1Char(' ') +
                 Tr::tr(
                     "It is one of the simple models: no other is better yet. More events or "
                     "labels, or longer training, may change that.");
    }
    return words;
}

bool isClear(const Comparison& comparison) {
    return (comparison.low > 0 || comparison.high < 0) && comparison.pHolm < 0.05;
}

bool fits(const Comparison& comparison, const RunEvaluation& a, const RunEvaluation& b) {
    const auto first = a.metrics.find(comparison.metric);
    const auto second = b.metrics.find(comparison.metric);
    return a.run == comparison.a && b.run == comparison.b && first != a.metrics.end() &&
           second != b.metrics.end() &&
           std::abs(second->second.mean - first->second.mean - comparison.difference) <
               kSameDifference;
}

}  // namespace haberdash::ui
