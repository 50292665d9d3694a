// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/evaluate/run_list.h"

#include "ui/convert.h"
#include "ui/shell/theme.h"
#include "ui/train/words.h"

#include <QEvent>
#include <QPainter>
#include <QSignalBlocker>

#include <algorithm>

namespace haberdash::ui {

namespace {

constexpr int kRunRole = Qt::UserRole;

// A short piece of the run's line, dashed where the line is.
QIcon markOf(const QString& run, const QPalette& palette) {
    const int side = scaled(18);
    QPixmap pixmap(side * 2, side * 2);
    pixmap.setDevicePixelRatio(2);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    QPen pen(seriesColour(palette, runColour(run)), scaled(4));
    pen.setCapStyle(Qt::FlatCap);
    pen.setStyle(isRunDashed(run) ? Qt::DotLine : Qt::SolidLine);
    painter.setPen(pen);
    painter.drawLine(QPointF(1, side / 2.0), QPointF(side - 1, side / 2.0));
    return QIcon(pixmap);
}

}  // namespace

RunList::RunList(QWidget* parent) : QListWidget(parent) {
    setAccessibleName(tr("Runs to evaluate"));
    setAlternatingRowColors(false);
    setUniformItemSizes(true);
    connect(this, &QListWidget::itemChanged, this, &RunList::tickedChanged);
    connect(this, &QListWidget::itemActivated, this, [](QListWidgetItem* item) {
        item->setCheckState(item->checkState() == Qt::Checked ? Qt::Unchecked : Qt::Checked);
    });
}

void RunList::setRuns(const std::vector<Run>& runs) {
    const QStringList kept = ticked();
    {
        const QSignalBlocker quiet(this);
        clear();
        for (auto run = runs.rbegin(); run != runs.rend(); ++run) {
            if (!run->hasModel) {
                continue;
            }
            const QString id = toQt(run->id);
            auto* const item = new QListWidgetItem(
                run->note.empty() ? runTitle(*run)
                                  : QStringLiteral("%1 · %2").arg(runTitle(*run), toQt(run->note)),
                this);
            item->setData(kRunRole, id);
            item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
            item->setCheckState(kept.contains(id) ? Qt::Checked : Qt::Unchecked);
            item->setToolTip(tr("%1, started %2").arg(item->text(), timeText(run->created)));
        }
        paintMarks();
    }
    if (ticked() != kept) {
        Q_EMIT tickedChanged();
    }
}

void RunList::setTicked(const QStringList& runs) {
    {
        const QSignalBlocker quiet(this);
        for (int row = 0; row < count(); ++row) {
            const bool isTicked = runs.contains(item(row)->data(kRunRole).toString());
            item(row)->setCheckState(isTicked ? Qt::Checked : Qt::Unchecked);
        }
    }
    Q_EMIT tickedChanged();
}

QStringList RunList::ticked() const {
    QStringList runs;
    for (int row = count() - 1; row >= 0; --row) {
        if (item(row)->checkState() == Qt::Checked) {
            runs << item(row)->data(kRunRole).toString();
        }
    }
    return runs;
}

void RunList::paintMarks() {
    for (int row = 0; row < count(); ++row) {
        item(row)->setIcon(markOf(item(row)->data(kRunRole).toString(), palette()));
    }
}

void RunList::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        const QSignalBlocker quiet(this);
        paintMarks();
    }
    QListWidget::changeEvent(event);
}

}  // namespace haberdash::ui
