// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/label/label_words.h"

#include "core/data/labels/label_store.h"
#include "ui/convert.h"
#include "ui/shell/workspace.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <set>

namespace haberdash::ui {

namespace {

/// The context of this file's words.
struct Tr {
    Q_DECLARE_TR_FUNCTIONS(haberdash::ui::LabelWords)
};

QString pairText(const std::string& choice) {
    return choice == "a"     ? Tr::tr("Left")
           : choice == "b"   ? Tr::tr("Right")
           : choice == "tie" ? Tr::tr("Tie")
                             : Tr::tr("Neither");
}

QString rankText(const std::string& choice) {
    QStringList places;
    for (const char letter : choice) {
        places << QString::number(letter - 'a' + 1);
    }
    return Tr::tr("Ranking %1", "numbers of products, best first")
        .arg(places.join(QStringLiteral(", ")));
}

/// What was decided between two products, with their titles.
QString preferenceText(const LabelEvent& event, const QString& first, const QString& second) {
    if (event.choice == "tie") {
        return Tr::tr("%1 as much as %2", "two products").arg(first, second);
    }
    if (event.choice == "neither") {
        return Tr::tr("Neither %1 nor %2", "two products").arg(first, second);
    }
    return event.choice == "a" ? Tr::tr("%1 rather than %2", "two products").arg(first, second)
                               : Tr::tr("%1 rather than %2", "two products").arg(second, first);
}

/// Titles in the order of what was said, as far as a place was given.
QString rankedTitles(const LabelEvent& event, const QStringList& titles) {
    QStringList ranked;
    for (const char letter : event.choice) {
        ranked << titles.value(letter - letterOf(0));
    }
    return ranked.join(QStringLiteral(" > "));
}

}  // namespace

QString decisionText(const LabelEvent& event) {
    switch (event.kind) {
        case LabelKind::Like:
            return Tr::tr("Like");
        case LabelKind::Dislike:
            return Tr::tr("Dislike");
        case LabelKind::Unsure:
            return Tr::tr("Unsure");
        case LabelKind::Pair:
            return pairText(event.choice);
        case LabelKind::Rate:
            return Tr::tr("Rating %1").arg(toQt(event.choice));
        case LabelKind::Rank:
            return rankText(event.choice);
        case LabelKind::Skip:
            return Tr::tr("Skip");
        case LabelKind::Flag:
            return Tr::tr("Flag");
        case LabelKind::Clear:
            return Tr::tr("Labels cleared");
        case LabelKind::Undo:
        case LabelKind::Redo:
            break;
    }
    return {};
}

QString nameOf(const std::vector<Annotator>& annotators, const AnnotatorId annotator) {
    const auto found = std::ranges::find(annotators, annotator, &Annotator::id);
    return found == annotators.end() ? QStringLiteral("?") : toQt(found->name);
}

QString titleOf(Workspace& workspace, const std::string& sku) {
    const std::optional<ItemId> id = workspace.items().idOfSku(sku);
    return toQt(id ? workspace.items().item(*id).title : sku);
}

QString personaName(Workspace& workspace, const std::string& key) {
    const std::optional<Persona> persona = workspace.events().persona(key);
    return toQt(persona ? persona->name : key);
}

QString eventText(Workspace& workspace, const LabelEvent& event) {
    QStringList titles;
    for (std::size_t position = 0; position < event.items.size(); ++position) {
        const bool isMeant = event.kind != LabelKind::Flag || event.choice.empty() ||
                             event.choice.find(letterOf(position)) != std::string::npos;
        if (isMeant) {
            titles << titleOf(workspace, event.items[position]);
        }
    }
    if (event.kind == LabelKind::Pair && titles.size() == 2) {
        return preferenceText(event, titles[0], titles[1]);
    }
    if (event.kind == LabelKind::Rank) {
        return Tr::tr("Best first: %1", "a ranking").arg(rankedTitles(event, titles));
    }
    const QString text =
        Tr::tr("%1 of %2", "a decision and products")
            .arg(decisionText(event), titles.join(Tr::tr(" or ", "between two products")));
    return event.kind == LabelKind::Flag
               ? Tr::tr("%1: %2", "a flag and its reason").arg(text, toQt(event.note))
               : text;
}

QString stepText(Workspace& workspace, const std::int64_t step) {
    const std::vector<const LabelEvent*> events = workspace.labels().step(step);
    if (events.empty()) {
        return {};
    }
    const LabelEvent& first = *events.front();
    const QString text =
        events.size() == 1 ? eventText(workspace, first)
                           : Tr::tr("%1 of %n product(s)", nullptr, static_cast<int>(events.size()))
                                 .arg(decisionText(first));
    const std::optional<Persona> persona =
        first.persona.empty() ? std::nullopt : workspace.events().persona(first.persona);
    return persona ? Tr::tr("%1, for “%2”", "a label and a persona").arg(text, toQt(persona->name))
                   : text;
}

QString reversalText(Workspace& workspace,
                     const std::optional<std::int64_t> step,
                     const bool isUndo) {
    if (!step) {
        return isUndo ? Tr::tr("There is nothing to undo.") : Tr::tr("There is nothing to redo.");
    }
    const QString text = stepText(workspace, *step);
    return isUndo ? Tr::tr("Taken back: %1.").arg(text) : Tr::tr("Holds again: %1.").arg(text);
}

QString labelledText(Workspace& workspace, const std::string& sku) {
    std::set<AnnotatorId> annotators;
    int count = 0;
    const LabelHistory& labels = workspace.labels();
    for (const LabelEvent& event : labels.events()) {
        const bool isAnswer = event.kind != LabelKind::Skip && event.kind != LabelKind::Clear;
        if (isAnswer && std::ranges::find(event.items, sku) != event.items.end() &&
            labels.holds(event)) {
            ++count;
            annotators.insert(event.annotator);
        }
    }
    QStringList names;
    for (const Annotator& annotator : LabelStore(workspace.project().database()).annotators()) {
        if (annotators.contains(annotator.id)) {
            names << toQt(annotator.name);
        }
    }
    return count == 0 ? QString()
                      : Tr::tr("%n label(s) (%1)", "", count).arg(names.join(QStringLiteral(", ")));
}

}  // namespace haberdash::ui
