// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/keys_overlay.h"

#include "ui/shell/theme.h"

#include <QFrame>
#include <QGridLayout>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

#include <map>

namespace haberdash::ui {

QString scopeName(const Scope scope) {
    switch (scope) {
        case Scope::Global:
            return KeysOverlay::tr("Everywhere");
        case Scope::Catalog:
            return KeysOverlay::tr("Catalog");
        case Scope::Recommend:
            return KeysOverlay::tr("Recommend");
        case Scope::Label:
            return KeysOverlay::tr("Label");
        case Scope::Session:
            return KeysOverlay::tr("Session");
        case Scope::Train:
            return KeysOverlay::tr("Train");
        case Scope::Evaluate:
            return KeysOverlay::tr("Evaluate");
        case Scope::Map:
            return KeysOverlay::tr("Map");
    }
    return {};
}

KeysOverlay::KeysOverlay(const CommandTable& commands, QWidget* window)
    : Overlay(window), commands_(commands), area_(new QScrollArea(panel())) {
    setPanelWidth(880);
    auto* const column = new QVBoxLayout(panel());
    column->setContentsMargins(scaled(24), scaled(20), scaled(24), scaled(20));
    auto* const title = new QLabel(tr("Keys"), panel());
    setRole(title, "title");
    auto* const hint = new QLabel(tr("Single letters work while no text field has the focus. "
                                     "Change any key under Preferences."),
                                  panel());
    hint->setWordWrap(true);
    setRole(hint, "muted");
    area_->setWidgetResizable(true);
    setRole(area_, "plain");
    area_->setAccessibleName(tr("All keys"));
    area_->setMinimumHeight(scaled(420));
    column->addWidget(title);
    column->addWidget(hint);
    column->addWidget(area_, 1);
}

QWidget* KeysOverlay::firstFocus() {
    refill();
    return area_;
}

void KeysOverlay::refill() {
    std::map<Scope, std::vector<std::size_t>> byScope;
    const std::vector<CommandSpec>& specs = commands_.specs();
    for (std::size_t i = 0; i < specs.size(); ++i) {
        const QAction* const action = commands_.action(specs[i].id);
        if (action && !action->shortcut().isEmpty()) {
            byScope[specs[i].scope].push_back(i);
        }
    }
    auto* const page = new QWidget(area_);
    auto* const grid = new QGridLayout(page);
    grid->setHorizontalSpacing(scaled(12));
    grid->setVerticalSpacing(scaled(6));
    constexpr int kColumns = 2;
    int heights[kColumns] = {0, 0};
    for (const auto& [scope, indices] : byScope) {
        const int column = heights[0] <= heights[1] ? 0 : 1;
        int row = heights[column];
        const int at = column * 3;
        auto* const heading = new QLabel(scopeName(scope), page);
        setRole(heading, "heading");
        grid->addWidget(heading, row++, at, 1, 2);
        for (const std::size_t i : indices) {
            const QAction* const action = commands_.action(specs[i].id);
            auto* const keys =
                new QLabel(action->shortcut().toString(QKeySequence::NativeText), page);
            setRole(keys, "keycap");
            auto* const text = new QLabel(QString(action->text()).remove(QLatin1Char('&')), page);
            text->setToolTip(specs[i].hint);
            grid->addWidget(keys, row, at, Qt::AlignTop | Qt::AlignLeft);
            grid->addWidget(text, row++, at + 1);
        }
        heights[column] = row + 1;
    }
    grid->setColumnStretch(1, 1);
    grid->setColumnMinimumWidth(2, scaled(16));
    grid->setColumnStretch(4, 1);
    grid->setRowStretch(std::max(heights[0], heights[1]) + 1, 1);
    area_->setWidget(page);
    page->setAutoFillBackground(false);
    area_->viewport()->setAutoFillBackground(false);
}

}  // namespace haberdash::ui
