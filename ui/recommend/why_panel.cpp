// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recommend/why_panel.h"

#include "ui/charts/chart_data.h"
#include "ui/convert.h"
#include "ui/pictures/picture_cache.h"
#include "ui/pictures/product_tile.h"
#include "ui/recommend/event_words.h"
#include "ui/shell/theme.h"
#include "ui/shell/workspace.h"

#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace haberdash::ui {

namespace {

QString scoreText(const double score) {
    const QString digits = score == 0 ? QStringLiteral("0") : chartNumber(std::abs(score));
    return score < 0 ? QStringLiteral("−") + digits : digits;
}

constexpr std::size_t kMostEvents = 5;  // under each heading

/// A share as a bar: in the accent when it speaks for the product, in grey when against it.
class ShareBar : public QWidget {
  public:
    ShareBar(const double share, QWidget* parent) : QWidget(parent), share_(share) {
        setFixedHeight(scaled(10));
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }

  protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const ThemeColours& colours = coloursOf(palette());
        const double radius = height() / 2.0;
        painter.setPen(Qt::NoPen);
        painter.setBrush(colours.line);
        painter.drawRoundedRect(rect(), radius, radius);
        const double width = std::max<double>(height(), std::abs(share_) * this->width());
        const bool isRightToLeft = layoutDirection() == Qt::RightToLeft;
        painter.setBrush(share_ >= 0 ? colours.accent : colours.lineStrong);
        painter.drawRoundedRect(
            QRectF(isRightToLeft ? this->width() - width : 0, 0, width, height()), radius, radius);
    }

  private:
    double share_;
};

/// A product's thumbnail that comes in when it is decoded.
class Thumb : public QWidget {
  public:
    Thumb(Item item, const int side, PictureCache& pictures, QWidget* parent)
        : QWidget(parent), item_(std::move(item)), pictures_(pictures) {
        setFixedSize(side, side);
        setToolTip(toQt(item_.title));
        connect(&pictures_, &PictureCache::ready, this, [this](const QString& hash) {
            if (hash == toQt(item_.pictureHash)) {
                update();
            }
        });
    }

  protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        ProductTile tile;
        fillPicture(tile,
                    item_.pictureState,
                    toQt(item_.pictureHash),
                    static_cast<int>(width() * devicePixelRatioF()),
                    pictures_);
        paintProductPicture(painter, rect(), tile.face, tile.picture, palette());
    }

  private:
    Item item_;
    PictureCache& pictures_;
};

}  // namespace

WhyPanel::WhyPanel(Workspace& workspace, PictureCache& pictures, QWidget* parent)
    : QWidget(parent),
      workspace_(workspace),
      pictures_(pictures),
      title_(new QLabel(this)),
      product_(new QLabel(this)),
      sentence_(new QLabel(this)),
      column_(new QVBoxLayout(this)) {
    setRole(title_, "heading");
    setRole(sentence_, "muted");
    for (QLabel* label : {title_, product_, sentence_}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    column_->setContentsMargins(scaled(16), scaled(12), scaled(16), scaled(12));
    column_->setSpacing(scaled(6));
    column_->addWidget(title_);
    column_->addWidget(product_);
    column_->addWidget(sentence_);
    column_->addStretch(1);
    setAccessibleName(tr("Why this product"));
    clear();
}

void WhyPanel::clearRows() {
    delete rows_;
    rows_ = nullptr;
    words_.clear();
}

void WhyPanel::clear() {
    item_.reset();
    clearRows();
    title_->setText(tr("Why?"));
    product_->hide();
    sentence_->setText(tr("Move to a product with the arrow keys to see what speaks for it."));
}

void WhyPanel::wait(const ItemId item, const QString& heading, const QString& subject) {
    if (item_ != item) {
        clearRows();
    }
    item_ = item;
    title_->setText(heading);
    product_->setText(subject);
    product_->setHidden(subject.isEmpty());
    if (!rows_) {
        sentence_->setText(tr("Weighing the reasons…"));
    }
}

void WhyPanel::showProblem(const QString& sentence) {
    clearRows();
    sentence_->setText(sentence);
}

QWidget* WhyPanel::pictureOf(const ItemId item, const int side) {
    return new Thumb(workspace_.items().item(item), side, pictures_, rows_);
}

void WhyPanel::addBar(const QString& name, const double share, const double value) {
    auto* const line = new QHBoxLayout;
    auto* const label = new QLabel(name, rows_);
    const QString percent = tr("%1 %").arg(std::lround(100 * share));
    auto* const figure = new QLabel(percent, rows_);
    figure->setToolTip(tr("adds %1 to the score").arg(chartNumber(value)));
    QFont strong = figure->font();
    strong.setWeight(QFont::DemiBold);
    figure->setFont(strong);
    line->addWidget(label, 1);
    line->addWidget(figure);
    auto* const rows = static_cast<QVBoxLayout*>(rows_->layout());
    rows->addLayout(line);
    auto* const bar = new ShareBar(share, rows_);
    bar->setAccessibleName(QStringLiteral("%1 %2").arg(name, percent));
    rows->addWidget(bar);
    words_ << QStringLiteral("%1 %2").arg(name, percent);
}

void WhyPanel::addEvent(const ExplainedEvent& event) {
    const auto kind = eventKindFrom(fromQt(event.kind)).value_or(EventKind::View);
    const QString title = toQt(workspace_.items().item(event.item).title);
    auto* const line = new QHBoxLayout;
    line->setSpacing(scaled(8));
    line->addWidget(pictureOf(event.item, scaled(44)));
    auto* const words =
        new QLabel(tr("%1, %2\n%3 without it")
                       .arg(title,
                            eventName(kind),
                            (event.drop >= 0 ? QStringLiteral("−") : QStringLiteral("+")) +
                                chartNumber(std::abs(event.drop))),
                   rows_);
    words->setTextFormat(Qt::PlainText);
    words->setWordWrap(true);
    line->addWidget(words, 1);
    static_cast<QVBoxLayout*>(rows_->layout())->addLayout(line);
    words_ << (event.drop >= 0 ? tr("because of %1, %2") : tr("in spite of %1, %2"))
                  .arg(title, eventName(kind));
}

void WhyPanel::addEvents(const QString& header, const std::vector<ExplainedEvent>& events) {
    if (events.empty()) {
        return;
    }
    auto* const label = new QLabel(header, rows_);
    setRole(label, "overline");
    label->setContentsMargins(0, scaled(8), 0, 0);
    rows_->layout()->addWidget(label);
    for (std::size_t i = 0; i < std::min(kMostEvents, events.size()); ++i) {
        addEvent(events[i]);
    }
}

void WhyPanel::show(const Reasons& reasons) {
    if (item_ != reasons.item) {
        return;
    }
    clearRows();
    rows_ = new QWidget(this);
    auto* const rows = new QVBoxLayout(rows_);
    rows->setContentsMargins(0, scaled(4), 0, 0);
    rows->setSpacing(scaled(6));
    sentence_->setText(tr("Its score is %1. Without anything known of product and shopper it would "
                          "be %2; the difference comes from:")
                           .arg(scoreText(reasons.score), scoreText(reasons.base)));
    sentence_->setToolTip(tr("Shared out fairly among the parts, as Shapley values"));
    const auto shares = sharesOf(reasons);
    for (std::size_t i = 0; i < shares.size(); ++i) {
        addBar(partName(shares[i].first), shares[i].second, reasons.modalities[i].second);
    }
    if (shares.empty()) {
        sentence_->setText(
            tr("This model looks at no product features: its score %1 comes from what "
               "shoppers did.")
                .arg(chartNumber(reasons.score)));
    }
    addEvents(tr("BECAUSE OF"), eventsFor(reasons));
    addEvents(tr("IN SPITE OF"), eventsAgainst(reasons));
    if (reasons.events.empty() && reasons.nearest) {
        addEvents(tr("MOST LIKE"), {{*reasons.nearest, QStringLiteral("view"), 0}});
    }
    column_->insertWidget(column_->count() - 1, rows_);
    setAccessibleDescription(summary());
}

QString WhyPanel::summary() const {
    return words_.isEmpty() ? sentence_->text() : words_.join(QStringLiteral(", "));
}

}  // namespace haberdash::ui
