// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/text/tfidf.h"

#include "core/learn/text/linear.h"
#include "core/learn/text/stopwords.h"
#include "core/learn/text/truncated_svd.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace haberdash {

namespace {

constexpr std::size_t kLanguageSample = 500;  // texts that the language is guessed from
constexpr std::size_t kSvdSample = 50'000;    // texts that the directions are learned from
constexpr std::size_t kMostTerms = 50'000;
constexpr std::size_t kFewTexts = 20;  // below: a word of one text may matter

std::string languageOf(const std::span<const std::string> texts) {
    WordSplitter splitter;
    std::vector<std::string> words;
    for (const std::string& text : texts.first(std::min(kLanguageSample, texts.size()))) {
        std::ranges::move(splitter.words(text), std::back_inserter(words));
    }
    return guessLanguage(words);
}

// In how many texts each term is found; ordered, so that a fit does not depend on hashing.
std::map<std::string, std::size_t> countDocuments(const std::span<const std::string> texts,
                                                  const std::string& language) {
    TermReader reader(language);
    std::map<std::string, std::size_t> counts;
    for (const std::string& text : texts) {
        std::vector<std::string> terms = reader.terms(text);
        std::ranges::sort(terms);
        const auto [first, last] = std::ranges::unique(terms);
        terms.erase(first, last);
        for (const std::string& term : terms) {
            ++counts[term];
        }
    }
    return counts;
}

// The least count that leaves no more than kMostTerms terms.
std::size_t leastCount(const std::map<std::string, std::size_t>& counts,
                       const std::size_t documents) {
    const std::size_t least = documents < kFewTexts ? 1 : 2;
    if (counts.size() <= kMostTerms) {
        return least;
    }
    std::vector<std::size_t> sorted;
    sorted.reserve(counts.size());
    for (const auto& [term, count] : counts) {
        sorted.push_back(count);
    }
    std::ranges::nth_element(sorted, sorted.begin() + kMostTerms, std::greater());
    return std::max(least, sorted[kMostTerms] + 1);
}

}  // namespace

TermReader::TermReader(const std::string& language) : stemmer_(language) {
    const std::vector<std::string_view> words = haberdash::stopwords(language);
    stopwords_.insert(words.begin(), words.end());
}

std::vector<std::string> TermReader::terms(const std::string_view text) {
    std::vector<std::string> terms;
    for (std::string& word : splitter_.words(text)) {
        if (stopwords_.contains(word)) {
            continue;
        }
        auto known = stems_.find(word);
        if (known == stems_.end()) {
            std::string stem = stemmer_.stem(word);
            known = stems_.emplace(std::move(word), std::move(stem)).first;
        }
        terms.push_back(known->second);
    }
    return terms;
}

TfidfFit fitTfidf(const std::span<const std::string> texts) {
    TfidfFit fit;
    fit.language = languageOf(texts);
    fit.documents = texts.size();
    const std::map<std::string, std::size_t> counts = countDocuments(texts, fit.language);
    const std::size_t least = leastCount(counts, texts.size());
    for (const auto& [term, count] : counts) {
        if (count >= least) {
            fit.terms.push_back(term);
            fit.idf.push_back(
                static_cast<float>(std::log((1.0 + static_cast<double>(texts.size())) /
                                            (1.0 + static_cast<double>(count))) +
                                   1.0));
        }
    }
    fit.projection = Matrix(fit.terms.size(), kTfidfDimension);

    TfidfMap map(fit);
    const std::size_t stride = texts.size() / kSvdSample + 1;
    std::vector<SparseRow> rows;
    for (std::size_t i = 0; i < texts.size(); i += stride) {
        rows.push_back(map.sparse(texts[i]));
    }
    fit.projection = leadingDirections(rows, fit.terms.size(), kTfidfDimension);
    return fit;
}

TfidfMap::TfidfMap(TfidfFit fit) : fit_(std::move(fit)), reader_(fit_.language) {
    for (std::size_t i = 0; i < fit_.terms.size(); ++i) {
        columnOfTerm_.emplace(fit_.terms[i], static_cast<std::uint32_t>(i));
    }
}

SparseRow TfidfMap::sparse(const std::string_view text) {
    std::map<std::uint32_t, std::size_t> counts;
    for (const std::string& term : reader_.terms(text)) {
        const auto column = columnOfTerm_.find(term);
        if (column != columnOfTerm_.end()) {
            ++counts[column->second];
        }
    }
    SparseRow row;
    for (const auto& [column, count] : counts) {
        row.columns.push_back(column);
        row.values.push_back(static_cast<float>(1.0 + std::log(static_cast<double>(count))) *
                             fit_.idf[column]);
    }
    makeUnit(row.values);
    return row;
}

Matrix TfidfMap::encode(const std::span<const std::string> texts) {
    Matrix out(texts.size(), kTfidfDimension);
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const SparseRow row = sparse(texts[i]);
        const std::span<float> target = out.mutableRow(i);
        for (std::size_t t = 0; t < row.columns.size(); ++t) {
            cblas_saxpy(static_cast<int>(kTfidfDimension),
                        row.values[t],
                        fit_.projection.row(row.columns[t]).data(),
                        1,
                        target.data(),
                        1);
        }
        makeUnit(target);
    }
    return out;
}

}  // namespace haberdash
