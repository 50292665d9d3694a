// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/service/http_gate.h"

#include "core/data/base/digest.h"
#include "core/data/base/error.h"
#include "core/data/base/json.h"

#include <boost/beast/core/string.hpp>
#include <boost/beast/http/error.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <iterator>

namespace haberdash {

namespace http = boost::beast::http;

namespace {

constexpr int kDeepest = 16;
constexpr std::array kMethods{http::verb::get, http::verb::head, http::verb::post, http::verb::put};

std::string_view viewOf(const boost::beast::string_view text) {
    return {text.data(), text.size()};
}

std::string lowered(const std::string_view text) {
    std::string lower(text);
    std::ranges::transform(lower, lower.begin(), [](const unsigned char letter) {
        return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32)
                                              : static_cast<char>(letter);
    });
    return lower;
}

std::string_view trimmed(std::string_view text) {
    const auto isBlank = [](const char letter) { return letter == ' ' || letter == '\t'; };
    while (!text.empty() && isBlank(text.front())) {
        text.remove_prefix(1);
    }
    while (!text.empty() && isBlank(text.back())) {
        text.remove_suffix(1);
    }
    return text;
}

bool hasBody(const HttpHead& head) {
    return head.method() == http::verb::post || head.method() == http::verb::put;
}

int valueOfDigit(const char digit) {
    if (digit >= '0' && digit <= '9') {
        return digit - '0';
    }
    const char lower = static_cast<char>(digit | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// Escapes undone; nullopt for broken ones and for control characters.
std::optional<std::string> unescaped(const std::string_view text, const bool isQuery) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        int value = static_cast<unsigned char>(text[i]);
        if (text[i] == '%') {
            if (i + 2 >= text.size()) {
                return std::nullopt;
            }
            const int high = valueOfDigit(text[i + 1]);
            const int low = valueOfDigit(text[i + 2]);
            if (high < 0 || low < 0) {
                return std::nullopt;
            }
            value = high * 16 + low;
            i += 2;
        } else if (isQuery && text[i] == '+') {
            value = ' ';
        }
        if (value < 0x20 || value == 0x7F) {
            return std::nullopt;
        }
        out += static_cast<char>(value);
    }
    return out;
}

std::string_view pathOf(const HttpHead& head) {
    const std::string_view target = viewOf(head.target());
    return target.substr(0, target.find('?'));
}

bool isOpen(const HttpHead& head, const HttpPolicy& policy) {
    return std::ranges::find(policy.openPaths, pathOf(head)) != policy.openPaths.end();
}

// Where a body ends has to be beyond doubt: another program on the way could see another request
// begin (request smuggling).
std::optional<HttpResponse> lengthRefusal(const HttpHead& head) {
    const std::size_t codings = head.count(http::field::transfer_encoding);
    if (codings == 0) {
        return std::nullopt;
    }
    if (codings > 1 || head.version() == 10 || head.count(http::field::content_length) > 0) {
        return httpError(400, "input", "The request does not say clearly where its body ends.");
    }
    if (lowered(trimmed(viewOf(head[http::field::transfer_encoding]))) != "chunked") {
        return httpError(501, "input", "No transfer coding but chunked is understood.");
    }
    return std::nullopt;
}

std::optional<HttpResponse> hostRefusal(const HttpHead& head, const HttpPolicy& policy) {
    if (head.count(http::field::host) != 1) {
        return httpError(400, "input", "A request names its host exactly once.");
    }
    const std::string host = lowered(viewOf(head[http::field::host]));
    if (std::ranges::find(policy.hosts, host) == policy.hosts.end()) {
        return httpError(421, "input", "This service does not answer under that host name.");
    }
    return std::nullopt;
}

// A page of another site may not use a visitor's way to this service.
std::optional<HttpResponse> originRefusal(const HttpHead& head, const HttpPolicy& policy) {
    const HttpResponse refusal =
        httpError(403, "input", "Requests from pages of other sites are not taken.");
    const std::string host = lowered(viewOf(head[http::field::host]));
    if (head.count(http::field::origin) > 1) {
        return refusal;
    }
    if (head.count(http::field::origin) == 1) {
        const std::string origin = lowered(viewOf(head[http::field::origin]));
        if (origin != "http://" + host && origin != "https://" + host) {
            return refusal;
        }
    }
    const std::string_view site = viewOf(head["Sec-Fetch-Site"]);
    const bool isFollowedLink = viewOf(head["Sec-Fetch-Mode"]) == "navigate" &&
                                head.method() == http::verb::get && isOpen(head, policy);
    if (!site.empty() && site != "same-origin" && site != "none" && !isFollowedLink) {
        return refusal;
    }
    return std::nullopt;
}

std::optional<HttpResponse> tokenRefusal(const HttpHead& head, const HttpPolicy& policy) {
    if (policy.token.empty() || isOpen(head, policy)) {
        return std::nullopt;
    }
    constexpr std::string_view kScheme = "bearer ";
    const std::string_view given = viewOf(head[http::field::authorization]);
    const bool isBearer = head.count(http::field::authorization) == 1 &&
                          given.size() > kScheme.size() &&
                          lowered(given.substr(0, kScheme.size())) == kScheme;
    if (isBearer && isSameSecret(trimmed(given.substr(kScheme.size())), policy.token)) {
        return std::nullopt;
    }
    HttpResponse refusal =
        httpError(401, "input", "This needs the token: Authorization: Bearer TOKEN.");
    refusal.headers.emplace_back("WWW-Authenticate", "Bearer realm=\"haberdash\"");
    return refusal;
}

std::optional<HttpResponse> bodyRefusal(const HttpHead& head) {
    if (!hasBody(head)) {
        return std::nullopt;
    }
    const std::string type = lowered(viewOf(head[http::field::content_type]));
    const std::string_view media = trimmed(std::string_view(type).substr(0, type.find(';')));
    const bool hasCharset = type.find(';') != std::string::npos;
    const bool isUtf8 = !hasCharset || type.find("charset=utf-8") != std::string::npos ||
                        type.find("charset=\"utf-8\"") != std::string::npos;
    if (head.count(http::field::content_type) != 1 || media != "application/json" || !isUtf8) {
        return httpError(
            415,
            "input",
            "Send the header Content-Type: application/json (UTF-8), even with an empty body.");
    }
    const std::string coding = lowered(viewOf(head[http::field::content_encoding]));
    if (!coding.empty() && coding != "identity") {
        return httpError(415, "input", "Compressed bodies are not taken.");
    }
    return std::nullopt;
}

}  // namespace

HttpResponse httpError(const unsigned status,
                       const std::string_view kind,
                       const std::string_view sentence) {
    const Json json = {{"error", {{"kind", kind}, {"message", sentence}}}};
    return {.status = status, .body = json.dump(-1, ' ', false, Json::error_handler_t::replace)};
}

void limitParser(HttpParser& parser, const HttpLimits& limits) {
    parser.header_limit(limits.headerBytes);
    parser.body_limit(limits.bodyBytes);
}

std::optional<HttpResponse> refusalOf(const HttpHead& head,
                                      const HttpLimits& limits,
                                      const HttpPolicy& policy) {
    if (head.version() != 10 && head.version() != 11) {
        return httpError(505, "input", "This service speaks HTTP/1.1.");
    }
    if (static_cast<std::size_t>(std::distance(head.begin(), head.end())) > limits.headerFields) {
        return httpError(431, "input", "The request has too many header fields.");
    }
    if (auto refusal = lengthRefusal(head)) {
        return refusal;
    }
    if (auto refusal = hostRefusal(head, policy)) {
        return refusal;
    }
    if (auto refusal = originRefusal(head, policy)) {
        return refusal;
    }
    if (std::ranges::find(kMethods, head.method()) == kMethods.end()) {
        HttpResponse refusal = httpError(405, "input", "Use GET, POST or PUT.");
        refusal.headers.emplace_back("Allow", "GET, HEAD, POST, PUT");
        return refusal;
    }
    if (auto refusal = tokenRefusal(head, policy)) {
        return refusal;
    }
    if (!parseTarget(viewOf(head.target()))) {
        return httpError(400, "input", "The address of the request is malformed.");
    }
    return bodyRefusal(head);
}

std::optional<HttpResponse> refusalOf(const boost::system::error_code& failure) {
    if (failure == http::error::header_limit) {
        return httpError(431, "input", "The head of the request is too large.");
    }
    if (failure == http::error::body_limit) {
        return httpError(413, "input", "The body of the request is too large.");
    }
    if (failure == http::error::bad_version) {
        return httpError(505, "input", "This service speaks HTTP/1.1.");
    }
    if (failure.category() == http::make_error_code(http::error::bad_target).category() &&
        failure != http::error::end_of_stream && failure != http::error::partial_message) {
        return httpError(400, "input", "The request is not well-formed HTTP.");
    }
    return std::nullopt;
}

std::optional<HttpRequest> plainRequest(const HttpHead& head, std::string body) {
    std::optional<HttpTarget> target = parseTarget(viewOf(head.target()));
    if (!target) {
        return std::nullopt;
    }
    const bool isHead = head.method() == http::verb::head;
    return HttpRequest{.method = isHead ? "GET" : std::string(viewOf(head.method_string())),
                       .path = std::move(target->path),
                       .query = std::move(target->query),
                       .body = std::move(body)};
}

Json jsonObject(const std::string_view body) {
    bool isTooDeep = false;
    const auto see = [&isTooDeep](const int depth, const Json::parse_event_t, const Json&) {
        isTooDeep = isTooDeep || depth > kDeepest;
        return !isTooDeep;
    };
    Json json;
    try {
        json = Json::parse(body, see);
    } catch (const Json::parse_error& error) {
        throw Error(ErrorKind::Input,
                    error.byte > body.size()
                        ? "The body must be one JSON object; it ends too early."
                        : fmt::format("The body must be one JSON object; it ceases to be JSON at "
                                      "byte {} of {}.",
                                      error.byte,
                                      body.size()));
    } catch (const Json::out_of_range&) {
        throw Error(ErrorKind::Input, "The body has a number that is too large.");
    }
    if (isTooDeep) {
        throw Error(ErrorKind::Input,
                    fmt::format("The body is nested deeper than {} levels.", kDeepest));
    }
    if (!json.is_object()) {
        throw Error(ErrorKind::Input, "The body must be one JSON object.");
    }
    return json;
}

std::optional<HttpTarget> parseTarget(const std::string_view target) {
    if (target.empty() || target.front() != '/' || target.find('#') != std::string_view::npos) {
        return std::nullopt;
    }
    const std::size_t mark = target.find('?');
    std::optional<std::string> path = unescaped(target.substr(0, mark), false);
    if (!path) {
        return std::nullopt;
    }
    HttpTarget result{.path = std::move(*path), .query = {}};
    std::string_view rest =
        mark == std::string_view::npos ? std::string_view() : target.substr(mark + 1);
    while (!rest.empty()) {
        const std::string_view pair = rest.substr(0, rest.find('&'));
        rest.remove_prefix(std::min(rest.size(), pair.size() + 1));
        if (pair.empty()) {
            continue;
        }
        const std::size_t equals = pair.find('=');
        std::optional<std::string> name = unescaped(pair.substr(0, equals), true);
        std::optional<std::string> value = unescaped(
            equals == std::string_view::npos ? std::string_view() : pair.substr(equals + 1), true);
        if (!name || !value) {
            return std::nullopt;
        }
        result.query.emplace_back(std::move(*name), std::move(*value));
    }
    return result;
}

bool isSameSecret(const std::string_view given, const std::string_view expected) {
    // Of equal length whatever was given, and every byte is looked at.
    const std::string a = sha256(given);
    const std::string b = sha256(expected);
    unsigned difference = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        difference |= static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i]);
    }
    return difference == 0;
}

}  // namespace haberdash
