// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/base/error.h"
#include "core/data/base/numbers.h"
#include "core/data/runs/option_kinds.h"
#include "core/learn/model/ensemble.h"
#include "core/learn/model/floors.h"
#include "core/learn/model/multimodal.h"
#include "core/learn/model/scorer.h"
#include "core/learn/model/vector_scorer.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace haberdash {

namespace {

bool isVectorKind(const std::string& kind) {
    return kind != "multimodal" && readsOption(kind, "model.embedding_dim");
}

TrainOptions optionsOf(const ModelFile& model) {
    const Json config = Json::parse(model.word("config"), nullptr, false);
    TrainOptions options;
    setOptions(describe(options), config.is_discarded() ? Json() : config);
    return options;
}

}  // namespace

std::optional<Calibration> calibrationFrom(const ModelFile& model) {
    if (!model.words.contains("calibration.slope")) {
        return std::nullopt;
    }
    return Calibration{parseDecimal(model.word("calibration.slope")).value_or(1),
                       parseDecimal(model.word("calibration.offset")).value_or(0)};
}

ItemInputs itemInputs(Project& project, const ModelFile& model, const std::vector<ItemId>& items) {
    ItemInputs inputs;
    inputs.count = items.size();
    inputs.contents = contentVectors(project, model, items);
    if (model.words.contains("facts")) {
        inputs.facts = factCodes(project, factsFrom(model), items);
    }
    for (const float shoppers : popularityFrom(model, items)) {
        inputs.shoppers.push_back(std::max(shoppers, 0.0F));
        inputs.popularity.push_back(std::log1p(inputs.shoppers.back()));
        inputs.isKnown.push_back(shoppers >= 0 ? 1 : 0);
    }
    return inputs;
}

std::unique_ptr<Scorer> makeScorer(Project& project,
                                   const std::vector<ItemId>& items,
                                   const ModelFile& model) {
    const TrainOptions options = optionsOf(model);
    if (options.kind == "popularity") {
        return makePopularityScorer(model, items);
    }
    if (options.kind == "recent-popularity") {
        return makeRecentPopularityScorer(model, items);
    }
    if (options.kind == "random") {
        return makeRandomScorer(model, items);
    }
    if (options.kind == "item-knn") {
        return makeItemKnnScorer(model, items);
    }
    if (options.kind == "content") {
        return std::make_unique<ContentScorer>(contentVectors(project, model, items),
                                               popularityFrom(model, items),
                                               static_cast<std::size_t>(options.historyLength),
                                               options.historyDecay);
    }
    if (isVectorKind(options.kind)) {
        return std::make_unique<VectorScorer>(vectorModelFrom(project, model, items),
                                              calibrationFrom(model));
    }
    if (options.kind == "ensemble") {
        return makeEnsembleScorer(project, items, model);
    }
    if (options.kind == "multimodal") {
        return makeMultimodalScorer(model, options, itemInputs(project, model, items));
    }
    throw Error(
        ErrorKind::Model,
        fmt::format("This version of Haberdash does not know the model \"{}\".", options.kind));
}

}  // namespace haberdash
