// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace haberdash::ui {

/// The sentences of options and presets come from the data core, which knows no translator; they
/// are repeated in option_sentences.cpp for lupdate to find. True when this one is.
bool isTranslatable(const std::string& english);

}  // namespace haberdash::ui
