// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/train/words.h"

#include "core/data/runs/option_kinds.h"
#include "core/data/runs/train_options.h"
#include "ui/convert.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <string_view>
#include <utility>
#include <vector>

namespace haberdash::ui {

namespace {

/// The context of this file's words.
struct Tr {
    Q_DECLARE_TR_FUNCTIONS(haberdash::ui::Words)
};

struct Word {
    const char* key;
    const char* text;
};

constexpr Word kOptions[] = {
    {"model.kind", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Model")},
    {"model.modalities", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Looks at")},
    {"model.fusion", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Fusion")},
    {"model.history", QT_TRANSLATE_NOOP("haberdash::ui::Words", "History")},
    {"model.head", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Head")},
    {"model.shopper_vectors", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Shoppers' own vectors")},
    {"model.embedding_dim", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Vector width")},
    {"model.hidden_dim", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Hidden width")},
    {"model.reduced_dim", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Reduced width")},
    {"model.dropout", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Dropout")},
    {"model.history_length", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Events looked at")},
    {"model.history_decay", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Weight per day")},
    {"model.neighbours", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Neighbours")},
    {"model.shrinkage", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Distrust of rare pairs")},
    {"model.layers", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Graph layers")},
    {"model.edge_dropout", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Graph left out")},
    {"model.graph_neighbours", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Links of a product")},
    {"model.content_weight", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Weight of content")},
    {"model.members", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Member runs")},
    {"train.loss", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Loss")},
    {"train.negatives", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Counterexamples")},
    {"train.negatives_per_positive",
     QT_TRANSLATE_NOOP("haberdash::ui::Words", "Counterexamples each")},
    {"train.temperature", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Temperature of softmax")},
    {"train.optimizer", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Optimizer")},
    {"train.validate_every",
     QT_TRANSLATE_NOOP("haberdash::ui::Words", "Looks at validation every")},
    {"train.epochs", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Epochs")},
    {"train.batch_size", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Batch size")},
    {"train.learning_rate", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Learning rate")},
    {"train.weight_decay", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Weight decay")},
    {"train.clip_norm", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Gradient limit")},
    {"train.label_weight", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Weight of labels")},
    {"train.propensity", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Weight of clicks")},
    {"train.propensity_decay",
     QT_TRANSLATE_NOOP("haberdash::ui::Words", "Decay of looks by place")},
    {"train.propensity_clip",
     QT_TRANSLATE_NOOP("haberdash::ui::Words", "Largest weight of a click")},
    {"train.warmup_steps", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Warm-up steps")},
    {"train.patience", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Patience")},
    {"train.metric", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Watched metric")},
    {"train.seed", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Seed")},
    {"train.threads", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Processor cores")},
    {"data.protocol", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Split")},
    {"data.events", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Whose events")},
    {"data.seed", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Seed of the split")},
    {"data.validation_share", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Validation share")},
    {"data.test_share", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Test share")},
};

constexpr Word kChoices[] = {
    {"multimodal", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Multimodal")},
    {"bpr-mf", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Matrix factorisation (BPR)")},
    {"vbpr", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Visual factorisation (VBPR)")},
    {"lightgcn", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Graph (LightGCN)")},
    {"freedom", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Graph with content (FREEDOM)")},
    {"ensemble", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Several runs together")},
    {"in-batch", QT_TRANSLATE_NOOP("haberdash::ui::Words", "From the same batch")},
    {"hard", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Half from the same category")},
    {"adam", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Adam")},
    {"adamw", QT_TRANSLATE_NOOP("haberdash::ui::Words", "AdamW")},
    {"content", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Content")},
    {"item-knn", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Bought together")},
    {"popularity", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Popularity")},
    {"recent-popularity", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Recent popularity")},
    {"random", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Random")},
    {"text", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Text")},
    {"image", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Pictures")},
    {"facts", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Facts")},
    {"ids", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Who met what alone")},
    {"all", QT_TRANSLATE_NOOP("haberdash::ui::Words", "All")},
    {"text,image", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Text and pictures")},
    {"text,facts", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Text and facts")},
    {"image,facts", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Pictures and facts")},
    {"text,image,facts", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Text, pictures and facts")},
    {"concat", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Side by side (concat)")},
    {"product", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Multiplied (product)")},
    {"sum", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Added up (sum)")},
    {"gate", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Weighed (gate)")},
    {"attention", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Attention")},
    {"gru", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Read in order (GRU)")},
    {"dot", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Nearness (dot product)")},
    {"bpr", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Order of pairs (BPR)")},
    {"softmax", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Choice among many (softmax)")},
    {"mean", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Average, newest counts most")},
    {"mlp", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Neural network (MLP)")},
    {"bce", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Likelihood (BCE)")},
    {"uniform", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Evenly drawn")},
    {"none", QT_TRANSLATE_NOOP("haberdash::ui::Words", "All alike")},
    {"position", QT_TRANSLATE_NOOP("haberdash::ui::Words", "By place on the list")},
    {"global-time", QT_TRANSLATE_NOOP("haberdash::ui::Words", "By date")},
    {"leave-last", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Each shopper's last")},
    {"ratio", QT_TRANSLATE_NOOP("haberdash::ui::Words", "By chance")},
    {"cold-items", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Unseen products")},
    {"given", QT_TRANSLATE_NOOP("haberdash::ui::Words", "As the data came")},
    {"auto", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Real ones, where there are enough")},
    {"real", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Of real shoppers")},
    {"simulated", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Of simulated shoppers")},
};

constexpr Word kMetrics[] = {
    {"ndcg", QT_TRANSLATE_NOOP("haberdash::ui::Words", "NDCG")},
    {"recall", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Recall")},
    {"precision", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Precision")},
    {"f1", QT_TRANSLATE_NOOP("haberdash::ui::Words", "F1")},
    {"hit", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Hit rate")},
    {"mrr", QT_TRANSLATE_NOOP("haberdash::ui::Words", "MRR")},
    {"map", QT_TRANSLATE_NOOP("haberdash::ui::Words", "MAP")},
    {"map_rel", QT_TRANSLATE_NOOP("haberdash::ui::Words", "MAP (all relevant)")},
    {"accuracy", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Accuracy")},
    {"roc_auc", QT_TRANSLATE_NOOP("haberdash::ui::Words", "ROC AUC")},
    {"pr_auc", QT_TRANSLATE_NOOP("haberdash::ui::Words", "PR AUC")},
    {"log_loss", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Log loss")},
    {"brier", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Brier score")},
    {"ece", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Calibration error")},
    {"coverage", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Coverage")},
    {"gini", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Gini")},
    {"diversity", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Diversity")},
    {"novelty", QT_TRANSLATE_NOOP("haberdash::ui::Words", "Novelty")},
};

template <std::size_t N>
QString wordOf(const Word (&words)[N], const QString& key) {
    for (const Word& word : words) {
        if (key == QLatin1String(word.key)) {
            return Tr::tr(word.text);
        }
    }
    return {};
}

QString fallbackName(const QString& key) {
    QString name = key.section(QLatin1Char('.'), -1).replace(QLatin1Char('_'), QLatin1Char(' '));
    if (!name.isEmpty()) {
        name[0] = name[0].toUpper();
    }
    return name;
}

std::int64_t numberOf(const QString& run) {
    static const QRegularExpression digits(QStringLiteral("(\\d+)$"));
    const qlonglong number = digits.match(run).captured(1).toLongLong();
    return number > 0 ? number - 1 : 0;
}

QString quoted(const QString& word) {
    static const QRegularExpression plain(QStringLiteral("^[\\w./,:=@%+-]+$"));
    if (plain.match(word).hasMatch()) {
        return word;
    }
    return QLatin1Char('\'') + QString(word).replace(QLatin1Char('\''), QLatin1String("'\\''")) +
           QLatin1Char('\'');
}

/// "text,image,facts" without those of which there were no vectors when the run was trained.
std::string lookedAt(const Run& run) {
    const std::string wanted = run.config.is_object()
                                   ? run.config.value("model.modalities", std::string())
                                   : std::string();
    const Json missing =
        run.data.is_object() ? run.data.value("missing", Json::array()) : Json::array();
    QStringList kept;
    for (const QString& modality : toQt(wanted).split(QLatin1Char(','), Qt::SkipEmptyParts)) {
        if (std::ranges::find(missing, Json(fromQt(modality))) == missing.end()) {
            kept << modality;
        }
    }
    return fromQt(kept.join(QLatin1Char(',')));
}

/// Said elsewhere (the model's name), or nothing that the result depends on.
bool isSaidElsewhere(const std::string& key) {
    return key == "model.kind" || key == "model.modalities" || key == "model.members" ||
           key == "train.threads";
}

/// The preset that leaves the fewest settings to be told, and those settings.
std::pair<const Preset*, std::vector<std::string>> nearestPreset(const Run& run) {
    std::pair<const Preset*, std::vector<std::string>> nearest{nullptr, {}};
    for (const Preset& preset : trainPresets()) {
        TrainOptions defaults;
        Json usual = optionsToJson(describe(defaults));
        usual.update(preset.values);
        if (nearest.first && usual.at("model.kind") != run.kind) {
            continue;
        }
        std::vector<std::string> settings;
        for (const auto& [key, value] : run.config.items()) {
            if (usual.contains(key) && usual.at(key) != value && !isSaidElsewhere(key) &&
                matters(run.kind, key)) {
                settings.push_back(key);
            }
        }
        if (!nearest.first || settings.size() < nearest.second.size()) {
            nearest = {&preset, std::move(settings)};
        }
    }
    return nearest;
}

/// Not by its kind or by what it looks at, which the model's name says.
bool isNamedByPreset(const Preset& preset) {
    return !preset.values.empty() && !preset.values.contains("model.kind") &&
           !preset.values.contains("model.modalities");
}

QString valueText(const Json& value) {
    if (value.is_string()) {
        return choiceName(toQt(value.get<std::string>()));
    }
    return value.is_number_float() ? QLocale().toString(value.get<double>(), 'g', 6)
                                   : toQt(value.dump());
}

/// What else tells a run from one of the defaults: its preset and at most two settings.
QString runDetail(const Run& run) {
    constexpr qsizetype kMostSettings = 2;
    if (!run.config.is_object()) {
        return {};
    }
    const auto [preset, settings] = nearestPreset(run);
    QStringList words;
    if (isNamedByPreset(*preset)) {
        words << presetText(preset->name);
    }
    const qsizetype most = words.size() + kMostSettings;
    for (const std::string& key : settings) {
        if (words.size() == most) {
            words << QStringLiteral("…");
            break;
        }
        words << QStringLiteral("%1: %2").arg(optionName(key), valueText(run.config.at(key)));
    }
    return words.join(QStringLiteral(", "));
}

}  // namespace

QString groupName(const QString& group) {
    if (group == QLatin1String("model")) {
        return Tr::tr("Model");
    }
    if (group == QLatin1String("train")) {
        return Tr::tr("Training");
    }
    return group == QLatin1String("data") ? Tr::tr("Data") : fallbackName(group);
}

QString optionName(const std::string& key) {
    const QString word = wordOf(kOptions, toQt(key));
    return word.isEmpty() ? fallbackName(toQt(key)) : word;
}

bool matters(const std::string& kind, const std::string& key) {
    constexpr std::array kUnlearned{std::string_view("popularity"),
                                    std::string_view("recent-popularity"),
                                    std::string_view("random"),
                                    std::string_view("item-knn"),
                                    std::string_view("content"),
                                    std::string_view("ensemble")};
    const bool isLearned = std::ranges::find(kUnlearned, kind) == kUnlearned.end();
    const bool isOfTraining = key.starts_with("train.") && key != "train.metric" &&
                              !(kind == "random" && key == "train.seed");
    return readsOption(kind, key) && (isLearned || !isOfTraining);
}

QString optionHelp(const Option& option) {
    return QCoreApplication::translate("haberdash::Options", option.help.c_str());
}

QString choiceName(const QString& choice) {
    const QString word = wordOf(kChoices, choice);
    return !word.isEmpty() ? word : choice.contains(QLatin1Char('@')) ? metricName(choice) : choice;
}

QString presetText(const std::string& english) {
    return QCoreApplication::translate("haberdash::Presets", english.c_str());
}

QString metricName(const QString& key) {
    const QString name = wordOf(kMetrics, key.section(QLatin1Char('@'), 0, 0));
    const QString cutoff = key.section(QLatin1Char('@'), 1);
    return (name.isEmpty() ? fallbackName(key.section(QLatin1Char('@'), 0, 0)) : name) +
           (cutoff.isEmpty() ? QString() : QLatin1Char('@') + cutoff);
}

QString stateName(const RunState state) {
    switch (state) {
        case RunState::Running:
            return Tr::tr("Running");
        case RunState::Done:
            return Tr::tr("Done");
        case RunState::Cancelled:
            return Tr::tr("Stopped early");
        case RunState::Failed:
            return Tr::tr("Failed");
        case RunState::Interrupted:
            return Tr::tr("Interrupted");
    }
    return {};
}

QString modelName(const Run& run) {
    const std::string modalities = lookedAt(run);
    const bool isTold = (run.kind == "multimodal" || run.kind == "content") &&
                        !modalities.empty() && modalities != "text,image,facts";
    const QString kind = choiceName(toQt(run.kind));
    const QString name =
        isTold ? QStringLiteral("%1 (%2)").arg(kind, choiceName(toQt(modalities))) : kind;
    const QString detail = runDetail(run);
    return detail.isEmpty() ? name : QStringLiteral("%1, %2").arg(name, detail);
}

QString runTitle(const Run& run) {
    return QStringLiteral("%1 · %2").arg(toQt(run.id), modelName(run));
}

QString stoppedText(const Run& run, const std::int64_t number, const std::int64_t runs) {
    const bool keepsBest = run.hasModel && run.epochs > 0;
    if (runs == 1 && number <= 1) {
        return keepsBest ? Tr::tr(
                               "Training was stopped; the run keeps its best epoch as the "
                               "model.")
               : run.hasModel ? Tr::tr(
                                    "Training was stopped before an epoch was finished; resume "
                                    "the run to go on.")
                              : Tr::tr(
                                    "Training was stopped before there was a model; resume the "
                                    "run to go on.");
    }
    QStringList sentences{
        runs > 0 ? Tr::tr("Training was stopped at run %1 of %2.").arg(number).arg(runs)
                 : Tr::tr("Training was stopped at run %1.").arg(number)};
    if (number > 1) {
        sentences << Tr::tr("The finished runs stay in the list.");
    }
    if (keepsBest && run.state != RunState::Done) {
        sentences << Tr::tr("The run that was stopped keeps its best epoch as the model.");
    }
    return sentences.join(QLatin1Char(' '));
}

QString durationText(const double seconds) {
    const auto whole = static_cast<qint64>(std::llround(seconds));
    if (whole < 1) {
        return Tr::tr("under 1 s");
    }
    if (whole < 60) {
        return Tr::tr("%1 s").arg(whole);
    }
    if (whole < 3600) {
        return Tr::tr("%1 min %2 s").arg(whole / 60).arg(whole % 60);
    }
    return Tr::tr("%1 h %2 min").arg(whole / 3600).arg(whole % 3600 / 60);
}

QString timeText(const std::int64_t seconds) {
    if (seconds == 0) {
        return {};
    }
    const QDateTime time = QDateTime::fromSecsSinceEpoch(seconds);
    const bool isThisYear = time.date().year() == QDate::currentDate().year();
    return QLocale().toString(
        time,
        isThisYear ? Tr::tr("d MMM, HH:mm", "a time of this year, as QDateTime formats it")
                   : Tr::tr("d MMM yyyy, HH:mm", "a time, as QDateTime formats it"));
}

QString timeLeftText(const double low, const double high) {
    if (low < 0 || high < 0) {
        return {};
    }
    if (high < 1.5) {
        return Tr::tr("about a second left");
    }
    if (high < 90) {
        const auto from = std::llround(low);
        const auto to = std::max(from + 1, std::llround(high));
        return Tr::tr("%1–%2 s left").arg(from).arg(to);
    }
    const auto from = std::llround(low / 60);
    const auto to = std::max(from + 1, std::llround(high / 60));
    return Tr::tr("%1–%2 min left").arg(from).arg(to);
}

std::size_t runColour(const QString& run) {
    return static_cast<std::size_t>(numberOf(run) % 8);
}

bool isRunDashed(const QString& run) {
    return numberOf(run) / 8 % 2 == 1;
}

QString trainCommand(const QString& project, const QStringList& arguments) {
    QString command = QStringLiteral("haberdashctl train ") + quoted(project);
    for (const QString& argument : arguments) {
        command += QLatin1Char(' ') + quoted(argument);
    }
    return command;
}

QStringList setArguments(const QStringList& settings) {
    QStringList arguments;
    for (const QString& setting : settings) {
        arguments << QStringLiteral("--set") << setting;
    }
    return arguments;
}

QStringList settingsOf(const Json& config) {
    TrainOptions defaults;
    const Json usual = optionsToJson(describe(defaults));
    QStringList settings;
    if (!config.is_object()) {
        return settings;
    }
    const std::string kind = config.value("model.kind", defaults.kind);
    for (const auto& [key, value] : config.items()) {
        if (usual.contains(key) && usual[key] != value && readsOption(kind, key)) {
            settings << toQt(key + '=' +
                             (value.is_string() ? value.get<std::string>() : value.dump()));
        }
    }
    return settings;
}

}  // namespace haberdash::ui
