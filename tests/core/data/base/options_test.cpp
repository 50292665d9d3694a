// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/base/options.h"

#include "core/data/base/error.h"

#include <gtest/gtest.h>

namespace haberdash {
namespace {

struct Sample {
    bool isOn = false;
    std::int64_t count = 3;
    double rate = 0.5;
    std::string kind = "a";
};

std::vector<Option> describe(Sample& sample) {
    return {{.key = "x.on", .help = "On.", .value = &sample.isOn},
            {.key = "x.count", .help = "Count.", .value = &sample.count, .low = 1, .high = 9},
            {.key = "x.rate", .help = "Rate.", .value = &sample.rate, .low = 0, .high = 1},
            {.key = "x.kind", .help = "Kind.", .value = &sample.kind, .choices = {"a", "b"}}};
}

std::string sentenceOf(const auto& act) {
    try {
        act();
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

TEST(Options, SetsEveryTypeFromText) {
    Sample sample;
    const auto options = describe(sample);
    setOption(options, "x.on", "true");
    setOption(options, "x.count", "9");
    setOption(options, "x.rate", "0.25");
    setOption(options, "x.kind", "b");
    EXPECT_TRUE(sample.isOn);
    EXPECT_EQ(sample.count, 9);
    EXPECT_EQ(sample.rate, 0.25);
    EXPECT_EQ(sample.kind, "b");
}

TEST(Options, RefusalNamesKeyValueAndWhatIsAllowed) {
    Sample sample;
    const auto options = describe(sample);
    EXPECT_EQ(sentenceOf([&] { setOption(options, "x.count", "10"); }),
              "The option x.count cannot be \"10\": it takes a whole number from 1 to 9.");
    EXPECT_EQ(sentenceOf([&] { setOption(options, "x.rate", "nan"); }),
              "The option x.rate cannot be \"nan\": it takes a number from 0 to 1.");
    EXPECT_EQ(sentenceOf([&] { setOption(options, "x.kind", "c"); }),
              "The option x.kind cannot be \"c\": it takes one of a, b.");
    EXPECT_EQ(sentenceOf([&] { setOption(options, "y", "c"); }),
              "There is no option \"y\"; the options are x.on, x.count, x.rate, x.kind.");
}

TEST(Options, JsonRoundTripRestoresEveryField) {
    Sample changed{.isOn = true, .count = 7, .rate = 0.125, .kind = "b"};
    const Json json = optionsToJson(describe(changed));
    Sample restored;
    setOptions(describe(restored), json);
    EXPECT_EQ(optionsToJson(describe(restored)), json);
    EXPECT_EQ(json.dump(), R"({"x.on":true,"x.count":7,"x.rate":0.125,"x.kind":"b"})");
}

}  // namespace
}  // namespace haberdash
