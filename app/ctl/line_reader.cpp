// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/line_reader.h"

#include "core/data/base/error.h"
#include "core/data/base/files.h"

#include <fmt/format.h>

#include <array>
#include <cstdio>
#include <poll.h>
#include <unistd.h>
#include <utility>

namespace haberdash::ctl {

namespace {

constexpr int kPollMilliseconds = 100;

}  // namespace

LineReader::LineReader(std::stop_token stop) : stop_(std::move(stop)) {
}

std::optional<std::string> LineReader::next() {
    while (true) {
        if (const std::size_t end = buffer_.find('\n'); end != std::string::npos) {
            std::string line = buffer_.substr(0, end);
            buffer_.erase(0, end + 1);
            ++number_;
            return line;
        }
        if (stop_.stop_requested()) {
            return std::nullopt;
        }
        if (buffer_.size() > kMostBytesOfALine) {
            throw Error(ErrorKind::Input,
                        fmt::format("Line {} of the input is longer than {}; nothing after it was "
                                    "read. Write each command as one line of JSON.",
                                    number_ + 1,
                                    sizeText(kMostBytesOfALine)));
        }
        if (!fill()) {
            return buffer_.empty() ? std::nullopt : std::optional(std::exchange(buffer_, {}));
        }
    }
}

bool LineReader::fill() {
    pollfd descriptor{STDIN_FILENO, POLLIN, 0};
    if (poll(&descriptor, 1, kPollMilliseconds) <= 0) {
        return true;
    }
    std::array<char, 65536> block{};
    const ssize_t size = read(STDIN_FILENO, block.data(), block.size());
    if (size <= 0) {
        return false;
    }
    buffer_.append(block.data(), static_cast<std::size_t>(size));
    return true;
}

void putLine(const Json& json) {
    const std::string line = json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
    std::fwrite(line.data(), 1, line.size(), stdout);
    std::fflush(stdout);
}

}  // namespace haberdash::ctl
