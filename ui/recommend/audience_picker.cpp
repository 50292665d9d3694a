// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recommend/audience_picker.h"

#include "core/data/base/error.h"
#include "ui/convert.h"
#include "ui/shell/icons.h"
#include "ui/shell/theme.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>

namespace haberdash::ui {

namespace {

constexpr std::size_t kMostShoppers = 200;
constexpr int kRowRole = Qt::UserRole;

}  // namespace

AudiencePicker::AudiencePicker(Workspace& workspace, QWidget* parent)
    : QFrame(parent, Qt::Popup),
      workspace_(workspace),
      field_(new QLineEdit(this)),
      list_(new QListWidget(this)) {
    setRole(this, "popup");
    field_->setPlaceholderText(tr("Persona or shopper"));
    field_->setAccessibleName(tr("Find a persona or shopper"));
    field_->setClearButtonEnabled(true);
    field_->installEventFilter(this);
    list_->setAccessibleName(tr("Personas and shoppers"));
    list_->setFocusProxy(field_);
    list_->setFrameShape(QFrame::NoFrame);
    list_->setWordWrap(true);
    setRole(list_, "plain");
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(scaled(8), scaled(8), scaled(8), scaled(8));
    column->addWidget(field_);
    column->addWidget(list_);
    connect(field_, &QLineEdit::textChanged, this, &AudiencePicker::fill);
    connect(list_, &QListWidget::itemClicked, this, &AudiencePicker::takeCurrent);
}

void AudiencePicker::popUp(QWidget* below) {
    field_->clear();
    fill({});
    resize(scaled(380), scaled(440));
    const bool isRightToLeft = layoutDirection() == Qt::RightToLeft;
    const QPoint corner = below->mapToGlobal(
        isRightToLeft ? QPoint(below->width() - width(), below->height() + scaled(4))
                      : QPoint(0, below->height() + scaled(4)));
    move(corner);
    show();
    field_->setFocus(Qt::PopupFocusReason);
}

void AudiencePicker::setWords(const QString& words) {
    field_->setText(words);
}

void AudiencePicker::addHeading(const QString& text) {
    auto* const row = new QListWidgetItem(text, list_);
    row->setFlags(Qt::NoItemFlags);
    row->setData(kRowRole, -1);
    QFont font = list_->font();
    font.setWeight(QFont::DemiBold);
    font.setPointSizeF(font.pointSizeF() * 0.86);
    row->setFont(font);
}

void AudiencePicker::addRow(const Audience& audience, const QString& icon, const QString& text) {
    auto* const row = new QListWidgetItem(lineIcon(icon), text, list_);
    row->setData(kRowRole, static_cast<int>(rows_.size()));
    rows_.push_back(audience);
}

void AudiencePicker::fill(const QString& words) {
    list_->clear();
    rows_.clear();
    if (!workspace_.isOpen()) {
        return;
    }
    if (words.isEmpty()) {
        addRow({Audience::Kind::Session, {}, tr("My own session")},
               QStringLiteral("session"),
               tr("My own session, built by clicking products"));
    }
    bool hasHeading = false;
    for (const Persona& persona : workspace_.events().personas()) {
        const QString name = toQt(persona.name.empty() ? persona.key : persona.name);
        const QString about = toQt(persona.description);
        if (!(name + QLatin1Char(' ') + toQt(persona.key)).contains(words, Qt::CaseInsensitive)) {
            continue;
        }
        if (!std::exchange(hasHeading, true)) {
            addHeading(tr("Personas"));
        }
        addRow({Audience::Kind::Persona, toQt(persona.key), name},
               QStringLiteral("persona"),
               about.isEmpty()          ? name
               : about.startsWith(name) ? about
                                        : QStringLiteral("%1: %2").arg(name, about));
    }
    const auto shoppers = workspace_.events().findShoppers(fromQt(words), kMostShoppers);
    if (!shoppers.empty()) {
        addHeading(tr("Shoppers"));
    }
    for (const EventStore::ShopperRow& row : shoppers) {
        const QString key = toQt(row.shopper.key);
        const QString name = row.shopper.name.empty() ? key : toQt(row.shopper.name);
        addRow({Audience::Kind::Shopper, key, name},
               QStringLiteral("people"),
               tr("%1 · %n event(s)", "", static_cast<int>(row.events)).arg(name));
    }
    if (rows_.empty()) {
        addHeading(tr("Nobody has these words in name or id."));
        return;
    }
    for (int row = 0; row < list_->count(); ++row) {
        if (list_->item(row)->data(kRowRole).toInt() >= 0) {
            list_->setCurrentRow(row);
            break;
        }
    }
}

void AudiencePicker::takeCurrent() {
    const QListWidgetItem* const row = list_->currentItem();
    const int at = row ? row->data(kRowRole).toInt() : -1;
    if (at >= 0) {
        const Audience audience = rows_[static_cast<std::size_t>(at)];
        hide();
        Q_EMIT chosen(audience);
    }
}

bool AudiencePicker::eventFilter(QObject* watched, QEvent* event) {
    if (watched == field_ && event->type() == QEvent::KeyPress) {
        auto* const key = static_cast<QKeyEvent*>(event);
        switch (key->key()) {
            case Qt::Key_Return:
            case Qt::Key_Enter:
                takeCurrent();
                return true;
            case Qt::Key_Up:
            case Qt::Key_Down: {
                const int step = key->key() == Qt::Key_Down ? 1 : -1;
                int row = list_->currentRow() + step;
                while (row >= 0 && row < list_->count() &&
                       list_->item(row)->data(kRowRole).toInt() < 0) {
                    row += step;  // over a heading
                }
                if (row >= 0 && row < list_->count()) {
                    list_->setCurrentRow(row);
                }
                return true;
            }
            case Qt::Key_PageUp:
            case Qt::Key_PageDown:
                QApplication::sendEvent(list_->viewport(), event);
                return true;
            default:
                break;
        }
    }
    return QFrame::eventFilter(watched, event);
}

}  // namespace haberdash::ui
