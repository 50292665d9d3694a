// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/evaluate/arms_dialog.h"

#include "ui/convert.h"
#include "ui/shell/theme.h"
#include "ui/widgets/plain_table.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QSignalBlocker>
#include <QTableWidget>
#include <QVBoxLayout>

namespace haberdash::ui {

namespace {

constexpr double kSure = 0.05;

QString intervalText(const Json& value) {
    return ArmsDialog::tr("%1 (%2 to %3)")
        .arg(figureText(value["mean"].get<double>(), 3),
             figureText(value["low"].get<double>(), 3),
             figureText(value["high"].get<double>(), 3));
}

const Json* comparisonOf(const Json& result, const char* const metric) {
    for (const Json& comparison : result["comparisons"]) {
        if (comparison["metric"] == metric) {
            return &comparison;
        }
    }
    return nullptr;
}

// Whether more shoppers chose something is what a shop lives on; how much they did comes second.
QString verdictOn(const Json& result) {
    const Json* const converted = comparisonOf(result, "converted");
    if (converted == nullptr) {
        return ArmsDialog::tr("Only one of the runs was met by shoppers yet: nothing to compare.");
    }
    const QString a = toQt((*converted)["a"].get<std::string>());
    const QString b = toQt((*converted)["b"].get<std::string>());
    const double difference = (*converted)["difference"].get<double>();
    const QString figures = ArmsDialog::tr("%1 percentage points (%2 to %3; p %4)")
                                .arg(figureText(100 * difference, 1),
                                     figureText(100 * (*converted)["low"].get<double>(), 1),
                                     figureText(100 * (*converted)["high"].get<double>(), 1),
                                     figureText((*converted)["p"].get<double>(), 3));
    if ((*converted)["p"].get<double>() >= kSure) {
        return ArmsDialog::tr(
                   "No difference beyond chance yet: the share of shoppers who put "
                   "something into the cart, bought or liked is under %2 that under %1 "
                   "plus %3.")
            .arg(a, b, figures);
    }
    return ArmsDialog::tr(
               "%1 does better than %2: the share of shoppers who put something into the "
               "cart, bought or liked differs by %3.")
        .arg(difference > 0 ? b : a, difference > 0 ? a : b, figures);
}

}  // namespace

ArmsDialog::ArmsDialog(QWidget* parent)
    : QDialog(parent),
      experiments_(new QComboBox(this)),
      verdict_(new QLabel(this)),
      table_(plainTable(tr("What shoppers did under each run"),
                        {tr("Run"),
                         tr("Shoppers"),
                         tr("Visits"),
                         tr("Acts a shopper"),
                         tr("Share that chose something")},
                        this)),
      crossed_(new QLabel(this)) {
    setWindowTitle(tr("Experiment of the service"));
    experiments_->setAccessibleName(tr("Experiment"));
    verdict_->setTextFormat(Qt::PlainText);
    verdict_->setWordWrap(true);
    crossed_->setWordWrap(true);
    setRole(crossed_, "muted");
    table_->setShowGrid(false);
    table_->horizontalHeader()->setStretchLastSection(true);
    table_->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    auto* const label = new QLabel(tr("&Experiment"), this);
    label->setBuddy(experiments_);
    auto* const head = new QHBoxLayout;
    head->addWidget(label);
    head->addWidget(experiments_, 1);
    auto* const buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(experiments_, &QComboBox::activated, this, [this] {
        Q_EMIT experimentAsked(experiments_->currentText());
    });
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(scaled(20), scaled(16), scaled(20), scaled(16));
    column->setSpacing(scaled(12));
    column->addLayout(head);
    column->addWidget(verdict_);
    column->addWidget(table_, 1);
    column->addWidget(crossed_);
    column->addWidget(buttons);
    resize(scaled(760), scaled(380));
}

void ArmsDialog::present(const Json& result) {
    {
        const QSignalBlocker quiet(experiments_);
        experiments_->clear();
        for (const Json& experiment : result["experiments"]) {
            experiments_->addItem(toQt(experiment.get<std::string>()));
        }
        experiments_->setCurrentText(toQt(result["experiment"].get<std::string>()));
    }
    verdict_->setText(verdictOn(result));
    fillTable(result["arms"]);
    const int crossed = result["crossed"].get<int>();
    crossed_->setText(tr("%n shopper(s) met both runs and are left out.", "", crossed));
    crossed_->setVisible(crossed > 0);
    show();
}

QString ArmsDialog::verdict() const {
    return verdict_->text();
}

void ArmsDialog::fillTable(const Json& arms) {
    table_->setRowCount(0);
    for (const Json& arm : arms) {
        addCells(table_,
                 {toQt(arm["run"].get<std::string>()),
                  QString::number(arm["shoppers"].get<std::size_t>()),
                  QString::number(arm["sessions"].get<std::size_t>()),
                  intervalText(arm["acts"]),
                  intervalText(arm["converted"])});
    }
    table_->resizeColumnsToContents();
}

}  // namespace haberdash::ui
