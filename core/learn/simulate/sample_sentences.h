// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learn/simulate/sample_catalog.h"

#include <string>
#include <string_view>
#include <vector>

namespace haberdash {

using Words = std::vector<std::string_view>;

/// Sentences about when to wear something, for one occasion.
const Words& occasionWords(const std::string& occasion);

/// The occasion as a keyword.
std::string occasionTag(const std::string& occasion);

/// Sentences about how a group of cloths feels.
const Words& materialWords(std::string_view group);

// One sentence each, or none where the seller has nothing to say or leaves it out.
std::string brandSentence(const Design& design, Random& random);
std::string greenSentence(const Design& design, Random& random);
std::string shapeSentence(const Design& design, Random& random);
std::string careSentence(const Design& design, Random& random);

/// "for women", "unisex", ...
std::string forWhom(const Design& design, Random& random);

}  // namespace haberdash
