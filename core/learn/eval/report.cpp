// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/eval/report.h"

#include "core/data/base/csv_writer.h"
#include "core/data/base/files.h"
#include "core/data/base/numbers.h"
#include "core/learn/eval/report_parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

namespace haberdash {

namespace {

constexpr std::array kBinary{"accuracy", "precision", "recall", "f1", "roc_auc", "log_loss"};

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
    for (const char* const metric : kReportMetrics) {
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

std::string comparisonList(const Json& evaluation) {
    const Json comparisons = evaluation.value("comparisons", Json::array());
    if (comparisons.empty()) {
        return evaluation.at("runs").size() < 2
                   ? "<p>One run only: nothing to compare.</p>\n"
                   : "<p>These runs were judged on different shoppers or products: their figures "
                     "cannot be compared.</p>\n";
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

std::string reportPage(const std::string& projectName,
                       const Json& evaluation,
                       const std::vector<Run>& runs) {
    std::string text = fmt::format(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{0}: evaluation"
        "</title><style>{1}</style></head><body><main>\n<h1>{0}: evaluation</h1>\n",
        escaped(projectName),
        kStyle);
    text += fmt::format("<p class=\"lead\">{}</p>\n", escaped(leadOf(evaluation)));
    if (isSimulated(runs)) {
        text += fmt::format("<p class=\"note\">{}</p>\n", kSimulatedNote);
    }
    for (const Json& note : evaluation.value("notes", Json::array())) {
        text += fmt::format("<p class=\"note\">{}</p>\n", escaped(note.get<std::string>()));
    }
    text += "<h2>NDCG@k</h2>\n" + curveSvg(evaluation, runs);
    text +=
        "<h2>Ranking metrics, with 95 % bootstrap intervals</h2>\n" + metricTable(evaluation, runs);
    text += "<h2>Differences between runs</h2>\n" + comparisonList(evaluation);
    text +=
        "<h2>Likelihood of preference, on held-out examples</h2>\n" + binaryTable(evaluation, runs);
    text += "<h2>How this was measured</h2>\n<p>" + escaped(evaluation.value("convention", "")) +
            "</p>\n";
    return text + "</main></body></html>\n";
}

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
    writeFileAtomically(html, reportPage(projectName, evaluation, runs));
    return html;
}

}  // namespace haberdash
