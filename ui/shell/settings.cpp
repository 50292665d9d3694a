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
constexpr auto kBaselines = "projects/baselines";

// A word for each project; those of projects that are gone go with the next that is kept.
QString kept(const char* const key, const QString& folder) {
    return QSettings().value(key).toMap().value(folder).toString();
}

void keep(const char* const key, const QString& folder, const QString& word) {
    QSettings settings;
    QVariantMap words = settings.value(key).toMap();
    words.removeIf([](const auto& entry) { return !QFileInfo::exists(entry.key()); });
    words.insert(folder, word);
    settings.setValue(key, words);
}

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
    return kept(kRuns, folder);
}

void keepRun(const QString& folder, const QString& run) {
    keep(kRuns, folder, run);
}

QString keptBaseline(const QString& folder) {
    return kept(kBaselines, folder);
}

void keepBaseline(const QString& folder, const QString& run) {
    keep(kBaselines, folder, run);
}

QString projectsFolder() {
    return QDir::homePath() + QStringLiteral("/Haberdash");
}

}  // namespace haberdash::ui
