// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/ids.h"

#include <QListView>

#include <optional>

namespace haberdash::ui {

class PictureCache;
class RankingModel;
class Workspace;

/// The ranked products as large tiles: rank and movement on the picture, below it the product and
/// how strongly it is recommended. A click or Enter says act(); the arrow keys only look.
class RankingList : public QListView {
    Q_OBJECT

  public:
    RankingList(RankingModel& model,
                Workspace& workspace,
                PictureCache& pictures,
                QWidget* parent = nullptr);

    std::optional<ItemId> currentItem() const;

    /// Puts the focus ring on the product if it is listed, else on the row it had.
    void keepCurrent(std::optional<ItemId> item, int row);

  Q_SIGNALS:
    /// The current product was clicked, or Enter pressed on it.
    void acted();
    void looked();
    /// Of the current product.
    void menuAsked(const QPoint& at);

  protected:
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& before) override;
    void changeEvent(QEvent* event) override;

  private:
    RankingModel& model_;
    QPersistentModelIndex pressed_;
};

}  // namespace haberdash::ui
