// SPDX-License-Identifier: GPL-3.0-or-later

// What a person can do in CatalogView.

#include "ui/catalog/catalog_browser.h"
#include "ui/catalog/catalog_view.h"
#include "ui/convert.h"
#include "ui/pictures/tile_grid.h"
#include "ui/shell/command_table.h"
#include "ui/shell/workspace.h"

#include <QClipboard>
#include <QGuiApplication>

namespace haberdash::ui {

void CatalogView::addCommands() {
    CommandTable& table = context_.commands;
    const auto add = [&](const char* id,
                         const QString& text,
                         const QString& hint,
                         const QKeySequence& keys,
                         QWidget* owner,
                         std::function<void()> run,
                         const char* icon = "") {
        table.add({.id = QLatin1String(id),
                   .menu = QStringLiteral("edit"),
                   .scope = Scope::Catalog,
                   .text = text,
                   .hint = hint,
                   .shortcut = keys,
                   .icon = QLatin1String(icon)},
                  owner,
                  std::move(run));
    };
    add(
        "catalog.search",
        tr("&Search products"),
        tr("Type words; the grid narrows with every key."),
        QKeySequence(Qt::CTRL | Qt::Key_F),
        this,
        [this] {
            leaveDetail();
            browser_->focusSearch();
        },
        "search");
    add(
        "catalog.open",
        tr("&Open details"),
        tr("Show everything about the product."),
        QKeySequence(Qt::Key_Return),
        browser_->grid(),
        [this] {
            if (const auto item = browser_->currentItem()) {
                openDetail(*item);
            }
        },
        "eye");
    add(
        "catalog.addToSession",
        tr("&Add to session"),
        tr("Add a view of the product to the session, so that recommendations follow it."),
        QKeySequence(Qt::Key_A),
        this,
        [this] { addToSession(); },
        "session");
    add("catalog.selectAll",
        tr("Select &all that match"),
        tr("Select every product that passes the filters."),
        QKeySequence(Qt::CTRL | Qt::Key_A),
        browser_->grid(),
        [this] { browser_->grid()->selectAll(); });
    add(
        "catalog.copyId",
        tr("&Copy product id"),
        tr("Copy the shop's own id of the product."),
        QKeySequence(Qt::CTRL | Qt::Key_C),
        browser_->grid(),
        [this] {
            if (const auto item = actedOn()) {
                const Item product = context_.workspace.items().item(*item);
                QGuiApplication::clipboard()->setText(toQt(product.sku));
            }
        },
        "copy");
    add(
        "catalog.clearFilters",
        tr("Clear &filters"),
        tr("Show the whole catalog again."),
        {},
        this,
        [this] { browser_->clearFilters(); },
        "filter");
}

void CatalogView::addSimilarCommands() {
    CommandTable& table = context_.commands;
    const auto add = [&](const char* id,
                         const QString& text,
                         const QString& hint,
                         const QKeySequence& keys,
                         const char* icon,
                         std::function<void()> run) {
        table.add({.id = QLatin1String(id),
                   .menu = QStringLiteral("edit"),
                   .scope = Scope::Catalog,
                   .text = text,
                   .hint = hint,
                   .shortcut = keys,
                   .icon = QLatin1String(icon)},
                  this,
                  std::move(run));
    };
    add("catalog.similar",
        tr("S&imilar products"),
        tr("Show the products that are most like this one, by text and picture."),
        QKeySequence(Qt::Key_S),
        "similar",
        [this] {
            if (const auto item = actedOn()) {
                searchSimilar(*item);
            }
        });
    add("catalog.searchByPicture",
        tr("Search by &picture…"),
        tr("Choose a picture file and see the products that look like it."),
        {},
        "image",
        [this] { choosePicture(); });
    add("catalog.searchByMeaning",
        tr("Search by &meaning"),
        tr("Find products that mean what the search field says, without its very words."),
        {},
        "text",
        [this] { searchByMeaning(browser_->words()); });
}

}  // namespace haberdash::ui
