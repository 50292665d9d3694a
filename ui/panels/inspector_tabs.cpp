// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/convert.h"
#include "ui/engine_client/engine_client.h"
#include "ui/panels/inspector.h"
#include "ui/shell/theme.h"
#include "ui/shell/workspace.h"
#include "ui/widgets/share_bar.h"

#include <QDateTime>
#include <QLocale>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace haberdash::ui {

namespace {

QString timeText(const std::int64_t seconds) {
    return seconds > 0
               ? QLocale().toString(QDateTime::fromSecsSinceEpoch(seconds), QLocale::ShortFormat)
               : QString();
}

QString kindText(const EventKind kind) {
    switch (kind) {
        case EventKind::View:
            return Inspector::tr("viewed");
        case EventKind::Cart:
            return Inspector::tr("put into the cart");
        case EventKind::Purchase:
            return Inspector::tr("bought");
        case EventKind::Like:
            return Inspector::tr("liked");
        case EventKind::Dislike:
            return Inspector::tr("disliked");
    }
    return {};
}

QString kindText(const std::string& word) {
    const std::optional<EventKind> kind = eventKindFrom(word);
    return kind ? kindText(*kind) : toQt(word);
}

QString modalityName(const std::string& key) {
    if (key == "text") return Inspector::tr("Text");
    if (key == "image") return Inspector::tr("Picture");
    if (key == "facts") return Inspector::tr("Facts");
    if (key == "history") return Inspector::tr("History");
    return toQt(key);
}

/// The fields of a request that say for whom: {"user"}, {"persona"} or {"history"}.
std::optional<Json> audienceFields(Workspace& workspace) {
    const Audience& audience = workspace.audience();
    switch (audience.kind) {
        case Audience::Kind::Shopper:
            return Json{{"user", fromQt(audience.key)}};
        case Audience::Kind::Persona:
            return Json{{"persona", fromQt(audience.key)}};
        case Audience::Kind::Session: {
            Json history = Json::array();
            for (const SessionEvent& event : workspace.session()) {
                if (event.isOn) {
                    history.push_back({{"id", workspace.items().item(event.item).sku},
                                       {"kind", wordOf(event.kind)}});
                }
            }
            return Json{{"history", history}};
        }
        case Audience::Kind::Nobody:
            break;
    }
    return std::nullopt;
}

QString stateText(const PictureState state) {
    switch (state) {
        case PictureState::None:
            return Inspector::tr("the catalogue names none");
        case PictureState::Pending:
            return Inspector::tr("not read yet");
        case PictureState::Ok:
            return Inspector::tr("read");
        case PictureState::Missing:
            return Inspector::tr("the file is missing");
        case PictureState::Corrupt:
            return Inspector::tr("the file is damaged");
        case PictureState::Unsupported:
            return Inspector::tr("the format is not supported");
    }
    return {};
}

QString signedText(const double value) {
    const QString digits = QLocale().toString(std::abs(value), 'f', 3);
    return (value < 0 ? QStringLiteral("−") : QStringLiteral("+")) + digits;
}

}  // namespace

void Inspector::refreshWhy() {
    QVBoxLayout* const column = emptied(why_);
    Workspace& workspace = context_.workspace;
    if (workspace.currentRun().isEmpty()) {
        addLine(column, "muted", tr("There is no trained model yet. Train one to see reasons."));
        column->addStretch(1);
        return;
    }
    std::optional<Json> fields;
    try {
        fields = audienceFields(workspace);
    } catch (const Error& error) {
        addLine(column, "bad", toQt(error.what()));
    }
    if (!fields) {
        addLine(column,
                "muted",
                tr("Choose a shopper or a persona in Recommend to see why this product is "
                   "recommended."));
        column->addStretch(1);
        return;
    }
    addLine(column, "muted", tr("Asking the engine…"));
    column->addStretch(1);
    fields->update(Json{{"run", fromQt(workspace.currentRun())}, {"item", item_->sku}});
    isAsking_ = true;
    context_.engine.query(
        this,
        QStringLiteral("explain"),
        *fields,
        [this](const Json& result) { showReasons(result); },
        [this](const QString& sentence) {
            isAsking_ = false;
            QVBoxLayout* const refused = emptied(why_);
            addLine(refused, "bad", sentence);
            refused->addStretch(1);
        },
        QStringLiteral("inspector.why"));
}

void Inspector::showReasons(const Json& result) {
    isAsking_ = false;
    QVBoxLayout* const column = emptied(why_);
    Workspace& workspace = context_.workspace;
    const QLocale locale;
    addLine(column,
            "",
            tr("%1, model %2, for %3")
                .arg(tr("Score %1").arg(locale.toString(result.value("score", 0.0), 'f', 3)),
                     workspace.currentRun(),
                     workspace.audience().name));
    const Json modalities = result.value("modalities", Json::object());
    double largest = 1e-9;
    for (const auto& [key, value] : modalities.items()) {
        largest = std::max(largest, value.is_number() ? std::abs(value.get<double>()) : 0.0);
    }
    if (!modalities.empty()) {
        addLine(column, "overline", tr("What speaks for it, and what against"));
    }
    for (const auto& [key, value] : modalities.items()) {
        if (value.is_number()) {
            const auto share = value.get<double>();
            column->addWidget(
                new ShareBar(modalityName(key), share / largest, signedText(share), why_));
        }
    }
    const Json events = result.value("events", Json::array());
    if (!events.empty()) {
        column->addSpacing(scaled(8));
        addLine(column, "overline", tr("Because of"));
    }
    constexpr std::size_t kMostEvents = 8;
    for (std::size_t i = 0; i < std::min(events.size(), kMostEvents); ++i) {
        const Json& event = events[i];
        const std::string sku = event.value("id", std::string());
        const std::optional<ItemId> id = workspace.items().idOfSku(sku);
        const QString name = id ? toQt(workspace.items().item(*id).title) : toQt(sku);
        addLine(column,
                "",
                tr("%1, %2 (%3)")
                    .arg(name,
                         kindText(event.value("kind", std::string())),
                         signedText(event.value("drop", 0.0))));
    }
    column->addStretch(1);
}

void Inspector::refreshHistory() {
    QVBoxLayout* const column = emptied(history_);
    Workspace& workspace = context_.workspace;
    const Audience& audience = workspace.audience();
    if (audience.kind != Audience::Kind::Shopper) {
        addLine(column, "muted", tr("Choose a shopper in Recommend to see what they did."));
        column->addStretch(1);
        return;
    }
    const std::optional<Shopper> shopper = workspace.events().shopper(fromQt(audience.key));
    std::vector<Event> events =
        shopper ? workspace.events().eventsOf(shopper->id) : std::vector<Event>{};
    addLine(column, "overline", tr("%1, latest first").arg(audience.name));
    const bool hasThis = std::any_of(events.begin(), events.end(), [this](const Event& event) {
        return event.item == item_->id;
    });
    addLine(column,
            "muted",
            hasThis ? tr("This product is among them.") : tr("This product is not among them."));
    std::reverse(events.begin(), events.end());
    constexpr std::size_t kMostEvents = 30;
    for (std::size_t i = 0; i < std::min(events.size(), kMostEvents); ++i) {
        const Item item = workspace.items().item(events[i].item);
        addLine(column,
                events[i].item == item_->id ? "good" : "",
                QStringLiteral("%1 · %2 · %3")
                    .arg(toQt(item.title), kindText(events[i].kind), timeText(events[i].time)));
    }
    column->addStretch(1);
}

void Inspector::refreshFrom() {
    QVBoxLayout* const column = emptied(from_);
    const Item& item = *item_;
    addPair(column, tr("Product id"), toQt(item.sku));
    const std::optional<ItemStore::Origin> origin = context_.workspace.items().origin(item.id);
    if (origin) {
        addPair(column, tr("File"), toQt(origin->path));
        addPair(column, tr("Row"), QLocale().toString(static_cast<qlonglong>(origin->row)));
        addPair(column, tr("Format"), toQt(origin->format));
        addPair(column, tr("Imported"), timeText(origin->importedAt));
    }
    addPair(column, tr("Picture"), stateText(item.pictureState));
    if (!item.picturePath.empty()) {
        addPair(column, tr("Picture's file"), toQt(item.picturePath));
    }
    constexpr qsizetype kShortHash = 12;
    if (!item.pictureHash.empty()) {
        addPair(column, tr("Picture's SHA-256 begins"), toQt(item.pictureHash).left(kShortHash));
    }
    addPair(column, tr("Text's SHA-256 begins"), toQt(item.textHash).left(kShortHash));
    column->addStretch(1);
}

}  // namespace haberdash::ui
