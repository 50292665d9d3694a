// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/base/files.h"
#include "tests/app/ctl/serve_fixture.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <map>
#include <unistd.h>
#include <vector>

// What /openapi.json and the unit say, held against what is served and understood.

namespace haberdash::test {
namespace {

class DescriptionTest : public ServeTest {};

bool isOfType(const Json& value, const std::string& type) {
    return type == "object"    ? value.is_object()
           : type == "array"   ? value.is_array()
           : type == "string"  ? value.is_string()
           : type == "integer" ? value.is_number_integer()
           : type == "number"  ? value.is_number()
           : type == "boolean" ? value.is_boolean()
                               : value.is_null();
}

// As much of JSON Schema as answers are described with. The first thing that does not fit; empty:
// all does.
std::string misfit(const Json& value, Json schema, const Json& description) {
    while (schema.contains("$ref")) {
        schema = description.at(Json::json_pointer(schema["$ref"].get<std::string>().substr(1)));
    }
    if (schema.contains("type")) {
        const Json types =
            schema["type"].is_array() ? schema["type"] : Json::array({schema["type"]});
        if (std::none_of(types.begin(), types.end(), [&](const Json& type) {
                return isOfType(value, type);
            })) {
            return value.dump() + " is no " + schema["type"].dump();
        }
    }
    for (const Json& name : schema.value("required", Json::array())) {
        if (!value.contains(name.get<std::string>())) {
            return name.get<std::string>() + " is missing";
        }
    }
    const Json properties = schema.value("properties", Json::object());
    if (value.is_object() && schema.contains("properties")) {
        for (const auto& [name, member] : value.items()) {
            if (!properties.contains(name)) {
                return name + " is not described";
            }
            if (std::string inner = misfit(member, properties[name], description); !inner.empty()) {
                return name + ": " + inner;
            }
        }
    }
    if (value.is_array() && schema.contains("items")) {
        for (const Json& entry : value) {
            if (std::string inner = misfit(entry, schema["items"], description); !inner.empty()) {
                return inner;
            }
        }
    }
    const Json allowed = schema.value("enum", Json::array());
    return allowed.empty() || std::find(allowed.begin(), allowed.end(), value) != allowed.end()
               ? std::string()
               : value.dump() + " is not among " + allowed.dump();
}

std::string upper(std::string text) {
    std::ranges::transform(text, text.begin(), [](const unsigned char letter) {
        return static_cast<char>(std::toupper(letter));
    });
    return text;
}

std::string addressOf(std::string path) {
    if (const auto at = path.find("{id}"); at != std::string::npos) {
        path.replace(at, 4, "HD00001");
    }
    return path;
}

// A request that each operation answers with 200, in an order in which it does.
const std::vector<std::pair<std::string, Json>> kGood{
    {"/v1/events", {{"user", "anna"}, {"item", "HD00001"}, {"kind", "like"}}},
    {"/v1/recommend", {{"user", "anna"}, {"explain", true}}},
    {"/v1/recommend", {{"history", {{{"id", "HD00001"}, {"kind", "view"}, {"time", 7}}}}}},
    {"/v1/similar", {{"item", "HD00001"}}},
    {"/v1/explain", {{"item", "HD00002"}, {"liked", {"HD00001"}}}},
    {"/v1/products", {{"products", {{{"id", "HD00001"}, {"price", 3}}}}}},
    {"/v1/traffic", {{"run", "r2"}, {"challenger", "r3"}, {"share", 0.5}}},
    {"/v1/traffic/rollback", Json::object()}};

TEST_F(DescriptionTest, EveryOperationIsServedAndAnswersAsDescribed) {
    const Served served({project.string(), "--run", kContent});
    const Json description = served.ask("GET", "/openapi.json").json();
    ASSERT_TRUE(description.is_object());
    const auto expectDescribed = [&](const std::string& path,
                                     const std::string& method,
                                     const HttpAnswer& answer) {
        const Json& responses = description["paths"][path][method]["responses"];
        ASSERT_TRUE(responses.contains(std::to_string(answer.status)))
            << method << " " << path << " gave " << answer.status << answer.body;
        Json response = responses[std::to_string(answer.status)];
        if (response.contains("$ref")) {
            response =
                description.at(Json::json_pointer(response["$ref"].get<std::string>().substr(1)));
        }
        const std::string type = answer.headers.at("content-type");
        const std::string media = type.substr(0, type.find(';'));
        ASSERT_TRUE(response["content"].contains(media)) << method << " " << path << media;
        if (media == "application/json") {
            EXPECT_EQ(misfit(answer.json(), response["content"][media]["schema"], description), "")
                << method << " " << path << answer.body.substr(0, 300);
        }
    };
    std::map<std::string, std::size_t> answered;
    for (const auto& [path, body] : kGood) {
        const std::string method = description["paths"][path].contains("put") ? "put" : "post";
        const HttpAnswer answer = served.ask(upper(method), path, body);
        EXPECT_EQ(answer.status, 200) << path << answer.body;
        expectDescribed(path, method, answer);
        ++answered[path + method];
    }
    for (const auto& [path, operations] : description["paths"].items()) {
        for (const auto& [method, operation] : operations.items()) {
            if (method == "get") {
                const HttpAnswer answer = served.ask("GET", addressOf(path));
                EXPECT_EQ(answer.status, 200) << path;
                expectDescribed(path, method, answer);
            } else {
                EXPECT_GT(answered[path + method], 0U) << path;
                expectDescribed(
                    path, method, served.ask(upper(method), path, Json{{"unknown", 1}}));
            }
        }
    }
}

TEST_F(DescriptionTest, SystemdUnderstandsTheUnit) {
    constexpr const char* kProgram = "/usr/bin/systemd-analyze";
    if (access(kProgram, X_OK) != 0) {
        GTEST_SKIP() << "systemd is not installed";
    }
    std::string unit = readFile(std::filesystem::path(HABERDASH_SOURCE_DIR) / "packaging" /
                                "haberdash-serve@.service");
    const std::string installed = "/usr/local/bin/haberdashctl";
    const std::size_t at = unit.find(installed);
    ASSERT_NE(at, std::string::npos);
    unit.replace(at, installed.size(), HABERDASHCTL_PATH);
    const std::filesystem::path copy = *scratch / "haberdash-serve@.service";
    const std::filesystem::path said = *scratch / "said";
    writeFileAtomically(copy, unit);
    const std::string command =
        std::string(kProgram) + " verify '" + copy.string() + "' >'" + said.string() + "' 2>&1";
    EXPECT_EQ(std::system(command.c_str()), 0);
    EXPECT_EQ(readFile(said), "");
}

TEST_F(DescriptionTest, WhatPagesAndRefusalsNameIsDescribed) {
    const Served served({project.string(), "--run", kContent});
    const Json paths = served.ask("GET", "/openapi.json").json()["paths"];
    for (const char* const page : {"/", "/shop"}) {
        const std::string text = served.ask("GET", page).body;
        for (const char* const mark : {"src=\"", "href=\""}) {
            for (std::size_t at = 0; (at = text.find(mark, at)) != std::string::npos;) {
                at += std::string_view(mark).size();
                const std::string path = text.substr(at, text.find('"', at) - at);
                EXPECT_TRUE(paths.contains(path)) << page << " names " << path;
            }
        }
    }
    // An address that is there under another method says which it takes.
    for (const auto& [path, operations] : paths.items()) {
        const std::string method = operations.contains("get") ? "POST" : "GET";
        if (operations.contains("get") && operations.size() > 1) {
            continue;
        }
        const HttpAnswer answer =
            served.ask(method,
                       addressOf(path),
                       method == "GET" ? std::nullopt : std::optional(Json::object()));
        EXPECT_EQ(answer.status, 405) << path;
        EXPECT_NE(answer.headers.at("allow"), "") << path;
    }
}

}  // namespace
}  // namespace haberdash::test
