// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/engine_client/engine_client.h"
#include "ui/shell/view.h"

#include <QPointer>
#include <QStringList>

class QLabel;
class QPushButton;
class QScrollArea;
class QStackedWidget;

namespace haberdash::ui {

class ArmsDialog;
class EmptyState;
class EvaluatePage;
class NoticeBar;
class RunList;
class SegmentedControl;

/// Judges chosen runs on a split and shows the figures beside those of the floors.
class EvaluateView : public View {
    Q_OBJECT

  public:
    explicit EvaluateView(const ViewContext& context, QWidget* parent = nullptr);

    QString id() const override { return QStringLiteral("evaluate"); }

    QString title() const override { return tr("Evaluate"); }

    QString icon() const override { return QStringLiteral("evaluate"); }

    void activate() override;

    RunList* runs() const { return list_; }

    EvaluatePage* page() const { return page_; }

    NoticeBar* notice() const { return notice_; }

    /// "validation" or "test".
    QString split() const;

    /// Evaluates the ticked runs; the test split is opened only after a person confirmed it.
    void evaluate();

    /// Trains the floors that the project lacks, one after another, and evaluates all.
    void addFloors();

    /// What shoppers did under the runs of an experiment of the service; empty: of the latest.
    void showExperiment(const QString& experiment = {});

    ArmsDialog* arms() const { return arms_; }

  private:
    void arrange();
    QWidget* makeSide();
    void addCommands();
    void openProject();
    void showRuns();
    void tickWhatIsThere();
    void showFigures();
    void startEvaluation();
    void trainNextFloor(QStringList kinds, QStringList runs);
    void finish(Job* job);
    void presentExperiment(const Json& result);
    void setBusy(const QString& what);
    QStringList missingFloors() const;

    ViewContext context_;
    NoticeBar* notice_;
    RunList* list_;
    SegmentedControl* split_;
    QLabel* splitHelp_;
    QPushButton* evaluate_;
    QPushButton* floors_;
    QPushButton* stop_;
    QLabel* busy_;
    EvaluatePage* page_;
    QScrollArea* scroll_;
    EmptyState* empty_;
    bool areTicksOurs_ = true;  ///< no person ticked anything yet
    bool isTicking_ = false;
    QStackedWidget* pages_;
    QPointer<Job> job_;
    ArmsDialog* arms_ = nullptr;
};

}  // namespace haberdash::ui
