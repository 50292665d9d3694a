// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/json.h"

#include <QDialog>
#include <QString>

class QComboBox;
class QLabel;
class QTableWidget;

namespace haberdash::ui {

/// What shoppers did under each run of an experiment of the recommendation service: `evaluate
/// --arms` as a table and a sentence.
class ArmsDialog : public QDialog {
    Q_OBJECT

  public:
    explicit ArmsDialog(QWidget* parent = nullptr);

    /// The verb's --json object of an experiment that was held.
    void present(const Json& result);

    QString verdict() const;

    QTableWidget* table() const { return table_; }

  Q_SIGNALS:
    void experimentAsked(const QString& experiment);

  private:
    void fillTable(const Json& arms);

    QComboBox* experiments_;
    QLabel* verdict_;
    QTableWidget* table_;
    QLabel* crossed_;
};

}  // namespace haberdash::ui
