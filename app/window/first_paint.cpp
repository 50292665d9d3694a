// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/first_paint.h"

#include <QEvent>
#include <QTimer>

#include <cstdio>
#include <fstream>
#include <string>
#include <unistd.h>
#include <utility>

namespace haberdash::ui {

namespace {

class PaintWatcher : public QObject {
  public:
    PaintWatcher(QWidget& window, std::function<void()> then)
        : QObject(&window), then_(std::move(then)) {
        window.installEventFilter(this);
    }

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override {
        if (event->type() == QEvent::Paint) {
            watched->removeEventFilter(this);
            // The event arrives before the window and its children paint; all of it is one turn of
            // the event loop, and a timer comes after it.
            QTimer::singleShot(0, Qt::PreciseTimer, this, [this] {
                const auto then = std::exchange(then_, {});
                deleteLater();
                then();
            });
        }
        return false;
    }

  private:
    std::function<void()> then_;
};

double residentMib() {
    std::ifstream file("/proc/self/statm");
    double pages = 0;
    file >> pages >> pages;
    return pages * static_cast<double>(sysconf(_SC_PAGESIZE)) / (1 << 20);
}

int children() {
    std::ifstream file("/proc/self/task/" + std::to_string(getpid()) + "/children");
    int count = 0;
    for (int id = 0; file >> id;) {
        ++count;
    }
    return count;
}

}  // namespace

void onFirstPaint(QWidget& window, std::function<void()> then) {
    new PaintWatcher(window, std::move(then));
}

void tellMeasure(const char* reached) {
    std::printf(R"({"reached":"%s","resident_mib":%.1f,"children":%d})"
                "\n",
                reached,
                residentMib(),
                children());
    std::fflush(stdout);
}

}  // namespace haberdash::ui
