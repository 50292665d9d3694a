// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/tables/plain_text.h"

#include <gtest/gtest.h>

#include <chrono>

namespace haberdash {
namespace {

using namespace std::string_literals;

TEST(PlainText, TurnsBlocksIntoLines) {
    EXPECT_EQ(
        plainText("<p style=\"x\"><strong>Composition</strong><br />100% cotton</p>\n<p>Fit</p>"),
        "Composition\n100% cotton\n\nFit");
    EXPECT_EQ(plainText("<ul><li>one</li><li>two</li></ul>tail"), "one\ntwo\n\ntail");
    EXPECT_EQ(plainText("a<br><br><br><br>b"), "a\n\nb");
    EXPECT_EQ(plainText("<td>1</td><td>2</td>"), "1 2");
}

TEST(PlainText, ResolvesEntities) {
    EXPECT_EQ(plainText("Caf&eacute; &amp; &lt;b&gt; &#39;x&#39; &#x20AC; &euro;"),
              "Café & <b> 'x' € €");
    EXPECT_EQ(plainText("a&nbsp;b"), "a b");
    EXPECT_EQ(plainText("&#150; &#0; &#xD800; &#x110000;"), "– \uFFFD \uFFFD \uFFFD");
    EXPECT_EQ(plainText("AT&T Lord&Taylor & &unknown; &#; &#x; &"),
              "AT&T Lord&Taylor & &unknown; &#; &#x; &");
}

TEST(PlainText, DoesNotResolveTwice) {
    EXPECT_EQ(plainText("&amp;lt;script&amp;gt;"), "&lt;script&gt;");
}

TEST(PlainText, ReadsMarkupThatWasEscapedOnceTooOften) {
    EXPECT_EQ(plainText("<p>top&lt;b&gt;Leather&lt;br&gt;Soft &amp; warm</p>"),
              "topLeather\nSoft & warm");
}

TEST(PlainText, DropsScriptsStylesAndComments) {
    EXPECT_EQ(plainText("a<script>var x = '<p>';</script>b<STYLE>p{}</style>c<!-- <p> -->d"),
              "abcd");
    EXPECT_EQ(plainText("a<script>never closed"), "a");
    EXPECT_EQ(plainText("a<!-- never closed"), "a");
}

TEST(PlainText, KeepsAngleThatBeginsNoTag) {
    EXPECT_EQ(plainText("size < 5 and > 3, 1<2, <3"), "size < 5 and > 3, 1<2, <3");
    EXPECT_EQ(plainText("waist <b never closed"), "waist <b never closed");
}

TEST(PlainText, AttributeMayHoldAnAngle) {
    EXPECT_EQ(plainText("<a title=\"x > y\" href='z'>link</a>"), "link");
}

TEST(PlainText, FoldsBlanksAndDropsControlCharacters) {
    EXPECT_EQ(plainText("  a \t b\x01\x7F  c \xC2\x85 d\0e "s), "a b c de");
    EXPECT_EQ(plainText("one\rtwo\r\nthree\n\n\n\nfour"), "one\ntwo\nthree\n\nfour");
    EXPECT_EQ(plainText("<b>one</b>\rtwo\r\nthree"), "one two three");
}

TEST(PlainText, LineHasNoLineEnds) {
    EXPECT_EQ(plainLine("  Nike  Men\r\n<br>Tee&nbsp; "), "Nike Men Tee");
}

TEST(PlainText, TakesLinearTimeOnHostileText) {
    std::string hostile;
    for (int i = 0; i < 200000; ++i) {
        hostile += "<a ";
    }
    const auto begun = std::chrono::steady_clock::now();
    plainText(hostile);
    plainText(hostile + ">");
    std::string scripts;
    for (int i = 0; i < 50000; ++i) {
        scripts += "<script>";
    }
    plainText(scripts);
    EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(2));
}

}  // namespace
}  // namespace haberdash
