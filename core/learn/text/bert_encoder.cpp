// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/text/bert_encoder.h"

#include "core/data/base/error.h"
#include "core/data/base/numbers.h"
#include "core/data/base/safetensors.h"
#include "core/learn/text/bert_network.h"
#include "core/learn/text/word_pieces.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace haberdash {

namespace {

std::string valueOf(const Safetensors& file, const std::string& key) {
    const auto found = file.metadata().find(key);
    if (found == file.metadata().end()) {
        throw Error(ErrorKind::Model,
                    "The text encoder's file is incomplete; install the encoder again.");
    }
    return found->second;
}

// Of an encoder that was installed before the rules were told apart, those that the original has.
WordRules rulesOf(const Safetensors& file) {
    const bool isLower = valueOf(file, "lower") == "1";
    const auto ruleOf = [&file](const char* const key, const bool usual) {
        const auto found = file.metadata().find(key);
        return found == file.metadata().end() ? usual : found->second == "1";
    };
    return {isLower, ruleOf("accents_off", isLower), ruleOf("chinese_apart", true)};
}

class BertEncoder : public TextEncoder {
  public:
    BertEncoder(EncoderCard card, const Safetensors& weights)
        : card_(std::move(card)),
          weights_(weights),
          pieces_(weights.tensor("vocabulary").bytes, rulesOf(weights)),
          network_(bertConfigFrom(Json::parse(valueOf(weights, "config"))), weights),
          pooling_(valueOf(weights, "pooling") == "cls" ? BertPooling::First : BertPooling::Mean),
          mostTokens_(static_cast<std::size_t>(
              parseInteger(valueOf(weights, "most_tokens")).value_or(128))) {}

    std::string name() const override { return card_.name; }

    // The number changes with the tokenizer's or the network's code.
    std::string fingerprint() const override { return "bert-1-" + card_.weightsSha256; }

    std::size_t dimension() const override { return card_.dimension; }

    Matrix encode(const std::span<const std::string> texts) override {
        std::vector<std::vector<std::uint32_t>> ids;
        for (const std::string& text : texts) {
            ids.push_back(pieces_.ids(text, mostTokens_));
        }
        Matrix rows = network_.forward(ids, pooling_);
        for (std::size_t i = 0; i < rows.rows(); ++i) {
            makeUnit(rows.mutableRow(i));
        }
        return rows;
    }

  private:
    EncoderCard card_;
    Safetensors weights_;  // keeps the file mapped that the network's matrices show
    WordPieces pieces_;
    BertNetwork network_;
    BertPooling pooling_;
    std::size_t mostTokens_;
};

}  // namespace

std::unique_ptr<TextEncoder> makeBertEncoder(const EncoderCard& card) {
    try {
        return std::make_unique<BertEncoder>(card, Safetensors::open(encoderWeights(card.name)));
    } catch (const Json::exception&) {
        throw Error(ErrorKind::Model,
                    "The text encoder's file is damaged; install the encoder again.");
    }
}

}  // namespace haberdash
