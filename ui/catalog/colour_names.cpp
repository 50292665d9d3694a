// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalog/colour_names.h"

#include "ui/shell/theme.h"

#include <QConicalGradient>
#include <QHash>
#include <QPainter>
#include <QRect>

namespace haberdash::ui {

namespace {

const QHash<QString, QRgb>& shopColours() {
    static const QHash<QString, QRgb> colours{{"black", 0xff1c1c1c},
                                              {"white", 0xffffffff},
                                              {"offwhite", 0xfff6f1e4},
                                              {"cream", 0xfff5ecd3},
                                              {"ecru", 0xffe6dcc3},
                                              {"ivory", 0xfffbf7e8},
                                              {"beige", 0xffd9c7a5},
                                              {"nude", 0xffe2bfa4},
                                              {"skin", 0xffe6c3a5},
                                              {"sand", 0xffd7c29e},
                                              {"camel", 0xffbf8f58},
                                              {"tan", 0xffc69864},
                                              {"khaki", 0xffa59a6c},
                                              {"taupe", 0xff8b7d6d},
                                              {"mushroombrown", 0xff9b8672},
                                              {"brown", 0xff6f4a2f},
                                              {"coffeebrown", 0xff4d3424},
                                              {"chocolate", 0xff54321f},
                                              {"bronze", 0xff9a6b35},
                                              {"copper", 0xffb5703f},
                                              {"gold", 0xffd4af47},
                                              {"silver", 0xffc3c6ca},
                                              {"steel", 0xff8d97a1},
                                              {"metallic", 0xffa9adb3},
                                              {"grey", 0xff8a8a8a},
                                              {"gray", 0xff8a8a8a},
                                              {"greymelange", 0xffa6a8ab},
                                              {"charcoal", 0xff3b3f45},
                                              {"navy", 0xff1d2b53},
                                              {"navyblue", 0xff1d2b53},
                                              {"blue", 0xff2a62b8},
                                              {"lightblue", 0xff9cc4e8},
                                              {"sky", 0xff8ec7ee},
                                              {"skyblue", 0xff8ec7ee},
                                              {"denim", 0xff45688f},
                                              {"indigo", 0xff38408f},
                                              {"turquoiseblue", 0xff35b7c4},
                                              {"turquoise", 0xff35b7c4},
                                              {"teal", 0xff167d7f},
                                              {"aqua", 0xff5fd3d8},
                                              {"seagreen", 0xff3b9a76},
                                              {"green", 0xff2f8f46},
                                              {"forestgreen", 0xff21552f},
                                              {"bottlegreen", 0xff12422d},
                                              {"darkgreen", 0xff1d4d2b},
                                              {"olive", 0xff6d6b34},
                                              {"sage", 0xffa3b18f},
                                              {"mint", 0xffb1e2c9},
                                              {"limegreen", 0xff8fcf3c},
                                              {"lime", 0xffa9d63b},
                                              {"fluorescentgreen", 0xff7bff35},
                                              {"yellow", 0xfff3d336},
                                              {"mustard", 0xffcf9c26},
                                              {"ochre", 0xffc4872c},
                                              {"orange", 0xffee7d27},
                                              {"rust", 0xffa84a22},
                                              {"terracotta", 0xffc2623f},
                                              {"peach", 0xfff8c3a1},
                                              {"apricot", 0xfff7bd8b},
                                              {"coral", 0xfff2785c},
                                              {"salmon", 0xfff29a86},
                                              {"red", 0xffc62a2f},
                                              {"scarlet", 0xffd0271d},
                                              {"maroon", 0xff6d1c2b},
                                              {"burgundy", 0xff6a1a30},
                                              {"wine", 0xff6e1f36},
                                              {"pink", 0xfff09ab8},
                                              {"blush", 0xfff1c9c6},
                                              {"rose", 0xffdd6f8d},
                                              {"hotpink", 0xffec3d8c},
                                              {"fuchsia", 0xffc9308f},
                                              {"magenta", 0xffc12a86},
                                              {"purple", 0xff6b3a8e},
                                              {"plum", 0xff6c2f5c},
                                              {"aubergine", 0xff45203f},
                                              {"lavender", 0xffc2b3e0},
                                              {"lilac", 0xffc8a9d8},
                                              {"mauve", 0xffb088a3},
                                              {"violet", 0xff7a4bb3},
                                              {"petrol", 0xff1f5866},
                                              {"cobalt", 0xff2049b4},
                                              {"forest", 0xff21552f},
                                              {"emerald", 0xff1f8a5b},
                                              {"cognac", 0xff9a5427},
                                              {"tangerine", 0xfff28a2e},
                                              {"sunflower", 0xfff4c430},
                                              {"butter", 0xfff6e6a2}};
    return colours;
}

QString folded(const QString& name) {
    QString word = name.toLower();
    word.remove(QLatin1Char(' ')).remove(QLatin1Char('-'));
    return word;
}

bool meansMany(const QString& word) {
    return word.startsWith(QLatin1String("multi")) || word.contains(QLatin1String("assorted"));
}

}  // namespace

std::optional<QColor> colourOfName(const QString& name) {
    const QString word = folded(name);
    if (const auto found = shopColours().constFind(word); found != shopColours().cend()) {
        return QColor::fromRgb(*found);
    }
    const bool isCssName = !word.isEmpty() && word.front().isLetter() && word != "transparent";
    const QColor css = isCssName ? QColor(word) : QColor();
    return css.isValid() ? std::optional(css) : std::nullopt;
}

void paintSwatch(QPainter& painter,
                 const QRect& rect,
                 const QString& name,
                 const QPalette& palette) {
    const ThemeColours& colours = coloursOf(palette);
    const QRectF disc = QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colours.lineStrong, 1.0));
    if (const std::optional<QColor> colour = colourOfName(name)) {
        painter.setBrush(*colour);
    } else if (meansMany(folded(name))) {
        QConicalGradient wheel(disc.center(), 90);
        for (int i = 0; i <= 6; ++i) {
            wheel.setColorAt(i / 6.0, QColor::fromHsv((i * 60) % 360, 170, 235));
        }
        painter.setBrush(wheel);
    } else {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(colours.lineStrong, 1.0, Qt::DotLine));
    }
    painter.drawEllipse(disc);
    painter.restore();
}

}  // namespace haberdash::ui
