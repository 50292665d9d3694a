// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace haberdash {

/// A request after all checks: nothing of HTTP is left that a handler has to know.
struct HttpRequest {
    std::string method;  ///< "GET", "POST", "PUT"; HEAD arrives as GET
    std::string path;    ///< decoded, begins with '/'
    std::vector<std::pair<std::string, std::string>> query;  ///< decoded, in order
    std::string body;

    std::optional<std::string> queryValue(std::string_view name) const {
        for (const auto& [key, value] : query) {
            if (key == name) {
                return value;
            }
        }
        return std::nullopt;
    }
};

struct HttpResponse {
    unsigned status = 200;
    std::string type = "application/json";
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers;
};

/// {"error": {"kind", "message"}} under a status.
HttpResponse httpError(unsigned status, std::string_view kind, std::string_view sentence);

/// To be called once, from any thread.
using HttpRespond = std::function<void(HttpResponse)>;

/// Called on a thread that serves connections: has to return soon and answer from elsewhere.
using HttpHandler = std::function<void(HttpRequest, HttpRespond)>;

}  // namespace haberdash
