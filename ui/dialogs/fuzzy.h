// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace haberdash::ui {

/// How well `text` answers to what was typed: every letter of `typed` occurs in `text` in this
/// order, case and accents ignored; beginnings of words and letters in a row count more. nullopt:
/// not at all.
std::optional<int> fuzzyScore(const QString& typed, const QString& text);

}  // namespace haberdash::ui
