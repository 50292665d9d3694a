// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/languages.h"

#include "ui/shell/pseudo_translator.h"

#include <QApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

namespace haberdash::ui {

void installLanguage(QApplication& application, const QString& language) {
    if (language == QLatin1String("xb")) {
        QApplication::installTranslator(new PseudoTranslator(&application));
        QApplication::setLayoutDirection(Qt::RightToLeft);
        return;
    }
    const QLocale locale = language.isEmpty() ? QLocale::system() : QLocale(language);
    QLocale::setDefault(locale);
    auto* const ours = new QTranslator(&application);
    const auto load = [ours](const QLocale& wanted) {
        return ours->load(wanted,
                          QStringLiteral("haberdash"),
                          QStringLiteral("_"),
                          QStringLiteral(":/translations"));
    };
    // English texts are in the source, but its plurals come from a file too.
    if (load(locale) || load(QLocale(QLocale::English))) {
        QApplication::installTranslator(ours);
        auto* const qts = new QTranslator(&application);
        if (qts->load(locale,
                      QStringLiteral("qtbase"),
                      QStringLiteral("_"),
                      QLibraryInfo::path(QLibraryInfo::TranslationsPath))) {
            QApplication::installTranslator(qts);
        }
    }
}

}  // namespace haberdash::ui
