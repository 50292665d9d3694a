// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The recommendation service of a shop: what stands behind HTTP. resources/service/openapi.json
// describes it to its clients.

#include "core/learn/service/http_message.h"
#include "core/learn/service/http_server.h"
#include "core/learn/service/shelf.h"
#include "core/learn/shop/shop_log.h"
#include "core/learn/shop/traffic.h"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace haberdash {

struct ShopOptions {
    std::filesystem::path project;
    std::optional<Traffic> traffic;   ///< without it, what was set last
    std::filesystem::path rulesFile;  ///< empty: no rules; need not be there yet
    std::size_t workers = 2;          ///< requests that are computed at the same time
    /// postgresql://…: catalog, features, labels, shoppers' events and the traffic are there,
    /// shared with other services, and the project gives the runs and pictures. Empty: all is the
    /// project's.
    std::string catalog;
    Search search = Search::Exact;
    std::stop_token stop = {};  ///< heeded while the shop is made
    ShopLog log = {};
};

/// What can be had without the token: pages without data, and how the service is.
std::vector<std::string> openPaths();

class Shop {
  public:
    /// Loads the runs that answer. Throws Error(Input) when no run is known, Cancelled, and as
    /// loading does.
    explicit Shop(const ShopOptions& options);

    /// Finishes what was begun.
    ~Shop();
    Shop(const Shop&) = delete;
    Shop& operator=(const Shop&) = delete;

    /// An HttpHandler: returns at once, answers from a worker.
    void handle(HttpRequest request, HttpRespond respond);

    /// For /metrics. Before the first request.
    void setNetwork(std::function<HttpFigures()> figures);

    /// From now on /readyz says no, so that a load balancer looks elsewhere.
    void beginDrain();

    /// Answers what was handed over. Nothing may be handed over any more.
    void finish();

  private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace haberdash
