// SPDX-License-Identifier: GPL-3.0-or-later
// Speaks the engine's protocol and misbehaves as it is told: the cases that the real engine must
// never show, but that the window has to survive.
#include "core/data/base/json.h"

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <string>
#include <sys/resource.h>
#include <unistd.h>

namespace {

using haberdash::Json;

int serve() {
    std::string line;
    while (std::getline(std::cin, line)) {
        const Json request = Json::parse(line);
        const std::string op = request["op"];
        Json answer{
            {"id", request["id"]}, {"ok", true}, {"result", {{"op", op}, {"pid", ::getpid()}}}};
        if (op == "crash") {
            std::abort();
        }
        if (op == "crash_once") {
            const std::string marker = request["marker"];
            if (::access(marker.c_str(), F_OK) != 0) {
                std::ofstream{marker};
                std::abort();
            }
        }
        if (op == "hang") {
            continue;
        }
        if (op == "refuse") {
            answer = {{"id", request["id"]},
                      {"ok", false},
                      {"error", {{"kind", "not_found"}, {"message", "There is no run r9."}}}};
        }
        if (op == "flood") {
            for (int i = 0; i < 20000; ++i) {
                std::cout << "this is no JSON\n{\"id\":-1,\"ok\":true,\"result\":{}}\n";
            }
        }
        if (op == "conditions") {
            const char* const threads = std::getenv("OMP_NUM_THREADS");
            answer["result"]["niceness"] = ::getpriority(PRIO_PROCESS, 0);
            answer["result"]["threads"] = threads != nullptr ? threads : "";
        }
        if (op == "echo") {
            answer["result"]["value"] = request.value("value", Json());
        }
        std::cout << answer.dump() << std::endl;
    }
    return 0;
}

int flood() {
    for (int i = 0; i < 20000; ++i) {
        std::cerr << R"({"stage":"rows","done":)" << i << R"(,"total":20000})" << '\n';
        if (i % 5000 == 0) {
            std::cerr << R"({"epoch":)" << i / 5000 + 1 << R"(,"train_loss":0.5,"val":{}})" << '\n';
        }
    }
    std::cout << R"({"rows":20000})" << '\n';
    return 0;
}

/// Says that it is there, then waits for the signal.
int wait(const bool isStubborn) {
    if (isStubborn) {
        std::signal(SIGTERM, SIG_IGN);
    } else {
        std::signal(SIGTERM, [](int) { std::_Exit(130); });
    }
    std::cerr << R"({"stage":"waiting","done":0,"total":0})" << std::endl;
    for (;;) {
        ::pause();
    }
}

/// Says again and again that it goes on.
int tick() {
    std::signal(SIGTERM, [](int) { std::_Exit(130); });
    for (int i = 0;; ++i) {
        std::cerr << R"({"stage":"ticks","done":)" << i << R"(,"total":0})" << std::endl;
        ::usleep(10'000);
    }
}

}  // namespace

int main(const int argc, char** argv) {
    const std::string verb = argc > 1 ? argv[1] : "";
    if (verb == "engine") return serve();
    if (verb == "flood") return flood();
    if (verb == "wait") return wait(false);
    if (verb == "stubborn") return wait(true);
    if (verb == "ticks") return tick();
    if (verb == "crash") std::abort();
    if (verb == "fail") {
        std::cerr << R"({"stage":"rows","done":1,"total":2})"
                  << "\nThe disk /tmp is full.\n";
        return 1;
    }
    std::cout << R"({"done":true})" << '\n';
    return 0;
}
