// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/runs/run_store.h"

#include <QListWidget>

#include <vector>

namespace haberdash::ui {

/// Runs with a box to tick and the colour that each has in every chart. Newest first; only those
/// that hold a model.
class RunList : public QListWidget {
    Q_OBJECT

  public:
    explicit RunList(QWidget* parent = nullptr);

    /// Keeps what was ticked.
    void setRuns(const std::vector<Run>& runs);
    void setTicked(const QStringList& runs);

    /// In the order of their numbers.
    QStringList ticked() const;

  Q_SIGNALS:
    void tickedChanged();

  protected:
    void changeEvent(QEvent* event) override;

  private:
    void paintMarks();
};

}  // namespace haberdash::ui
