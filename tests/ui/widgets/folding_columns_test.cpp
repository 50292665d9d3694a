// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/folding_columns.h"

#include "ui/shell/theme.h"

#include <gtest/gtest.h>

#include <QTest>
#include <QWidget>

namespace haberdash::ui {
namespace {

class FoldingColumnsTest : public ::testing::Test {
  protected:
    FoldingColumnsTest() {
        columns_.add(side_, 340, 300, false);
        columns_.add(rest_, 900, 760, true);
        columns_.show();
    }

    FoldingColumns columns_{820};
    QWidget* const side_ = new QWidget;
    QWidget* const rest_ = new QWidget;
};

TEST_F(FoldingColumnsTest, StandsSideBySideOrOneAboveTheOther) {
    columns_.resize(scaled(1200), scaled(600));
    QTest::qWait(1);
    EXPECT_FALSE(columns_.isFolded());
    EXPECT_EQ(side_->height(), rest_->height());
    columns_.resize(scaled(700), scaled(600));
    QTest::qWait(1);
    EXPECT_TRUE(columns_.isFolded());
    EXPECT_GE(side_->height(), scaled(300));
    EXPECT_GE(rest_->height(), scaled(760));
}

TEST_F(FoldingColumnsTest, APanelThatUnfoldsGetsItsHeightWhereItIsStacked) {
    columns_.resize(scaled(700), scaled(600));
    QTest::qWait(1);
    columns_.setHeight(side_, 640);
    QTest::qWait(1);
    EXPECT_GE(side_->height(), scaled(640));
    columns_.resize(scaled(1200), scaled(600));
    QTest::qWait(1);
    EXPECT_EQ(side_->minimumHeight(), 0);
}

}  // namespace
}  // namespace haberdash::ui
