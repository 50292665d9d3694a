// SPDX-License-Identifier: GPL-3.0-or-later

// Labels from the grid: one key for all that is selected, one step to undo.

#include "core/data/labels/label_json.h"
#include "ui/catalog/catalog_browser.h"
#include "ui/catalog/catalog_view.h"
#include "ui/convert.h"
#include "ui/engine_client/engine_client.h"
#include "ui/label/label_words.h"
#include "ui/pictures/tile_grid.h"
#include "ui/shell/command_table.h"
#include "ui/shell/workspace.h"
#include "ui/widgets/notice_bar.h"

#include <QDateTime>
#include <QDir>
#include <QTemporaryFile>

#include <map>
#include <memory>
#include <ranges>
#include <utility>

namespace haberdash::ui {

namespace {

constexpr std::size_t kMany = 2000;  // a tenth of a second's work

std::vector<std::string> skusOf(const ItemStore& store, const std::vector<ItemId>& items) {
    if (items.size() == 1) {
        return {store.item(items.front()).sku};
    }
    std::map<ItemId, std::string> skuOf;
    for (ItemStore::Key& key : store.keys()) {
        skuOf.emplace(key.id, std::move(key.sku));
    }
    std::vector<std::string> skus;
    for (const ItemId item : items) {
        skus.push_back(skuOf.at(item));
    }
    return skus;
}

/// The step of the bulk labels that were handed over at `time`; 0: they were taken back already.
std::int64_t stepOfJob(const LabelHistory& labels, const qint64 time) {
    for (const LabelEvent* const event : labels.held() | std::views::reverse) {
        if (event->source == LabelSource::Bulk && event->time == time) {
            return event->step;
        }
    }
    return 0;
}

}  // namespace

void CatalogView::addLabelCommands() {
    const auto add = [this](const QString& id,
                            const QString& text,
                            const QString& hint,
                            const QKeySequence& keys,
                            const char* icon,
                            std::function<void()> run) {
        context_.commands
            .add({.id = id,
                  .menu = QStringLiteral("label"),
                  .scope = Scope::Catalog,
                  .text = text,
                  .hint = hint,
                  .shortcut = keys,
                  .icon = QLatin1String(icon)},
                 this,
                 std::move(run))
            ->setAutoRepeat(false);  // a key that is held is one decision, and confirms none
    };
    add(QStringLiteral("catalog.like"),
        tr("&Like"),
        tr("Label the selected products as liked."),
        Qt::Key_L,
        "like",
        [this] { label(LabelKind::Like, {}, tr("Like")); });
    add(QStringLiteral("catalog.dislike"),
        tr("&Dislike"),
        tr("Label the selected products as disliked."),
        Qt::Key_X,
        "dislike",
        [this] { label(LabelKind::Dislike, {}, tr("Dislike")); });
    for (int rating = 1; rating <= 5; ++rating) {
        add(QStringLiteral("catalog.rate%1").arg(rating),
            tr("Rate &%1").arg(rating),
            tr("Rate the selected products."),
            static_cast<Qt::Key>(Qt::Key_0 + rating),
            "star",
            [this, rating] {
                label(LabelKind::Rate, std::to_string(rating), tr("Rating %1").arg(rating));
            });
    }
    add(QStringLiteral("catalog.clearLabel"),
        tr("&Clear labels"),
        tr("Take back likes and ratings of the selected products."),
        Qt::Key_0,
        "",
        [this] { label(LabelKind::Clear, {}, tr("Clear")); });
    add(QStringLiteral("catalog.undoLabel"),
        tr("Undo l&abel"),
        tr("Take back the last label, or the last labels given together."),
        QKeySequence(Qt::CTRL | Qt::Key_Z),
        "undo",
        [this] { reverseLabel(false); });
    add(QStringLiteral("catalog.redoLabel"),
        tr("R&edo label"),
        tr("Give again the label that was taken back."),
        QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z),
        "refresh",
        [this] { reverseLabel(true); });
}

void CatalogView::reverseLabel(const bool again) {
    if (!context_.workspace.isOpen()) {
        return;
    }
    try {
        Workspace& workspace = context_.workspace;
        const std::optional<std::int64_t> step =
            again ? workspace.redoLabel() : workspace.undoLabel();
        notice_->show(NoticeBar::Kind::Info, reversalText(workspace, step, !again));
    } catch (const Error& error) {
        notice_->show(NoticeBar::Kind::Problem, toQt(error.what()));
    }
}

void CatalogView::takeBack(const std::int64_t step) {
    if (!context_.workspace.isOpen()) {
        return;
    }
    try {
        notice_->show(NoticeBar::Kind::Info,
                      context_.workspace.undoStep(step)
                          ? reversalText(context_.workspace, step, true)
                          : tr("That was taken back already."));
    } catch (const Error& error) {
        notice_->show(NoticeBar::Kind::Problem, toQt(error.what()));
    }
}

void CatalogView::tellApplied(const QString& said,
                              const std::size_t count,
                              const std::int64_t step) {
    notice_->show(NoticeBar::Kind::Good,
                  tr("%1 applied to %n product(s).", nullptr, static_cast<int>(count)).arg(said),
                  tr("Undo"),
                  [this, step] { takeBack(step); });
}

// Very many are written by a job, as one step, from a file as labels are exported.
void CatalogView::labelInJob(std::vector<LabelEvent> events, const QString& said) {
    const auto file =
        std::make_shared<QTemporaryFile>(QDir::tempPath() + QStringLiteral("/labels-XXXXXX.jsonl"));
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    QByteArray rows;
    for (std::size_t at = 0; at < events.size(); ++at) {
        events[at].seq = static_cast<std::int64_t>(at) + 1;
        events[at].step = 1;
        events[at].time = now;
        const Json row = toJson(events[at], fromQt(Workspace::annotatorName()));
        rows += QByteArray::fromStdString(row.dump() + "\n");
    }
    if (!file->open() || file->write(rows) != rows.size() || !file->flush()) {
        throw Error(ErrorKind::Disk,
                    fromQt(tr("The labels could not be handed over, and nothing was labelled: "
                              "writing to %1 failed (%2); make room there and try again.")
                               .arg(QDir::tempPath(), file->errorString())));
    }
    file->close();
    const QString folder = context_.workspace.folder();
    Job* const job = context_.engine.start(
        said,
        {QStringLiteral("import-labels"), folder, QStringLiteral("--from"), file->fileName()});
    connect(job, &Job::finished, this, [this, job, file, folder, said, now] {
        if (job->state() != Job::State::Done || context_.workspace.folder() != folder) {
            return;  // the jobs strip says why
        }
        context_.workspace.noteLabelsChanged();
        tellApplied(said,
                    job->result().value("labels_added", std::size_t{0}),
                    stepOfJob(context_.workspace.labels(), now));
    });
}

void CatalogView::label(const LabelKind kind, const std::string& choice, const QString& word) {
    const std::vector<ItemId> items = actedOnAll();
    if (items.empty() || !context_.workspace.isOpen()) {
        return;
    }
    if (context_.workspace.isReadOnly()) {
        notice_->show(NoticeBar::Kind::Warning, context_.workspace.readOnlySentence());
        return;
    }
    const QString persona = Workspace::labelPersona();
    const std::optional<Persona> who =
        persona.isEmpty() ? std::nullopt : context_.workspace.events().persona(fromQt(persona));
    const QString said =
        who ? tr("%1, for “%2”", "a label and a persona").arg(word, toQt(who->name)) : word;
    const auto apply = [this, items, kind, choice, said, persona = who ? persona : QString()] {
        try {
            std::vector<LabelEvent> events;
            for (std::string& sku : skusOf(context_.workspace.items(), items)) {
                events.push_back({.persona = fromQt(persona),
                                  .kind = kind,
                                  .items = {std::move(sku)},
                                  .choice = choice,
                                  .source = LabelSource::Bulk});
            }
            if (events.size() > kMany) {
                labelInJob(std::move(events), said);
            } else {
                context_.workspace.addLabels(events);
                tellApplied(said, events.size(), events.front().step);
            }
        } catch (const Error& error) {
            notice_->show(NoticeBar::Kind::Problem, toQt(error.what()));
        }
    };
    if (items.size() == 1) {
        apply();
        return;
    }
    // What acts on many says so first; the same key again, or the button, applies it.
    const std::pair pending(said, items);
    if (pendingLabel_ == pending && notice_->isVisible()) {
        pendingLabel_ = {};
        apply();
        return;
    }
    pendingLabel_ = pending;
    notice_->show(NoticeBar::Kind::Info,
                  tr("%1: press the key again to apply it to all that are selected.").arg(said),
                  tr("Apply to %n", nullptr, static_cast<int>(items.size())),
                  [this, apply] {
                      pendingLabel_ = {};
                      apply();
                  });
}

}  // namespace haberdash::ui
