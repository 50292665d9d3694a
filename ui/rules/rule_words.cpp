// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rules/rule_words.h"

#include "core/data/base/clock.h"
#include "ui/convert.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QStringList>

#include <algorithm>

namespace haberdash::ui {

namespace {

constexpr qsizetype kMostNamed = 3;  // products of a rule before the rest is only counted

struct Tr {
    Q_DECLARE_TR_FUNCTIONS(haberdash::ui::Rules)
};

QString titleOf(const std::string& sku, const ItemStore& items) {
    const std::optional<ItemId> item = items.idOfSku(sku);
    return toQt(item ? items.item(*item).title : sku);
}

QString subjectOf(const Rule& rule, const ItemStore& items) {
    QStringList named;
    for (const std::string& sku : rule.items) {
        named << titleOf(sku, items);
    }
    if (named.size() > kMostNamed) {
        const auto others = static_cast<int>(named.size() - kMostNamed);
        named.resize(kMostNamed);
        named << Tr::tr("%n more", "products of a rule", others);
    }
    if (!rule.where.empty()) {
        QStringList values;
        for (const auto& [fact, value] : rule.where) {
            values << toQt(value);
        }
        named << Tr::tr("all of %1").arg(values.join(QStringLiteral(" · ")));
    }
    return named.join(QStringLiteral(", "));
}

QString dayText(const std::int64_t time) {
    return QLocale().toString(QDateTime::fromSecsSinceEpoch(time).date(), QLocale::ShortFormat);
}

}  // namespace

QString ruleText(const Rule& rule, const ItemStore& items) {
    const QString subject = subjectOf(rule, items);
    const QString strength = QLocale().toString(rule.strength, 'g', 3);
    QString text;
    switch (rule.kind) {
        case RuleKind::Pin:
            text = Tr::tr("%1: pinned to place %2").arg(subject).arg(rule.place);
            break;
        case RuleKind::Boost:
            text = Tr::tr("%1: boosted by %2").arg(subject, strength);
            break;
        case RuleKind::Bury:
            text = Tr::tr("%1: buried by %2").arg(subject, strength);
            break;
        case RuleKind::Hide:
            text = Tr::tr("%1: hidden").arg(subject);
            break;
    }
    if (rule.from != 0) {
        text += Tr::tr(", from %1").arg(dayText(rule.from));
    }
    if (rule.until != 0) {
        text += Tr::tr(", until %1").arg(dayText(rule.until));
    }
    return text;
}

std::optional<RuleKind> ruleEffect(const std::vector<Rule>& rules, const Item& item) {
    const std::int64_t now = unixNow();
    const auto pins = pinsOf(rules, now);
    if (std::ranges::any_of(pins, [&](const auto& pin) { return pin.second == item.sku; })) {
        return RuleKind::Pin;
    }
    double lift = 0;
    for (const Rule& rule : rules) {
        if (rule.isActive(now) && holdsFor(rule, item)) {
            lift += rule.kind == RuleKind::Boost  ? rule.strength
                    : rule.kind == RuleKind::Bury ? -rule.strength
                                                  : 0;
        }
    }
    return lift > 0   ? std::optional(RuleKind::Boost)
           : lift < 0 ? std::optional(RuleKind::Bury)
                      : std::nullopt;
}

QString ruleMark(const std::vector<Rule>& rules, const Item& item) {
    const std::optional<RuleKind> effect = ruleEffect(rules, item);
    return !effect                     ? QString()
           : effect == RuleKind::Pin   ? Tr::tr("pinned")
           : effect == RuleKind::Boost ? Tr::tr("boosted")
                                       : Tr::tr("buried");
}

}  // namespace haberdash::ui
