// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/base/safetensors.h"

#include "tests/support/errors.h"
#include "tests/support/slowdown.h"
#include "tests/support/temp_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <ctime>
#include <limits>

namespace haberdash {
namespace {

using test::kindOfCall;
using test::sentenceOfCall;
using test::TempFolder;

std::string fileOf(const std::string& header, const std::string& data) {
    const std::uint64_t length = header.size();
    std::string bytes(sizeof length, '\0');
    std::memcpy(bytes.data(), &length, sizeof length);
    return bytes + header + data;
}

Safetensors parsed(const std::string& bytes) {
    const auto kept = std::make_shared<const std::string>(bytes);
    return Safetensors::parse(*kept, kept, "test.safetensors");
}

std::string bytesOf(const auto& values) {
    return {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(values[0])};
}

TEST(Safetensors, RoundTripKeepsTensorsAndMetadata) {
    const TempFolder folder;
    const Matrix weights(2, 3, {1, 2, 3, 4, 5, -6.5F});
    const std::vector<std::int64_t> ids{7, -1, 1LL << 60};
    const std::string hashes = "abcde";
    writeSafetensors(folder / "x.safetensors",
                     {{"weights", viewOf(weights)},
                      {"ids", viewOf(ids)},
                      {"hashes", {.dtype = DType::U8, .shape = {5}, .bytes = hashes}}},
                     {{"encoder", "tfidf"}, {"name", "Größe \"x\""}});
    const Safetensors file = Safetensors::open(folder / "x.safetensors");
    const Matrix read = file.matrix("weights");
    EXPECT_TRUE(read.isMapped());
    ASSERT_EQ(read.rows(), 2U);
    ASSERT_EQ(read.cols(), 3U);
    EXPECT_EQ(read.row(1)[2], -6.5F);
    EXPECT_EQ(file.integers("ids"), ids);
    EXPECT_EQ(file.tensor("hashes").bytes, hashes);
    EXPECT_EQ(file.metadata().at("name"), "Größe \"x\"");
    EXPECT_FALSE(file.has("other"));
}

TEST(Safetensors, MappedMatrixOutlivesTheFileObject) {
    const TempFolder folder;
    const Matrix weights(1, 2, {1.5F, 2.5F});
    writeSafetensors(folder / "x", {{"w", viewOf(weights)}}, {});
    const Matrix read = Safetensors::open(folder / "x").matrix("w");
    EXPECT_EQ(read.row(0)[1], 2.5F);
}

TEST(Safetensors, EqualInputGivesEqualBytesWithAlignedTensors) {
    const TempFolder folder;
    const Matrix weights(3, 1, {1, 2, 3});
    const std::map<std::string, TensorView> tensors{
        {"a_bytes", {.dtype = DType::U8, .shape = {3}, .bytes = "xyz"}}, {"w", viewOf(weights)}};
    writeSafetensors(folder / "1", tensors, {{"k", "v"}});
    writeSafetensors(folder / "2", tensors, {{"k", "v"}});
    const std::string bytes = readFile(folder / "1");
    EXPECT_EQ(bytes, readFile(folder / "2"));
    std::uint64_t length = 0;
    std::memcpy(&length, bytes.data(), sizeof length);
    EXPECT_EQ((length + sizeof length) % 64, 0U);
    EXPECT_TRUE(Safetensors::open(folder / "1").matrix("w").isMapped());
}

TEST(Safetensors, EmptyFileOfTensorsRoundTrips) {
    const TempFolder folder;
    const Matrix none(0, 4);
    writeSafetensors(folder / "x", {{"none", viewOf(none)}}, {});
    const Matrix read = Safetensors::open(folder / "x").matrix("none");
    EXPECT_EQ(read.rows(), 0U);
    EXPECT_EQ(read.cols(), 4U);
}

TEST(Safetensors, ConvertsHalfPrecision) {
    const std::vector<std::uint16_t> halves{
        0x3C00, 0xC000, 0x0000, 0x8000, 0x0001, 0x03FF, 0x7BFF, 0x7C00, 0xFC00, 0x7E00, 0x3555};
    const Safetensors file = parsed(
        fileOf(R"({"h":{"dtype":"F16","shape":[11],"data_offsets":[0,22]}})", bytesOf(halves)));
    const Matrix values = file.matrix("h");
    ASSERT_EQ(values.rows(), 11U);
    ASSERT_EQ(values.cols(), 1U);
    const float* const value = values.data();
    EXPECT_EQ(value[0], 1.0F);
    EXPECT_EQ(value[1], -2.0F);
    EXPECT_EQ(value[2], 0.0F);
    EXPECT_TRUE(std::signbit(value[3]));
    EXPECT_EQ(value[4], 0x1p-24F);
    EXPECT_EQ(value[5], 0x1.FF8p-15F);
    EXPECT_EQ(value[6], 65504.0F);
    EXPECT_EQ(value[7], std::numeric_limits<float>::infinity());
    EXPECT_EQ(value[8], -std::numeric_limits<float>::infinity());
    EXPECT_TRUE(std::isnan(value[9]));
    EXPECT_NEAR(value[10], 1.0F / 3, 1e-4F);
}

TEST(Safetensors, UnalignedFloatsAreCopied) {
    const std::vector<float> numbers{1, 2};
    const std::string header = R"({"w":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]}})";
    for (std::size_t padding = 0; padding < 4; ++padding) {
        const Matrix matrix =
            parsed(fileOf(header + std::string(padding, ' '), bytesOf(numbers))).matrix("w");
        EXPECT_EQ(matrix.row(0)[1], 2.0F);
    }
}

TEST(Safetensors, AskingForTheWrongThingIsAModelError) {
    const Safetensors file =
        parsed(fileOf(R"({"w":{"dtype":"U8","shape":[1,1,1],"data_offsets":[0,1]}})", "x"));
    EXPECT_EQ(kindOfCall([&] { file.tensor("none"); }), "model");
    EXPECT_EQ(kindOfCall([&] { file.matrix("w"); }), "model");
    EXPECT_EQ(kindOfCall([&] { file.integers("w"); }), "model");
}

TEST(Safetensors, WriterRefusesWhatItsReaderWould) {
    const TempFolder folder;
    const TensorView wrong{.dtype = DType::F32, .shape = {3}, .bytes = "1234"};
    EXPECT_EQ(kindOfCall([&] { writeSafetensors(folder / "x", {{"w", wrong}}, {}); }), "model");
    const TensorView right{.dtype = DType::U8, .shape = {1}, .bytes = "1"};
    EXPECT_EQ(kindOfCall([&] { writeSafetensors(folder / "x", {{"\xFF", right}}, {}); }), "input");
    EXPECT_EQ(
        kindOfCall([&] {
            writeSafetensors(folder / "x", {{"w", right}}, {{"k", std::string(1 << 20, 'x')}});
        }),
        "input");
    EXPECT_FALSE(std::filesystem::exists(folder / "x"));
}

TEST(Safetensors, CountsWeightsThatAreNoNumbers) {
    constexpr float kInfinity = std::numeric_limits<float>::infinity();
    EXPECT_EQ(countNonFinite(Matrix(2, 2, {1, std::nanf(""), -kInfinity, 0})), 2U);
    EXPECT_EQ(countNonFinite(Matrix()), 0U);
}

struct Attack {
    std::string name;
    std::string bytes;
};

std::string lengthOnly(const std::uint64_t length) {
    std::string bytes(sizeof length, '\0');
    std::memcpy(bytes.data(), &length, sizeof length);
    return bytes;
}

std::string tensorEntry(const std::string& name, const std::string& shape, int begin, int end) {
    return "\"" + name + R"(":{"dtype":"U8","shape":)" + shape + R"(,"data_offsets":[)" +
           std::to_string(begin) + "," + std::to_string(end) + "]}";
}

std::string one(const std::string& fields, const std::string& data = "12345678") {
    return fileOf(R"({"w":{)" + fields + "}}", data);
}

std::string repeated(const std::string& text, const std::size_t count) {
    std::string all;
    all.reserve(text.size() * count);
    for (std::size_t index = 0; index < count; ++index) {
        all += text;
    }
    return all;
}

std::string manyEntries() {
    std::string header = "{";
    for (int index = 0; header.size() < 1'000'000; ++index) {
        header += "\"" + std::to_string(index) + "\":{},";
    }
    return header + "\"z\":{}}";
}

std::string manyScalars() {
    std::string header = "{";
    for (int index = 0; header.size() < 1'000'000; ++index) {
        header += "\"" + std::to_string(index) + "\":0,";
    }
    return header + "\"z\":0}";
}

const std::string kFine = R"("dtype":"U8","shape":[8],"data_offsets":[0,8])";

std::vector<Attack> layoutAttacks() {
    const std::string a = tensorEntry("a", "[4]", 0, 4);
    return {
        {"overlap", fileOf("{" + a + "," + tensorEntry("b", "[4]", 2, 6) + "}", "123456")},
        {"same bytes twice", fileOf("{" + a + "," + tensorEntry("b", "[4]", 0, 4) + "}", "1234")},
        {"one inside another",
         fileOf("{" + tensorEntry("a", "[8]", 0, 8) + "," + tensorEntry("b", "[2]", 3, 5) + "}",
                "12345678")},
        {"hole between", fileOf("{" + a + "," + tensorEntry("b", "[2]", 5, 7) + "}", "1234567")},
        {"hole at the front", fileOf("{" + tensorEntry("a", "[4]", 1, 5) + "}", "12345")},
        {"bytes behind", fileOf("{" + a + "}", "12345")},
        {"bytes without a tensor", fileOf("{}", "payload")},
        {"end beyond the file", fileOf("{" + tensorEntry("a", "[9]", 0, 9) + "}", "12345678")},
        {"begin beyond the file", fileOf("{" + tensorEntry("a", "[0]", 9, 9) + "}", "12345678")},
        {"empty tensor inside another",
         fileOf("{" + tensorEntry("a", "[8]", 0, 8) + "," + tensorEntry("b", "[0]", 3, 3) + "}",
                "12345678")},
        {"backward offsets", one(R"("dtype":"U8","shape":[0],"data_offsets":[8,0])")},
        {"same name twice",
         fileOf("{" + a + "," + tensorEntry("a", "[4]", 4, 8) + "}", "12345678")},
        {"same name by escape",
         fileOf("{" + a + "," + tensorEntry("\\u0061", "[4]", 4, 8) + "}", "12345678")},
    };
}

std::vector<Attack> headerAttacks() {
    return {
        {"empty file", ""},
        {"seven bytes", "1234567"},
        {"length only", lengthOnly(0)},
        {"length beyond the file", lengthOnly(2) + "{"},
        {"length of all bits", lengthOnly(~std::uint64_t{0}) + "{}"},
        {"length that wraps", lengthOnly(~std::uint64_t{0} - 7) + "{}"},
        {"header over a megabyte", fileOf("{}" + std::string(1U << 20U, ' '), "")},
        {"array as header", fileOf("[]", "")},
        {"number as header", fileOf("1", "")},
        {"blank before the header", fileOf(" {}", "")},
        {"unfinished header", fileOf("{", "")},
        {"text behind the header", fileOf("{}{}", "")},
        {"invalid UTF-8", fileOf("{\"\xFF\":{}}", "")},
        {"NUL behind the header", fileOf(std::string("{}\0", 3), "")},
        {"comment", fileOf("{/**/}", "")},
        {"deep arrays", fileOf("{\"a\":" + repeated("[", 500'000), "")},
        {"deep objects", fileOf(repeated("{\"a\":", 200'000), "")},
        {"deep arrays in a shape",
         one("\"dtype\":\"U8\",\"data_offsets\":[0,8],\"shape\":" + repeated("[", 500'000))},
        {"many empty entries", fileOf(manyEntries(), "")},
        {"many scalars", fileOf(manyScalars(), "")},
        {"metadata that is text", fileOf(R"({"__metadata__":"x"})", "")},
        {"metadata with a number", fileOf(R"({"__metadata__":{"a":1}})", "")},
        {"metadata with an object", fileOf(R"({"__metadata__":{"a":{}}})", "")},
        {"metadata twice", fileOf(R"({"__metadata__":{},"__metadata__":{}})", "")},
        {"metadata key twice", fileOf(R"({"__metadata__":{"a":"1","a":"2"}})", "")},
        {"zip archive", "PK\x03\x04" + std::string(100, '\0')},
        {"pickle", std::string("\x80\x02cposix\nsystem\nq\0.", 18) + std::string(100, 'x')},
    };
}

std::vector<Attack> tensorAttacks() {
    return {
        {"entry is null", fileOf(R"({"w":null})", "")},
        {"entry is an array", fileOf(R"({"w":[1]})", "")},
        {"entry is empty", fileOf(R"({"w":{}})", "")},
        {"no dtype", one(R"("shape":[8],"data_offsets":[0,8])")},
        {"no shape", one(R"("dtype":"U8","data_offsets":[0,8])")},
        {"no offsets", one(R"("dtype":"U8","shape":[8])")},
        {"further field", one(kFine + R"(,"x":1)")},
        {"field twice", one(kFine + R"(,"shape":[8])")},
        {"unknown dtype", one(R"("dtype":"F8","shape":[8],"data_offsets":[0,8])")},
        {"dtype is a number", one(R"("dtype":1,"shape":[8],"data_offsets":[0,8])")},
        {"shape is a number", one(R"("dtype":"U8","shape":8,"data_offsets":[0,8])")},
        {"shape is an object", one(R"("dtype":"U8","shape":{},"data_offsets":[0,8])")},
        {"negative extent", one(R"("dtype":"U8","shape":[-8],"data_offsets":[0,8])")},
        {"two negative extents", one(R"("dtype":"U8","shape":[-2,-4],"data_offsets":[0,8])")},
        {"broken extent", one(R"("dtype":"U8","shape":[8.0],"data_offsets":[0,8])")},
        {"extent as text", one(R"("dtype":"U8","shape":["8"],"data_offsets":[0,8])")},
        {"extent beyond 64 bits",
         one(R"("dtype":"U8","shape":[18446744073709551624],"data_offsets":[0,8])")},
        {"product that wraps to eight",
         one(R"("dtype":"U8","shape":[9223372036854775812,2],"data_offsets":[0,8])")},
        {"product that wraps to zero",
         one(R"("dtype":"U8","shape":[4294967296,4294967296],"data_offsets":[0,0])", "")},
        {"width that wraps",
         one(R"("dtype":"I64","shape":[2305843009213693953],"data_offsets":[0,8])")},
        {"shape larger than the bytes", one(R"("dtype":"U8","shape":[9],"data_offsets":[0,8])")},
        {"shape smaller than the bytes", one(R"("dtype":"U8","shape":[7],"data_offsets":[0,8])")},
        {"nine dimensions",
         one(R"("dtype":"U8","shape":[8,1,1,1,1,1,1,1,1],"data_offsets":[0,8])")},
        {"many dimensions",
         one("\"dtype\":\"U8\",\"shape\":[8" + repeated(",1", 400'000) +
             "],\"data_offsets\":[0,8]")},
        {"one offset", one(R"("dtype":"U8","shape":[8],"data_offsets":[0])")},
        {"three offsets", one(R"("dtype":"U8","shape":[8],"data_offsets":[0,8,8])")},
        {"negative offset", one(R"("dtype":"U8","shape":[8],"data_offsets":[-8,0])")},
        {"offset of all bits",
         one(R"("dtype":"U8","shape":[8],"data_offsets":[0,18446744073709551615])")},
        {"half a float", one(R"("dtype":"F32","shape":[1],"data_offsets":[0,3])", "123")},
    };
}

TEST(Safetensors, RefusesEveryAttackQuicklyWithASentenceThatNamesTheFile) {
    std::size_t count = 0;
    for (const auto& attacks : {layoutAttacks(), headerAttacks(), tensorAttacks()}) {
        for (const Attack& attack : attacks) {
            const std::clock_t start = std::clock();  // a busy machine costs no processor time
            const auto act = [&] { Safetensors::parse(attack.bytes, nullptr, "evil.safetensors"); };
            const std::string sentence = sentenceOfCall(act);
            const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
            EXPECT_THAT(sentence, ::testing::HasSubstr("evil.safetensors")) << attack.name;
            EXPECT_LT(sentence.size(), 400U) << attack.name;
            EXPECT_LT(seconds, 0.5 * test::kSlowdown) << attack.name;
            ++count;
        }
    }
    EXPECT_GE(count, 40U);
}

TEST(Safetensors, TakesWhatOtherToolsWrite) {
    const Safetensors file = parsed(fileOf(
        R"({"__metadata__":{"format":"pt"},"b":{"dtype":"F32","shape":[],"data_offsets":[0,4]},)"
        R"("a":{"dtype":"U8","shape":[0],"data_offsets":[4,4]}}  )",
        "1234"));
    EXPECT_EQ(file.tensors().size(), 2U);
    EXPECT_EQ(file.metadata().at("format"), "pt");
}

}  // namespace
}  // namespace haberdash
