// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalog/zoom_picture.h"

#include "ui/pictures/picture_cache.h"
#include "ui/shell/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace haberdash::ui {

namespace {

constexpr double kStep = 1.25;
constexpr double kMostEnlarged = 12;

}  // namespace

ZoomPicture::ZoomPicture(PictureCache& pictures, QWidget* parent)
    : QWidget(parent), pictures_(pictures) {
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    connect(&pictures_, &PictureCache::ready, this, [this](const QString& hash) {
        if (hash == hash_) {
            setPicture(face_, hash_, accessibleName());
        }
    });
}

void ZoomPicture::setPicture(const PictureFace face, const QString& hash, const QString& name) {
    const bool isOther = hash != hash_;
    setAccessibleName(name);
    face_ = face;
    hash_ = hash;
    pixmap_ = hash.isEmpty() ? QPixmap() : pictures_.preview(hash);
    if (pixmap_.isNull() && pictures_.isBroken(hash)) {
        face_ = PictureFace::Corrupt;
    }
    if (isOther) {
        enlarged_ = 1;
        shift_ = {};
    }
    update();
    Q_EMIT zoomChanged();
}

QSize ZoomPicture::minimumSizeHint() const {
    return {scaled(200), scaled(200)};
}

double ZoomPicture::fittedScale() const {
    if (pixmap_.isNull()) {
        return 1;
    }
    return std::min(static_cast<double>(width()) / pixmap_.width(),
                    static_cast<double>(height()) / pixmap_.height());
}

double ZoomPicture::scale() const {
    return fittedScale() * enlarged_;
}

double ZoomPicture::zoomFactor() const {
    return scale() * devicePixelRatioF();
}

void ZoomPicture::zoomBy(const double factor) {
    zoomAt(rect().center(), factor);
}

void ZoomPicture::fit() {
    enlarged_ = 1;
    shift_ = {};
    update();
    Q_EMIT zoomChanged();
}

void ZoomPicture::zoomAt(const QPointF point, const double factor) {
    const double before = enlarged_;
    enlarged_ = std::clamp(enlarged_ * factor, 1.0, kMostEnlarged);
    const QPointF fromMiddle = point - QRectF(rect()).center();
    shift_ = fromMiddle - (fromMiddle - shift_) * (enlarged_ / before);
    keepInside();
    update();
    Q_EMIT zoomChanged();
}

void ZoomPicture::keepInside() {
    const double spareX = std::max(0.0, (pixmap_.width() * scale() - width()) / 2);
    const double spareY = std::max(0.0, (pixmap_.height() * scale() - height()) / 2);
    shift_.setX(std::clamp(shift_.x(), -spareX, spareX));
    shift_.setY(std::clamp(shift_.y(), -spareY, spareY));
}

void ZoomPicture::paintEvent(QPaintEvent*) {
    const ThemeColours& colours = coloursOf(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    const double radius = scaled(12);
    if (pixmap_.isNull()) {
        painter.setPen(Qt::NoPen);
        paintProductPicture(painter, rect(), face_, {}, palette());
    } else {
        QRectF target(0, 0, pixmap_.width() * scale(), pixmap_.height() * scale());
        target.moveCenter(QRectF(rect()).center() + shift_);
        QBrush brush(pixmap_);
        brush.setTransform(QTransform(scale(), 0, 0, scale(), target.x(), target.y()));
        painter.setPen(Qt::NoPen);
        painter.setBrush(Qt::white);
        painter.drawRoundedRect(rect(), radius, radius);
        painter.setBrush(brush);
        painter.drawRoundedRect(target.intersected(QRectF(rect())), radius, radius);
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(hasFocus() ? QPen(colours.focus, 2) : QPen(colours.line, 1));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), radius, radius);
}

void ZoomPicture::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    keepInside();
    Q_EMIT zoomChanged();
}

void ZoomPicture::wheelEvent(QWheelEvent* event) {
    const double steps = event->angleDelta().y() / 120.0;
    if (steps != 0) {
        zoomAt(event->position(), std::pow(kStep, steps));
    }
    event->accept();
}

void ZoomPicture::mousePressEvent(QMouseEvent* event) {
    grabbed_ = event->position() - shift_;
    setCursor(enlarged_ > 1 ? Qt::ClosedHandCursor : Qt::ArrowCursor);
}

void ZoomPicture::mouseMoveEvent(QMouseEvent* event) {
    if (event->buttons() & Qt::LeftButton) {
        shift_ = event->position() - grabbed_;
        keepInside();
        update();
    }
}

void ZoomPicture::mouseReleaseEvent(QMouseEvent*) {
    unsetCursor();
}

void ZoomPicture::mouseDoubleClickEvent(QMouseEvent* event) {
    if (enlarged_ > 1) {
        fit();
    } else {
        zoomAt(event->position(), kStep * kStep * kStep);
    }
}

void ZoomPicture::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
        case Qt::Key_Plus:
        case Qt::Key_Equal:
            zoomBy(kStep);
            break;
        case Qt::Key_Minus:
            zoomBy(1 / kStep);
            break;
        case Qt::Key_0:
            fit();
            break;
        default:
            event->ignore();
    }
}

}  // namespace haberdash::ui
