// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/encoders_page.h"

#include "ui/convert.h"
#include "ui/engine_client/engine_client.h"
#include "ui/shell/theme.h"

#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QMimeData>
#include <QPushButton>
#include <QTreeWidget>
#include <QUrl>
#include <QVBoxLayout>

#include <utility>

namespace haberdash::ui {

namespace {

enum Column { kName, kUse, kState, kDimension, kLicence, kSource, kHash, kColumns };

constexpr int kModalityRole = Qt::UserRole;  // of a row that can be used: "text" or "image"
constexpr int kShownHash = 12;               // digits; the tooltip has all

QString textAt(const Json& row, const char* key) {
    const auto found = row.find(key);
    return found != row.end() && found->is_string() ? toQt(found->get<std::string>()) : QString();
}

bool isTrue(const Json& row, const char* key) {
    const auto found = row.find(key);
    return found != row.end() && found->is_boolean() && found->get<bool>();
}

QStringList localPaths(const QMimeData* const data) {
    QStringList paths;
    for (const QUrl& url : data->urls()) {
        if (url.isLocalFile()) {
            paths << url.toLocalFile();
        }
    }
    return paths;
}

}  // namespace

EncodersPage::EncodersPage(EngineClient& engine, QString project, QWidget* parent)
    : QWidget(parent),
      engine_(engine),
      project_(std::move(project)),
      list_(new QTreeWidget(this)),
      message_(new QLabel(this)) {
    setAcceptDrops(true);
    list_->setAccessibleName(tr("Encoders"));
    list_->setColumnCount(kColumns);
    list_->setHeaderLabels({tr("Name"),
                            tr("For"),
                            tr("State"),
                            tr("Numbers"),
                            tr("Licence"),
                            tr("From"),
                            tr("SHA-256")});
    list_->setRootIsDecorated(false);
    list_->setTextElideMode(Qt::ElideMiddle);
    list_->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    list_->header()->setSectionResizeMode(kSource, QHeaderView::Stretch);
    list_->header()->setStretchLastSection(false);
    list_->setAcceptDrops(false);  // the page takes the drop
    auto* const hint = new QLabel(tr("Drop your own weights here: a torchvision .pth or "
                                     ".safetensors (ResNet-18, ResNet-50, VGG-16, Inception v3), "
                                     "an .onnx network, or the folder of a Hugging Face BERT. "
                                     "Nothing in a file is run."),
                                  this);
    hint->setWordWrap(true);
    message_->setWordWrap(true);
    message_->setAccessibleName(tr("What came of it"));
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, scaled(12), 0, 0);
    column->setSpacing(scaled(8));
    column->addWidget(list_, 1);
    column->addWidget(hint);
    column->addWidget(message_);
    column->addWidget(buttonRow());
    connect(list_, &QTreeWidget::currentItemChanged, this, &EncodersPage::showUsable);
    showUsable();
}

QWidget* EncodersPage::buttonRow() {
    auto* const row = new QWidget(this);
    auto* const layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    auto* const file = new QPushButton(tr("Add a file…"), row);
    auto* const folder = new QPushButton(tr("Add a folder…"), row);
    use_ = new QPushButton(tr("Use for this project"), row);
    use_->setToolTip(
        tr("Computes the features of this project's products with the chosen encoder; "
           "a run that is trained afterwards looks at them"));
    auto* const check = new QPushButton(tr("Check again"), row);
    layout->addWidget(file);
    layout->addWidget(folder);
    layout->addStretch();
    layout->addWidget(use_);
    layout->addWidget(check);
    connect(file, &QPushButton::clicked, this, [this] {
        add(QFileDialog::getOpenFileNames(
            this, tr("Weights"), {}, tr("Weights (*.pth *.pt *.bin *.safetensors *.onnx)")));
    });
    connect(folder, &QPushButton::clicked, this, [this] {
        const QString path = QFileDialog::getExistingDirectory(this, tr("Folder of a BERT"));
        if (!path.isEmpty()) {
            add({path});
        }
    });
    connect(use_, &QPushButton::clicked, this, &EncodersPage::useChosen);
    connect(check, &QPushButton::clicked, this, &EncodersPage::checkAgain);
    return row;
}

void EncodersPage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (!isFilled_ && !isBusy_) {
        reload();
    }
}

void EncodersPage::dragEnterEvent(QDragEnterEvent* event) {
    if (!localPaths(event->mimeData()).isEmpty()) {
        event->acceptProposedAction();
    }
}

void EncodersPage::dropEvent(QDropEvent* event) {
    event->acceptProposedAction();
    add(localPaths(event->mimeData()));
}

void EncodersPage::add(const QStringList& paths) {
    waiting_ << paths;
    if (!isBusy_) {
        told_.clear();
        addNext();
    }
}

void EncodersPage::addNext() {
    if (waiting_.isEmpty()) {
        return;
    }
    const QString path = waiting_.takeFirst();
    const QString name = QFileInfo(path).fileName();
    isBusy_ = true;
    say(tr("Looking at %1…").arg(name), "");
    Job* const job = engine_.start(tr("Add the encoder %1").arg(name),
                                   {QStringLiteral("encoders"),
                                    QStringLiteral("--install"),
                                    QStringLiteral("auto"),
                                    QStringLiteral("--from"),
                                    path,
                                    QStringLiteral("--check")});
    connect(job, &Job::finished, this, [this, job] {
        isBusy_ = false;
        if (job->state() == Job::State::Done) {
            fill(job->result());
            say(tr("Added as %1.").arg(textAt(job->result(), "installed")), "good");
        } else {
            say(job->failure(), "bad");
            Q_EMIT refused(job->failure());
        }
        told_ = message_->text().split(QLatin1Char('\n'));
        if (waiting_.isEmpty()) {
            sayDamage();
        }
        addNext();
    });
}

void EncodersPage::reload() {
    if (isBusy_) {
        return;
    }
    isBusy_ = true;
    Job* const job = engine_.start(tr("Check the encoders"),
                                   {QStringLiteral("encoders"), QStringLiteral("--check")});
    connect(job, &Job::finished, this, [this, job] {
        isBusy_ = false;
        if (job->state() == Job::State::Done) {
            fill(job->result());
            sayDamage();
        } else {
            say(job->failure(), "bad");
        }
        addNext();
    });
}

void EncodersPage::checkAgain() {
    if (!isBusy_) {
        told_.clear();
        say({}, "");
        reload();
    }
}

void EncodersPage::useChosen() {
    const QTreeWidgetItem* const row = list_->currentItem();
    const QString name = row->text(kName);
    const bool isText = row->data(kName, kModalityRole).toString() == QLatin1String("text");
    const QString none = QStringLiteral("none");
    isComputing_ = true;
    showUsable();
    told_.clear();
    say(tr("Computing the features with %1…").arg(name), "");
    Job* const job = engine_.start(tr("Compute features"),
                                   {QStringLiteral("features"),
                                    project_,
                                    QStringLiteral("--text"),
                                    isText ? name : none,
                                    QStringLiteral("--image"),
                                    isText ? none : name});
    connect(job, &Job::finished, this, [this, job, name] {
        isComputing_ = false;
        showUsable();
        if (job->state() == Job::State::Done) {
            say(tr("The features are computed with %1. Train a new run to look at them.").arg(name),
                "good");
        } else if (job->state() == Job::State::Failed) {
            say(job->failure(), "bad");
        } else {
            say(tr("Computing the features with %1 was stopped.").arg(name), "");
        }
    });
}

void EncodersPage::showUsable() {
    const QTreeWidgetItem* const row = list_->currentItem();
    use_->setEnabled(!project_.isEmpty() && !isComputing_ && row &&
                     row->data(kName, kModalityRole).isValid());
}

void EncodersPage::fill(const Json& result) {
    list_->clear();
    damaged_ = 0;
    isFilled_ = true;
    const auto encoders = result.find("encoders");
    if (encoders == result.end()) {
        return;
    }
    for (const Json& row : *encoders) {
        const bool isDamaged = isTrue(row, "damaged");
        const bool isReady = isTrue(row, "ready");
        const auto dimension = row.value("dimension", 0);
        const QString hash = textAt(row, "sha256");
        auto* const item = new QTreeWidgetItem(list_);
        item->setText(kName, textAt(row, "name"));
        item->setText(
            kUse, textAt(row, "modality") == QLatin1String("text") ? tr("Text") : tr("Pictures"));
        item->setText(kState,
                      isDamaged ? tr("Damaged") : (isReady ? tr("Ready") : tr("Not installed")));
        item->setText(kDimension, dimension > 0 ? QLocale().toString(dimension) : QString());
        item->setTextAlignment(kDimension, Qt::AlignRight | Qt::AlignVCenter);
        item->setText(kLicence, textAt(row, "licence"));
        item->setText(kSource, textAt(row, "source"));
        item->setToolTip(kSource, textAt(row, "source"));
        item->setText(kHash, hash.left(kShownHash));
        item->setToolTip(kHash,
                         isReady ? tr("Of what it was made from: %1\nOf the weights, compared just "
                                      "now: %2")
                                       .arg(hash, textAt(row, "weights_sha256"))
                                 : hash);
        item->setToolTip(kName, textAt(row, "kind"));
        if (isReady && !isDamaged) {
            item->setData(kName, kModalityRole, textAt(row, "modality"));
        }
        damaged_ += isDamaged ? 1 : 0;
        item->setDisabled(!isReady);
    }
    Q_EMIT listed();
}

void EncodersPage::sayDamage() {
    if (damaged_ > 0) {
        say(tr("%n encoder(s) damaged: add again from the source.", "", damaged_), "bad");
    }
}

void EncodersPage::say(const QString& sentence, const char* const role) {
    setRole(message_, role);
    message_->setText((told_ + QStringList{sentence}).join(QLatin1Char('\n')));
}

}  // namespace haberdash::ui
