// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/encoder_folder.h"
#include "core/learn/text/text_encoder.h"

#include <memory>

namespace haberdash {

/// An installed Hugging Face BERT: its weights file holds the tensors, "vocabulary" (vocab.txt) and
/// the metadata "config" (config.json), "pooling" (mean, cls), "lower" (1, 0) and "most_tokens".
/// Throws Error(Model or Input) when they do not fit together.
std::unique_ptr<TextEncoder> makeBertEncoder(const EncoderCard& card);

}  // namespace haberdash
