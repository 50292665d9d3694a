// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Words that a person reads in place of the keys of options, models and metrics.

#include "core/data/base/options.h"
#include "core/data/runs/run_store.h"

#include <QString>
#include <QStringList>

namespace haberdash::ui {

/// The group of a key, "model", "train" or "data": "Model", "Training", "Data".
QString groupName(const QString& group);

/// "train.learning_rate" -> "Learning rate".
QString optionName(const std::string& key);

/// Whether a setting makes a difference to runs of a kind (model.kind): the kind reads it, and
/// where nothing is learned by epochs, how to learn says nothing either.
bool matters(const std::string& kind, const std::string& key);

/// The option's sentence, translated.
QString optionHelp(const Option& option);

/// A choice of a text option: "item-knn" -> "Bought together (item-kNN)". Unknown words as they
/// are.
QString choiceName(const QString& choice);

/// A preset's name or help, translated.
QString presetText(const std::string& english);

/// "ndcg@10" -> "NDCG@10", "roc_auc" -> "ROC AUC".
QString metricName(const QString& key);
QString stateName(RunState state);

/// "Multimodal (Text)", "Multimodal, Quick", "Multimodal, Fusion: Attention, Seed: 8": what tells a
/// run from one of the defaults is said, its settings up to two.
QString modelName(const Run& run);

/// What is left of a training that was stopped at this run, the `number`th of `runs` that the job
/// was to train; 0: so many that nobody knows.
QString stoppedText(const Run& run, std::int64_t number, std::int64_t runs);

/// "r2 · Multimodal (Text)".
QString runTitle(const Run& run);

/// 92 -> "1 min 32 s".
QString durationText(double seconds);

/// Local time of Unix seconds.
QString timeText(std::int64_t seconds);

/// 4 .. 6 minutes: "about 4–6 min left"; empty when not known.
QString timeLeftText(double low, double high);

/// The colour of a run, the same in every chart and list: from its number.
std::size_t runColour(const QString& run);

/// Dashed from the ninth run on, where the colours come round again.
bool isRunDashed(const QString& run);

/// `haberdashctl train PROJECT …`, to be typed.
QString trainCommand(const QString& project, const QStringList& arguments);

/// "key=value" -> "--set", "key=value".
QStringList setArguments(const QStringList& settings);

/// "key=value" for every field of a run's config that differs from the defaults.
QStringList settingsOf(const Json& config);

}  // namespace haberdash::ui
