// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/progress.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <unistd.h>

namespace haberdash::ctl {

namespace {

double secondsBetween(const std::chrono::steady_clock::time_point from,
                      const std::chrono::steady_clock::time_point to) {
    return std::chrono::duration<double>(to - from).count();
}

std::string durationText(const double seconds) {
    const auto whole = static_cast<long>(std::lround(seconds));
    return whole < 90 ? fmt::format("{} s", whole) : fmt::format("{} min", (whole + 30) / 60);
}

// A finished epoch, on a line of its own; "": nothing that a person waits for.
std::string forPeople(const Json& detail) {
    if (!detail.is_object() || !detail.contains("train_loss")) {
        return {};
    }
    std::string words = fmt::format("loss {:.4f}", detail["train_loss"].get<double>());
    const Json validation = detail.value("val", Json::object());
    for (const char* const key : {"ndcg@10", "recall@10"}) {
        if (validation.contains(key) && validation[key].is_number()) {
            words += fmt::format("  {} {:.4f}", key, validation[key].get<double>());
        }
    }
    if (detail.contains("best_epoch") && detail["best_epoch"] == detail["epoch"]) {
        words += "  the best so far";
    }
    return words;
}

void putLine(const std::string& text) {
    std::fwrite(text.data(), 1, text.size(), stderr);
    std::fflush(stderr);
}

}  // namespace

ProgressStyle progressStyleFrom(const std::string& word) {
    if (word == "jsonl") {
        return ProgressStyle::JsonLines;
    }
    if (word == "bar" || (word == "auto" && isatty(STDERR_FILENO) == 1)) {
        return ProgressStyle::Bar;
    }
    return ProgressStyle::None;
}

void ProgressWriter::write(const Progress& progress) {
    if (style_ == ProgressStyle::None) {
        return;
    }
    const Clock::time_point now = Clock::now();
    const bool isNewStage = progress.stage != stage_;
    const TimeLeft left = timeLeft(progress, now);
    const bool isLast = progress.total > 0 && progress.done >= progress.total;
    const bool isDue = secondsBetween(lastWritten_, now) >= 0.1;
    if (!isNewStage && !isLast && !isDue && progress.detail.is_null()) {
        return;
    }
    lastWritten_ = now;
    if (style_ == ProgressStyle::JsonLines) {
        writeLine(progress, left);
    } else {
        writeBar(progress, left);
    }
}

ProgressWriter::TimeLeft ProgressWriter::timeLeft(const Progress& progress,
                                                  const Clock::time_point now) {
    if (progress.stage != stage_) {
        stage_ = progress.stage;
        stageStart_ = windowStart_ = now;
        doneAtStart_ = doneAtWindow_ = progress.done;
        recentPace_ = 0;
    }
    if (const double window = secondsBetween(windowStart_, now); window >= 2.0) {
        recentPace_ =
            static_cast<double>(progress.done - std::min(progress.done, doneAtWindow_)) / window;
        windowStart_ = now;
        doneAtWindow_ = progress.done;
    }
    const double elapsed = secondsBetween(stageStart_, now);
    const double done = static_cast<double>(progress.done - std::min(progress.done, doneAtStart_));
    if (progress.total <= progress.done || done <= 0 || elapsed < 1.0) {
        return {};
    }
    const double remaining = static_cast<double>(progress.total - progress.done);
    const double overall = remaining * elapsed / done;
    const double recent = recentPace_ > 0 ? remaining / recentPace_ : overall;
    return {0.9 * std::min(overall, recent), 1.15 * std::max(overall, recent)};
}

void ProgressWriter::writeLine(const Progress& progress, const TimeLeft left) const {
    Json line = {{"stage", progress.stage}, {"done", progress.done}, {"total", progress.total}};
    line["eta_low_s"] = left.low < 0 ? Json(nullptr) : Json(std::round(left.low * 10) / 10);
    line["eta_high_s"] = left.high < 0 ? Json(nullptr) : Json(std::round(left.high * 10) / 10);
    if (progress.detail.is_object()) {
        line.update(progress.detail);
    }
    putLine(line.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n");
}

void ProgressWriter::writeBar(const Progress& progress, const TimeLeft left) {
    std::string text = fmt::format("\r\033[K{}", progress.stage);
    if (progress.total > 0) {
        text += fmt::format(
            " {}/{} {:.0f} %",
            progress.done,
            progress.total,
            100.0 * static_cast<double>(progress.done) / static_cast<double>(progress.total));
    }
    if (left.low >= 0) {
        text += fmt::format("  {} to {} left", durationText(left.low), durationText(left.high));
    }
    const std::string words = forPeople(progress.detail);
    text += words.empty() ? "" : "  " + words + "\n";
    isBarOpen_ = words.empty();
    putLine(text);
}

void ProgressWriter::finish() {
    if (isBarOpen_) {
        putLine("\n");
        isBarOpen_ = false;
    }
}

}  // namespace haberdash::ctl
