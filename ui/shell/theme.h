// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The look: ink and chalk, a thread-red accent, a mustard stitch. There is no "current theme"
// object: the application's palette says whether it is light or dark, the application's font says
// how far it is zoomed, and everything that paints asks the functions below with its own palette.
// A widget that keeps colours (a chart) sets them again in changeEvent(PaletteChange) and
// (FontChange).

#include <QColor>
#include <QFont>
#include <QPalette>
#include <QString>

#include <array>

class QWidget;

namespace haberdash::ui {

enum class ThemeMode { System, Light, Dark };

/// One theme's colours. Text colours reach 4.5:1 on window, surface and raised; lineStrong, accent,
/// focus and the series reach 3:1.
struct ThemeColours {
    QColor window;      ///< behind everything: paper
    QColor surface;     ///< fields, cards, lists, charts' background
    QColor raised;      ///< headers, hovered rows
    QColor ink;         ///< text
    QColor inkMuted;    ///< secondary text
    QColor line;        ///< hairlines, charts' grid
    QColor lineStrong;  ///< outlines of controls, charts' axes
    QColor accent;      ///< thread red: primary button, selection, links
    QColor accentInk;   ///< text on accent
    QColor accentSoft;  ///< background of what is selected or chosen
    QColor stitch;      ///< mustard: ornament and "best" marks
    QColor focus;       ///< focus ring
    QColor good;
    QColor warn;
    QColor bad;
    QColor rail;  ///< cloth of the left rail
    QColor railInk;
    QColor railMuted;
    std::array<QColor, 8>
        series;  ///< lines and bars, told apart also when colour-blind (Okabe & Ito)
};

bool isDark(const QPalette& palette);

/// The theme that `palette` belongs to.
const ThemeColours& coloursOf(const QPalette& palette);

/// The n-th series colour, round again after the eighth.
QColor seriesColour(const QPalette& palette, std::size_t index);

/// How far the window is zoomed, 0.8 to 2, from the application's font.
double zoom();

/// A length of the 8-pixel grid at 100 %, at the present zoom.
int scaled(int pixels);

/// Names the widget's look in the style sheet. Labels: "title", "heading", "muted", "number",
/// "overline"; buttons: "primary", "quiet", "danger", "section"
/// (unfolds what is below), "more"; frames: "card", "panel", "toolbar".
void setRole(QWidget* widget, const char* role);

/// Sets style, palette, font and style sheet of the application.
void applyTheme(ThemeMode mode, double zoomFactor);

}  // namespace haberdash::ui
