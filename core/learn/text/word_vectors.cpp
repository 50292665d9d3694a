// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/text/word_vectors.h"

#include "core/data/base/digest.h"
#include "core/data/base/error.h"
#include "core/data/catalog/item_store.h"
#include "core/learn/text/linear.h"
#include "core/learn/text/tfidf_store.h"
#include "core/learn/text/words.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numeric>
#include <utility>

namespace haberdash {

namespace {

constexpr double kSmoothing = 1e-3;
constexpr double kZipfShift = 2.7;  // Mandelbrot's, for the first few ranks
constexpr std::size_t kMostFitted = 20'000;
constexpr int kIterations = 50;

std::int32_t numberAt(const std::string_view bytes, const std::size_t place) {
    std::int32_t value = 0;
    std::memcpy(&value, bytes.data() + place * sizeof value, sizeof value);
    return value;
}

// The first right singular vector, by power iteration on the Gram matrix from a fixed start.
std::vector<float> firstComponent(const Matrix& rows) {
    const std::size_t width = rows.cols();
    std::vector<double> gram(width * width, 0.0);
    for (std::size_t i = 0; i < rows.rows(); ++i) {
        const std::span<const float> row = rows.row(i);
        for (std::size_t a = 0; a < width; ++a) {
            for (std::size_t b = 0; b < width; ++b) {
                gram[a * width + b] += static_cast<double>(row[a]) * row[b];
            }
        }
    }
    std::vector<double> vector(width, 1.0);
    std::vector<double> next(width);
    for (int iteration = 0; iteration < kIterations; ++iteration) {
        for (std::size_t a = 0; a < width; ++a) {
            next[a] = std::inner_product(vector.begin(),
                                         vector.end(),
                                         gram.begin() + static_cast<std::ptrdiff_t>(a * width),
                                         0.0);
        }
        const double length =
            std::sqrt(std::inner_product(next.begin(), next.end(), next.begin(), 0.0));
        if (length <= 0) {
            return std::vector<float>(width, 0.0F);
        }
        std::ranges::transform(next, vector.begin(), [length](double x) { return x / length; });
    }
    return {vector.begin(), vector.end()};
}

class WordEncoder : public TextEncoder {
  public:
    WordEncoder(Project& project, EncoderCard card)
        : card_(std::move(card)), vectors_(Safetensors::open(encoderWeights(card_.name))) {
        loadOrFit(project);
    }

    std::string name() const override { return card_.name; }

    // The number changes with the splitting of texts or the weighting.
    std::string fingerprint() const override {
        return "words-1-" + card_.weightsSha256 + "-" +
               sha256(
                   {reinterpret_cast<const char*>(common_.data()), common_.size() * sizeof(float)})
                   .substr(0, 16);
    }

    std::size_t dimension() const override { return vectors_.width(); }

    Matrix encode(const std::span<const std::string> texts) override {
        Matrix rows = means(texts);
        const int width = static_cast<int>(vectors_.width());
        for (std::size_t i = 0; i < rows.rows(); ++i) {
            const std::span<float> row = rows.mutableRow(i);
            const float along = cblas_sdot(width, row.data(), 1, common_.data(), 1);
            cblas_saxpy(width, -along, common_.data(), 1, row.data(), 1);
            makeUnit(row);
        }
        return rows;
    }

  private:
    // Weighted means of unit word vectors; a text without known words gives a zero row.
    Matrix means(const std::span<const std::string> texts) {
        const int width = static_cast<int>(vectors_.width());
        Matrix rows(texts.size(), vectors_.width());
        for (std::size_t i = 0; i < texts.size(); ++i) {
            const std::span<float> row = rows.mutableRow(i);
            std::size_t known = 0;
            for (const std::string& word : splitter_.words(texts[i])) {
                if (const std::optional<std::size_t> place = vectors_.find(word)) {
                    ++known;
                    cblas_saxpy(width,
                                vectors_.weight(*place),
                                vectors_.vector(*place).data(),
                                1,
                                row.data(),
                                1);
                }
            }
            if (known > 0) {
                cblas_sscal(width, 1.0F / static_cast<float>(known), row.data(), 1);
            }
        }
        return rows;
    }

    void loadOrFit(Project& project) {
        const std::filesystem::path file = project.featuresFolder() / "words-fit.safetensors";
        try {
            if (std::filesystem::exists(file)) {
                const Safetensors stored = Safetensors::open(file);
                const Matrix common = stored.matrix("common");
                const auto of = stored.metadata().find("weights");
                if (common.rows() == vectors_.width() && common.cols() == 1 &&
                    of != stored.metadata().end() && of->second == card_.weightsSha256) {
                    common_.assign(common.data(), common.data() + common.rows());
                    return;
                }
            }
        } catch (const Error&) {
            // A damaged fit is made again.
        }
        fit(project);
        if (project.access() == Access::ReadWrite) {
            const Matrix common(common_.size(), 1, common_);
            writeSafetensors(
                file, {{"common", viewOf(common)}}, {{"weights", card_.weightsSha256}});
        }
    }

    void fit(Project& project) {
        std::vector<std::string> texts;
        const ItemStore items(project.database());
        const std::size_t stride = items.count() / kMostFitted + 1;
        std::size_t index = 0;
        items.forEach([&](const Item& item) {
            if (index++ % stride == 0) {
                texts.push_back(encoderText(item));
            }
        });
        common_ = firstComponent(means(texts));
        if (std::ranges::all_of(common_, [](const float value) { return value == 0.0F; })) {
            throw Error(ErrorKind::Unavailable,
                        "The catalog has no text whose words are known; import products with "
                        "titles first.");
        }
    }

    EncoderCard card_;
    WordVectors vectors_;
    WordSplitter splitter_;
    std::vector<float> common_;
};

}  // namespace

WordVectors::WordVectors(Safetensors file)
    : file_(std::move(file)),
      words_(file_.tensor("words").bytes),
      vectors_(file_.matrix("vectors")) {
    const TensorView& ends = file_.tensor("ends");
    const TensorView& ranks = file_.tensor("ranks");
    count_ = vectors_.rows();
    bool fits = ends.dtype == DType::I32 && ranks.dtype == DType::I32 &&
                ends.bytes.size() == count_ * 4 && ranks.bytes.size() == count_ * 4 && count_ > 0;
    for (std::size_t i = 0; fits && i < count_; ++i) {
        const std::int64_t begin = i == 0 ? 0 : numberAt(ends.bytes, i - 1);
        const std::int64_t end = numberAt(ends.bytes, i);
        fits = begin <= end && end <= static_cast<std::int64_t>(words_.size()) &&
               numberAt(ranks.bytes, i) >= 0;
    }
    if (!fits) {
        throw Error(ErrorKind::Model,
                    "The word vectors do not fit together; install the encoder \"words\" again.");
    }
    harmonic_ = 0;
    for (std::size_t rank = 0; rank < count_; ++rank) {
        harmonic_ += 1.0 / (static_cast<double>(rank) + 1 + kZipfShift);
    }
}

std::string_view WordVectors::word(const std::size_t place) const {
    const std::string_view ends = file_.tensor("ends").bytes;
    const auto begin = static_cast<std::size_t>(place == 0 ? 0 : numberAt(ends, place - 1));
    return words_.substr(begin, static_cast<std::size_t>(numberAt(ends, place)) - begin);
}

std::optional<std::size_t> WordVectors::find(const std::string_view wanted) const {
    std::size_t first = 0;
    std::size_t count = count_;
    while (count > 0) {
        const std::size_t half = count / 2;
        if (word(first + half) < wanted) {
            first += half + 1;
            count -= half + 1;
        } else {
            count = half;
        }
    }
    return first < count_ && word(first) == wanted ? std::optional(first) : std::nullopt;
}

float WordVectors::weight(const std::size_t place) const {
    const double rank = numberAt(file_.tensor("ranks").bytes, place);
    const double probability = 1.0 / ((rank + 1 + kZipfShift) * harmonic_);
    return static_cast<float>(kSmoothing / (kSmoothing + probability));
}

WordTable wordTable(const std::vector<std::string>& words, const Matrix& vectors) {
    std::vector<std::size_t> order(words.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(
        order, {}, [&words](const std::size_t i) { return std::string_view(words[i]); });
    const auto repeats = [&words](const std::size_t a, const std::size_t b) {
        return words[a] == words[b];
    };
    order.erase(std::unique(order.begin(), order.end(), repeats), order.end());
    WordTable table;
    table.vectors = Matrix(order.size(), vectors.cols());
    for (std::size_t i = 0; i < order.size(); ++i) {
        table.words += words[order[i]];
        table.ends.push_back(static_cast<std::int32_t>(table.words.size()));
        table.ranks.push_back(static_cast<std::int32_t>(order[i]));
        std::ranges::copy(vectors.row(order[i]), table.vectors.mutableRow(i).begin());
    }
    return table;
}

std::unique_ptr<TextEncoder> makeWordEncoder(Project& project, const EncoderCard& card) {
    return std::make_unique<WordEncoder>(project, card);
}

}  // namespace haberdash
