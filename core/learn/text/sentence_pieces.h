// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// SentencePiece's unigram tokenizer (Kudo 2018), as the Universal Sentence Encoder Lite uses it.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace haberdash {

/// A piece of the vocabulary; its id is its place.
struct Piece {
    std::string text;           ///< UTF-8; "▁" (U+2581) stands for a blank
    double logProbability = 0;  ///< 0 where the vocabulary has none
};

/// Immutable after construction; any thread.
class SentencePieces {
  public:
    /// Ids below this are reserved and never matched; 0 is "unknown".
    static constexpr std::size_t kReserved = 6;

    explicit SentencePieces(std::vector<Piece> pieces);

    /// NFKC, "▁" before the text and for every blank, then the segmentation of the highest
    /// probability; of equal ones the one that ends in the later piece of the lattice. Characters
    /// without a piece are unknown; a row of them is one 0. An empty text has no ids.
    std::vector<std::uint32_t> ids(std::string_view text) const;

    const std::vector<Piece>& pieces() const noexcept { return pieces_; }

  private:
    static std::uint64_t edge(std::uint32_t node, char32_t symbol) noexcept;

    std::vector<Piece> pieces_;
    std::vector<std::size_t> lengths_;                           // of each piece in code points
    std::unordered_map<std::uint64_t, std::uint32_t> children_;  // trie: edge -> node
    std::vector<std::uint32_t> pieceOfNode_;                     // 0: none ends here
};

}  // namespace haberdash
