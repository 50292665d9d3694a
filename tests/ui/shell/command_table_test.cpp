// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/command_table.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QLineEdit>
#include <QSettings>
#include <QTest>
#include <QVBoxLayout>

namespace haberdash::ui {
namespace {

class CommandTableTest : public testing::Test {
  protected:
    CommandTableTest() {
        QSettings().clear();
        canvas = new QWidget(&window);
        canvas->setFocusPolicy(Qt::StrongFocus);
        field = new QLineEdit(canvas);
        other = new QWidget(&window);
        other->setFocusPolicy(Qt::StrongFocus);
        auto* const column = new QVBoxLayout(&window);
        column->addWidget(canvas);
        column->addWidget(other);
        window.show();
        QApplication::setActiveWindow(&window);
    }

    void addSimilar() {
        table.add({.id = QStringLiteral("catalog.similar"),
                   .scope = Scope::Catalog,
                   .text = QStringLiteral("&Similar"),
                   .shortcut = QKeySequence(Qt::Key_S)},
                  canvas,
                  [this] { ++similar; });
    }

    void addPalette() {
        table.add({.id = QStringLiteral("palette"),
                   .text = QStringLiteral("Search"),
                   .shortcut = QKeySequence(Qt::CTRL | Qt::Key_K)},
                  &window,
                  [this] { ++palettes; });
    }

    QWidget window;
    QWidget* canvas;
    QLineEdit* field;
    QWidget* other;
    CommandTable table;
    int similar = 0;
    int palettes = 0;
};

TEST_F(CommandTableTest, ALetterWorksWhileTheOwnerHasTheFocus) {
    addSimilar();
    canvas->setFocus();
    QTest::keyClick(canvas, Qt::Key_S);
    EXPECT_EQ(similar, 1);
}

TEST_F(CommandTableTest, ALetterIsNotTakenFromATextField) {
    addSimilar();
    field->setFocus();
    QTest::keyClick(field, Qt::Key_S);
    EXPECT_EQ(similar, 0);
    EXPECT_EQ(field->text(), QStringLiteral("s"));
}

TEST_F(CommandTableTest, ALetterOfAViewDoesNotWorkElsewhere) {
    addSimilar();
    other->setFocus();
    QTest::keyClick(other, Qt::Key_S);
    EXPECT_EQ(similar, 0);
}

TEST_F(CommandTableTest, AGlobalChordWorksInATextFieldToo) {
    addPalette();
    field->setFocus();
    QTest::keyClick(field, Qt::Key_K, Qt::ControlModifier);
    EXPECT_EQ(palettes, 1);
}

TEST_F(CommandTableTest, RefusesAKeyThatIsTakenAndNamesTheOther) {
    addSimilar();
    addPalette();
    QString conflict;
    EXPECT_FALSE(table.remap(QStringLiteral("palette"), QKeySequence(Qt::Key_S), &conflict));
    EXPECT_EQ(conflict, QStringLiteral("Similar"));
    EXPECT_EQ(table.action(QStringLiteral("palette"))->shortcut(),
              QKeySequence(Qt::CTRL | Qt::Key_K));
}

TEST_F(CommandTableTest, TwoViewsMayUseTheSameLetter) {
    addSimilar();
    table.add({.id = QStringLiteral("recommend.pin"),
               .scope = Scope::Recommend,
               .text = QStringLiteral("Pin"),
               .shortcut = QKeySequence(Qt::Key_P)},
              other,
              [] {});
    QString conflict;
    EXPECT_TRUE(table.remap(QStringLiteral("recommend.pin"), QKeySequence(Qt::Key_S), &conflict));
}

TEST_F(CommandTableTest, KeepsAPersonsOwnKeyAndResetsIt) {
    addSimilar();
    EXPECT_TRUE(table.remap(QStringLiteral("catalog.similar"), QKeySequence(Qt::Key_N), nullptr));
    CommandTable later;
    QWidget owner;
    const QAction* const action = later.add({.id = QStringLiteral("catalog.similar"),
                                             .scope = Scope::Catalog,
                                             .text = QStringLiteral("Similar"),
                                             .shortcut = QKeySequence(Qt::Key_S)},
                                            &owner,
                                            [] {});
    EXPECT_EQ(action->shortcut(), QKeySequence(Qt::Key_N));
    later.resetShortcuts();
    EXPECT_EQ(action->shortcut(), QKeySequence(Qt::Key_S));
}

TEST_F(CommandTableTest, ShowsTheKeyInTheToolTip) {
    addPalette();
    EXPECT_EQ(table.action(QStringLiteral("palette"))->toolTip(),
              QStringLiteral("Search (Ctrl+K)"));
}

TEST_F(CommandTableTest, AnUnknownCommandIsNull) {
    EXPECT_EQ(table.action(QStringLiteral("nothing")), nullptr);
}

}  // namespace
}  // namespace haberdash::ui
