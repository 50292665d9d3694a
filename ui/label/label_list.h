// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/labels/label_store.h"
#include "ui/shell/view.h"

#include <QWidget>

#include <vector>

class QHBoxLayout;
class QLabel;
class QTableWidget;

namespace haberdash::ui {

class SegmentedControl;

/// What was said of single products, how products were compared, or what was flagged, newest first:
/// who said it, for whom and of what. One's own can be changed or taken back.
class LabelList : public QWidget {
    Q_OBJECT

  public:
    explicit LabelList(const ViewContext& context, QWidget* parent = nullptr);

    /// Reads the labels again; hides itself where there is nothing to list.
    void reload(const std::vector<Annotator>& annotators);

    /// Another kind where there is nothing of the present one.
    void showWhatThereIs();

    /// "singles", "comparisons" or "flags".
    void showKind(const QString& kind);

    QTableWidget* table() const { return table_; }

    /// The buttons under the table: what the label that is chosen can become.
    std::vector<QWidget*> choices() const;

  Q_SIGNALS:
    void failed(const QString& sentence);

  private:
    void fill();
    void addRow(const LabelEvent& event);
    void showChoices();
    void change(LabelKind kind, const std::string& choice);
    void takeBack();
    void addTakeBack(const QString& text);
    QString productText(const std::string& sku) const;
    const LabelEvent* chosen() const;

    ViewContext context_;
    std::vector<Annotator> annotators_;
    std::vector<std::int64_t> seqs_;  ///< by row
    std::int64_t changed_ = 0;        ///< seq of what was just changed: its row stays chosen
    SegmentedControl* kind_;
    QTableWidget* table_;
    QLabel* none_;  ///< instead of an empty table
    QHBoxLayout* choices_;
};

}  // namespace haberdash::ui
