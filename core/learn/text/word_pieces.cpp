// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/text/word_pieces.h"

#include "core/data/base/error.h"

#include <fmt/format.h>
#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>

namespace haberdash {

namespace {

constexpr std::size_t kLongestWord = 200;
constexpr const char* kUnknown = "[UNK]";
constexpr const char* kBegin = "[CLS]";
constexpr const char* kEnd = "[SEP]";

bool isBlank(const UChar32 symbol) {
    return symbol == ' ' || symbol == '\t' || symbol == '\n' || symbol == '\r' ||
           u_charType(symbol) == U_SPACE_SEPARATOR;
}

bool isControl(const UChar32 symbol) {
    const auto type = u_charType(symbol);
    return symbol != '\t' && symbol != '\n' && symbol != '\r' &&
           (type == U_CONTROL_CHAR || type == U_FORMAT_CHAR);
}

// Everything in ASCII that is neither letter, digit nor blank counts, "$" and "^" too.
bool isPunctuation(const UChar32 symbol) {
    const bool isAscii = (symbol >= 33 && symbol <= 47) || (symbol >= 58 && symbol <= 64) ||
                         (symbol >= 91 && symbol <= 96) || (symbol >= 123 && symbol <= 126);
    return isAscii || u_ispunct(symbol) != 0;
}

bool isChinese(const UChar32 symbol) {
    constexpr std::pair<UChar32, UChar32> kBlocks[]{{0x4E00, 0x9FFF},
                                                    {0x3400, 0x4DBF},
                                                    {0x20000, 0x2A6DF},
                                                    {0x2A700, 0x2B73F},
                                                    {0x2B740, 0x2B81F},
                                                    {0x2B820, 0x2CEAF},
                                                    {0xF900, 0xFAFF},
                                                    {0x2F800, 0x2FA1F}};
    return std::ranges::any_of(kBlocks, [symbol](const auto& block) {
        return symbol >= block.first && symbol <= block.second;
    });
}

// Control characters off, every blank a space, Chinese characters between spaces if so wished.
icu::UnicodeString cleaned(const icu::UnicodeString& text, const bool splitsChinese) {
    icu::UnicodeString clean;
    for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
        const UChar32 symbol = text.char32At(i);
        if (symbol == 0 || symbol == 0xFFFD || isControl(symbol)) {
            continue;
        }
        if (isBlank(symbol)) {
            clean += u' ';
        } else if (splitsChinese && isChinese(symbol)) {
            clean += u' ';
            clean += symbol;
            clean += u' ';
        } else {
            clean += symbol;
        }
    }
    return clean;
}

icu::UnicodeString withoutAccents(const icu::UnicodeString& text) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* const decompose = icu::Normalizer2::getNFDInstance(status);
    const icu::UnicodeString apart = decompose->normalize(text, status);
    if (U_FAILURE(status)) {
        throw Error(ErrorKind::Unavailable,
                    fmt::format("Unicode's tables cannot be read ({}); install the ICU library's "
                                "data again.",
                                u_errorName(status)));
    }
    icu::UnicodeString plain;
    for (std::int32_t i = 0; i < apart.length(); i = apart.moveIndex32(i, 1)) {
        const UChar32 symbol = apart.char32At(i);
        if (u_charType(symbol) != U_NON_SPACING_MARK) {
            plain += symbol;
        }
    }
    return plain;
}

// Splits at blanks as Python does, and each punctuation mark off.
void appendWords(const icu::UnicodeString& text, std::vector<std::string>& words) {
    std::string word;
    const auto finish = [&] {
        if (!word.empty()) {
            words.push_back(std::move(word));
            word.clear();
        }
    };
    for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
        const UChar32 symbol = text.char32At(i);
        if (u_isUWhiteSpace(symbol) != 0) {
            finish();
            continue;
        }
        if (isPunctuation(symbol)) {
            finish();
        }
        icu::UnicodeString(symbol).toUTF8String(word);
        if (isPunctuation(symbol)) {
            finish();
        }
    }
    finish();
}

// Where the UTF-8 character that `at` points into begins.
std::size_t characterStart(const std::string& text, std::size_t at) {
    while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) {
        --at;
    }
    return at;
}

}  // namespace

bool isCased(const std::string_view vocabulary) {
    // Special pieces ("[UNK]") are in capitals everywhere.
    for (std::size_t begin = 0; begin < vocabulary.size();) {
        const std::size_t end = std::min(vocabulary.find('\n', begin), vocabulary.size());
        const std::string_view piece = vocabulary.substr(begin, end - begin);
        if (!piece.starts_with('[') && std::ranges::any_of(piece, [](const char letter) {
                return letter >= 'A' && letter <= 'Z';
            })) {
            return true;
        }
        begin = end + 1;
    }
    return false;
}

WordPieces::WordPieces(std::string_view vocabulary, const WordRules& rules) : rules_(rules) {
    std::uint32_t id = 0;
    while (!vocabulary.empty()) {
        const std::size_t length = std::min(vocabulary.find('\n'), vocabulary.size());
        std::string_view piece = vocabulary.substr(0, length);
        if (piece.ends_with('\r')) {
            piece.remove_suffix(1);
        }
        if (!idOfPiece_.emplace(piece, id++).second) {
            throw Error(
                ErrorKind::Input,
                fmt::format("The vocabulary holds \"{}\" twice; get vocab.txt again.", piece));
        }
        vocabulary.remove_prefix(std::min(length + 1, vocabulary.size()));
    }
    for (const char* const needed : {kUnknown, kBegin, kEnd}) {
        if (!idOfPiece_.contains(needed)) {
            throw Error(
                ErrorKind::Input,
                fmt::format("The vocabulary has no {}; it is none of a BERT model.", needed));
        }
    }
}

std::uint32_t WordPieces::idOf(const std::string& piece) const {
    return idOfPiece_.at(piece);
}

std::vector<std::string> WordPieces::words(const std::string_view text) const {
    icu::UnicodeString clean = cleaned(icu::UnicodeString::fromUTF8(icu::StringPiece(
                                           text.data(), static_cast<std::int32_t>(text.size()))),
                                       rules_.splitsChinese);
    if (rules_.lowersCase) {
        clean.toLower(icu::Locale::getRoot());
    }
    if (rules_.stripsAccents) {
        clean = withoutAccents(clean);
    }
    std::vector<std::string> words;
    appendWords(clean, words);
    return words;
}

void WordPieces::appendPieces(const std::string& word, std::vector<std::string>& out) const {
    const auto characters = static_cast<std::size_t>(
        std::ranges::count_if(word, [](const char byte) { return (byte & '\xC0') != '\x80'; }));
    if (characters > kLongestWord) {
        out.emplace_back(kUnknown);
        return;
    }
    std::vector<std::string> pieces;
    for (std::size_t begin = 0; begin < word.size();) {
        std::size_t end = word.size();
        std::string piece;
        while (end > begin) {
            piece = (begin > 0 ? "##" : "") + word.substr(begin, end - begin);
            if (idOfPiece_.contains(piece)) {
                break;
            }
            end = characterStart(word, end - 1);
        }
        if (end <= begin) {
            out.emplace_back(kUnknown);
            return;
        }
        pieces.push_back(std::move(piece));
        begin = end;
    }
    out.insert(out.end(), pieces.begin(), pieces.end());
}

std::vector<std::string> WordPieces::pieces(const std::string_view text) const {
    std::vector<std::string> pieces;
    for (const std::string& word : words(text)) {
        appendPieces(word, pieces);
    }
    return pieces;
}

std::vector<std::uint32_t> WordPieces::ids(const std::string_view text,
                                           const std::size_t most) const {
    const std::vector<std::string> all = pieces(text);
    if (all.empty() || most < 3) {
        return {};
    }
    std::vector<std::uint32_t> ids{idOf(kBegin)};
    for (std::size_t i = 0; i < std::min(all.size(), most - 2); ++i) {
        ids.push_back(idOf(all[i]));
    }
    ids.push_back(idOf(kEnd));
    return ids;
}

}  // namespace haberdash
