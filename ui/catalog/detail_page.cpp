// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalog/detail_page.h"

#include "core/data/catalog/thumb_store.h"
#include "ui/catalog/catalog_model.h"
#include "ui/catalog/zoom_picture.h"
#include "ui/convert.h"
#include "ui/label/label_words.h"
#include "ui/pictures/picture_cache.h"
#include "ui/pictures/tile_grid.h"
#include "ui/shell/theme.h"
#include "ui/shell/view.h"
#include "ui/shell/workspace.h"
#include "ui/widgets/labelled_slider.h"

#include <QDateTime>
#include <QFileInfo>
#include <QFormLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>
#include <cmath>

namespace haberdash::ui {

namespace {

constexpr qsizetype kShortText = 900;  // characters before "Show all"
constexpr qsizetype kLongestText = 20000;
constexpr int kSimilarProducts = 16;

QLabel* plainLabel(const QString& text, QWidget* parent) {
    auto* const label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

}  // namespace

void DetailPage::show(const ItemId id, const int row, const int count) {
    const bool isOther = item_ != id;
    item_ = id;
    const QLocale locale;
    position_->setText(
        row < 0 ? QString() : tr("%1 of %2").arg(locale.toString(row + 1), locale.toString(count)));
    previous_->setEnabled(row > 0);
    next_->setEnabled(row >= 0 && row + 1 < count);
    try {
        showFacts(context_.workspace.items().item(id));
    } catch (const Error& error) {
        title_->setText(toQt(error.what()));
    }
    if (isOther) {
        similarModel_->setItems({});
        askSimilar();
    }
}

void DetailPage::showFacts(const Item& item) {
    sku_ = toQt(item.sku);
    brand_->setText(toQt(item.brand));
    brand_->setVisible(!item.brand.empty());
    title_->setText(toQt(item.title));
    price_->setText(context_.workspace.priceText(item.price));
    description_ = toQt(item.description).left(kLongestText);
    showDescription(false);
    ProductTile tile;
    fillPicture(tile, item.pictureState, toQt(item.pictureHash), 0, context_.pictures);
    const bool isPicture = item.pictureState == PictureState::Ok;
    picture_->setPicture(
        tile.face, isPicture ? toQt(item.pictureHash) : QString(), toQt(item.title));
    while (facts_->rowCount() > 0) {
        facts_->removeRow(0);
    }
    addFact(tr("Department"), toQt(item.department));
    addFact(tr("Category"), toQt(item.category));
    addFact(tr("Colour"), toQt(item.colour));
    addFact(tr("Gender"), toQt(item.gender));
    addFact(tr("Season"), toQt(item.season));
    addFact(tr("Usage"), toQt(item.usage));
    addFact(tr("Year"), item.year ? QString::number(*item.year) : QString());
    addAttributes(item.attributes);
    addFact(tr("Product id"), sku_);
    addFact(tr("Picture"), pictureTextOf(item));
    origin_->setText(originOf(item));
    origin_->setVisible(!origin_->text().isEmpty());
    showLabelled();
}

void DetailPage::showLabelled() {
    labelled_->setText(labelledText(context_.workspace, fromQt(sku_)));
    labelled_->setVisible(!labelled_->text().isEmpty());
}

void DetailPage::showDescription(const bool isWhole) {
    const bool isLong = description_.size() > kShortText;
    const QString shortened = description_.left(kShortText).trimmed() + QStringLiteral("…");
    text_->setText(isLong && !isWhole ? shortened : description_);
    text_->setVisible(!description_.isEmpty());
    wholeText_->setVisible(isLong);
    wholeText_->setText(isWhole ? tr("Show less") : tr("Show all"));
    wholeText_->setChecked(isWhole);
}

void DetailPage::addFact(const QString& name, const QString& value) {
    if (value.isEmpty()) {
        return;
    }
    auto* const label = new QLabel(name, this);
    setRole(label, "muted");
    facts_->addRow(label, plainLabel(value, this));
}

void DetailPage::addAttributes(const std::string& attributes) {
    const Json json = Json::parse(attributes, nullptr, false);
    if (!json.is_object()) {
        return;
    }
    for (const auto& [name, value] : json.items()) {
        QString title = toQt(name);
        title.replace(0, 1, title.left(1).toUpper());
        addFact(title, toQt(value.is_string() ? value.get<std::string>() : value.dump()));
    }
}

QString DetailPage::originOf(const Item& item) const {
    const auto origin = context_.workspace.items().origin(item.id);
    if (!origin) {
        return {};
    }
    const QString file = QFileInfo(toQt(origin->path)).fileName();
    const QString day = QLocale().toString(QDateTime::fromSecsSinceEpoch(origin->importedAt).date(),
                                           QLocale::ShortFormat);
    return origin->row > 0
               ? tr("From: %1 row %2, imported %3").arg(file, QLocale().toString(origin->row), day)
               : tr("From: %1, imported %2").arg(file, day);
}

QString DetailPage::pictureTextOf(const Item& item) const {
    ProductTile tile;
    fillPicture(tile, item.pictureState, toQt(item.pictureHash), 0, context_.pictures);
    const bool isShown = tile.face == PictureFace::Picture || tile.face == PictureFace::Loading;
    if (item.pictureState != PictureState::Ok || !isShown) {
        return faceText(tile.face);
    }
    try {
        Database thumbs(context_.workspace.project().thumbsFile(), Access::ReadOnly);
        const auto size = ThumbStore(thumbs).originalSize(item.pictureHash);
        return size ? tr("%1 × %2 pixels").arg(size->width).arg(size->height) : QString();
    } catch (const Error& error) {
        return toQt(error.what());
    }
}

QString DetailPage::titleText() const {
    return title_->text();
}

QString DetailPage::originText() const {
    return origin_->text();
}

bool DetailPage::isSettled() const {
    return !query_->isAsking();
}

void DetailPage::askSimilar() {
    similarNotice_->setText(tr("Looking for similar products…"));
    similarNotice_->setVisible(similarModel_->items().empty());
    similarAction_->hide();
    SimilarTo question;
    question.sku = sku_;
    question.mix = mix_->value() / 100.0;
    question.k = kSimilarProducts;
    query_->ask(question);
}

void DetailPage::showSimilar(const std::vector<SimilarItem>& items) {
    std::vector<ItemId> ids;
    QHash<qint64, QString> notes;
    for (const SimilarItem& similar : items) {
        if (similar.item != item_) {
            ids.push_back(similar.item);
            notes.insert(raw(similar.item), QLocale().toString(similar.similarity, 'f', 2));
        }
    }
    similarNotice_->setText(
        tr("Nothing is similar: this product has neither features of text nor of "
           "its picture yet."));
    similarNotice_->setVisible(ids.empty());
    similarAction_->setVisible(ids.empty());
    similar_->setVisible(!ids.empty());
    similarModel_->setNotes(std::move(notes));
    similarModel_->setItems(std::move(ids));
}

void DetailPage::updateZoomText() {
    zoomText_->setText(QLocale().toString(std::lround(picture_->zoomFactor() * 100)) +
                       QLocale().percent());
}

void DetailPage::keyPressEvent(QKeyEvent* event) {
    const int forward = isRightToLeft() ? -1 : 1;
    switch (event->key()) {
        case Qt::Key_Right:
            Q_EMIT stepped(forward);
            break;
        case Qt::Key_Left:
            Q_EMIT stepped(-forward);
            break;
        case Qt::Key_PageDown:
            Q_EMIT stepped(1);
            break;
        case Qt::Key_PageUp:
            Q_EMIT stepped(-1);
            break;
        default:
            QWidget::keyPressEvent(event);
    }
}

}  // namespace haberdash::ui
