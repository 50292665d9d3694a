// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTranslator>

namespace haberdash::ui {

/// A language that nobody speaks: every text in brackets and a third longer, so that a text that
/// was not made translatable, or a place too narrow for it, shows at once.
class PseudoTranslator : public QTranslator {
    Q_OBJECT

  public:
    using QTranslator::QTranslator;

    QString translate(const char* context,
                      const char* sourceText,
                      const char* disambiguation = nullptr,
                      int n = -1) const override;

    bool isEmpty() const override { return false; }
};

}  // namespace haberdash::ui
