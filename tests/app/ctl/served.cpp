// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/ctl/served.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cctype>
#include <csignal>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <mutex>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <spawn.h>
#include <stdexcept>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

extern char** environ;

namespace haberdash::test {

RawConnection::RawConnection(const std::uint16_t port) : port_(port) {
    socket_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
        close(socket_);
        socket_ = -1;
        return;
    }
    const int yes = 1;
    setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
}

RawConnection::~RawConnection() {
    if (socket_ >= 0) {
        close(socket_);
    }
}

bool RawConnection::send(const std::string_view bytes) {
    std::size_t sent = 0;
    while (sent < bytes.size()) {
        const ssize_t size =
            ::send(socket_, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
        if (size <= 0) {
            return false;
        }
        sent += static_cast<std::size_t>(size);
    }
    return true;
}

bool RawConnection::fill(const std::chrono::steady_clock::time_point until) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        until - std::chrono::steady_clock::now());
    pollfd descriptor{socket_, POLLIN, 0};
    if (left.count() <= 0 || poll(&descriptor, 1, static_cast<int>(left.count())) <= 0) {
        return false;
    }
    std::array<char, 65536> block{};
    const ssize_t size = recv(socket_, block.data(), block.size(), 0);
    if (size <= 0) {
        return false;
    }
    buffer_.append(block.data(), static_cast<std::size_t>(size));
    return true;
}

HttpAnswer RawConnection::receive(const std::chrono::milliseconds most) {
    const auto until = std::chrono::steady_clock::now() + most;
    HttpAnswer answer;
    std::size_t end = 0;
    while ((end = buffer_.find("\r\n\r\n")) == std::string::npos) {
        if (!fill(until)) {
            return answer;
        }
    }
    std::string head = buffer_.substr(0, end + 2);
    buffer_.erase(0, end + 4);
    const int status = std::stoi(head.substr(head.find(' ') + 1, 3));
    head.erase(0, head.find("\r\n") + 2);
    while (!head.empty()) {
        const std::string line = head.substr(0, head.find("\r\n"));
        head.erase(0, line.size() + 2);
        std::string name = line.substr(0, line.find(':'));
        std::ranges::transform(name, name.begin(), [](const unsigned char letter) {
            return static_cast<char>(std::tolower(letter));
        });
        const std::size_t value = line.find_first_not_of(' ', name.size() + 1);
        answer.headers[name] = value == std::string::npos ? std::string() : line.substr(value);
    }
    if (status == 100) {
        return receive(most);
    }
    const auto length = answer.headers.find("content-length");
    const std::size_t wanted = length == answer.headers.end() ? 0 : std::stoul(length->second);
    while (buffer_.size() < wanted) {
        if (!fill(until)) {
            return answer;
        }
    }
    answer.body = buffer_.substr(0, wanted);
    buffer_.erase(0, wanted);
    answer.status = status;
    return answer;
}

HttpAnswer RawConnection::ask(const std::string& method,
                              const std::string& target,
                              const std::optional<Json>& body,
                              const std::string& moreHead) {
    std::string request = method + " " + target +
                          " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port_) + "\r\n" +
                          moreHead;
    const std::string text = body ? body->dump() : std::string();
    if (body) {
        request +=
            "Content-Type: application/json\r\nContent-Length: " + std::to_string(text.size()) +
            "\r\n";
    }
    return send(request + "\r\n" + text) ? receive() : HttpAnswer{};
}

Child started(std::vector<std::string> words) {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) {
        throw std::runtime_error("no pipe");
    }
    std::vector<char*> pointers;
    for (std::string& word : words) {
        pointers.push_back(word.data());
    }
    pointers.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    Child child{.output = ends[0]};
    posix_spawn(&child.process, pointers.front(), &actions, nullptr, pointers.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    return child;
}

Served::Served(std::vector<std::string> words) {
    words.insert(words.begin(), {HABERDASHCTL_PATH, "serve"});
    words.insert(words.end(), {"--listen", "127.0.0.1:0", "--json"});
    const Child child = started(std::move(words));
    process_ = child.process;
    output_ = child.output;
    std::string line;
    char letter = 0;
    while (read(output_, &letter, 1) == 1 && letter != '\n') {
        line += letter;
    }
    const Json started = Json::parse(line, nullptr, false);
    if (!started.is_object()) {
        throw std::runtime_error("the service does not start");
    }
    const std::string address = started["listening"];
    port_ = static_cast<std::uint16_t>(std::stoi(address.substr(address.rfind(':') + 1)));
}

Served::~Served() {
    if (process_ > 0) {
        stop(SIGKILL);
    }
    close(output_);
}

std::size_t Served::residentBytes() const {
    std::ifstream stream("/proc/" + std::to_string(process_) + "/statm");
    std::size_t pages = 0;
    std::size_t resident = 0;
    stream >> pages >> resident;
    return resident * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

std::size_t Served::threads() const {
    const std::filesystem::path tasks = "/proc/" + std::to_string(process_) + "/task";
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(tasks), {}));
}

void Served::signal(const int number) const {
    kill(process_, number);
}

int Served::stop(const int signal) {
    kill(process_, signal);
    int status = 0;
    waitpid(process_, &status, 0);
    process_ = 0;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

HttpAnswer Served::ask(const std::string& method,
                       const std::string& target,
                       const std::optional<Json>& body,
                       const std::string& moreHead) const {
    RawConnection connection(port_);
    return connection.ask(method, target, body, moreHead);
}

namespace {

// Events one after the other until the service is gone.
std::vector<Acknowledged> tellUntilGone(const std::uint16_t port,
                                        const std::string& user,
                                        const std::vector<std::string>& items) {
    std::vector<Acknowledged> acknowledged;
    RawConnection connection(port);
    for (std::int64_t time = 1'000'000;; ++time) {
        const std::string& item = items[static_cast<std::size_t>(time) % items.size()];
        const HttpAnswer answer =
            connection.ask("POST",
                           "/v1/events",
                           Json{{"user", user}, {"item", item}, {"kind", "view"}, {"time", time}});
        if (answer.status != 200) {
            return acknowledged;
        }
        acknowledged.push_back({user, item, time});
    }
}

}  // namespace

std::vector<Acknowledged> tellEventsUntilKilled(Served& served,
                                                const std::string& users,
                                                const std::chrono::milliseconds life) {
    std::vector<std::string> items;
    const Json listed = served.ask("GET", "/v1/products?limit=50").json();
    for (const Json& product : listed["products"]) {
        items.push_back(product["id"]);
    }
    std::mutex mutex;
    std::vector<Acknowledged> acknowledged;
    std::vector<std::jthread> clients;
    for (int i = 0; i < 4; ++i) {
        clients.emplace_back([&, user = users + "-" + std::to_string(i)] {
            const std::vector<Acknowledged> mine = tellUntilGone(served.port(), user, items);
            const std::lock_guard lock(mutex);
            acknowledged.insert(acknowledged.end(), mine.begin(), mine.end());
        });
    }
    std::this_thread::sleep_for(life);
    served.stop(SIGKILL);
    clients.clear();
    return acknowledged;
}

}  // namespace haberdash::test
