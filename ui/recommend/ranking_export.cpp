// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recommend/ranking_export.h"

#include "core/data/base/csv_writer.h"
#include "core/data/base/files.h"
#include "core/data/base/numbers.h"
#include "core/data/catalog/thumb_store.h"
#include "ui/convert.h"
#include "ui/recommend/event_words.h"
#include "ui/recommend/simulated.h"
#include "ui/rules/rule_words.h"
#include "ui/train/words.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace haberdash::ui {

namespace {

constexpr const char* kStyle =
    "body{font:16px/1.5 Inter,Arial,sans-serif;color:#1e2433;background:#faf6ee;margin:0}"
    "main{max-width:1080px;margin:0 auto;padding:40px 24px}h1{font-size:28px;margin:0}"
    "p{color:#5a5d66;margin:4px 0 24px}ol{list-style:none;padding:0;display:grid;gap:16px;"
    "grid-template-columns:repeat(auto-fill,minmax(190px,1fr))}"
    "li{background:#fff;border:1px solid #dfd7c8;border-radius:10px;padding:10px}"
    "img{width:100%;aspect-ratio:1;object-fit:contain;border-radius:6px;background:#fff}"
    "b{display:block}small{color:#5a5d66}.bar{height:5px;border-radius:3px;background:#dfd7c8}"
    ".bar i{display:block;height:5px;border-radius:3px;background:#a92336}";

std::string escaped(const QString& text) {
    return fromQt(text.toHtmlEscaped());
}

std::string pictureTag(const Item& item, const ThumbStore& thumbs) {
    const std::string jpeg =
        item.pictureHash.empty() ? std::string() : thumbs.thumb(item.pictureHash);
    if (jpeg.empty()) {
        return {};
    }
    const QByteArray bytes(jpeg.data(), static_cast<qsizetype>(jpeg.size()));
    return "<img alt=\"\" src=\"data:image/jpeg;base64," + bytes.toBase64().toStdString() + "\">";
}

std::string tileOf(const RankedItem& ranked,
                   const Item& item,
                   const std::vector<Rule>& rules,
                   Workspace& workspace,
                   const ThumbStore& thumbs) {
    std::string tile = "<li>" + pictureTag(item, thumbs) + "<small>" + std::to_string(ranked.rank) +
                       " · " + escaped(toQt(item.brand)) + "</small><b>" +
                       escaped(toQt(item.title)) + "</b>" +
                       escaped(workspace.priceText(item.price));
    const QString rule = ruleMark(rules, item);
    if (!rule.isEmpty()) {
        tile += " <small>(" + escaped(rule) + ")</small>";
    }
    const QString score = figureText(ranked.score, 3);
    if (ranked.probability) {
        const QString percent = QString::number(100 * *ranked.probability, 'f', 0);
        tile += "<div class=\"bar\"><i style=\"width:" + fromQt(percent) + "%\"></i></div><small>" +
                escaped(QCoreApplication::translate("haberdash::ui::RankingExport",
                                                    "%1 % likely · score %2")
                            .arg(percent, score)) +
                "</small>";
    } else {
        tile += "<br><small>" +
                escaped(QCoreApplication::translate("haberdash::ui::RankingExport", "score %1")
                            .arg(score)) +
                "</small>";
    }
    return tile + "</li>\n";
}

Json configOf(const RankingController& controller,
              const RankingFacts& facts,
              const ItemStore& items) {
    Json config = {{"project", fromQt(facts.project)},
                   {"audience", fromQt(facts.audience)},
                   {"run", toJson(facts.run)},
                   {"rules", toJson(controller.rules())["rules"]},
                   {"events", Json::array()}};
    for (const StripEvent& event : controller.events()) {
        config["events"].push_back({{"id", items.item(event.item).sku},
                                    {"kind", wordOf(event.kind)},
                                    {"time", event.time},
                                    {"used", event.isOn}});
    }
    return config;
}

}  // namespace

std::string rankingCsv(const Ranking& ranking, const RankingFacts& facts, const ItemStore& items) {
    std::string text =
        csvRow({"rank", "id", "title", "brand", "price", "score", "probability", "rule"});
    for (const RankedItem& ranked : ranking.items) {
        const Item item = items.item(ranked.item);
        const std::optional<RuleKind> effect = ruleEffect(facts.rules, item);
        text += csvRow({std::to_string(ranked.rank),
                        item.sku,
                        item.title,
                        item.brand,
                        item.price ? toText(*item.price) : std::string(),
                        toText(ranked.score),
                        ranked.probability ? toText(*ranked.probability) : std::string(),
                        effect ? wordOf(*effect) : ""});
    }
    return text;
}

std::string rankingHtml(const Ranking& ranking,
                        const std::vector<StripEvent>& events,
                        const RankingFacts& facts,
                        Workspace& workspace) {
    Database thumbsFile(workspace.project().thumbsFile(), Access::ReadOnly);
    const ThumbStore thumbs(thumbsFile);
    const QString title =
        QCoreApplication::translate("haberdash::ui::RankingExport", "Recommended for %1")
            .arg(facts.audience);
    std::string page =
        "<!doctype html>\n<html><head><meta charset=\"utf-8\"><title>" + escaped(title) +
        "</title><style>" + kStyle + "</style></head><body><main>\n<h1>" + escaped(title) +
        "</h1>\n<p>" +
        escaped(QCoreApplication::translate("haberdash::ui::RankingExport",
                                            "%1, run %2, %3 products ranked, %4")
                    .arg(facts.project, runTitle(facts.run))
                    .arg(ranking.candidates)
                    .arg(QLocale().toString(QDateTime::currentDateTime(), QLocale::ShortFormat))) +
        "</p>\n<ol>\n";
    for (const RankedItem& ranked : ranking.items) {
        page += tileOf(ranked, workspace.items().item(ranked.item), facts.rules, workspace, thumbs);
    }
    page += "</ol>\n<h2>" +
            escaped(QCoreApplication::translate("haberdash::ui::RankingExport",
                                                "Made from these events")) +
            "</h2>\n<ul>\n";
    for (const StripEvent& event : events) {
        if (event.isOn) {
            page += "<li>" + escaped(toQt(workspace.items().item(event.item).title)) + ", " +
                    escaped(eventName(event.kind)) + "</li>\n";
        }
    }
    return page + "</ul>\n</main></body></html>\n";
}

QStringList exportRanking(const RankingController& controller,
                          Workspace& workspace,
                          const QString& base) {
    const RankingFacts facts{.project = workspace.name(),
                             .audience = isSimulated(workspace, workspace.audience())
                                             ? markSimulated(workspace.audience().name)
                                             : workspace.audience().name,
                             .run = workspace.runs().run(fromQt(workspace.currentRun())),
                             .rules = controller.rules()};
    const QStringList files{base + QStringLiteral(".html"),
                            base + QStringLiteral(".csv"),
                            base + QStringLiteral(".json")};
    writeFileAtomically(pathFromQt(files[0]),
                        rankingHtml(controller.ranking(), controller.events(), facts, workspace));
    writeFileAtomically(pathFromQt(files[1]),
                        rankingCsv(controller.ranking(), facts, workspace.items()));
    writeFileAtomically(pathFromQt(files[2]),
                        configOf(controller, facts, workspace.items()).dump(2) + "\n");
    return files;
}

}  // namespace haberdash::ui
