// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/matrix.h"
#include "core/data/store/project.h"

#include <memory>
#include <span>
#include <string>

namespace haberdash {

/// Text to vectors. The implementations (TF-IDF, word vectors, Universal Sentence Encoder Lite,
/// BERT) differ in what they have to be given; makeTextEncoder() knows. Not thread safe.
class TextEncoder {
  public:
    virtual ~TextEncoder() = default;
    virtual std::string name() const = 0;
    virtual std::string fingerprint() const = 0;  ///< changes when any output could
    virtual std::size_t dimension() const = 0;

    /// -> [texts.size(), dimension()], unit rows; an empty text gives a zero row.
    virtual Matrix encode(std::span<const std::string> texts) = 0;
};

/// "tfidf" (fitted on the project's catalog when there is no stored fit), the name of an installed
/// encoder ("use", "words", "bert-1f0c3a9b"), several joined by a plus ("use+tfidf"), or "auto":
/// use where installed, else tfidf. Throws Error(Unavailable) with how to install, Error(Input) for
/// an unknown name.
std::unique_ptr<TextEncoder> makeTextEncoder(Project& project, const std::string& name);

}  // namespace haberdash
