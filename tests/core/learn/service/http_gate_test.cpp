// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/service/http_gate.h"

#include "core/data/base/error.h"
#include "tests/support/errors.h"

#include <gtest/gtest.h>

namespace haberdash {
namespace {

using test::sentenceOfCall;
using Pairs = std::vector<std::pair<std::string, std::string>>;

TEST(HttpTarget, PathAndQueryAreDecoded) {
    const auto target = parseTarget("/a%20b/c+d?words=red+dress&x=%26%3D&flag&=v");
    ASSERT_TRUE(target);
    EXPECT_EQ(target->path, "/a b/c+d");
    EXPECT_EQ(target->query, (Pairs{{"words", "red dress"}, {"x", "&="}, {"flag", ""}, {"", "v"}}));
}

TEST(HttpTarget, RefusesWhatIsNoPlainPath) {
    for (const char* text : {"",
                             "*",
                             "a/b",
                             "http://host/a",
                             "/a#b",
                             "/%",
                             "/%4",
                             "/%g0",
                             "/%00",
                             "/%0a",
                             "/a?b=%7f",
                             "/a?b=%1"}) {
        EXPECT_FALSE(parseTarget(text)) << text;
    }
}

TEST(HttpGate, SecretIsComparedWhole) {
    EXPECT_TRUE(isSameSecret("abc", "abc"));
    EXPECT_FALSE(isSameSecret("abc", "abd"));
    EXPECT_FALSE(isSameSecret("abc", "ab"));
    EXPECT_FALSE(isSameSecret("", "abc"));
}

TEST(HttpGate, HostsAndOriginsAreCheckedWithoutCase) {
    HttpHead head;
    head.version(11);
    head.method(boost::beast::http::verb::get);
    head.target("/");
    const HttpPolicy policy{.hosts = {"shop.example"}, .token = {}, .openPaths = {}};
    head.set("Host", "Shop.Example");
    EXPECT_FALSE(refusalOf(head, {}, policy));
    head.set("Origin", "https://SHOP.example");
    EXPECT_FALSE(refusalOf(head, {}, policy));
    head.set("Origin", "https://shop.example.evil");
    EXPECT_EQ(refusalOf(head, {}, policy)->status, 403U);
    head.set("Host", "shop.example.evil");
    EXPECT_EQ(refusalOf(head, {}, policy)->status, 421U);
}

TEST(HttpGate, BodyIsOneObjectThatIsNotDeep) {
    const auto nested = [](const std::size_t depth) {
        return "{\"a\": " + std::string(depth, '[') + std::string(depth, ']') + "}";
    };
    EXPECT_EQ(jsonObject("{}"), Json::object());
    EXPECT_NO_THROW(jsonObject(nested(16)));
    EXPECT_THROW(jsonObject(nested(17)), Error);
    for (const char* const body : {"", "[]", "null", "{", "{} {}", "\"{}\""}) {
        EXPECT_THROW(jsonObject(body), Error) << body;
    }
    EXPECT_THROW(jsonObject(R"({"k": 1e999})"), Error);
    EXPECT_EQ(sentenceOfCall([] { jsonObject(R"({"k": 1,, "user": "u"})"); }),
              "The body must be one JSON object; it ceases to be JSON at byte 9 of 22.");
    for (const char* const cut : {"", "{"}) {
        EXPECT_EQ(sentenceOfCall([&] { jsonObject(cut); }),
                  "The body must be one JSON object; it ends too early.");
    }
}

TEST(HttpGate, BodyHasOneEnd) {
    const auto statusOf = [](const std::vector<const char*>& codings, const unsigned version) {
        HttpHead head;
        head.version(version);
        head.method(boost::beast::http::verb::get);
        head.target("/");
        head.set("Host", "shop.example");
        for (const char* const coding : codings) {
            head.insert("Transfer-Encoding", coding);
        }
        const auto refusal =
            refusalOf(head, {}, {.hosts = {"shop.example"}, .token = {}, .openPaths = {}});
        return refusal ? refusal->status : 200U;
    };
    EXPECT_EQ(statusOf({"chunked"}, 11), 200U);
    EXPECT_EQ(statusOf({"Chunked "}, 11), 200U);
    EXPECT_EQ(statusOf({"gzip"}, 11), 501U);
    EXPECT_EQ(statusOf({"chunked, identity"}, 11), 501U);
    EXPECT_EQ(statusOf({"xchunked"}, 11), 501U);
    EXPECT_EQ(statusOf({"chunked", "chunked"}, 11), 400U);
    EXPECT_EQ(statusOf({"chunked"}, 10), 400U);
}

}  // namespace
}  // namespace haberdash
