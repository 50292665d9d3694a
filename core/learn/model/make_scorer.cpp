// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/base/error.h"
#include "core/learn/model/floors.h"
#include "core/learn/model/multimodal.h"
#include "core/learn/model/scorer.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace haberdash {

namespace {

TrainOptions optionsOf(const ModelFile& model) {
    const Json config = Json::parse(model.word("config"), nullptr, false);
    TrainOptions options;
    setOptions(describe(options), config.is_discarded() ? Json() : config);
    return options;
}

}  // namespace

ItemInputs itemInputs(Project& project, const ModelFile& model, const std::vector<ItemId>& items) {
    ItemInputs inputs;
    inputs.count = items.size();
    inputs.contents = contentVectors(project, model, items);
    if (model.words.contains("facts")) {
        inputs.facts = factCodes(project, factsFrom(model), items);
    }
    for (const float shoppers : popularityFrom(model, items)) {
        inputs.popularity.push_back(std::log1p(std::max(shoppers, 0.0F)));
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
    if (options.kind == "multimodal") {
        return makeMultimodalScorer(model, options, itemInputs(project, model, items));
    }
    throw Error(
        ErrorKind::Model,
        fmt::format("This version of Haberdash does not know the model \"{}\".", options.kind));
}

}  // namespace haberdash
