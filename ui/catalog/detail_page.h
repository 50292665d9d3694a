// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/catalog/item.h"
#include "ui/catalog/similar_query.h"

#include <QWidget>

#include <optional>

class QFormLayout;
class QLabel;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace haberdash::ui {

class CatalogModel;
class LabelledSlider;
class TileGrid;
class ZoomPicture;
struct ViewContext;

/// Everything about one product: its picture, words and facts, where they came from, and what is
/// similar to it.
class DetailPage : public QWidget {
    Q_OBJECT

  public:
    explicit DetailPage(const ViewContext& context, QWidget* parent = nullptr);

    /// `row` of `count` in the grid; row -1: not in it, so that there is no next one.
    void show(ItemId item, int row, int count);

    std::optional<ItemId> item() const { return item_; }

    QString titleText() const;
    QString originText() const;

    TileGrid* similarRow() const { return similar_; }

    const CatalogModel* similarModel() const { return similarModel_; }

    bool isSettled() const;

  Q_SIGNALS:
    void left();
    void stepped(int step);       ///< +1 next, -1 previous product
    void similarOpened(int row);  ///< of similarModel()
    void featuresAsked();

  protected:
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    QWidget* makeTopBar();
    QWidget* makeFacts();
    QWidget* makeSimilar();
    void showFacts(const Item& item);
    void showLabelled();
    void showDescription(bool isWhole);
    void addFact(const QString& name, const QString& value);
    void addAttributes(const std::string& attributes);
    QString originOf(const Item& item) const;
    QString pictureTextOf(const Item& item) const;
    void askSimilar();
    void showSimilar(const std::vector<SimilarItem>& items);
    void updateZoomText();

    const ViewContext& context_;
    std::optional<ItemId> item_;
    QString sku_;
    QString description_;
    SimilarQuery* query_;
    CatalogModel* similarModel_;
    QLabel* position_;
    QPushButton* previous_;
    QPushButton* next_;
    ZoomPicture* picture_;
    QLabel* zoomText_;
    QLabel* brand_;
    QLabel* title_;
    QLabel* price_;
    QLabel* text_;
    QToolButton* wholeText_;
    QFormLayout* facts_;
    QLabel* origin_;
    QLabel* labelled_;
    TileGrid* similar_;
    LabelledSlider* mix_;
    QLabel* similarNotice_;
    QPushButton* similarAction_;
};

}  // namespace haberdash::ui
