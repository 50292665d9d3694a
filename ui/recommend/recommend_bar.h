// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/runs/run_store.h"
#include "core/data/sessions/event.h"

#include <QFrame>

#include <cstddef>
#include <optional>
#include <vector>

class QComboBox;
class QPushButton;
class QSpinBox;
class QToolButton;

namespace haberdash::ui {

/// The row above the ranking: for whom, by which model, how many, what a click means, and the
/// switches of why, what-if and diff.
class RecommendBar : public QFrame {
    Q_OBJECT

  public:
    explicit RecommendBar(QWidget* parent = nullptr);

    void setAudience(const QString& name);
    void setRuns(const std::vector<Run>& runs, const QString& current);
    void setSwitches(bool isWhy, bool isWhatIf, bool isDiff, bool areRules);

    /// `isDraft`: they are not the project's own yet.
    void setRules(std::size_t count, bool isDraft);

    /// What a click on a product records; nullopt: it only selects, as it always does while why,
    /// what-if or the rules are looked at.
    std::optional<EventKind> clickMeans() const;
    QString otherRun() const;

    QPushButton* audienceButton() const { return audience_; }

    QComboBox* modelBox() const { return model_; }

  Q_SIGNALS:
    void audienceAsked();
    void runChosen(const QString& run);
    void otherRunChosen(const QString& run);
    void countChosen(int k);
    void whyAsked();
    void whatIfAsked();
    void diffAsked();
    void rulesAsked();
    void exportAsked();

  private:
    void setClicksRecord(bool isWanted);
    QPushButton* addSwitch(const QString& icon, const QString& text, const QString& hint);

    QPushButton* audience_;
    QComboBox* model_;
    QSpinBox* count_;
    QComboBox* click_;
    int clickChosen_ = 0;  ///< what the box goes back to when a click records again
    QPushButton* why_;
    QPushButton* whatIf_;
    QPushButton* diff_;
    QPushButton* rules_;
    QComboBox* other_;
    QToolButton* export_;
};

}  // namespace haberdash::ui
