// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/label/review_page.h"

#include "core/data/labels/label_files.h"
#include "ui/convert.h"
#include "ui/engine_client/engine_client.h"
#include "ui/label/conflict_panel.h"
#include "ui/label/label_list.h"
#include "ui/label/label_words.h"
#include "ui/shell/theme.h"
#include "ui/shell/workspace.h"
#include "ui/widgets/clear_layout.h"
#include "ui/widgets/plain_table.h"

#include <QFileDialog>
#include <QFrame>
#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QResizeEvent>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <set>

namespace haberdash::ui {

namespace {

QString figure(const std::optional<double>& value) {
    return value ? QLocale().toString(*value, 'f', 2) : QStringLiteral("–");
}

/// Landis and Koch (1977): rough words for kappa and alpha.
QString strength(const double value) {
    return value < 0     ? ReviewPage::tr("less than chance")
           : value < 0.2 ? ReviewPage::tr("hardly more than chance")
           : value < 0.4 ? ReviewPage::tr("fair")
           : value < 0.6 ? ReviewPage::tr("moderate")
           : value < 0.8 ? ReviewPage::tr("substantial")
                         : ReviewPage::tr("nearly perfect");
}

/// `file`, or with a number where there is one of that name.
std::filesystem::path freeName(const std::filesystem::path& file) {
    std::filesystem::path free = file;
    std::error_code failure;  // a name that cannot be looked at is refused when it is written
    for (int number = 2; std::filesystem::exists(free, failure); ++number) {
        free = file.parent_path() / file.stem();
        free += "-" + std::to_string(number);
        free += file.extension();
    }
    return free;
}

}  // namespace

ReviewPage::ReviewPage(const ViewContext& context, QWidget* parent)
    : QScrollArea(parent), context_(context) {
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setAccessibleName(tr("Review"));
    auto* const page = new QWidget;
    setWidget(page);
    auto* const title = new QLabel(tr("Review"), page);
    setRole(title, "title");
    summary_ = new QLabel(page);
    setRole(summary_, "muted");
    auto* const back = new QPushButton(tr("Label on"), page);
    setRole(back, "primary");
    auto* const save = new QPushButton(tr("Export…"), page);
    auto* const load = new QPushButton(tr("Import…"), page);
    auto* const head = new QHBoxLayout;
    head->addWidget(title);
    head->addSpacing(scaled(12));
    head->addWidget(summary_, 1);
    head->addWidget(load);
    head->addWidget(save);
    head->addWidget(back);
    own_ = new QLabel(tr("Answers that people gave for themselves count as well: there, agreement "
                         "tells how alike their tastes are."),
                      page);
    own_->setWordWrap(true);
    setRole(own_, "muted");
    figures_ = new QGridLayout;
    figures_->setSpacing(scaled(12));
    kinds_ = plainTable(tr("Agreement"),
                        {tr("Questions"),
                         tr("Annotators"),
                         tr("Shared"),
                         tr("Alike"),
                         tr("Agreement beyond chance")},
                        page);
    kinds_->horizontalHeader()->setSectionResizeMode(1, QHeaderView::Stretch);
    conflicts_ = new ConflictPanel(context, page);
    labels_ = new LabelList(context, page);
    auto* const column = new QVBoxLayout(page);
    column->setContentsMargins(scaled(24), scaled(18), scaled(24), scaled(18));
    column->setSpacing(scaled(14));
    column->addLayout(head);
    column->addWidget(own_);
    column->addLayout(figures_);
    column->addWidget(kinds_);
    column->addWidget(conflicts_, 100);
    column->addWidget(labels_, 60);
    column->addStretch(1);  // takes the room where there is no conflict to show
    connect(back, &QPushButton::clicked, this, &ReviewPage::left);
    connect(save, &QPushButton::clicked, this, &ReviewPage::exportLabels);
    connect(load, &QPushButton::clicked, this, &ReviewPage::importLabels);
    connect(labels_, &LabelList::failed, this, &ReviewPage::failed);
    connect(conflicts_, &ConflictPanel::failed, this, &ReviewPage::failed);
}

void ReviewPage::reload() {
    if (!context_.workspace.isOpen()) {
        return;
    }
    annotators_ = LabelStore(context_.workspace.project().database()).annotators();
    agreement_ = agreementOf(context_.workspace.labels());
    showFigures();
    showKinds();
    conflicts_->setConflicts(agreement_.conflicts, annotators_);
    labels_->reload(annotators_);
}

void ReviewPage::addFigure(const QString& value, const QString& name, const QString& sentence) {
    auto* const card = new QFrame(widget());
    setRole(card, "card");
    auto* const number = new QLabel(value, card);
    setRole(number, "title");
    auto* const what = new QLabel(name, card);
    setRole(what, "heading");
    auto* const why = new QLabel(sentence, card);
    setRole(why, "muted");
    why->setWordWrap(true);
    auto* const column = new QVBoxLayout(card);
    column->setContentsMargins(scaled(14), scaled(10), scaled(14), scaled(12));
    column->setSpacing(scaled(2));
    column->addWidget(number);
    column->addWidget(what);
    column->addWidget(why);
    column->addStretch(1);
    cards_.push_back(card);
}

void ReviewPage::arrangeFigures() {
    for (int at = 0; at < static_cast<int>(cards_.size()); ++at) {
        figures_->addWidget(
            cards_[static_cast<std::size_t>(at)], at / figuresInARow_, at % figuresInARow_);
        figures_->setColumnStretch(at % 4, at % 4 < figuresInARow_ ? 1 : 0);
    }
}

void ReviewPage::resizeEvent(QResizeEvent* event) {
    QScrollArea::resizeEvent(event);
    constexpr int kRoomForFour = 800;  // pixels at 100 %
    const bool isNarrow = event->size().width() < scaled(kRoomForFour);
    conflicts_->setNarrow(isNarrow);
    const int inARow = isNarrow ? 2 : 4;
    if (figuresInARow_ != inARow) {
        figuresInARow_ = inARow;
        arrangeFigures();
    }
}

void ReviewPage::showFigures() {
    clearLayout(figures_);
    cards_.clear();
    std::set<AnnotatorId> voices;
    std::set<AnnotatorId> forThemselves;
    for (const LabelEvent* const event : context_.workspace.labels().held()) {
        voices.insert(event->annotator);
        if (event->persona.empty()) {
            forThemselves.insert(event->annotator);
        }
    }
    own_->setVisible(forThemselves.size() > 1);
    const int answering = static_cast<int>(voices.size());
    summary_->setText(tr("%n answer(s)", nullptr, static_cast<int>(agreement_.answers)) +
                      QStringLiteral(" · ") + tr("%n annotator(s)", nullptr, answering));
    const Agreement::OfKind* const main =
        agreement_.kinds.empty() ? nullptr : &agreement_.kinds.front();
    const bool isShared = main && main->shared > 0;
    // Where every answer is the same, chance alone would agree always, too.
    const QString nobody =
        isShared ? tr("The shared answers are all the same: agreement beyond chance shows only "
                      "where answers differ.")
                 : tr("Needs questions that two annotators answered.");
    addFigure(isShared ? figure(main->alpha) : QStringLiteral("–"),
              tr("Krippendorff's α"),
              isShared && main->alpha
                  ? tr("Agreement of all annotators on %n shared question(s), 0 is chance and 1 is "
                       "full: %1.",
                       nullptr,
                       static_cast<int>(main->shared))
                        .arg(strength(*main->alpha))
                  : nobody);
    addFigure(isShared ? figure(main->kappa) : QStringLiteral("–"),
              tr("Cohen's κ"),
              isShared && main->kappa
                  ? tr("Agreement of two annotators beyond chance, on average of %n pair(s) of "
                       "them.",
                       nullptr,
                       static_cast<int>(main->pairs.size()))
                  : nobody);
    const std::optional<double> repeat = agreement_.selfRepeat();
    addFigure(repeat ? QLocale().toString(100 * *repeat, 'f', 0) + QStringLiteral(" %")
                     : QStringLiteral("–"),
              tr("Self-repeat"),
              repeat ? tr("%1 of %2 questions that came again got the same answer.")
                           .arg(agreement_.sameRepeats)
                           .arg(agreement_.repeats)
                     : tr("Some questions come again after a while; none was answered yet."));
    addFigure(QLocale().toString(static_cast<qlonglong>(agreement_.cycles)),
              tr("Cycles"),
              agreement_.cycles == 0
                  ? tr("No three preferences contradict each other.")
                  : tr("Times three preferences of one person bite their tail: A over B, B over C, "
                       "C over A."));
    arrangeFigures();
}

void ReviewPage::showKinds() {
    kinds_->setRowCount(0);
    for (const Agreement::OfKind& kind : agreement_.kinds) {
        if (kind.shared > 0) {
            addKind(kind);
        }
    }
    kinds_->resizeColumnsToContents();
    kinds_->horizontalHeader()->setSectionResizeMode(1, QHeaderView::Stretch);
    constexpr int kMostShown = 6;  // rows, then it scrolls
    const int rows = std::min(kinds_->rowCount(), kMostShown);
    kinds_->setFixedHeight(kinds_->horizontalHeader()->sizeHint().height() +
                           rows * kinds_->verticalHeader()->defaultSectionSize() + scaled(4));
    kinds_->setVisible(rows > 0);
}

void ReviewPage::addKind(const Agreement::OfKind& kind) {
    const QLocale locale;
    const auto number = [&](const std::size_t count) {
        return locale.toString(static_cast<qulonglong>(count));
    };
    const QString name = kind.kind == QuestionKind::Pair     ? tr("Pairs and rankings")
                         : kind.kind == QuestionKind::Single ? tr("One by one")
                                                             : tr("Ratings");
    addCells(kinds_,
             {name,
              tr("all"),
              number(kind.shared),
              number(kind.same),
              tr("α %1", "Krippendorff's alpha").arg(figure(kind.alpha))});
    for (const Agreement::OfTwo& two : kind.pairs) {
        addCells(kinds_,
                 {name,
                  tr("%1 and %2", "two annotators")
                      .arg(nameOf(annotators_, two.first), nameOf(annotators_, two.second)),
                  number(two.shared),
                  number(two.same),
                  tr("κ %1", "Cohen's kappa").arg(figure(two.kappa))});
    }
}

void ReviewPage::exportLabels() {
    if (!context_.workspace.isOpen()) {
        return;
    }
    auto* const dialog = new QFileDialog(this, tr("Export labels"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({tr("Tables (%1)").arg(QStringLiteral("*.csv")),
                            tr("JSON lines (%1)").arg(QStringLiteral("*.jsonl"))});
    dialog->setDefaultSuffix(QStringLiteral("csv"));
    dialog->selectFile(context_.workspace.name() + QStringLiteral("-labels.csv"));
    connect(dialog, &QFileDialog::fileSelected, this, &ReviewPage::exportTo);
    dialog->open();
}

void ReviewPage::exportTo(const QString& file) {
    const std::filesystem::path first = pathFromQt(file);
    std::filesystem::path second = first;
    const bool isCsv = haberdash::labelFormatOf(first) == LabelFormat::Csv;
    second.replace_extension(isCsv ? ".jsonl" : ".csv");
    try {
        second = freeName(second);  // nobody was asked about this one
        const LabelStore store(context_.workspace.project().database());
        const std::size_t rows =
            haberdash::exportLabels(store, first, haberdash::labelFormatOf(first), {});
        haberdash::exportLabels(store, second, haberdash::labelFormatOf(second), {});
        Q_EMIT done(tr("%n label event(s) written to %1 and, beside it, %2.",
                       nullptr,
                       static_cast<int>(rows))
                        .arg(toQt(first), toQt(second.filename())));
    } catch (const Error& error) {
        Q_EMIT failed(toQt(error.what()));
    }
}

void ReviewPage::importLabels() {
    if (!context_.workspace.isOpen() || context_.workspace.isReadOnly()) {
        return;
    }
    auto* const dialog = new QFileDialog(this, tr("Import labels"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilter(tr("Labels (%1)").arg(QStringLiteral("*.csv *.jsonl *.json *.tsv")));
    connect(dialog, &QFileDialog::fileSelected, this, &ReviewPage::importFrom);
    dialog->open();
}

void ReviewPage::importFrom(const QString& file) {
    Job* const job = context_.engine.start(tr("Import labels"),
                                           {QStringLiteral("import-labels"),
                                            context_.workspace.folder(),
                                            QStringLiteral("--from"),
                                            file});
    connect(job, &Job::finished, this, [this, job, folder = context_.workspace.folder()] {
        if (job->state() == Job::State::Done && context_.workspace.folder() == folder) {
            noteImport(job);
        }
    });
}

void ReviewPage::noteImport(const Job* const job) {
    const Json& report = job->result();
    context_.workspace.noteLabelsChanged();
    QString sentence = tr("%n label event(s) added.", nullptr, report.value("labels_added", 0));
    const Json rejects = report.value("rejects", Json::array());
    if (!rejects.empty()) {
        sentence += QLatin1Char(' ') + tr("%n row(s) could not be used; the first: %1",
                                          nullptr,
                                          static_cast<int>(rejects.size()))
                                           .arg(toQt(rejects.front().get<std::string>()));
    }
    if (const Json strangers = report.value("unknown_products", Json::array());
        !strangers.empty()) {
        sentence +=
            QLatin1Char(' ') + tr("%n product(s) of these labels are not in the catalog: what was "
                                  "said of them counts once they are imported.",
                                  nullptr,
                                  static_cast<int>(strangers.size()));
    }
    Q_EMIT done(sentence);
}

}  // namespace haberdash::ui
