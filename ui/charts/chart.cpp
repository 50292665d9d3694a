// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart.h"

#include "core/data/base/error.h"
#include "ui/charts/chart_export.h"
#include "ui/charts/chart_plot.h"
#include "ui/charts/custom_plot.h"
#include "ui/convert.h"
#include "ui/shell/icons.h"
#include "ui/shell/theme.h"
#include "ui/widgets/overwrite.h"

#include <QEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QMouseEvent>
#include <QStackedWidget>
#include <QTableWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace haberdash::ui {

namespace {

constexpr int kRedrawEvery = 100;  // milliseconds

QToolButton* barButton(QWidget* parent, const QString& icon, const QString& name) {
    auto* const button = new QToolButton(parent);
    button->setIcon(lineIcon(icon));
    button->setToolTip(name);
    button->setAccessibleName(name);
    return button;
}

}  // namespace

Chart::Chart(QWidget* parent)
    : QWidget(parent),
      title_(new QLabel(this)),
      tableButton_(barButton(this, QStringLiteral("table"), tr("Show the figures as a table"))),
      exportButton_(barButton(this, QStringLiteral("export"), tr("Export chart and figures…"))),
      pages_(new QStackedWidget(this)),
      plot_(new QCustomPlot),
      table_(new QTableWidget),
      readOut_(new QLabel(this)) {
    buildBar();
    pages_->addWidget(plot_);
    pages_->addWidget(table_);
    plot_->setFocusPolicy(Qt::StrongFocus);
    plot_->setMouseTracking(true);
    plot_->installEventFilter(this);
    plot_->setMinimumSize(scaled(220), scaled(160));
    table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table_->verticalHeader()->hide();
    table_->setAlternatingRowColors(true);
    setRole(readOut_, "muted");
    readOut_->setTextFormat(Qt::PlainText);
    readOut_->setWordWrap(true);
    redraw_.setSingleShot(true);
    redraw_.setInterval(kRedrawEvery);
    connect(&redraw_, &QTimer::timeout, this, &Chart::refresh);
}

void Chart::buildBar() {
    title_->setTextFormat(Qt::PlainText);
    setRole(title_, "overline");
    tableButton_->setCheckable(true);
    connect(tableButton_, &QToolButton::toggled, this, &Chart::setTableShown);
    connect(exportButton_, &QToolButton::clicked, this, &Chart::exportAs);
    auto* const bar = new QHBoxLayout;
    bar->setSpacing(scaled(2));
    bar->addWidget(title_, 1);
    bar->addWidget(tableButton_);
    bar->addWidget(exportButton_);
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(scaled(4));
    column->addLayout(bar);
    column->addWidget(pages_, 1);
    column->addWidget(readOut_);
}

void Chart::setData(ChartData data) {
    const bool isNew = data.title != data_.title;
    data_ = std::move(data);
    if (isNew) {
        shownX_.reset();
    }
    if (!redraw_.isActive()) {
        redraw_.start();
        refresh();
    }
}

void Chart::setExportFacts(std::function<QString()> caption, std::function<Json()> config) {
    caption_ = std::move(caption);
    config_ = std::move(config);
}

void Chart::setTableShown(const bool isShown) {
    tableButton_->setChecked(isShown);
    pages_->setCurrentWidget(isShown ? static_cast<QWidget*>(table_) : plot_);
    readOut_->setVisible(!isShown);
}

bool Chart::isTableShown() const {
    return pages_->currentWidget() == table_;
}

QString Chart::readOut() const {
    return readOut_->text();
}

void Chart::refresh() {
    title_->setText(data_.title);
    fillPlot(*plot_, data_, palette(), font());
    plot_->setAccessibleName(tr("%1, chart").arg(data_.title));
    table_->setAccessibleName(tr("%1, table").arg(data_.title));
    fillTable();
    readAt(shownX_);
}

void Chart::fillTable() {
    const QStringList header = chartTableHeader(data_);
    const std::vector<QStringList> rows = chartTableRows(data_);
    table_->setColumnCount(static_cast<int>(header.size()));
    table_->setRowCount(static_cast<int>(rows.size()));
    table_->setHorizontalHeaderLabels(header);
    for (int row = 0; row < table_->rowCount(); ++row) {
        for (int column = 0; column < table_->columnCount(); ++column) {
            auto* const item = new QTableWidgetItem(rows[static_cast<std::size_t>(row)][column]);
            item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
            table_->setItem(row, column, item);
        }
    }
    table_->resizeColumnsToContents();
    table_->horizontalHeader()->setStretchLastSection(true);
}

void Chart::readAt(const std::optional<double> x) {
    const std::vector<double> xs = chartAbscissas(data_);
    plot_->clearItems();
    shownX_ = x;
    if (!x || xs.empty()) {
        readOut_->setText(xs.empty() ? QString()
                                     : tr("Point at the chart, or use ← and →, to read it."));
        plot_->replot(QCustomPlot::rpQueuedReplot);
        return;
    }
    const double nearest = *std::ranges::min_element(
        xs, {}, [&](const double candidate) { return std::abs(candidate - *x); });
    shownX_ = nearest;
    QStringList parts{QStringLiteral("%1 %2").arg(data_.xTitle, QString::number(nearest))};
    for (const ChartSeries& series : data_.series) {
        const auto point = std::ranges::find(series.points, nearest, &ChartPoint::x);
        if (point != series.points.end()) {
            const QString band =
                std::isfinite(point->low)
                    ? tr(" (%1 … %2)").arg(chartNumber(point->low), chartNumber(point->high))
                    : QString();
            parts << QStringLiteral("%1 %2%3").arg(series.name, chartNumber(point->y), band);
        }
    }
    readOut_->setText(parts.join(QStringLiteral("  ·  ")));
    plot_->setAccessibleDescription(readOut_->text());
    auto* const line = new QCPItemStraightLine(plot_);
    line->setPen(QPen(coloursOf(palette()).lineStrong, 1, Qt::DashLine));
    line->point1->setCoords(nearest, 0);
    line->point2->setCoords(nearest, 1);
    plot_->replot(QCustomPlot::rpQueuedReplot);
}

void Chart::stepReadOut(const int direction) {
    const std::vector<double> xs = chartAbscissas(data_);
    if (xs.empty()) {
        return;
    }
    if (!shownX_) {
        readAt(direction > 0 ? xs.front() : xs.back());
        return;
    }
    const auto here = std::ranges::lower_bound(xs, *shownX_);
    const auto index = std::clamp<std::ptrdiff_t>(
        here - xs.begin() + direction, 0, static_cast<std::ptrdiff_t>(xs.size()) - 1);
    readAt(xs[static_cast<std::size_t>(index)]);
}

bool Chart::eventFilter(QObject* watched, QEvent* event) {
    if (watched != plot_) {
        return QWidget::eventFilter(watched, event);
    }
    if (event->type() == QEvent::MouseMove) {
        const auto* const mouse = static_cast<QMouseEvent*>(event);
        readAt(plot_->xAxis->pixelToCoord(mouse->position().x()));
    } else if (event->type() == QEvent::Resize) {
        fitLegend(*plot_);
    } else if (event->type() == QEvent::Leave) {
        readAt(std::nullopt);
    } else if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Left || key == Qt::Key_Right) {
            stepReadOut(key == Qt::Key_Right ? 1 : -1);
            return true;
        }
    }
    return false;
}

void Chart::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        redraw_.start();
    }
    QWidget::changeEvent(event);
}

void Chart::exportAs() {
    const QString file = QFileDialog::getSaveFileName(
        this,
        tr("Export chart and figures"),
        data_.title + QStringLiteral(".png"),
        tr("Picture (*.png);;Vector drawing (*.svg);;Document (*.pdf)"));
    const QFileInfo info(file);
    const QString base = info.path() + QLatin1Char('/') + info.completeBaseName();
    const QStringList beside{QStringLiteral("csv"), QStringLiteral("json")};
    if (file.isEmpty() || !mayOverwrite(this, filesBeside(base, beside))) {
        return;
    }
    try {
        const QStringList files = exportChart(
            data_, caption_ ? caption_() : QString(), config_ ? config_() : Json::object(), file);
        Q_EMIT told(tr("Written: %1").arg(files.join(QStringLiteral(", "))), false);
    } catch (const Error& error) {
        Q_EMIT told(toQt(error.what()), true);
    }
}

}  // namespace haberdash::ui
