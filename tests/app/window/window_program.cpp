// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/window/window_program.h"

#include <QProcess>
#include <QTemporaryDir>

namespace haberdash::ui::test {

QString windowProgram() {
    return QStringLiteral(HABERDASH_WINDOW_PROGRAM);
}

Outcome run(const QString& program, const QStringList& arguments) {
    const QTemporaryDir home;
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char* const name :
         {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "DBUS_SESSION_BUS_ADDRESS"}) {
        environment.remove(QLatin1String(name));
    }
    environment.insert(QStringLiteral("HOME"), home.path());
    environment.insert(QStringLiteral("XDG_CONFIG_HOME"), home.filePath(QStringLiteral("config")));
    process.setProcessEnvironment(environment);
    process.start(program, arguments);
    constexpr int kPatience = 60'000;
    process.waitForFinished(kPatience);
    return {process.exitCode(),
            QString::fromUtf8(process.readAllStandardOutput()),
            QString::fromUtf8(process.readAllStandardError())};
}

}  // namespace haberdash::ui::test
