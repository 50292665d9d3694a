// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/finetune/finetune.h"

#include "core/data/base/digest.h"
#include "core/data/base/error.h"
#include "core/data/catalog/item_store.h"
#include "core/data/catalog/thumb_store.h"
#include "core/learn/encoders/prepare.h"
#include "core/learn/features/feature_table.h"
#include "core/learn/finetune/tune.h"
#include "core/learn/image/image_encoder.h"
#include "core/learn/image/mobilenet.h"
#include "core/learn/text/linear.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>
#include <utility>

namespace haberdash {

namespace {

constexpr std::size_t kNeighbours = 10;
constexpr std::size_t kLeastPictures = 50;
constexpr std::size_t kLeastOfAClass = 5;  // fewer teach nothing that holds elsewhere
constexpr std::size_t kEncodeBatch = 64;

struct Fact {
    const char* name;
    std::string Item::*value;
    double weight;
};

constexpr std::array kFacts{Fact{"category", &Item::category, 1.0},
                            Fact{"colour", &Item::colour, 0.5},
                            Fact{"gender", &Item::gender, 0.3},
                            Fact{"department", &Item::department, 0.3},
                            Fact{"usage", &Item::usage, 0.2}};

/// A picture of the catalog with what is known of the first product that shows it.
struct Shown {
    std::string jpeg;
    std::array<std::string, kFacts.size()> facts;
    std::vector<float> text;  ///< of contrastive: the text's vector
};

struct Pictures {
    std::vector<Shown> train;
    std::vector<Shown> heldOut;
};

// From 0 to 1, the same for a picture whatever else is in the catalog.
double placeOf(const std::string& pictureHash, const std::int64_t seed) {
    const std::string digest = sha256(fmt::format("{}{}", seed, pictureHash));
    std::uint32_t value = 0;
    std::from_chars(digest.data(), digest.data() + 8, value, 16);
    return value / 4294967296.0;
}

// Of the task that learns from them; a product without a text teaches it nothing.
std::optional<FeatureTable> textsFor(Project& project, const FinetuneOptions& options) {
    if (options.task != "contrastive") {
        return std::nullopt;
    }
    std::optional<FeatureTable> texts = loadFeatures(project, Modality::Text);
    if (!texts || texts->items.empty()) {
        throw Error(ErrorKind::Unavailable,
                    fmt::format("The project {} has no vectors of its texts for the pictures to "
                                "learn from; compute them first (haberdashctl features), or use "
                                "the task views.",
                                project.name()));
    }
    return texts;
}

Pictures loadPictures(Project& project, const FinetuneOptions& options) {
    const std::optional<FeatureTable> texts = textsFor(project, options);
    Database thumbsFile(project.thumbsFile(), Access::ReadOnly);
    const ThumbStore thumbs(thumbsFile);
    std::vector<std::pair<double, Shown>> placed;
    std::set<std::string> seen;
    ItemStore(project.database()).forEach([&](const Item& item) {
        const auto text = texts ? texts->rowOf(item.id) : std::nullopt;
        if (item.pictureState != PictureState::Ok || (texts && !text) ||
            !seen.insert(item.pictureHash).second) {
            return;
        }
        Shown shown{.jpeg = thumbs.thumb(item.pictureHash), .facts = {}, .text = {}};
        if (text) {
            const auto row = texts->vectors.row(*text);
            shown.text.assign(row.begin(), row.end());
        }
        for (std::size_t i = 0; i < kFacts.size(); ++i) {
            shown.facts[i] = item.*kFacts[i].value;
        }
        if (!shown.jpeg.empty()) {
            placed.emplace_back(placeOf(item.pictureHash, options.seed), std::move(shown));
        }
    });
    // In the order of their places, so that a limit takes a fair sample.
    std::ranges::stable_sort(placed, {}, &std::pair<double, Shown>::first);
    Pictures result;
    for (auto& [place, shown] : placed) {
        if (place < options.heldOutShare) {
            result.heldOut.push_back(std::move(shown));
        } else if (options.mostPictures == 0 ||
                   result.train.size() < static_cast<std::size_t>(options.mostPictures)) {
            result.train.push_back(std::move(shown));
        }
    }
    if (result.train.size() < kLeastPictures || result.heldOut.size() < kNeighbours + 1) {
        const bool isLimited = options.mostPictures > 0 &&
                               options.mostPictures < static_cast<std::int64_t>(kLeastPictures);
        throw Error(ErrorKind::Unavailable,
                    fmt::format("Fine-tuning needs at least {} different pictures to learn from, "
                                "and there are {}; {}.",
                                kLeastPictures,
                                result.train.size(),
                                isLimited ? "give finetune.pictures more, or leave it out"
                                          : "import more products with pictures"));
    }
    return result;
}

TuneInput inputOf(std::vector<Shown> shown) {
    TuneInput input;
    input.pictures.resize(shown.size());
    for (std::size_t f = 0; f < kFacts.size(); ++f) {
        std::map<std::string, std::size_t> counts;
        for (const Shown& one : shown) {
            ++counts[one.facts[f]];
        }
        std::map<std::string, std::int64_t> classes;
        for (const auto& [value, count] : counts) {
            if (!value.empty() && count >= kLeastOfAClass) {
                classes.emplace(value, static_cast<std::int64_t>(classes.size()));
            }
        }
        if (classes.size() < 2) {
            continue;
        }
        input.fields.push_back({kFacts[f].name, classes.size(), kFacts[f].weight});
        for (std::size_t i = 0; i < shown.size(); ++i) {
            const auto found = classes.find(shown[i].facts[f]);
            input.pictures[i].labels.push_back(found == classes.end() ? -1 : found->second);
        }
    }
    for (std::size_t i = 0; i < shown.size(); ++i) {
        input.pictures[i].jpeg = std::move(shown[i].jpeg);
        input.pictures[i].text = std::move(shown[i].text);
    }
    return input;
}

// Pictures that the task can learn from. Throws Error(Unavailable) where they are too few.
TuneInput inputFor(const FinetuneOptions& options, std::vector<Shown> shown) {
    TuneInput input = inputOf(std::move(shown));
    if (options.task != "attributes") {
        return input;
    }
    std::erase_if(input.pictures, [](const TunePicture& picture) {
        return std::ranges::all_of(picture.labels,
                                   [](const std::int64_t label) { return label < 0; });
    });
    if (input.pictures.size() < kLeastPictures) {
        throw Error(ErrorKind::Unavailable,
                    fmt::format("To learn facts (category, colour, ...) at least {} products need "
                                "a picture and one, and {} have them; use the task contrastive or "
                                "views.",
                                kLeastPictures,
                                input.pictures.size()));
    }
    return input;
}

Matrix encoded(const Safetensors& weights,
               const std::vector<Shown>& shown,
               const std::string& stage,
               const Monitor& monitor) {
    const MobileNet network(weights);
    Matrix rows(shown.size(), MobileNet::kDimension);
    for (std::size_t first = 0; first < shown.size(); first += kEncodeBatch) {
        monitor.step(stage, first, shown.size());
        std::vector<cv::Mat> pictures;
        for (std::size_t i = first; i < std::min(first + kEncodeBatch, shown.size()); ++i) {
            pictures.push_back(thumbnail(shown[i].jpeg));
        }
        encodePictures(network, pictures, rows.mutableData() + first * MobileNet::kDimension);
    }
    return rows;
}

double measure(const Safetensors& weights,
               const std::vector<Shown>& shown,
               const std::string& stage,
               const Monitor& monitor) {
    std::vector<std::string> classes;
    for (const Shown& one : shown) {
        classes.push_back(one.facts[0]);
    }
    return neighbourPrecision(encoded(weights, shown, stage, monitor), classes, kNeighbours);
}

std::map<std::string, TensorView> viewsOf(const std::map<std::string, std::vector<float>>& values,
                                          const Safetensors& base) {
    std::map<std::string, TensorView> views;
    for (const auto& [name, numbers] : values) {
        requireFinite(name, numbers);
        views.emplace(name, viewOfFloats(numbers, base.tensor(name).shape));
    }
    return views;
}

EncoderCard cardOf(const std::map<std::string, TensorView>& views,
                   const EncoderCard& base,
                   const FinetuneOptions& options,
                   const std::string& project) {
    std::string hashes;
    for (const auto& [name, view] : views) {
        hashes += sha256(view.bytes);
    }
    EncoderCard card = base;
    card.name = ownName("mobilenet-tuned", sha256(hashes));
    card.kind = fmt::format("MobileNetV3-Small, fine-tuned on the catalog \"{}\" ({}, epochs: {})",
                            project,
                            options.task,
                            options.epochs);
    card.source = fmt::format("made here from {}", base.name);
    card.sourceSha256 = base.weightsSha256;
    return card;
}

}  // namespace

std::vector<Option> describe(FinetuneOptions& options) {
    return {
        {"finetune.task",
         "What teaches the encoder",
         &options.task,
         0,
         0,
         {"attributes", "contrastive", "views"}},
        {"finetune.epochs", "Passes over the pictures", &options.epochs, 1, 200},
        {"finetune.batch_size", "Pictures a step", &options.batchSize, 2, 512},
        {"finetune.unfrozen", "Layers from the top that learn", &options.unfrozen, 1, 13},
        {"finetune.learning_rate", "Step size of the network", &options.learningRate, 1e-6, 0.1},
        {"finetune.weight_decay", "Pull towards zero", &options.weightDecay, 0, 1},
        {"finetune.temperature",
         "Sharpness of contrastive and views",
         &options.temperature,
         0.01,
         1},
        {"finetune.held_out",
         "Share of the pictures that only measure",
         &options.heldOutShare,
         0.05,
         0.5},
        {"finetune.pictures", "Most pictures to learn from; 0: all", &options.mostPictures, 0, 1e9},
        {"finetune.seed", "Seed", &options.seed, 0, 1e9}};
}

double neighbourPrecision(const Matrix& rows,
                          const std::vector<std::string>& classes,
                          const std::size_t k) {
    std::unordered_map<std::string, std::size_t> counts;
    for (const std::string& one : classes) {
        ++counts[one];
    }
    double sum = 0;
    std::size_t asked = 0;
    std::vector<float> scores(rows.rows());
    std::vector<std::size_t> order(rows.rows());
    for (std::size_t i = 0; i < rows.rows(); ++i) {
        if (classes[i].empty() || counts[classes[i]] < 2) {
            continue;
        }
        cblas_sgemv(CblasRowMajor,
                    CblasNoTrans,
                    static_cast<int>(rows.rows()),
                    static_cast<int>(rows.cols()),
                    1.0F,
                    rows.data(),
                    static_cast<int>(rows.cols()),
                    rows.row(i).data(),
                    1,
                    0.0F,
                    scores.data(),
                    1);
        order.clear();
        for (std::size_t j = 0; j < rows.rows(); ++j) {
            if (j != i) {
                order.push_back(j);
            }
        }
        const std::size_t most = std::min(k, order.size());
        std::ranges::partial_sort(order,
                                  order.begin() + static_cast<std::ptrdiff_t>(most),
                                  [&scores](const std::size_t a, const std::size_t b) {
                                      return scores[a] != scores[b] ? scores[a] > scores[b] : a < b;
                                  });
        std::size_t same = 0;
        for (std::size_t j = 0; j < most; ++j) {
            same += classes[order[j]] == classes[i] ? 1 : 0;
        }
        sum +=
            static_cast<double>(same) / static_cast<double>(std::min(most, counts[classes[i]] - 1));
        ++asked;
    }
    return asked > 0 ? sum / static_cast<double>(asked) : 0.0;
}

FinetuneReport finetune(Project& project,
                        const std::string& encoder,
                        const FinetuneOptions& options,
                        const Monitor& monitor) {
    const std::optional<EncoderCard> card = installedEncoder(encoder);
    if (card ? card->architecture != "mobilenet" : encoder != "mobilenet") {
        throw Error(ErrorKind::Input,
                    fmt::format("\"{}\" cannot be fine-tuned; only mobilenet can, and what was "
                                "fine-tuned from it.",
                                encoder));
    }
    if (!card) {
        throw Error(
            ErrorKind::Unavailable,
            "The image encoder mobilenet is not installed; run packaging/fetch-encoders.sh.");
    }
    const Safetensors base = Safetensors::open(encoderWeights(encoder));
    Pictures pictures = loadPictures(project, options);
    const TuneInput input = inputFor(options, std::move(pictures.train));
    FinetuneReport report{.epochs = options.epochs,
                          .trained = input.pictures.size(),
                          .heldOut = pictures.heldOut.size()};
    report.metricBefore = measure(base, pictures.heldOut, "before", monitor);
    const auto begin = std::chrono::steady_clock::now();
    const auto tuned = tuneMobileNet(base, input, options, monitor);
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
    const auto views = viewsOf(tuned, base);
    report.metricAfter =
        measure(Safetensors::of(views, nullptr, "tuned"), pictures.heldOut, "after", monitor);
    report.encoder = finishInstall(cardOf(views, *card, options, project.name()), views).name;
    report.picturesPerSecond =
        static_cast<double>(report.trained * static_cast<std::size_t>(options.epochs)) /
        std::max(seconds.count(), 1e-9);
    return report;
}

}  // namespace haberdash
