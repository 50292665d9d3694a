// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/catalog/facets.h"

#include <QWidget>

#include <vector>

class QLineEdit;
class QListView;
class QStandardItemModel;
class QToolButton;

namespace haberdash::ui {

class FacetListModel;

/// The word for a fact in the window's language.
QString factText(Fact fact);

/// The word for a value of a fact; "" is "Not known".
QString factValueText(const QString& value);

/// One fact with its values and counts: a heading that folds it, the first values, "More…" that
/// shows all with a field to find one. Space or a click chooses a value.
class FacetSection : public QWidget {
    Q_OBJECT

  public:
    explicit FacetSection(Fact fact, QWidget* parent = nullptr);

    /// Values in order of count; chosen ones come first here.
    void setValues(const std::vector<FacetValue>& values);

    QListView* list() const { return list_; }

    QToolButton* moreButton() const { return more_; }

    QLineEdit* findField() const { return find_; }

  Q_SIGNALS:
    void toggled(haberdash::Fact fact, const QString& value);

  protected:
    void changeEvent(QEvent* event) override;

  private:
    void showValues();
    void fitHeight();

    Fact fact_;
    std::vector<FacetValue> values_;
    FacetListModel* model_;
    QToolButton* heading_;
    QLineEdit* find_;
    QListView* list_;
    QToolButton* more_;
    bool isOpen_ = true;
    bool isLong_ = false;  ///< all values shown
};

}  // namespace haberdash::ui
