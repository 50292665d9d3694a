// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/import_dialog.h"

#include "ui/convert.h"
#include "ui/engine_client/engine_client.h"
#include "ui/shell/icons.h"
#include "ui/shell/settings.h"
#include "ui/shell/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QProgressBar>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

namespace haberdash::ui {

namespace {

int countAt(const Json& json, const char* key) {
    const auto found = json.find(key);
    return found != json.end() && found->is_number() ? found->get<int>() : 0;
}

/// "My shop 2024" -> "My-shop-2024": a name that is easy to type in a terminal.
QString folderName(const QString& path) {
    QString name =
        QFileInfo(path).isDir() ? QDir(path).dirName() : QFileInfo(path).completeBaseName();
    for (QChar& letter : name) {
        if (!letter.isLetterOrNumber() && letter != QLatin1Char('_')) {
            letter = QLatin1Char('-');
        }
    }
    return name.isEmpty() ? QStringLiteral("catalog") : name;
}

QString freeFolder(const QString& base) {
    QString folder = base + QStringLiteral(".hab");
    for (int i = 2; QFileInfo::exists(folder); ++i) {
        folder = QStringLiteral("%1-%2.hab").arg(base).arg(i);
    }
    return folder;
}

}  // namespace

ImportDialog::ImportDialog(EngineClient& engine, const QString& folder, QWidget* parent)
    : QDialog(parent), engine_(engine), folder_(folder) {
    setWindowTitle(folder.isEmpty() ? tr("New project from files") : tr("Import products"));
    resize(scaled(640), scaled(620));
    build();
}

ImportDialog::~ImportDialog() {
    if (look_) {
        look_->disconnect(this);
        look_->cancel();
    }
}

void ImportDialog::build() {
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(scaled(20), scaled(20), scaled(20), scaled(16));
    column->setSpacing(scaled(10));
    auto* const hint = new QLabel(
        tr("CSV, JSON Lines, a Kaggle fashion or H&M folder, Amazon reviews or RecBole files. "
           "Pictures are found beside them."),
        this);
    hint->setWordWrap(true);
    setRole(hint, "muted");
    summary_ = new QLabel(tr("Choose a file or a folder to see what is in it."), this);
    summary_->setWordWrap(true);
    summary_->setTextFormat(Qt::PlainText);
    busy_ = new QProgressBar(this);
    busy_->setRange(0, 0);
    busy_->setAccessibleName(tr("Looking at the files"));
    busy_->hide();
    columns_ = new QTableWidget(0, 2, this);
    columns_->setAccessibleName(tr("Which column holds what"));
    columns_->setHorizontalHeaderLabels({tr("Field"), tr("Column of the file")});
    columns_->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    columns_->verticalHeader()->hide();
    features_ =
        new QCheckBox(tr("Then read texts and pictures, so that models can learn from them"), this);
    features_->setChecked(true);
    column->addWidget(hint);
    addFiles(column);
    addForm(column);
    column->addWidget(busy_);
    column->addWidget(summary_);
    column->addWidget(columns_, 1);
    column->addWidget(features_);
    addButtons(column);
}

void ImportDialog::addFiles(QVBoxLayout* column) {
    files_ = new QListWidget(this);
    files_->setAccessibleName(tr("Files and folders to import"));
    files_->setMaximumHeight(scaled(90));
    auto* const file = new QPushButton(lineIcon(QStringLiteral("table")), tr("Add file…"), this);
    auto* const folder =
        new QPushButton(lineIcon(QStringLiteral("folder")), tr("Add folder…"), this);
    auto* const pickers = new QHBoxLayout;
    pickers->addWidget(file);
    pickers->addWidget(folder);
    pickers->addStretch(1);
    column->addWidget(files_);
    column->addLayout(pickers);
    connect(file, &QPushButton::clicked, this, &ImportDialog::chooseFile);
    connect(folder, &QPushButton::clicked, this, &ImportDialog::chooseFolder);
}

void ImportDialog::addForm(QVBoxLayout* column) {
    name_ = new QLineEdit(folder_, this);
    name_->setAccessibleName(tr("Project folder"));
    name_->setReadOnly(!folder_.isEmpty());
    format_ = new QComboBox(this);
    format_->setAccessibleName(tr("Format"));
    format_->addItem(tr("Told by itself"), QStringLiteral("auto"));
    for (const char* const format :
         {"kaggle-fashion", "hm", "amazon-reviews", "inter", "csv", "jsonl"}) {
        format_->addItem(QLatin1String(format), QLatin1String(format));
    }
    auto* const form = new QFormLayout;
    form->setHorizontalSpacing(scaled(16));
    form->addRow(tr("Project folder"), name_);
    form->addRow(tr("Format"), format_);
    column->addLayout(form);
    connect(format_, &QComboBox::activated, this, [this] {
        areColumnsChanged_ = false;
        look();
    });
}

void ImportDialog::addButtons(QVBoxLayout* column) {
    auto* const buttons = new QDialogButtonBox(this);
    buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    import_ = buttons->addButton(tr("Import"), QDialogButtonBox::AcceptRole);
    setRole(import_, "primary");
    import_->setEnabled(false);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &ImportDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

void ImportDialog::setPaths(const QStringList& paths) {
    files_->clear();
    add(paths);
}

QString ImportDialog::summary() const {
    return summary_->text();
}

void ImportDialog::chooseFile() {
    auto* const dialog = new QFileDialog(this, tr("Add file"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    connect(dialog, &QFileDialog::filesSelected, this, &ImportDialog::add);
    dialog->open();
}

void ImportDialog::chooseFolder() {
    auto* const dialog = new QFileDialog(this, tr("Add folder"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) { add({path}); });
    dialog->open();
}

void ImportDialog::add(const QStringList& added) {
    for (const QString& path : added) {
        files_->addItem(QDir::toNativeSeparators(path));
    }
    if (added.isEmpty()) {
        return;
    }
    if (folder_.isEmpty() && name_->text().isEmpty()) {
        name_->setText(freeFolder(projectsFolder() + QLatin1Char('/') + folderName(added.first())));
    }
    areColumnsChanged_ = false;
    look();
}

QStringList ImportDialog::paths() const {
    QStringList all;
    for (int i = 0; i < files_->count(); ++i) {
        all << files_->item(i)->text();
    }
    return all;
}

QString ImportDialog::targetFolder() const {
    return name_->text().trimmed();
}

QStringList ImportDialog::arguments() const {
    QStringList words;
    for (const QString& path : paths()) {
        words << QStringLiteral("--from") << path;
    }
    const QString format = format_->currentData().toString();
    if (format != QLatin1String("auto")) {
        words << QStringLiteral("--format") << format;
    }
    for (int row = 0; areColumnsChanged_ && row < columns_->rowCount(); ++row) {
        const auto* const column = qobject_cast<QComboBox*>(columns_->cellWidget(row, 1));
        if (column && !column->currentText().trimmed().isEmpty()) {
            words << QStringLiteral("--map")
                  << columns_->item(row, 0)->text() + QLatin1Char('=') +
                         column->currentText().trimmed();
        }
    }
    return words;
}

void ImportDialog::look() {
    if (paths().isEmpty()) {
        return;
    }
    if (look_) {
        isLookStale_ = true;
        look_->cancel();
        return;
    }
    import_->setEnabled(false);
    busy_->show();
    summary_->setText(tr("Looking at the files…"));
    look_ = engine_.start(tr("Look at the files"),
                          QStringList{QStringLiteral("import"), targetFolder()} + arguments() +
                              QStringList{QStringLiteral("--dry-run")});
    connect(look_, &Job::finished, this, [this] {
        Job* const job = std::exchange(look_, nullptr);
        busy_->hide();
        if (std::exchange(isLookStale_, false)) {
            look();
        } else if (job->state() == Job::State::Done) {
            showReport(job->result());
        } else {
            summary_->setText(job->failure());
        }
        engine_.forget(job);
    });
}

void ImportDialog::showReport(const Json& report) {
    const int products = countAt(report, "products_added") + countAt(report, "products_updated") +
                         countAt(report, "products_unchanged");
    const int events = countAt(report, "events_added");
    const int rejected = countAt(report, "rows_rejected");
    const int missing = countAt(report, "images_missing");
    const int damaged = countAt(report, "images_corrupt") + countAt(report, "images_refused");
    const QString format = toQt(report.value("format", std::string()));
    QStringList parts{tr("%Ln product(s)", nullptr, products)};
    if (events > 0) {
        parts << tr("%Ln event(s)", nullptr, events);
    }
    if (missing > 0) {
        parts << tr("%Ln picture(s) missing", nullptr, missing);
    }
    if (damaged > 0) {
        parts << tr("%Ln picture(s) damaged", nullptr, damaged);
    }
    if (missing + damaged == 0) {
        parts << tr("no picture missing");
    }
    if (rejected > 0) {
        parts << tr("%Ln row(s) would be rejected", nullptr, rejected);
    }
    summary_->setText(tr("Found (%1): %2.").arg(format, parts.join(QStringLiteral(", "))));
    const auto columns = report.find("columns");
    if (!areColumnsChanged_ && columns != report.end() && columns->is_object()) {
        showColumns(*columns);
    }
    import_->setEnabled(products + events > 0 && !targetFolder().isEmpty());
    import_->setDefault(true);
}

void ImportDialog::showColumns(const Json& guessed) {
    const QStringList header = headerOfFirstFile();
    columns_->setRowCount(0);
    for (const auto& [field, column] : guessed.items()) {
        const int row = columns_->rowCount();
        columns_->insertRow(row);
        auto* const name = new QTableWidgetItem(toQt(field));
        name->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
        columns_->setItem(row, 0, name);
        auto* const choice = new QComboBox(columns_);
        choice->setEditable(true);
        choice->setAccessibleName(tr("Column for %1").arg(toQt(field)));
        choice->addItems(header);
        choice->setCurrentText(column.is_string() ? toQt(column.get<std::string>()) : QString());
        columns_->setCellWidget(row, 1, choice);
        connect(choice, &QComboBox::activated, this, [this] {
            areColumnsChanged_ = true;
            look();
        });
    }
}

QStringList ImportDialog::headerOfFirstFile() const {
    constexpr qint64 kLongestHeader = 64 << 10;
    for (const QString& path : paths()) {
        QFile file(path);
        if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly)) {
            continue;
        }
        const QString line = QString::fromUtf8(file.readLine(kLongestHeader)).trimmed();
        const QChar separator = line.contains(QLatin1Char('\t'))  ? QLatin1Char('\t')
                                : line.contains(QLatin1Char(';')) ? QLatin1Char(';')
                                                                  : QLatin1Char(',');
        QStringList names = line.split(separator);
        for (QString& name : names) {
            name = name.remove(QLatin1Char('"')).trimmed();
        }
        return line.startsWith(QLatin1Char('{')) ? QStringList() : names;
    }
    return {};
}

void ImportDialog::accept() {
    if (!import_->isEnabled()) {
        return;
    }
    const QStringList chosen = paths();
    Q_EMIT importWanted(
        {.folder = targetFolder(),
         .arguments = arguments(),
         .name = chosen.isEmpty() ? QString() : QFileInfo(chosen.first()).fileName(),
         .withFeatures = features_->isChecked()});
    QDialog::accept();
}

}  // namespace haberdash::ui
