// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/runs/run_store.h"

#include <QFrame>

#include <optional>
#include <vector>

class QAction;
class QComboBox;
class QPushButton;
class QSpinBox;
class QToolButton;

namespace haberdash::ui {

struct ListedSession;

/// The row above a session: whose, which one, under which one or two models, how long the lists
/// are, and the buttons that replay and simulate.
class SessionBar : public QFrame {
    Q_OBJECT

  public:
    explicit SessionBar(QWidget* parent = nullptr);

    /// `isPersona`: the persona can be changed.
    void setAudience(const QString& name, bool isPersona);
    /// `current` is a place in the list; nullopt: the one that is built by clicking.
    void setSessions(const std::vector<ListedSession>& sessions,
                     std::optional<std::size_t> current);
    void setRuns(const std::vector<Run>& runs, const QString& current);
    QString otherRun() const;

    /// "r2 · Multimodal" of a run that is offered.
    QString titleOf(const QString& run) const;

    QPushButton* audienceButton() const { return audience_; }

    QComboBox* sessionBox() const { return session_; }

    QComboBox* modelBox() const { return model_; }

    QComboBox* otherBox() const { return other_; }

    QPushButton* replayButton() const { return replay_; }

    QPushButton* simulateButton() const { return simulate_; }

  Q_SIGNALS:
    void audienceAsked();
    /// nullopt: one that is built by clicking.
    void sessionChosen(std::optional<std::size_t> place);
    void runChosen(const QString& run);
    void otherRunChosen(const QString& run);
    void countChosen(int k);
    void replayAsked();
    void simulateAsked();
    /// `isNew`: to be made, else the chosen one to be changed.
    void personaAsked(bool isNew);

  private:
    void arrange();
    void connectAll();

    QPushButton* audience_;
    QComboBox* session_;
    QComboBox* model_;
    QComboBox* other_;
    QSpinBox* count_;
    QPushButton* replay_;
    QPushButton* simulate_;
    QToolButton* persona_;
    QAction* change_ = nullptr;
    bool hasChosenOther_ = false;  ///< a person did; until then the newest other run stands there
};

}  // namespace haberdash::ui
