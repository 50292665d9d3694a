// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/train/run_differences.h"

#include "core/data/runs/option_kinds.h"
#include "core/data/runs/train_options.h"
#include "ui/convert.h"
#include "ui/train/words.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <functional>
#include <span>
#include <utility>

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

// The metric that the first run was trained for comes first.
std::vector<std::string> metricsOf(const std::vector<Run>& runs) {
    std::vector<std::string> metrics;
    for (const Run& run : runs) {
        for (const auto& [key, value] : run.validation) {
            if (std::ranges::find(metrics, key) == metrics.end()) {
                metrics.push_back(key);
            }
        }
    }
    const std::string goal = runs.front().config.value("train.metric", TrainOptions{}.metric);
    std::ranges::stable_partition(metrics, [&](const std::string& key) { return key == goal; });
    return metrics;
}

// "0.1224 (+0.0102)", the latter to the baseline.
QString metricText(const Run& run, const std::string& key, const Run* const baseline) {
    const auto found = run.validation.find(key);
    if (found == run.validation.end()) {
        return none();
    }
    const QString text = figureText(found->second, 4);
    if (baseline == nullptr || baseline->id == run.id || !baseline->validation.contains(key)) {
        return text;
    }
    const double more = found->second - baseline->validation.at(key);
    return QStringLiteral("%1 (%2%3)")
        .arg(text, more < 0 ? u"−" : u"+", figureText(std::abs(more), 4));
}

void addMetrics(std::vector<RunDifference>& rows,
                const std::vector<Run>& runs,
                const std::span<const std::string> metrics,
                const Run* const baseline) {
    for (const std::string& key : metrics) {
        rows.push_back(rowOf(runs, Tr::tr("Result"), metricName(toQt(key)), [&](const Run& run) {
            return metricText(run, key, baseline);
        }));
    }
}

// How to learn is no difference between a run that learns and one that does not.
bool differsInSetting(const std::vector<Run>& runs,
                      const std::string& key,
                      const QStringList& values) {
    QStringList said;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        if (matters(runs[i].kind, key) || !readsOption(runs[i].kind, key)) {
            said << values[static_cast<qsizetype>(i)];
        }
    }
    return said.count(said.value(0)) < said.size();
}

// What makes no difference to a run's kind is not said of it.
void addSettings(std::vector<RunDifference>& rows, const std::vector<Run>& runs) {
    for (const std::string& key : keysOf(runs, &Run::config)) {
        RunDifference row =
            rowOf(runs,
                  groupName(toQt(key).section(QLatin1Char('.'), 0, 0)),
                  optionName(key),
                  [&](const Run& run) {
                      return matters(run.kind, key) ? fieldOf(run.config, key) : none();
                  });
        if (row.values.count(none()) < row.values.size()) {
            row.differs = differsInSetting(runs, key, row.values);
            rows.push_back(std::move(row));
        }
    }
}

// Of Run::data what people ask for; "" where a run has none.
QString dataText(const Run& run, const Json::json_pointer& place) {
    if (!run.data.is_object() || !run.data.contains(place)) {
        return none();
    }
    const Json& value = run.data.at(place);
    if (!value.is_array()) {
        return value.is_string() ? toQt(value.get<std::string>()) : toQt(value.dump());
    }
    QStringList words;
    for (const Json& word : value) {
        words << toQt(word.get<std::string>());
    }
    return words.join(QStringLiteral("; "));
}

void addData(std::vector<RunDifference>& rows, const std::vector<Run>& runs) {
    const QString group = Tr::tr("Data");
    rows.push_back(rowOf(runs, group, Tr::tr("Data fingerprint"), [](const Run& run) {
        return run.dataset.empty() ? none() : toQt(run.dataset.substr(0, 12));
    }));
    for (const auto& [place, name] : {std::pair("/shoppers", Tr::tr("Shoppers")),
                                      std::pair("/items", Tr::tr("Products")),
                                      std::pair("/events", Tr::tr("Events")),
                                      std::pair("/train", Tr::tr("Events in training")),
                                      std::pair("/validation", Tr::tr("Events in validation")),
                                      std::pair("/test", Tr::tr("Events in test")),
                                      std::pair("/labels/pairs", Tr::tr("Labelled pairs")),
                                      std::pair("/labels/singles", Tr::tr("Labelled products")),
                                      std::pair("/encoders/text", Tr::tr("Text encoder")),
                                      std::pair("/encoders/image", Tr::tr("Picture encoder")),
                                      std::pair("/computed_by", Tr::tr("Computed by"))}) {
        const Json::json_pointer pointer(place);
        RunDifference row =
            rowOf(runs, group, name, [&](const Run& run) { return dataText(run, pointer); });
        if (row.values.count(none()) < row.values.size()) {
            rows.push_back(std::move(row));
        }
    }
}

void addCourse(std::vector<RunDifference>& rows, const std::vector<Run>& runs) {
    const QString group = Tr::tr("Result");
    rows.push_back(rowOf(runs, group, Tr::tr("Best epoch"), [](const Run& run) {
        return run.bestEpoch > 0 ? QString::number(run.bestEpoch) : none();
    }));
    rows.push_back(rowOf(
        runs, group, Tr::tr("Took"), [](const Run& run) { return durationText(run.seconds); }));
    rows.push_back(
        rowOf(runs, group, Tr::tr("State"), [](const Run& run) { return stateName(run.state); }));
}

}  // namespace

std::vector<RunDifference> compareRuns(const std::vector<Run>& runs,
                                       const bool onlyDifferent,
                                       const std::string& baseline) {
    std::vector<RunDifference> rows;
    if (runs.empty()) {
        return rows;
    }
    const auto found = std::ranges::find(runs, baseline, &Run::id);
    const Run* const measure = found == runs.end() ? nullptr : &*found;
    const std::vector<std::string> metrics = metricsOf(runs);
    const std::span all(metrics);
    const std::size_t first = std::min<std::size_t>(1, all.size());
    addMetrics(rows, runs, all.first(first), measure);
    addSettings(rows, runs);
    addData(rows, runs);
    addMetrics(rows, runs, all.subspan(first), measure);
    addCourse(rows, runs);
    if (onlyDifferent) {
        std::erase_if(rows, [](const RunDifference& row) { return !row.differs; });
    }
    return rows;
}

}  // namespace haberdash::ui
