// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/json.h"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <vector>

namespace haberdash::test {

/// What came back over a connection.
struct HttpAnswer {
    int status = 0;                              ///< 0: the connection ended without an answer
    std::map<std::string, std::string> headers;  ///< names in lower case
    std::string body;

    Json json() const { return Json::parse(body, nullptr, false); }
};

/// A connection that sends whatever a test wants to send.
class RawConnection {
  public:
    explicit RawConnection(std::uint16_t port);
    ~RawConnection();
    RawConnection(const RawConnection&) = delete;
    RawConnection& operator=(const RawConnection&) = delete;

    bool isOpen() const noexcept { return socket_ >= 0; }

    /// False when the other side closed.
    bool send(std::string_view bytes);

    /// Reads one answer; status 0 when there comes none in time.
    HttpAnswer receive(std::chrono::milliseconds most = std::chrono::seconds(20));

    /// send() of a whole request with the usual head, and receive().
    HttpAnswer ask(const std::string& method,
                   const std::string& target,
                   const std::optional<Json>& body = std::nullopt,
                   const std::string& moreHead = {});

  private:
    bool fill(std::chrono::steady_clock::time_point until);

    int socket_ = -1;
    std::uint16_t port_;
    std::string buffer_;
};

/// A program that runs beside the test.
struct Child {
    pid_t process = 0;
    int output = -1;  ///< what it writes to standard output; for the caller to close
};

/// Starts words[0], a path, with the others. Throws std::runtime_error without a pipe.
Child started(std::vector<std::string> words);

/// `haberdashctl serve` as a child process on a free port.
class Served {
  public:
    /// `words` after "serve"; --listen and --json are added. Waits until it listens.
    explicit Served(std::vector<std::string> words);

    /// SIGKILL, if it still runs.
    ~Served();
    Served(const Served&) = delete;
    Served& operator=(const Served&) = delete;

    std::uint16_t port() const noexcept { return port_; }

    /// Resident memory in bytes.
    std::size_t residentBytes() const;

    /// Threads of the process.
    std::size_t threads() const;

    /// Asks it to end, and does not wait.
    void signal(int number) const;

    /// Exit code, or 128 + signal.
    int stop(int signal);

    /// One request on a connection of its own.
    HttpAnswer ask(const std::string& method,
                   const std::string& target,
                   const std::optional<Json>& body = std::nullopt,
                   const std::string& moreHead = {}) const;

  private:
    pid_t process_ = 0;
    int output_ = -1;
    std::uint16_t port_ = 0;
};

/// An event that the service said it has stored.
struct Acknowledged {
    std::string user;
    std::string item;
    std::int64_t time = 0;
};

/// Four clients, whose names begin with `users`, tell one event after the other until the service
/// is killed (SIGKILL) after `life`. What was acknowledged.
std::vector<Acknowledged> tellEventsUntilKilled(Served& served,
                                                const std::string& users,
                                                std::chrono::milliseconds life);

}  // namespace haberdash::test
