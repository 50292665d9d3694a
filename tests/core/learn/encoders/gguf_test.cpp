// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/encoders/gguf.h"

#include "core/data/base/error.h"
#include "core/learn/encoders/tfjs_weights.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

namespace haberdash {
namespace {

using namespace std::string_literals;

template <class Number>
std::string raw(const Number value) {
    std::string bytes(sizeof value, '\0');
    std::memcpy(bytes.data(), &value, sizeof value);
    return bytes;
}

std::string text(const std::string& value) {
    return raw<std::uint64_t>(value.size()) + value;
}

struct Entry {
    std::string name = "w";
    std::vector<std::uint64_t> extents{2, 3};  // innermost first
    std::uint32_t type = 0;
    std::uint64_t offset = 0;
};

std::string file(const std::vector<Entry>& entries,
                 const std::string& data,
                 const std::string& settings = "",
                 const std::uint64_t settingCount = 0) {
    std::string bytes = "GGUF"s + raw<std::uint32_t>(3) + raw<std::uint64_t>(entries.size()) +
                        raw<std::uint64_t>(settingCount) + settings;
    for (const Entry& entry : entries) {
        bytes += text(entry.name) + raw(static_cast<std::uint32_t>(entry.extents.size()));
        for (const std::uint64_t extent : entry.extents) {
            bytes += raw(extent);
        }
        bytes += raw(entry.type) + raw(entry.offset);
    }
    bytes.resize((bytes.size() + 31) / 32 * 32, '\0');
    return bytes + data;
}

const std::string kSix = raw(1.0F) + raw(2.0F) + raw(3.0F) + raw(4.0F) + raw(5.0F) + raw(-6.0F);

TEST(Gguf, ReadsShapesOutermostFirstAndBothWidths) {
    const std::string bytes =
        file({{.name = "a"}, {.name = "b", .extents = {4}, .type = 1, .offset = 32}},
             kSix + std::string(8, '\0') + "\x00\x3C\x00\xC0\x01\x00\x00\x7C"s,
             text("general.name") + raw<std::uint32_t>(8) + text("net") + text("list") +
                 raw<std::uint32_t>(9) + raw<std::uint32_t>(4) + raw<std::uint64_t>(2) +
                 std::string(8, '\0'),
             2);
    const auto tensors = parseGguf(bytes, "x.gguf");
    EXPECT_EQ(tensors.at("a").shape, (std::vector<std::size_t>{3, 2}));
    EXPECT_EQ(floatsOf(tensors.at("a")).back(), -6.0F);
    const std::vector<float> halves = floatsOf(tensors.at("b"));
    EXPECT_EQ(halves[0], 1.0F);
    EXPECT_EQ(halves[1], -2.0F);
    EXPECT_EQ(halves[2], 0x1p-24F);
    EXPECT_TRUE(std::isinf(halves[3]));
}

TEST(Gguf, RefusesAttacks) {
    const std::uint64_t huge = 0x8000000000000001ULL;
    const std::vector<std::pair<const char*, std::string>> attacks{
        {"empty", ""},
        {"other magic", "GGML"s + file({{}}, kSix).substr(4)},
        {"other version", "GGUF"s + raw<std::uint32_t>(2) + file({{}}, kSix).substr(8)},
        {"no data", file({{}}, "")},
        {"short data", file({{}}, kSix.substr(1))},
        {"far offset", file({{.offset = 1ULL << 40U}}, kSix)},
        {"wrapping offset", file({{.offset = ~std::uint64_t{31}}}, kSix)},
        {"crooked offset", file({{.extents = {1}, .offset = 4}}, kSix)},
        {"huge extent", file({{.extents = {huge, huge}}}, kSix)},
        {"product overflows", file({{.extents = {1ULL << 32U, 1ULL << 32U, 4}}}, kSix)},
        {"zero extent", file({{.extents = {0, 3}}}, kSix)},
        {"five dimensions", file({{.extents = {1, 1, 1, 1, 1}}}, kSix)},
        {"quantised", file({{.type = 8}}, kSix)},
        {"no name", file({{.name = ""}}, kSix)},
        {"long name", file({{.name = std::string(300, 'n')}}, kSix)},
        {"one name twice", file({{}, {.extents = {1}, .offset = 32}}, kSix + kSix)},
        {"overlap", file({{}, {.name = "v", .extents = {2}}}, kSix)},
        {"many tensors",
         "GGUF"s + raw<std::uint32_t>(3) + raw<std::uint64_t>(huge) + raw<std::uint64_t>(0)},
        {"many settings",
         "GGUF"s + raw<std::uint32_t>(3) + raw<std::uint64_t>(0) + raw<std::uint64_t>(huge)},
        {"long key", file({}, "", raw<std::uint64_t>(huge) + "k", 1)},
        {"unknown setting", file({}, "", text("k") + raw<std::uint32_t>(77), 1)},
        {"long list",
         file({},
              "",
              text("k") + raw<std::uint32_t>(9) + raw<std::uint32_t>(10) + raw<std::uint64_t>(huge),
              1)},
        {"list of lists",
         file({},
              "",
              text("k") + raw<std::uint32_t>(9) + raw<std::uint32_t>(9) + raw<std::uint64_t>(1),
              1)},
        {"crooked alignment",
         file({{}},
              kSix,
              text("general.alignment") + raw<std::uint32_t>(4) + raw<std::uint32_t>(0),
              1)},
    };
    for (const auto& [what, bytes] : attacks) {
        EXPECT_THROW(parseGguf(bytes, "x.gguf"), Error) << what;
    }
}

TEST(Gguf, RefusesEveryTruncation) {
    const std::string whole = file({{}}, kSix, text("k") + raw<std::uint32_t>(8) + text("v"), 1);
    ASSERT_NO_THROW(parseGguf(whole, "x.gguf"));
    for (std::size_t length = 0; length < whole.size(); ++length) {
        EXPECT_THROW(parseGguf(std::string_view(whole).substr(0, length), "x.gguf"), Error);
    }
}

const char* const kModel = R"({"weightsManifest": [{"weights": [
    {"name": "k", "shape": [2, 2], "dtype": "float32"},
    {"name": "n", "shape": [], "dtype": "int32"},
    {"name": "s", "shape": [], "dtype": "float32"}]}]})";

TEST(TfjsWeights, AreCutInOrderAndConstantsLeftOut) {
    const auto tensors = parseTfjsWeights(kModel, kSix, "model.json");
    ASSERT_EQ(tensors.size(), 2U);
    EXPECT_EQ(floatsOf(tensors.at("k")), (std::vector<float>{1, 2, 3, 4}));
    EXPECT_EQ(floatsOf(tensors.at("s")), (std::vector<float>{-6}));
}

TEST(TfjsWeights, RefusesWhatDoesNotFit) {
    const auto refuses = [](const std::string& json, const std::string& shards) {
        EXPECT_THROW(parseTfjsWeights(json, shards, "model.json"), Error) << json;
    };
    const auto one = [](const std::string& entry) {
        return R"({"weightsManifest": [{"weights": [)" + entry + "]}]}";
    };
    refuses(kModel, kSix + "x");
    refuses(kModel, kSix.substr(4));
    refuses("{", kSix);
    refuses("{}", kSix);
    refuses(R"({"weightsManifest": 3})", kSix);
    refuses(one(R"({"name": "k", "shape": [-6], "dtype": "float32"})"), kSix);
    refuses(one(R"({"name": "k", "shape": [0], "dtype": "float32"})"), "");
    refuses(one(R"({"name": "k", "shape": [9223372036854775807, 4], "dtype": "float32"})"), kSix);
    refuses(one(R"({"name": "k", "shape": [6], "dtype": "uint8"})"), kSix);
    refuses(one(R"({"name": "k", "shape": [6], "dtype": "float32", "quantization": {}})"), kSix);
    refuses(one(R"({"name": "k", "shape": [3], "dtype": "float32"},
                   {"name": "k", "shape": [3], "dtype": "float32"})"),
            kSix);
}

}  // namespace
}  // namespace haberdash
