// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/service/http_server.h"

#include "core/data/base/error.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <condition_variable>
#include <future>
#include <mutex>
#include <optional>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <utility>
#include <vector>

namespace haberdash {

namespace beast = boost::beast;
namespace http = beast::http;
namespace net = boost::asio;
using Tcp = net::ip::tcp;

namespace {

constexpr std::size_t kReadAhead = 16384;
constexpr std::chrono::milliseconds kLastCall(500);  // for a first request that is on the way

/// What all connections share.
struct Shared {
    HttpLimits limits;
    HttpPolicy policy;
    HttpHandler handler;
    std::atomic<bool> isDraining = false;  ///< connections end with their next answer
    std::atomic<std::uint64_t> accepted = 0;
    std::atomic<std::uint64_t> turnedAway = 0;
    std::atomic<std::uint64_t> refused = 0;
    std::atomic<std::uint64_t> timedOut = 0;
    std::atomic<std::uint64_t> requests = 0;
};

/// One connection: reads a request, has it answered, and again. All on its own strand.
class Connection : public std::enable_shared_from_this<Connection> {
  public:
    using Ended = std::function<void(Connection*)>;

    /// `keeper` owns what the socket runs on: an answer may come when the server is gone.
    Connection(std::shared_ptr<void> keeper,
               Tcp::socket socket,
               std::shared_ptr<Shared> shared,
               Ended ended)
        : keeper_(std::move(keeper)),
          stream_(std::move(socket)),
          shared_(std::move(shared)),
          ended_(std::move(ended)) {}

    ~Connection() { ended_(this); }

    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    void start() {
        net::dispatch(stream_.get_executor(), [self = shared_from_this()] { self->read(); });
    }

    /// Closes it unless a request is being read or answered; with `isPatient` also when its first
    /// request may be on the way.
    void closeIfIdle(const bool isPatient) {
        net::post(stream_.get_executor(), [self = shared_from_this(), isPatient] {
            if (self->isIdle_ && !self->hasBegun() && (self->hasAnswered_ || !isPatient)) {
                self->close();
            }
        });
    }

    void closeNow() {
        net::post(stream_.get_executor(), [self = shared_from_this()] { self->close(); });
    }

  private:
    void read() {
        if (shared_->isDraining && hasAnswered_ && buffer_.size() == 0) {
            close();
            return;
        }
        isIdle_ = true;
        parser_.emplace();
        limitParser(*parser_, shared_->limits);
        // One deadline for the whole request: a client that drips bytes gains nothing.
        stream_.expires_after(shared_->limits.requestTime);
        http::async_read_header(
            stream_,
            buffer_,
            *parser_,
            [self = shared_from_this()](const beast::error_code failure, std::size_t) {
                self->onHead(failure);
            });
    }

    // A part of a request has come.
    bool hasBegun() const { return buffer_.size() > 0 || (parser_ && parser_->got_some()); }

    void onHead(const beast::error_code failure) {
        isIdle_ = false;
        if (failure) {
            giveUp(failure);
            return;
        }
        if (auto refusal = refusalOf(parser_->get().base(), shared_->limits, shared_->policy)) {
            refuse(std::move(*refusal));
            return;
        }
        const beast::string_view expected = parser_->get()[http::field::expect];
        if (expected.empty()) {
            readBody();
        } else if (beast::iequals(expected, "100-continue")) {
            static constexpr std::string_view kGoOn = "HTTP/1.1 100 Continue\r\n\r\n";
            net::async_write(
                stream_,
                net::buffer(kGoOn.data(), kGoOn.size()),
                [self = shared_from_this()](const beast::error_code broken, std::size_t) {
                    broken ? self->close() : self->readBody();
                });
        } else {
            refuse(httpError(417, "input", "Nothing but 100-continue can be expected."));
        }
    }

    void readBody() {
        http::async_read(stream_,
                         buffer_,
                         *parser_,
                         [self = shared_from_this()](const beast::error_code failure, std::size_t) {
                             self->onBody(failure);
                         });
    }

    void onBody(const beast::error_code failure) {
        if (failure) {
            giveUp(failure);
            return;
        }
        stream_.expires_never();
        isHead_ = parser_->get().method() == http::verb::head;
        isKeptAlive_ = parser_->get().keep_alive();
        auto message = parser_->release();
        std::optional<HttpRequest> request =
            plainRequest(message.base(), std::move(message.body()));
        if (!request) {
            refuse(httpError(400, "input", "The address of the request is malformed."));
            return;
        }
        ++shared_->requests;
        shared_->handler(std::move(*request), [self = shared_from_this()](HttpResponse response) {
            net::post(self->stream_.get_executor(),
                      [self, response = std::move(response)]() mutable {
                          self->send(std::move(response));
                      });
        });
    }

    void giveUp(const beast::error_code failure) {
        if (failure == beast::error::timeout) {
            shared_->timedOut += hasBegun() ? 1 : 0;  // else only nobody asked any more
        } else if (auto refusal = refusalOf(failure)) {
            refuse(std::move(*refusal));
            return;
        }
        close();
    }

    // What is left of the request is not worth reading: the connection ends with the answer.
    void refuse(HttpResponse refusal) {
        ++shared_->refused;
        isHead_ = parser_ && parser_->get().method() == http::verb::head;
        isKeptAlive_ = false;
        send(std::move(refusal));
    }

    void send(HttpResponse response) {
        isKeptAlive_ = isKeptAlive_ && !shared_->isDraining;
        answer_.emplace(static_cast<http::status>(response.status), 11);
        answer_->set(http::field::content_type, response.type);
        answer_->set("X-Content-Type-Options", "nosniff");
        answer_->set("Referrer-Policy", "no-referrer");
        answer_->set(http::field::cache_control, "no-store");
        for (const auto& [name, value] : response.headers) {
            answer_->set(name, value);
        }
        answer_->keep_alive(isKeptAlive_);
        answer_->content_length(response.body.size());
        if (!isHead_) {
            answer_->body() = std::move(response.body);
        }
        stream_.expires_after(shared_->limits.requestTime);
        const auto done = [self = shared_from_this()](const beast::error_code failure,
                                                      std::size_t) { self->onSent(failure); };
        if (isHead_) {
            // The length told is that of the body which a GET would have brought.
            serializer_.emplace(*answer_);
            http::async_write_header(stream_, *serializer_, done);
        } else {
            http::async_write(stream_, *answer_, done);
        }
    }

    void onSent(const beast::error_code failure) {
        if (failure || !isKeptAlive_) {
            close();
            return;
        }
        serializer_.reset();
        answer_.reset();
        hasAnswered_ = true;
        read();
    }

    void close() {
        beast::error_code ignored;
        stream_.socket().shutdown(Tcp::socket::shutdown_send, ignored);
        // Bytes that were not read would have the kernel reset the connection, and the answer
        // would be lost on the way: take what is there already.
        std::array<char, 4096> rest{};
        stream_.socket().non_blocking(true, ignored);
        for (int piece = 0; piece < 512 && !ignored; ++piece) {
            stream_.socket().read_some(net::buffer(rest), ignored);
        }
        stream_.close();
    }

    std::shared_ptr<void> keeper_;
    beast::tcp_stream stream_;
    std::shared_ptr<Shared> shared_;
    Ended ended_;
    beast::flat_buffer buffer_{kReadAhead};
    std::optional<HttpParser> parser_;
    std::optional<http::response<http::string_body>> answer_;
    std::optional<http::response_serializer<http::string_body>> serializer_;
    bool isIdle_ = false;
    bool hasAnswered_ = false;
    bool isHead_ = false;
    bool isKeptAlive_ = false;
};

}  // namespace

struct HttpServer::Parts : std::enable_shared_from_this<HttpServer::Parts> {
    explicit Parts(HttpOptions wanted)
        : options(std::move(wanted)), acceptor(net::make_strand(context)) {}

    void listen() {
        beast::error_code failure;
        const net::ip::address address = net::ip::make_address(options.address, failure);
        const Tcp::endpoint endpoint(address, options.port);
        const auto check = [&] {
            if (failure) {
                throw Error(ErrorKind::Input,
                            fmt::format("Cannot listen on {}:{} ({}); choose another address or "
                                        "port.",
                                        options.address,
                                        options.port,
                                        failure.message()));
            }
        };
        check();
        acceptor.open(endpoint.protocol(), failure);
        check();
        acceptor.set_option(net::socket_base::reuse_address(true), failure);
        check();
        acceptor.bind(endpoint, failure);
        check();
        acceptor.listen(net::socket_base::max_listen_connections, failure);
        check();
        port = acceptor.local_endpoint().port();
    }

    void accept() {
        if (isClosed) {
            return;
        }
        acceptor.async_accept(
            net::make_strand(context),
            [self = shared_from_this()](const beast::error_code failure, Tcp::socket socket) {
                if (!failure) {
                    self->take(std::move(socket));
                } else if (failure != net::error::operation_aborted) {
                    // Most likely out of descriptors: others have to be given back first.
                    self->pause.expires_after(std::chrono::milliseconds(50));
                    self->pause.async_wait([self](const beast::error_code stopped) {
                        if (!stopped) {
                            self->accept();
                        }
                    });
                    return;
                }
                self->accept();
            });
    }

    void take(Tcp::socket socket) {
        ++shared->accepted;
        beast::error_code ignored;
        socket.set_option(Tcp::no_delay(true), ignored);
        std::unique_lock lock(mutex);
        if (connections.size() >= options.limits.connections) {
            lock.unlock();
            ++shared->turnedAway;
            static constexpr std::string_view kFull =
                "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nRetry-After: 1\r\n"
                "Connection: close\r\n\r\n";
            socket.non_blocking(true, ignored);
            socket.write_some(net::buffer(kFull.data(), kFull.size()), ignored);
            return;
        }
        const auto ended = [weak = weak_from_this()](Connection* const connection) {
            if (const auto self = weak.lock()) {
                self->forget(connection);
            }
        };
        auto connection =
            std::make_shared<Connection>(shared_from_this(), std::move(socket), shared, ended);
        connections.emplace(connection.get(), connection);
        lock.unlock();
        connection->start();
    }

    /// No new connections but those that wait already. On the acceptor's strand.
    void stopAccepting() {
        isClosed = true;
        beast::error_code failure;
        acceptor.cancel(failure);
        pause.cancel();
        acceptor.non_blocking(true, failure);
        while (!failure) {
            Tcp::socket socket(net::make_strand(context));
            acceptor.accept(socket, failure);
            if (!failure) {
                take(std::move(socket));
            }
        }
        acceptor.close(failure);
    }

    void forget(Connection* const ended) {
        const std::lock_guard lock(mutex);
        connections.erase(ended);
        changed.notify_all();
    }

    template <class Act>
    void forEachConnection(const Act& act) {
        std::vector<std::shared_ptr<Connection>> alive;
        {
            const std::lock_guard lock(mutex);
            for (const auto& [key, weak] : connections) {
                if (auto connection = weak.lock()) {
                    alive.push_back(std::move(connection));
                }
            }
        }
        std::ranges::for_each(alive, act);
    }

    bool waitForEnd(const std::chrono::milliseconds most) {
        std::unique_lock lock(mutex);
        return changed.wait_for(lock, most, [this] { return connections.empty(); });
    }

    HttpOptions options;
    std::shared_ptr<Shared> shared = std::make_shared<Shared>();
    std::uint16_t port = 0;
    std::atomic<bool> isClosed = false;  ///< no new connections
    std::mutex mutex;
    std::condition_variable changed;
    std::unordered_map<Connection*, std::weak_ptr<Connection>> connections;
    net::io_context context;
    Tcp::acceptor acceptor;
    net::steady_timer pause{context};
    std::vector<std::jthread> threads;
};

HttpServer::HttpServer(HttpOptions options, HttpHandler handler)
    : parts_(std::make_shared<Parts>(std::move(options))) {
    parts_->shared->limits = parts_->options.limits;
    parts_->shared->policy = parts_->options.policy;
    parts_->shared->handler = std::move(handler);
    parts_->listen();
    // Which port it is may only be known now, and is part of every host's name.
    for (std::string& host : parts_->shared->policy.hosts) {
        if (host.ends_with(":0")) {
            host = host.substr(0, host.size() - 1) + std::to_string(parts_->port);
        }
    }
}

void HttpServer::start() {
    parts_->accept();
    for (std::size_t i = 0; i < parts_->options.threads; ++i) {
        parts_->threads.emplace_back([parts = parts_.get()] { parts->context.run(); });
    }
}

HttpServer::~HttpServer() {
    drain(std::chrono::milliseconds(0), std::chrono::milliseconds(0));
}

std::uint16_t HttpServer::port() const noexcept {
    return parts_->port;
}

HttpFigures HttpServer::figures() const {
    const Shared& shared = *parts_->shared;
    HttpFigures figures{.accepted = shared.accepted,
                        .turnedAway = shared.turnedAway,
                        .refused = shared.refused,
                        .timedOut = shared.timedOut,
                        .requests = shared.requests};
    const std::lock_guard lock(parts_->mutex);
    figures.connections = parts_->connections.size();
    return figures;
}

bool HttpServer::drain(const std::chrono::milliseconds grace,
                       const std::chrono::milliseconds most) {
    bool isDone = true;
    if (!parts_->threads.empty()) {
        parts_->shared->isDraining = true;
        parts_->forEachConnection([](const auto& connection) { connection->closeIfIdle(true); });
        std::this_thread::sleep_for(grace);
        std::promise<void> closed;
        net::post(parts_->acceptor.get_executor(), [this, &closed] {
            parts_->stopAccepting();
            closed.set_value();
        });
        closed.get_future().wait();
        isDone = parts_->waitForEnd(std::min(most, kLastCall));
        if (!isDone) {
            parts_->forEachConnection(
                [](const auto& connection) { connection->closeIfIdle(false); });
            isDone = parts_->waitForEnd(most);
        }
        if (!isDone) {
            parts_->forEachConnection([](const auto& connection) { connection->closeNow(); });
            parts_->waitForEnd(std::chrono::milliseconds(500));
        }
        parts_->context.stop();
        parts_->threads.clear();
    }
    // What still waits holds on to connections: let it find that all is over.
    parts_->context.restart();
    parts_->context.poll();
    return isDone;
}

}  // namespace haberdash
