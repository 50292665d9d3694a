// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What the engine says in English and the window shows translated; the list is here for lupdate.

#include <QCoreApplication>
#include <QString>

namespace haberdash::ui {

inline constexpr const char* kStages[] = {
    QT_TRANSLATE_NOOP("haberdash::Stages", "backup"),
    QT_TRANSLATE_NOOP("haberdash::Stages", "comparisons"),
    QT_TRANSLATE_NOOP("haberdash::Stages", "data"),
    QT_TRANSLATE_NOOP("haberdash::Stages", "database"),
    QT_TRANSLATE_NOOP("haberdash::Stages", "events"),
    QT_TRANSLATE_NOOP("haberdash::Stages", "features"),
    QT_TRANSLATE_NOOP("haberdash::Stages", "intervals"),
    QT_TRANSLATE_NOOP("haberdash::Stages", "labels"),
    QT_TRANSLATE_NOOP("haberdash::Stages", "pictures"),
    QT_TRANSLATE_NOOP("haberdash::Stages", "prices"),
    QT_TRANSLATE_NOOP("haberdash::Stages", "products"),
    QT_TRANSLATE_NOOP("haberdash::Stages", "runs"),
    QT_TRANSLATE_NOOP("haberdash::Stages", "shoppers"),
    QT_TRANSLATE_NOOP("haberdash::Stages", "storing"),
    QT_TRANSLATE_NOOP("haberdash::Stages", "tastes"),
    QT_TRANSLATE_NOOP("haberdash::Stages", "train"),
    QT_TRANSLATE_NOOP("haberdash::Stages", "validation"),
    QT_TRANSLATE_NOOP("haberdash::Stages", "texts"),
};

/// A stage of a job as a person reads it; a stage that is not known stays as the engine says it.
inline QString stageText(const QString& stage) {
    return QCoreApplication::translate("haberdash::Stages", stage.toUtf8().constData());
}

}  // namespace haberdash::ui
