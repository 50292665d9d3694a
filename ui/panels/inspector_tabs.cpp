// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/convert.h"
#include "ui/engine_client/engine_client.h"
#include "ui/panels/inspector.h"
#include "ui/recommend/event_words.h"
#include "ui/recommend/simulated.h"
#include "ui/recommend/why_panel.h"
#include "ui/shell/theme.h"
#include "ui/shell/workspace.h"

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

/// The fields of a request that say for whom: {"user"}, {"persona"}, or {"history"} with whose
/// labels count beside it.
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
        case Audience::Kind::Annotator:
            return Json{{"history", Json::array()}, {"labels_of", fromQt(audience.key)}};
        case Audience::Kind::Nobody:
            break;
    }
    return std::nullopt;
}

QString stateText(const PictureState state) {
    switch (state) {
        case PictureState::None:
            return Inspector::tr("the catalog names none");
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

}  // namespace

void Inspector::refreshWhy() {
    Workspace& workspace = context_.workspace;
    why_->clear();
    if (workspace.currentRun().isEmpty()) {
        why_->showProblem(tr("There is no trained model yet. Train one to see reasons."));
        return;
    }
    std::optional<Json> fields;
    try {
        fields = audienceFields(workspace);
    } catch (const Error& error) {
        why_->showProblem(toQt(error.what()));
        return;
    }
    if (!fields) {
        why_->showProblem(
            tr("Choose a shopper or a persona in Recommend to see why this product "
               "is recommended."));
        return;
    }
    why_->wait(item_->id,
               tr("Model %1, for %2").arg(workspace.currentRun(), workspace.audience().name),
               {});
    isAsking_ = true;
    fields->update(Json{{"run", fromQt(workspace.currentRun())}, {"item", item_->sku}});
    context_.engine.query(
        this,
        QStringLiteral("explain"),
        *fields,
        [this, item = item_->id](const Json& result) {
            isAsking_ = false;
            if (context_.workspace.isOpen()) {
                why_->show(reasonsFrom(result, item, context_.workspace.items()));
            }
        },
        [this, item = item_->id](const QString& sentence) {
            isAsking_ = false;
            if (why_->item() == item) {
                why_->showProblem(sentence);
            }
        },
        QStringLiteral("inspector.why"));
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
    const QString name =
        shopper && shopper->isSimulated ? markSimulated(audience.name) : audience.name;
    addLine(column, "overline", tr("%1, latest first").arg(name));
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
                    .arg(toQt(item.title), eventName(events[i].kind), timeText(events[i].time)));
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
