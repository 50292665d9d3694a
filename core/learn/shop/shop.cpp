// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/shop/shop.h"

#include "core/learn/shop/shop_parts.h"

#include <boost/asio/post.hpp>

#include <utility>

namespace haberdash {

std::vector<std::string> openPaths() {
    return {"/",
            "/index.js",
            "/page.css",
            "/page.js",
            "/shop",
            "/shop.js",
            "/openapi.json",
            "/healthz",
            "/readyz"};
}

Shop::Shop(const ShopOptions& options) : parts_(std::make_unique<Parts>(options)) {
}

// Workers first: what they were given is answered before the rest goes.
Shop::~Shop() {
    finish();
}

void Shop::finish() {
    parts_->workers.join();
    parts_->administration.join();
}

void Shop::setNetwork(std::function<HttpFigures()> figures) {
    parts_->network = std::move(figures);
}

void Shop::beginDrain() {
    parts_->isDraining = true;
}

void Shop::handle(HttpRequest request, HttpRespond respond) {
    const auto arrived = std::chrono::steady_clock::now();
    const std::string route = routeOf(request.path);
    HttpRespond counted = [this, route, arrived, respond = std::move(respond)](
                              HttpResponse response) {
        parts_->metrics.observe(route, response.status, std::chrono::steady_clock::now() - arrived);
        respond(std::move(response));
    };
    if (route == "other" && parts_->answerAtOnce(request, counted)) {
        return;
    }
    boost::asio::post(
        isAdministration(request) ? parts_->administration : parts_->workers,
        [this, arrived, request = std::move(request), counted = std::move(counted)]() mutable {
            parts_->answer(request, std::move(counted), arrived);
        });
}

}  // namespace haberdash
