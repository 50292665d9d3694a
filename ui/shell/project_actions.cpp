// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/project_actions.h"

#include "ui/convert.h"
#include "ui/engine_client/engine_client.h"
#include "ui/shell/workspace.h"
#include "ui/train/words.h"

#include <QDir>
#include <QFileInfo>
#include <QTimer>

namespace haberdash::ui {

namespace {

constexpr int kSimulatedShoppers = 500;
constexpr int kRefreshEvery = 3000;  // milliseconds between looks at a catalog that is imported

QString textAt(const Json& json, const char* key) {
    const auto found = json.find(key);
    return found != json.end() && found->is_string() ? toQt(found->get<std::string>()) : QString();
}

int countAt(const Json& json, const char* key) {
    const auto found = json.find(key);
    return found != json.end() && found->is_number() ? found->get<int>() : 0;
}

}  // namespace

ProjectActions::ProjectActions(Workspace& workspace, EngineClient& engine, QObject* parent)
    : QObject(parent), workspace_(workspace), engine_(engine) {
    connect(&engine_, &EngineClient::jobStarted, this, &ProjectActions::watchProject);
}

std::vector<ProjectActions::Step> ProjectActions::sampleSteps(const QString& folder) {
    std::vector<Step> steps;
    steps.push_back({tr("Draw the sample catalog"),
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
    if (!workspace_.isOpen()) {
        return;
    }
    if (workspace_.hasEvents()) {
        run(starterSteps(workspace_.folder()));
    } else {
        Q_EMIT eventsMissing();
    }
}

void ProjectActions::simulateShoppers() {
    if (workspace_.isOpen()) {
        const QStringList words{QStringLiteral("simulate"),
                                workspace_.folder(),
                                QStringLiteral("--shoppers"),
                                QString::number(kSimulatedShoppers)};
        run({{tr("Simulate shoppers"), [words] { return words; }, {}}});
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
    const auto train = [this, folder](const QString& title, const QString& preset) {
        return Step{title,
                    [folder, preset] {
                        return QStringList{
                            QStringLiteral("train"), folder, QStringLiteral("--preset"), preset};
                    },
                    [this](const Json& result) { starterRuns_ << textAt(result, "run"); }};
    };
    for (const char* const simple : {"popularity", "content", "item-knn"}) {
        const QString preset = QLatin1String(simple);
        steps.push_back(train(tr("Train “%1”").arg(choiceName(preset)), preset));
    }
    steps.push_back(train(tr("Train the multimodal model"), QStringLiteral("quick")));
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
        const Json result = resultOf(*job);
        if (result.is_null()) {
            steps_.clear();
            return;
        }
        const Step step = std::move(steps_.front());
        steps_.erase(steps_.begin());
        if (step.done) {
            step.done(result);
        }
        next();
    });
}

// A training that was finished early goes on with the model that it kept.
Json ProjectActions::resultOf(const Job& job) const {
    if (job.state() == Job::State::Done) {
        return job.result().is_null() ? Json::object() : job.result();
    }
    const bool isTraining = job.arguments().value(0) == QLatin1String("train");
    if (job.state() == Job::State::Cancelled && isTraining && workspace_.isOpen()) {
        const std::vector<Run> runs = workspace_.runs().all();
        if (!runs.empty() && runs.back().hasModel && runs.back().epochs > 0) {
            return {{"run", runs.back().id}};
        }
    }
    return {};
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
