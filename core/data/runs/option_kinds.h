// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace haberdash {

/// Whether a kind of model (model.kind) reads an option of training. What says how long to train
/// and how to judge is read by all alike, so that one call fits a whole line-up.
bool readsOption(std::string_view kind, std::string_view key);

/// Why an option that the kind does not read has to be left out, in a sentence.
std::string unreadSentence(std::string_view kind, std::string_view key);

}  // namespace haberdash
