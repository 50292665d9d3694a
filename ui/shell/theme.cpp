// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/theme.h"

#include "ui/shell/desktop.h"
#include "ui/shell/icons.h"

#include <QApplication>
#include <QFile>
#include <QFontDatabase>
#include <QProxyStyle>
#include <QRegularExpression>
#include <QWidget>

#include <algorithm>
#include <cmath>
#include <utility>

namespace haberdash::ui {

namespace {

constexpr double kBasePoints = 10.0;

const ThemeColours& lightColours() {
    static const ThemeColours colours{.window = QColor(0xFA, 0xF6, 0xEE),
                                      .surface = QColor(0xFF, 0xFE, 0xFB),
                                      .raised = QColor(0xF1, 0xEB, 0xDF),
                                      .ink = QColor(0x1E, 0x24, 0x33),
                                      .inkMuted = QColor(0x5A, 0x5D, 0x66),
                                      .line = QColor(0xDF, 0xD7, 0xC8),
                                      .lineStrong = QColor(0x8A, 0x82, 0x74),
                                      .accent = QColor(0xA9, 0x23, 0x36),
                                      .accentInk = QColor(0xFF, 0xFF, 0xFF),
                                      .accentSoft = QColor(0xF7, 0xE3, 0xDF),
                                      .stitch = QColor(0xC2, 0x8A, 0x1B),
                                      .focus = QColor(0x1F, 0x5F, 0xB0),
                                      .good = QColor(0x1F, 0x6B, 0x47),
                                      .warn = QColor(0x84, 0x56, 0x00),
                                      .bad = QColor(0xA6, 0x1E, 0x1E),
                                      .rail = QColor(0x1D, 0x25, 0x3A),
                                      .railInk = QColor(0xF6, 0xF0, 0xE4),
                                      .railMuted = QColor(0xB5, 0xB9, 0xC6),
                                      .series = {QColor(0x00, 0x72, 0xB2),
                                                 QColor(0xD5, 0x5E, 0x00),
                                                 QColor(0x00, 0x86, 0x62),
                                                 QColor(0xB8, 0x56, 0x8C),
                                                 QColor(0xA8, 0x74, 0x00),
                                                 QColor(0x2B, 0x88, 0xBD),
                                                 QColor(0x4A, 0x4A, 0x55),
                                                 QColor(0x7A, 0x4F, 0xB5)}};
    return colours;
}

const ThemeColours& darkColours() {
    static const ThemeColours colours{.window = QColor(0x17, 0x1A, 0x22),
                                      .surface = QColor(0x1E, 0x22, 0x2C),
                                      .raised = QColor(0x29, 0x2E, 0x3A),
                                      .ink = QColor(0xF2, 0xEC, 0xDF),
                                      .inkMuted = QColor(0xB2, 0xB3, 0xB8),
                                      .line = QColor(0x38, 0x3E, 0x4C),
                                      .lineStrong = QColor(0x82, 0x88, 0x96),
                                      .accent = QColor(0xF0, 0x86, 0x8B),
                                      .accentInk = QColor(0x2A, 0x09, 0x0E),
                                      .accentSoft = QColor(0x48, 0x28, 0x2F),
                                      .stitch = QColor(0xE3, 0xB3, 0x4F),
                                      .focus = QColor(0x8F, 0xBD, 0xF7),
                                      .good = QColor(0x7F, 0xD0, 0xA4),
                                      .warn = QColor(0xE9, 0xBC, 0x63),
                                      .bad = QColor(0xFF, 0x9A, 0x90),
                                      .rail = QColor(0x10, 0x13, 0x1B),
                                      .railInk = QColor(0xF6, 0xF0, 0xE4),
                                      .railMuted = QColor(0xA9, 0xAD, 0xBA),
                                      .series = {QColor(0x56, 0xB4, 0xE9),
                                                 QColor(0xE6, 0x9F, 0x00),
                                                 QColor(0x2F, 0xC0, 0x96),
                                                 QColor(0xE5, 0x93, 0xBF),
                                                 QColor(0xF0, 0xE4, 0x42),
                                                 QColor(0xFF, 0x7D, 0x45),
                                                 QColor(0xC9, 0xC9, 0xCF),
                                                 QColor(0xB7, 0x97, 0xEE)}};
    return colours;
}

QPalette paletteOf(const ThemeColours& colours) {
    QPalette palette;
    palette.setColor(QPalette::Window, colours.window);
    palette.setColor(QPalette::WindowText, colours.ink);
    palette.setColor(QPalette::Base, colours.surface);
    palette.setColor(QPalette::AlternateBase, colours.window);
    palette.setColor(QPalette::Text, colours.ink);
    palette.setColor(QPalette::PlaceholderText, colours.inkMuted);
    palette.setColor(QPalette::Button, colours.raised);
    palette.setColor(QPalette::ButtonText, colours.ink);
    palette.setColor(QPalette::BrightText, colours.bad);
    palette.setColor(QPalette::Highlight, colours.accent);
    palette.setColor(QPalette::HighlightedText, colours.accentInk);
    palette.setColor(QPalette::Link, colours.accent);
    palette.setColor(QPalette::LinkVisited, colours.accent);
    palette.setColor(QPalette::ToolTipBase, colours.rail);
    palette.setColor(QPalette::ToolTipText, colours.railInk);
    palette.setColor(QPalette::Light, colours.surface);
    palette.setColor(QPalette::Midlight, colours.raised);
    palette.setColor(QPalette::Mid, colours.line);
    palette.setColor(QPalette::Dark, colours.lineStrong);
    palette.setColor(QPalette::Shadow, colours.lineStrong);
    const auto roles = {QPalette::WindowText, QPalette::Text, QPalette::ButtonText};
    for (const QPalette::ColorRole role : roles) {
        palette.setColor(QPalette::Disabled, role, colours.lineStrong);
    }
    palette.setColor(QPalette::Disabled, QPalette::Highlight, colours.line);
    palette.setColor(QPalette::Disabled, QPalette::HighlightedText, colours.inkMuted);
    return palette;
}

QString styleSheetOf(const ThemeColours& colours) {
    QFile file(QStringLiteral(":/themes/haberdash.qss"));
    if (!file.open(QIODevice::ReadOnly)) {
        return {};
    }
    QString sheet = QString::fromUtf8(file.readAll());
    const std::pair<const char*, QColor> names[] = {{"@window", colours.window},
                                                    {"@surface", colours.surface},
                                                    {"@raised", colours.raised},
                                                    {"@inkMuted", colours.inkMuted},
                                                    {"@ink", colours.ink},
                                                    {"@lineStrong", colours.lineStrong},
                                                    {"@line", colours.line},
                                                    {"@accentInk", colours.accentInk},
                                                    {"@accentSoft", colours.accentSoft},
                                                    {"@accent", colours.accent},
                                                    {"@stitch", colours.stitch},
                                                    {"@focus", colours.focus},
                                                    {"@good", colours.good},
                                                    {"@warn", colours.warn},
                                                    {"@bad", colours.bad},
                                                    {"@railInk", colours.railInk},
                                                    {"@railMuted", colours.railMuted},
                                                    {"@rail", colours.rail}};
    for (const auto& [name, colour] : names) {
        sheet.replace(QLatin1String(name), colour.name());
    }
    sheet.replace(
        QLatin1String("@theme"),
        colours.window.lightness() < 128 ? QStringLiteral("dark") : QStringLiteral("light"));
    static const QRegularExpression pixels(QStringLiteral("\\b(\\d+)dp\\b"));
    QString scaledSheet;
    qsizetype from = 0;
    for (auto match = pixels.globalMatch(sheet); match.hasNext();) {
        const QRegularExpressionMatch hit = match.next();
        scaledSheet += QStringView(sheet).mid(from, hit.capturedStart() - from);
        scaledSheet += QString::number(scaled(hit.captured(1).toInt())) + QStringLiteral("px");
        from = hit.capturedEnd();
    }
    return scaledSheet + sheet.mid(from);
}

/// Icons within fields and lists grow with the text, which Qt leaves at 16 pixels. The menu bar's
/// extension button gets an icon of ours: Qt's would load every picture plugin before the first
/// paint.
class ZoomedStyle : public QProxyStyle {
  public:
    ZoomedStyle() : QProxyStyle(QStringLiteral("Fusion")) {}

    int pixelMetric(const PixelMetric metric,
                    const QStyleOption* option,
                    const QWidget* widget) const override {
        constexpr int kSmall = 16;
        return metric == PM_SmallIconSize ? scaled(kSmall)
                                          : QProxyStyle::pixelMetric(metric, option, widget);
    }

    QIcon standardIcon(const StandardPixmap which,
                       const QStyleOption* option,
                       const QWidget* widget) const override {
        return which == SP_ToolBarHorizontalExtensionButton
                   ? lineIcon(QStringLiteral("more"))
                   : QProxyStyle::standardIcon(which, option, widget);
    }
};

}  // namespace

bool isDark(const QPalette& palette) {
    return palette.color(QPalette::Window).lightness() < 128;
}

const ThemeColours& coloursOf(const QPalette& palette) {
    return isDark(palette) ? darkColours() : lightColours();
}

QColor seriesColour(const QPalette& palette, const std::size_t index) {
    const auto& series = coloursOf(palette).series;
    return series[index % series.size()];
}

double zoom() {
    const double points = QApplication::font().pointSizeF();
    return std::clamp(points / kBasePoints, 0.5, 3.0);
}

int scaled(const int pixels) {
    return std::max(pixels > 0 ? 1 : 0, static_cast<int>(std::lround(pixels * zoom())));
}

void setRole(QWidget* widget, const char* role) {
    widget->setProperty("role", QLatin1String(role));
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

void applyTheme(const ThemeMode mode, const double zoomFactor) {
    const bool wantsDark =
        mode == ThemeMode::Dark || (mode == ThemeMode::System && desktopPrefersDark());
    const ThemeColours& colours = wantsDark ? darkColours() : lightColours();
    if (qApp->styleSheet().isEmpty()) {
        QApplication::setStyle(new ZoomedStyle);
    }
    QFont font = QApplication::font();
    font.setFamilies({QStringLiteral("Inter"), font.family(), QStringLiteral("sans-serif")});
    font.setPointSizeF(kBasePoints * std::clamp(zoomFactor, 0.8, 2.0));
    QApplication::setFont(font);
    QApplication::setPalette(paletteOf(colours));
    qApp->setStyleSheet(styleSheetOf(colours));
}

}  // namespace haberdash::ui
