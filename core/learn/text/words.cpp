// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/text/words.h"

#include "core/data/base/error.h"

#include <fmt/format.h>
#include <libstemmer.h>
#include <unicode/brkiter.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

namespace haberdash {

namespace {

constexpr bool isAccent(const char16_t unit) {
    return unit >= 0x0300 && unit <= 0x036F;
}

void require(const UErrorCode status) {
    if (U_FAILURE(status)) {
        throw Error(ErrorKind::Unavailable,
                    fmt::format("Unicode's tables cannot be read ({}); install the ICU library's "
                                "data again.",
                                u_errorName(status)));
    }
}

}  // namespace

struct WordSplitter::Parts {
    const icu::Normalizer2* fold = nullptr;       // owned by ICU
    const icu::Normalizer2* decompose = nullptr;  // owned by ICU
    std::unique_ptr<icu::BreakIterator> breaks;
};

WordSplitter::WordSplitter() : parts_(std::make_unique<Parts>()) {
    UErrorCode status = U_ZERO_ERROR;
    parts_->fold = icu::Normalizer2::getNFKCCasefoldInstance(status);
    parts_->decompose = icu::Normalizer2::getNFDInstance(status);
    parts_->breaks.reset(icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
    require(status);
}

WordSplitter::~WordSplitter() = default;
WordSplitter::WordSplitter(WordSplitter&&) noexcept = default;
WordSplitter& WordSplitter::operator=(WordSplitter&&) noexcept = default;

std::vector<std::string> WordSplitter::words(const std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    const auto decoded = icu::UnicodeString::fromUTF8(
        icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
    const icu::UnicodeString folded =
        parts_->decompose->normalize(parts_->fold->normalize(decoded, status), status);
    require(status);
    icu::UnicodeString plain;
    for (std::int32_t i = 0; i < folded.length(); ++i) {
        if (!isAccent(folded[i])) {
            plain += folded[i];
        }
    }
    parts_->breaks->setText(plain);
    std::vector<std::string> words;
    std::int32_t begin = parts_->breaks->first();
    for (std::int32_t end = parts_->breaks->next(); end != icu::BreakIterator::DONE;
         begin = end, end = parts_->breaks->next()) {
        if (parts_->breaks->getRuleStatus() >= UBRK_WORD_NONE_LIMIT) {
            words.emplace_back();
            plain.tempSubStringBetween(begin, end).toUTF8String(words.back());
        }
    }
    return words;
}

struct Stemmer::Parts {
    struct Close {
        void operator()(sb_stemmer* const stemmer) const { sb_stemmer_delete(stemmer); }
    };

    std::unique_ptr<sb_stemmer, Close> stemmer;
};

Stemmer::Stemmer(const std::string& language) : parts_(std::make_unique<Parts>()) {
    parts_->stemmer.reset(sb_stemmer_new(language.c_str(), "UTF_8"));
    if (!parts_->stemmer) {
        throw Error(ErrorKind::Input,
                    fmt::format("There is no stemmer for the language \"{}\"; use en, de, fr, es, "
                                "it or nl.",
                                language));
    }
}

Stemmer::~Stemmer() = default;
Stemmer::Stemmer(Stemmer&&) noexcept = default;
Stemmer& Stemmer::operator=(Stemmer&&) noexcept = default;

std::string Stemmer::stem(const std::string& word) {
    const sb_symbol* const stemmed =
        sb_stemmer_stem(parts_->stemmer.get(),
                        reinterpret_cast<const sb_symbol*>(word.data()),
                        static_cast<int>(word.size()));
    return {reinterpret_cast<const char*>(stemmed),
            static_cast<std::size_t>(sb_stemmer_length(parts_->stemmer.get()))};
}

}  // namespace haberdash
