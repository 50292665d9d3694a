// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sessions/click_panel.h"

#include "ui/convert.h"
#include "ui/shell/theme.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSpinBox>
#include <QVBoxLayout>

namespace haberdash::ui {

namespace {

constexpr int kUsualSeed = 7;
constexpr int kEnginesChoice = 0;
constexpr int kMostSeed = 1'000'000'000;
constexpr int kUsualDraws = 400;
constexpr int kMostDraws = 10'000;

QLabel* sentenceLabel(const QString& text) {
    auto* const label = new QLabel(text);
    setRole(label, "muted");
    label->setWordWrap(true);
    return label;
}

}  // namespace

ClickPanel::ClickPanel(const bool withReplay, QWidget* parent)
    : QFrame(parent),
      column_(new QVBoxLayout(this)),
      model_(new QComboBox),
      says_(sentenceLabel({})),
      withReplay_(withReplay) {
    column_->setContentsMargins(0, 0, 0, 0);
    column_->setSpacing(scaled(12));
    model_->setAccessibleName(tr("Click model"));
    model_->addItem(tr("Cascade"), QStringLiteral("cascade"));
    model_->addItem(tr("Position"), QStringLiteral("position"));
    model_->addItem(tr("Dependent click"), QStringLiteral("dependent"));
    addGroup(withReplay ? tr("Model") : tr("Click model"), model_, {});
    column_->addWidget(says_);
    addParameters();
    column_->addStretch(1);
    connect(model_, &QComboBox::currentIndexChanged, this, [this] {
        showParameters();
        Q_EMIT changed();
    });
    showParameters();
}

QWidget* ClickPanel::addGroup(const QString& name, QWidget* field, const QString& sentence) {
    auto* const group = new QWidget;
    auto* const rows = new QVBoxLayout(group);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(scaled(4));
    auto* const row = new QHBoxLayout;
    auto* const label = new QLabel(name);
    label->setWordWrap(true);
    label->setBuddy(field);
    row->addWidget(label, 1);
    row->addWidget(field);
    rows->addLayout(row);
    if (!sentence.isEmpty()) {
        rows->addWidget(sentenceLabel(sentence));
        field->setAccessibleDescription(sentence);
    }
    column_->addWidget(group);
    return group;
}

void ClickPanel::addParameter(const char* field,
                              const QString& models,
                              const QString& name,
                              const QString& sentence,
                              const double value,
                              const double most) {
    auto* const box = new QDoubleSpinBox;
    box->setRange(0, most);
    box->setDecimals(2);
    box->setSingleStep(0.05);
    box->setValue(value);
    box->setKeyboardTracking(false);
    box->setAccessibleName(name);
    box->setObjectName(QLatin1String(field));
    connect(box, &QDoubleSpinBox::valueChanged, this, &ClickPanel::changed);
    const bool isAttraction = QLatin1String(field).startsWith(QLatin1Char('p')) && models.isEmpty();
    parameters_.push_back({field, models, isAttraction, box, addGroup(name, box, sentence)});
}

QSpinBox* ClickPanel::addNumber(const QString& name,
                                const QString& sentence,
                                const int value,
                                const int most) {
    auto* const box = new QSpinBox;
    box->setRange(1, most);
    box->setValue(value);
    box->setKeyboardTracking(false);
    box->setAccessibleName(name);
    connect(box, &QSpinBox::valueChanged, this, &ClickPanel::changed);
    addGroup(name, box, sentence);
    return box;
}

void ClickPanel::addParameters() {
    addParameter("decay",
                 QStringLiteral("position"),
                 tr("Decay"),
                 tr("Rank r is looked at with probability 1 / r to this power: 0 looks at all."),
                 0.8,
                 10);
    addParameter("patience",
                 QStringLiteral("cascade dependent"),
                 tr("Patience"),
                 tr("Probability of going on to the next product after one was not clicked."),
                 0.97,
                 1);
    addParameter("persistence",
                 QStringLiteral("dependent"),
                 tr("Persistence"),
                 tr("After a click at rank r, goes on with this to the power of r."),
                 0.85,
                 1);
    if (withReplay_) {
        addParameter("p",
                     {},
                     tr("Wanted product"),
                     tr("Probability that a product which the session goes on to is clicked, once "
                        "it is looked at."),
                     0.62,
                     1);
        addParameter("p_other",
                     {},
                     tr("Other product"),
                     tr("Probability that any other product is clicked, once it is looked at."),
                     0.05,
                     1);
        draws_ = addNumber(tr("Draws"),
                           tr("How often the clicks are drawn; more draws, narrower intervals."),
                           kUsualDraws,
                           kMostDraws);
    }
    seed_ =
        addNumber(tr("Seed"), tr("The same seed gives the same clicks."), kUsualSeed, kMostSeed);
    if (!withReplay_) {
        seed_->setMinimum(kEnginesChoice);
        seed_->setSpecialValueText(tr("a new one"));
        seed_->setValue(kEnginesChoice);
    }
}

void ClickPanel::showParameters() {
    const QString model = model_->currentData().toString();
    if (model == QLatin1String("position")) {
        says_->setText(
            tr("Each rank is looked at by itself, lower ones less often, whatever was "
               "clicked."));
    } else if (model == QLatin1String("dependent")) {
        says_->setText(
            tr("From the top down; after a click the list may be gone through further."));
    } else {
        says_->setText(tr("From the top down to the first click, then the list is left."));
    }
    model_->setAccessibleDescription(says_->text());
    for (const Parameter& parameter : parameters_) {
        const bool isOfModel = parameter.models.isEmpty() || parameter.models.contains(model);
        parameter.group->setVisible(isOfModel && !(parameter.isAttraction && isByTaste_));
    }
}

void ClickPanel::setByTaste(const bool isByTaste) {
    isByTaste_ = isByTaste;
    showParameters();
}

Json ClickPanel::fields() const {
    Json fields = {{"model", fromQt(model_->currentData().toString())}, {"seed", seed_->value()}};
    for (const Parameter& parameter : parameters_) {
        fields[parameter.field] = parameter.box->value();
    }
    if (draws_) {
        fields["draws"] = draws_->value();
    }
    return fields;
}

QStringList ClickPanel::words() const {
    const QString model = model_->currentData().toString();
    QStringList words{QStringLiteral("--clicks"), model};
    for (const Parameter& parameter : parameters_) {
        if (parameter.models.contains(model)) {
            words << QStringLiteral("--") + QLatin1String(parameter.field)
                  << QString::number(parameter.box->value());
        }
    }
    if (withReplay_ || seed_->value() != kEnginesChoice) {
        words << QStringLiteral("--seed") << QString::number(seed_->value());
    }
    return words;
}

}  // namespace haberdash::ui
