// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/base/error.h"
#include "core/learn/eval/report.h"
#include "core/learn/eval/report_parts.h"

#include <cairo/cairo-pdf.h>
#include <fmt/format.h>
#include <librsvg/rsvg.h>

#include <algorithm>
#include <memory>

namespace haberdash {

namespace {

// A4 in points.
constexpr double kWidth = 595;
constexpr double kHeight = 842;
constexpr double kMargin = 48;
constexpr double kLine = 15;
constexpr double kColumn = 105;
constexpr std::size_t kRunsAPage = 4;
constexpr std::size_t kLetters = 96;  // of a line of running text

struct Release {
    void operator()(RsvgHandle* handle) const { g_object_unref(handle); }

    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }

    void operator()(cairo_t* context) const { cairo_destroy(context); }
};

cairo_status_t append(void* const target, const unsigned char* const data, const unsigned length) {
    static_cast<std::string*>(target)->append(reinterpret_cast<const char*>(data), length);
    return CAIRO_STATUS_SUCCESS;
}

/// Pages on which lines are written from the top down; each is laid out as SVG, so that text is
/// shaped as everywhere else.
class PdfPages {
  public:
    PdfPages()
        : surface_(cairo_pdf_surface_create_for_stream(append, &bytes_, kWidth, kHeight)),
          context_(cairo_create(surface_.get())) {}

    void draw(const std::string& svg, const double left, const double width, const double height) {
        makeRoom(height);
        render(svg, {left, y_, width, height});
        y_ += height + kLine;
    }

    /// Cells that begin at the margin, and then one column after the other.
    void line(const std::vector<std::string>& cells, const double size, const bool isBold) {
        makeRoom(size * 1.5);
        y_ += size * 1.5;
        double x = kMargin;
        for (const std::string& cell : cells) {
            texts_ += fmt::format(
                "<text x=\"{:.0f}\" y=\"{:.1f}\" font-size=\"{}\" font-weight=\"{}\">{}</text>\n",
                x,
                y_,
                size,
                isBold ? 700 : 400,
                escaped(cell));
            x += kColumn;
        }
    }

    void paragraph(const std::string& text) {
        for (std::size_t begin = 0; begin < text.size();) {
            std::size_t end = std::min(text.size(), begin + kLetters);
            if (const std::size_t space = text.rfind(' ', end);
                end < text.size() && space != std::string::npos && space > begin) {
                end = space;
            }
            line({text.substr(begin, end - begin)}, 9, false);
            begin = end + 1;
        }
    }

    void gap() { y_ += kLine; }

    std::string finish() {
        endPage();
        cairo_surface_finish(surface_.get());
        if (cairo_surface_status(surface_.get()) != CAIRO_STATUS_SUCCESS) {
            throw Error(ErrorKind::Disk, "The report's PDF could not be drawn; write it as html.");
        }
        return bytes_;
    }

  private:
    void makeRoom(const double height) {
        if (y_ + height > kHeight - kMargin) {
            endPage();
            y_ = kMargin;
        }
    }

    void endPage() {
        render(fmt::format("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" "
                           "height=\"{1}\" viewBox=\"0 0 {0} {1}\" font-family=\"Inter, DejaVu "
                           "Sans, sans-serif\" fill=\"#20242b\">\n{2}</svg>",
                           kWidth,
                           kHeight,
                           texts_),
               {0, 0, kWidth, kHeight});
        texts_.clear();
        cairo_show_page(context_.get());
    }

    void render(const std::string& svg, const RsvgRectangle& place) {
        const std::unique_ptr<RsvgHandle, Release> handle(rsvg_handle_new_from_data(
            reinterpret_cast<const guint8*>(svg.data()), svg.size(), nullptr));
        if (!handle ||
            rsvg_handle_render_document(handle.get(), context_.get(), &place, nullptr) == 0) {
            throw Error(ErrorKind::Disk, "The report's PDF could not be drawn; write it as html.");
        }
    }

    std::string bytes_;
    std::unique_ptr<cairo_surface_t, Release> surface_;
    std::unique_ptr<cairo_t, Release> context_;
    std::string texts_;
    double y_ = kMargin;
};

void addMetrics(PdfPages& pages,
                const Json& evaluation,
                const std::vector<Run>& runs,
                const std::size_t from) {
    const Json& rows = evaluation.at("runs");
    const std::size_t until = std::min(rows.size(), from + kRunsAPage);
    std::vector<std::string> head{"95 % intervals"};
    for (std::size_t run = from; run < until; ++run) {
        head.push_back(nameOf(rows[run], runs));
    }
    pages.gap();
    pages.line(head, 9, true);
    for (const char* const metric : kReportMetrics) {
        for (const int k : cutoffsOf(evaluation)) {
            const std::string key = fmt::format("{}@{}", metric, k);
            std::vector<std::string> cells{key};
            for (std::size_t run = from; run < until; ++run) {
                const auto value = intervalOf(rows[run], key);
                cells.push_back(
                    value ? fmt::format(
                                "{:.4f} ({:.4f}–{:.4f})", value->mean, value->low, value->high)
                          : "–");
            }
            pages.line(cells, 7.5, false);
        }
    }
}

void addComparisons(PdfPages& pages, const Json& evaluation) {
    const Json comparisons = evaluation.value("comparisons", Json::array());
    if (comparisons.empty()) {
        return;
    }
    pages.gap();
    pages.line({"difference", "metric", "b − a", "95 % interval", "p (Holm)"}, 9, true);
    for (const Json& row : comparisons) {
        pages.line(
            {fmt::format("{} − {}", row.at("b").get<std::string>(), row.at("a").get<std::string>()),
             row.at("metric").get<std::string>(),
             fmt::format("{:+.4f}", row.at("difference").get<double>()),
             fmt::format(
                 "{:+.4f} to {:+.4f}", row.at("low").get<double>(), row.at("high").get<double>()),
             fmt::format("{:.4f}", row.at("p_holm").get<double>())},
            7.5,
            false);
    }
}

}  // namespace

std::string reportPdf(const std::string& projectName,
                      const Json& evaluation,
                      const std::vector<Run>& runs) {
    PdfPages pages;
    pages.line({projectName + ": evaluation"}, 20, true);
    pages.paragraph(leadOf(evaluation));
    if (isSimulated(runs)) {
        pages.paragraph(kSimulatedNote);
    }
    for (const Json& note : evaluation.value("notes", Json::array())) {
        pages.paragraph(note.get<std::string>());
    }
    pages.gap();
    pages.line({"NDCG@k"}, 12, true);
    const double width = kWidth - 2 * kMargin;
    pages.draw(curveSvg(evaluation, runs), kMargin, width, width * 380 / 960);
    for (std::size_t run = 0; run < evaluation.at("runs").size(); run += kRunsAPage) {
        addMetrics(pages, evaluation, runs, run);
    }
    addComparisons(pages, evaluation);
    pages.gap();
    pages.line({"How this was measured"}, 12, true);
    pages.paragraph(evaluation.value("convention", ""));
    return pages.finish();
}

}  // namespace haberdash
