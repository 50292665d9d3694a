// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/screenshot.h"

#include "ui/convert.h"
#include "ui/shell/main_window.h"
#include "ui/widgets/notice_bar.h"

#include <QApplication>
#include <QDialog>
#include <QElapsedTimer>
#include <QPixmap>
#include <QTimer>

#include <cstdio>

namespace haberdash::ui {

namespace {

constexpr int kLookEvery = 60;     // milliseconds
constexpr int kQuietLooks = 4;     // settled that often in a row: nothing follows any more
constexpr int kPatience = 60'000;  // milliseconds

int failed(const QString& sentence) {
    std::fprintf(stderr, "haberdash: %s\n", sentence.toLocal8Bit().constData());
    return 1;
}

void choose(MainWindow& window, const Arguments& arguments) {
    Workspace& workspace = window.workspace();
    if (!arguments.select.isEmpty()) {
        workspace.select(workspace.items().requireSku(fromQt(arguments.select)));
    }
    if (arguments.audience.isEmpty()) {
        return;
    }
    const std::string key = fromQt(arguments.audience);
    if (const std::optional<Persona> persona = workspace.events().persona(key)) {
        workspace.setAudience({Audience::Kind::Persona, arguments.audience, toQt(persona->name)});
        return;
    }
    const std::optional<Shopper> shopper = workspace.events().shopper(key);
    if (!shopper) {
        throw Error(ErrorKind::NotFound,
                    "There is no shopper or persona \"" + key + "\" in this project.");
    }
    const QString name = shopper->name.empty() ? arguments.audience : toQt(shopper->name);
    workspace.setAudience({Audience::Kind::Shopper, arguments.audience, name});
}

/// The panels that are no views, by the command that opens them.
QString commandOf(const QString& view) {
    if (view == QLatin1String("palette")) return QStringLiteral("view.palette");
    if (view == QLatin1String("keys")) return QStringLiteral("help.keys");
    if (view == QLatin1String("preferences")) return QStringLiteral("file.preferences");
    if (view == QLatin1String("import")) return QStringLiteral("file.import");
    if (view == QLatin1String("guide")) return QStringLiteral("help.guide");
    return {};
}

int write(MainWindow& window, const Arguments& arguments) {
    QWidget* shown = &window;
    for (QWidget* const top : QApplication::topLevelWidgets()) {
        if (qobject_cast<QDialog*>(top) && top->isVisible()) {
            shown = top;
        }
    }
    return shown->grab().save(arguments.to)
               ? 0
               : failed(QStringLiteral("The picture %1 could not be written; check the folder and "
                                       "the ending .png.")
                            .arg(arguments.to));
}

}  // namespace

int takeScreenshot(QApplication&, MainWindow& window, const Arguments& arguments) {
    const QString command = commandOf(arguments.view);
    const bool isFirstRun = arguments.view == QLatin1String("first-run");
    if (!arguments.project.isEmpty() && !window.workspace().isOpen()) {
        return failed(window.notice().sentence());
    }
    if (command.isEmpty() && !isFirstRun && !window.viewIds().contains(arguments.view)) {
        return failed(QStringLiteral("There is no view \"%1\"; there are %2.")
                          .arg(arguments.view, window.viewIds().join(QStringLiteral(", "))));
    }
    if (command.isEmpty() && !isFirstRun && !window.workspace().isOpen()) {
        return failed(QStringLiteral(
            "A view needs a project: haberdash PROJECT --screenshot VIEW --to FILE.png."));
    }
    try {
        choose(window, arguments);
    } catch (const Error& error) {
        return failed(toQt(error.what()));
    }
    window.resize(arguments.size);
    window.show();
    window.finishStarting();
    if (command.isEmpty() && !isFirstRun) {
        window.showView(arguments.view);
    }
    QElapsedTimer age;
    age.start();
    int quiet = 0;
    bool isCommandDue = !command.isEmpty();
    QTimer look;
    QObject::connect(&look, &QTimer::timeout, &window, [&] {
        quiet = window.isSettled() ? quiet + 1 : 0;
        const bool isLate = age.elapsed() > kPatience;
        if (quiet < kQuietLooks && !isLate) {
            return;
        }
        if (isCommandDue) {
            isCommandDue = false;
            quiet = 0;
            window.commands().action(command)->trigger();
            return;
        }
        look.stop();
        QApplication::exit(isLate ? failed(QStringLiteral("The view was not ready after a minute."))
                                  : write(window, arguments));
    });
    look.start(kLookEvery);
    return QApplication::exec();
}

}  // namespace haberdash::ui
