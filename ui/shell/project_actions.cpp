// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/project_actions.h"

#include "core/data/runs/train_options.h"
#include "ui/convert.h"
#include "ui/engine_client/engine_client.h"
#include "ui/shell/workspace.h"

#include <QDir>
#include <QFileInfo>
#include <QTimer>

namespace haberdash::ui {

namespace {

constexpr int kRefreshEvery = 3000;  // milliseconds between looks at a catalog that is imported

QString textAt(const Json& json, const char* key) {
    const auto found = json.find(key);
    return found != json.end() && found->is_string() ? toQt(found->get<std::string>()) : QString();
}

int countAt(const Json& json, const char* key) {
    const auto found = json.find(key);
    return found != json.end() && found->is_number() ? found->get<int>() : 0;
}

QStringList presetArguments(const char* key) {
    QStringList words;
    for (const Preset& preset : trainPresets()) {
        if (preset.key != key) {
            continue;
        }
        for (const auto& [name, value] : preset.values.items()) {
            const std::string text = value.is_string() ? value.get<std::string>() : value.dump();
            words << QStringLiteral("--set") << toQt(name + '=' + text);
        }
    }
    return words;
}

}  // namespace

ProjectActions::ProjectActions(Workspace& workspace, EngineClient& engine, QObject* parent)
    : QObject(parent), workspace_(workspace), engine_(engine) {
    connect(&engine_, &EngineClient::jobStarted, this, &ProjectActions::watchProject);
}

std::vector<ProjectActions::Step> ProjectActions::sampleSteps(const QString& folder) {
    std::vector<Step> steps;
    steps.push_back({tr("Draw the sample catalogue"),
                     [folder] {
                         return QStringList{QStringLiteral("sample"), folder};
                     },
                     [this, folder](const Json&) { Q_EMIT openWanted(folder); }});
    for (Step& step : starterSteps(folder)) {
        steps.push_back(std::move(step));
    }
    return steps;
}

void ProjectActions::exploreSample(const QString& folder) {
    if (QFileInfo::exists(folder + QStringLiteral("/project.db"))) {
        Q_EMIT openWanted(folder);
        if (!workspace_.isOpen() || !workspace_.runs().all().empty() || isChainRunning()) {
            return;
        }
        // Shoppers come last: a sample without events was left half drawn, and is drawn on.
        run(workspace_.events().eventCount() > 0 ? starterSteps(folder) : sampleSteps(folder));
        return;
    }
    QDir().mkpath(QFileInfo(folder).absolutePath());
    run(sampleSteps(folder));
}

void ProjectActions::importInto(const ImportPlan& plan) {
    QDir().mkpath(QFileInfo(plan.folder).absolutePath());
    std::vector<Step> steps;
    steps.push_back({tr("Import %1").arg(plan.name),
                     [plan] {
                         return QStringList{QStringLiteral("import"), plan.folder} + plan.arguments;
                     },
                     [this, plan](const Json& report) {
                         Q_EMIT openWanted(plan.folder);
                         Q_EMIT finishedImport(importSentence(report),
                                               textAt(report, "rejects_file"));
                     }});
    if (plan.withFeatures) {
        steps.push_back(featuresStep(plan.folder));
    }
    run(std::move(steps));
}

void ProjectActions::computeFeatures() {
    if (workspace_.isOpen()) {
        run({featuresStep(workspace_.folder())});
    }
}

void ProjectActions::trainStarters() {
    if (workspace_.isOpen()) {
        run(starterSteps(workspace_.folder()));
    }
}

ProjectActions::Step ProjectActions::featuresStep(const QString& folder) const {
    return {tr("Read texts and pictures"),
            [folder] {
                return QStringList{QStringLiteral("features"), folder};
            },
            {}};
}

std::vector<ProjectActions::Step> ProjectActions::starterSteps(const QString& folder) {
    starterRuns_.clear();
    std::vector<Step> steps{featuresStep(folder)};
    const auto train = [this, folder](const QString& title, const QStringList& settings) {
        return Step{title,
                    [folder, settings] {
                        return QStringList{QStringLiteral("train"), folder} + settings;
                    },
                    [this](const Json& result) { starterRuns_ << textAt(result, "run"); }};
    };
    const auto kind = [](const char* word) {
        return QStringList{QStringLiteral("--set"),
                           QStringLiteral("model.kind=") + QLatin1String(word)};
    };
    steps.push_back(train(tr("Train the floor “popularity”"), kind("popularity")));
    steps.push_back(train(tr("Train the floor “content”"), kind("content")));
    steps.push_back(train(tr("Train the floor “item-knn”"), kind("item-knn")));
    steps.push_back(train(tr("Train the multimodal model"), presetArguments("quick")));
    steps.push_back({tr("Evaluate all four"),
                     [this, folder] {
                         QStringList words{QStringLiteral("evaluate"), folder};
                         for (const QString& run : starterRuns_) {
                             words << QStringLiteral("--run") << run;
                         }
                         return words;
                     },
                     [this](const Json&) {
                         if (!starterRuns_.isEmpty()) {
                             Q_EMIT starterReady(starterRuns_.constLast());
                         }
                     }});
    return steps;
}

void ProjectActions::run(std::vector<Step> steps) {
    const bool isIdle = steps_.empty();
    for (Step& step : steps) {
        steps_.push_back(std::move(step));
    }
    if (isIdle) {
        next();
    }
}

void ProjectActions::next() {
    if (steps_.empty()) {
        return;
    }
    Job* const job = engine_.start(steps_.front().title, steps_.front().arguments());
    connect(job, &Job::finished, this, [this, job] {
        if (job->state() != Job::State::Done) {
            steps_.clear();
            return;
        }
        const Step step = std::move(steps_.front());
        steps_.erase(steps_.begin());
        if (step.done) {
            step.done(job->result());
        }
        next();
    });
}

void ProjectActions::watchProject(Job* job) {
    const QStringList words = job->arguments();
    if (words.size() < 2 || words.contains(QStringLiteral("--dry-run"))) {
        return;
    }
    const QString verb = words[0];
    const QString folder = QDir(words[1]).absolutePath();
    const bool fillsCatalog = verb == QLatin1String("import") || verb == QLatin1String("sample");
    const auto isOpenHere = [this, folder] { return workspace_.folder() == folder; };
    if (fillsCatalog) {
        auto* const timer = new QTimer(job);
        connect(timer, &QTimer::timeout, this, [this, folder, isOpenHere] {
            if (isOpenHere()) {
                workspace_.reloadCatalogInBackground();
            } else if (!workspace_.isOpen() &&
                       QFileInfo::exists(folder + QStringLiteral("/project.db"))) {
                Q_EMIT openWanted(folder);
            }
        });
        timer->start(kRefreshEvery);
        connect(job, &Job::finished, timer, &QTimer::stop);
    }
    connect(job, &Job::finished, this, [this, verb, fillsCatalog, isOpenHere] {
        if (!isOpenHere()) {
            return;
        }
        if (fillsCatalog) {
            workspace_.reloadCatalogInBackground();
        }
        workspace_.noteRunsChanged();
    });
}

QString ProjectActions::importSentence(const Json& report) {
    const int added = countAt(report, "products_added");
    const int updated = countAt(report, "products_updated");
    const int rejected = countAt(report, "rows_rejected");
    const int missing = countAt(report, "images_missing");
    const int damaged = countAt(report, "images_corrupt") + countAt(report, "images_refused");
    QStringList parts{tr("%Ln product(s) added", nullptr, added)};
    if (updated > 0) {
        parts << tr("%Ln updated", nullptr, updated);
    }
    if (missing > 0) {
        parts << tr("%Ln picture(s) missing", nullptr, missing);
    }
    if (damaged > 0) {
        parts << tr("%Ln picture(s) damaged", nullptr, damaged);
    }
    if (rejected > 0) {
        parts << tr("%Ln row(s) rejected", nullptr, rejected);
    }
    return tr("Import finished: %1.").arg(parts.join(QStringLiteral(", ")));
}

}  // namespace haberdash::ui
