// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recommend/audience_picker.h"

#include "ui/convert.h"
#include "ui/recommend/simulated.h"
#include "ui/shell/icons.h"

#include <QLineEdit>
#include <QListWidget>

namespace haberdash::ui {

namespace {

constexpr std::size_t kMostShoppers = 200;
constexpr int kRowRole = Qt::UserRole;

}  // namespace

AudiencePicker::AudiencePicker(Workspace& workspace, QWidget* parent)
    : SearchPopup({380, 520}, parent), workspace_(workspace) {
    field()->setPlaceholderText(tr("Persona or shopper"));
    field()->setAccessibleName(tr("Find a persona or shopper"));
    list()->setAccessibleName(tr("Personas and shoppers"));
}

void AudiencePicker::addHeading(const QString& text) {
    auto* const row = new QListWidgetItem(text, list());
    row->setFlags(Qt::NoItemFlags);
    row->setData(kRowRole, -1);
    QFont font = list()->font();
    font.setWeight(QFont::DemiBold);
    font.setPointSizeF(font.pointSizeF() * 0.86);
    row->setFont(font);
}

void AudiencePicker::addRow(const Audience& audience, const QString& icon, const QString& text) {
    auto* const row = new QListWidgetItem(lineIcon(icon), text, list());
    row->setData(kRowRole, static_cast<int>(rows_.size()));
    rows_.push_back(audience);
}

void AudiencePicker::fill(const QString& words) {
    list()->clear();
    rows_.clear();
    if (!workspace_.isOpen()) {
        return;
    }
    if (words.isEmpty()) {
        addRow({Audience::Kind::Session, {}, tr("My own session")},
               QStringLiteral("session"),
               tr("My own session, built by clicking products"));
        const QString me = Workspace::annotatorName();
        addRow({Audience::Kind::Annotator, me, tr("My taste (%1)").arg(me)},
               QStringLiteral("label"),
               tr("My taste, from my own labels (%1)").arg(me));
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
        const QString text = tr("%1 · %n event(s)", "", static_cast<int>(row.events)).arg(name);
        addRow({Audience::Kind::Shopper, key, name},
               QStringLiteral("people"),
               row.shopper.isSimulated ? markSimulated(text) : text);
    }
    if (rows_.empty()) {
        addHeading(tr("Nobody has these words in name or id."));
        return;
    }
    for (int row = 0; row < list()->count(); ++row) {
        if (list()->item(row)->data(kRowRole).toInt() >= 0) {
            list()->setCurrentRow(row);
            break;
        }
    }
}

void AudiencePicker::takeCurrent() {
    const QListWidgetItem* const row = list()->currentItem();
    const int at = row ? row->data(kRowRole).toInt() : -1;
    if (at >= 0) {
        const Audience audience = rows_[static_cast<std::size_t>(at)];
        hide();
        Q_EMIT chosen(audience);
    }
}

}  // namespace haberdash::ui
