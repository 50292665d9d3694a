// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/settings.h"

#include <QDir>
#include <QFileInfo>
#include <QSettings>

#include <algorithm>

namespace haberdash::ui {

namespace {

constexpr int kMostRecent = 8;
constexpr auto kRuns = "projects/runs";

}  // namespace

Preferences readPreferences() {
    const QSettings settings;
    Preferences preferences;
    const QString theme = settings.value(QStringLiteral("window/theme")).toString();
    preferences.theme = theme == QLatin1String("light")  ? ThemeMode::Light
                        : theme == QLatin1String("dark") ? ThemeMode::Dark
                                                         : ThemeMode::System;
    bool isNumber = false;
    const double zoom = settings.value(QStringLiteral("window/zoom")).toDouble(&isNumber);
    preferences.zoom = isNumber ? std::clamp(zoom, 0.8, 2.0) : 1.0;
    preferences.language = settings.value(QStringLiteral("window/language")).toString();
    return preferences;
}

void writePreferences(const Preferences& preferences) {
    QSettings settings;
    const char* const theme = preferences.theme == ThemeMode::Light  ? "light"
                              : preferences.theme == ThemeMode::Dark ? "dark"
                                                                     : "system";
    settings.setValue(QStringLiteral("window/theme"), QLatin1String(theme));
    settings.setValue(QStringLiteral("window/zoom"), preferences.zoom);
    settings.setValue(QStringLiteral("window/language"), preferences.language);
}

QStringList recentProjects() {
    QStringList there;
    for (const QString& folder :
         QSettings().value(QStringLiteral("projects/recent")).toStringList()) {
        if (QFileInfo::exists(folder + QStringLiteral("/project.db"))) {
            there << folder;
        }
    }
    return there.mid(0, kMostRecent);
}

void noteRecentProject(const QString& folder) {
    QStringList recent = recentProjects();
    recent.removeAll(folder);
    recent.prepend(folder);
    QSettings().setValue(QStringLiteral("projects/recent"), recent.mid(0, kMostRecent));
}

QString keptRun(const QString& folder) {
    return QSettings().value(kRuns).toMap().value(folder).toString();
}

void keepRun(const QString& folder, const QString& run) {
    QSettings settings;
    QVariantMap runs = settings.value(kRuns).toMap();
    runs.removeIf([](const auto& entry) { return !QFileInfo::exists(entry.key()); });
    runs.insert(folder, run);
    settings.setValue(kRuns, runs);
}

QString projectsFolder() {
    return QDir::homePath() + QStringLiteral("/Haberdash");
}

}  // namespace haberdash::ui
