// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;
class QPushButton;

namespace haberdash::ui {

class LabelledSlider;

/// "Similar to X · mix text [--|--] image · Back to catalog": says why the grid shows something
/// other than the catalog.
class ResultsBanner : public QFrame {
    Q_OBJECT

  public:
    explicit ResultsBanner(QWidget* parent = nullptr);

    void show(const QString& sentence, bool hasMix);

    QString sentence() const { return sentence_; }

    double mix() const;

  Q_SIGNALS:
    void mixChanged(double mix);
    void left();

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    void fitText();

    QString sentence_;
    QLabel* text_;
    LabelledSlider* mix_;
    QPushButton* back_;
};

}  // namespace haberdash::ui
