// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/fuzzy.h"

#include <gtest/gtest.h>

namespace haberdash::ui {
namespace {

TEST(Fuzzy, FindsLettersInOrderOnly) {
    EXPECT_TRUE(fuzzyScore(QStringLiteral("opr"), QStringLiteral("Open project")));
    EXPECT_FALSE(fuzzyScore(QStringLiteral("rpo"), QStringLiteral("Open")));
    EXPECT_FALSE(fuzzyScore(QStringLiteral("x"), QString()));
}

TEST(Fuzzy, PrefersBeginningsOfWords) {
    EXPECT_GT(fuzzyScore(QStringLiteral("op"), QStringLiteral("Open project")),
              fuzzyScore(QStringLiteral("op"), QStringLiteral("Shop")));
    EXPECT_GT(fuzzyScore(QStringLiteral("ip"), QStringLiteral("Import products")),
              fuzzyScore(QStringLiteral("ip"), QStringLiteral("Ship")));
}

TEST(Fuzzy, PrefersLettersInARow) {
    EXPECT_GT(fuzzyScore(QStringLiteral("rain"), QStringLiteral("Train")),
              fuzzyScore(QStringLiteral("rain"), QStringLiteral("Recommend again")));
}

TEST(Fuzzy, IgnoresCaseAndAccents) {
    EXPECT_TRUE(fuzzyScore(QStringLiteral("GROSSE"), QStringLiteral("größe")).has_value() ||
                fuzzyScore(QStringLiteral("grose"), QStringLiteral("grôse")).has_value());
    EXPECT_TRUE(fuzzyScore(QStringLiteral("cafe"), QStringLiteral("Café")));
}

TEST(Fuzzy, NothingTypedFitsEverything) {
    EXPECT_EQ(fuzzyScore(QString(), QStringLiteral("Open")), 0);
}

}  // namespace
}  // namespace haberdash::ui
