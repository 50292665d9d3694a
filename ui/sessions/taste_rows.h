// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/json.h"

#include <QStringList>
#include <QWidget>

#include <optional>
#include <vector>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace haberdash::ui {

/// What a box that shows two decimals stands for: `before` while it reads the same, else `shown`.
double unrounded(const Json& before, const std::string& key, double shown);

/// What a taste weighs: a row a facet or brand with how much it is liked, or that it is never
/// bought.
class TasteRows : public QWidget {
    Q_OBJECT

  public:
    explicit TasteRows(QWidget* parent = nullptr);

    /// "colour=red", most common first: what can be added.
    void setFacets(const QStringList& facets);

    /// Shows the "weights", "brands" and "avoids" of a taste. Emits nothing.
    void setTaste(const Json& taste);

    /// Sets these three of a taste. A weight that still reads as it did stays as exact as it was;
    /// what is never bought keeps its weight.
    void writeTo(Json& taste) const;

    /// A row of that facet, unless there is one.
    void add(const QString& facet, double weight, bool isNever);

    /// A weight that examples speak for: of a new row, or of one that got its weight so and kept
    /// it.
    void lean(const QString& facet, double weight);

    int count() const { return static_cast<int>(rows_.size()); }

    QComboBox* facetBox() const { return facet_; }

    QPushButton* addButton() const { return add_; }

    QLabel* note() const { return note_; }

  Q_SIGNALS:
    void changed();

  private:
    struct Row {
        QString facet;
        QWidget* widget;
        QDoubleSpinBox* weight;
        QCheckBox* never;
        std::optional<double> leaned;  ///< as lean() set it
    };

    void remove(const QWidget* widget);
    void clear();
    void addChosen();

    QVBoxLayout* column_;
    QComboBox* facet_;
    QPushButton* add_;
    QLabel* note_;  ///< why nothing was added
    std::vector<Row> rows_;
};

}  // namespace haberdash::ui
