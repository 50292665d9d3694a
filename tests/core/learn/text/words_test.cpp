// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/text/words.h"

#include "core/data/base/error.h"
#include "core/learn/text/stopwords.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace haberdash {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Words, AreFoldedWithoutPunctuation) {
    WordSplitter splitter;
    EXPECT_THAT(splitter.words("Men's RED T-Shirt, size 42!"),
                ElementsAre("men's", "red", "t", "shirt", "size", "42"));
}

TEST(Words, LoseAccentsLigaturesAndWidth) {
    WordSplitter splitter;
    EXPECT_THAT(splitter.words("Größe Été ﬁne ＡＢＣ Čapek"),
                ElementsAre("grosse", "ete", "fine", "abc", "capek"));
}

TEST(Words, KeepMarksOfOtherScripts) {
    WordSplitter splitter;
    EXPECT_THAT(splitter.words("साड़ी"), ElementsAre("साड़ी"));
}

TEST(Words, SurviveBrokenUtf8AndEmptyText) {
    WordSplitter splitter;
    EXPECT_THAT(splitter.words("\xFF\xFE shoe \xC3"), ElementsAre("shoe"));
    EXPECT_THAT(splitter.words(""), IsEmpty());
    EXPECT_THAT(splitter.words(" \r\n\t"), IsEmpty());
}

TEST(Stemmer, BringsFormsOfAWordTogether) {
    Stemmer english("en");
    EXPECT_EQ(english.stem("running"), "run");
    EXPECT_EQ(english.stem("shirts"), "shirt");
    Stemmer german("de");
    EXPECT_EQ(german.stem("hemden"), german.stem("hemd"));
}

TEST(Stemmer, RefusesAnUnknownLanguage) {
    EXPECT_THROW(Stemmer("xx"), Error);
}

TEST(Stopwords, AreFoldedAsWordsAre) {
    WordSplitter splitter;
    for (const std::string_view language : stopwordLanguages()) {
        const auto list = stopwords(language);
        EXPECT_GT(list.size(), 80U) << language;
        for (const std::string_view word : list) {
            EXPECT_THAT(splitter.words(word), ElementsAre(std::string(word)));
        }
    }
    EXPECT_THAT(stopwords("xx"), IsEmpty());
}

TEST(Stopwords, TellTheLanguageOfAText) {
    WordSplitter splitter;
    EXPECT_EQ(guessLanguage(splitter.words("Das Hemd ist aus Baumwolle und passt zu der Hose")),
              "de");
    EXPECT_EQ(guessLanguage(splitter.words("This shirt is made of cotton and goes with the jeans")),
              "en");
    EXPECT_EQ(guessLanguage(splitter.words("La robe est faite pour une soirée avec les amis")),
              "fr");
    EXPECT_EQ(guessLanguage({}), "en");
}

}  // namespace
}  // namespace haberdash
