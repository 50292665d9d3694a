// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/verb.h"
#include "core/learn/service/service.h"

#include <fmt/format.h>

#include <array>
#include <cstdio>
#include <optional>
#include <poll.h>
#include <string>
#include <unistd.h>

namespace haberdash::ctl {

namespace {

constexpr std::size_t kMostBytesOfARequest = std::size_t{1} << 20U;
constexpr int kPollMilliseconds = 100;

// Lines of standard input. Waits in short turns, so that a stop is heeded while nobody asks.
class LineReader {
  public:
    explicit LineReader(std::stop_token stop) : stop_(std::move(stop)) {}

    /// The next line without its end; nullopt at the end of input or when stopped.
    std::optional<std::string> next() {
        while (true) {
            if (const std::size_t end = buffer_.find('\n'); end != std::string::npos) {
                std::string line = buffer_.substr(0, end);
                buffer_.erase(0, end + 1);
                return line;
            }
            if (stop_.stop_requested() || !fill()) {
                return std::nullopt;
            }
        }
    }

  private:
    bool fill() {
        pollfd descriptor{STDIN_FILENO, POLLIN, 0};
        if (poll(&descriptor, 1, kPollMilliseconds) <= 0) {
            return true;
        }
        std::array<char, 65536> block{};
        const ssize_t size = read(STDIN_FILENO, block.data(), block.size());
        if (size <= 0 || buffer_.size() > kMostBytesOfARequest) {
            return false;
        }
        buffer_.append(block.data(), static_cast<std::size_t>(size));
        return true;
    }

    std::stop_token stop_;
    std::string buffer_;
};

void put(const Json& answer) {
    const std::string line = answer.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
    std::fwrite(line.data(), 1, line.size(), stdout);
    std::fflush(stdout);
}

}  // namespace

RunVerb declareEngine(CLI::App& app) {
    const auto folder = addProject(app);
    return [folder](Context& context) {
        Service service(*folder);
        LineReader lines(context.stop);
        while (const std::optional<std::string> line = lines.next()) {
            if (line->empty()) {
                continue;
            }
            const Json request = Json::parse(*line, nullptr, false);
            if (request.is_discarded()) {
                put({{"id", nullptr},
                     {"ok", false},
                     {"error",
                      {{"kind", "input"},
                       {"message", "The line is not JSON; send one JSON object a line."}}}});
                continue;
            }
            put(service.answer(request));
        }
    };
}

}  // namespace haberdash::ctl
