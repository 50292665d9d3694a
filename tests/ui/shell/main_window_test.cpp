// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/main_window.h"

#include "ui/convert.h"
#include "ui/dialogs/command_palette.h"
#include "ui/dialogs/encoders_page.h"
#include "ui/dialogs/keys_overlay.h"
#include "ui/panels/rail.h"
#include "ui/shell/pseudo_translator.h"
#include "ui/widgets/notice_bar.h"

#include <gtest/gtest.h>

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>

namespace haberdash::ui {
namespace {

class MainWindowTest : public testing::Test {
  protected:
    MainWindowTest() {
        QSettings().clear();
        path = folder.filePath(QStringLiteral("spring.hab"));
        Project project = Project::create(pathFromQt(path));
        ItemStore items(project.database());
        Transaction transaction(project.database());
        for (const char* const sku : {"0017", "0018", "0019"}) {
            Item item{.sku = sku, .title = std::string("White shirt ") + sku, .category = "Shirts"};
            items.upsert(item);
        }
        transaction.commit();
    }

    ~MainWindowTest() override { applyTheme(ThemeMode::Light, 1.0); }

    void open(MainWindow& window) const {
        window.openProject(path);
        window.show();
        QApplication::setActiveWindow(&window);
        window.finishStarting();
        QSignalSpy spy(&window.workspace(), &Workspace::catalogChanged);
        if (!window.workspace().isCatalogLoaded()) {
            ASSERT_TRUE(spy.wait());
        }
    }

    QTemporaryDir folder;
    QString path;
    const QString program = QStringLiteral(HABERDASH_FAKE_CTL);
};

QStringList namelessWidgets(const QWidget& root) {
    QStringList nameless;
    for (const QWidget* const widget : root.findChildren<QWidget*>()) {
        const bool isFocusable = widget->focusPolicy() != Qt::NoFocus && !widget->focusProxy();
        const bool isInner = widget->objectName().startsWith(QLatin1String("qt_"));
        const auto* const button = qobject_cast<const QAbstractButton*>(widget);
        const auto* const label = qobject_cast<const QLabel*>(widget);
        const bool hasText =
            (button && !button->text().isEmpty()) || (label && !label->text().isEmpty());
        const bool isShown = widget->isVisibleTo(&root);
        if (isShown && isFocusable && !isInner && !hasText && widget->accessibleName().isEmpty()) {
            nameless << QStringLiteral("%1 \"%2\" in %3")
                            .arg(QLatin1String(widget->metaObject()->className()),
                                 widget->objectName(),
                                 QLatin1String(widget->parentWidget()->metaObject()->className()));
        }
    }
    return nameless;
}

TEST_F(MainWindowTest, EveryWidgetThatTakesTheFocusHasAName) {
    MainWindow window(program);
    open(window);
    for (const QString& view : window.viewIds()) {
        ASSERT_TRUE(window.showView(view));
        EXPECT_EQ(namelessWidgets(window).join(QStringLiteral("; ")).toStdString(), "");
    }
}

TEST_F(MainWindowTest, ShowsTheFirstRunPageWithoutAProject) {
    MainWindow window(program);
    window.show();
    EXPECT_FALSE(window.workspace().isOpen());
    EXPECT_TRUE(window.findChild<Rail*>()->isHidden() || !window.findChild<Rail*>()->isVisible());
}

TEST_F(MainWindowTest, PaintsTheShellFirstAndMakesTheViewsAfterIt) {
    MainWindow window(program);
    window.openProject(path);
    EXPECT_TRUE(window.showView(QStringLiteral("train")));
    EXPECT_EQ(window.findChildren<View*>().size(), 0);
    window.show();
    ASSERT_TRUE(QTest::qWaitFor([&] { return window.isSettled(); }));
    EXPECT_EQ(window.currentView()->id(), QStringLiteral("train"));
    EXPECT_EQ(window.findChildren<View*>().size(), window.viewIds().size());
}

TEST_F(MainWindowTest, AProjectOfANewerVersionIsOneSentenceAndTheWindowLives) {
    {
        Database database(pathFromQt(path) / "project.db", Access::ReadWrite);
        database.connection().exec("PRAGMA user_version = 9999");
    }
    MainWindow window(program);
    window.show();
    window.openProject(path);
    EXPECT_FALSE(window.workspace().isOpen());
    EXPECT_FALSE(window.notice().sentence().isEmpty());
}

TEST_F(MainWindowTest, ASecondWindowSaysThatItOnlyReads) {
    MainWindow first(program);
    open(first);
    MainWindow second(program);
    second.show();
    second.openProject(path);
    EXPECT_TRUE(second.workspace().isReadOnly());
    EXPECT_TRUE(second.notice().sentence().contains(QStringLiteral("Another window")));
}

TEST_F(MainWindowTest, EveryViewOpensByItsKey) {
    MainWindow window(program);
    open(window);
    for (const ViewEntry& entry : makeViews()) {
        QTest::keyClick(
            &window, static_cast<Qt::Key>(Qt::Key_0 + entry.number), Qt::ControlModifier);
        ASSERT_NE(window.currentView(), nullptr);
        EXPECT_EQ(window.currentView()->id(), entry.id);
        EXPECT_EQ(window.currentView()->title(), entry.title);
        EXPECT_EQ(window.currentView()->icon(), entry.icon);
    }
}

TEST_F(MainWindowTest, ThePaletteFindsCommandsAndProducts) {
    MainWindow window(program);
    open(window);
    QTest::keyClick(&window, Qt::Key_K, Qt::ControlModifier);
    CommandPalette& palette = window.palettePanel();
    ASSERT_TRUE(palette.isVisible());
    palette.field()->setText(QStringLiteral("prefer"));
    ASSERT_FALSE(palette.entries().empty());
    EXPECT_TRUE(palette.entries().front().text.startsWith(QStringLiteral("Preferences")));
    EXPECT_EQ(palette.entries().front().keys, QStringLiteral("Ctrl+,"));
    palette.field()->setText(QStringLiteral("shirt 0018"));
    ASSERT_FALSE(palette.entries().empty());
    EXPECT_EQ(palette.entries().front().text, QStringLiteral("White shirt 0018"));
}

TEST_F(MainWindowTest, ThePaletteFindsTheEncodersByWhatTheyAreFor) {
    MainWindow window(program);
    open(window);
    QTest::keyClick(&window, Qt::Key_K, Qt::ControlModifier);
    CommandPalette& palette = window.palettePanel();
    for (const char* const words : {"vectors", "encoder"}) {
        palette.field()->setText(QLatin1String(words));
        ASSERT_FALSE(palette.entries().empty()) << words;
        EXPECT_EQ(palette.entries().front().text, QStringLiteral("Encoders…"));
    }
    QTest::keyClick(palette.field(), Qt::Key_Return);
    const auto shown = [&] {
        const auto* const page = window.findChild<EncodersPage*>();
        return page && page->isVisible();
    };
    EXPECT_TRUE(QTest::qWaitFor(shown));
}

TEST_F(MainWindowTest, ThePaletteSaysThatNothingWasFound) {
    MainWindow window(program);
    open(window);
    QTest::keyClick(&window, Qt::Key_K, Qt::ControlModifier);
    CommandPalette& palette = window.palettePanel();
    palette.field()->setText(QStringLiteral("zzqqzz"));
    EXPECT_TRUE(palette.entries().empty());
    const auto* const list = palette.findChild<QListWidget*>();
    ASSERT_EQ(list->count(), 1);
    EXPECT_EQ(list->item(0)->text(), QStringLiteral("Nothing found"));
    QTest::keyClick(palette.field(), Qt::Key_Down);
    QTest::keyClick(palette.field(), Qt::Key_Return);
    EXPECT_TRUE(palette.isVisible());
}

TEST_F(MainWindowTest, EscClosesThePaletteAndGivesTheFocusBack) {
    MainWindow window(program);
    open(window);
    QTest::keyClick(&window, Qt::Key_K, Qt::ControlModifier);
    QTest::keyClick(window.palettePanel().field(), Qt::Key_Escape);
    EXPECT_FALSE(window.palettePanel().isVisible());
}

TEST_F(MainWindowTest, QuestionMarkShowsTheKeys) {
    MainWindow window(program);
    open(window);
    window.setFocus();
    QTest::keyClick(&window, '?');
    EXPECT_TRUE(window.findChild<KeysOverlay*>()->isVisible());
}

TEST_F(MainWindowTest, F9HidesAndShowsTheInspector) {
    MainWindow window(program);
    open(window);
    const auto* const dock = window.findChild<QDockWidget*>();
    EXPECT_TRUE(dock->isVisible());
    QTest::keyClick(&window, Qt::Key_F9);
    EXPECT_FALSE(dock->isVisible());
    QTest::keyClick(&window, Qt::Key_F9);
    EXPECT_TRUE(dock->isVisible());
}

TEST_F(MainWindowTest, KeepsTheInspectorForEachView) {
    MainWindow window(program);
    open(window);
    const auto* const dock = window.findChild<QDockWidget*>();
    window.showView(QStringLiteral("train"));
    EXPECT_FALSE(dock->isVisible());
    QTest::keyClick(&window, Qt::Key_F9);
    EXPECT_TRUE(dock->isVisible());
    window.showView(QStringLiteral("evaluate"));
    EXPECT_FALSE(dock->isVisible());
    window.showView(QStringLiteral("train"));
    EXPECT_TRUE(dock->isVisible());
}

TEST_F(MainWindowTest, ZoomMakesTextAndRailLargerAndStopsAtTwice) {
    MainWindow window(program);
    open(window);
    const int width = window.findChild<Rail*>()->width();
    for (int i = 0; i < 20; ++i) {
        window.commands().action(QStringLiteral("view.zoom-in"))->trigger();
    }
    EXPECT_DOUBLE_EQ(zoom(), 2.0);
    EXPECT_EQ(window.findChild<Rail*>()->width(), 2 * width);
    window.commands().action(QStringLiteral("view.zoom-reset"))->trigger();
    EXPECT_DOUBLE_EQ(zoom(), 1.0);
}

TEST_F(MainWindowTest, ThePseudoLanguageIsMirroredAndLeavesNoTextUntranslated) {
    PseudoTranslator pseudo;
    QApplication::installTranslator(&pseudo);
    QApplication::setLayoutDirection(Qt::RightToLeft);
    {
        MainWindow window(program);
        open(window);
        const auto* const rail = window.findChild<Rail*>();
        EXPECT_GT(rail->mapTo(&window, QPoint(0, 0)).x(), window.width() / 2);
        EXPECT_LT(window.findChild<QDockWidget*>()->x(), window.width() / 2);
        QStringList plain;
        for (const QAbstractButton* const button : window.findChildren<QAbstractButton*>()) {
            const bool isInner = button->objectName().startsWith(QLatin1String("qt_"));
            if (!isInner && !button->text().isEmpty() &&
                !button->text().contains(QLatin1Char('['))) {
                plain << button->text();
            }
        }
        EXPECT_EQ(plain.join(QStringLiteral(" | ")).toStdString(), "");
    }
    QApplication::setLayoutDirection(Qt::LeftToRight);
    QApplication::removeTranslator(&pseudo);
}

TEST_F(MainWindowTest, LightAndDarkKeepTheContrastOfText) {
    const auto luminance = [](const QColor& colour) {
        const auto linear = [](const double part) {
            return part <= 0.03928 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
        };
        return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) +
               0.0722 * linear(colour.blueF());
    };
    const auto contrast = [&](const QColor& a, const QColor& b) {
        const double x = luminance(a);
        const double y = luminance(b);
        return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
    };
    for (const ThemeMode mode : {ThemeMode::Light, ThemeMode::Dark}) {
        applyTheme(mode, 1.0);
        const ThemeColours& colours = coloursOf(QApplication::palette());
        for (const QColor& ground :
             {colours.window, colours.surface, colours.raised, colours.accentSoft}) {
            EXPECT_GE(contrast(colours.ink, ground), 4.5);
            EXPECT_GE(contrast(colours.inkMuted, ground), 4.5) << ground.name().toStdString();
        }
        EXPECT_GE(contrast(colours.accentInk, colours.accent), 4.5);
        EXPECT_GE(contrast(colours.railMuted, colours.rail), 4.5);
        for (const QColor& text : {colours.good, colours.warn, colours.bad, colours.accent}) {
            EXPECT_GE(contrast(text, colours.surface), 4.5) << text.name().toStdString();
            EXPECT_GE(contrast(text, colours.window), 4.5) << text.name().toStdString();
        }
        for (const QColor& mark : colours.series) {
            EXPECT_GE(contrast(mark, colours.surface), 3.0) << mark.name().toStdString();
        }
        EXPECT_GE(contrast(colours.lineStrong, colours.surface), 3.0);
        EXPECT_GE(contrast(colours.focus, colours.window), 3.0);
    }
}

}  // namespace
}  // namespace haberdash::ui
