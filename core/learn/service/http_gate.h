// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What comes in from the network passes here before anything looks at it: limits of the parser,
// who may ask, and the one form of request that is taken. No sockets, so that it can be fuzzed.

#include "core/data/base/json.h"
#include "core/learn/service/http_message.h"

#include <boost/beast/http/message.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace haberdash {

struct HttpLimits {
    std::uint32_t headerBytes = 8192;
    std::size_t headerFields = 64;
    std::uint64_t bodyBytes = std::uint64_t{1} << 20U;
    std::size_t connections = 256;
    std::chrono::milliseconds requestTime{10'000};  ///< from the wait for a request to its end
};

struct HttpPolicy {
    std::vector<std::string> hosts;      ///< allowed values of Host, lower case, with port
    std::string token;                   ///< empty: nobody is asked for one
    std::vector<std::string> openPaths;  ///< given without the token
};

using HttpParser = boost::beast::http::request_parser<boost::beast::http::string_body>;
using HttpHead = boost::beast::http::header<true, boost::beast::http::fields>;

/// Puts the limits on a parser that has not read anything yet.
void limitParser(HttpParser& parser, const HttpLimits& limits);

/// The answer to a request that is not let in by its head; nullopt: it may go on.
std::optional<HttpResponse> refusalOf(const HttpHead& head,
                                      const HttpLimits& limits,
                                      const HttpPolicy& policy);

/// The answer to what the parser could not read; nullopt: nobody is there to read one.
std::optional<HttpResponse> refusalOf(const boost::system::error_code& failure);

/// The rest of the request, once it is let in; nullopt when its address is malformed.
std::optional<HttpRequest> plainRequest(const HttpHead& head, std::string body);

/// The body as one JSON object that is not nested deeply. Throws Error(Input) for anything else,
/// with the byte at which it ceases to be JSON.
Json jsonObject(std::string_view body);

struct HttpTarget {
    std::string path;
    std::vector<std::pair<std::string, std::string>> query;
};

/// "/a%20b?c=d"; nullopt for anything but an absolute path whose escapes are whole and without
/// control characters.
std::optional<HttpTarget> parseTarget(std::string_view target);

/// Takes as long wherever the two begin to differ.
bool isSameSecret(std::string_view given, std::string_view expected);

}  // namespace haberdash
