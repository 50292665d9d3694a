// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/json.h"

#include <chrono>
#include <csignal>
#include <filesystem>
#include <string>
#include <vector>

namespace haberdash::test {

/// What one call of haberdashctl left behind.
struct Outcome {
    int code = -1;    ///< exit code, or 128 + signal
    std::string out;  ///< standard output
    std::string err;  ///< standard error

    Json json() const { return Json::parse(out); }
};

/// Runs the built haberdashctl with `input` on its standard input.
Outcome runCtl(const std::vector<std::string>& words, const std::string& input = {});

/// Starts it, sends a signal once its standard error holds `sign`, and waits.
struct Stopped {
    Outcome outcome;
    std::chrono::milliseconds untilEnd{};  ///< from the signal to the end
    bool wasSeen = false;                  ///< the sign came before the program ended by itself
};

Stopped stopCtl(const std::vector<std::string>& words,
                const std::string& sign,
                int signal = SIGTERM);

/// Starts it and kills it (SIGKILL) after `delay`, unless it ended before.
Outcome killCtl(const std::vector<std::string>& words, std::chrono::milliseconds delay);

/// A folder that is removed with its contents.
class ScratchFolder {
  public:
    explicit ScratchFolder(const std::string& name);
    ~ScratchFolder();
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;

    std::filesystem::path operator/(const std::string& name) const { return folder_ / name; }

    const std::filesystem::path& path() const { return folder_; }

  private:
    std::filesystem::path folder_;
};

}  // namespace haberdash::test
