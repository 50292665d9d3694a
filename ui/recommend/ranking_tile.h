// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace haberdash::ui {

class PictureCache;
class RankingModel;
class Workspace;

/// Paints one tile of the RankingList.
class RankingTile : public QStyledItemDelegate {
    Q_OBJECT

  public:
    RankingTile(RankingModel& model,
                Workspace& workspace,
                PictureCache& pictures,
                QObject* parent = nullptr);

    void paint(QPainter* painter,
               const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

  private:
    void paintStrength(QPainter& painter,
                       const QRect& area,
                       int row,
                       const QStyleOptionViewItem& option) const;
    void paintMovement(QPainter& painter,
                       const QRect& tile,
                       int row,
                       const QStyleOptionViewItem& option) const;

    RankingModel& model_;
    Workspace& workspace_;
    PictureCache& pictures_;
};

}  // namespace haberdash::ui
