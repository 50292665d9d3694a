// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/pseudo_translator.h"

namespace haberdash::ui {

QString PseudoTranslator::translate(const char* context,
                                    const char* sourceText,
                                    const char*,
                                    const int n) const {
    // Qt asks in this context which way the language runs.
    if (qstrcmp(context, "QGuiApplication") == 0 &&
        qstrcmp(sourceText, "QT_LAYOUT_DIRECTION") == 0) {
        return QStringLiteral("RTL");
    }
    // Qt's own texts (names of keys above all) stay as they are: only ours are under test.
    if (!sourceText || !*sourceText || *context == 'Q') {
        return {};
    }
    QString text = QString::fromUtf8(sourceText);
    if (n >= 0) {
        text.replace(QLatin1String("%n"), QString::number(n));
    }
    constexpr qsizetype kShareLonger = 3;
    constexpr QChar kRightToLeft(0x200F);  // a text of such a language begins that way
    return kRightToLeft + QLatin1Char('[') + text +
           QString(text.size() / kShareLonger + 1, QChar(0x00B7)) + QLatin1Char(']');
}

}  // namespace haberdash::ui
