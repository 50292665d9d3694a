// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalog/facet_section.h"

#include "ui/catalog/facet_list.h"
#include "ui/convert.h"
#include "ui/shell/icons.h"
#include "ui/shell/theme.h"

#include <QCoreApplication>
#include <QEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace haberdash::ui {

namespace {

constexpr std::size_t kFewValues = 6;
constexpr int kMostRows = 12;  // of a long list, before it scrolls

/// A click, Space or Enter chooses; arrows only move.
class FacetView : public QListView {
  public:
    using QListView::QListView;

  protected:
    void keyPressEvent(QKeyEvent* event) override {
        const bool isChoice = event->key() == Qt::Key_Space || event->key() == Qt::Key_Return ||
                              event->key() == Qt::Key_Enter;
        if (isChoice && currentIndex().isValid()) {
            Q_EMIT clicked(currentIndex());
            return;
        }
        QListView::keyPressEvent(event);
    }
};

QListView* madeList(const Fact fact, FacetListModel* model, QWidget* parent) {
    auto* const list = new FacetView(parent);
    list->setModel(model);
    list->setItemDelegate(new FacetDelegate(fact == Fact::Colour, list));
    list->setUniformItemSizes(true);
    list->setSelectionMode(QAbstractItemView::NoSelection);
    list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    list->setFrameShape(QFrame::NoFrame);
    setRole(list, "plain");
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    list->setMouseTracking(true);
    list->viewport()->setAutoFillBackground(false);
    list->setAccessibleName(factText(fact));
    return list;
}

}  // namespace

QString factText(const Fact fact) {
    switch (fact) {
        case Fact::Department:
            return QCoreApplication::translate("haberdash::ui::FacetSection", "Department");
        case Fact::Category:
            return QCoreApplication::translate("haberdash::ui::FacetSection", "Category");
        case Fact::Colour:
            return QCoreApplication::translate("haberdash::ui::FacetSection", "Colour");
        case Fact::Brand:
            return QCoreApplication::translate("haberdash::ui::FacetSection", "Brand");
        case Fact::Gender:
            return QCoreApplication::translate("haberdash::ui::FacetSection", "Gender");
        case Fact::Season:
            return QCoreApplication::translate("haberdash::ui::FacetSection", "Season");
        case Fact::Usage:
            return QCoreApplication::translate("haberdash::ui::FacetSection", "Usage");
    }
    return {};
}

QString factValueText(const QString& value) {
    return value.isEmpty() ? QCoreApplication::translate("haberdash::ui::FacetSection", "Not known")
                           : value;
}

FacetSection::FacetSection(const Fact fact, QWidget* parent)
    : QWidget(parent),
      fact_(fact),
      model_(new FacetListModel(this)),
      heading_(new QToolButton(this)),
      find_(new QLineEdit(this)),
      list_(madeList(fact, model_, this)),
      more_(new QToolButton(this)) {
    heading_->setText(factText(fact));
    heading_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    heading_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    heading_->setAccessibleName(tr("%1: show or hide").arg(factText(fact)));
    QFont strong = heading_->font();
    strong.setWeight(QFont::DemiBold);
    heading_->setFont(strong);
    find_->setPlaceholderText(tr("Find in %1").arg(factText(fact)));
    find_->setAccessibleName(find_->placeholderText());
    find_->setClearButtonEnabled(true);
    find_->hide();
    setRole(heading_, "section");
    setRole(more_, "more");
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(scaled(2));
    column->addWidget(heading_);
    column->addWidget(find_);
    column->addWidget(list_);
    column->addWidget(more_, 0, Qt::AlignLeading);
    connect(heading_, &QToolButton::clicked, this, [this] {
        isOpen_ = !isOpen_;
        showValues();
    });
    connect(more_, &QToolButton::clicked, this, [this] {
        isLong_ = !isLong_;
        find_->clear();
        showValues();
        if (isLong_ && find_->isVisibleTo(this)) {
            find_->setFocus();
        }
    });
    connect(find_, &QLineEdit::textChanged, this, &FacetSection::showValues);
    connect(list_, &QListView::clicked, this, [this](const QModelIndex& index) {
        Q_EMIT toggled(fact_, index.data(FacetListModel::kValueRole).toString());
    });
    showValues();
}

void FacetSection::setValues(const std::vector<FacetValue>& values) {
    values_.clear();
    std::ranges::copy_if(values, std::back_inserter(values_), [](const FacetValue& value) {
        return value.count > 0 || value.isChosen;
    });
    std::ranges::stable_partition(values_, &FacetValue::isChosen);
    showValues();
}

void FacetSection::showValues() {
    const bool hasMore = values_.size() > kFewValues;
    const QString words = find_->text();
    std::vector<FacetValue> shown;
    for (const FacetValue& value : values_) {
        const bool isAmongFew = isLong_ || shown.size() < kFewValues || value.isChosen;
        const bool fits = words.isEmpty() ||
                          factValueText(toQt(value.value)).contains(words, Qt::CaseInsensitive);
        if (isAmongFew && fits) {
            shown.push_back(value);
        }
    }
    model_->setValues(std::move(shown));
    const bool isNothing = values_.empty() || (values_.size() == 1 && values_[0].value.empty());
    setVisible(!isNothing);
    heading_->setIcon(lineIcon(isOpen_           ? QStringLiteral("chevron-down")
                               : isRightToLeft() ? QStringLiteral("chevron-left")
                                                 : QStringLiteral("chevron-right")));
    list_->setVisible(isOpen_);
    find_->setVisible(isOpen_ && isLong_ && values_.size() > static_cast<std::size_t>(kMostRows));
    more_->setVisible(isOpen_ && hasMore);
    more_->setText(
        isLong_ ? tr("Fewer")
                : tr("%n more…",
                     nullptr,
                     static_cast<int>(values_.size() - std::min(values_.size(), kFewValues))));
    more_->setAccessibleName(isLong_ ? tr("%1: show fewer").arg(factText(fact_))
                                     : tr("%1: show all values").arg(factText(fact_)));
    fitHeight();
}

void FacetSection::fitHeight() {
    const int rows = std::min(model_->rowCount(), kMostRows);
    const int rowHeight = std::max(scaled(26), fontMetrics().height() + scaled(8));
    list_->setFixedHeight(rows * rowHeight);
    list_->setVerticalScrollBarPolicy(model_->rowCount() > kMostRows ? Qt::ScrollBarAsNeeded
                                                                     : Qt::ScrollBarAlwaysOff);
}

void FacetSection::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        fitHeight();
    }
}

}  // namespace haberdash::ui
