// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// BERT's tokenizer (Devlin et al. 2018), to the letter of the original tokenization.py.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace haberdash {

/// What is done to a text before it is split: do_lower_case, strip_accents and
/// tokenize_chinese_chars of a tokenizer_config.json.
struct WordRules {
    bool lowersCase = true;
    bool stripsAccents = true;
    bool splitsChinese = true;
};

/// Whether a vocabulary tells capitals from small letters.
bool isCased(std::string_view vocabulary);

/// Immutable after construction; any thread.
class WordPieces {
  public:
    /// vocab.txt: a piece a line, its id is the line's number from 0. Throws Error(Input) when
    /// [UNK], [CLS] or [SEP] is missing or a piece is there twice.
    explicit WordPieces(std::string_view vocabulary, const WordRules& rules = {});

    /// Splits into words: control characters off, blanks and punctuation apart, and by the rules
    /// lower case, accents off and each Chinese character apart.
    std::vector<std::string> words(std::string_view text) const;

    /// Longest pieces first, those inside a word with "##"; a word that has none, or of more than
    /// 200 characters, is [UNK].
    std::vector<std::string> pieces(std::string_view text) const;

    /// [CLS], the pieces' ids, [SEP]: at most `most` in all. Blank text has no ids.
    std::vector<std::uint32_t> ids(std::string_view text, std::size_t most) const;

    std::size_t size() const noexcept { return idOfPiece_.size(); }

  private:
    std::uint32_t idOf(const std::string& piece) const;
    void appendPieces(const std::string& word, std::vector<std::string>& out) const;

    WordRules rules_;
    std::unordered_map<std::string, std::uint32_t> idOfPiece_;
};

}  // namespace haberdash
