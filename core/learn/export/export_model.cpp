// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/export/export_model.h"

#include "core/data/base/encoder_folder.h"
#include "core/data/base/error.h"
#include "core/data/base/files.h"
#include "core/data/catalog/item_store.h"
#include "core/data/catalog/skus_of.h"
#include "core/data/runs/run_store.h"
#include "core/learn/export/npy.h"
#include "core/learn/export/onnx_model.h"
#include "core/learn/model/item_inputs.h"
#include "core/learn/model/scorer.h"
#include "core/learn/text/joined_encoder.h"

#include <fmt/format.h>

#include <array>
#include <map>
#include <utility>

namespace haberdash {

namespace {

constexpr const char* kLicence =
    "Haberdash puts no terms on what it computes. The numbers come from the shop's own data and "
    "from the encoders, whose licences are named with them.";

Json encoderCard(const ContentSpace& space) {
    Json card = {{"name", space.encoder},
                 {"fingerprint", space.fingerprint},
                 {"dimension", space.whitening.projection.rows()},
                 {"reduced_to", space.whitening.projection.cols()}};
    const auto add = [&card](const char* key, const std::string& word) {
        const std::string before = card.value(key, std::string());
        card[key] = before.empty() ? word : before + "; " + word;
    };
    for (const std::string& name : joinedNames(space.encoder)) {
        if (const std::optional<EncoderCard> known = installedEncoder(name)) {
            add("source", known->source);
            add("licence", known->licence);
        }
    }
    return card;
}

// Which place of the input "facts" stands for which value: the columns one after the other, each
// with a place in front for what is not known.
constexpr const char* kFactsLayout =
    "Of each fact one place is 1: \"begin\" where it is not known (or none of the values), "
    "begin + 1 + i for the value number i from 0; of the price begin + 1 + the number of edges at "
    "or below it.";

Json factsCard(const FactSpace& space) {
    constexpr std::array<const char*, kFactColumns - 1> kNames{
        "department", "category", "colour", "brand", "gender", "season", "usage"};
    Json columns = Json::array();
    std::size_t begin = 0;
    for (std::size_t column = 0; column < kNames.size(); ++column) {
        const std::vector<std::string>& values = space.values[column];
        columns.push_back({{"fact", kNames[column]}, {"begin", begin}, {"values", values}});
        begin += 1 + values.size();
    }
    columns.push_back({{"fact", "price"}, {"begin", begin}, {"edges", space.priceEdges}});
    return columns;
}

Json cardOf(const RunStore& runs, const Run& run, const ModelFile& model) {
    Json metrics = {{"validation", run.validation}};
    if (const std::optional<Json> test = runs.evaluation(run.id, "test")) {
        metrics["test"] = test->value("metrics", Json::object());
    }
    Json dataset = run.data.is_object() ? run.data : Json::object();
    dataset["fingerprint"] = run.dataset;
    Json encoders = Json::object();
    for (const Modality modality : {Modality::Text, Modality::Image}) {
        if (hasSpace(model, modality)) {
            encoders[wordOf(modality)] = encoderCard(spaceFrom(model, modality));
        }
    }
    Json card = {{"what",
                  fmt::format("A recommender of products, trained by Haberdash: model {}, run {}.",
                              run.kind,
                              run.id)},
                 {"licence", kLicence},
                 {"run", run.id},
                 {"kind", run.kind},
                 {"created", run.created},
                 {"options", run.config},
                 {"dataset", dataset},
                 {"metrics", metrics},
                 {"encoders", encoders}};
    if (model.words.contains("facts")) {
        card["facts"] = factsCard(factsFrom(model));
        card["facts_layout"] = kFactsLayout;
    }
    return card;
}

Json tensorsOf(const ModelFile& model) {
    Json tensors = Json::array();
    for (const auto& [name, matrix] : model.matrices) {
        tensors.push_back(
            {{"name", name}, {"type", "float32"}, {"shape", {matrix.rows(), matrix.cols()}}});
    }
    for (const auto& [name, values] : model.integers) {
        tensors.push_back({{"name", name}, {"type", "int64"}, {"shape", {values.size()}}});
    }
    return tensors;
}

// The shop's own ids of the tensor "items"; null for a product that is gone.
Json idsOf(Project& project, const ModelFile& model) {
    const std::map<std::int64_t, std::string> skus = skusOf(ItemStore(project.database()));
    Json ids = Json::array();
    for (const std::int64_t item : model.integersOf("items")) {
        const auto found = skus.find(item);
        ids.push_back(found == skus.end() ? Json(nullptr) : Json(found->second));
    }
    return ids;
}

// The options as the run was trained with, so that an older file gives the same graph.
ExportedModel writeOnnx(const Run& run,
                        const ModelFile& model,
                        const std::filesystem::path& to,
                        Json& card) {
    TrainOptions options;
    setOptions(describe(options), run.config);
    const OnnxModel onnx = onnxModelOf(model, options);
    std::filesystem::path items = to;
    items.replace_extension(".items.onnx");
    writeFileAtomically(items, onnx.itemTower);
    writeFileAtomically(to, onnx.scorer);
    card["scorer"] = onnx.scorerCard;
    card["scorer"]["file"] = to.filename().string();
    card["item_tower"] = onnx.itemTowerCard;
    card["item_tower"]["file"] = items.filename().string();
    return {{to, items}, 2};
}

ExportedModel writeVectors(Project& project,
                           const Run& run,
                           const ModelFile& model,
                           const std::filesystem::path& to,
                           Json& card) {
    std::vector<ItemId> items;
    Json ids = Json::array();
    for (ItemStore::Key& key : ItemStore(project.database()).keys()) {
        items.push_back(key.id);
        ids.push_back(std::move(key.sku));
    }
    const std::unique_ptr<Scorer> scorer = makeScorer(project, items, model);
    const ItemForm form = scorer->itemForm();
    if (form.vectors == nullptr) {
        throw Error(ErrorKind::Input,
                    fmt::format("The model {} keeps no vectors of products; multimodal, bpr-mf, "
                                "vbpr, lightgcn and freedom do.",
                                run.kind));
    }
    writeFileAtomically(to, [&](const auto& put) { putNpy(*form.vectors, put); });
    card["ids"] = std::move(ids);
    if (!form.bias.empty()) {
        card["bias"] = std::vector<float>(form.bias.begin(), form.bias.end());
    }
    return {{to}, form.vectors->rows()};
}

}  // namespace

ExportedModel exportModel(Project& project,
                          const std::string& run,
                          const ModelFormat format,
                          const std::filesystem::path& to) {
    const RunStore runs(project.runsFolder());
    const Run record = runs.run(run);
    if (!std::filesystem::exists(runs.modelFile(run))) {
        throw Error(
            ErrorKind::Unavailable,
            fmt::format("The run {} has no model; choose another run or train again.", run));
    }
    const ModelFile model = readModel(runs.modelFile(run));
    Json card = cardOf(runs, record, model);
    ExportedModel exported;
    if (format == ModelFormat::Onnx) {
        exported = writeOnnx(record, model, to, card);
    } else if (format == ModelFormat::Npy) {
        exported = writeVectors(project, record, model, to, card);
    } else {
        writeFileAtomically(to, readFile(runs.modelFile(run)));
        card["tensors"] = tensorsOf(model);
        card["ids"] = idsOf(project, model);
        exported = {{to}, card["tensors"].size()};
    }
    card["files"] = Json::array();
    for (const std::filesystem::path& file : exported.files) {
        card["files"].push_back(file.filename().string());
    }
    exported.files.push_back(to.string() + ".json");
    writeFileAtomically(exported.files.back(), card.dump(2) + "\n");
    return exported;
}

}  // namespace haberdash
