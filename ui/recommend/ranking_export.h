// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/runs/run_store.h"
#include "ui/recommend/ranking_controller.h"

#include <QStringList>

namespace haberdash::ui {

/// What an exported ranking says of itself.
struct RankingFacts {
    QString project;
    QString audience;
    Run run;
    std::vector<Rule> rules;  ///< that it was made under
};

/// A row a product: rank, id, title, brand, price, score, probability, rule. RFC 4180.
std::string rankingCsv(const Ranking& ranking, const RankingFacts& facts, const ItemStore& items);

/// A page for people, complete in itself: pictures inside, the events that the ranking is made of.
std::string rankingHtml(const Ranking& ranking,
                        const std::vector<StripEvent>& events,
                        const RankingFacts& facts,
                        Workspace& workspace);

/// Writes `base`.html, .csv and .json (the run's settings and the events). Returns the files.
/// Throws Error(Disk).
QStringList exportRanking(const RankingController& controller,
                          Workspace& workspace,
                          const QString& base);

}  // namespace haberdash::ui
