// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/recommend/ranking.h"

#include <QAbstractListModel>

#include <map>

namespace haberdash::ui {

class PictureCache;
class RankingController;
class Workspace;

/// The ranked products as rows, with what each tile says beside its picture.
class RankingModel : public QAbstractListModel {
    Q_OBJECT

  public:
    RankingModel(RankingController& controller, Workspace& workspace, QObject* parent = nullptr);

    /// Takes the controller's ranking; rows change in place when as many as before.
    void renew();

    const RankedItem* rankedAt(int row) const;
    const Item& itemAt(int row) const;
    int rowOf(ItemId item) const;  ///< -1: not in the list

    /// "▲3", "new" or empty.
    QString movement(int row) const;

    /// What rules do to the product: "pinned", "boosted", "buried" or empty.
    QString rule(int row) const;

    /// "r1 #7" or "not in r1"; empty without another model.
    QString difference(int row) const;

    /// 0 to 1: the probability, or the score's place between the list's lowest and highest.
    double strength(int row) const;

    /// "71 % likely" or "score 2.31".
    QString strengthText(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

  private:
    RankingController& controller_;
    Workspace& workspace_;
    std::vector<RankedItem> rows_;
    std::vector<Item> items_;
};

}  // namespace haberdash::ui
