// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/segmented_control.h"

#include "ui/shell/icons.h"
#include "ui/shell/theme.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPushButton>

namespace haberdash::ui {

SegmentedControl::SegmentedControl(const QString& name, QWidget* parent)
    : QWidget(parent), row_(new QHBoxLayout(this)), group_(new QButtonGroup(this)) {
    setAccessibleName(name);
    row_->setContentsMargins(0, 0, 0, 0);
    row_->setSpacing(0);
    group_->setExclusive(true);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    connect(group_, &QButtonGroup::buttonClicked, this, [this](const QAbstractButton* button) {
        Q_EMIT chosen(button->property("segment").toString());
    });
}

void SegmentedControl::add(const QString& id, const QString& text, const QString& iconName) {
    auto* button = new QPushButton(text, this);
    button->setCheckable(true);
    button->setProperty("segment", id);
    button->setAccessibleName(tr("%1: %2").arg(accessibleName(), text));
    if (!iconName.isEmpty()) {
        button->setIcon(lineIcon(iconName));
    }
    setRole(button, group_->buttons().isEmpty() ? "first segment" : "segment");
    // The chosen one is bold: room for that.
    QFont bold = button->font();
    bold.setWeight(QFont::DemiBold);
    const QFontMetrics metrics(bold);
    button->setMinimumWidth(button->sizeHint().width() + metrics.horizontalAdvance(text) -
                            button->fontMetrics().horizontalAdvance(text));
    group_->addButton(button);
    row_->addWidget(button);
    if (group_->buttons().size() == 1) {
        button->setChecked(true);
        setFocusProxy(button);
    }
}

QString SegmentedControl::currentId() const {
    const QAbstractButton* const button = group_->checkedButton();
    return button ? button->property("segment").toString() : QString();
}

void SegmentedControl::setCurrentId(const QString& id) {
    for (QAbstractButton* const button : group_->buttons()) {
        if (button->property("segment").toString() == id) {
            button->setChecked(true);
            setFocusProxy(button);
        }
    }
}

}  // namespace haberdash::ui
