// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalog/catalog_browser.h"

#include "ui/catalog/anchor.h"
#include "ui/catalog/catalog_model.h"
#include "ui/catalog/catalog_search.h"
#include "ui/catalog/facet_panel.h"
#include "ui/catalog/filter_bar.h"
#include "ui/catalog/peek_card.h"
#include "ui/catalog/results_banner.h"
#include "ui/convert.h"
#include "ui/pictures/picture_cache.h"
#include "ui/pictures/tile_grid.h"
#include "ui/shell/workspace.h"
#include "ui/widgets/empty_state.h"

#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QLocale>
#include <QScrollBar>
#include <QSlider>
#include <QStackedWidget>

#include <algorithm>
#include <utility>

namespace haberdash::ui {

void CatalogBrowser::startAnew() {
    finder_->setProject(workspace_.folder());
    filter_ = {};
    before_.reset();
    remembered_ = {};
    catalogPlace_.reset();
    banner_->hide();
    model_->forget();
    const QSignalBlocker blocker(search_);
    search_->clear();
    refresh(Scroll::ToTop);
}

void CatalogBrowser::reload() {
    model_->forget();
    if (!words().isEmpty() && !before_) {
        finder_->search(words());
    }
    refresh(Scroll::KeepPlace);
}

void CatalogBrowser::setWords(const QString& words) {
    search_->setText(words);
}

QString CatalogBrowser::words() const {
    return search_->text().simplified();
}

void CatalogBrowser::wordsChanged() {
    if (before_) {
        filter_ = std::exchange(before_, std::nullopt)->filter;
        filter_.among.reset();
        model_->setNotes({});
        banner_->hide();
        Q_EMIT resultsLeft();
    }
    if (words().isEmpty()) {
        finder_->cancel();
        filter_.among.reset();
        refresh(Scroll::KeepPlace);
        if (catalogPlace_) {
            goTo(*std::exchange(catalogPlace_, std::nullopt), Scroll::KeepPlace);
        }
        return;
    }
    if (!catalogPlace_ && !filter_.among) {
        catalogPlace_ = place();
    }
    if (workspace_.isOpen()) {
        finder_->search(words());
    }
}

void CatalogBrowser::takeFound(const std::vector<ItemId>& items) {
    filter_.among = items;
    // Best matches are at the top; in any other order the place is worth keeping.
    const bool isBestFirst =
        order_->currentData().toInt() == static_cast<int>(SortOrder::Relevance);
    refresh(isBestFirst ? Scroll::ToTop : Scroll::KeepPlace);
}

void CatalogBrowser::toggleValue(const Fact fact, const QString& value) {
    std::vector<std::string>& values = filter_.values[static_cast<std::size_t>(fact)];
    const std::string word = fromQt(value);
    if (std::erase(values, word) == 0) {
        values.push_back(word);
    }
    refresh(Scroll::KeepPlace);
}

void CatalogBrowser::setPrice(const std::optional<double> low, const std::optional<double> high) {
    filter_.priceLow = low;
    filter_.priceHigh = high;
    refresh(Scroll::KeepPlace);
}

void CatalogBrowser::setOrder(const SortOrder order) {
    order_->setCurrentIndex(order_->findData(static_cast<int>(order)));
}

void CatalogBrowser::clearFilters() {
    filter_.values = {};
    filter_.priceLow.reset();
    filter_.priceHigh.reset();
    refresh(Scroll::KeepPlace);
}

void CatalogBrowser::announce(const ResultsTitle& title) {
    isNewQuestion_ = true;
    banner_->show(title.sentence, title.hasMix);
}

// Neither is a change that a person made.
void CatalogBrowser::setQuietly(const QString& words, const int order) {
    const QSignalBlocker quietWords(search_);
    const QSignalBlocker quietOrder(order_);
    search_->setText(words);
    order_->setCurrentIndex(order);
}

void CatalogBrowser::showResults(const ResultsTitle& title, const std::vector<SimilarItem>& items) {
    if (!before_) {
        if (!catalogPlace_) {
            catalogPlace_ = place();
        }
        before_ = Before{filter_, search_->text(), order_->currentIndex()};
        finder_->cancel();
    }
    // The same question at another mix keeps what it was narrowed to.
    if (std::exchange(isNewQuestion_, false)) {
        filter_ = {};
        setQuietly(title.words, order_->findData(static_cast<int>(SortOrder::Relevance)));
    }
    std::vector<ItemId> ids;
    QHash<qint64, QString> notes;
    for (const SimilarItem& similar : items) {
        ids.push_back(similar.item);
        notes.insert(raw(similar.item), QLocale().toString(similar.similarity, 'f', 2));
    }
    filter_.among = std::move(ids);
    model_->setNotes(std::move(notes));
    banner_->show(title.sentence, title.hasMix);
    refresh(Scroll::ToTop);
}

void CatalogBrowser::leaveResults() {
    banner_->hide();
    if (!before_) {
        return;
    }
    const Before before = *std::exchange(before_, std::nullopt);
    filter_ = before.filter;
    setQuietly(before.words, before.order);
    model_->setNotes({});
    if (!words().isEmpty() && workspace_.isOpen()) {
        finder_->search(words());  // the answer may have been on its way when the results came
    }
    refresh(Scroll::KeepPlace);
    if (words().isEmpty() && catalogPlace_) {
        goTo(*std::exchange(catalogPlace_, std::nullopt), Scroll::KeepPlace);
    }
    Q_EMIT resultsLeft();
}

void CatalogBrowser::refresh(const Scroll scroll) {
    const auto catalog = workspace_.catalog();
    const auto order = static_cast<SortOrder>(order_->currentData().toInt());
    const CatalogPage page = catalog ? catalog->page(filter_, order) : CatalogPage();
    if (!model_->items().empty()) {
        remembered_ = place();
    }
    isRefreshing_ = true;
    model_->setItems(page.items);
    facets_->show(page, filter_);
    filterBar_->setFilter(filter_,
                          [this](const double price) { return workspace_.priceText(price); });
    filterBar_->setCount(page.items.size(), catalog ? catalog->size() : 0);
    showEmptyStateOr(page);
    goTo(remembered_, scroll);
    isRefreshing_ = false;
    takeSelection(grid_->currentIndex().row());
}

CatalogBrowser::Place CatalogBrowser::place() const {
    const QModelIndex current = grid_->currentIndex();
    const bool isInSight =
        current.isValid() && grid_->viewport()->rect().intersects(grid_->visualRect(current));
    const int row = isInSight ? current.row() : grid_->firstVisibleRow();
    return {.items = model_->items(),
            .row = row,
            .top = row < 0 ? 0 : grid_->topOf(row),
            .currentRow = current.isValid() ? current.row() : -1};
}

void CatalogBrowser::goTo(const Place& place, const Scroll scroll) {
    const std::vector<ItemId>& now = model_->items();
    if (scroll == Scroll::ToTop) {
        const bool hadCurrent = place.currentRow >= 0;
        grid_->placeAt(0, 0);
        grid_->setCurrentRow(
            hadCurrent ? model_->rowOf(place.items[static_cast<std::size_t>(place.currentRow)])
                       : -1);
        grid_->verticalScrollBar()->setValue(0);
        return;
    }
    const int row = rowOfSurvivor(place.items, place.row, now);
    const int current =
        place.currentRow == place.row ? row : rowOfSurvivor(place.items, place.currentRow, now);
    grid_->setCurrentRow(current);
    if (row >= 0) {
        grid_->placeAt(row, place.top);
    }
}

void CatalogBrowser::showEmptyStateOr(const CatalogPage& page) {
    const auto catalog = workspace_.catalog();
    const bool isLoaded = workspace_.isOpen() && workspace_.isCatalogLoaded();
    if (!page.items.empty() || (workspace_.isOpen() && !isLoaded)) {
        stack_->setCurrentWidget(grid_);
        return;
    }
    if (!isLoaded || catalog->size() == 0) {
        empty_->set(QStringLiteral("import"),
                    tr("No products yet"),
                    tr("Import a shop's catalog to begin."),
                    tr("Import products…"));
        emptyActions_ = {[this] { Q_EMIT importAsked(); }, {}};
    } else {
        showNothingMatches();
    }
    stack_->setCurrentWidget(empty_);
}

void CatalogBrowser::showNothingMatches() {
    const QString icon = QStringLiteral("search");
    const QString title = tr("Nothing matches");
    const auto clear = [this] {
        clearFilters();
        focusGrid();
    };
    const auto ask = [this] { Q_EMIT meaningAsked(words()); };
    if (words().isEmpty() || before_) {
        empty_->set(icon, title, tr("No product passes all of the filters."), tr("Clear filters"));
        emptyActions_ = {clear, {}};
    } else if (filterBar_->chips().empty()) {
        empty_->set(icon, title, tr("No product holds: %1").arg(words()), tr("Search by meaning"));
        empty_->setSecondAction(tr("Clear the search"));
        emptyActions_ = {ask, [this] {
                             search_->clear();
                             focusGrid();
                         }};
    } else {
        empty_->set(icon,
                    title,
                    tr("No product that passes the filters holds: %1").arg(words()),
                    tr("Clear filters"));
        empty_->setSecondAction(tr("Search by meaning"));
        emptyActions_ = {clear, ask};
    }
}

void CatalogBrowser::runEmptyAction(const std::size_t which) {
    const std::function<void()> run = emptyActions_[which];  // a copy: it may set others
    if (run) {
        run();
    }
}

bool CatalogBrowser::isEmptyShown() const {
    return stack_->currentWidget() == empty_;
}

void CatalogBrowser::takeSelection(const int row) {
    if (!isRefreshing_ && row >= 0) {
        workspace_.select(model_->itemAt(row));
    }
}

void CatalogBrowser::peek(const QModelIndex& index) {
    const int side =
        productPictureSide(grid_->visualRect(index), grid_->font(), devicePixelRatioF());
    peek_->open(model_->tile(index.row(), side), index.data(kPictureHashRole).toString());
}

void CatalogBrowser::focusSearch() {
    search_->setFocus(Qt::ShortcutFocusReason);
    search_->selectAll();
}

void CatalogBrowser::focusGrid() {
    if (isEmptyShown()) {
        empty_->setFocus(Qt::OtherFocusReason);
    } else {
        grid_->setFocus(Qt::OtherFocusReason);
    }
}

bool CatalogBrowser::isSettled() const {
    const bool isLoading = workspace_.isOpen() && !workspace_.isCatalogLoaded();
    return !isLoading && !finder_->isSearching() && pictures_.isIdle();
}

bool CatalogBrowser::isSearching() const {
    return finder_->isSearching();
}

std::optional<ItemId> CatalogBrowser::currentItem() const {
    const QModelIndex current = grid_->currentIndex();
    return current.isValid() ? std::optional(model_->itemAt(current.row())) : std::nullopt;
}

std::vector<ItemId> CatalogBrowser::selectedItems() const {
    std::vector<int> rows;
    for (const QItemSelectionRange& range : grid_->selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row) {
            rows.push_back(row);
        }
    }
    std::ranges::sort(rows);
    std::vector<ItemId> items;
    std::ranges::transform(
        rows, std::back_inserter(items), [this](const int row) { return model_->itemAt(row); });
    return items;
}

bool CatalogBrowser::eventFilter(QObject* watched, QEvent* event) {
    if (watched != search_) {
        return QWidget::eventFilter(watched, event);
    }
    const bool isOverride = event->type() == QEvent::ShortcutOverride;
    if (!isOverride && event->type() != QEvent::KeyPress) {
        return false;
    }
    const int key = static_cast<QKeyEvent*>(event)->key();
    const bool isEscape = key == Qt::Key_Escape;
    const bool isDown = key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Down;
    if (!isEscape && !isDown) {
        return false;
    }
    if (isOverride) {
        event->accept();  // the field's own key, not the view's Esc or Enter
        return true;
    }
    if (isEscape && !search_->text().isEmpty()) {
        search_->clear();
    } else {
        focusGrid();
    }
    return true;
}

}  // namespace haberdash::ui
