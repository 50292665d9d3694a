// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/encoders/tfjs_literal.h"

#include "tests/support/errors.h"

#include <gtest/gtest.h>

namespace haberdash {
namespace {

using test::kindOfCall;

const std::string kModel =
    R"(function(a){x={loss:"a",weightsManifest:[{paths:["p"],weights:[{name:"b/beta",shape:[2],)"
    R"(dtype:"float32",quantization:{min:-.5,scale:.25,dtype:"uint8"}},{name:"c",shape:[1,1],)"
    R"(dtype:"float32",quantization:{min:0,scale:1,dtype:"uint8"}}]}]}}())";

TEST(TfjsLiteral, ReadsQuantisedTensors) {
    // "AAQH": the bytes 0, 4, 7
    const auto tensors = parseTfjsLiteral(kModel, {R"(f(){a.exports="AAQH"})"}, "m");
    ASSERT_EQ(tensors.size(), 2U);
    EXPECT_EQ(tensors.at("b/beta").values, (std::vector<float>{-0.5F, 0.5F}));
    EXPECT_EQ(tensors.at("c").shape, (std::vector<std::size_t>{1, 1}));
    EXPECT_EQ(tensors.at("c").values, (std::vector<float>{7.0F}));
}

TEST(TfjsLiteral, MakesJsonOfALiteral) {
    EXPECT_EQ(jsonFromLiteral(R"({a:!0,b_2:-.5,c:[!1,1.5,"x:y"]})"),
              R"({"a":true,"b_2":-0.5,"c":[false,1.5,"x:y"]})");
}

TEST(TfjsLiteral, RefusesWhatIsDamaged) {
    const auto kind = [](const std::string& model, const std::string& shard) {
        return kindOfCall([&] { parseTfjsLiteral(model, {shard}, "m"); });
    };
    EXPECT_EQ(kind(kModel, R"(a.exports="AAQ=")"), "input");      // too few
    EXPECT_EQ(kind(kModel, R"(a.exports="AAQHAAAA")"), "input");  // too many
    EXPECT_EQ(kind(kModel, "nothing"), "input");
    EXPECT_EQ(kind("no manifest", R"(a.exports="AAQH")"), "input");
    EXPECT_EQ(kind(kModel.substr(0, 150), R"(a.exports="AAQH")"), "input");
}

}  // namespace
}  // namespace haberdash
