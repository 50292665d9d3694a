// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/json.h"

#include <cstddef>
#include <optional>
#include <stop_token>
#include <string>

namespace haberdash::ctl {

/// Lines of standard input. Waits in short turns, so that a stop is heeded while nobody asks.
class LineReader {
  public:
    static constexpr std::size_t kMostBytesOfALine = std::size_t{1} << 20U;

    explicit LineReader(std::stop_token stop);

    /// The next line without its end; nullopt at the end of input and when stopped. Throws
    /// Error(Input) at a line that is too long.
    std::optional<std::string> next();

  private:
    bool fill();

    std::stop_token stop_;
    std::string buffer_;
    std::size_t number_ = 0;  ///< of lines that were read
};

/// One JSON object as a line on standard output, out at once.
void putLine(const Json& json);

}  // namespace haberdash::ctl
