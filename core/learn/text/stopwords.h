// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace haberdash {

/// Languages with a list: "en", "de", "fr", "es", "it", "nl".
std::span<const std::string_view> stopwordLanguages() noexcept;

/// Words of no meaning of their own, as WordSplitter gives them (lower case, without accents).
/// Empty for a language without a list.
std::vector<std::string_view> stopwords(std::string_view language);

/// The language whose stopwords the words hold most of; "en" when none stands out.
std::string guessLanguage(std::span<const std::string> words);

}  // namespace haberdash
