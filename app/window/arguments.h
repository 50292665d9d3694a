// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/theme.h"

#include <QSize>
#include <QString>

#include <optional>

namespace haberdash::ui {

/// The words that the window is started with.
struct Arguments {
    QString project;
    QString view;  ///< --screenshot
    QString to;    ///< --to
    QSize size{1440, 900};
    std::optional<ThemeMode> theme;
    std::optional<double> zoom;
    QString language;
    QString scale;               ///< device pixels a pixel
    QString select;              ///< product chosen in a screenshot
    QString audience;            ///< shopper or persona chosen in a screenshot
    bool measuresStart = false;  ///< --measure-start
    bool wantsHelp = false;
    bool wantsVersion = false;

    bool isScreenshot() const { return !view.isEmpty(); }
};

/// nullopt, with a sentence in `complaint`, when the words are off.
std::optional<Arguments> readArguments(int argc, char** argv, QString* complaint);

/// Prints the sentence; returns the exit code for words that are off.
int complain(const QString& complaint);

/// Prints the help or the version; returns 0.
int printAbout(const Arguments& arguments);

}  // namespace haberdash::ui
