// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/features/extract.h"

#include "core/data/base/error.h"
#include "core/data/catalog/item_store.h"
#include "core/data/catalog/thumb_store.h"
#include "core/learn/encoders/encoders.h"
#include "core/learn/features/feature_file.h"
#include "core/learn/image/image_encoder.h"
#include "core/learn/image/pictures.h"
#include "core/learn/text/joined_encoder.h"
#include "core/learn/text/text_encoder.h"
#include "core/learn/text/tfidf_store.h"

#include <fmt/format.h>
#include <opencv2/core.hpp>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

namespace haberdash {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kTextBatch = 128;
constexpr std::size_t kPictureBatch = 32;

/// A product that has the modality.
struct Source {
    std::int64_t item = 0;
    std::string hash;
};

// Ascending by item.
std::vector<Source> sourcesOf(Project& project, const Modality modality) {
    std::vector<Source> sources;
    ItemStore(project.database()).forEach([&](const Item& item) {
        if (modality == Modality::Image) {
            if (item.pictureState == PictureState::Ok) {
                sources.push_back({raw(item.id), item.pictureHash});
            }
        } else if (encoderText(item).find_first_not_of(" \t\r\n") != std::string::npos) {
            sources.push_back({raw(item.id), item.textHash});
        }
    });
    return sources;
}

/// One modality's encoder.
class Extractor {
  public:
    virtual ~Extractor() = default;
    virtual std::string name() const = 0;
    virtual std::string fingerprint() const = 0;
    virtual std::size_t dimension() const = 0;
    virtual std::size_t batch() const = 0;

    /// Vectors of some sources, row for row; a source that cannot be had has an empty row index.
    virtual Matrix encode(std::span<const Source> sources, std::vector<bool>& isThere) = 0;
};

class TextExtractor : public Extractor {
  public:
    TextExtractor(Project& project, const std::string& encoder, const EncoderFit fit)
        : project_(project) {
        encoder_ = makeTextEncoder(project, encoder);
        const std::vector<std::string> names = joinedNames(encoder_->name());
        if (std::ranges::find(names, "tfidf") != names.end() && fit == EncoderFit::Fresh) {
            // A catalog that grew has words that the stored fit does not know.
            freshTfidf(project);
            encoder_ = makeTextEncoder(project, encoder);
        }
    }

    std::string name() const override { return encoder_->name(); }

    std::string fingerprint() const override { return encoder_->fingerprint(); }

    std::size_t dimension() const override { return encoder_->dimension(); }

    std::size_t batch() const override { return kTextBatch; }

    Matrix encode(const std::span<const Source> sources, std::vector<bool>&) override {
        const ItemStore items(project_.database());
        std::vector<std::string> texts;
        for (const Source& source : sources) {
            texts.push_back(encoderText(items.item(ItemId{source.item})));
        }
        return encoder_->encode(texts);
    }

  private:
    Project& project_;
    std::unique_ptr<TextEncoder> encoder_;
};

// Pictures come from the thumbnails: they are larger than what the encoders look at, they stay
// when the originals move, and they were judged when they were made.
class ImageExtractor : public Extractor {
  public:
    ImageExtractor(Project& project, const std::string& encoder)
        : project_(project), encoder_(makeImageEncoder(encoder)) {}

    std::string name() const override { return encoder_->name(); }

    std::string fingerprint() const override { return encoder_->fingerprint(); }

    std::size_t dimension() const override { return encoder_->dimension(); }

    std::size_t batch() const override { return kPictureBatch; }

    Matrix encode(const std::span<const Source> sources, std::vector<bool>& isThere) override {
        if (!thumbs_) {
            thumbs_ = std::make_unique<Database>(project_.thumbsFile(), Access::ReadOnly);
        }
        const ThumbStore thumbs(*thumbs_);
        std::vector<cv::Mat> pictures;
        for (std::size_t i = 0; i < sources.size(); ++i) {
            try {
                pictures.push_back(decodePicture(thumbs.thumb(sources[i].hash), "The thumbnail"));
            } catch (const Error&) {  // lost or damaged: the product counts as without a picture
                isThere[i] = false;
                pictures.emplace_back(8, 8, CV_8UC3, cv::Scalar::all(255));
            }
        }
        return encoder_->encode(pictures);
    }

  private:
    Project& project_;
    std::unique_ptr<ImageEncoder> encoder_;
    std::unique_ptr<Database> thumbs_;
};

std::unique_ptr<Extractor> makeExtractor(Project& project,
                                         const Modality modality,
                                         const std::string& encoder,
                                         const EncoderFit fit) {
    if (modality == Modality::Text) {
        return std::make_unique<TextExtractor>(project, encoder, fit);
    }
    return std::make_unique<ImageExtractor>(project, encoder);
}

/// Vectors by the hash of what they were computed from.
class Vectors {
  public:
    explicit Vectors(const std::size_t dimension) : dimension_(dimension) {}

    /// What an earlier call left, when the encoder would give the same today.
    void reuse(const std::filesystem::path& file,
               const Modality modality,
               const std::string& fingerprint) {
        if (!std::filesystem::exists(file)) {
            return;
        }
        try {
            const HashedTable stored = readFeatureFile(file, modality);
            if (stored.table.fingerprint != fingerprint ||
                stored.table.vectors.cols() != dimension_) {
                return;
            }
            for (std::size_t row = 0; row < stored.hashes.size(); ++row) {
                add(stored.hashes[row], stored.table.vectors.row(row));
            }
        } catch (const Error&) {
            // A damaged table is computed again.
        }
    }

    void add(const std::string& hash, const std::span<const float> vector) {
        if (rowOfHash_.emplace(hash, rowOfHash_.size()).second) {
            values_.insert(values_.end(), vector.begin(), vector.end());
        }
    }

    bool has(const std::string& hash) const { return rowOfHash_.contains(hash); }

    /// The table of those sources that have a vector.
    HashedTable table(const std::vector<Source>& sources) const {
        HashedTable result;
        std::vector<float> rows;
        for (const Source& source : sources) {
            const auto found = rowOfHash_.find(source.hash);
            if (found != rowOfHash_.end()) {
                result.table.items.push_back(source.item);
                result.hashes.push_back(source.hash);
                const auto first =
                    values_.begin() + static_cast<std::ptrdiff_t>(found->second * dimension_);
                rows.insert(rows.end(), first, first + static_cast<std::ptrdiff_t>(dimension_));
            }
        }
        result.table.vectors = Matrix(result.table.items.size(), dimension_, std::move(rows));
        return result;
    }

  private:
    std::size_t dimension_;
    std::unordered_map<std::string, std::size_t> rowOfHash_;
    std::vector<float> values_;
};

// One source for each content that has no vector yet.
std::vector<Source> missingFrom(const std::vector<Source>& sources, const Vectors& vectors) {
    std::vector<Source> missing;
    std::unordered_map<std::string_view, bool> seen;
    for (const Source& source : sources) {
        if (!vectors.has(source.hash) && seen.emplace(source.hash, true).second) {
            missing.push_back(source);
        }
    }
    return missing;
}

/// Runs a save now and then, so rarely that saving takes no more than a twentieth of the time.
class Timetable {
  public:
    explicit Timetable(const Clock::duration every) : every_(every), next_(Clock::now() + every) {}

    template <class Save>
    void runWhenDue(const Save& save) {
        constexpr int kRestPerSave = 20;
        const Clock::time_point start = Clock::now();
        if (start >= next_) {
            save();
            const Clock::time_point end = Clock::now();
            next_ = end + std::max(every_, kRestPerSave * (end - start));
        }
    }

  private:
    Clock::duration every_;
    Clock::time_point next_;
};

void encodeBatch(Extractor& extractor, const std::span<const Source> part, Vectors& vectors) {
    std::vector<bool> isThere(part.size(), true);
    const Matrix rows = extractor.encode(part, isThere);
    for (std::size_t i = 0; i < part.size(); ++i) {
        if (isThere[i]) {
            vectors.add(part[i].hash, rows.row(i));
        }
    }
}

// Numbers of weights that were changed would look like any others.
void requireWhole(const std::string& names) {
    for (const std::string& name : joinedNames(names)) {
        const std::optional<EncoderCard> card = installedEncoder(name);
        if (card && isDamaged(*card)) {
            throw Error(ErrorKind::Model,
                        fmt::format("The weights of the encoder {} are not those that were "
                                    "installed; install it again from its source.",
                                    name));
        }
    }
}

}  // namespace

FeatureReport extractFeatures(Project& project,
                              const Modality modality,
                              const std::string& encoder,
                              const Monitor& monitor,
                              const EncoderFit fit,
                              const std::chrono::milliseconds saveEvery) {
    const std::unique_ptr<Extractor> extractor = makeExtractor(project, modality, encoder, fit);
    requireWhole(extractor->name());
    const std::filesystem::path file = featureFile(project, modality, extractor->name());
    const std::vector<Source> sources = sourcesOf(project, modality);
    const std::size_t products = ItemStore(project.database()).count();
    Vectors vectors(extractor->dimension());
    vectors.reuse(file, modality, extractor->fingerprint());
    const std::vector<Source> missing = missingFrom(sources, vectors);
    FeatureReport report{.encoder = extractor->name(), .dimension = extractor->dimension()};
    report.reused = static_cast<std::size_t>(std::ranges::count_if(
        sources, [&vectors](const Source& source) { return vectors.has(source.hash); }));

    const auto save = [&] {
        HashedTable table = vectors.table(sources);
        table.table.encoder = extractor->name();
        table.table.fingerprint = extractor->fingerprint();
        table.table.modality = modality;
        writeFeatureFile(file, table);
        return table.table.items.size();
    };
    const std::string stage = modality == Modality::Text ? "texts" : "pictures";
    const Clock::time_point begin = Clock::now();
    Timetable timetable(saveEvery);
    std::size_t done = 0;
    try {
        monitor.step(stage, 0, missing.size());
        while (done < missing.size()) {
            const std::size_t count = std::min(extractor->batch(), missing.size() - done);
            encodeBatch(*extractor, std::span(missing).subspan(done, count), vectors);
            done += count;
            timetable.runWhenDue(save);
            monitor.step(stage, done, missing.size());
        }
    } catch (const Cancelled&) {
        if (done > 0) {
            save();
        }
        throw;
    }
    const std::chrono::duration<double> seconds = Clock::now() - begin;
    const std::size_t stored = save();
    project.setSetting(fmt::format("features.{}", wordOf(modality)), extractor->name());
    report.computed = stored - report.reused;
    report.skipped = products - stored;
    report.itemsPerSecond = static_cast<double>(done) / std::max(seconds.count(), 1e-9);
    return report;
}

std::size_t missingFeatures(Project& project, const Modality modality) {
    const auto encoder = project.setting(fmt::format("features.{}", wordOf(modality)));
    if (!encoder) {
        return 0;
    }
    std::unordered_map<std::int64_t, std::string> stored;  // by product
    try {
        const HashedTable table =
            readFeatureFile(featureFile(project, modality, *encoder), modality);
        for (std::size_t row = 0; row < table.hashes.size(); ++row) {
            stored.emplace(table.table.items[row], table.hashes[row]);
        }
    } catch (const Error&) {
        // A table that is lost or damaged is computed again.
    }
    return static_cast<std::size_t>(
        std::ranges::count_if(sourcesOf(project, modality), [&stored](const Source& source) {
            const auto found = stored.find(source.item);
            return found == stored.end() || found->second != source.hash;
        }));
}

}  // namespace haberdash
