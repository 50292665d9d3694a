// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What the engine says in English and the window shows translated; the list is here for lupdate.

#include <QCoreApplication>
#include <QString>

namespace haberdash::ui {

inline constexpr const char* kStages[] = {
    QT_TRANSLATE_NOOP("haberdash::Stages", "after"),
    QT_TRANSLATE_NOOP("haberdash::Stages", "backup"),
    QT_TRANSLATE_NOOP("haberdash::Stages", "before"),
    QT_TRANSLATE_NOOP("haberdash::Stages", "comparisons"),
    QT_TRANSLATE_NOOP("haberdash::Stages", "data"),
    QT_TRANSLATE_NOOP("haberdash::Stages", "database"),
    QT_TRANSLATE_NOOP("haberdash::Stages", "epoch %1"),
    QT_TRANSLATE_NOOP("haberdash::Stages", "events"),
    QT_TRANSLATE_NOOP("haberdash::Stages", "features"),
    QT_TRANSLATE_NOOP("haberdash::Stages", "intervals"),
    QT_TRANSLATE_NOOP("haberdash::Stages", "labels"),
    QT_TRANSLATE_NOOP("haberdash::Stages", "pictures"),
    QT_TRANSLATE_NOOP("haberdash::Stages", "prices"),
    QT_TRANSLATE_NOOP("haberdash::Stages", "products"),
    QT_TRANSLATE_NOOP("haberdash::Stages", "ranking"),
    QT_TRANSLATE_NOOP("haberdash::Stages", "rules"),
    QT_TRANSLATE_NOOP("haberdash::Stages", "run %1"),
    QT_TRANSLATE_NOOP("haberdash::Stages", "runs"),
    QT_TRANSLATE_NOOP("haberdash::Stages", "shoppers"),
    QT_TRANSLATE_NOOP("haberdash::Stages", "storing"),
    QT_TRANSLATE_NOOP("haberdash::Stages", "tastes"),
    QT_TRANSLATE_NOOP("haberdash::Stages", "train"),
    QT_TRANSLATE_NOOP("haberdash::Stages", "validation"),
    QT_TRANSLATE_NOOP("haberdash::Stages", "texts"),
    QT_TRANSLATE_NOOP("haberdash::Stages", "waiting for the other processes"),
};

/// A stage of a job as a person reads it, also one with a number or a name to it ("epoch 3", "run
/// r1"); a stage that is not known stays as the engine says it.
inline QString stageText(const QString& stage) {
    const qsizetype gap = stage.indexOf(QLatin1Char(' '));
    const QString words = gap < 0 ? stage : stage.left(gap) + QStringLiteral(" %1");
    const QString text =
        QCoreApplication::translate("haberdash::Stages", words.toUtf8().constData());
    return gap < 0 ? text : text.arg(stage.mid(gap + 1));
}

}  // namespace haberdash::ui
