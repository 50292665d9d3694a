// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/train/run_differences.h"

#include "ui/convert.h"
#include "ui/train/words.h"

#include <QCoreApplication>

#include <algorithm>
#include <functional>

namespace haberdash::ui {

namespace {

const QString& none() {
    static const QString dash = QStringLiteral("–");
    return dash;
}

/// The context of this file's words.
struct Tr {
    Q_DECLARE_TR_FUNCTIONS(haberdash::ui::RunDifferences)
};

QString textOf(const Json& value) {
    return value.is_string() ? choiceName(toQt(value.get<std::string>())) : toQt(value.dump());
}

RunDifference rowOf(const std::vector<Run>& runs,
                    const QString& group,
                    const QString& name,
                    const std::function<QString(const Run&)>& value) {
    RunDifference row{.group = group, .name = name};
    for (const Run& run : runs) {
        row.values << value(run);
    }
    row.differs = std::ranges::any_of(
        row.values, [&](const QString& text) { return text != row.values.front(); });
    return row;
}

// Keys of all runs, in the order in which they are first met.
std::vector<std::string> keysOf(const std::vector<Run>& runs, Json Run::*part) {
    std::vector<std::string> keys;
    for (const Run& run : runs) {
        if (!(run.*part).is_object()) {
            continue;
        }
        for (const auto& [key, value] : (run.*part).items()) {
            if (std::ranges::find(keys, key) == keys.end()) {
                keys.push_back(key);
            }
        }
    }
    return keys;
}

QString fieldOf(const Json& object, const std::string& key) {
    return object.is_object() && object.contains(key) ? textOf(object.at(key)) : none();
}

void addResults(std::vector<RunDifference>& rows, const std::vector<Run>& runs) {
    const QString group = Tr::tr("Result");
    std::vector<std::string> metrics;
    for (const Run& run : runs) {
        for (const auto& [key, value] : run.validation) {
            if (std::ranges::find(metrics, key) == metrics.end()) {
                metrics.push_back(key);
            }
        }
    }
    for (const std::string& key : metrics) {
        rows.push_back(rowOf(runs, group, metricName(toQt(key)), [&](const Run& run) {
            const auto found = run.validation.find(key);
            return found == run.validation.end() ? none() : figureText(found->second, 4);
        }));
    }
    rows.push_back(rowOf(runs, group, Tr::tr("Best epoch"), [](const Run& run) {
        return run.bestEpoch > 0 ? QString::number(run.bestEpoch) : none();
    }));
    rows.push_back(rowOf(
        runs, group, Tr::tr("Took"), [](const Run& run) { return durationText(run.seconds); }));
    rows.push_back(
        rowOf(runs, group, Tr::tr("State"), [](const Run& run) { return stateName(run.state); }));
}

}  // namespace

std::vector<RunDifference> compareRuns(const std::vector<Run>& runs, const bool onlyDifferent) {
    std::vector<RunDifference> rows;
    if (runs.empty()) {
        return rows;
    }
    addResults(rows, runs);
    for (const std::string& key : keysOf(runs, &Run::config)) {
        rows.push_back(rowOf(runs,
                             groupName(toQt(key).section(QLatin1Char('.'), 0, 0)),
                             optionName(key),
                             [&](const Run& run) { return fieldOf(run.config, key); }));
    }
    rows.push_back(rowOf(runs, Tr::tr("Data"), Tr::tr("Data fingerprint"), [](const Run& run) {
        return run.dataset.empty() ? none() : toQt(run.dataset.substr(0, 12));
    }));
    for (const std::string& key : keysOf(runs, &Run::data)) {
        rows.push_back(rowOf(runs, Tr::tr("Data"), optionName("data." + key), [&](const Run& run) {
            return fieldOf(run.data, key);
        }));
    }
    if (onlyDifferent) {
        std::erase_if(rows, [](const RunDifference& row) { return !row.differs; });
    }
    return rows;
}

}  // namespace haberdash::ui
