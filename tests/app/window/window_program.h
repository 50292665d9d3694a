// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace haberdash::ui::test {

struct Outcome {
    int code = -1;
    QString output;
    QString errors;
};

/// The path of `haberdash` as it was built.
QString windowProgram();

/// Runs a program to its end, without a display and with a home folder of its own.
Outcome run(const QString& program, const QStringList& arguments);

}  // namespace haberdash::ui::test
