// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/arguments.h"
#include "app/window/first_paint.h"
#include "app/window/fonts.h"
#include "app/window/languages.h"
#include "app/window/screenshot.h"
#include "core/data/base/error.h"
#include "ui/shell/main_window.h"
#include "ui/shell/settings.h"
#include "ui/shell/theme.h"
#include "ui/widgets/notice_bar.h"

#include <QApplication>
#include <QIcon>
#include <QLocale>
#include <QTimer>

#include <functional>
#include <thread>

namespace {

/// What has to be in the environment before Qt looks at it.
void prepareEnvironment(const haberdash::ui::Arguments& arguments) {
    const bool hasDisplay =
        !qEnvironmentVariableIsEmpty("DISPLAY") || !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY");
    const bool needsNone = arguments.isScreenshot() || arguments.measuresStart;
    if (!hasDisplay && needsNone && qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
    }
    if (!arguments.scale.isEmpty()) {
        qputenv("QT_SCALE_FACTOR", arguments.scale.toUtf8());
    }
}

/// A store that fails while a click is answered ends that answer with a sentence, not the program.
class Application final : public QApplication {
  public:
    using QApplication::QApplication;

    /// Where sentences go once there is a window.
    std::function<void(const QString&)> tell;

    bool notify(QObject* receiver, QEvent* event) override {
        try {
            return QApplication::notify(receiver, event);
        } catch (const haberdash::Error& error) {
            if (!tell) {
                throw;
            }
            tell(QString::fromUtf8(error.what()));
            return true;
        }
    }
};

/// Tells when the window is painted, and when everything that follows is there; leaves then.
void measureStart(haberdash::ui::MainWindow& window) {
    using namespace haberdash::ui;
    onFirstPaint(window, [&window] {
        tellMeasure("painted");
        auto* const look = new QTimer(&window);
        QObject::connect(look, &QTimer::timeout, &window, [&window] {
            if (window.isSettled() &&
                (!window.workspace().isOpen() || window.engine().isEngineReady())) {
                tellMeasure("settled");
                QApplication::exit(0);
            }
        });
        constexpr int kLookEvery = 20;  // milliseconds
        look->start(kLookEvery);
    });
}

}  // namespace

int main(int argc, char** argv) {
    using namespace haberdash::ui;
    QString complaint;
    const std::optional<Arguments> arguments = readArguments(argc, argv, &complaint);
    if (!arguments) {
        return complain(complaint);
    }
    if (arguments->wantsHelp || arguments->wantsVersion) {
        return printAbout(*arguments);
    }
    prepareEnvironment(*arguments);
    std::jthread fonts = readFontsAhead();
    Application application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("Haberdash"));
    QApplication::setOrganizationName(QStringLiteral("Haberdash"));
    QApplication::setApplicationVersion(QStringLiteral(HABERDASH_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("haberdash"));
    Preferences preferences = readPreferences();
    if (arguments->theme) {
        preferences.theme = *arguments->theme;
    }
    if (arguments->zoom) {
        preferences.zoom = *arguments->zoom;
    }
    installLanguage(application,
                    arguments->language.isEmpty() ? preferences.language : arguments->language);
    applyTheme(preferences.theme, preferences.zoom);
    MainWindow window;
    application.tell = [&window](const QString& sentence) {
        window.notice().show(NoticeBar::Kind::Problem, sentence);
    };
    if (!arguments->project.isEmpty()) {
        window.openProject(arguments->project);
    }
    fonts.join();
    if (arguments->isScreenshot()) {
        return takeScreenshot(application, window, *arguments);
    }
    // Drawing it at the sizes of a desktop takes longer than the window may.
    onFirstPaint(window, [] {
        QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/haberdash.svg")));
    });
    if (arguments->measuresStart) {
        measureStart(window);
    }
    window.show();
    return QApplication::exec();
}
