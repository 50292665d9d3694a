// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalog/catalog_browser.h"

#include "tests/ui/catalog/catalog_fixture.h"
#include "ui/catalog/catalog_model.h"
#include "ui/catalog/facet_panel.h"
#include "ui/catalog/facet_section.h"
#include "ui/catalog/filter_bar.h"
#include "ui/catalog/price_filter.h"
#include "ui/pictures/tile_grid.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/empty_state.h"

#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

namespace haberdash::ui {

namespace {

class CatalogBrowserTest : public CatalogFixture {
  protected:
    CatalogBrowser& browser() { return *view->browser(); }

    TileGrid& grid() { return *browser().grid(); }

    int shown() { return browser().model()->rowCount(); }

    void search(const QString& words) {
        browser().setWords(words);
        ASSERT_TRUE(waitFor([this] { return browser().isSettled(); }));
    }

    QString facetRow(const Fact fact, const int row) {
        const QModelIndex index = browser().facets()->section(fact)->list()->model()->index(row, 0);
        return index.data().toString() + " " + index.data(Qt::UserRole).toString();
    }
};

}  // namespace

TEST_F(CatalogBrowserTest, SearchNarrowsToProductsThatHoldTheWords) {
    openProject(90);
    search("linen");
    EXPECT_EQ(shown(), 9);
    EXPECT_EQ(browser().filterBar()->count()->text(), "9 of 90");
    search("linen red");
    EXPECT_EQ(shown(), 3);
    EXPECT_TRUE(shownTitles().contains("Red shirt 0"));
}

TEST_F(CatalogBrowserTest, SearchFollowsEveryKeyAndEscapeClearsIt) {
    openProject(30);
    key(view.get(), Qt::Key_F, Qt::ControlModifier);
    ASSERT_TRUE(browser().searchField()->hasFocus());
    QTest::keyClicks(browser().searchField(), "blu");
    ASSERT_TRUE(waitFor([this] { return browser().isSettled(); }));
    EXPECT_EQ(shown(), 10);
    key(browser().searchField(), Qt::Key_Escape);
    EXPECT_EQ(shown(), 30);
    EXPECT_TRUE(browser().searchField()->text().isEmpty());
}

TEST_F(CatalogBrowserTest, ValuesOfOneFactAreAlternativesAndFactsCombine) {
    openProject(90);
    browser().toggleValue(Fact::Colour, "Red");
    EXPECT_EQ(shown(), 30);
    browser().toggleValue(Fact::Colour, "Blue");
    EXPECT_EQ(shown(), 60);
    browser().toggleValue(Fact::Category, "dress");
    EXPECT_EQ(shown(), 20);
}

TEST_F(CatalogBrowserTest, FacetsCountWhatChoosingThemWouldShow) {
    openProject(90);
    browser().toggleValue(Fact::Colour, "Red");
    EXPECT_EQ(facetRow(Fact::Colour, 0), "Red 30");
    EXPECT_EQ(facetRow(Fact::Colour, 1), "Blue 30");
    EXPECT_EQ(facetRow(Fact::Category, 0), "dress 10");
}

TEST_F(CatalogBrowserTest, ClickOnAFacetChoosesItAndItsChipTakesItAway) {
    openProject(90);
    QListView* const list = browser().facets()->section(Fact::Colour)->list();
    QTest::mouseClick(list->viewport(),
                      Qt::LeftButton,
                      {},
                      list->visualRect(list->model()->index(0, 0)).center());
    EXPECT_EQ(shown(), 30);
    ASSERT_EQ(browser().filterBar()->chips().size(), 1U);
    EXPECT_EQ(browser().filterBar()->chips().front()->text(), "Colour: Blue");
    browser().filterBar()->chips().front()->click();
    EXPECT_EQ(shown(), 90);
    EXPECT_TRUE(browser().filterBar()->chips().empty());
}

TEST_F(CatalogBrowserTest, SpaceInAFacetListChooses) {
    openProject(90);
    QListView* const list = browser().facets()->section(Fact::Category)->list();
    list->setFocus();
    list->setCurrentIndex(list->model()->index(1, 0));
    const QString value = list->currentIndex().data().toString();
    key(list, Qt::Key_Space);
    EXPECT_EQ(shown(), 30);
    EXPECT_EQ(browser().filterBar()->chips().front()->text(), "Category: " + value);
}

TEST_F(CatalogBrowserTest, LongFactShowsTheRestOnDemandAndFindsInIt) {
    openProject(90);
    FacetSection section(Fact::Brand);
    std::vector<FacetValue> values;
    for (int i = 0; i < 40; ++i) {
        values.push_back({"Brand " + std::to_string(i), static_cast<std::size_t>(40 - i), i == 30});
    }
    section.setValues(values);
    EXPECT_EQ(section.list()->model()->rowCount(), 6);
    EXPECT_EQ(section.list()->model()->index(0, 0).data().toString(), "Brand 30");
    section.moreButton()->click();
    EXPECT_EQ(section.list()->model()->rowCount(), 40);
    section.findField()->setText("brand 1");
    EXPECT_EQ(section.list()->model()->rowCount(), 11);
}

TEST_F(CatalogBrowserTest, PriceLimitsNarrowWhicheverWayRoundTheyAreTyped) {
    openProject(90);
    PriceFilter* const price = browser().facets()->price();
    price->highField()->setText("20");
    price->lowField()->setText("29");
    Q_EMIT price->lowField()->editingFinished();
    EXPECT_EQ(shown(), 10);
    EXPECT_EQ(browser().filterBar()->chips().size(), 1U);
    browser().filterBar()->clearButton()->click();
    EXPECT_EQ(shown(), 90);
    EXPECT_TRUE(price->lowField()->text().isEmpty());
}

TEST_F(CatalogBrowserTest, SortsByPriceFromHighToLow) {
    openProject(30);
    browser().setOrder(SortOrder::PriceDown);
    EXPECT_EQ(shownTitles().front(), "White shirt 29");
    EXPECT_EQ(shownTitles().back(), "Red shirt 0");
}

TEST_F(CatalogBrowserTest, FilterKeepsTheChosenProductWhereItIs) {
    openProject(900);
    grid().setCurrentRow(450);
    grid().scrollTo(grid().currentIndex(), QAbstractItemView::PositionAtCenter);
    const QString title = currentTitle();
    const int top = grid().topOf(450);
    browser().toggleValue(Fact::Colour, "Red");
    EXPECT_EQ(currentTitle(), title);
    EXPECT_EQ(grid().topOf(grid().currentIndex().row()), top);
    browser().toggleValue(Fact::Colour, "Red");
    EXPECT_EQ(currentTitle(), title);
    EXPECT_EQ(grid().topOf(450), top);
}

TEST_F(CatalogBrowserTest, NextNeighbourTakesThePlaceOfAProductThatIsFilteredOut) {
    openProject(90);
    grid().setCurrentRow(10);
    ASSERT_EQ(currentTitle(), "Blue shirt 10");
    browser().toggleValue(Fact::Colour, "Red");
    EXPECT_EQ(currentTitle(), "Red dress 12");
}

TEST_F(CatalogBrowserTest, ClearedSearchGoesBackToThePlaceBeforeIt) {
    openProject(900);
    grid().verticalScrollBar()->setValue(2000);
    search("linen");
    EXPECT_EQ(grid().verticalScrollBar()->value(), 0);
    search("");
    EXPECT_EQ(grid().verticalScrollBar()->value(), 2000);
}

TEST_F(CatalogBrowserTest, NothingFoundOffersToClearTheFiltersOrSearchByMeaning) {
    openProject(30);
    QSignalSpy meaning(&browser(), &CatalogBrowser::meaningAsked);
    browser().toggleValue(Fact::Colour, "Red");
    search("astronaut");
    EXPECT_TRUE(browser().isEmptyShown());
    Q_EMIT browser().emptyState()->secondActionTriggered();
    ASSERT_EQ(meaning.count(), 1);
    EXPECT_EQ(meaning.front().front().toString(), "astronaut");
    browser().emptyState()->button()->click();
    EXPECT_TRUE(browser().isEmptyShown());
    EXPECT_TRUE(browser().filterBar()->chips().empty());
    EXPECT_EQ(browser().emptyState()->button()->text(), "Search by meaning");
    Q_EMIT browser().emptyState()->secondActionTriggered();
    EXPECT_FALSE(browser().isEmptyShown());
    EXPECT_EQ(shown(), 30);
}

TEST_F(CatalogBrowserTest, EmptyProjectOffersToImport) {
    openProject(0);
    QSignalSpy asked(&browser(), &CatalogBrowser::importAsked);
    EXPECT_TRUE(browser().isEmptyShown());
    browser().emptyState()->button()->click();
    EXPECT_EQ(asked.count(), 1);
}

TEST_F(CatalogBrowserTest, FocusBeginsAtTheFirstProductInSight) {
    openProject(90);
    grid().setCurrentIndex({});
    browser().searchField()->setFocus();
    browser().focusGrid();
    EXPECT_EQ(grid().currentIndex().row(), 0);
}

TEST_F(CatalogBrowserTest, ArrowsMoveAndShiftSelectsARange) {
    openProject(90);
    grid().setFocus();
    key(&grid(), Qt::Key_Home);
    key(&grid(), Qt::Key_Right);
    EXPECT_EQ(grid().currentIndex().row(), 1);
    key(&grid(), Qt::Key_Down, Qt::ShiftModifier);
    EXPECT_EQ(grid().currentIndex().row(), 1 + grid().columns());
    EXPECT_EQ(browser().selectedItems().size(), static_cast<std::size_t>(grid().columns()) + 1);
    key(&grid(), Qt::Key_End);
    EXPECT_EQ(grid().currentIndex().row(), 89);
    EXPECT_TRUE(grid().viewport()->rect().contains(grid().visualRect(grid().currentIndex())));
    key(&grid(), Qt::Key_A, Qt::ControlModifier);
    EXPECT_EQ(browser().selectedItems().size(), 90U);
}

TEST_F(CatalogBrowserTest, ArrowsFollowTheReadingDirection) {
    openProject(30);
    view->setLayoutDirection(Qt::RightToLeft);
    grid().setFocus();
    grid().setCurrentRow(0);
    key(&grid(), Qt::Key_Left);
    EXPECT_EQ(grid().currentIndex().row(), 1);
    EXPECT_GT(grid().visualRect(grid().model()->index(0, 0)).left(),
              grid().visualRect(grid().model()->index(1, 0)).left());
}

TEST_F(CatalogBrowserTest, SelectionIsSharedWithTheWorkspace) {
    openProject(30);
    grid().setCurrentRow(4);
    EXPECT_EQ(workspace.selection(), browser().model()->itemAt(4));
    workspace.select(browser().model()->itemAt(7));
    EXPECT_EQ(grid().currentIndex().row(), 7);
}

TEST_F(CatalogBrowserTest, TileSaysTitleBrandAndPriceToAssistiveTechnology) {
    openProject(3);
    EXPECT_EQ(browser().model()->index(1).data(Qt::AccessibleTextRole).toString(),
              "Blue shirt 1, Alder, 11");
}

TEST_F(CatalogBrowserTest, EveryPictureStateHasAFaceOfItsOwn) {
    openProject(6);
    const CatalogModel& model = *browser().model();
    EXPECT_EQ(model.tile(0, 100).face, PictureFace::Picture);
    EXPECT_EQ(model.tile(2, 100).face, PictureFace::None);
    EXPECT_EQ(model.tile(3, 100).face, PictureFace::Missing);
    EXPECT_EQ(model.tile(4, 100).face, PictureFace::Unsupported);
    EXPECT_EQ(model.tile(5, 100).face, PictureFace::Corrupt);
}

}  // namespace haberdash::ui
