// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_export.h"

#include "core/data/base/error.h"
#include "core/data/base/files.h"
#include "ui/charts/chart_plot.h"
#include "ui/charts/custom_plot.h"
#include "ui/convert.h"
#include "ui/shell/theme.h"

#include <QApplication>
#include <QBuffer>
#include <QFileInfo>
#include <QPdfWriter>
#include <QSvgGenerator>

namespace haberdash::ui {

namespace {

constexpr QSize kSize(960, 560);
constexpr double kPngScale = 2.0;

QPalette paperPalette() {
    QPalette palette;
    palette.setColor(QPalette::Window, Qt::white);
    return palette;
}

void addWords(QCustomPlot& plot, const QString& title, const QString& caption, const QFont& font) {
    const ThemeColours& colours = coloursOf(paperPalette());
    QCPLayoutGrid* const grid = plot.plotLayout();
    QFont bold = font;
    bold.setWeight(QFont::DemiBold);
    bold.setPointSizeF(font.pointSizeF() * 1.3);
    grid->insertRow(0);
    auto* const heading = new QCPTextElement(&plot, title, bold);
    heading->setTextColor(colours.ink);
    grid->addElement(0, 0, heading);
    if (!caption.isEmpty()) {
        auto* const foot = new QCPTextElement(&plot, caption, font);
        foot->setTextColor(colours.inkMuted);
        foot->setTextFlags(Qt::AlignCenter | Qt::TextWordWrap);
        grid->addElement(grid->rowCount(), 0, foot);
    }
}

void draw(QCustomPlot& plot, QPaintDevice& device, const double scale) {
    QCPPainter painter(&device);
    painter.scale(scale, scale);
    painter.setMode(QCPPainter::pmVectorized);
    plot.toPainter(&painter, kSize.width(), kSize.height());
}

QByteArray pictureBytes(QCustomPlot& plot, const QString& suffix, const QString& title) {
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    if (suffix == QLatin1String("svg")) {
        QSvgGenerator generator;
        generator.setOutputDevice(&buffer);
        generator.setTitle(title);
        generator.setSize(kSize);
        generator.setViewBox(QRect({0, 0}, kSize));
        draw(plot, generator, 1.0);
    } else if (suffix == QLatin1String("pdf")) {
        QPdfWriter writer(&buffer);
        writer.setTitle(title);
        writer.setResolution(144);
        writer.setPageSize(QPageSize(QSizeF(kSize) / 2.0, QPageSize::Point));
        writer.setPageMargins({});
        draw(plot, writer, 1.0);
    } else {
        plot.toPixmap(kSize.width(), kSize.height(), kPngScale).save(&buffer, "PNG");
    }
    return buffer.data();
}

}  // namespace

QStringList exportChart(const ChartData& data,
                        const QString& caption,
                        const Json& config,
                        const QString& file) {
    const QFileInfo info(file);
    const QString suffix = info.suffix().toLower();
    if (suffix != QLatin1String("png") && suffix != QLatin1String("svg") &&
        suffix != QLatin1String("pdf")) {
        throw Error(ErrorKind::Input,
                    "A chart is written as .png, .svg or .pdf, not as " + fromQt(info.fileName()) +
                        "; choose one of these endings.");
    }
    QFont font = QApplication::font();
    font.setPointSizeF(10);
    QCustomPlot plot;
    plot.resize(kSize);
    fillPlot(plot, data, paperPalette(), font);
    addWords(plot, data.title, caption, font);
    plot.setBackground(QBrush(Qt::white));
    const QString base = info.path() + QLatin1Char('/') + info.completeBaseName();
    const QString csv = base + QStringLiteral(".csv");
    const QString json = base + QStringLiteral(".json");
    const QByteArray picture = pictureBytes(plot, suffix, data.title);
    writeFileAtomically(pathFromQt(file),
                        {picture.constData(), static_cast<std::size_t>(picture.size())});
    writeFileAtomically(pathFromQt(csv), chartCsv(data));
    writeFileAtomically(pathFromQt(json), config.dump(2) + "\n");
    return {file, csv, json};
}

}  // namespace haberdash::ui
