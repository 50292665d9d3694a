// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/eval/report_parts.h"

#include "core/data/base/numbers.h"

#include <fmt/format.h>

#include <algorithm>

namespace haberdash {

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

std::optional<Interval> intervalOf(const Json& run, const std::string& key) {
    const Json& metrics = run.at("metrics");
    if (!metrics.contains(key) || !metrics.at(key).contains("mean")) {
        return std::nullopt;
    }
    const Json& value = metrics.at(key);
    const double mean = value.at("mean").get<double>();
    return Interval{mean, value.value("low", mean), value.value("high", mean)};
}

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

bool isSimulated(const std::vector<Run>& runs) {
    return std::ranges::any_of(
        runs, [](const Run& run) { return simulatedIn(run.data).value_or(false); });
}

std::string leadOf(const Json& evaluation) {
    const Json& first = evaluation.at("runs").at(0);
    return fmt::format("{} shoppers of the {} split, {} without anything relevant left out.",
                       first.value("users", 0),
                       evaluation.value("split", std::string("validation")),
                       first.value("dropped_users", 0));
}

namespace {

// Okabe & Ito's colours, told apart with any kind of colour vision.
constexpr std::array kColours{
    "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#7F7F7F", "#8C564B"};

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
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {} {}\" role=\"img\" "
            "aria-label=\"NDCG at k with 95 % intervals; "
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

}  // namespace

std::string curveSvg(const Json& evaluation, const std::vector<Run>& runs) {
    return Curve(evaluation, cutoffsOf(evaluation)).svg(runs);
}

}  // namespace haberdash
