// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A text as the weighted mean of its words' vectors, less what all texts of the catalog share
// (smooth inverse frequency, Arora, Liang & Ma 2017).

#include "core/data/base/encoder_folder.h"
#include "core/data/base/matrix.h"
#include "core/data/base/safetensors.h"
#include "core/data/store/project.h"
#include "core/learn/text/text_encoder.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace haberdash {

/// Vectors of words, mapped from the encoder's file and found in it without reading it: "words" is
/// their text in ascending order, "ends" where each ends in it, "ranks" their places by frequency,
/// "vectors" [words, width] in the order of "words". Immutable; any thread.
class WordVectors {
  public:
    /// Throws Error(Model) when the parts do not fit together.
    explicit WordVectors(Safetensors file);

    std::size_t size() const noexcept { return count_; }

    std::size_t width() const noexcept { return vectors_.cols(); }

    std::optional<std::size_t> find(std::string_view word) const;

    std::string_view word(std::size_t place) const;

    std::span<const float> vector(std::size_t place) const { return vectors_.row(place); }

    /// a / (a + p) with a = 0.001 and Zipf's estimate of the word's probability p from its rank.
    float weight(std::size_t place) const;

  private:
    Safetensors file_;
    std::size_t count_ = 0;
    std::string_view words_;
    Matrix vectors_;
    double harmonic_ = 1;  ///< what makes the probabilities sum to one
};

/// The tensors that WordVectors reads, from words in order of frequency and their vectors.
struct WordTable {
    std::string words;
    std::vector<std::int32_t> ends, ranks;
    Matrix vectors;
};

/// Of words that come again the first, most frequent one counts.
WordTable wordTable(const std::vector<std::string>& words, const Matrix& vectors);

/// The encoder "words" with the project's common component, which is fitted on its catalog and kept
/// in features/words-fit.safetensors. Throws Error(Unavailable) for a catalog without known words.
std::unique_ptr<TextEncoder> makeWordEncoder(Project& project, const EncoderCard& card);

}  // namespace haberdash
