// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/train/fit_spaces.h"

#include "core/data/base/error.h"
#include "core/learn/features/feature_table.h"
#include "core/learn/model/floors.h"

#include <fmt/format.h>

#include <algorithm>

namespace haberdash {

namespace {

// Encoders that learned from products before any of them was held out.
void noteFitted(const Json& encoders, Json& notes) {
    const std::string text = encoders.value("text", std::string());
    const std::string image = encoders.value("image", std::string());
    if (text.find("tfidf") != std::string::npos || text.find("words") != std::string::npos) {
        notes.push_back(fmt::format(
            "The text encoder {} took its words from the texts of all products, those of the "
            "held-out part too; nobody's events.",
            text));
    }
    if (image.find("-tuned-") != std::string::npos) {
        notes.push_back(fmt::format(
            "The image encoder {} was fine-tuned on a catalog's pictures and facts; where it was "
            "this one's, on those of the held-out part too; nobody's events.",
            image));
    }
}

}  // namespace

std::vector<ItemId> trainItems(const Dataset& dataset,
                               const std::vector<std::int64_t>& popularity,
                               Json& notes) {
    constexpr std::size_t kFew = 256;
    std::vector<ItemId> met;
    std::vector<ItemId> known;
    for (std::size_t row = 0; row < dataset.items.size(); ++row) {
        if (popularity[row] > 0) {
            met.push_back(dataset.items[row]);
        }
        if (popularity[row] != kNewcomer) {
            known.push_back(dataset.items[row]);
        }
    }
    if (met.size() >= std::min(kFew, known.size())) {
        return met;
    }
    notes.push_back(fmt::format(
        "Training met {} products, too few to fit the spaces of texts and pictures on: they were "
        "fitted on all {} that are not held out, those of the test part too; nobody's events.",
        met.size(),
        known.size()));
    return known;
}

void putSpaces(Project& project,
               ModelFile& model,
               const Modalities& wanted,
               const std::vector<ItemId>& items,
               const std::size_t dim,
               const std::optional<ModelFile>& before,
               Run& run) {
    const auto spaceOf = [&](const Modality modality) -> std::optional<ContentSpace> {
        if (before) {
            return hasSpace(*before, modality) ? std::optional(spaceFrom(*before, modality))
                                               : std::nullopt;
        }
        const auto table = loadFeatures(project, modality);
        return table && !table->items.empty() ? std::optional(fitContentSpace(*table, items, dim))
                                              : std::nullopt;
    };
    Json encoders = Json::object();
    Json missing = Json::array();
    const auto add = [&](const Modality modality, const bool isWanted) {
        if (!isWanted) {
            return;
        }
        if (const auto space = spaceOf(modality)) {
            putSpace(model, modality, *space);
            encoders[wordOf(modality)] = space->encoder;
        } else {
            missing.push_back(wordOf(modality));
        }
    };
    add(Modality::Text, wanted.text);
    add(Modality::Image, wanted.image);
    noteFitted(encoders, run.data["notes"]);
    run.data["encoders"] = encoders;
    run.data["missing"] = missing;
    const bool hasFacts = wanted.facts && run.kind == "multimodal";
    if (encoders.empty() && !hasFacts) {
        throw Error(ErrorKind::Unavailable,
                    fmt::format("The project {} has no features of {} for a {} model; compute them "
                                "first (haberdashctl features).",
                                project.name(),
                                wanted.text && wanted.image ? "texts and pictures"
                                : wanted.text               ? "texts"
                                : wanted.image              ? "pictures"
                                                            : "texts or pictures",
                                run.kind));
    }
}

}  // namespace haberdash
