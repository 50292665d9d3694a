// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/ctl/serve_fixture.h"

#include <atomic>
#include <csignal>
#include <thread>

// How the service ends.

namespace haberdash::test {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using std::chrono::steady_clock;

TEST_F(ServeTest, TerminationTurnsNobodyAwayUnheard) {
    Served served({project.string(), "--run", kContent});
    std::atomic<bool> isOver = false;
    std::atomic<int> unheard = 0;
    std::atomic<int> notReady = 0;
    std::vector<std::jthread> clients;
    for (int i = 0; i < 3; ++i) {
        clients.emplace_back([&] {
            while (!isOver) {
                RawConnection connection(served.port());  // one for each request
                if (connection.isOpen()) {
                    const int status = connection.ask("GET", "/readyz").status;
                    unheard += status == 0 ? 1 : 0;
                    notReady += status == 503 ? 1 : 0;
                } else {
                    isOver = true;
                }
            }
        });
    }
    std::this_thread::sleep_for(milliseconds(100));
    served.signal(SIGTERM);
    clients.clear();
    EXPECT_EQ(served.stop(0), 0);
    EXPECT_LE(unheard, 1);  // who came in the very instant in which the door was closed
    EXPECT_GT(notReady, 0);
}

TEST_F(ServeTest, TerminationDoesNotWaitForProductsThatAreEncoded) {
    Served served({project.string(), "--run", kLearned});
    const Json model = copyOf(served, "HD00001");
    for (int batch = 0; batch < 5; ++batch) {
        Json products = Json::array();
        for (int i = 0; i < 100; ++i) {
            Json product = model;
            product["id"] = "new-" + std::to_string(batch * 100 + i);
            product["title"] = "dress no. " + std::to_string(batch * 100 + i);
            if (i > 0) {
                product.erase("image_base64");
            }
            products.push_back(std::move(product));
        }
        ASSERT_EQ(served.ask("PUT", "/v1/products", Json{{"products", products}}).status, 200);
    }
    EXPECT_EQ(served.stop(SIGTERM), 0);
    // What was not encoded then is by the next one.
    const Served next({project.string(), "--run", kLearned});
    EXPECT_EQ(whenRanked(next)["products_waiting"], 0);
    EXPECT_EQ(next.ask("GET", "/v1/state").json()["ranked_products"], 620);
}

TEST_F(ServeTest, TerminationDrains) {
    Served served({project.string(), "--run", kLearned});
    RawConnection idle(served.port());
    ASSERT_EQ(idle.ask("GET", "/healthz").status, 200);
    std::vector<std::unique_ptr<RawConnection>> busy;
    for (int i = 0; i < 12; ++i) {
        busy.push_back(std::make_unique<RawConnection>(served.port()));
        const std::string body = R"({"history": [], "k": 10, "explain": true})";
        busy.back()->send(
            "POST /v1/recommend HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(served.port()) +
            "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
            "\r\n\r\n" + body);
    }
    // All have arrived once one that came after them is answered at once.
    ASSERT_EQ(idle.ask("GET", "/healthz").status, 200);
    std::this_thread::sleep_for(milliseconds(50));
    const auto start = steady_clock::now();
    EXPECT_EQ(served.stop(SIGTERM), 0);
    EXPECT_LT(steady_clock::now() - start, seconds(15));
    for (const auto& connection : busy) {
        EXPECT_EQ(connection->receive().status, 200);
    }
}

}  // namespace
}  // namespace haberdash::test
