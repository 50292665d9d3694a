// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/icons.h"

#include <QApplication>
#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <optional>

namespace haberdash::ui {

namespace {

/// Draws an icon's file with "currentColor" set to the colour of the moment.
class LineIconEngine : public QIconEngine {
  public:
    LineIconEngine(QString file, std::optional<QColor> colour)
        : file_(std::move(file)), colour_(colour) {}

    void paint(QPainter* painter,
               const QRect& rect,
               QIcon::Mode mode,
               QIcon::State state) override {
        const qreal ratio = painter->device()->devicePixelRatioF();
        painter->drawPixmap(rect, drawn(rect.size() * ratio, mode, state));
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
        return drawn(size, mode, state);
    }

    QIconEngine* clone() const override { return new LineIconEngine(*this); }

  private:
    QColor colourFor(const QIcon::Mode mode) const {
        const QPalette palette = QApplication::palette();
        if (mode == QIcon::Disabled) {
            return palette.color(QPalette::Disabled, QPalette::WindowText);
        }
        return colour_.value_or(palette.color(QPalette::WindowText));
    }

    QPixmap drawn(const QSize& size, const QIcon::Mode mode, QIcon::State) const {
        const QColor colour = colourFor(mode);
        const QString key = QStringLiteral("hb:%1:%2:%3x%4")
                                .arg(file_, colour.name(QColor::HexArgb))
                                .arg(size.width())
                                .arg(size.height());
        QPixmap pixmap;
        if (QPixmapCache::find(key, &pixmap)) {
            return pixmap;
        }
        pixmap = QPixmap(size);
        pixmap.fill(Qt::transparent);
        QFile file(file_);
        if (file.open(QIODevice::ReadOnly)) {
            QSvgRenderer renderer(file.readAll().replace("currentColor", colour.name().toUtf8()));
            QPainter painter(&pixmap);
            renderer.setAspectRatioMode(Qt::KeepAspectRatio);
            renderer.render(&painter);
        }
        QPixmapCache::insert(key, pixmap);
        return pixmap;
    }

    QString file_;
    std::optional<QColor> colour_;
};

QIcon made(const QString& name, const std::optional<QColor>& colour) {
    const QString file = QStringLiteral(":/icons/%1.svg").arg(name);
    if (name.isEmpty() || !QFile::exists(file)) {
        return {};
    }
    return QIcon(new LineIconEngine(file, colour));
}

}  // namespace

QIcon lineIcon(const QString& name) {
    return made(name, std::nullopt);
}

QIcon lineIcon(const QString& name, const QColor& colour) {
    return made(name, colour);
}

}  // namespace haberdash::ui
