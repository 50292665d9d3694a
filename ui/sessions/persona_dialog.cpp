// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sessions/persona_dialog.h"

#include "core/data/base/error.h"
#include "ui/convert.h"
#include "ui/engine_client/engine_client.h"
#include "ui/json_numbers.h"
#include "ui/sessions/product_picker.h"
#include "ui/sessions/replay_panel.h"
#include "ui/sessions/taste_rows.h"
#include "ui/shell/icons.h"
#include "ui/shell/theme.h"
#include "ui/shell/workspace.h"
#include "ui/widgets/labelled_slider.h"

#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSlider>
#include <QVBoxLayout>

#include <utility>

namespace haberdash::ui {

namespace {

constexpr int kLiked = 12;
constexpr int kPause = 150;  // milliseconds without a change, then the engine is asked
constexpr double kMostNoise = 5;

QDoubleSpinBox* decimalBox(const QString& name, const QString& hint) {
    auto* const box = new QDoubleSpinBox;
    box->setRange(0, kMostNoise);
    box->setSingleStep(0.1);
    box->setDecimals(2);
    box->setKeyboardTracking(false);
    box->setAccessibleName(name);
    box->setToolTip(hint);
    return box;
}

}  // namespace

PersonaDialog::PersonaDialog(const ViewContext& context,
                             const std::optional<Persona>& persona,
                             QWidget* parent)
    : QDialog(parent),
      context_(context),
      before_(persona),
      name_(new QLineEdit),
      about_(new QLineEdit),
      rows_(new TasteRows),
      budget_(new LabelledSlider(tr("Liked place in the prices"), tr("cheapest"), tr("dearest"))),
      women_(new LabelledSlider(tr("Who they shop for"), tr("men"), tr("women"))),
      thrift_(decimalBox(tr("Thrift"), tr("How much a price away from it repels"))),
      noise_(decimalBox(tr("Noise"), tr("How much single judgements vary"))),
      preview_(new ReplayPanel(context.workspace, context.pictures)),
      says_(new QLabel),
      picker_(new ProductPicker(context.workspace, this)),
      example_(new QPushButton(lineIcon(QStringLiteral("like")), tr("Add a liked product…"))),
      examplesSay_(new QLabel) {
    setWindowTitle(before_ ? tr("Change a persona") : tr("New persona"));
    arrange();
    if (before_) {
        name_->setText(toQt(before_->name));
        about_->setText(toQt(before_->description));
        about_->setCursorPosition(0);
    }
    fill(before_ ? Json::parse(before_->taste, nullptr, false) : Json::object());
    wait_.setSingleShot(true);
    wait_.setInterval(kPause);
    connect(&wait_, &QTimer::timeout, this, &PersonaDialog::ask);
    connect(example_, &QPushButton::clicked, this, [this] { picker_->popUp(example_); });
    connect(picker_, &ProductPicker::chosen, this, [this](const qint64 item) {
        addExample(ItemId{item});
    });
    const auto later = [this] { wait_.start(); };
    connect(rows_, &TasteRows::changed, this, later);
    connect(budget_, &LabelledSlider::valueChanged, this, later);
    connect(thrift_, &QDoubleSpinBox::valueChanged, this, later);
    connect(name_, &QLineEdit::textChanged, this, [this] {
        save_->setEnabled(!name_->text().trimmed().isEmpty());
    });
    save_->setEnabled(!name_->text().trimmed().isEmpty());
    ask();
}

QWidget* PersonaDialog::makeFields() {
    name_->setAccessibleName(tr("Name"));
    about_->setAccessibleName(tr("Description"));
    budget_->setRange(0, 100);
    women_->setRange(0, 100);
    auto* const form = new QFormLayout;
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    form->addRow(tr("Name"), name_);
    form->addRow(tr("Description"), about_);
    form->addRow(tr("Budget"), budget_);
    form->addRow(tr("Thrift"), thrift_);
    form->addRow(tr("Noise"), noise_);
    form->addRow(tr("Shops for"), women_);
    auto* const likes = new QLabel(tr("LIKES, BRANDS AND WHAT IS NEVER BOUGHT"));
    setRole(likes, "overline");
    auto* const note = new QLabel(
        tr("Weights add to what a product is worth; one below 0 is a dislike. Shoppers that were "
           "simulated around the persona keep their own tastes; new ones follow it."));
    setRole(note, "muted");
    note->setWordWrap(true);
    auto* const inside = new QWidget;
    auto* const column = new QVBoxLayout(inside);
    column->setContentsMargins(0, 0, scaled(8), 0);
    column->setSpacing(scaled(8));
    column->addLayout(form);
    column->addWidget(likes);
    column->addWidget(note);
    column->addWidget(rows_);
    example_->setAutoDefault(false);
    example_->setToolTip(
        tr("Weighs what the liked products have in common, and more of than the "
           "catalog has"));
    examplesSay_->setWordWrap(true);
    examplesSay_->setTextFormat(Qt::PlainText);
    setRole(examplesSay_, "muted");
    column->addWidget(example_, 0, Qt::AlignLeft);
    column->addWidget(examplesSay_);
    column->addStretch(1);
    auto* const scroll = new QScrollArea;
    scroll->setWidget(inside);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setMinimumWidth(scaled(360));
    scroll->setAccessibleName(tr("The persona's taste"));
    return scroll;
}

void PersonaDialog::arrange() {
    preview_->setTitle(tr("What it likes most"));
    setRole(says_, "bad");
    says_->setWordWrap(true);
    says_->hide();
    auto* const buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    save_ = buttons->addButton(tr("Save"), QDialogButtonBox::AcceptRole);
    setRole(save_, "primary");
    connect(buttons, &QDialogButtonBox::accepted, this, &PersonaDialog::save);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* const sides = new QHBoxLayout;
    sides->setSpacing(scaled(16));
    sides->addWidget(makeFields(), 1);
    sides->addWidget(preview_, 1);
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(scaled(16), scaled(16), scaled(16), scaled(16));
    column->addLayout(sides, 1);
    column->addWidget(says_);
    column->addWidget(buttons);
    resize(scaled(920), scaled(620));
}

void PersonaDialog::fill(const Json& taste) {
    constexpr double kUsualNoise = 0.6;
    rows_->setTaste(taste);
    budget_->setValue(qRound(100 * numberAt(taste, "budget", 0.5)));
    women_->setValue(qRound(100 * numberAt(taste, "women_share", 0.5)));
    thrift_->setValue(numberAt(taste, "thrift", 1));
    noise_->setValue(numberAt(taste, "noise", kUsualNoise));
}

Json PersonaDialog::taste() const {
    // What this dialog does not show stays in the taste.
    Json taste = before_ ? Json::parse(before_->taste, nullptr, false) : Json::object();
    if (!taste.is_object()) {
        taste = Json::object();
    }
    const std::pair<const char*, double> values[] = {{"budget", budget_->value() / 100.0},
                                                     {"thrift", thrift_->value()},
                                                     {"noise", noise_->value()},
                                                     {"women_share", women_->value() / 100.0}};
    for (const auto& [key, value] : values) {
        taste[key] = unrounded(taste, key, value);
    }
    rows_->writeTo(taste);
    return taste;
}

void PersonaDialog::ask() {
    context_.engine.query(
        this,
        QStringLiteral("taste"),
        {{"taste", taste()}, {"k", kLiked}, {"examples", examples_}},
        [this, count = examples_.size()](const Json& result) {
            showLiked(result);
            if (std::exchange(leanedOn_, count) != count) {
                takeLeanings(result);
            }
        },
        [this](const QString& sentence) { tell(sentence); },
        QStringLiteral("sessions.taste"));
}

void PersonaDialog::showLiked(const Json& result) {
    if (!context_.workspace.isOpen()) {
        return;
    }
    tell({});
    const ReplayedList list{.items = rankingFrom(result, context_.workspace.items()).items};
    preview_->show(list, {}, std::nullopt);
    const auto ruledOut = static_cast<int>(numberAt(result, "ruled_out", 0));
    preview_->setSentence(ruledOut == 0
                              ? tr("Before the noise of single judgements")
                              : tr("Before the noise of single judgements; %n product(s) are "
                                   "never bought",
                                   "",
                                   ruledOut));
    const auto facets = result.is_object() ? result.find("facets") : result.end();
    if (!hasFacets_ && facets != result.end() && facets->is_array()) {
        QStringList names;
        for (const Json& facet : *facets) {
            names << toQt(facet.value("facet", std::string()));
        }
        rows_->setFacets(names);
        hasFacets_ = true;
    }
}

void PersonaDialog::addExample(const ItemId item) {
    const Item product = context_.workspace.items().item(item);
    titles_ << toQt(product.title);
    examples_.push_back(product.sku);
    examplesSay_->setText(tr("Likes: %1.").arg(titles_.join(QStringLiteral(", "))));
    ask();
}

void PersonaDialog::takeLeanings(const Json& result) {
    const Json leanings = result.value("leanings", Json::object());
    for (const auto& [facet, weight] : leanings.items()) {
        rows_->lean(toQt(facet), weight.get<double>());
    }
    if (!leanings.empty()) {
        ask();
    }
}

void PersonaDialog::tell(const QString& sentence) {
    says_->setText(sentence);
    says_->setVisible(!sentence.isEmpty());
}

/// Letters and digits of the name, and a number where another persona has them.
std::string PersonaDialog::freshKey() const {
    QString base;
    for (const QChar letter : name_->text().trimmed().toLower()) {
        base += letter.isLetterOrNumber() ? letter : QLatin1Char('-');
    }
    std::string key = fromQt(base);
    for (int number = 2; context_.workspace.events().persona(key); ++number) {
        key = fromQt(base) + "-" + std::to_string(number);
    }
    return key;
}

Persona PersonaDialog::persona() const {
    return {.key = before_ ? before_->key : freshKey(),
            .name = fromQt(name_->text().trimmed()),
            .description = fromQt(about_->text().trimmed()),
            .taste = taste().dump()};
}

void PersonaDialog::save() {
    try {
        const Persona made = persona();
        Transaction transaction(context_.workspace.project().database());
        context_.workspace.events().putPersona(made);
        transaction.commit();
        Q_EMIT saved(toQt(made.key), toQt(made.name));
        accept();
    } catch (const Error& error) {
        tell(toQt(error.what()));
    }
}

}  // namespace haberdash::ui
