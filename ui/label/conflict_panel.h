// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/labels/agreement.h"
#include "ui/shell/view.h"

#include <QWidget>

#include <string>
#include <vector>

class QFrame;
class QHBoxLayout;
class QLabel;
class QSplitter;
class QTableWidget;

namespace haberdash::ui {

class LabelCanvas;

/// The questions on which annotators disagree, and the products of the chosen one with what it can
/// be settled as.
class ConflictPanel : public QWidget {
    Q_OBJECT

  public:
    explicit ConflictPanel(const ViewContext& context, QWidget* parent = nullptr);

    void setConflicts(const std::vector<Conflict>& conflicts,
                      const std::vector<Annotator>& annotators);

    QTableWidget* table() const { return conflicts_; }

    /// Settles the conflict that is on show; `value` as in Answer. The labels change, and who owns
    /// the panel shows them anew.
    void settle(const std::string& value);

    /// One below the other instead of side by side.
    void setNarrow(bool isNarrow);

  Q_SIGNALS:
    void failed(const QString& sentence);

  private:
    void showConflict();
    QString valueText(const Conflict& conflict, const std::string& value) const;

    ViewContext context_;
    std::vector<Conflict> shown_;  ///< by row
    QLabel* none_;                 ///< what the table is, or that there are none
    QTableWidget* conflicts_;
    QFrame* settle_;
    LabelCanvas* canvas_;
    QHBoxLayout* choices_;
    QSplitter* halves_;
};

}  // namespace haberdash::ui
