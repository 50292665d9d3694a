// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/train/train_form.h"

#include "ui/convert.h"
#include "ui/shell/icons.h"
#include "ui/shell/theme.h"
#include "ui/train/options_form.h"
#include "ui/train/words.h"
#include "ui/widgets/narrow_box.h"

#include <QClipboard>
#include <QComboBox>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace haberdash::ui {

TrainForm::TrainForm(QWidget* parent)
    : QWidget(parent),
      preset_(new QComboBox(this)),
      help_(new QLabel(this)),
      advanced_(new QToolButton(this)),
      form_(new OptionsForm(describe(options_))),
      scroll_(new QScrollArea(this)),
      command_(new QLabel(this)),
      copy_(new QToolButton(this)),
      start_(new QPushButton(tr("Start training"), this)),
      ablation_(new QPushButton(tr("Ablation"), this)),
      ablationOf_(new NarrowBox(10, this)),
      seeds_(new QSpinBox(this)) {
    buildPresets();
    setRole(start_, "primary");
    start_->setToolTip(tr("Starts a run with these settings (Ctrl+Enter)"));
    ablation_->setToolTip(
        tr("Trains this model with parts of it only or with others, and tells what each is worth"));
    ablationOf_->setAccessibleName(tr("What the ablation compares"));
    ablationOf_->addItem(tr("Modalities"), QStringLiteral("modalities"));
    ablationOf_->addItem(tr("Fusions"), QStringLiteral("fusions"));
    ablationOf_->addItem(tr("Losses"), QStringLiteral("losses"));
    const QStringList meanings{
        tr("Text, pictures and facts, every two of them and each alone, and the simple models "
           "beside it"),
        tr("Every way of making one vector of what a product shows and says"),
        tr("Every way of telling the model how wrong it is")};
    for (int row = 0; row < ablationOf_->count(); ++row) {
        ablationOf_->setItemData(row, meanings[row], Qt::ToolTipRole);
    }
    seeds_->setRange(1, 20);
    seeds_->setAccessibleName(tr("Seeds"));
    seeds_->setToolTip(
        tr("Trains as many runs, each from a random start of its own: how much the "
           "figures vary by chance"));
    help_->setWordWrap(true);
    setRole(help_, "muted");
    setRole(command_, "muted");
    command_->setTextFormat(Qt::PlainText);
    command_->setWordWrap(true);
    command_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    copy_->setIcon(lineIcon(QStringLiteral("copy")));
    copy_->setToolTip(tr("Copy as command"));
    copy_->setAccessibleName(copy_->toolTip());
    advanced_->setText(tr("Advanced"));
    advanced_->setCheckable(true);
    advanced_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setRole(advanced_, "section");
    scroll_->setWidget(form_);
    scroll_->setWidgetResizable(true);
    scroll_->setFrameShape(QFrame::NoFrame);
    scroll_->viewport()->setAutoFillBackground(false);  // the panel's colour shines through
    form_->setAutoFillBackground(false);
    scroll_->setAccessibleName(tr("Advanced"));
    scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    arrange();
    setAdvancedShown(false);
    connect(advanced_, &QToolButton::toggled, this, &TrainForm::setAdvancedShown);
    connect(preset_, &QComboBox::currentIndexChanged, this, [this] {
        const auto& preset =
            trainPresets()[static_cast<std::size_t>(std::max(0, preset_->currentIndex()))];
        help_->setText(presetText(preset.help));
        form_->setBaseline(preset.values);
        if (preset.key == "ensemble") {
            advanced_->setChecked(true);  // its runs have to be named there
        }
    });
    connect(form_, &OptionsForm::changed, this, &TrainForm::showChange);
    connect(start_, &QPushButton::clicked, this, &TrainForm::startAsked);
    connect(ablation_, &QPushButton::clicked, this, &TrainForm::ablationAsked);
    connect(seeds_, &QSpinBox::valueChanged, this, &TrainForm::showChange);
    connect(copy_, &QToolButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(command());
        Q_EMIT told(tr("The command is on the clipboard."), false);
    });
    preset_->setCurrentIndex(0);
    help_->setText(presetText(trainPresets().front().help));
    showChange();
}

void TrainForm::buildPresets() {
    preset_->setAccessibleName(tr("Preset"));
    for (const Preset& preset : trainPresets()) {
        preset_->addItem(presetText(preset.name), toQt(preset.key));
        preset_->setItemData(preset_->count() - 1, presetText(preset.help), Qt::ToolTipRole);
    }
}

void TrainForm::arrange() {
    auto* const title = new QLabel(tr("New run"), this);
    setRole(title, "heading");
    auto* const label = new QLabel(tr("&Preset"), this);
    label->setBuddy(preset_);
    auto* const line = new QHBoxLayout;
    line->addWidget(label);
    line->addWidget(preset_, 1);
    auto* const seedsLabel = new QLabel(tr("S&eeds"), this);
    seedsLabel->setBuddy(seeds_);
    auto* const ways = new QHBoxLayout;
    ways->addWidget(ablation_);
    ways->addWidget(ablationOf_, 1);
    auto* const often = new QHBoxLayout;
    often->addWidget(seedsLabel);
    often->addWidget(seeds_);
    often->addStretch(1);
    auto* const words = new QHBoxLayout;
    words->addWidget(command_, 1);
    words->addWidget(copy_, 0, Qt::AlignTop);
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(scaled(16), scaled(12), scaled(16), scaled(12));
    column->setSpacing(scaled(8));
    column->addWidget(title);
    column->addLayout(line);
    column->addWidget(help_);
    column->addWidget(start_);
    column->addLayout(often);
    column->addLayout(ways);
    column->addLayout(words);
    column->addWidget(advanced_, 0, Qt::AlignLeft);
    column->addWidget(scroll_, 1);
    column->addStretch(0);
}

void TrainForm::setProject(const QString& folder) {
    project_ = folder;
    showChange();
}

QStringList TrainForm::ablationArguments() const {
    return ablationOf_->currentIndex() == 0
               ? QStringList()
               : QStringList{QStringLiteral("--of"), ablationOf_->currentData().toString()};
}

void TrainForm::setRunning(const bool isRunning) {
    start_->setEnabled(!isRunning);
    ablation_->setEnabled(!isRunning);
    start_->setText(isRunning ? tr("Training…") : tr("Start training"));
}

void TrainForm::choosePreset(const QString& key) {
    preset_->setCurrentIndex(std::max(0, preset_->findData(key)));
}

void TrainForm::setAdvancedShown(const bool isShown) {
    advanced_->setChecked(isShown);
    scroll_->setVisible(isShown);
    auto* const column = static_cast<QVBoxLayout*>(layout());
    column->setStretch(column->count() - 1, isShown ? 0 : 1);
    showChange();
    Q_EMIT advancedShown(isShown);
}

QStringList TrainForm::arguments() const {
    const Preset& preset =
        trainPresets()[static_cast<std::size_t>(std::max(0, preset_->currentIndex()))];
    QStringList words;
    if (!preset.values.empty()) {
        words << QStringLiteral("--preset") << toQt(preset.key);
    }
    words += setArguments(form_->settings());
    if (seeds() > 1) {
        words << QStringLiteral("--seeds") << QString::number(seeds());
    }
    return words;
}

int TrainForm::seeds() const {
    return seeds_->value();
}

void TrainForm::setSeeds(const int seeds) {
    seeds_->setValue(seeds);
}

QString TrainForm::command() const {
    return trainCommand(project_, arguments());
}

// What makes no difference to the kind of model is not asked for.
void TrainForm::followKind() {
    if (kind_ != options_.kind) {
        kind_ = options_.kind;
        form_->setReads([this](const std::string& key) { return matters(kind_, key); });
    }
}

void TrainForm::showChange() {
    followKind();
    const auto count = static_cast<int>(form_->settings().size());
    advanced_->setText(count > 0 ? tr("Advanced · %n changed", "", count) : tr("Advanced"));
    advanced_->setIcon(lineIcon(scroll_->isHidden() ? QStringLiteral("chevron-right")
                                                    : QStringLiteral("chevron-down")));
    // Only the words that matter: the whole path is in what is copied.
    command_->setText(trainCommand(project_.section(QLatin1Char('/'), -1), arguments()));
}

}  // namespace haberdash::ui
