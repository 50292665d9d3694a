// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// TF-IDF reduced by truncated SVD (latent semantic analysis, Deerwester et al. 1990). The SVD and
// not feature hashing, because a dense row of a fixed width is wanted: hashing thousands of words
// into a few hundred places makes strangers collide, the SVD puts words near each other that share
// products, so that "tee" finds "T-shirt".

#include "core/data/base/matrix.h"
#include "core/learn/text/words.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace haberdash {

inline constexpr std::size_t kTfidfDimension = 256;

/// One text as counted terms: columns ascending, L2 length 1 (or empty).
struct SparseRow {
    std::vector<std::uint32_t> columns;
    std::vector<float> values;
};

/// What a fit learned; all of it is stored, so that a query is encoded as the catalog was.
struct TfidfFit {
    std::string language;
    std::size_t documents = 0;       ///< texts it was fitted on
    std::vector<std::string> terms;  ///< stems, ascending
    std::vector<float> idf;          ///< ln((1 + n) / (1 + df)) + 1 of each term
    Matrix projection;               ///< [terms, kTfidfDimension]; columns beyond the rank are zero
};

/// Splits, drops stopwords and stems: text to terms. Not thread safe.
class TermReader {
  public:
    explicit TermReader(const std::string& language);

    std::vector<std::string> terms(std::string_view text);

  private:
    WordSplitter splitter_;
    Stemmer stemmer_;
    std::unordered_set<std::string_view> stopwords_;
    std::unordered_map<std::string, std::string> stems_;  // words repeat; stemming is slow
};

/// Terms of fewer than two texts are left out (of fewer than 20 texts, all are kept).
/// The same texts give the same fit.
TfidfFit fitTfidf(std::span<const std::string> texts);

/// Encodes by a fit. Not thread safe.
class TfidfMap {
  public:
    explicit TfidfMap(TfidfFit fit);

    const TfidfFit& fit() const noexcept { return fit_; }

    /// (1 + ln count) * idf, unit length; words that the fit does not know are left out.
    SparseRow sparse(std::string_view text);

    /// -> [texts, kTfidfDimension], unit rows or zero.
    Matrix encode(std::span<const std::string> texts);

  private:
    TfidfFit fit_;
    TermReader reader_;
    std::unordered_map<std::string, std::uint32_t> columnOfTerm_;
};

}  // namespace haberdash
