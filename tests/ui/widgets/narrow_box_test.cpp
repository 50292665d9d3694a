// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/narrow_box.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QHelpEvent>
#include <QImage>
#include <QTest>
#include <QToolTip>

namespace haberdash::ui {
namespace {

QString tipOf(NarrowBox& box) {
    QHelpEvent event(QEvent::ToolTip, box.rect().center(), box.mapToGlobal(box.rect().center()));
    QApplication::sendEvent(&box, &event);
    return QToolTip::text();
}

TEST(NarrowBox, IsAsWideForALongChoiceAsForAShortOne) {
    NarrowBox brief(12);
    brief.addItem(QStringLiteral("r1"));
    NarrowBox lengthy(12);
    lengthy.addItem(QStringLiteral("r1 · Multimodal (Text and pictures), Split: Unseen products"));
    EXPECT_EQ(brief.sizeHint().width(), lengthy.sizeHint().width());
}

// Two that differ behind the cut look the same, and the tip tells them apart.
TEST(NarrowBox, WhatIsCutIsWholeInTheTip) {
    const QString start = QStringLiteral("r1 · Multimodal (Text and pictures), Split: ");
    NarrowBox box(12);
    box.setToolTip(QStringLiteral("The run that ranks"));
    box.addItem(start + QStringLiteral("Unseen products"));
    box.addItem(start + QStringLiteral("By time"));
    box.addItem(QStringLiteral("r2"));
    box.resize(box.sizeHint());
    const QImage first = box.grab().toImage();
    EXPECT_EQ(tipOf(box), QStringLiteral("The run that ranks\n") + box.itemText(0));
    box.setCurrentIndex(1);
    EXPECT_EQ(box.grab().toImage(), first);
    box.setCurrentIndex(2);
    EXPECT_NE(box.grab().toImage(), first);
    QToolTip::hideText();
    EXPECT_FALSE(tipOf(box).contains(QStringLiteral("r2")));
}

}  // namespace
}  // namespace haberdash::ui
