// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/evaluate/evaluate_page.h"

#include "ui/charts/chart.h"
#include "ui/convert.h"
#include "ui/evaluate/evaluation_files.h"
#include "ui/evaluate/metrics_table.h"
#include "ui/recommend/simulated.h"
#include "ui/shell/theme.h"
#include "ui/train/words.h"

#include <QComboBox>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace haberdash::ui {

namespace {

constexpr const char* kMetrics[] = {"ndcg", "recall", "precision", "f1", "hit", "mrr", "map"};

bool isSimulated(const std::vector<Run>& runs) {
    return std::ranges::any_of(runs, [](const Run& run) { return ui::isSimulated(run); });
}

}  // namespace

EvaluatePage::EvaluatePage(QWidget* parent)
    : QWidget(parent),
      metric_(new QComboBox),
      cutoff_(new QComboBox),
      chart_(new Chart),
      simulated_(new QLabel),
      mismatch_(new QLabel),
      verdict_(new QLabel),
      differences_(new QLabel),
      ranking_(new MetricsTable(MetricsTable::What::Ranking)),
      beyond_(new MetricsTable(MetricsTable::What::Beyond)),
      binary_(new MetricsTable(MetricsTable::What::Binary)),
      convention_(new QLabel) {
    for (const char* const metric : kMetrics) {
        metric_->addItem(metricName(QLatin1String(metric)), QLatin1String(metric));
    }
    metric_->setAccessibleName(tr("Metric of the chart"));
    cutoff_->setAccessibleName(tr("List length of the comparison"));
    for (QLabel* label : {simulated_, mismatch_, verdict_, differences_, convention_}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    }
    verdict_->setTextFormat(Qt::PlainText);
    differences_->setTextFormat(Qt::PlainText);
    setRole(verdict_, "heading");
    simulated_->setText(
        tr("Simulated shoppers: the figures say how well a model recovers the simulated tastes, "
           "not what real shoppers would do."));
    setRole(simulated_, "warn");
    setRole(mismatch_, "warn");
    setRole(convention_, "muted");
    chart_->setMinimumHeight(scaled(340));
    chart_->setExportFacts([this] { return captionText(); }, [this] { return configJson(); });
    connect(chart_, &Chart::told, this, &EvaluatePage::told);
    connect(metric_, &QComboBox::currentIndexChanged, this, &EvaluatePage::showMetric);
    connect(cutoff_, &QComboBox::currentIndexChanged, this, &EvaluatePage::showMetric);
    arrange();
}

QWidget* EvaluatePage::card(const QString& title, const QList<QWidget*>& contents) {
    auto* const frame = new QFrame(this);
    setRole(frame, "card");
    auto* const column = new QVBoxLayout(frame);
    column->setContentsMargins(scaled(16), scaled(12), scaled(16), scaled(14));
    column->setSpacing(scaled(8));
    if (!title.isEmpty()) {
        auto* const heading = new QLabel(title, frame);
        setRole(heading, "heading");
        heading->setWordWrap(true);
        column->addWidget(heading);
    }
    for (QWidget* widget : contents) {
        column->addWidget(widget);
    }
    return frame;
}

void EvaluatePage::arrange() {
    auto* const pickers = new QWidget(this);
    auto* const row = new QHBoxLayout(pickers);
    row->setContentsMargins(0, 0, 0, 0);
    auto* const metricLabel = new QLabel(tr("&Metric"), pickers);
    metricLabel->setBuddy(metric_);
    auto* const cutoffLabel = new QLabel(tr("compared &at"), pickers);
    cutoffLabel->setBuddy(cutoff_);
    row->addWidget(metricLabel);
    row->addWidget(metric_);
    row->addSpacing(scaled(12));
    row->addWidget(cutoffLabel);
    row->addWidget(cutoff_);
    row->addStretch(1);
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(scaled(16), scaled(16), scaled(16), scaled(16));
    column->setSpacing(scaled(12));
    column->addWidget(simulated_);
    column->addWidget(mismatch_);
    column->addWidget(verdict_);
    column->addWidget(card({}, {pickers, chart_}));
    column->addWidget(card(tr("Differences"), {differences_}));
    column->addWidget(card(tr("All ranking metrics"), {ranking_}));
    binaryCard_ = card(tr("Likelihood of preference, on held-out examples"), {binary_});
    beyondCard_ = card(tr("Beyond accuracy"), {beyond_});
    column->addWidget(binaryCard_);
    column->addWidget(beyondCard_);
    column->addWidget(card(tr("How this was measured"), {convention_}));
    column->addStretch(1);
}

void EvaluatePage::show(std::vector<RunEvaluation> evaluations,
                        std::vector<Comparison> comparisons,
                        const std::vector<Run>& runs,
                        const QString& split) {
    evaluations_ = std::move(evaluations);
    comparisons_ = std::move(comparisons);
    runs_ = runs;
    split_ = split;
    simulated_->setVisible(isSimulated(runs));
    mismatch_->setText(mismatchOf(evaluations_));
    mismatch_->setHidden(mismatch_->text().isEmpty());
    ranking_->setRuns(evaluations_);
    beyond_->setRuns(evaluations_);
    binary_->setRuns(evaluations_);
    beyondCard_->setVisible(beyond_->rowCount() > 0);
    binaryCard_->setVisible(binary_->rowCount() > 0);
    convention_->setText(conventionText(split));
    {
        const QSignalBlocker quiet(cutoff_);
        const QString kept = cutoff_->currentData().toString();
        cutoff_->clear();
        for (const int k : cutoffsOf(evaluations_, "ndcg")) {
            cutoff_->addItem(tr("k = %1").arg(k), QString::number(k));
        }
        const int before = cutoff_->findData(kept.isEmpty() ? QStringLiteral("10") : kept);
        cutoff_->setCurrentIndex(std::max(0, before));
    }
    showMetric();
}

void EvaluatePage::showMetric() {
    const std::string metric = fromQt(metric_->currentData().toString());
    chart_->setData(curvesOf(evaluations_, metric));
    const std::string key = metric + '@' + fromQt(cutoff_->currentData().toString());
    const std::vector<Comparison> compared = comparisonsBetween(comparisons_, evaluations_, key);
    verdict_->setText(verdictOf(comparableOf(evaluations_), compared, key));
    verdict_->setHidden(verdict_->text().isEmpty());
    QStringList lines;
    for (const Comparison& comparison : compared) {
        const auto run = std::ranges::find(evaluations_, comparison.b, &RunEvaluation::run);
        lines << QStringLiteral("%1  %2").arg(
            isClear(comparison) ? QStringLiteral("●") : QStringLiteral("○"),
            sentenceOf(comparison, run->users));
    }
    if (!lines.isEmpty()) {
        lines << tr("● beyond the noise, ○ within it");
    } else {
        lines << (evaluations_.size() < 2
                      ? tr("Choose two runs or more to see whether they differ beyond the noise.")
                      : tr("These runs were not evaluated together at %1 yet; press Evaluate to "
                           "compare them shopper by shopper.")
                            .arg(metricName(toQt(key))));
    }
    differences_->setText(lines.join(QLatin1Char('\n')));
}

QString EvaluatePage::verdict() const {
    return verdict_->text();
}

QString EvaluatePage::differences() const {
    return differences_->text();
}

QString EvaluatePage::convention() const {
    return convention_->text();
}

QString EvaluatePage::conventionText(const QString& split) const {
    QStringList parts;
    for (const RunEvaluation& run : evaluations_) {
        QString words = tr("%1: %2 shoppers, %3 without anything relevant left out")
                            .arg(toQt(run.run))
                            .arg(run.users)
                            .arg(run.dropped);
        if (run.candidates > 0) {
            words += tr(", %1 products ranked, %2 ties").arg(run.candidates).arg(run.ties);
        }
        if (!run.protocol.empty()) {
            words += tr(", split %1").arg(choiceName(toQt(run.protocol)).toLower());
        }
        parts << words;
    }
    const QString splitWord = split == QLatin1String("test") ? tr("test") : tr("validation");
    return tr("Full ranking over all products on the %1 shoppers, never a sample. What a shopper "
              "already had is masked. Ties go by score, then by product id. NDCG: binary gain, "
              "log2 "
              "discount, ideal over min(relevant, k). MAP@k divides by min(relevant, k), MAP (all "
              "relevant) by the relevant. Intervals: percentile bootstrap over shoppers; p: paired "
              "randomization test.")
               .arg(splitWord) +
           QLatin1Char('\n') + parts.join(QLatin1Char('\n'));
}

QString EvaluatePage::captionText() const {
    const QString words = tr("%1 split, full ranking, 95 % bootstrap intervals over %2 shoppers.")
                              .arg(split_ == QLatin1String("test") ? tr("Test") : tr("Validation"))
                              .arg(evaluations_.empty() ? 0 : evaluations_.front().users);
    return isSimulated(runs_) ? words + QLatin1Char(' ') + tr("Simulated shoppers.") : words;
}

Json EvaluatePage::configJson() const {
    Json config = {{"split", fromQt(split_)}, {"runs", Json::array()}};
    for (const Run& run : runs_) {
        config["runs"].push_back(toJson(run));
    }
    return config;
}

}  // namespace haberdash::ui
