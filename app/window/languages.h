// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QApplication;

namespace haberdash::ui {

/// Sets the window's language: "de", "en", "xb" (a pseudo language that lengthens every text and
/// runs from right to left), or empty for the system's. An unknown one is English.
void installLanguage(QApplication& application, const QString& language);

}  // namespace haberdash::ui
