// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/base/base64.h"

#include <gtest/gtest.h>

namespace haberdash {
namespace {

// RFC 4648, section 10.
TEST(Base64, WritesAndReadsTheExamplesOfTheStandard) {
    for (const auto& [plain, coded] : {std::pair("", ""),
                                       {"f", "Zg=="},
                                       {"fo", "Zm8="},
                                       {"foo", "Zm9v"},
                                       {"foob", "Zm9vYg=="},
                                       {"fooba", "Zm9vYmE="},
                                       {"foobar", "Zm9vYmFy"}}) {
        EXPECT_EQ(toBase64(plain), coded);
        EXPECT_EQ(fromBase64(coded), plain);
    }
}

TEST(Base64, KeepsEveryByte) {
    std::string bytes;
    for (int value = 0; value < 256; ++value) {
        bytes += static_cast<char>(value);
    }
    EXPECT_EQ(fromBase64(toBase64(bytes)), bytes);
}

TEST(Base64, RefusesWhatIsNone) {
    for (const char* text :
         {"Zg", "Zg=", "Z===", "====", "Zm9v\n", "Zm 9", "Zm9-", "=Zm9", "Zg==Zg=="}) {
        EXPECT_EQ(fromBase64(text), std::nullopt) << text;
    }
}

}  // namespace
}  // namespace haberdash
