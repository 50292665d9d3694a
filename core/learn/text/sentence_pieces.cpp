// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/text/sentence_pieces.h"

#include "core/data/base/error.h"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <utility>

namespace haberdash {

namespace {

constexpr char32_t kBlank = 0x2581;

std::vector<char32_t> codePointsOf(const icu::UnicodeString& text) {
    std::vector<char32_t> symbols;
    for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
        symbols.push_back(static_cast<char32_t>(text.char32At(i)));
    }
    return symbols;
}

icu::UnicodeString decoded(const std::string_view text) {
    return icu::UnicodeString::fromUTF8(
        icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

// The text as the lattice sees it.
std::vector<char32_t> symbolsOf(const std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* const nfkc = icu::Normalizer2::getNFKCInstance(status);
    icu::UnicodeString normal;
    if (U_SUCCESS(status)) {
        normal = nfkc->normalize(decoded(text), status);
    }
    if (U_FAILURE(status)) {
        throw Error(ErrorKind::Unavailable,
                    "Unicode's tables cannot be read; install the ICU library's data again.");
    }
    if (normal.isEmpty()) {
        return {};
    }
    std::vector<char32_t> symbols{kBlank};
    std::ranges::copy(codePointsOf(normal), std::back_inserter(symbols));
    std::ranges::replace(symbols, U' ', kBlank);
    return symbols;
}

}  // namespace

std::uint64_t SentencePieces::edge(const std::uint32_t node, const char32_t symbol) noexcept {
    return (static_cast<std::uint64_t>(node) << 32U) | symbol;
}

SentencePieces::SentencePieces(std::vector<Piece> pieces)
    : pieces_(std::move(pieces)), pieceOfNode_{0} {
    for (std::size_t id = 0; id < pieces_.size(); ++id) {
        const std::vector<char32_t> symbols = codePointsOf(decoded(pieces_[id].text));
        lengths_.push_back(std::max<std::size_t>(symbols.size(), 1));
        if (id < kReserved || symbols.empty()) {
            continue;
        }
        std::uint32_t node = 0;
        for (const char32_t symbol : symbols) {
            const auto next = static_cast<std::uint32_t>(pieceOfNode_.size());
            const auto [child, isNew] = children_.emplace(edge(node, symbol), next);
            if (isNew) {
                pieceOfNode_.push_back(0);
            }
            node = child->second;
        }
        pieceOfNode_[node] = static_cast<std::uint32_t>(id);
    }
}

std::vector<std::uint32_t> SentencePieces::ids(const std::string_view text) const {
    const std::vector<char32_t> symbols = symbolsOf(text);
    // An end that no piece reaches keeps score 0 and piece 0, "unknown", one symbol long. The
    // original runtime works so, and its scores are the ones that the encoder was trained with.
    std::vector<double> best(symbols.size() + 1, 0.0);
    std::vector<std::uint32_t> last(symbols.size() + 1, 0);
    for (std::size_t begin = 0; begin < symbols.size(); ++begin) {
        std::uint32_t node = 0;
        for (std::size_t end = begin; end < symbols.size(); ++end) {
            const auto child = children_.find(edge(node, symbols[end]));
            if (child == children_.end()) {
                break;
            }
            node = child->second;
            const std::uint32_t piece = pieceOfNode_[node];
            const double score = pieces_[piece].logProbability + best[begin];
            if (piece != 0 && (best[end + 1] == 0.0 || score >= best[end + 1])) {
                best[end + 1] = score;
                last[end + 1] = piece;
            }
        }
    }
    std::vector<std::uint32_t> ids;
    for (std::size_t end = symbols.size(); end > 0; end -= lengths_[last[end]]) {
        if (last[end] != 0 || ids.empty() || ids.back() != 0) {
            ids.push_back(last[end]);
        }
    }
    std::ranges::reverse(ids);
    return ids;
}

}  // namespace haberdash
