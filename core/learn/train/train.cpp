// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/train/train.h"

#include "core/data/base/error.h"
#include "core/data/base/numbers.h"
#include "core/data/base/temporary_folder.h"
#include "core/data/catalog/item_store.h"
#include "core/data/runs/option_kinds.h"
#include "core/learn/model/ensemble.h"
#include "core/learn/model/floors.h"
#include "core/learn/model/scorer.h"
#include "core/learn/model/threads.h"
#include "core/learn/train/fit_spaces.h"
#include "core/learn/train/input_digest.h"
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

/// Held-out products are as if they came later.
template <typename Figure>
std::vector<Figure> withNewcomers(const Dataset& dataset, std::vector<Figure> figures) {
    for (std::size_t row = 0; row < dataset.itemParts.size(); ++row) {
        if (dataset.itemParts[row] != Part::Train) {
            figures[row] = static_cast<Figure>(kNewcomer);
        }
    }
    return figures;
}

std::vector<std::int64_t> popularityOf(const Dataset& dataset) {
    const std::vector<std::uint32_t> counts = trainPopularity(dataset);
    return withNewcomers(dataset, std::vector<std::int64_t>(counts.begin(), counts.end()));
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

// Weights are the same to the last digit only for the same of all these.
std::string computedBy(const TrainOptions& options) {
    return fmt::format("version {} ({}), {}, {} {}",
                       HABERDASH_VERSION,
                       __VERSION__,
                       computeKernels(),
                       options.threads,
                       options.threads == 1 ? "thread" : "threads");
}

class Training {
  public:
    // One process of several keeps the run; what the others write of it goes with them.
    Training(Project& project, const TrainOptions& options, const Monitor& monitor)
        : project_(project),
          options_(options),
          monitor_(monitor),
          team_(teamOfEnvironment(monitor)),
          scratch_(team_->rank() > 0 ? std::make_unique<TemporaryFolder>() : nullptr),
          store_(scratch_ ? scratch_->path() : project.runsFolder()) {}

    Run start() {
        modalitiesFrom(options_.modalities);
        if (options_.kind == "ensemble") {
            requireMembers();
        }
        requireSameOptions();
        dataset_ = buildDataset(project_, options_);
        if (learnsFromLabels()) {
            labels_ = labelExamples(project_, dataset_);
        }
        requireSameData();
        HeldRun made = store_.create(options_.kind, optionsToJson(describe(options_)));
        run_ = std::move(made.run);
        lock_.emplace(std::move(made.lock));
        return go();
    }

    Run resume(const std::string& id) {
        if (store_.has(id)) {
            lock_.emplace(store_.hold(id));
        }
        shareFiles(
            *team_, store_.folder(id), {"run.json", "model.safetensors", "checkpoint.safetensors"});
        had_ = run_ = store_.run(id);
        const TrainOptions wanted = options_;
        options_ = TrainOptions{};
        setOptions(describe(options_), run_.config);
        const bool goesOn = std::filesystem::exists(store_.folder(id) / "checkpoint.safetensors") &&
                            isLonger(wanted, options_);
        if (wanted.epochs > 0 && wanted.epochs < run_.epochs) {
            throw Error(ErrorKind::Input,
                        fmt::format("The run {} has {} epochs behind it; give it train.epochs of "
                                    "more than that to go on, or start a new one.",
                                    id,
                                    run_.epochs));
        }
        options_.epochs = wanted.epochs > 0 ? wanted.epochs : options_.epochs;
        options_.patience = std::max(options_.patience, wanted.patience);
        run_.config = optionsToJson(describe(options_));
        requireSameOptions();
        if (run_.state == RunState::Done && !goesOn) {
            throw Error(ErrorKind::Input,
                        fmt::format("The run {} is finished; give it more train.epochs or "
                                    "train.patience to go on, or start a new one.",
                                    id));
        }
        dataset_ = datasetOf(project_, run_);
        takeLabelsAgain();
        requireSameData();
        if (!run_.dataset.empty() && run_.dataset != dataset_.fingerprint) {
            refuse("products or events");
        }
        return go();
    }

  private:
    bool learnsFromLabels() const {
        return options_.kind == "multimodal" && options_.labelWeight > 0;
    }

    // Those that the run began with; a run that was killed before it kept anything had none yet.
    void takeLabelsAgain() {
        const bool hasBegun = !run_.dataset.empty();
        if (!learnsFromLabels() || (hasBegun && !run_.data.contains("labels"))) {
            return;
        }
        const auto upTo = hasBegun
                              ? std::optional(run_.data["labels"].value("newest", std::int64_t{0}))
                              : std::nullopt;
        labels_ = labelExamples(project_, dataset_, upTo);
    }

    // Several processes take the same steps only under the same options and over the same data.
    void requireSameOptions() {
        if (team_->size() > 1 && options_.kind != "multimodal") {
            throw Error(ErrorKind::Input,
                        fmt::format("Only multimodal is trained by several processes, not {}; "
                                    "start one without WORLD_SIZE.",
                                    options_.kind));
        }
        if (options_.shopperVectors) {
            requireOneProcess("shoppers' own vectors (model.shopper_vectors) are learned by one");
        }
        TrainOptions alike = options_;
        alike.threads = 1;  // each machine's own
        requireAlike(*team_, "options", optionsToJson(describe(alike)).dump());
    }

    void requireSameData() {
        requireAlike(*team_, "products or events", dataset_.fingerprint);
        requireAlike(*team_, "labels", labels_.summary().dump());
    }

    [[noreturn]] void refuse(const char* const whatChanged) {
        isRefused_ = true;
        throw Error(ErrorKind::Input,
                    fmt::format("The run {} cannot go on: {} changed since it began; start a new "
                                "one instead.",
                                run_.id,
                                whatChanged));
    }

    // What the run looks at of products, compared with the other processes and with its beginning.
    void keepInputs(ModelFile& model,
                    const ItemInputs& inputs,
                    const std::optional<ModelFile>& before) {
        const std::string digest = inputDigest(project_, model, inputs, dataset_.items);
        requireAlike(*team_, "vectors or facts of products", digest);
        if (before && before->words.contains("inputs") && before->word("inputs") != digest) {
            refuse("the vectors or facts of its products");
        }
        model.words["inputs"] = digest;
    }

    // Whoever computes, after those who did before.
    void keepComputers() {
        Json computers =
            run_.data.is_object() ? run_.data.value("computed_by", Json::array()) : Json::array();
        const std::string now = computedBy(options_);
        if (std::find(computers.begin(), computers.end(), now) == computers.end()) {
            computers.push_back(now);
        }
        run_.data = dataset_.summary;
        run_.data["notes"] = dataset_.notes;
        run_.data["computed_by"] = computers;
        if (computers.size() > 1) {
            run_.data["notes"].push_back(
                fmt::format("The run {} went on under another build, processor or number of "
                            "threads than it began with; its last digits are not those of an "
                            "unbroken one.",
                            run_.id));
        }
    }

    Run go() {
        run_.dataset = dataset_.fingerprint;
        keepComputers();
        if (learnsFromLabels()) {
            run_.data["labels"] = labels_.summary();
        }
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
            if (isRefused_) {
                store_.save(had_);
            } else {
                end(RunState::Failed, exception.what());
            }
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
            refuse("products or events");
        }
        if (looksAtProducts(options_.kind)) {
            const std::vector<ItemId> items = trainItems(dataset_, popularity, run_.data["notes"]);
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
        if (readsOption(options_.kind, "model.embedding_dim")) {
            ItemInputs inputs = itemInputs(project_, model, dataset_.items);
            if (options_.negatives == "hard") {
                inputs.categories = categoriesOf(project_);
            }
            keepInputs(model, inputs, before);
            const TrainerJob job{
                dataset_, labels_, options_, inputs, model, store_, monitor_, *team_, run_};
            options_.kind == "multimodal" ? trainMultimodal(job) : trainVectors(job);
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
        if (options_.kind == "recent-popularity") {
            putRecent(model,
                      withNewcomers(dataset_, recentPopularity(dataset_, options_.historyDecay)));
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

    std::vector<std::string> memberIds() const {
        std::vector<std::string> ids;
        std::istringstream words(options_.members);
        for (std::string id; std::getline(words, id, ',');) {
            std::erase(id, ' ');
            ids.push_back(id);
        }
        return ids;
    }

    // Before there is a run that would have failed.
    void requireMembers() const {
        const std::vector<std::string> ids = memberIds();
        if (ids.size() < 2) {
            throw Error(
                ErrorKind::Input,
                "An ensemble takes at least two runs; name them in model.members, like r1,r2.");
        }
        for (const std::string& id : ids) {
            store_.run(id);  // throws
        }
    }

    // The models that an ensemble adds up; all learned from the same split, or one of them would
    // have seen what the others are judged by.
    std::vector<ModelFile> members() const {
        std::vector<ModelFile> models;
        for (const std::string& id : memberIds()) {
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
    Run had_;                 ///< the record of a run that goes on, as it was
    bool isRefused_ = false;  ///< before it took a step: the run stays what it was
};

}  // namespace

Run train(Project& project,
          const TrainOptions& options,
          const Monitor& monitor,
          const std::optional<std::string>& resumeRun) {
    if (!resumeRun && options.kind != "multimodal") {
        requireOneProcess(options.kind + " is trained by one");  // not only once the others came
    }
    Training training(project, options, monitor);
    return resumeRun ? training.resume(*resumeRun) : training.start();
}

void reportRun(const Monitor& monitor, const std::int64_t number, const std::int64_t all) {
    monitor.report({"runs",
                    static_cast<std::size_t>(number - 1),
                    static_cast<std::size_t>(all),
                    {{"number", number}, {"of", all}}});
}

}  // namespace haberdash
