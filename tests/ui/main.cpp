// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/theme.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QStandardPaths>
#include <QTemporaryDir>

/// Window tests never touch a person's settings: home and configuration lie in a folder that goes.
int main(int argc, char** argv) {
    const QTemporaryDir home;
    qputenv("HOME", home.path().toUtf8());
    qputenv("XDG_CONFIG_HOME", (home.path() + QStringLiteral("/config")).toUtf8());
    qunsetenv("DBUS_SESSION_BUS_ADDRESS");
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
    }
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("HaberdashTests"));
    QApplication::setOrganizationName(QStringLiteral("Haberdash"));
    haberdash::ui::applyTheme(haberdash::ui::ThemeMode::Light, 1.0);
    testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
