// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Text to the words that TF-IDF counts.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace haberdash {

/// The words of a text by Unicode's word boundaries (UAX 29): folded to lower case, width and
/// ligatures resolved, accents of Latin, Greek and Cyrillic letters off; punctuation and blanks are
/// no words. Broken UTF-8 becomes U+FFFD, which is no word either. Not thread safe.
class WordSplitter {
  public:
    WordSplitter();
    ~WordSplitter();
    WordSplitter(WordSplitter&&) noexcept;
    WordSplitter& operator=(WordSplitter&&) noexcept;

    std::vector<std::string> words(std::string_view text);

  private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

/// Snowball's stemmer for a language ("en", "de", "fr", "es", "it", "nl"). Not thread safe.
class Stemmer {
  public:
    /// Throws Error(Input) for another language.
    explicit Stemmer(const std::string& language);
    ~Stemmer();
    Stemmer(Stemmer&&) noexcept;
    Stemmer& operator=(Stemmer&&) noexcept;

    std::string stem(const std::string& word);

  private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace haberdash
