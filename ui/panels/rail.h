// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <vector>

class QVBoxLayout;

namespace haberdash::ui {

class RailButton;

/// The strip of dark cloth at the left with one button a view.
class Rail : public QWidget {
    Q_OBJECT

  public:
    explicit Rail(QWidget* parent = nullptr);

    void add(const QString& id, const QString& title, const QString& icon, int number);
    void setCurrent(const QString& id);

  Q_SIGNALS:
    void chosen(const QString& id);

  protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    void fit();

    QVBoxLayout* column_;
    std::vector<RailButton*> buttons_;
};

}  // namespace haberdash::ui
