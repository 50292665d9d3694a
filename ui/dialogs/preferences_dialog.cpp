// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/preferences_dialog.h"

#include "ui/dialogs/encoders_page.h"
#include "ui/dialogs/keys_overlay.h"
#include "ui/shell/command_table.h"
#include "ui/widgets/labelled_slider.h"
#include "ui/widgets/segmented_control.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QTabWidget>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <cmath>

namespace haberdash::ui {

PreferencesDialog::PreferencesDialog(const Preferences& preferences,
                                     CommandTable& commands,
                                     EngineClient& engine,
                                     const QString& project,
                                     QWidget* parent)
    : QDialog(parent),
      preferences_(preferences),
      commands_(commands),
      tabs_(new QTabWidget(this)),
      encoders_(new EncodersPage(engine, project, this)) {
    setWindowTitle(tr("Preferences"));
    resize(scaled(980), scaled(600));
    tabs_->setDocumentMode(true);
    tabs_->addTab(appearancePage(), tr("Appearance"));
    tabs_->addTab(keysPage(), tr("Keys"));
    tabs_->addTab(encoders_, tr("Encoders"));
    auto* const buttons = new QDialogButtonBox(this);
    const QPushButton* const done = buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole);
    connect(done, &QPushButton::clicked, this, &QDialog::close);
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(scaled(16), scaled(16), scaled(16), scaled(16));
    column->setSpacing(scaled(12));
    column->addWidget(tabs_, 1);
    column->addWidget(buttons);
}

void PreferencesDialog::showEncoders() {
    tabs_->setCurrentWidget(encoders_);
}

QWidget* PreferencesDialog::appearancePage() {
    auto* const page = new QWidget;
    auto* const form = new QFormLayout(page);
    form->setContentsMargins(scaled(8), scaled(16), scaled(8), scaled(8));
    form->setVerticalSpacing(scaled(16));
    form->setHorizontalSpacing(scaled(24));
    auto* const theme = new SegmentedControl(tr("Theme"), page);
    const QStringList ids{
        QStringLiteral("system"), QStringLiteral("light"), QStringLiteral("dark")};
    theme->add(ids[0], tr("As the desktop"));
    theme->add(ids[1], tr("Light"));
    theme->add(ids[2], tr("Dark"));
    theme->setCurrentId(ids[static_cast<int>(preferences_.theme)]);
    connect(theme, &SegmentedControl::chosen, this, [this, ids](const QString& id) {
        preferences_.theme = static_cast<ThemeMode>(ids.indexOf(id));
        Q_EMIT changed(preferences_);
    });
    constexpr int kStep = 10;
    auto* const size =
        new LabelledSlider(tr("Size of text and controls"), tr("80 %"), tr("200 %"), page);
    size->setRange(80 / kStep, 200 / kStep);
    size->setValue(static_cast<int>(std::lround(preferences_.zoom * 100 / kStep)));
    connect(size, &LabelledSlider::valueChanged, this, [this](const int tenths) {
        preferences_.zoom = tenths * kStep / 100.0;
        Q_EMIT changed(preferences_);
    });
    auto* const language = new QComboBox(page);
    language->setAccessibleName(tr("Language"));
    language->addItem(tr("As the system"), QString());
    language->addItem(QStringLiteral("English"), QStringLiteral("en"));
    language->addItem(QStringLiteral("Deutsch"), QStringLiteral("de"));
    language->setCurrentIndex(std::max(0, language->findData(preferences_.language)));
    connect(language, &QComboBox::activated, this, [this, language](const int index) {
        preferences_.language = language->itemData(index).toString();
        Q_EMIT changed(preferences_);
    });
    form->addRow(tr("Theme"), theme);
    auto* const percent = new QLabel(page);
    const auto showPercent = [percent](const int tenths) {
        percent->setText(tr("Size: %1 %").arg(tenths * kStep));
    };
    showPercent(size->value());
    connect(size, &LabelledSlider::valueChanged, percent, showPercent);
    form->addRow(percent, size);
    form->addRow(tr("Language"), language);
    return page;
}

QWidget* PreferencesDialog::keysPage() {
    auto* const page = new QWidget;
    auto* const column = new QVBoxLayout(page);
    column->setContentsMargins(0, scaled(12), 0, 0);
    column->setSpacing(scaled(8));
    auto* const search = new QLineEdit(page);
    search->setPlaceholderText(tr("Search commands"));
    search->setAccessibleName(search->placeholderText());
    list_ = new QTreeWidget(page);
    list_->setAccessibleName(tr("Commands and their keys"));
    list_->setColumnCount(3);
    list_->setHeaderLabels({tr("Command"), tr("Works in"), tr("Key")});
    list_->setRootIsDecorated(false);
    list_->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    list_->header()->setStretchLastSection(false);
    list_->setColumnWidth(2, scaled(150));
    conflict_ = new QLabel(page);
    conflict_->setWordWrap(true);
    setRole(conflict_, "bad");
    auto* const reset = new QPushButton(tr("Reset all keys"), page);
    column->addWidget(search);
    column->addWidget(list_, 1);
    column->addWidget(conflict_);
    column->addWidget(reset, 0, Qt::AlignRight);
    connect(search, &QLineEdit::textChanged, this, [this](const QString& words) {
        for (int i = 0; i < list_->topLevelItemCount(); ++i) {
            QTreeWidgetItem* const row = list_->topLevelItem(i);
            row->setHidden(!row->text(0).contains(words, Qt::CaseInsensitive));
        }
    });
    connect(reset, &QPushButton::clicked, this, [this] {
        commands_.resetShortcuts();
        conflict_->clear();
        fillKeys();
    });
    fillKeys();
    return page;
}

void PreferencesDialog::fillKeys() {
    list_->clear();
    for (const CommandSpec& spec : commands_.specs()) {
        const QString text = QString(spec.text).remove(QLatin1Char('&'));
        auto* const row = new QTreeWidgetItem(list_, {text, scopeName(spec.scope)});
        auto* const keys = new QKeySequenceEdit(commands_.action(spec.id)->shortcut(), list_);
        keys->setClearButtonEnabled(true);
        keys->setAccessibleName(tr("Key of %1").arg(text));
        for (QLineEdit* const field : keys->findChildren<QLineEdit*>()) {
            field->setAccessibleName(keys->accessibleName());
        }
        list_->setItemWidget(row, 2, keys);
        connect(keys, &QKeySequenceEdit::editingFinished, this, [this, id = spec.id, keys] {
            remap(id, keys->keySequence());
            const QSignalBlocker quiet(keys);
            keys->setKeySequence(commands_.action(id)->shortcut());
        });
    }
}

void PreferencesDialog::remap(const QString& id, const QKeySequence& keys) {
    if (keys == commands_.action(id)->shortcut()) {
        return;
    }
    QString conflict;
    const bool isTaken = !commands_.remap(id, keys, &conflict);
    conflict_->setText(isTaken ? tr("%1 already belongs to “%2”; take it away there first.")
                                     .arg(keys.toString(QKeySequence::NativeText), conflict)
                               : QString());
}

}  // namespace haberdash::ui
