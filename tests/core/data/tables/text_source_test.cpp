// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/tables/text_source.h"

#include "core/data/base/error.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>

namespace haberdash {
namespace {

struct Decoded {
    std::string text;
    std::string encoding;
};

Decoded decode(const std::string& bytes) {
    TextSource source = TextSource::fromText(bytes);
    Decoded decoded;
    while (source.appendTo(decoded.text)) {
    }
    decoded.encoding = source.encoding();
    return decoded;
}

std::string utf16(const std::u16string& text, const bool isBigEndian) {
    std::string bytes;
    for (const char16_t unit : text) {
        const char high = static_cast<char>(unit >> 8U);
        const char low = static_cast<char>(unit & 0xFFU);
        bytes += isBigEndian ? high : low;
        bytes += isBigEndian ? low : high;
    }
    return bytes;
}

TEST(TextSource, DropsTheMarkOfUtf8) {
    EXPECT_EQ(decode("\xEF\xBB\xBFid,title").text, "id,title");
}

TEST(TextSource, ReadsUtf16WithAndWithoutMark) {
    const std::u16string text = u"id,title\n1,Caf\u00E9 \U0001F457\n";
    const std::string expected = "id,title\n1,Café 👗\n";
    EXPECT_EQ(decode("\xFF\xFE" + utf16(text, false)).text, expected);
    EXPECT_EQ(decode("\xFE\xFF" + utf16(text, true)).text, expected);
    EXPECT_EQ(decode(utf16(text, false)).text, expected);
    EXPECT_EQ(decode(utf16(text, true)).encoding, "UTF-16BE");
}

TEST(TextSource, ReadsWindows1252) {
    const Decoded decoded = decode(
        "id;titel\n1;Gr\xF6\xDF"
        "e 38 \x80\n2;M\xFCtze f\xFCr Jungen\n");
    EXPECT_EQ(decoded.text, "id;titel\n1;Größe 38 €\n2;Mütze für Jungen\n");
    EXPECT_EQ(decoded.encoding, "windows-1252");
}

TEST(TextSource, AFewBrokenBytesLeaveAFileUtf8) {
    const Decoded decoded = decode("é è ü ö \xFF ä");
    EXPECT_EQ(decoded.encoding, "UTF-8");
    EXPECT_EQ(decoded.text, "é è ü ö \xFF ä");
}

TEST(TextSource, DecidesWhenTheFirstLetterBeyondAsciiComesLate) {
    const std::string head(700000, 'a');
    const std::string text = decode(head +
                                    " Gr\xF6\xDF"
                                    "e")
                                 .text;
    EXPECT_TRUE(text.ends_with("a Größe"));
}

TEST(TextSource, RepairsBrokenUtf8) {
    std::string text = "a\xC3\xA9\xC3(\xED\xA0\x80z\xF0\x9F";
    EXPECT_EQ(repairUtf8(text), 6U);
    EXPECT_EQ(text, "aé\uFFFD(\uFFFD\uFFFD\uFFFDz\uFFFD\uFFFD");
    std::string good = "Größe 👗";
    EXPECT_EQ(repairUtf8(good), 0U);
}

TEST(TextSource, RefusesWhatIsNoTextFile) {
    const std::filesystem::path pipe =
        std::filesystem::temp_directory_path() / ("haberdash-pipe-" + std::to_string(::getpid()));
    ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    EXPECT_THROW(TextSource{pipe}, Error);
    std::filesystem::remove(pipe);
    EXPECT_THROW(TextSource{std::filesystem::temp_directory_path()}, Error);
    EXPECT_THROW(TextSource{"/nonexistent/file.csv"}, Error);
    EXPECT_THROW(decode("\x1F\x8B packed"), Error);
    EXPECT_THROW(decode("\xFF\xD8\xFF\xE0 picture"), Error);
}

}  // namespace
}  // namespace haberdash
