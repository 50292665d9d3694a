// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

class QWidget;

namespace haberdash::ui {

/// Which of "BASE.ENDING" are there: what a file dialog did not ask about, as it knows one file.
QStringList filesBeside(const QString& base, const QStringList& endings);

/// Asks whether these may be replaced; true without a word where there are none. Waits.
bool mayOverwrite(QWidget* parent, const QStringList& files);

}  // namespace haberdash::ui
