// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/text/tfidf_store.h"

#include "core/data/base/digest.h"
#include "core/data/base/error.h"
#include "core/data/base/numbers.h"
#include "core/data/base/safetensors.h"
#include "core/data/catalog/item_store.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

namespace haberdash {

namespace {

std::filesystem::path fileOf(const Project& project) {
    return project.featuresFolder() / "tfidf-fit.safetensors";
}

std::string joined(const std::vector<std::string>& terms) {
    std::string text;
    for (const std::string& term : terms) {
        text += term;
        text += '\n';
    }
    return text;
}

std::vector<std::string> split(const std::string_view text) {
    std::vector<std::string> terms;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        terms.emplace_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return terms;
}

std::string_view bytesOf(const float* const values, const std::size_t count) {
    return {reinterpret_cast<const char*>(values), count * sizeof(float)};
}

std::string fingerprintOf(const TfidfFit& fit, const std::string& terms) {
    std::string parts = sha256(terms);
    parts += sha256(bytesOf(fit.idf.data(), fit.idf.size()));
    parts += sha256(bytesOf(fit.projection.data(), fit.projection.rows() * fit.projection.cols()));
    return "tfidf-1-" + fit.language + "-" + sha256(parts);
}

void store(const Project& project, const TfidfFit& fit, const std::string& fingerprint) {
    const std::string terms = joined(fit.terms);
    const Matrix idf(fit.idf.size(), 1, fit.idf);
    writeSafetensors(fileOf(project),
                     {{"terms", TensorView{DType::U8, {terms.size()}, terms}},
                      {"idf", viewOf(idf)},
                      {"projection", viewOf(fit.projection)}},
                     {{"language", fit.language},
                      {"documents", std::to_string(fit.documents)},
                      {"fingerprint", fingerprint}});
}

StoredTfidf read(const std::filesystem::path& file) {
    const Safetensors stored = Safetensors::open(file);
    const std::map<std::string, std::string>& metadata = stored.metadata();
    const auto value = [&metadata](const std::string& key) {
        const auto found = metadata.find(key);
        return found == metadata.end() ? std::string() : found->second;
    };
    const Matrix idf = stored.matrix("idf");
    StoredTfidf result{
        {.language = value("language"),
         .documents = static_cast<std::size_t>(parseInteger(value("documents")).value_or(0)),
         .terms = split(stored.tensor("terms").bytes),
         .idf = {idf.data(), idf.data() + idf.rows()},
         .projection = stored.matrix("projection")},
        value("fingerprint")};
    const TfidfFit& fit = result.fit;
    if (fit.idf.size() != fit.terms.size() || fit.projection.rows() != fit.terms.size() ||
        fit.projection.cols() != kTfidfDimension || result.fingerprint.empty()) {
        throw Error(ErrorKind::Model, "The stored TF-IDF fit does not fit together.");
    }
    return result;
}

}  // namespace

std::string encoderText(const Item& item) {
    return item.title + '\n' + item.description;
}

std::optional<StoredTfidf> loadTfidf(Project& project) {
    if (!std::filesystem::exists(fileOf(project))) {
        return std::nullopt;
    }
    try {
        return read(fileOf(project));
    } catch (const Error&) {
        return std::nullopt;
    }
}

StoredTfidf refitTfidf(Project& project) {
    std::vector<std::string> texts;
    ItemStore(project.database()).forEach([&texts](const Item& item) {
        texts.push_back(encoderText(item));
    });
    TfidfFit fit = fitTfidf(texts);
    if (fit.terms.empty()) {
        throw Error(ErrorKind::Unavailable,
                    "The catalog has no text to learn words from; import products with titles "
                    "first.");
    }
    const std::string fingerprint = fingerprintOf(fit, joined(fit.terms));
    if (project.access() == Access::ReadWrite) {
        store(project, fit, fingerprint);
    }
    return {std::move(fit), fingerprint};
}

StoredTfidf freshTfidf(Project& project) {
    std::optional<StoredTfidf> stored = loadTfidf(project);
    const std::size_t now = ItemStore(project.database()).count();
    if (stored && now * 5 <= stored->fit.documents * 6 && now * 6 >= stored->fit.documents * 5) {
        return std::move(*stored);
    }
    return refitTfidf(project);
}

}  // namespace haberdash
