// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pictures/product_tile.h"

#include <QPointF>
#include <QWidget>

namespace haberdash::ui {

/// A product's large picture: fitted at first; + − 0 and the wheel zoom, dragging moves.
class ZoomPicture : public QWidget {
    Q_OBJECT

  public:
    /// `pictures` must outlive it.
    ZoomPicture(PictureCache& pictures, QWidget* parent = nullptr);

    /// `face` is used where it is no picture.
    void setPicture(PictureFace face, const QString& hash, const QString& name);

    void zoomBy(double factor);
    void fit();

    /// 1: a pixel of the stored picture is a pixel of the screen.
    double zoomFactor() const;

    QSize minimumSizeHint() const override;

  Q_SIGNALS:
    void zoomChanged();

  protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    double fittedScale() const;
    double scale() const;
    void zoomAt(QPointF point, double factor);
    void keepInside();

    PictureCache& pictures_;
    PictureFace face_ = PictureFace::None;
    QString hash_;
    QPixmap pixmap_;
    double enlarged_ = 1;  ///< over the fitted size
    QPointF shift_;        ///< of the picture's middle from the widget's
    QPointF grabbed_;
};

}  // namespace haberdash::ui
