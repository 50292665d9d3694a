// SPDX-License-Identifier: GPL-3.0-or-later

// The part of Workspace that writes labels: the window's only writer of them.

#include "ui/convert.h"
#include "ui/shell/workspace.h"

#include <QDateTime>
#include <QSettings>

namespace haberdash::ui {

namespace {

QString annotatorKey() {
    return QStringLiteral("label/annotator");
}

QString personaKey() {
    return QStringLiteral("label/persona");
}

}  // namespace

const LabelHistory& Workspace::labels() {
    if (!labels_) {
        labels_.emplace();
    }
    labels_->catchUp(LabelStore(project_->database()));
    return *labels_;
}

QString Workspace::annotatorName() {
    const QString kept = QSettings().value(annotatorKey()).toString().trimmed();
    const QString login = qEnvironmentVariable("USER", tr("me"));
    return kept.isEmpty() ? login : kept;
}

void Workspace::setAnnotatorName(const QString& name) {
    QSettings().setValue(annotatorKey(), name.trimmed());
}

QString Workspace::labelPersona() {
    return QSettings().value(personaKey()).toString();
}

void Workspace::setLabelPersona(const QString& key) {
    QSettings().setValue(personaKey(), key);
}

AnnotatorId Workspace::annotator() {
    LabelStore store(project_->database());
    return store.annotatorOf(fromQt(annotatorName()), QDateTime::currentMSecsSinceEpoch());
}

void Workspace::requireWritable() const {
    if (isReadOnly()) {
        throw Error(ErrorKind::Locked, fromQt(readOnlySentence()));
    }
}

void Workspace::addLabels(std::vector<LabelEvent>& events, const std::optional<AnnotatorId> who) {
    requireWritable();
    const AnnotatorId annotator = who ? *who : this->annotator();
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    for (LabelEvent& event : events) {
        event.annotator = annotator;
        event.time = now;
    }
    LabelStore(project_->database()).append(events);
    Q_EMIT labelsChanged();
}

std::optional<std::int64_t> Workspace::undoLabel(const std::optional<AnnotatorId> who) {
    return reverse(LabelKind::Undo, who);
}

std::optional<std::int64_t> Workspace::redoLabel(const std::optional<AnnotatorId> who) {
    return reverse(LabelKind::Redo, who);
}

std::optional<std::int64_t> Workspace::reverse(const LabelKind kind,
                                               const std::optional<AnnotatorId> who) {
    requireWritable();
    const AnnotatorId annotator = who ? *who : this->annotator();
    const std::optional<std::int64_t> step =
        kind == LabelKind::Undo ? labels().undoable(annotator) : labels().redoable(annotator);
    if (step) {
        std::vector<LabelEvent> events{{.kind = kind, .of = *step}};
        addLabels(events, annotator);
    }
    return step;
}

bool Workspace::undoStep(const std::int64_t step) {
    const LabelEvent* const first = labels().find(step);
    if (first == nullptr || labels().isUndone(step)) {
        return false;
    }
    std::vector<LabelEvent> events{{.kind = LabelKind::Undo, .of = step}};
    addLabels(events, first->annotator);
    return true;
}

void Workspace::noteLabelsChanged() {
    Q_EMIT labelsChanged();
}

}  // namespace haberdash::ui
