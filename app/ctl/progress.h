// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/monitor.h"

#include <chrono>
#include <string>

namespace haberdash::ctl {

enum class ProgressStyle { None, Bar, JsonLines };

/// "auto", "bar", "jsonl", "none"; auto is a bar on a terminal, else nothing.
ProgressStyle progressStyleFrom(const std::string& word);

/// Writes progress to standard error, at most ten times a second; a report with a detail (an
/// epoch) is always written. The time left is a range: what the whole stage's pace and the latest
/// seconds' pace say, whichever is shorter and longer.
class ProgressWriter {
  public:
    explicit ProgressWriter(ProgressStyle style) : style_(style) {}

    void write(const Progress& progress);

    /// Ends a bar's line.
    void finish();

  private:
    using Clock = std::chrono::steady_clock;

    struct TimeLeft {
        double low = -1;  ///< seconds; < 0: not known
        double high = -1;
    };

    TimeLeft timeLeft(const Progress& progress, Clock::time_point now);
    void writeLine(const Progress& progress, TimeLeft left) const;
    void writeBar(const Progress& progress, TimeLeft left);

    ProgressStyle style_;
    std::string stage_;
    Clock::time_point stageStart_;
    Clock::time_point lastWritten_;
    Clock::time_point windowStart_;
    std::size_t doneAtStart_ = 0;
    std::size_t doneAtWindow_ = 0;
    double recentPace_ = 0;
    bool isBarOpen_ = false;
};

}  // namespace haberdash::ctl
