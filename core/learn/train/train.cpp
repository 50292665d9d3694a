// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/train/train.h"

#include "core/data/base/error.h"
#include "core/data/base/numbers.h"
#include "core/data/base/temporary_folder.h"
#include "core/data/catalog/item_store.h"
#include "core/learn/features/feature_table.h"
#include "core/learn/model/ensemble.h"
#include "core/learn/model/floors.h"
#include "core/learn/model/scorer.h"
#include "core/learn/train/trainer.h"
#include "core/learn/train/validate.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <map>
#include <memory>
#include <sstream>
#include <utility>

namespace haberdash {

namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(const Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

// Products that whitening and vocabularies may be fitted on: those met in training, or all that
// are not held out where few were.
std::vector<ItemId> trainItems(const Dataset& dataset,
                               const std::vector<std::int64_t>& popularity) {
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
    return met.size() >= std::min(kFew, known.size()) ? met : known;
}

std::vector<std::int64_t> popularityOf(const Dataset& dataset) {
    const std::vector<std::uint32_t> counts = trainPopularity(dataset);
    std::vector<std::int64_t> popularity(counts.begin(), counts.end());
    for (std::size_t row = 0; row < dataset.itemParts.size(); ++row) {
        if (dataset.itemParts[row] != Part::Train) {
            popularity[row] = kNewcomer;
        }
    }
    return popularity;
}

// Of the wanted modalities those that have features; each left out is said in run.data. A run that
// goes on (`before`) looks at products as it did when it began, whatever was computed since.
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
    const std::string text = encoders.value("text", std::string());
    if (text.find("tfidf") != std::string::npos || text.find("words") != std::string::npos) {
        run.data["notes"].push_back(fmt::format(
            "The text encoder {} took its words from the texts of all products, those of the "
            "held-out part too; nobody's events.",
            text));
    }
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

Baskets basketsOf(const Dataset& dataset) {
    Baskets baskets;
    for (std::size_t shopper = 0; shopper < dataset.shoppers.size(); ++shopper) {
        baskets.push_back(chosenRows(dataset, shopper));
    }
    return baskets;
}

// Of each product a small number, alike where the category is.
std::vector<std::uint32_t> categoriesOf(Project& project) {
    std::map<std::string, std::uint32_t> codes;
    std::vector<std::uint32_t> categories;
    ItemStore(project.database()).forEach([&](const Item& item) {
        categories.push_back(
            codes.emplace(item.category, static_cast<std::uint32_t>(codes.size())).first->second);
    });
    return categories;
}

// What of a run may be set anew when it goes on: how long it trains.
bool isLonger(const TrainOptions& wanted, const TrainOptions& had) {
    return wanted.epochs > had.epochs || wanted.patience > had.patience;
}

std::string changedSince(const std::string& run) {
    return fmt::format(
        "The run {} cannot go on: products or events changed since it began; start "
        "a new one instead.",
        run);
}

class Training {
  public:
    // One process of several keeps the run; what the others write of it goes with them.
    Training(Project& project, const TrainOptions& options, const Monitor& monitor)
        : project_(project),
          options_(options),
          monitor_(monitor),
          team_(teamOfEnvironment()),
          scratch_(team_->rank() > 0 ? std::make_unique<TemporaryFolder>() : nullptr),
          store_(scratch_ ? scratch_->path() : project.runsFolder()) {}

    Run start() {
        modalitiesFrom(options_.modalities);
        dataset_ = buildDataset(project_, options_);
        requireSameData();
        HeldRun made = store_.create(options_.kind, optionsToJson(describe(options_)));
        run_ = std::move(made.run);
        lock_.emplace(std::move(made.lock));
        if (learnsFromLabels()) {
            labels_ = labelExamples(project_, dataset_);
        }
        return go();
    }

    Run resume(const std::string& id) {
        if (scratch_ && RunStore(project_.runsFolder()).has(id)) {
            std::filesystem::copy(RunStore(project_.runsFolder()).folder(id),
                                  store_.folder(id),
                                  std::filesystem::copy_options::recursive);
        }
        if (store_.has(id)) {
            lock_.emplace(store_.hold(id));
        }
        run_ = store_.run(id);
        const TrainOptions wanted = options_;
        options_ = TrainOptions{};
        setOptions(describe(options_), run_.config);
        const bool hasEpochs =
            std::filesystem::exists(store_.folder(id) / "checkpoint.safetensors");
        if (run_.state == RunState::Done && !(hasEpochs && isLonger(wanted, options_))) {
            throw Error(ErrorKind::Input,
                        fmt::format("The run {} is finished; give it more train.epochs or "
                                    "train.patience to go on, or start a new one.",
                                    id));
        }
        options_.epochs = std::max(options_.epochs, wanted.epochs);
        options_.patience = std::max(options_.patience, wanted.patience);
        run_.config = optionsToJson(describe(options_));
        dataset_ = datasetOf(project_, run_);
        if (!run_.dataset.empty() && run_.dataset != dataset_.fingerprint) {
            throw Error(ErrorKind::Input, changedSince(id));
        }
        requireSameData();
        if (learnsFromLabels() && run_.data.is_object() && run_.data.contains("labels")) {
            const auto upTo = run_.data["labels"].value("newest", std::int64_t{0});
            labels_ = labelExamples(project_, dataset_, upTo);
        }
        return go();
    }

  private:
    bool learnsFromLabels() const {
        return options_.kind == "multimodal" && options_.labelWeight > 0;
    }

    // Several processes take the same steps only over the same data.
    void requireSameData() const {
        if (team_->size() > 1 && options_.kind != "multimodal") {
            throw Error(ErrorKind::Input,
                        fmt::format("Only multimodal is trained by several processes, not {}; "
                                    "start one without WORLD_SIZE.",
                                    options_.kind));
        }
        constexpr int kDigits = 12;  // what a double holds exactly
        const auto own =
            static_cast<double>(std::stoull(dataset_.fingerprint.substr(0, kDigits), nullptr, 16));
        const bool isOther = team_->ofFirst(own) != own;
        if (team_->sumOf(isOther ? 1 : 0) > 0) {  // all of them say so
            throw Error(ErrorKind::Input,
                        "The processes have different products or events; copy the project to "
                        "every machine, then start all of them again.");
        }
    }

    Run go() {
        run_.dataset = dataset_.fingerprint;
        run_.data = dataset_.summary;
        if (learnsFromLabels()) {
            run_.data["labels"] = labels_.summary();
        }
        run_.data["notes"] = dataset_.notes;
        run_.state = RunState::Running;
        run_.failure.clear();
        store_.save(run_);
        try {
            fit();
            run_.state = RunState::Done;
        } catch (const Cancelled&) {
            end(RunState::Cancelled, {});
            throw;
        } catch (const std::exception& exception) {
            end(RunState::Failed, exception.what());
            throw;
        }
        store_.save(run_);
        if (scratch_) {
            run_.id.clear();
        }
        return run_;
    }

    // Of a run that goes on; nothing where it was broken off before its first model.
    std::optional<ModelFile> modelSoFar() const {
        const std::filesystem::path file = store_.modelFile(run_.id);
        return std::filesystem::exists(file) ? std::optional(readModel(file)) : std::nullopt;
    }

    void end(const RunState state, const std::string& sentence) {
        run_.state = state;
        run_.failure = sentence;
        store_.save(run_);
    }

    void fit() {
        const Clock::time_point start = Clock::now();
        monitor_.step("data", 0, 1);
        const std::vector<std::int64_t> popularity = popularityOf(dataset_);
        ModelFile model;
        model.words["kind"] = options_.kind;
        model.words["config"] = optionsToJson(describe(options_)).dump();
        model.words["seed"] = fmt::format("{}", options_.seed);
        putPopularity(model, dataset_.items, popularity);
        const std::optional<ModelFile> before = modelSoFar();
        if (before && before->integersOf("items") != model.integersOf("items")) {
            throw Error(ErrorKind::Input, changedSince(run_.id));
        }
        if (looksAtProducts(options_.kind)) {
            const std::vector<ItemId> items = trainItems(dataset_, popularity);
            const Modalities wanted = modalitiesFrom(options_.modalities);
            putSpaces(project_,
                      model,
                      wanted,
                      items,
                      static_cast<std::size_t>(options_.reducedDim),
                      before,
                      run_);
            if (wanted.facts && options_.kind == "multimodal") {
                putFacts(model, before ? factsFrom(*before) : fitFactSpace(project_, items));
            }
            store_.save(run_);
        }
        const bool isVector = options_.kind == "bpr-mf" || options_.kind == "vbpr" ||
                              options_.kind == "lightgcn" || options_.kind == "freedom";
        if (options_.kind == "multimodal" || isVector) {
            ItemInputs inputs = itemInputs(project_, model, dataset_.items);
            if (options_.negatives == "hard") {
                inputs.categories = categoriesOf(project_);
            }
            const TrainerJob job{
                dataset_, labels_, options_, inputs, model, store_, monitor_, *team_, run_};
            isVector ? trainVectors(job) : trainMultimodal(job);
            return;
        }
        fitFloor(model, start);
    }

    void fitFloor(ModelFile& model, const Clock::time_point start) {
        if (options_.kind == "item-knn") {
            putNeighbours(model,
                          basketsOf(dataset_),
                          dataset_.items.size(),
                          static_cast<std::size_t>(options_.neighbours),
                          options_.shrinkage);
        }
        if (options_.kind == "ensemble") {
            putMembers(model, members());
        }
        const double seconds = std::max(1e-9, secondsSince(start));
        const auto scorer = makeScorer(project_, dataset_.items, model);
        monitor_.step("validation", 0, 1);
        const Validation validation(dataset_);
        const Validation::Result result = validation.run(*scorer, monitor_);
        run_.validation = result.metrics;
        if (options_.kind == "ensemble") {
            const Calibration fit = fitCalibration(result.examples);
            model.words["calibration.slope"] = toText(fit.slope);
            model.words["calibration.offset"] = toText(fit.offset);
        }
        run_.examplesPerSecond = static_cast<double>(dataset_.events.size()) / seconds;
        writeModel(store_.modelFile(run_.id), model);
        run_.seconds = secondsSince(start);
    }

    // The models that an ensemble adds up; all learned from the same split, or one of them would
    // have seen what the others are judged by.
    std::vector<ModelFile> members() const {
        std::vector<ModelFile> models;
        std::istringstream words(options_.members);
        for (std::string id; std::getline(words, id, ',');) {
            std::erase(id, ' ');
            const Run run = store_.run(id);
            if (run.dataset != dataset_.fingerprint) {
                throw Error(ErrorKind::Input,
                            fmt::format("The run {} learned from other data or another split than "
                                        "this ensemble; train it again or leave it out.",
                                        id));
            }
            if (!std::filesystem::exists(store_.modelFile(id))) {
                throw Error(ErrorKind::Unavailable,
                            fmt::format("The run {} has no model; finish its training first.", id));
            }
            models.push_back(readModel(store_.modelFile(id)));
        }
        if (models.size() < 2) {
            throw Error(ErrorKind::Input,
                        "An ensemble takes at least two runs: --set model.members=r1,r2.");
        }
        return models;
    }

    Project& project_;
    TrainOptions options_;
    const Monitor& monitor_;
    std::unique_ptr<Team> team_;
    std::unique_ptr<TemporaryFolder> scratch_;
    RunStore store_;
    std::optional<FileLock> lock_;  ///< on the run: tells others that it is being trained
    Dataset dataset_;
    LabelExamples labels_;
    Run run_;
};

}  // namespace

Run train(Project& project,
          const TrainOptions& options,
          const Monitor& monitor,
          const std::optional<std::string>& resumeRun) {
    Training training(project, options, monitor);
    return resumeRun ? training.resume(*resumeRun) : training.start();
}

}  // namespace haberdash
