// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recommend/ranking_model.h"

#include "ui/charts/chart_data.h"
#include "ui/convert.h"
#include "ui/recommend/ranking_controller.h"
#include "ui/rules/rule_words.h"
#include "ui/shell/workspace.h"

#include <algorithm>
#include <cmath>

namespace haberdash::ui {

RankingModel::RankingModel(RankingController& controller, Workspace& workspace, QObject* parent)
    : QAbstractListModel(parent), controller_(controller), workspace_(workspace) {
}

void RankingModel::renew() {
    std::vector<RankedItem> rows = controller_.ranking().items;
    std::vector<Item> items;
    if (workspace_.isOpen()) {
        for (const RankedItem& row : rows) {
            items.push_back(workspace_.items().item(row.item));
        }
    } else {
        rows.clear();
    }
    const bool isSameSize = rows.size() == rows_.size();
    if (!isSameSize) {
        beginResetModel();
    }
    rows_ = std::move(rows);
    items_ = std::move(items);
    if (!isSameSize) {
        endResetModel();
    } else if (!rows_.empty()) {
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
    }
}

const RankedItem* RankingModel::rankedAt(const int row) const {
    return row >= 0 && row < rowCount() ? &rows_[static_cast<std::size_t>(row)] : nullptr;
}

const Item& RankingModel::itemAt(const int row) const {
    return items_[static_cast<std::size_t>(row)];
}

int RankingModel::rowOf(const ItemId item) const {
    const auto found = std::ranges::find(rows_, item, &RankedItem::item);
    return found == rows_.end() ? -1 : static_cast<int>(found - rows_.begin());
}

QString RankingModel::movement(const int row) const {
    const RankedItem* const ranked = rankedAt(row);
    return ranked ? movementText(controller_.previous(), *ranked) : QString();
}

QString RankingModel::rule(const int row) const {
    return rankedAt(row) ? ruleMark(controller_.rules(), itemAt(row)) : QString();
}

QString RankingModel::difference(const int row) const {
    const RankedItem* const ranked = rankedAt(row);
    const OtherRanking* const other = controller_.other();
    if (!ranked || !other) {
        return {};
    }
    const auto found = other->ranks.find(ranked->item);
    return placeText(other->run,
                     found == other->ranks.end() ? std::nullopt : std::optional(found->second));
}

double RankingModel::strength(const int row) const {
    const RankedItem* const ranked = rankedAt(row);
    if (!ranked) {
        return 0;
    }
    if (ranked->probability) {
        return std::clamp(*ranked->probability, 0.0, 1.0);
    }
    const auto [low, high] = std::ranges::minmax(rows_, {}, &RankedItem::score);
    const double span = high.score - low.score;
    // The last of the list still shows a stub: it was chosen out of the whole catalog.
    return span > 0 ? 0.1 + 0.9 * (ranked->score - low.score) / span : 1.0;
}

QString RankingModel::strengthText(const int row) const {
    const RankedItem* const ranked = rankedAt(row);
    if (!ranked) {
        return {};
    }
    return ranked->probability
               ? tr("%1 % likely to please").arg(std::lround(100 * *ranked->probability))
               : tr("score %1").arg(chartNumber(ranked->score));
}

int RankingModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

QVariant RankingModel::data(const QModelIndex& index, const int role) const {
    const RankedItem* const ranked = rankedAt(index.row());
    if (!ranked) {
        return {};
    }
    const Item& item = itemAt(index.row());
    if (role == Qt::DisplayRole) {
        return toQt(item.title);
    }
    if (role == Qt::ToolTipRole) {
        QString words = tr("%1\nRank %2, score %3")
                            .arg(toQt(item.title))
                            .arg(ranked->rank)
                            .arg(chartNumber(ranked->score));
        if (ranked->probability) {
            words += QLatin1Char('\n') + tr("%1 % likely to please, where one product in two does")
                                             .arg(std::lround(100 * *ranked->probability));
        }
        return words;
    }
    if (role == Qt::AccessibleTextRole) {
        QStringList parts{tr("Rank %1").arg(ranked->rank),
                          toQt(item.title),
                          workspace_.priceText(item.price),
                          strengthText(index.row()),
                          rule(index.row()),
                          movement(index.row()),
                          difference(index.row())};
        parts.removeAll(QString());
        return parts.join(QStringLiteral(", "));
    }
    return {};
}

}  // namespace haberdash::ui
