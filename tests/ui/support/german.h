// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtest/gtest.h>

#include <QCoreApplication>
#include <QTranslator>

namespace haberdash::ui::test {

/// The window's words are German as long as it lives.
class German {
  public:
    German() {
        EXPECT_TRUE(translator_.load(QStringLiteral(":/translations/haberdash_de.qm")));
        QCoreApplication::installTranslator(&translator_);
    }

    ~German() { QCoreApplication::removeTranslator(&translator_); }

    German(const German&) = delete;
    German& operator=(const German&) = delete;

  private:
    QTranslator translator_;
};

}  // namespace haberdash::ui::test
