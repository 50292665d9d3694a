// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/command_palette.h"

#include "ui/shell/icons.h"
#include "ui/shell/theme.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace haberdash::ui {

namespace {

constexpr std::size_t kMostEntries = 40;

QWidget* rowOf(const CommandPalette::Entry& entry, QWidget* parent) {
    auto* const row = new QWidget(parent);
    auto* const line = new QHBoxLayout(row);
    line->setContentsMargins(scaled(12), 0, scaled(12), 0);
    line->setSpacing(scaled(10));
    auto* const picture = new QLabel(row);
    const int side = scaled(18);
    picture->setFixedWidth(side);
    picture->setPixmap(lineIcon(entry.icon, coloursOf(parent->palette()).inkMuted)
                           .pixmap(QSize(side, side), parent->devicePixelRatioF()));
    auto* const text = new QLabel(entry.text, row);
    text->setTextFormat(Qt::PlainText);
    text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto* const detail = new QLabel(entry.detail, row);
    detail->setTextFormat(Qt::PlainText);
    setRole(detail, "muted");
    line->addWidget(picture);
    line->addWidget(text, 1);
    line->addWidget(detail);
    if (!entry.keys.isEmpty()) {
        auto* const keys = new QLabel(entry.keys, row);
        keys->setTextFormat(Qt::PlainText);
        setRole(keys, "keycap");
        line->addWidget(keys, 0, Qt::AlignVCenter);
    }
    return row;
}

}  // namespace

CommandPalette::CommandPalette(QWidget* window)
    : Overlay(window), field_(new QLineEdit(panel())), list_(new QListWidget(panel())) {
    setPanelWidth(640);
    field_->setPlaceholderText(tr("Search products and shoppers, or run a command"));
    field_->setAccessibleName(tr("Search or run"));
    field_->setClearButtonEnabled(true);
    field_->installEventFilter(this);
    list_->setAccessibleName(tr("What was found"));
    list_->setFocusPolicy(Qt::NoFocus);
    list_->setUniformItemSizes(true);
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list_->setMinimumHeight(scaled(12 * 32 + 4));
    auto* const column = new QVBoxLayout(panel());
    column->setContentsMargins(scaled(12), scaled(12), scaled(12), scaled(12));
    column->setSpacing(scaled(8));
    column->addWidget(field_);
    column->addWidget(list_);
    connect(field_, &QLineEdit::textChanged, this, &CommandPalette::refill);
    connect(list_, &QListWidget::itemClicked, this, &CommandPalette::runCurrent);
}

void CommandPalette::addSource(Source source) {
    sources_.push_back(std::move(source));
}

std::vector<CommandPalette::Entry> CommandPalette::ranked(const std::vector<Source>& sources,
                                                          const QString& words) {
    std::vector<Entry> all;
    for (const Source& source : sources) {
        for (Entry& entry : source(words)) {
            all.push_back(std::move(entry));
        }
    }
    std::stable_sort(
        all.begin(), all.end(), [](const Entry& a, const Entry& b) { return a.score > b.score; });
    if (all.size() > kMostEntries) {
        all.resize(kMostEntries);
    }
    return all;
}

QWidget* CommandPalette::firstFocus() {
    field_->clear();
    refill();
    return field_;
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event) {
    if (watched == field_ && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        const int count = list_->count();
        const int row = list_->currentRow();
        constexpr int kPage = 10;
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            runCurrent();
            return true;
        }
        const int step = key == Qt::Key_Down       ? 1
                         : key == Qt::Key_Up       ? -1
                         : key == Qt::Key_PageDown ? kPage
                         : key == Qt::Key_PageUp   ? -kPage
                                                   : 0;
        if (step != 0 && !entries_.empty()) {
            const bool isSingle = step == 1 || step == -1;
            list_->setCurrentRow(isSingle ? (row + step + count) % count
                                          : std::clamp(row + step, 0, count - 1));
            return true;
        }
    }
    return Overlay::eventFilter(watched, event);
}

void CommandPalette::refill() {
    entries_ = ranked(sources_, field_->text().trimmed());
    list_->clear();
    for (const Entry& entry : entries_) {
        auto* const item = new QListWidgetItem(list_);
        item->setSizeHint(QSize(0, scaled(32)));
        item->setData(Qt::AccessibleTextRole, entry.text);
        list_->setItemWidget(item, rowOf(entry, list_));
    }
    if (entries_.empty()) {
        auto* const nothing = new QListWidgetItem(tr("Nothing found"), list_);
        nothing->setFlags(Qt::NoItemFlags);
        nothing->setTextAlignment(Qt::AlignCenter);
        nothing->setSizeHint(QSize(0, scaled(32)));
    }
    list_->setCurrentRow(entries_.empty() ? -1 : 0);
}

void CommandPalette::runCurrent() {
    const int row = list_->currentRow();
    if (row < 0 || static_cast<std::size_t>(row) >= entries_.size()) {
        return;
    }
    const std::function<void()> run = entries_[static_cast<std::size_t>(row)].run;
    close();
    QTimer::singleShot(0, this, run);
}

}  // namespace haberdash::ui
