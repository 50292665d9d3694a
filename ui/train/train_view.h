// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/runs/run_store.h"
#include "ui/shell/view.h"
#include "ui/train/training_jobs.h"

#include <QStringList>

#include <functional>
#include <optional>

class QSplitter;
class QStackedWidget;

namespace haberdash::ui {

class EmptyState;
class HistoryPanel;
class LivePanel;
class NoticeBar;
class RunWatcher;
class TrainForm;

/// Has runs started, shows them learn, and keeps their history.
class TrainView : public View {
    Q_OBJECT

  public:
    explicit TrainView(const ViewContext& context, QWidget* parent = nullptr);

    QString id() const override { return QStringLiteral("train"); }

    QString title() const override { return tr("Train"); }

    QString icon() const override { return QStringLiteral("train"); }

    void activate() override;

    TrainForm* form() const { return form_; }

    LivePanel* live() const { return live_; }

    HistoryPanel* history() const { return history_; }

    NoticeBar* notice() const { return notice_; }

    /// Starts a run with the form's settings; offers to compute features first when the model
    /// needs them and there are none.
    void start();

  private:
    void arrange();
    void addCommands();
    void connectHistory();
    void connectJobs();
    void openProject();
    void showRuns();
    void showChosenRun();
    std::vector<EpochRecord> historyOf(const QString& run);
    void begin(const std::function<Training()>& make);
    Training trainingOfForm() const;
    Training ablationOfForm() const;
    void startAblation();
    void resumeTraining(const QString& run);
    void extendTraining(const QString& run);
    void goOn(const QString& title, const QString& run, const QStringList& settings);
    void follow(Job* job, const Training& training);
    void tellEnd(Job* job, const Training& training, const QString& run);
    void tellAblation(const Json& result);
    void tell(const QString& sentence, bool isProblem);
    std::optional<Run> recordOf(const QString& run);
    void changeNote(const QString& run, const QString& note);
    void askToDelete(const QStringList& runs);

    ViewContext context_;
    NoticeBar* notice_;
    TrainForm* form_;
    LivePanel* live_;
    HistoryPanel* history_;
    EmptyState* empty_;
    QStackedWidget* pages_;
    QWidget* work_;
    RunWatcher* watcher_;
    TrainingJobs* jobs_;
};

}  // namespace haberdash::ui
