// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/text/text_encoder.h"

#include "core/data/base/encoder_folder.h"
#include "core/data/base/error.h"
#include "core/data/base/numbers.h"
#include "core/data/base/safetensors.h"
#include "core/learn/text/bert_encoder.h"
#include "core/learn/text/joined_encoder.h"
#include "core/learn/text/sentence_pieces.h"
#include "core/learn/text/tfidf_store.h"
#include "core/learn/text/use_network.h"
#include "core/learn/text/word_vectors.h"

#include <fmt/format.h>
#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace haberdash {

namespace {

class TfidfEncoder : public TextEncoder {
  public:
    explicit TfidfEncoder(StoredTfidf stored)
        : fingerprint_(std::move(stored.fingerprint)), map_(std::move(stored.fit)) {}

    std::string name() const override { return "tfidf"; }

    std::string fingerprint() const override { return fingerprint_; }

    std::size_t dimension() const override { return kTfidfDimension; }

    Matrix encode(const std::span<const std::string> texts) override { return map_.encode(texts); }

  private:
    std::string fingerprint_;
    TfidfMap map_;
};

// The encoder takes the mean over the words that it reads, so that a shop's prose (care, fit,
// delivery) would drown a title: title and description are read apart and count alike. What only
// the description tells (what for, of what, how made) stands beside what the title names.
struct TitleAndDescription {
    std::string_view title, description;
};

TitleAndDescription parted(const std::string_view text) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    return {text.substr(0, end), text.substr(end)};
}

// Lower case (the encoder learned little from capitals), blanks of all kinds as single spaces, and
// no more of a long description than the encoder reads.
std::string prepared(const std::string_view text) {
    constexpr std::int32_t kMostUnits = 2000;
    icu::UnicodeString decoded = icu::UnicodeString::fromUTF8(
        icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
    decoded.truncate(kMostUnits);
    decoded.toLower(icu::Locale::getRoot());
    icu::UnicodeString plain;
    bool isGap = false;
    for (std::int32_t i = 0; i < decoded.length(); ++i) {
        const char16_t unit = decoded[i];
        const bool isBlank = u_isUWhiteSpace(unit) != 0 || unit < 0x20;
        if (!isBlank) {
            if (isGap && !plain.isEmpty()) {
                plain += u' ';
            }
            plain += unit;
        }
        isGap = isBlank || (isGap && plain.isEmpty());
    }
    std::string out;
    plain.toUTF8String(out);
    return out;
}

// "score<tab>piece" a line.
std::vector<Piece> piecesOf(const Safetensors& weights) {
    std::string_view rest = weights.tensor("pieces").bytes;
    std::vector<Piece> pieces;
    while (!rest.empty()) {
        const std::string_view line = rest.substr(0, rest.find('\n'));
        const std::size_t tab = line.find('\t');
        const std::optional<double> score = parseDecimal(line.substr(0, tab));
        if (tab == std::string_view::npos || !score) {
            throw Error(ErrorKind::Model,
                        "The text encoder's vocabulary is damaged; install the encoder \"use\" "
                        "again.");
        }
        pieces.push_back({std::string(line.substr(tab + 1)), *score});
        rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    }
    return pieces;
}

class UseEncoder : public TextEncoder {
  public:
    explicit UseEncoder(EncoderCard card)
        : UseEncoder(std::move(card), Safetensors::open(encoderWeights("use"))) {}

    std::string name() const override { return "use"; }

    // The number changes with the preparation of texts or the network's code.
    std::string fingerprint() const override { return "use-3-" + card_.weightsSha256; }

    std::size_t dimension() const override { return UseNetwork::kDimension; }

    Matrix encode(const std::span<const std::string> texts) override {
        std::vector<std::vector<std::uint32_t>> titles;
        std::vector<std::vector<std::uint32_t>> descriptions;
        for (const std::string& text : texts) {
            const auto [title, description] = parted(text);
            titles.push_back(pieces_.ids(prepared(title)));
            descriptions.push_back(pieces_.ids(prepared(description)));
        }
        Matrix sums = network_.forward(titles);
        addTo(sums, network_.forward(descriptions));
        for (std::size_t row = 0; row < sums.rows(); ++row) {
            makeUnit(sums.mutableRow(row));
        }
        return sums;
    }

  private:
    UseEncoder(EncoderCard card, const Safetensors& weights)
        : card_(std::move(card)),
          weights_(weights),
          pieces_(piecesOf(weights)),
          network_(weights) {}

    EncoderCard card_;
    Safetensors weights_;  // keeps the file mapped that the network's matrices show
    SentencePieces pieces_;
    UseNetwork network_;
};

}  // namespace

std::unique_ptr<TextEncoder> makeTextEncoder(Project& project, const std::string& name) {
    if (name.find('+') != std::string::npos) {
        std::vector<std::unique_ptr<TextEncoder>> parts;
        for (const std::string& part : joinedNames(name)) {
            parts.push_back(makeTextEncoder(project, part));
        }
        return std::make_unique<JoinedEncoder<TextEncoder, std::string>>(std::move(parts));
    }
    if (name == "auto") {
        return makeTextEncoder(project, installedEncoder("use") ? "use+tfidf" : "tfidf");
    }
    const std::optional<EncoderCard> card = installedEncoder(name);
    if (name == "tfidf") {
        std::optional<StoredTfidf> stored = loadTfidf(project);
        return std::make_unique<TfidfEncoder>(stored ? std::move(*stored) : refitTfidf(project));
    }
    if (card && card->modality == "text") {
        if (card->architecture == "use") {
            return std::make_unique<UseEncoder>(*card);
        }
        if (card->architecture == "words") {
            return makeWordEncoder(project, *card);
        }
        if (card->architecture == "bert") {
            return makeBertEncoder(*card);
        }
    }
    if (name == "use" || name == "words") {
        throw Error(ErrorKind::Unavailable,
                    fmt::format("The text encoder \"{0}\" is not installed in {1}; run "
                                "packaging/fetch-encoders.sh{2}, or use \"tfidf\".",
                                name,
                                encoderFolder().string(),
                                name == "words" ? " PATH_OF_HABERDASHCTL words" : ""));
    }
    throw Error(ErrorKind::Input,
                fmt::format("There is no text encoder \"{}\"; use auto, use, words, tfidf, "
                            "bert:FOLDER, the name of an installed one (see haberdashctl "
                            "encoders) or several joined by a plus.",
                            name));
}

}  // namespace haberdash
