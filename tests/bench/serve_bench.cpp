// SPDX-License-Identifier: GPL-3.0-or-later

// How fast a running service answers: requests at fixed times of a Poisson process (so that a slow
// answer makes the next ones late, as it does to shoppers), each for another shopper's session.
//
//   haberdashctl serve shop.hab --run r1 &
//   serve_bench PORT[,PORT...] [PER_SECOND=200] [SECONDS=20] [EVENTS_OF_A_SESSION=10] [SHOPPERS]
//
// PER_SECOND 0: as many as it can answer, over eight connections. With several ports the
// connections go around them, as a load balancer's would go around replicas. With a file of
// shoppers' ids, a line each, the requests name these instead of sending sessions along, so that
// the service looks their events up.

#include "core/learn/metrics/draws.h"
#include "tests/app/ctl/served.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <mutex>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

namespace haberdash::test {
namespace {

using Clock = std::chrono::steady_clock;

struct Plan {
    std::vector<std::uint16_t> ports;  ///< at least one
    double perSecond = 200;
    double seconds = 20;
    std::size_t events = 10;
    std::vector<std::string> shoppers;  ///< empty: sessions are sent along
};

std::vector<std::uint16_t> portsOf(const std::string& list) {
    std::vector<std::uint16_t> ports;
    std::istringstream words(list);
    for (std::string word; std::getline(words, word, ',');) {
        ports.push_back(static_cast<std::uint16_t>(std::strtoul(word.c_str(), nullptr, 10)));
    }
    return ports;
}

std::vector<std::string> linesOf(const std::string& file) {
    std::vector<std::string> lines;
    std::ifstream stream(file);
    for (std::string line; std::getline(stream, line);) {
        lines.push_back(line);
    }
    return lines;
}

std::vector<std::string> productsOf(const std::uint16_t port) {
    std::vector<std::string> products;
    RawConnection connection(port);
    for (std::size_t offset = 0;; offset += 200) {
        const Json page =
            connection.ask("GET", "/v1/products?limit=200&offset=" + std::to_string(offset)).json();
        for (const Json& product : page["products"]) {
            products.push_back(product["id"]);
        }
        if (page["products"].empty() || products.size() >= 10'000) {
            return products;
        }
    }
}

class Load {
  public:
    Load(Plan plan, std::vector<std::string> products)
        : plan_(plan), products_(std::move(products)) {
        Draws random(7);
        double at = 0;
        while (plan_.perSecond > 0 && at < plan_.seconds) {
            due_.push_back(at);
            at += -std::log(1 - random.unit()) / plan_.perSecond;
        }
    }

    void run() {
        start_ = Clock::now();
        std::vector<std::jthread> clients;
        const std::size_t connections = plan_.perSecond > 0 ? 64 : 8;
        for (std::size_t i = 0; i < connections; ++i) {
            clients.emplace_back([this, i] { work(i); });
        }
        clients.clear();
        elapsed_ = std::chrono::duration<double>(Clock::now() - start_).count();
    }

    void print() {
        std::ranges::sort(times_);
        const auto at = [this](const double share) {
            return times_[static_cast<std::size_t>(share * static_cast<double>(times_.size() - 1))];
        };
        std::printf(
            "%zu answers in %.1f s (%.0f a second), %zu failed; ms: p50 %.2f, p90 %.2f, "
            "p99 %.2f, most %.2f\n",
            times_.size(),
            elapsed_,
            static_cast<double>(times_.size()) / elapsed_,
            failed_,
            at(0.5),
            at(0.9),
            at(0.99),
            times_.back());
    }

  private:
    void work(const std::size_t client) {
        RawConnection connection(plan_.ports[client % plan_.ports.size()]);
        Draws random(mixed(client));
        std::vector<double> times;
        std::size_t failed = 0;
        while (true) {
            Clock::time_point due = Clock::now();
            if (plan_.perSecond > 0) {
                const std::size_t index = next_++;
                if (index >= due_.size()) {
                    break;
                }
                due = start_ + std::chrono::duration_cast<Clock::duration>(
                                   std::chrono::duration<double>(due_[index]));
                std::this_thread::sleep_until(due);
            } else if (Clock::now() - start_ > std::chrono::duration<double>(plan_.seconds)) {
                break;
            }
            const HttpAnswer answer = connection.ask("POST", "/v1/recommend", question(random));
            times.push_back(std::chrono::duration<double, std::milli>(Clock::now() - due).count());
            failed += answer.status == 200 ? 0 : 1;
        }
        const std::lock_guard lock(mutex_);
        times_.insert(times_.end(), times.begin(), times.end());
        failed_ += failed;
    }

    Json question(Draws& random) const {
        if (!plan_.shoppers.empty()) {
            return {{"user", plan_.shoppers[random.below(plan_.shoppers.size())]}, {"k", 10}};
        }
        Json history = Json::array();
        for (std::size_t i = 0; i < plan_.events; ++i) {
            history.push_back(products_[random.below(products_.size())]);
        }
        return {{"history", history}, {"k", 10}};
    }

    Plan plan_;
    std::vector<std::string> products_;
    std::vector<double> due_;
    Clock::time_point start_;
    std::atomic<std::size_t> next_ = 0;
    std::mutex mutex_;
    std::vector<double> times_;
    std::size_t failed_ = 0;
    double elapsed_ = 0;
};

}  // namespace
}  // namespace haberdash::test

int main(const int count, char** const words) {
    using namespace haberdash::test;
    if (count < 2) {
        std::puts(
            "usage: serve_bench PORT[,PORT...] [PER_SECOND] [SECONDS] [EVENTS_OF_A_SESSION] "
            "[SHOPPERS]");
        return 2;
    }
    const auto number = [&](const int index, const double fallback) {
        return count > index ? std::strtod(words[index], nullptr) : fallback;
    };
    const Plan plan{.ports = portsOf(words[1]),
                    .perSecond = number(2, 200),
                    .seconds = number(3, 20),
                    .events = static_cast<std::size_t>(number(4, 10)),
                    .shoppers = count > 5 ? linesOf(words[5]) : std::vector<std::string>()};
    Load load(plan, productsOf(plan.ports.front()));
    load.run();
    load.print();
    return 0;
}
