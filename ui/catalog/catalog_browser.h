// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/catalog/facets.h"
#include "ui/catalog/similar_query.h"

#include <QWidget>

#include <array>
#include <functional>
#include <optional>
#include <vector>

class QComboBox;
class QLineEdit;
class QSlider;
class QStackedWidget;

namespace haberdash::ui {

class CatalogModel;
class CatalogSearch;
class EmptyState;
class FacetPanel;
class FilterBar;
class PeekCard;
class PictureCache;
class ResultsBanner;
class TileGrid;
class Workspace;

/// The answer to a question that takes the catalog's place.
struct ResultsTitle {
    QString sentence;     ///< "Similar to Linen shirt"
    QString words;        ///< what the search field says meanwhile
    bool hasMix = false;  ///< text and image can be weighed
};

/// The browsing page: search field, filters, grid. What is shown is the catalog, or the results of
/// a question (similar products), narrowed by words, facts and price. When it changes, the grid
/// stays on the product that was looked at, or on the neighbour that takes its place.
class CatalogBrowser : public QWidget {
    Q_OBJECT

  public:
    /// Both must outlive it.
    CatalogBrowser(Workspace& workspace, PictureCache& pictures, QWidget* parent = nullptr);

    /// Another project: forgets words, filters and place.
    void startAnew();

    /// The catalog's columns were read again.
    void reload();

    void setWords(const QString& words);
    QString words() const;
    void toggleValue(Fact fact, const QString& value);
    void setPrice(std::optional<double> low, std::optional<double> high);
    void setOrder(SortOrder order);
    void clearFilters();  ///< facts and price, not the words

    /// Shows these instead of the catalog, best first and without its filters, which leaveResults()
    /// brings back. They can be narrowed and sorted as the catalog can.
    void showResults(const ResultsTitle& title, const std::vector<SimilarItem>& items);
    void leaveResults();

    bool isShowingResults() const { return before_.has_value(); }

    /// A notice in the results' place while they are computed.
    void announce(const ResultsTitle& title);

    void focusSearch();
    void focusGrid();
    bool isSettled() const;
    bool isSearching() const;
    std::optional<ItemId> currentItem() const;
    std::vector<ItemId> selectedItems() const;  ///< in the grid's order

    TileGrid* grid() const { return grid_; }

    CatalogModel* model() const { return model_; }

    FacetPanel* facets() const { return facets_; }

    FilterBar* filterBar() const { return filterBar_; }

    ResultsBanner* banner() const { return banner_; }

    EmptyState* emptyState() const { return empty_; }

    QLineEdit* searchField() const { return search_; }

    bool isEmptyShown() const;

  Q_SIGNALS:
    void opened(int row);
    void meaningAsked(const QString& words);
    void mixChanged(double mix);
    void resultsLeft();
    void importAsked();
    void failed(const QString& sentence);
    void menuAsked(const QPoint& globalPosition);

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    enum class Scroll { KeepPlace, ToTop };

    /// What a person was looking at.
    struct Place {
        std::vector<ItemId> items;
        int row = -1;  ///< its upper edge is at `top`
        int top = 0;
        int currentRow = -1;  ///< the focus ring
    };

    /// What results took the place of.
    struct Before {
        CatalogFilter filter;
        QString words;
        int order = 0;  ///< index of the sort box
    };

    QWidget* makeToolbar();
    QWidget* makeContent();
    void connectParts();
    void wordsChanged();
    void setQuietly(const QString& words, int order);
    void takeFound(const std::vector<ItemId>& items);
    void refresh(Scroll scroll);
    Place place() const;
    void goTo(const Place& place, Scroll scroll);
    void showEmptyStateOr(const CatalogPage& page);
    void showNothingMatches();
    void runEmptyAction(std::size_t which);
    void setTileSize(int side);
    void takeSelection(int row);
    void peek(const QModelIndex& index);

    Workspace& workspace_;
    PictureCache& pictures_;
    CatalogModel* model_;
    CatalogSearch* finder_;
    QLineEdit* search_;
    QComboBox* order_;
    QSlider* size_;
    FacetPanel* facets_;
    FilterBar* filterBar_;
    ResultsBanner* banner_;
    QStackedWidget* stack_;
    TileGrid* grid_;
    EmptyState* empty_;
    std::array<std::function<void()>, 2> emptyActions_;
    PeekCard* peek_;
    CatalogFilter filter_;
    Place remembered_;                   ///< of the last page that was not empty
    std::optional<Place> catalogPlace_;  ///< before words or results replaced the catalog
    std::optional<Before> before_;       ///< while results are shown
    bool isRefreshing_ = false;
    bool isNewQuestion_ = false;  ///< its results have not come yet
};

}  // namespace haberdash::ui
