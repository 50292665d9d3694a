// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QWidget>

namespace haberdash::ui {

/// A name, a bar to the right (for) or to the left (against) of a middle line, and the figure as
/// text.
class ShareBar : public QWidget {
    Q_OBJECT

  public:
    /// `share` is -1 to 1 of the half width; `figure` is what is read.
    ShareBar(const QString& name, double share, const QString& figure, QWidget* parent = nullptr);

    QSize sizeHint() const override;

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    QString name_;
    double share_;
    QString figure_;
};

}  // namespace haberdash::ui
