// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/verb.h"
#include "app/ctl/wrong_words.h"
#include "core/data/base/error.h"
#include "core/data/base/files.h"
#include "core/data/base/numbers.h"
#include "core/data/rules/rule.h"
#include "core/learn/postgres/postgres.h"
#include "core/learn/service/http_server.h"
#include "core/learn/shop/shop.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <sys/stat.h>
#include <thread>

namespace haberdash::ctl {

namespace {

constexpr std::size_t kShortestToken = 16;
constexpr auto kDrainTime = std::chrono::seconds(10);

struct Words {
    std::string run;
    std::string challenger;
    std::optional<double> share;
    std::string listen = "127.0.0.1:8080";
    std::filesystem::path tokenFile;
    std::vector<std::string> hosts;
    std::filesystem::path rulesFile;
    std::string catalog;
    std::string index = "exact";
    double grace = 1.5;  ///< seconds in which /readyz says no and requests are still answered
    std::size_t workers = std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, 16);
};

struct Listen {
    std::string address;  ///< without brackets
    std::uint16_t port = 0;
    bool isLoopback = false;
};

Listen listenFrom(const std::string& text) {
    const std::size_t colon = text.rfind(':');
    const std::optional<std::int64_t> port =
        colon == std::string::npos ? std::nullopt : parseInteger(text.substr(colon + 1));
    if (!port || *port < 0 || *port > 65535 || colon == 0) {
        throw WrongWords(
            fmt::format("--listen takes ADDRESS:PORT, like 127.0.0.1:8080, not {}.", text));
    }
    Listen listen{.address = text.substr(0, colon), .port = static_cast<std::uint16_t>(*port)};
    if (listen.address.starts_with('[') && listen.address.ends_with(']')) {
        listen.address = listen.address.substr(1, listen.address.size() - 2);
    }
    if (listen.address == "localhost") {
        listen.address = "127.0.0.1";
    }
    listen.isLoopback = listen.address.starts_with("127.") || listen.address == "::1";
    return listen;
}

std::string tokenFrom(const std::filesystem::path& file) {
    if (file.empty()) {
        return {};
    }
    std::string token = readFile(file);
    while (!token.empty() && (token.back() == '\n' || token.back() == '\r')) {
        token.pop_back();
    }
    const bool isPlain = std::ranges::all_of(
        token, [](const char letter) { return letter > 0x20 && letter < 0x7F; });
    if (token.size() < kShortestToken || !isPlain) {
        throw Error(ErrorKind::Input,
                    fmt::format("{} must hold one token of at least 16 letters and digits; make "
                                "one with: openssl rand -hex 32 > {}",
                                file.string(),
                                file.string()));
    }

    struct stat status {};

    if (stat(file.c_str(), &status) == 0 && (status.st_mode & (S_IROTH | S_IWOTH)) != 0) {
        throw Error(ErrorKind::Input,
                    fmt::format("Everybody on this machine can read {}; take that away with: "
                                "chmod 600 {}",
                                file.string(),
                                file.string()));
    }
    return token;
}

// Names under which the service answers. A page that makes a stranger's name point here (DNS
// rebinding) uses another one.
std::vector<std::string> hostsOf(const Words& words, const Listen& listen) {
    std::vector<std::string> hosts;
    const auto add = [&](const std::string& name) {
        hosts.push_back(fmt::format("{}:{}", name, listen.port));
        if (listen.port == 80) {
            hosts.push_back(name);
        }
    };
    const bool isSix = listen.address.find(':') != std::string::npos;
    add(isSix ? "[" + listen.address + "]" : listen.address);
    if (listen.isLoopback) {
        add("localhost");
    }
    for (std::string host : words.hosts) {
        if (host.empty() || host.find_first_of("/ @") != std::string::npos) {
            throw WrongWords(
                fmt::format("--host takes a name, with its port where it is not the scheme's own, "
                            "like shop.example or shop.example:8443, not {}.",
                            host));
        }
        std::ranges::transform(host, host.begin(), [](const unsigned char letter) {
            return static_cast<char>(std::tolower(letter));
        });
        hosts.push_back(host);
    }
    return hosts;
}

void waitForStop(const std::stop_token& stop) {
    std::mutex mutex;
    std::condition_variable_any stopped;
    std::unique_lock lock(mutex);
    stopped.wait(lock, stop, [] { return false; });
}

/// A file that was named has to be there; the project's own may come later.
std::filesystem::path rulesOf(const std::filesystem::path& folder, const Words& words) {
    if (words.rulesFile.empty()) {
        return rulesFile(folder);
    }
    readRules(words.rulesFile);
    return words.rulesFile;
}

// nullopt: what was set last.
std::optional<Traffic> trafficIn(const Words& words) {
    if (words.share && words.challenger.empty()) {
        throw WrongWords("--share is that of a --challenger; name one beside it.");
    }
    if (words.run.empty()) {
        if (!words.challenger.empty()) {
            throw WrongWords("--challenger needs --run, the run that it is compared with.");
        }
        return std::nullopt;
    }
    return trafficOf(words.run, words.challenger, words.share);
}

// nullptr: it was to end before it could serve.
std::unique_ptr<Shop> shopFrom(const ShopOptions& options) {
    try {
        return std::make_unique<Shop>(options);
    } catch (const Cancelled&) {
        return nullptr;
    }
}

void serve(const std::filesystem::path& folder, const Words& words, Context& context) {
    const Listen listen = listenFrom(words.listen);
    const std::string token = tokenFrom(words.tokenFile);
    if (!listen.isLoopback && token.empty()) {
        throw Error(ErrorKind::Input,
                    "Listening beyond this machine needs --token-file: without a token anybody "
                    "on the network could ask.");
    }
    if (!words.catalog.empty() && !isPostgresAddress(words.catalog)) {
        throw WrongWords("--catalog takes postgresql://USER@HOST/DATABASE.");
    }
    ShopOptions options{.project = folder,
                        .rulesFile = rulesOf(folder, words),
                        .workers = words.workers,
                        .catalog = words.catalog,
                        .search = words.index == "hnsw" ? Search::Approximate : Search::Exact,
                        .stop = context.stop,
                        .log = [](const std::string& sentence) {
                            fmt::print(stderr, "haberdashctl: {}\n", sentence);
                        }};
    options.traffic = trafficIn(words);
    const std::vector<std::string> hosts = hostsOf(words, listen);
    const std::unique_ptr<Shop> shop = shopFrom(options);
    if (!shop) {
        return;
    }
    HttpServer server({.address = listen.address,
                       .port = listen.port,
                       .policy = {.hosts = hosts, .token = token, .openPaths = openPaths()}},
                      [&shop](HttpRequest request, HttpRespond respond) {
                          shop->handle(std::move(request), std::move(respond));
                      });
    shop->setNetwork([&server] { return server.figures(); });
    server.start();
    const std::string shown =
        listen.address.find(':') != std::string::npos ? "[" + listen.address + "]" : listen.address;
    const std::string address = fmt::format("http://{}:{}/", shown, server.port());
    context.print({{"listening", address}}, "Serving at " + address);
    waitForStop(context.stop);
    shop->beginDrain();
    const auto grace = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::duration<double>(words.grace));
    if (!server.drain(grace, kDrainTime)) {
        fmt::print(stderr, "haberdashctl: Some requests did not finish in time.\n");
    }
    shop->finish();  // before the server goes, whose figures a request may ask for
}

}  // namespace

RunVerb declareServe(CLI::App& app) {
    const auto folder = addProject(app);
    const auto words = std::make_shared<Words>();
    app.add_option("--run", words->run, "The run that answers; without it, what was set last");
    app.add_option("--challenger", words->challenger, "A second run that answers some shoppers");
    app.add_option(
           "--share", words->share, "The share of shoppers for the challenger; without it .1")
        ->check(CLI::Range(0.0, 1.0));
    app.add_option("--listen", words->listen, "ADDRESS:PORT")->capture_default_str();
    app.add_option(
        "--token-file", words->tokenFile, "A file with the token that clients must send");
    app.add_option(
        "--host", words->hosts, "A further name under which it is reached, with its port");
    app.add_option(
        "--catalog",
        words->catalog,
        "postgresql://…: catalog, features, labels, events and traffic from there, shared by any "
        "number of services");
    app.add_option(
           "--index",
           words->index,
           "exact scores every product; hnsw finds nearly the best of very many, of bpr-mf, "
           "vbpr, lightgcn and freedom, and scores all where rules boost, bury or hide over a "
           "thousand")
        ->check(CLI::IsMember({"exact", "hnsw"}))
        ->capture_default_str();
    app.add_option("--rules",
                   words->rulesFile,
                   "Merchandising rules, a JSON file; without it the project's own");
    app.add_option("--grace",
                   words->grace,
                   "Seconds after SIGTERM in which /readyz says no and requests are still answered")
        ->check(CLI::Range(0.0, 300.0))
        ->capture_default_str();
    app.add_option("--workers", words->workers, "Requests that are computed at the same time")
        ->check(CLI::Range(1, 64))
        ->capture_default_str();
    return [folder, words](Context& context) { serve(*folder, *words, context); };
}

}  // namespace haberdash::ctl
