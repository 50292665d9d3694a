// SPDX-License-Identifier: GPL-3.0-or-later

// How fast the catalog's grid is with 100,000 products: first paint, scrolling, facets, search.
// Prints one line a figure; run with QT_QPA_PLATFORM=offscreen.

#include "tests/ui/catalog/catalog_fixture.h"
#include "ui/catalog/catalog_browser.h"
#include "ui/catalog/catalog_model.h"
#include "ui/pictures/tile_grid.h"
#include "ui/shell/theme.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QScrollBar>
#include <QTest>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <tuple>
#include <vector>

namespace {

using namespace haberdash;
using namespace haberdash::ui;

constexpr int kProducts = 100'000;
constexpr int kFrames = 600;

void printSpread(const char* const what, std::vector<double> times) {
    std::ranges::sort(times);
    const auto at = [&](const double share) {
        return times[static_cast<std::size_t>(share * static_cast<double>(times.size() - 1))];
    };
    std::printf("%-34s median %7.2f ms   p95 %7.2f   p99 %7.2f   worst %7.2f\n",
                what,
                at(0.5),
                at(0.95),
                at(0.99),
                times.back());
}

double millisecondsOf(const std::function<void()>& work) {
    QElapsedTimer timer;
    timer.start();
    work();
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

void measureScrolling(TileGrid& grid) {
    std::vector<double> frames;
    for (int frame = 0; frame < kFrames; ++frame) {
        frames.push_back(millisecondsOf([&] {
            grid.verticalScrollBar()->setValue(grid.verticalScrollBar()->value() + 117);
            grid.viewport()->repaint();
            QCoreApplication::processEvents();
        }));
    }
    printSpread("scroll frame (whole repaint)", frames);
    frames.clear();
    for (int frame = 0; frame < 100; ++frame) {
        frames.push_back(millisecondsOf([&] {
            grid.verticalScrollBar()->setValue((frame * 104'729) %
                                               grid.verticalScrollBar()->maximum());
            grid.viewport()->repaint();
            QCoreApplication::processEvents();
        }));
    }
    printSpread("jump to a random place", frames);
}

void measureFilters(CatalogBrowser& browser) {
    std::vector<double> clicks;
    for (int i = 0; i < 20; ++i) {
        const char* const colours[] = {"Red", "Blue", "White"};
        clicks.push_back(
            millisecondsOf([&] { browser.toggleValue(Fact::Colour, colours[i % 3]); }));
    }
    printSpread("facet click", clicks);
    browser.clearFilters();
    std::vector<double> keys;
    for (const char* const words :
         {"b", "bl", "blu", "blue", "blue d", "blue dr", "blue dress", "linen"}) {
        keys.push_back(millisecondsOf([&] {
            browser.setWords(words);
            std::ignore = QTest::qWaitFor([&] { return !browser.isSearching(); }, 5000);
        }));
        std::printf("  search \"%s\": %.1f ms, %d products\n",
                    words,
                    keys.back(),
                    browser.model()->rowCount());
    }
    printSpread("search per key, until shown", keys);
}

}  // namespace

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("HaberdashBench"));
    applyTheme(ThemeMode::Light, 1.0);
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("bench.hab"));
    makeProject(path, kProducts);
    Workspace workspace;
    EngineClient engine(folder.filePath(QStringLiteral("absent")));
    CommandTable commands;
    PictureCache pictures;
    workspace.open(path);
    pictures.setThumbsFile(path + QStringLiteral("/thumbs.db"));
    std::printf(
        "%-34s %7.2f ms\n", "catalog loaded", millisecondsOf([&] { workspace.reloadCatalog(); }));
    CatalogView view(ViewContext{
        .workspace = workspace, .engine = engine, .commands = commands, .pictures = pictures});
    view.resize(1440, 900);
    view.show();
    std::ignore = QTest::qWaitForWindowExposed(&view);
    std::ignore = QTest::qWaitFor([&] { return view.isSettled(); }, 5000);
    CatalogBrowser& browser = *view.browser();
    TileGrid& grid = *browser.grid();
    std::printf("%-34s %7.2f ms\n", "model set and first paint", millisecondsOf([&] {
                    std::vector<ItemId> items = browser.model()->items();
                    browser.model()->forget();
                    browser.model()->setItems(std::move(items));
                    grid.viewport()->repaint();
                    QCoreApplication::processEvents();
                }));
    measureScrolling(grid);
    measureFilters(browser);
    return 0;
}
