// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/help_dialog.h"

#include "ui/shell/theme.h"

#include <QFile>
#include <QLocale>
#include <QScreen>
#include <QTextBrowser>
#include <QTextDocument>
#include <QVBoxLayout>

namespace haberdash::ui {

HelpDialog::HelpDialog(QWidget* parent) : QDialog(parent) {
    setWindowTitle(tr("User guide"));
    constexpr double kOfTheScreen = 0.9;
    const QSize room = screen()->availableSize() * kOfTheScreen;
    resize(QSize(scaled(720), scaled(640)).boundedTo(room));
    auto* const text = new QTextBrowser(this);
    text->setAccessibleName(tr("User guide"));
    text->setOpenExternalLinks(true);
    const QString language = QLocale().name().section(QLatin1Char('_'), 0, 0);
    QFile file(QStringLiteral(":/guide/guide.%1.md").arg(language));
    if (!file.exists()) {
        file.setFileName(QStringLiteral(":/guide/guide.en.md"));
    }
    if (file.open(QIODevice::ReadOnly)) {
        text->setMarkdown(QString::fromUtf8(file.readAll()));
        text->document()->setDocumentMargin(scaled(16));
    }
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(scaled(16), scaled(16), scaled(16), scaled(16));
    column->addWidget(text);
}

}  // namespace haberdash::ui
