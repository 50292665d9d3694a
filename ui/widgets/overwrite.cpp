// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/overwrite.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QMessageBox>

namespace haberdash::ui {

namespace {

/// The context of this file's words.
struct Tr {
    Q_DECLARE_TR_FUNCTIONS(haberdash::ui::Overwrite)
};

}  // namespace

QStringList filesBeside(const QString& base, const QStringList& endings) {
    QStringList there;
    for (const QString& ending : endings) {
        const QString file = base + QLatin1Char('.') + ending;
        if (QFileInfo::exists(file)) {
            there << file;
        }
    }
    return there;
}

bool mayOverwrite(QWidget* parent, const QStringList& files) {
    return files.isEmpty() ||
           QMessageBox::question(
               parent,
               Tr::tr("Replace files"),
               Tr::tr("%n file(s) with figures would be replaced as well: %1. Replace?",
                      nullptr,
                      static_cast<int>(files.size()))
                   .arg(files.join(QStringLiteral(", ")))) == QMessageBox::Yes;
}

}  // namespace haberdash::ui
