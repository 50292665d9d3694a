// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/theme.h"

#include <QString>
#include <QStringList>

namespace haberdash::ui {

/// What a person set for the program as a whole.
struct Preferences {
    ThemeMode theme = ThemeMode::System;
    double zoom = 1.0;  ///< 0.8 to 2
    QString language;   ///< "de"; empty: the system's

    friend bool operator==(const Preferences&, const Preferences&) = default;
};

Preferences readPreferences();
void writePreferences(const Preferences& preferences);

/// Projects opened last, newest first, that are still there; at most eight.
QStringList recentProjects();
void noteRecentProject(const QString& folder);

/// The run that a person chose in a project; empty: none was.
QString keptRun(const QString& folder);
void keepRun(const QString& folder, const QString& run);

/// The run that a person compares others with in a project; empty: none.
QString keptBaseline(const QString& folder);
void keepBaseline(const QString& folder, const QString& run);

/// Where projects are kept unless a person says otherwise: ~/Haberdash.
QString projectsFolder();

}  // namespace haberdash::ui
