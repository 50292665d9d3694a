// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/eval/report.h"

#include "core/data/base/csv_writer.h"
#include "core/data/base/files.h"
#include "core/data/base/numbers.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

namespace haberdash {

namespace {

constexpr std::array kMetrics{"ndcg", "recall", "precision", "f1", "hit", "mrr", "map", "map_rel"};
constexpr std::array kBinary{"accuracy", "precision", "recall", "f1", "roc_auc", "log_loss"};

// Okabe & Ito's colours, told apart with any kind of colour vision.
constexpr std::array kColours{
    "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#7F7F7F", "#8C564B"};

constexpr const char* kStyle = R"css(
body{font:16px/1.5 Inter,"Helvetica Neue",Arial,sans-serif;color:#20242b;background:#faf8f4;margin:0}
main{max-width:1040px;margin:0 auto;padding:40px 24px}
h1{font-size:30px;margin:0 0 4px}h2{font-size:20px;margin:40px 0 12px}p.lead{color:#5b626d;margin:0 0 24px}
table{border-collapse:collapse;width:100%;background:#fff;border:1px solid #e4dfd5}
th,td{padding:8px 12px;text-align:right;border-bottom:1px solid #efebe3;font-variant-numeric:tabular-nums}
th:first-child,td:first-child{text-align:left}th{background:#f3efe7;font-weight:600}
td small{color:#6d737d;display:block}td.best{font-weight:700}
.note{background:#fff6dd;border:1px solid #ecd9a0;padding:12px 16px}
svg{background:#fff;border:1px solid #e4dfd5;max-width:100%}
)css";

std::string escaped(const std::string& text) {
    std::string safe;
    for (const char letter : text) {
        switch (letter) {
            case '&':
                safe += "&amp;";
                break;
            case '<':
                safe += "&lt;";
                break;
            case '>':
                safe += "&gt;";
                break;
            case '"':
                safe += "&quot;";
                break;
            default:
                safe += letter;
        }
    }
    return safe;
}

struct Interval {
    double mean = 0;
    double low = 0;
    double high = 0;
};

std::optional<Interval> intervalOf(const Json& run, const std::string& key) {
    const Json& metrics = run.at("metrics");
    if (!metrics.contains(key) || !metrics.at(key).contains("mean")) {
        return std::nullopt;
    }
    const Json& value = metrics.at(key);
    const double mean = value.at("mean").get<double>();
    return Interval{mean, value.value("low", mean), value.value("high", mean)};
}

// The cut-offs k of "ndcg@k", ascending.
std::vector<int> cutoffsOf(const Json& evaluation) {
    std::vector<int> cutoffs;
    for (const Json& run : evaluation.at("runs")) {
        for (const auto& [key, value] : run.at("metrics").items()) {
            if (key.starts_with("ndcg@")) {
                cutoffs.push_back(static_cast<int>(parseInteger(key.substr(5)).value_or(0)));
            }
        }
    }
    std::ranges::sort(cutoffs);
    const auto repeats = std::ranges::unique(cutoffs);
    cutoffs.erase(repeats.begin(), repeats.end());
    return cutoffs;
}

std::string nameOf(const Json& run, const std::vector<Run>& runs) {
    const std::string id = run.at("run").get<std::string>();
    const auto found = std::ranges::find(runs, id, &Run::id);
    return found == runs.end() ? id : fmt::format("{} · {}", id, found->kind);
}

std::string metricRow(const Json& evaluation, const std::string& key) {
    double best = -1;
    for (const Json& run : evaluation.at("runs")) {
        if (const auto value = intervalOf(run, key)) {
            best = std::max(best, value->mean);
        }
    }
    if (best < 0) {
        return {};
    }
    std::string row = fmt::format("<tr><td>{}</td>", key);
    for (const Json& run : evaluation.at("runs")) {
        const auto value = intervalOf(run, key);
        row += value ? fmt::format("<td{}>{:.4f}<small>{:.4f} to {:.4f}</small></td>",
                                   value->mean >= best ? " class=\"best\"" : "",
                                   value->mean,
                                   value->low,
                                   value->high)
                     : std::string("<td>–</td>");
    }
    return row + "</tr>\n";
}

std::string headRow(const Json& evaluation, const std::vector<Run>& runs) {
    std::string row = "<tr><th></th>";
    for (const Json& run : evaluation.at("runs")) {
        row += fmt::format("<th scope=\"col\">{}</th>", escaped(nameOf(run, runs)));
    }
    return row + "</tr>\n";
}

std::string metricTable(const Json& evaluation, const std::vector<Run>& runs) {
    std::string text = "<table>\n" + headRow(evaluation, runs);
    const std::vector<int> cutoffs = cutoffsOf(evaluation);
    for (const char* metric : kMetrics) {
        for (const int k : cutoffs) {
            text += metricRow(evaluation, fmt::format("{}@{}", metric, k));
        }
    }
    return text + "</table>\n";
}

std::string binaryTable(const Json& evaluation, const std::vector<Run>& runs) {
    std::string text = "<table>\n" + headRow(evaluation, runs);
    for (const char* metric : kBinary) {
        text += fmt::format("<tr><td>{}</td>", metric);
        for (const Json& run : evaluation.at("runs")) {
            const Json value = run.value("binary", Json::object()).value(metric, Json());
            text += value.is_number() ? fmt::format("<td>{:.4f}</td>", value.get<double>())
                                      : std::string("<td>–</td>");
        }
        text += "</tr>\n";
    }
    return text + "</table>\n";
}

// NDCG@k over k with the 95 % band of each run, as inline SVG.
class Curve {
  public:
    Curve(const Json& evaluation, std::vector<int> cutoffs)
        : evaluation_(evaluation), cutoffs_(std::move(cutoffs)) {
        for (const Json& run : evaluation_.at("runs")) {
            for (const int k : cutoffs_) {
                if (const auto value = intervalOf(run, fmt::format("ndcg@{}", k))) {
                    top_ = std::max(top_, value->high);
                }
            }
        }
        top_ = top_ > 0 ? top_ * 1.1 : 1.0;
    }

    std::string svg(const std::vector<Run>& runs) const {
        std::string text = fmt::format(
            "<svg viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"NDCG at k with 95 % intervals; "
            "the "
            "table below has the same figures\" font-family=\"inherit\" font-size=\"13\">\n",
            kWidth,
            kHeight);
        text += axes();
        std::size_t index = 0;
        for (const Json& run : evaluation_.at("runs")) {
            text += series(run, nameOf(run, runs), index++);
        }
        return text + "</svg>\n";
    }

  private:
    static constexpr double kWidth = 960;
    static constexpr double kHeight = 380;
    static constexpr double kLeft = 64;
    static constexpr double kRight = 720;
    static constexpr double kTop = 24;
    static constexpr double kBottom = 330;

    double x(const int k) const {
        const double span = std::max(1, cutoffs_.back() - cutoffs_.front());
        return kLeft + (kRight - kLeft - 32) * (k - cutoffs_.front()) / span + 16;
    }

    double y(const double value) const { return kBottom - (kBottom - kTop) * value / top_; }

    std::string axes() const {
        std::string text;
        for (int step = 0; step <= 4; ++step) {
            const double value = top_ * step / 4;
            text += fmt::format(
                "<line x1=\"{}\" x2=\"{}\" y1=\"{:.1f}\" y2=\"{:.1f}\" "
                "stroke=\"#e4dfd5\"/><text x=\"{}\" y=\"{:.1f}\" "
                "text-anchor=\"end\" fill=\"#5b626d\">{:.3f}</text>\n",
                kLeft,
                kRight,
                y(value),
                y(value),
                kLeft - 8,
                y(value) + 4,
                value);
        }
        for (const int k : cutoffs_) {
            text += fmt::format(
                "<text x=\"{:.1f}\" y=\"{}\" text-anchor=\"middle\" "
                "fill=\"#5b626d\">@{}</text>\n",
                x(k),
                kBottom + 22,
                k);
        }
        return text;
    }

    std::string series(const Json& run, const std::string& name, const std::size_t index) const {
        const char* const colour = kColours[index % kColours.size()];
        std::string line;
        std::string upper;
        std::string lower;
        for (const int k : cutoffs_) {
            if (const auto value = intervalOf(run, fmt::format("ndcg@{}", k))) {
                line += fmt::format("{:.1f},{:.1f} ", x(k), y(value->mean));
                upper += fmt::format("{:.1f},{:.1f} ", x(k), y(value->high));
                lower = fmt::format("{:.1f},{:.1f} ", x(k), y(value->low)) + lower;
            }
        }
        const double row = kTop + 16 + 24.0 * static_cast<double>(index);
        return fmt::format(
            "<polygon points=\"{}{}\" fill=\"{}\" opacity=\"0.15\"/>"
            "<polyline points=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"2\"/>"
            "<rect x=\"{}\" y=\"{}\" width=\"14\" height=\"4\" fill=\"{}\"/>"
            "<text x=\"{}\" y=\"{}\" fill=\"#20242b\">{}</text>\n",
            upper,
            lower,
            colour,
            line,
            colour,
            kRight + 24,
            row - 6,
            colour,
            kRight + 46,
            row,
            escaped(name));
    }

    const Json& evaluation_;
    std::vector<int> cutoffs_;
    double top_ = 0;
};

std::string comparisonList(const Json& evaluation) {
    const Json comparisons = evaluation.value("comparisons", Json::array());
    if (comparisons.empty()) {
        return "<p>One run only: nothing to compare.</p>\n";
    }
    std::string text =
        "<table>\n<tr><th>comparison</th><th>metric</th><th>difference</th><th>95 % interval</th>"
        "<th>p</th><th>p (Holm)</th></tr>\n";
    for (const Json& row : comparisons) {
        text += fmt::format(
            "<tr><td>{} − {}</td><td>{}</td><td>{:+.4f}</td>"
            "<td>{:+.4f} to {:+.4f}</td><td>{:.4f}</td><td>{:.4f}</td></tr>\n",
            escaped(row.at("b").get<std::string>()),
            escaped(row.at("a").get<std::string>()),
            escaped(row.at("metric").get<std::string>()),
            row.at("difference").get<double>(),
            row.at("low").get<double>(),
            row.at("high").get<double>(),
            row.at("p").get<double>(),
            row.at("p_holm").get<double>());
    }
    return text + "</table>\n";
}

bool isSimulated(const std::vector<Run>& runs) {
    return std::ranges::any_of(runs, [](const Run& run) {
        return run.data.is_object() && run.data.value("simulated", false);
    });
}

std::string page(const std::string& projectName,
                 const Json& evaluation,
                 const std::vector<Run>& runs) {
    std::string text = fmt::format(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{0}: evaluation"
        "</title><style>{1}</style></head><body><main>\n<h1>{0}: evaluation</h1>\n",
        escaped(projectName),
        kStyle);
    const Json& first = evaluation.at("runs").at(0);
    text += fmt::format(
        "<p class=\"lead\">{} shoppers of the {} split, {} without anything relevant "
        "left out.</p>\n",
        first.value("users", 0),
        escaped(evaluation.value("split", std::string("validation"))),
        first.value("dropped_users", 0));
    if (isSimulated(runs)) {
        text +=
            "<p class=\"note\">The shoppers of this project are simulated: the figures say how "
            "well a model recovers the simulated tastes, not what real shoppers would do.</p>\n";
    }
    text += "<h2>NDCG@k</h2>\n" + Curve(evaluation, cutoffsOf(evaluation)).svg(runs);
    text +=
        "<h2>Ranking metrics, with 95 % bootstrap intervals</h2>\n" + metricTable(evaluation, runs);
    text += "<h2>Differences between runs</h2>\n" + comparisonList(evaluation);
    text +=
        "<h2>Likelihood of preference, on held-out examples</h2>\n" + binaryTable(evaluation, runs);
    text += "<h2>How this was measured</h2>\n<p>" + escaped(evaluation.value("convention", "")) +
            "</p>\n";
    return text + "</main></body></html>\n";
}

std::string metricsCsv(const Json& evaluation) {
    std::string text = csvRow({"run", "metric", "mean", "low", "high"});
    for (const Json& run : evaluation.at("runs")) {
        for (const auto& [key, ignored] : run.at("metrics").items()) {
            if (const auto value = intervalOf(run, key)) {
                text += csvRow({run.at("run").get<std::string>(),
                                key,
                                toText(value->mean),
                                toText(value->low),
                                toText(value->high)});
            }
        }
    }
    return text;
}

}  // namespace

std::filesystem::path writeReport(const std::filesystem::path& folder,
                                  const std::string& projectName,
                                  const Json& evaluation,
                                  const std::vector<Run>& runs) {
    Json config = Json::object();
    for (const Run& run : runs) {
        config[run.id] = toJson(run);
    }
    writeFileAtomically(folder / "metrics.csv", metricsCsv(evaluation));
    writeFileAtomically(folder / "config.json", config.dump(2) + "\n");
    writeFileAtomically(folder / "evaluation.json", evaluation.dump(2) + "\n");
    const std::filesystem::path html = folder / "report.html";
    writeFileAtomically(html, page(projectName, evaluation, runs));
    return html;
}

}  // namespace haberdash
