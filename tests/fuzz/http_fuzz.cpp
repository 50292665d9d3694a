// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as what a client sends: the parser, the gate and the body's JSON, as the service uses
// them. No crash; what is let in is within the limits.
#include "core/data/base/error.h"
#include "core/learn/service/http_gate.h"

#include <boost/asio/buffer.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iterator>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, const std::size_t size) {
    const haberdash::HttpLimits limits{.bodyBytes = 4096};
    const haberdash::HttpPolicy policy{
        .hosts = {"127.0.0.1:8080"}, .token = "correct-horse", .openPaths = {"/"}};
    haberdash::HttpParser parser;
    limitParser(parser, limits);
    parser.eager(true);
    boost::system::error_code failure;
    std::size_t used = 0;
    while (used < size && !parser.is_done()) {
        const std::size_t step = parser.put(boost::asio::buffer(data + used, size - used), failure);
        if (failure || step == 0) {
            break;
        }
        used += step;
    }
    if (failure) {
        haberdash::refusalOf(failure);
        return 0;
    }
    if (!parser.is_done()) {
        return 0;
    }
    auto message = parser.release();
    if (message.body().size() > limits.bodyBytes) {
        std::abort();
    }
    if (haberdash::refusalOf(message.base(), limits, policy)) {
        return 0;
    }
    const auto fields = std::distance(message.base().begin(), message.base().end());
    const auto request = haberdash::plainRequest(message.base(), std::move(message.body()));
    if (!request || fields > 64 || request->path.empty() || request->path.front() != '/') {
        std::abort();
    }
    try {
        if (!haberdash::jsonObject(request->body).is_object()) {
            std::abort();
        }
    } catch (const haberdash::Error&) {  // the answer to a body that is none
    }
    return 0;
}
