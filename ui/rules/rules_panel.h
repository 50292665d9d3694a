// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/json.h"

#include <QTimer>
#include <QWidget>

#include <functional>
#include <vector>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace haberdash::ui {

class EngineClient;
class RuleDraft;
class Workspace;

/// The rules of the draft, one a row, and what each and all together cost the current run: the
/// change of NDCG@10 over the validation shoppers, which the engine works out soon after every
/// change. On the window's thread.
class RulesPanel : public QWidget {
    Q_OBJECT

  public:
    RulesPanel(RuleDraft& draft,
               Workspace& workspace,
               EngineClient& engine,
               QWidget* parent = nullptr);

    /// The panel's words, for assistive technology and tests.
    QString summary() const;

    /// No cost is on its way.
    bool isSettled() const { return !isCosting_ && !soon_.isActive(); }

  Q_SIGNALS:
    void saveAsked();

    /// Something could not be done.
    void problem(const QString& sentence);

  protected:
    void showEvent(QShowEvent* event) override;

  private:
    void renew();
    void addRow(std::size_t rule);
    Json question() const;
    void askCost();
    void showCost(const Json& result);
    void attempt(const std::function<void()>& change);

    RuleDraft& draft_;
    Workspace& workspace_;
    EngineClient& engine_;
    QTimer soon_;  ///< the cost is asked for when the person pauses
    QLabel* state_;
    QLabel* whole_;  ///< what all rules cost
    QLabel* says_;
    QWidget* rows_ = nullptr;
    QVBoxLayout* column_;
    QPushButton* save_;
    QPushButton* undo_;
    QPushButton* discard_;
    std::vector<QLabel*> costs_;  ///< one a rule
    bool isCosting_ = false;
    Json asked_;  ///< run and rules that the cost was asked for last; null: it did not come
    Json cost_;   ///< of those; null: not here yet
};

}  // namespace haberdash::ui
