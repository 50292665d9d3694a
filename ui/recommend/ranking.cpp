// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recommend/ranking.h"

#include "ui/convert.h"
#include "ui/json_numbers.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <functional>
#include <iterator>

namespace haberdash::ui {

namespace {

std::string textAt(const Json& json, const char* key) {
    const auto found = json.find(key);
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

const Json& listAt(const Json& json, const char* key) {
    static const Json nothing = Json::array();
    const auto found = json.find(key);
    return found != json.end() && found->is_array() ? *found : nothing;
}

}  // namespace

std::optional<std::size_t> Ranking::rankOf(const ItemId item) const {
    const auto found = std::ranges::find(items, item, &RankedItem::item);
    return found == items.end() ? std::nullopt : std::optional(found->rank);
}

Ranking rankingFrom(const Json& result, const ItemStore& items) {
    Ranking ranking;
    if (!result.is_object()) {
        return ranking;
    }
    ranking.run = toQt(textAt(result, "run"));
    ranking.kind = toQt(textAt(result, "kind"));
    ranking.user = toQt(textAt(result, "user"));
    ranking.candidates = static_cast<std::int64_t>(numberAt(result, "candidates", 0));
    ranking.labels = static_cast<std::size_t>(numberAt(result, "labels", 0));
    ranking.tookMs = numberAt(result, "took_ms", 0);
    for (const Json& entry : listAt(result, "items")) {
        const std::optional<ItemId> item = items.idOfSku(textAt(entry, "id"));
        if (!item) {
            continue;
        }
        RankedItem ranked{.item = *item, .score = numberAt(entry, "score", 0)};
        ranked.rank = static_cast<std::size_t>(
            numberAt(entry, "rank", static_cast<double>(ranking.items.size() + 1)));
        if (const double probability = numberAt(entry, "probability", -1); probability >= 0) {
            ranked.probability = probability;
        }
        if (const double other = numberAt(entry, "other_rank", 0); other > 0) {
            ranked.otherRank = static_cast<std::size_t>(other);
        }
        ranking.items.push_back(ranked);
    }
    return ranking;
}

std::optional<OtherRanking> otherRankingFrom(const Json& result, const ItemStore& items) {
    const auto against = result.is_object() ? result.find("against") : result.end();
    if (against == result.end() || !against->is_object()) {
        return std::nullopt;
    }
    OtherRanking other{.run = toQt(textAt(*against, "run")),
                       .overlap = static_cast<std::size_t>(numberAt(*against, "overlap", 0))};
    if (const auto tau = against->find("tau"); tau != against->end() && tau->is_number()) {
        other.tau = tau->get<double>();
    }
    const Json& rows = listAt(result, "items");
    const Json& ranks = listAt(*against, "ranks");
    for (std::size_t i = 0; i < std::min(rows.size(), ranks.size()); ++i) {
        const std::optional<ItemId> item = items.idOfSku(textAt(rows[i], "id"));
        if (item && ranks[i].is_number()) {
            other.ranks.emplace(*item, ranks[i].get<std::size_t>());
        }
    }
    return other;
}

QString placeText(const QString& run, const std::optional<std::size_t> rank) {
    return rank ? QStringLiteral("%1 #%2").arg(run).arg(*rank)
                : QCoreApplication::translate("haberdash::ui::Ranking", "not in %1").arg(run);
}

QString movementText(const Ranking* before, const RankedItem& now) {
    if (!before || before->items.empty()) {
        return {};
    }
    const auto old = before->rankOf(now.item);
    if (!old) {
        return QCoreApplication::translate("haberdash::ui::Ranking", "new");
    }
    if (*old == now.rank) {
        return {};
    }
    return *old > now.rank ? QStringLiteral("▲%1").arg(*old - now.rank)
                           : QStringLiteral("▼%1").arg(now.rank - *old);
}

Reasons reasonsFrom(const Json& result, const ItemId item, const ItemStore& items) {
    Reasons reasons{.item = item};
    if (!result.is_object()) {
        return reasons;
    }
    reasons.score = numberAt(result, "score", 0);
    reasons.base = numberAt(result, "base", 0);
    if (const auto parts = result.find("modalities"); parts != result.end() && parts->is_object()) {
        for (const auto& [name, value] : parts->items()) {
            if (value.is_number()) {
                reasons.modalities.emplace_back(toQt(name), value.get<double>());
            }
        }
    }
    for (const Json& entry : listAt(result, "events")) {
        if (const auto id = items.idOfSku(textAt(entry, "id"))) {
            reasons.events.push_back(
                {*id, toQt(textAt(entry, "kind")), numberAt(entry, "drop", 0)});
        }
    }
    reasons.nearest = items.idOfSku(textAt(result, "nearest"));
    return reasons;
}

namespace {

/// Those on one side: `sign` 1 raises the score, -1 lowers it.
std::vector<ExplainedEvent> eventsOn(const int sign, const Reasons& reasons) {
    std::vector<ExplainedEvent> events;
    std::ranges::copy_if(reasons.events, std::back_inserter(events), [&](const auto& event) {
        return sign * event.drop > 0;
    });
    std::ranges::stable_sort(events, std::ranges::greater(), [&](const ExplainedEvent& event) {
        return sign * event.drop;
    });
    return events;
}

}  // namespace

std::vector<ExplainedEvent> eventsFor(const Reasons& reasons) {
    return eventsOn(1, reasons);
}

std::vector<ExplainedEvent> eventsAgainst(const Reasons& reasons) {
    return eventsOn(-1, reasons);
}

std::vector<std::pair<QString, double>> sharesOf(const Reasons& reasons) {
    double whole = 0;
    for (const auto& [name, value] : reasons.modalities) {
        whole += std::abs(value);
    }
    std::vector<std::pair<QString, double>> shares;
    for (const auto& [name, value] : reasons.modalities) {
        shares.emplace_back(name, whole > 0 ? value / whole : 0.0);
    }
    return shares;
}

}  // namespace haberdash::ui
