// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A TensorFlow.js model that a bundler turned into JavaScript: the model as a literal, the weights
// as base64 texts. Read as text, never run.

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace haberdash {

/// A tensor whose numbers were stored as bytes, brought back.
struct PlainTensor {
    std::vector<std::size_t> shape;
    std::vector<float> values;
};

/// The tensors that the literal's weightsManifest lists, from the shards' JavaScript in order.
/// Throws Error(Input) with what is wrong.
std::map<std::string, PlainTensor> parseTfjsLiteral(std::string_view model,
                                                    const std::vector<std::string>& shards,
                                                    const std::string& name);

/// JSON for a literal of plain values: keys without quotes, numbers like .5, !0 and !1.
std::string jsonFromLiteral(std::string_view literal);

}  // namespace haberdash
