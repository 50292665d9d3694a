// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/labels/agreement.h"
#include "ui/shell/view.h"

#include <QScrollArea>

class QGridLayout;
class QLabel;
class QPushButton;
class QTableWidget;

namespace haberdash::ui {

class ConflictPanel;
class Job;
class LabelList;

/// What the labels are worth: agreement between annotators and of each with themselves, every
/// figure with a sentence, and the questions on which they disagree, to be settled one by one.
class ReviewPage : public QScrollArea {
    Q_OBJECT

  public:
    explicit ReviewPage(const ViewContext& context, QWidget* parent = nullptr);

    /// Reads the labels again.
    void reload();

    const Agreement& agreement() const { return agreement_; }

    ConflictPanel* conflicts() const { return conflicts_; }

    /// Of every kind of question, of all annotators and of each two.
    QTableWidget* kinds() const { return kinds_; }

    LabelList* labels() const { return labels_; }

    void exportLabels();
    void importLabels();

    /// Writes `file`, and beside it the same in the other of the two formats, under a name that no
    /// file has.
    void exportTo(const QString& file);

    /// Starts a job that adds the file's labels.
    void importFrom(const QString& file);

  Q_SIGNALS:
    void left();
    void failed(const QString& sentence);
    void done(const QString& sentence);

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    void arrangeFigures();
    void showFigures();
    void showKinds();
    void addKind(const Agreement::OfKind& kind);
    void noteImport(const Job* job);
    void addFigure(const QString& value, const QString& name, const QString& sentence);

    ViewContext context_;
    Agreement agreement_;
    std::vector<Annotator> annotators_;
    QLabel* summary_;
    QLabel* own_;
    QGridLayout* figures_;
    std::vector<QWidget*> cards_;  ///< one a figure
    int figuresInARow_ = 4;
    QTableWidget* kinds_;
    ConflictPanel* conflicts_;
    LabelList* labels_;
};

}  // namespace haberdash::ui
