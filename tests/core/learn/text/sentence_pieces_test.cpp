// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/text/sentence_pieces.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace haberdash {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

SentencePieces pieces() {
    return SentencePieces({{"\xEF\xBF\xBD", 0},
                           {"<s>", 0},
                           {"</s>", 0},
                           {"a", 0},
                           {"b", 0},
                           {"c", 0},     // reserved up to here
                           {"▁", -2},    // 6
                           {"a", -3},    // 7
                           {"b", -3},    // 8
                           {"ab", -5},   // 9
                           {"▁a", -4},   // 10
                           {"▁ab", -9},  // 11
                           {"bc", -6},   // 12
                           {"ﬁ", -1},    // 13: NFKC takes it apart, it can never match
                           {":", 0}});   // 14: without a log-probability
}

TEST(SentencePieces, TakesTheMostProbableSegmentation) {
    // "▁a"+"b" is -7, "▁"+"ab" -7, "▁"+"a"+"b" -8, "▁ab" -9; of the equal ones the later piece.
    EXPECT_THAT(pieces().ids("ab"), ElementsAre(10, 8));
    EXPECT_THAT(pieces().ids("a"), ElementsAre(10));
}

TEST(SentencePieces, BlanksBecomeMarks) {
    EXPECT_THAT(pieces().ids("a a"), ElementsAre(10, 10));
}

TEST(SentencePieces, ConsecutiveUnknownsMerge) {
    EXPECT_THAT(pieces().ids("axyzb"), ElementsAre(10, 0, 8));
    EXPECT_THAT(pieces().ids("a\xF0\x9F\x91\x95"), ElementsAre(10, 0));
}

TEST(SentencePieces, NormalisesByNfkc) {
    EXPECT_THAT(pieces().ids("ａ"), ElementsAre(10));  // full width
    EXPECT_THAT(pieces().ids("ﬁ"), ElementsAre(6, 0));
}

TEST(SentencePieces, AMissingProbabilityCountsAsZero) {
    EXPECT_THAT(pieces().ids("a:"), ElementsAre(10, 14));
}

TEST(SentencePieces, EmptyTextHasNoIds) {
    EXPECT_THAT(pieces().ids(""), IsEmpty());
}

}  // namespace
}  // namespace haberdash
