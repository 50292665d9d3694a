// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sessions/taste_rows.h"

#include "ui/convert.h"
#include "ui/json_numbers.h"
#include "ui/shell/icons.h"
#include "ui/shell/theme.h"
#include "ui/widgets/narrow_box.h"

#include <QCheckBox>
#include <QCompleter>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>

namespace haberdash::ui {

namespace {

constexpr double kMostWeight = 5;
constexpr double kUsualWeight = 1;
constexpr double kHalfStep = 0.005;  // of the two decimals that are shown

const QString& brandPrefix() {
    static const QString prefix = QStringLiteral("brand=");
    return prefix;
}

/// "colour=red" -> "colour: red"
QString facetName(const QString& facet) {
    const qsizetype sign = facet.indexOf(QLatin1Char('='));
    return sign < 0 ? facet : facet.left(sign) + QStringLiteral(": ") + facet.mid(sign + 1);
}

}  // namespace

TasteRows::TasteRows(QWidget* parent)
    : QWidget(parent),
      column_(new QVBoxLayout),
      facet_(new NarrowBox(18)),
      add_(new QPushButton(lineIcon(QStringLiteral("plus")), tr("Add"))),
      note_(new QLabel) {
    facet_->setEditable(true);
    facet_->lineEdit()->setPlaceholderText(tr("A colour, a brand, a category…"));
    note_->setTextFormat(Qt::PlainText);
    note_->setWordWrap(true);
    note_->hide();
    facet_->setInsertPolicy(QComboBox::NoInsert);
    facet_->completer()->setCompletionMode(QCompleter::PopupCompletion);
    facet_->completer()->setFilterMode(Qt::MatchContains);
    facet_->setAccessibleName(tr("What to weigh"));
    add_->setAutoDefault(false);
    add_->setToolTip(tr("Adds what was chosen to what the persona likes"));
    auto* const adding = new QHBoxLayout;
    adding->addWidget(facet_, 1);
    adding->addWidget(add_);
    column_->setSpacing(scaled(4));
    auto* const whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->setSpacing(scaled(8));
    whole->addLayout(column_);
    whole->addLayout(adding);
    whole->addWidget(note_);
    connect(add_, &QPushButton::clicked, this, &TasteRows::addChosen);
    connect(facet_, &QComboBox::editTextChanged, note_, &QLabel::hide);
}

void TasteRows::setFacets(const QStringList& facets) {
    const QString typed = facet_->currentText();
    facet_->clear();
    for (const QString& facet : facets) {
        facet_->addItem(facetName(facet), facet);
    }
    facet_->setCurrentIndex(-1);
    facet_->setEditText(typed);
}

void TasteRows::addChosen() {
    const QString typed = facet_->currentText().trimmed();
    const int found = facet_->findText(typed, Qt::MatchFixedString);
    if (found >= 0) {
        add(facet_->itemData(found).toString(), kUsualWeight, false);
        facet_->setCurrentIndex(-1);
        Q_EMIT changed();
    } else if (!typed.isEmpty()) {
        note_->setText(
            tr("The catalog has no product with “%1”; choose from the list.").arg(typed));
        note_->show();
    }
}

void TasteRows::add(const QString& facet, const double weight, const bool isNever) {
    if (std::ranges::find(rows_, facet, &Row::facet) != rows_.end()) {
        return;
    }
    auto* const widget = new QWidget;
    auto* const line = new QHBoxLayout(widget);
    line->setContentsMargins(0, 0, 0, 0);
    const QString name = facetName(facet);
    auto* const label = new QLabel(name);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    auto* const box = new QDoubleSpinBox;
    box->setRange(-kMostWeight, kMostWeight);
    box->setDecimals(2);
    box->setSingleStep(0.25);
    box->setValue(weight);
    box->setKeyboardTracking(false);
    box->setAccessibleName(tr("How much %1 is liked").arg(name));
    box->setEnabled(!isNever);
    auto* const never = new QCheckBox(tr("never"));
    never->setChecked(isNever);
    never->setAccessibleName(tr("%1 is never bought").arg(name));
    auto* const away = new QToolButton;
    away->setIcon(lineIcon(QStringLiteral("close")));
    away->setToolTip(tr("Remove %1").arg(name));
    away->setAccessibleName(tr("Remove %1").arg(name));
    line->addWidget(label, 1);
    line->addWidget(box);
    line->addWidget(never);
    line->addWidget(away);
    column_->addWidget(widget);
    rows_.push_back({facet, widget, box, never, std::nullopt});
    connect(box, &QDoubleSpinBox::valueChanged, this, &TasteRows::changed);
    connect(never, &QCheckBox::toggled, this, [this, box](const bool isOn) {
        box->setEnabled(!isOn);
        Q_EMIT changed();
    });
    connect(away, &QToolButton::clicked, this, [this, widget] {
        remove(widget);
        Q_EMIT changed();
    });
}

void TasteRows::lean(const QString& facet, const double weight) {
    const std::size_t before = rows_.size();
    add(facet, weight, false);
    const bool isNew = rows_.size() > before;
    const auto row = std::ranges::find(rows_, facet, &Row::facet);
    if (isNew || (row->leaned && row->weight->value() == *row->leaned)) {
        row->weight->setValue(weight);
        row->leaned = row->weight->value();
    }
}

void TasteRows::remove(const QWidget* widget) {
    const auto found = std::ranges::find(rows_, widget, &Row::widget);
    if (found != rows_.end()) {
        found->widget->hide();
        found->widget->deleteLater();  // one of its own buttons may be what asks for it
        rows_.erase(found);
    }
}

void TasteRows::clear() {
    while (!rows_.empty()) {
        remove(rows_.back().widget);
    }
}

void TasteRows::setTaste(const Json& taste) {
    clear();
    if (!taste.is_object()) {
        return;
    }
    // A facet may be in more than one of them: its weights add up, and never is never.
    std::map<QString, double> weights;
    const auto addAll = [&](const char* key, const QString& prefix) {
        const auto found = taste.find(key);
        if (found == taste.end() || !found->is_object()) {
            return;
        }
        for (const auto& [name, weight] : found->items()) {
            if (weight.is_number()) {
                weights[prefix + toQt(name)] += weight.get<double>();
            }
        }
    };
    addAll("weights", {});
    addAll("brands", brandPrefix());
    std::set<QString> avoided;
    if (const auto avoids = taste.find("avoids"); avoids != taste.end() && avoids->is_array()) {
        for (const Json& facet : *avoids) {
            if (facet.is_string()) {
                avoided.insert(toQt(facet.get<std::string>()));
            }
        }
    }
    for (const auto& [facet, weight] : weights) {
        add(facet, weight, avoided.contains(facet));
    }
    for (const QString& facet : avoided) {
        add(facet, 0, true);
    }
}

double unrounded(const Json& before, const std::string& key, const double shown) {
    const auto found = before.is_object() ? before.find(key) : before.end();
    const bool isKnown = before.is_object() && found != before.end() && found->is_number();
    return isKnown && std::abs(found->get<double>() - shown) <= kHalfStep ? found->get<double>()
                                                                          : shown;
}

void TasteRows::writeTo(Json& taste) const {
    const Json weights = taste.value("weights", Json::object());
    const Json brands = taste.value("brands", Json::object());
    const Json avoids = taste.value("avoids", Json::array());
    std::set<std::string> avoided;
    taste["weights"] = Json::object();
    taste["brands"] = Json::object();
    taste["avoids"] = Json::array();
    for (const Row& row : rows_) {
        const std::string facet = fromQt(row.facet);
        const double shown = row.weight->value();
        if (row.never->isChecked()) {
            avoided.insert(facet);
            if (shown == 0) {
                continue;
            }
        }
        if (!row.facet.startsWith(brandPrefix())) {
            taste["weights"][facet] = unrounded(weights, facet, shown);
            continue;
        }
        // A brand may be weighed as a facet, too: what is changed is then the loyalty to it.
        const std::string brand = fromQt(row.facet.mid(brandPrefix().size()));
        const double asFacet = numberAt(weights, facet);
        if (asFacet != 0) {
            taste["weights"][facet] = asFacet;
        }
        if (asFacet == 0 || brands.contains(brand) || std::abs(shown - asFacet) > kHalfStep) {
            taste["brands"][brand] = unrounded(brands, brand, shown - asFacet);
        }
    }
    for (const Json& facet : avoids) {  // in the order in which they were
        if (facet.is_string() && avoided.erase(facet.get<std::string>()) > 0) {
            taste["avoids"].push_back(facet);
        }
    }
    for (const std::string& facet : avoided) {
        taste["avoids"].push_back(facet);
    }
}

}  // namespace haberdash::ui
