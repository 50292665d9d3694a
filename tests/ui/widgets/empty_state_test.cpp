// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/empty_state.h"

#include <gtest/gtest.h>

#include <QLabel>
#include <QTest>

namespace haberdash::ui {
namespace {

TEST(EmptyState, ShowsALongSentenceWhole) {
    EmptyState state;
    state.set(QStringLiteral("search"),
              QStringLiteral("For whom?"),
              QStringLiteral("Choose a persona or shopper, or build a session of your own by "
                             "clicking on the products that you like."),
              QStringLiteral("Choose…"));
    state.resize(640, 480);
    state.show();
    QTest::qWait(0);
    for (const QLabel* const label : state.findChildren<QLabel*>()) {
        EXPECT_GE(label->height(), label->heightForWidth(label->width()))
            << label->text().toStdString();
    }
}

}  // namespace
}  // namespace haberdash::ui
