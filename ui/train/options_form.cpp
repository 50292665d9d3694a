// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/train/options_form.h"

#include "core/data/base/error.h"
#include "core/data/base/numbers.h"
#include "ui/convert.h"
#include "ui/shell/icons.h"
#include "ui/shell/theme.h"
#include "ui/train/decimal_box.h"
#include "ui/train/words.h"
#include "ui/widgets/narrow_box.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <limits>

namespace haberdash::ui {

namespace {

QString groupOf(const Option& option) {
    return toQt(option.key).section(QLatin1Char('.'), 0, 0);
}

QLabel* headingFor(const QString& group, QWidget* parent) {
    auto* const heading = new QLabel(groupName(group).toUpper(), parent);
    setRole(heading, "overline");
    heading->setContentsMargins(0, scaled(10), 0, scaled(2));
    return heading;
}

// Whole numbers beyond the range of a spin box (a seed) are typed into a field.
bool fitsSpinBox(const Option& option) {
    constexpr double kMost = std::numeric_limits<int>::max();
    return option.low != option.high && option.low >= -kMost && option.high <= kMost;
}

}  // namespace

OptionsForm::OptionsForm(std::vector<Option> options, QWidget* parent)
    : QWidget(parent),
      options_(std::move(options)),
      defaults_(optionsToJson(options_)),
      baseline_(defaults_),
      filter_(new QLineEdit(this)),
      nothing_(new QLabel(tr("No setting has these words."), this)) {
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(scaled(6));
    filter_->setPlaceholderText(tr("Filter settings"));
    filter_->setAccessibleName(tr("Filter settings"));
    filter_->setClearButtonEnabled(true);
    column->addWidget(filter_);
    setRole(nothing_, "muted");
    nothing_->hide();
    column->addWidget(nothing_);
    QString group;
    QLabel* heading = nullptr;
    for (std::size_t i = 0; i < options_.size(); ++i) {
        if (groupOf(options_[i]) != group) {
            group = groupOf(options_[i]);
            heading = headingFor(group, this);
            column->addWidget(heading);
        }
        buildRow(i, heading, column);
    }
    column->addStretch(1);
    connect(filter_, &QLineEdit::textChanged, this, &OptionsForm::setFilter);
    markChanges();
}

void OptionsForm::buildRow(const std::size_t index, QLabel* heading, QVBoxLayout* column) {
    const Option& option = options_[index];
    Field field{.option = index, .row = new QWidget(this), .heading = heading};
    field.editor = makeEditor(index);
    field.name = new QLabel(optionName(option.key), field.row);
    field.name->setBuddy(field.editor);
    field.name->setWordWrap(true);  // the panel is narrower than the longest names
    field.reset = new QToolButton(field.row);
    field.reset->setIcon(lineIcon(QStringLiteral("undo")));
    field.reset->setAccessibleName(tr("Reset %1").arg(optionName(option.key)));
    QSizePolicy keepPlace = field.reset->sizePolicy();
    keepPlace.setRetainSizeWhenHidden(true);
    field.reset->setSizePolicy(keepPlace);
    auto* const help = new QLabel(optionHelp(option), field.row);
    help->setWordWrap(true);
    setRole(help, "muted");
    field.editor->setAccessibleName(optionName(option.key));
    field.editor->setAccessibleDescription(optionHelp(option));
    field.editor->setToolTip(QStringLiteral("%1\n%2").arg(optionHelp(option), toQt(option.key)));
    field.editor->setFocusPolicy(Qt::StrongFocus);
    field.editor->installEventFilter(this);
    auto* const line = new QHBoxLayout;
    line->addWidget(field.name, 1);
    auto* const rows = new QVBoxLayout(field.row);
    rows->setContentsMargins(0, 0, 0, scaled(4));
    rows->setSpacing(scaled(2));
    rows->addLayout(line);
    if (qobject_cast<QComboBox*>(field.editor) != nullptr) {
        rows->addWidget(field.editor);  // its words want the panel's whole width
    } else {
        field.editor->setMinimumWidth(scaled(132));
        line->addWidget(field.editor, 1);
    }
    line->addWidget(field.reset);
    rows->addWidget(help);
    column->addWidget(field.row);
    connect(field.reset, &QToolButton::clicked, this, [this, key = toQt(option.key)] {
        const Json& value = baseline_[fromQt(key)];
        setValue(key, toQt(value.is_string() ? value.get<std::string>() : value.dump()));
    });
    fields_.push_back(field);
    showValue(field);
}

QWidget* OptionsForm::makeEditor(const std::size_t index) {
    const Option& option = options_[index];
    if (std::holds_alternative<bool*>(option.value)) {
        auto* const box = new QCheckBox(this);
        connect(box, &QCheckBox::toggled, this, [this, index](const bool isOn) {
            take(index, isOn ? "true" : "false");
        });
        return box;
    }
    if (std::holds_alternative<std::int64_t*>(option.value) && fitsSpinBox(option)) {
        auto* const box = new QSpinBox(this);
        box->setRange(static_cast<int>(option.low), static_cast<int>(option.high));
        box->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
        connect(box, &QSpinBox::valueChanged, this, [this, index](const int value) {
            take(index, std::to_string(value));
        });
        return box;
    }
    if (std::holds_alternative<double*>(option.value)) {
        auto* const box = new DecimalBox(this);
        const bool isBounded = option.low != option.high;
        box->setRange(isBounded ? option.low : -1e9, isBounded ? option.high : 1e9);
        connect(box, &QDoubleSpinBox::valueChanged, this, [this, index](const double value) {
            take(index, toText(value));
        });
        return box;
    }
    if (!option.choices.empty()) {
        auto* const box = new NarrowBox(8, this);
        for (const std::string& choice : option.choices) {
            box->addItem(choiceName(toQt(choice)), toQt(choice));
        }
        connect(box, &QComboBox::currentIndexChanged, this, [this, index, box] {
            take(index, fromQt(box->currentData().toString()));
        });
        return box;
    }
    auto* const edit = new QLineEdit(this);
    connect(edit, &QLineEdit::editingFinished, this, [this, index, edit] {
        take(index, fromQt(edit->text()));
    });
    return edit;
}

void OptionsForm::take(const std::size_t index, const std::string& text) {
    try {
        setOption(options_, options_[index].key, text);
    } catch (const Error&) {
        showValue(fields_[index]);  // an unreadable text falls back to what was there
        return;
    }
    markChanges();
    Q_EMIT changed();
}

void OptionsForm::showValue(const Field& field) {
    const QSignalBlocker quiet(field.editor);
    const QString text = toQt(optionText(options_[field.option]));
    if (auto* const check = qobject_cast<QCheckBox*>(field.editor)) {
        check->setChecked(text == QLatin1String("true"));
    } else if (auto* const whole = qobject_cast<QSpinBox*>(field.editor)) {
        whole->setValue(text.toInt());
    } else if (auto* const decimal = qobject_cast<QDoubleSpinBox*>(field.editor)) {
        decimal->setValue(parseDecimal(fromQt(text)).value_or(0.0));
    } else if (auto* const combo = qobject_cast<QComboBox*>(field.editor)) {
        combo->setCurrentIndex(combo->findData(text));
    } else if (auto* const edit = qobject_cast<QLineEdit*>(field.editor)) {
        edit->setText(text);
    }
}

void OptionsForm::markChanges() {
    const Json now = optionsToJson(options_);
    for (const Field& field : fields_) {
        const std::string& key = options_[field.option].key;
        const bool isChanged = now[key] != baseline_[key];
        field.reset->setVisible(isChanged);
        const Json& usual = baseline_[key];
        const QString back = toQt(usual.is_string() ? usual.get<std::string>() : usual.dump());
        field.reset->setToolTip(tr("Back to %1").arg(choiceName(back)));
        QFont font = field.name->font();
        if (font.bold() != isChanged) {
            font.setBold(isChanged);
            field.name->setFont(font);
        }
        field.name->setText(isChanged ? QStringLiteral("● ") + optionName(key) : optionName(key));
    }
}

void OptionsForm::setBaseline(const Json& values) {
    setOptions(options_, defaults_);
    setOptions(options_, values);
    baseline_ = optionsToJson(options_);
    std::ranges::for_each(fields_, [this](const Field& field) { showValue(field); });
    markChanges();
    Q_EMIT changed();
}

void OptionsForm::setReads(std::function<bool(const std::string& key)> reads) {
    reads_ = std::move(reads);
    setFilter(filter_->text());
}

bool OptionsForm::isRead(const std::string& key) const {
    return !reads_ || reads_(key);
}

QStringList OptionsForm::settings() const {
    QStringList words;
    for (const Option& option : options_) {
        const Json now = optionsToJson({option});
        if (now[option.key] != baseline_[option.key] && isRead(option.key)) {
            words << toQt(option.key + '=' + optionText(option));
        }
    }
    return words;
}

bool OptionsForm::setValue(const QString& key, const QString& text) {
    for (const Field& field : fields_) {
        if (toQt(options_[field.option].key) == key) {
            try {
                setOption(options_, options_[field.option].key, fromQt(text));
            } catch (const Error&) {
                return false;
            }
            showValue(field);
            markChanges();
            Q_EMIT changed();
            return true;
        }
    }
    return false;
}

QWidget* OptionsForm::editor(const QString& key) const {
    for (const Field& field : fields_) {
        if (toQt(options_[field.option].key) == key) {
            return field.editor;
        }
    }
    return nullptr;
}

// Scrolling the form must not change the fields that pass under the mouse.
bool OptionsForm::eventFilter(QObject* watched, QEvent* event) {
    const auto* const editor = qobject_cast<QWidget*>(watched);
    if (event->type() == QEvent::Wheel && editor && !editor->hasFocus()) {
        event->ignore();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void OptionsForm::setFilter(const QString& words) {
    const QStringList parts = words.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    for (const Field& field : fields_) {
        field.heading->hide();
    }
    bool isAnyShown = false;
    for (const Field& field : fields_) {
        const Option& option = options_[field.option];
        const QString text = optionName(option.key) + QLatin1Char(' ') + toQt(option.key) +
                             QLatin1Char(' ') + optionHelp(option);
        const bool fits =
            isRead(option.key) && std::ranges::all_of(parts, [&](const QString& part) {
                return text.contains(part, Qt::CaseInsensitive);
            });
        field.row->setVisible(fits);
        if (fits) {
            field.heading->show();
            isAnyShown = true;
        }
    }
    nothing_->setVisible(!isAnyShown);
}

}  // namespace haberdash::ui
