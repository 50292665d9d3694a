// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learn/service/http_gate.h"
#include "core/learn/service/http_message.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

namespace haberdash {

struct HttpOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;  ///< 0: any that is free
    HttpLimits limits;
    HttpPolicy policy;
    std::size_t threads = 2;  ///< that serve connections; handlers answer from elsewhere
};

/// What happened on the network so far.
struct HttpFigures {
    std::size_t connections = 0;   ///< open now
    std::uint64_t accepted = 0;    ///< ever
    std::uint64_t turnedAway = 0;  ///< because the limit was reached
    std::uint64_t refused = 0;     ///< requests that the gate did not let in
    std::uint64_t timedOut = 0;    ///< requests of which a part came, and the rest too late
    std::uint64_t requests = 0;    ///< handed to the handler
};

/// HTTP/1.1 with keep-alive over plain TCP; TLS belongs to the reverse proxy in front.
class HttpServer {
  public:
    /// Takes hold of the address; connections wait until start(). Throws Error(Input) for an
    /// address that is none, is taken or may not be listened on.
    HttpServer(HttpOptions options, HttpHandler handler);

    /// Drains with no time left.
    ~HttpServer();
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;

    /// Answers from now on.
    void start();

    std::uint16_t port() const noexcept;
    HttpFigures figures() const;

    /// Ends every connection with its next answer, but still takes new ones for `grace`, so that a
    /// load balancer can find out. Then answers what has come, for at most `most`, and closes the
    /// rest. Returns true when all had finished.
    bool drain(std::chrono::milliseconds grace, std::chrono::milliseconds most);

  private:
    struct Parts;
    std::shared_ptr<Parts> parts_;
};

}  // namespace haberdash
