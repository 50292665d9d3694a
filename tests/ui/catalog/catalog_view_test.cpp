// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/catalog/catalog_fixture.h"
#include "ui/catalog/catalog_browser.h"
#include "ui/catalog/catalog_model.h"
#include "ui/catalog/detail_page.h"
#include "ui/catalog/filter_bar.h"
#include "ui/catalog/results_banner.h"
#include "ui/pictures/tile_grid.h"
#include "ui/widgets/notice_bar.h"

#include <QAccessible>
#include <QApplication>
#include <QDropEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QScrollBar>
#include <QTest>
#include <QUrl>

namespace haberdash::ui {

namespace {

class CatalogViewTest : public CatalogFixture {
  protected:
    TileGrid& grid() { return *view->browser()->grid(); }

    int shown() { return view->browser()->model()->rowCount(); }

    QStringList namelessWidgets() {
        QStringList nameless;
        for (QWidget* const widget : view->findChildren<QWidget*>()) {
            const bool isOnTheWay =
                (widget->focusPolicy() & Qt::TabFocus) && widget->isVisibleTo(view.get());
            QAccessibleInterface* const face = QAccessible::queryAccessibleInterface(widget);
            if (isOnTheWay && face->text(QAccessible::Name).isEmpty()) {
                nameless.append(QLatin1String(widget->metaObject()->className()));
            }
        }
        return nameless;
    }
};

}  // namespace

TEST_F(CatalogViewTest, EnterOpensTheDetailAndEscapeGoesBackToTheSamePlace) {
    openProject(900);
    grid().setFocus();
    grid().setCurrentRow(300);
    grid().scrollTo(grid().currentIndex(), QAbstractItemView::PositionAtCenter);
    const int place = grid().verticalScrollBar()->value();
    key(&grid(), Qt::Key_Return);
    ASSERT_TRUE(view->isDetailShown());
    EXPECT_EQ(view->detail()->titleText(), "Red dress 300");
    key(view->detail()->focusProxy(), Qt::Key_Escape);
    EXPECT_FALSE(view->isDetailShown());
    EXPECT_EQ(grid().verticalScrollBar()->value(), place);
    EXPECT_EQ(grid().currentIndex().row(), 300);
    EXPECT_TRUE(grid().hasFocus());
}

TEST_F(CatalogViewTest, ArrowsInTheDetailGoToTheNextAndPreviousProduct) {
    openProject(30);
    view->openDetail(view->browser()->model()->itemAt(4));
    key(view->detail()->focusProxy(), Qt::Key_Right);
    EXPECT_EQ(view->detail()->titleText(), "White dress 5");
    key(view->detail()->focusProxy(), Qt::Key_Left);
    EXPECT_EQ(view->detail()->titleText(), "Blue dress 4");
    EXPECT_EQ(grid().currentIndex().row(), 4);
}

TEST_F(CatalogViewTest, DetailTellsWhereTheProductCameFrom) {
    openProject(30);
    view->openDetail(view->browser()->model()->itemAt(4));
    EXPECT_TRUE(view->detail()->originText().startsWith("From: items.csv row 6, imported "))
        << view->detail()->originText().toStdString();
}

TEST_F(CatalogViewTest, SimilarProductsReplaceTheGridUntilEscape) {
    openProject(90, {"S5", "S7", "S2"});
    grid().setFocus();
    grid().setCurrentRow(20);
    key(&grid(), Qt::Key_S);
    ASSERT_TRUE(waitFor([this] { return view->browser()->isShowingResults(); }));
    EXPECT_EQ(shownTitles(), QStringList({"White dress 5", "Blue sneaker 7", "White shirt 2"}));
    EXPECT_EQ(view->browser()->banner()->sentence(), "Similar to White shirt 20");
    EXPECT_TRUE(view->browser()->banner()->isVisible());
    key(&grid(), Qt::Key_Escape);
    EXPECT_EQ(shown(), 90);
    EXPECT_EQ(grid().currentIndex().row(), 20);
    EXPECT_FALSE(view->browser()->banner()->isVisible());
}

TEST_F(CatalogViewTest, APictureThatIsDroppedSearchesByItsLookAndOtherFilesAreLeftAlone) {
    openProject(90, {"S5", "S7", "S2"});
    const auto accepts = [this](const QString& file) {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(file)});
        const QPoint place(200, 200);
        QDragEnterEvent enter(place, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        enter.ignore();
        QApplication::sendEvent(view.get(), &enter);
        QDropEvent drop(place, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(view.get(), &drop);
        return enter.isAccepted();
    };
    EXPECT_FALSE(accepts(QStringLiteral("/tmp/prices.csv")));
    EXPECT_FALSE(view->browser()->isShowingResults());
    EXPECT_TRUE(accepts(QStringLiteral("/tmp/look.png")));
    ASSERT_TRUE(waitFor([this] { return view->browser()->isShowingResults(); }));
    EXPECT_EQ(shownTitles(), QStringList({"White dress 5", "Blue sneaker 7", "White shirt 2"}));
    EXPECT_EQ(view->browser()->banner()->sentence(), "Similar to the picture look.png");
}

TEST_F(CatalogViewTest, FiltersAreBackAfterSimilarProducts) {
    openProject(90, {"S5", "S7", "S2"});
    view->browser()->toggleValue(Fact::Colour, "Red");
    view->searchSimilar(view->browser()->model()->itemAt(0));
    ASSERT_TRUE(waitFor([this] { return view->browser()->isShowingResults(); }));
    EXPECT_EQ(shown(), 3);
    view->browser()->leaveResults();
    EXPECT_EQ(shown(), 30);
}

TEST_F(CatalogViewTest, ResultsAreNarrowedByFactsAndLeaveTheSearchAsItWas) {
    openProject(90, {"S5", "S6", "S2"});
    CatalogBrowser& browser = *view->browser();
    browser.setWords("shirt");
    ASSERT_TRUE(waitFor([this] { return isSettled(); }));
    EXPECT_EQ(shown(), 30);
    view->searchSimilar(browser.model()->itemAt(0));
    ASSERT_TRUE(waitFor([&] { return browser.isShowingResults(); }));
    EXPECT_EQ(browser.words(), QString());
    EXPECT_EQ(shown(), 3);
    browser.toggleValue(Fact::Colour, "White");
    EXPECT_EQ(shownTitles(), QStringList({"White dress 5", "White shirt 2"}));
    view->searchSimilar(browser.model()->itemAt(0));
    ASSERT_TRUE(waitFor([this] { return isSettled(); }));
    EXPECT_EQ(shown(), 3);
    EXPECT_TRUE(browser.filterBar()->chips().empty());
    browser.leaveResults();
    EXPECT_EQ(browser.words(), "shirt");
    EXPECT_EQ(shown(), 30);
    ASSERT_TRUE(waitFor([this] { return isSettled(); }));
    EXPECT_EQ(shown(), 30);
}

TEST_F(CatalogViewTest, DetailShowsSimilarProductsAndOpensThem) {
    openProject(90, {"S5", "S7", "S2"});
    view->openDetail(view->browser()->model()->itemAt(5));
    ASSERT_TRUE(waitFor([this] { return view->detail()->isSettled(); }));
    TileGrid* const row = view->detail()->similarRow();
    ASSERT_EQ(row->model()->rowCount(), 2);  // itself left out
    Q_EMIT row->opened(row->model()->index(0, 0));
    EXPECT_EQ(view->detail()->titleText(), "Blue sneaker 7");
}

TEST_F(CatalogViewTest, EngineThatCannotAnswerLeavesTheCatalogAndSaysWhatToDo) {
    openProject(30);
    view->searchSimilar(view->browser()->model()->itemAt(0));
    ASSERT_TRUE(waitFor([this] { return !view->notice()->sentence().isEmpty(); }));
    EXPECT_EQ(shown(), 30);
    EXPECT_FALSE(view->browser()->banner()->isVisible());
}

TEST_F(CatalogViewTest, AddToSessionAppendsAViewOfEverySelectedProduct) {
    openProject(30);
    grid().setFocus();
    grid().setCurrentRow(3);
    key(&grid(), Qt::Key_Right, Qt::ShiftModifier);
    key(&grid(), Qt::Key_A);
    ASSERT_EQ(workspace.session().size(), 2U);
    EXPECT_EQ(workspace.session()[1].item, view->browser()->model()->itemAt(4));
    EXPECT_EQ(workspace.session()[1].kind, EventKind::View);
}

TEST_F(CatalogViewTest, LettersTypedInTheSearchFieldAreNoCommands) {
    openProject(30);
    view->browser()->focusSearch();
    QTest::keyClicks(view->browser()->searchField(), "sa");
    EXPECT_EQ(view->browser()->words(), "sa");
    EXPECT_TRUE(workspace.session().empty());
}

TEST_F(CatalogViewTest, EveryWidgetOnTheTabKeysWayHasAnAccessibleName) {
    openProject(30);
    EXPECT_EQ(namelessWidgets(), QStringList());
    view->openDetail(view->browser()->model()->itemAt(4));
    EXPECT_EQ(namelessWidgets(), QStringList());
}

}  // namespace haberdash::ui
