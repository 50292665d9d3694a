// SPDX-License-Identifier: GPL-3.0-or-later
// The measure of a start: a window of Qt with nothing in it, told of in the words of `haberdash
// --measure-start`.
#include "app/window/first_paint.h"

#include <QApplication>
#include <QMainWindow>

int main(int argc, char** argv) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    QMainWindow window;
    window.resize(1280, 820);
    haberdash::ui::onFirstPaint(window, [] {
        haberdash::ui::tellMeasure("painted");
        QApplication::exit(0);
    });
    window.show();
    return QApplication::exec();
}
