// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/json.h"

#include <QObject>
#include <QStringList>

#include <functional>
#include <vector>

namespace haberdash::ui {

class EngineClient;
class Job;
class Workspace;

/// What a person starts for a project as a whole: chains of jobs, each of which is started when
/// the one before it is done. A chain ends with the first job that fails or is cancelled.
class ProjectActions : public QObject {
    Q_OBJECT

  public:
    ProjectActions(Workspace& workspace, EngineClient& engine, QObject* parent);

    /// Makes the sample project in `folder` (or opens it where it was made before), opens it, and
    /// goes on with features, the floors, a quick multimodal run and their evaluation.
    void exploreSample(const QString& folder);

    /// What `importInto` is told by the import dialog.
    struct ImportPlan {
        QString folder;         ///< of the project, which may not exist yet
        QStringList arguments;  ///< from --from on
        QString name;           ///< of what is imported, for display
        bool withFeatures = true;
    };

    void importInto(const ImportPlan& plan);

    /// Of the open project.
    void computeFeatures();
    void trainStarters();

    /// Of the open project: sessions of 500 new shoppers, marked as simulated.
    void simulateShoppers();

    bool isChainRunning() const { return !steps_.empty(); }

  Q_SIGNALS:
    void openWanted(const QString& folder);

    /// Training was asked for, and there is nothing to learn from.
    void eventsMissing();
    void finishedImport(const QString& sentence, const QString& rejectsFile);
    void starterReady(const QString& run);
    void failed(const QString& sentence);

  private:
    struct Step {
        QString title;
        std::function<QStringList()> arguments;
        std::function<void(const Json& result)> done;
    };

    void run(std::vector<Step> steps);
    void next();
    Json resultOf(const Job& job) const;
    void watchProject(Job* job);
    Step featuresStep(const QString& folder) const;
    std::vector<Step> starterSteps(const QString& folder);
    std::vector<Step> sampleSteps(const QString& folder);
    static QString importSentence(const Json& report);

    Workspace& workspace_;
    EngineClient& engine_;
    std::vector<Step> steps_;  ///< the running one first
    QStringList starterRuns_;
};

}  // namespace haberdash::ui
