// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// An operation's options are a plain struct with defaults. It lists its fields once, in a function
// `describe(Struct&) -> std::vector<Option>`; that one list gives `--set key=value`, the config
// file, the record of a run and the form in the window.

#include "core/data/base/json.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace haberdash {

/// One field of an options struct. Points into the struct that it was described from.
struct Option {
    std::string key;   ///< "train.learning_rate": group, dot, name; lower case
    std::string help;  ///< one short English sentence; the window translates it
    std::variant<bool*, std::int64_t*, double*, std::string*> value;
    double low = 0;                    ///< least allowed number
    double high = 0;                   ///< greatest allowed number; low == high: no limits
    std::vector<std::string> choices;  ///< of a text; empty: free
    bool advanced = false;             ///< hidden behind "Advanced" in the window
};

/// Sets the field `key` from text. Throws Error(Input) that names the key, the value and what is
/// allowed, for an unknown key, an unreadable or out-of-range number or a word not among the
/// choices.
void setOption(const std::vector<Option>& options, std::string_view key, std::string_view text);

/// Sets fields from {"train.epochs": 5, ...} (flat keys). Same errors as setOption.
void setOptions(const std::vector<Option>& options, const Json& values);

/// All fields as a flat object, in the order described.
Json optionsToJson(const std::vector<Option>& options);

/// The field's present value as text that setOption() takes.
std::string optionText(const Option& option);

}  // namespace haberdash
