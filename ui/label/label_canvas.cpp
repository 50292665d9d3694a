// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/label/label_canvas.h"

#include "ui/convert.h"
#include "ui/pictures/picture_cache.h"
#include "ui/shell/theme.h"

#include <QMouseEvent>
#include <QPainter>
#include <QTextLayout>

#include <algorithm>

namespace haberdash::ui {

namespace {

PictureFace faceOf(const Item& item, const PictureCache& pictures) {
    switch (item.pictureState) {
        case PictureState::Ok:
            return pictures.isBroken(toQt(item.pictureHash)) ? PictureFace::Corrupt
                                                             : PictureFace::Picture;
        case PictureState::Missing:
            return PictureFace::Missing;
        case PictureState::Corrupt:
            return PictureFace::Corrupt;
        case PictureState::Unsupported:
            return PictureFace::Unsupported;
        default:
            return PictureFace::None;
    }
}

/// Draws as many lines as the box holds; where more would follow, the last ends in an ellipsis.
/// Returns the height of what was drawn.
int drawLines(QPainter& painter, const QRect& box, QString text, const Qt::Alignment alignment) {
    text.replace(QLatin1Char('\n'), QChar::LineSeparator);
    QTextLayout layout(text, painter.font());
    QTextOption option(alignment);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    const QFontMetrics metrics(painter.font());
    int top = 0;
    layout.beginLayout();
    while (top + metrics.lineSpacing() <= box.height()) {
        QTextLine line = layout.createLine();
        if (!line.isValid()) {
            break;
        }
        line.setLineWidth(box.width());
        const bool isLast = top + 2 * metrics.lineSpacing() > box.height();
        const bool isMore = line.textStart() + line.textLength() < text.size();
        if (isLast && isMore) {
            const QString rest = text.mid(line.textStart());
            painter.drawText(QRect(box.left(), box.top() + top, box.width(), metrics.height()),
                             static_cast<int>(alignment | Qt::AlignTop) | Qt::TextSingleLine,
                             metrics.elidedText(rest, Qt::ElideRight, box.width()));
        } else {
            line.draw(&painter, QPointF(box.left(), box.top() + top));
        }
        top += metrics.lineSpacing();
    }
    layout.endLayout();
    return top;
}

QFont sized(QFont font, const double factor, const bool isBold) {
    font.setPointSizeF(font.pointSizeF() * factor);
    font.setBold(isBold);
    return font;
}

}  // namespace

LabelCanvas::LabelCanvas(Workspace& workspace, PictureCache& pictures, QWidget* parent)
    : QWidget(parent), workspace_(workspace), pictures_(pictures) {
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setCursor(Qt::PointingHandCursor);
    connect(&pictures_, &PictureCache::ready, this, [this](const QString& hash) {
        const bool isShown = std::ranges::any_of(
            items_, [&](const Item& item) { return toQt(item.pictureHash) == hash; });
        if (isShown) {
            update();
        }
    });
}

void LabelCanvas::ask(const LabelQuestion* const question,
                      const std::vector<const LabelQuestion*>& next) {
    items_ = question ? question->items : std::vector<Item>();
    // Last asked is decoded first: the nearest question is asked for at the end.
    for (auto ahead = next.rbegin(); ahead != next.rend(); ++ahead) {
        for (const Item& item : (*ahead)->items) {
            pictures_.preview(toQt(item.pictureHash));
        }
    }
    QStringList names;
    for (const Item& item : items_) {
        pictures_.preview(toQt(item.pictureHash));
        names << tr("%1, %2", "title and price")
                     .arg(toQt(item.title), workspace_.priceText(item.price));
    }
    setAccessibleName(names.join(tr(" or ", "between two products")));
    describe();
    update();
}

// What is painted beside names and prices, for those who do not see it.
void LabelCanvas::describe() {
    const auto titlesOf = [this](const std::string& letters) {
        QStringList titles;
        for (const char letter : letters) {
            const auto position = static_cast<std::size_t>(letter - letterOf(0));
            if (position < items_.size()) {
                titles << toQt(items_[position].title);
            }
        }
        return titles.join(QStringLiteral(", "));
    };
    QStringList sentences;
    if (!picked_.empty()) {
        sentences << tr("Best first: %1.", "a ranking so far").arg(titlesOf(picked_));
    }
    if (!chosen_.empty()) {
        sentences << tr("Chosen before: %1.").arg(titlesOf(chosen_));
    }
    for (const Item& item : items_) {
        if (!item.description.empty()) {
            sentences << tr("%1: %2", "title and description")
                             .arg(toQt(item.title), toQt(item.description));
        }
    }
    setAccessibleDescription(sentences.join(QLatin1Char('\n')));
}

void LabelCanvas::setPicked(const std::string& letters) {
    if (picked_ != letters) {
        picked_ = letters;
        describe();
        update();
    }
}

void LabelCanvas::setDetailed(const bool isDetailed) {
    if (isDetailed_ != isDetailed) {
        isDetailed_ = isDetailed;
        update();
    }
}

void LabelCanvas::setChosen(const std::string& letters) {
    if (chosen_ != letters) {
        chosen_ = letters;
        describe();
        update();
    }
}

bool LabelCanvas::isSettled() const {
    return pictures_.isIdle();
}

QSize LabelCanvas::minimumSizeHint() const {
    return {scaled(320), scaled(260)};
}

std::vector<QRect> LabelCanvas::cards() const {
    std::vector<QRect> rects;
    if (items_.empty()) {
        return rects;
    }
    const int gap = scaled(items_.size() == 2 ? 24 : 16);
    const int count = static_cast<int>(items_.size());
    const QRect room = rect().adjusted(gap, gap / 2, -gap, -gap / 2);
    const int widest = count == 1 ? scaled(760) : room.width();
    const int total = std::min(room.width(), widest);
    const int width = (total - gap * (count - 1)) / count;
    const int left = room.left() + (room.width() - total) / 2;
    for (int at = 0; at < count; ++at) {
        rects.emplace_back(left + at * (width + gap), room.top(), width, room.height());
    }
    return rects;
}

void LabelCanvas::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    const std::vector<QRect> rects = cards();
    for (std::size_t position = 0; position < rects.size(); ++position) {
        paintCard(painter, rects[position], position);
    }
}

void LabelCanvas::paintCard(QPainter& painter, const QRect& card, const std::size_t position) {
    const ThemeColours& colours = coloursOf(palette());
    const Item& item = items_[position];
    const char letter = letterOf(position);
    const bool isChosen = chosen_.find(letter) != std::string::npos;
    painter.setPen(QPen(isChosen ? colours.accent : colours.line, isChosen ? scaled(3) : 1));
    painter.setBrush(isChosen ? colours.accentSoft : colours.surface);
    painter.drawRoundedRect(QRectF(card).adjusted(1, 1, -1, -1), scaled(14), scaled(14));
    const QFontMetrics title(sized(font(), 1.35, true));
    const QFontMetrics price(sized(font(), 1.5, true));
    int words =
        2 * title.lineSpacing() + price.lineSpacing() + fontMetrics().lineSpacing() + scaled(34);
    const bool isTight = !isDetailed_ && card.height() < 3 * words;
    if (isTight) {
        words = title.lineSpacing() + price.lineSpacing() + scaled(24);
    }
    if (isDetailed_) {
        words = std::max(words, card.height() / 2);
    }
    const QRect inner = card.adjusted(scaled(14), scaled(14), -scaled(14), -scaled(8));
    QRect picture(inner.left(), inner.top(), inner.width(), std::max(0, inner.height() - words));
    const int side = std::min(picture.width(), picture.height());
    QRect square(0, 0, side, side);
    square.moveCenter(picture.center());
    paintProductPicture(painter,
                        square,
                        faceOf(item, pictures_),
                        pictures_.preview(toQt(item.pictureHash)),
                        palette());
    const QRect room(
        inner.left(), inner.bottom() - words + scaled(10), inner.width(), words - scaled(10));
    paintWords(painter, room, item, isTight);
    const std::size_t place = picked_.find(letter);
    if (items_.size() > 2) {
        const int badge = scaled(34);
        const QRect mark(card.left() + scaled(12), card.top() + scaled(12), badge, badge);
        const bool isPlaced = place != std::string::npos;
        painter.setPen(QPen(isPlaced ? colours.accent : colours.lineStrong, 1.5));
        painter.setBrush(isPlaced ? colours.accent : colours.surface);
        painter.drawEllipse(mark);
        painter.setPen(isPlaced ? colours.accentInk : colours.ink);
        painter.setFont(sized(font(), 1.2, true));
        painter.drawText(mark, Qt::AlignCenter, QString::number(position + 1));
        if (isPlaced) {
            painter.setPen(colours.accent);
            painter.drawText(mark.translated(badge + scaled(10), 0).adjusted(0, 0, scaled(160), 0),
                             Qt::AlignLeft | Qt::AlignVCenter,
                             tr("place %1").arg(place + 1));
        }
    }
}

void LabelCanvas::paintWords(QPainter& painter,
                             const QRect& room,
                             const Item& item,
                             const bool isTight) const {
    const ThemeColours& colours = coloursOf(palette());
    int top = room.top();
    const auto line = [&](const QFont& font, const QColor& colour, const QString& text, int lines) {
        painter.setFont(font);
        painter.setPen(colour);
        const QRect box(room.left(), top, room.width(), QFontMetrics(font).lineSpacing() * lines);
        drawLines(painter, box, text, Qt::AlignHCenter);
        top = box.bottom() + scaled(5);
    };
    line(sized(font(), 1.35, true), colours.ink, toQt(item.title), isTight ? 1 : 2);
    QStringList facts;
    for (const std::string& fact : {item.brand, item.colour, item.category}) {
        if (!fact.empty()) {
            facts << toQt(fact);
        }
    }
    if (!isTight) {
        line(font(), colours.inkMuted, facts.join(QStringLiteral(" · ")), 1);
    }
    line(sized(font(), 1.5, true), colours.ink, workspace_.priceText(item.price), 1);
    if (isDetailed_) {
        painter.setFont(font());
        painter.setPen(colours.ink);
        top += scaled(6);
        drawLines(painter,
                  QRect(room.left(), top, room.width(), room.bottom() - top),
                  toQt(item.description),
                  Qt::AlignLeft);
    }
}

// The key that shows details may come up elsewhere.
void LabelCanvas::focusOutEvent(QFocusEvent* event) {
    QWidget::focusOutEvent(event);
    setDetailed(false);
}

void LabelCanvas::mouseReleaseEvent(QMouseEvent* event) {
    const std::vector<QRect> rects = cards();
    for (std::size_t position = 0; position < rects.size(); ++position) {
        if (event->button() == Qt::LeftButton && rects[position].contains(event->pos())) {
            Q_EMIT clicked(static_cast<int>(position));
            return;
        }
    }
}

}  // namespace haberdash::ui
