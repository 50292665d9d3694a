// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/train/tune.h"

#include "core/data/base/error.h"
#include "core/data/base/files.h"
#include "core/data/base/numbers.h"
#include "core/data/runs/option_kinds.h"
#include "core/data/runs/run_store.h"
#include "core/learn/metrics/draws.h"
#include "core/learn/train/team.h"
#include "core/learn/train/train.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <functional>
#include <map>

namespace haberdash {

namespace {

constexpr std::int64_t kKeptOf = 3;

/// One option of a kind: a list to choose from, or a range drawn evenly in its logarithm.
struct Range {
    const char* key;
    std::vector<Json> choices;
    double low = 0;
    double high = 0;
};

std::vector<Range> commonRanges() {
    return {{"train.learning_rate", {}, 3e-4, 1e-2}, {"model.embedding_dim", {32, 64, 128}}};
}

std::vector<Range> rangesOf(const std::string& kind) {
    std::vector<Range> ranges;
    const auto add = [&](std::vector<Range> more) {
        ranges.insert(ranges.end(), more.begin(), more.end());
    };
    if (kind == "multimodal") {
        add(commonRanges());
        add({{"train.weight_decay", {}, 1e-6, 1e-3},
             {"model.fusion", {"concat", "product", "sum", "gate", "attention"}},
             {"model.history", {"mean", "gru", "attention"}},
             {"model.head", {"mlp", "dot"}},
             {"model.dropout", {0.0, 0.1, 0.3}},
             {"train.loss", {"bce", "bpr", "softmax"}},
             {"train.negatives", {"uniform", "popularity", "hard"}}});
    } else if (kind == "bpr-mf" || kind == "vbpr") {
        add(commonRanges());
        add({{"train.weight_decay", {}, 1e-4, 1e-1}, {"train.negatives_per_positive", {1, 4}}});
    } else if (readsOption(kind, "model.layers")) {
        add(commonRanges());
        add({{"train.weight_decay", {}, 1e-5, 1e-2}, {"model.layers", {1, 2, 3}}});
        if (kind == "freedom") {
            add({{"model.edge_dropout", {0.0, 0.5, 0.8, 0.9}},
                 {"model.content_weight", {0.0, 0.001, 0.01, 0.1}},
                 {"model.graph_neighbours", {5, 10, 20}}});
        }
    } else if (kind == "item-knn") {
        add({{"model.neighbours", {20, 50, 100, 200, 500}},
             {"model.shrinkage", {0.0, 1.0, 10.0, 50.0}}});
    } else if (kind == "recent-popularity") {
        add({{"model.history_decay", {0.8, 0.9, 0.95, 0.97, 0.99}}});
    } else if (kind == "content") {
        add({{"model.history_decay", {0.9, 0.95, 0.97, 0.99, 1.0}},
             {"model.reduced_dim", {32, 64, 128, 256}}});
    }
    return ranges;
}

Json drawnFrom(const std::vector<Range>& ranges, Draws& random) {
    Json values = Json::object();
    for (const Range& range : ranges) {
        values[range.key] = range.choices.empty()
                                ? Json(range.low * std::pow(range.high / range.low, random.unit()))
                                : range.choices[random.below(range.choices.size())];
    }
    return values;
}

class Search {
  public:
    Search(Project& project,
           const TrainOptions& base,
           const TuneOptions& options,
           const Monitor& monitor)
        : project_(project),
          base_(base),
          options_(options),
          monitor_(monitor),
          store_(project.runsFolder()),
          file_(project.runsFolder().parent_path() / "tuning" / (options.name + ".json")) {}

    Json run() {
        load();
        for (const std::string& kind : options_.kinds) {
            searchKind(kind);
        }
        return result();
    }

  private:
    Json settings() const {
        TrainOptions base = base_;
        return {{"kinds", options_.kinds},
                {"trials", options_.trials},
                {"first_epochs", options_.firstEpochs},
                {"rounds", options_.rounds},
                {"seed", options_.seed},
                {"base", optionsToJson(describe(base))}};
    }

    void load() {
        if (!std::filesystem::exists(file_)) {
            std::filesystem::create_directories(file_.parent_path());
            state_ = {{"settings", settings()}, {"trials", Json::array()}};
            for (const std::string& kind : options_.kinds) {
                addTrials(kind);
            }
            save();
            return;
        }
        state_ = Json::parse(readFile(file_), nullptr, false);
        if (!state_.is_object() || !state_.contains("trials") ||
            state_.value("settings", Json()) != settings()) {
            throw Error(ErrorKind::Input,
                        fmt::format("{} is the record of another search; give this one a name of "
                                    "its own (--name) or remove that file.",
                                    file_.string()));
        }
    }

    // The first trial of a kind is the options as given: a search can only do better.
    void addTrials(const std::string& kind) {
        const std::vector<Range> ranges = rangesOf(kind);
        Draws random(mixed(static_cast<std::uint64_t>(options_.seed)) ^ hashOf(kind));
        const std::int64_t count = ranges.empty() ? 1 : options_.trials;
        for (std::int64_t trial = 0; trial < count; ++trial) {
            state_["trials"].push_back(
                {{"kind", kind},
                 {"options", trial == 0 ? Json::object() : drawnFrom(ranges, random)},
                 {"run", ""},
                 {"round", 0},
                 {"epochs", 0},
                 {"seconds", 0.0},
                 {"value", nullptr}});
        }
    }

    static std::uint64_t hashOf(const std::string& word) {
        std::uint64_t hash = 0;
        for (const char letter : word) {
            hash = mixed(hash ^ static_cast<unsigned char>(letter));
        }
        return hash;
    }

    void save() const { writeFileAtomically(file_, state_.dump(1) + '\n'); }

    void searchKind(const std::string& kind) {
        std::vector<std::size_t> alive;
        for (std::size_t index = 0; index < state_["trials"].size(); ++index) {
            if (state_["trials"][index]["kind"] == kind) {
                alive.push_back(index);
            }
        }
        std::int64_t epochs = options_.firstEpochs;
        for (std::int64_t round = 1; round <= options_.rounds; ++round, epochs *= kKeptOf) {
            for (std::size_t place = 0; place < alive.size(); ++place) {
                monitor_.step(fmt::format("{} round {}", kind, round), place, alive.size());
                trial(state_["trials"][alive[place]], round, epochs);
            }
            std::ranges::stable_sort(alive, std::greater<>(), [&](const std::size_t index) {
                return valueOf(state_["trials"][index]);
            });
            alive.resize((alive.size() + kKeptOf - 1) / kKeptOf);
        }
    }

    static double valueOf(const Json& trial) {
        return trial["value"].is_number() ? trial["value"].get<double>() : -1.0;
    }

    void trial(Json& trial, const std::int64_t round, const std::int64_t epochs) {
        if (trial["round"].get<std::int64_t>() >= round) {
            return;
        }
        TrainOptions options = base_;
        options.kind = trial["kind"].get<std::string>();
        options.epochs = epochs;
        options.validateEvery = 1;
        setOptions(describe(options), trial["options"]);
        try {
            const Run run = trained(trial, options);
            const auto found = run.validation.find(options.metric);
            trial["run"] = run.id;
            trial["value"] = found == run.validation.end() ? 0.0 : found->second;
            trial["epochs"] = run.epochs;
            trial["seconds"] = run.seconds;
        } catch (const Cancelled&) {
            throw;
        } catch (const Error& error) {
            // Options that diverge lose; anything else would fail for all trials alike.
            if (error.kind() != ErrorKind::Model) {
                throw;
            }
            trial["failure"] = error.what();
            trial["value"] = nullptr;  // what it had in a round before is nothing to go on with
        }
        trial["round"] = round;
        save();
    }

    Run trained(const Json& trial, const TrainOptions& options) {
        std::string id = trial["run"].get<std::string>();
        if (id.empty()) {
            id = brokenOff(options);
        }
        if (id.empty()) {
            return train(project_, options, monitor_);
        }
        Run run = store_.run(id);
        if (run.state != RunState::Done) {
            run = train(project_, options, monitor_, id);
        }
        const auto had = run.config.value("train.epochs", std::int64_t{0});
        const bool hasEpochs =
            std::filesystem::exists(store_.folder(id) / "checkpoint.safetensors");
        return had < options.epochs && hasEpochs ? train(project_, options, monitor_, id) : run;
    }

    // A run of exactly these options that was killed before it could be recorded.
    std::string brokenOff(TrainOptions options) const {
        const Json config = optionsToJson(describe(options));
        for (const Run& run : store_.all()) {
            const bool isRecorded = std::ranges::any_of(
                state_["trials"], [&](const Json& trial) { return trial["run"] == run.id; });
            const bool isOpen =
                run.state == RunState::Interrupted || run.state == RunState::Cancelled;
            if (isOpen && !isRecorded && run.config == config) {
                return run.id;
            }
        }
        return {};
    }

    Json result() const {
        std::map<std::string, Json> best;
        for (const Json& trial : state_["trials"]) {
            Json& own = best[trial["kind"].get<std::string>()];
            const bool isFirst = own.is_null();
            const double seconds = isFirst ? 0.0 : own["seconds"].get<double>();
            const std::int64_t trials = isFirst ? 0 : own["trials"].get<std::int64_t>();
            if (isFirst || valueOf(trial) > own["value"].get<double>()) {
                own = {{"kind", trial["kind"]},
                       {"run", trial["value"].is_number() ? trial["run"] : Json("")},
                       {"value", valueOf(trial)},
                       {"options", trial["options"]},
                       {"epochs", trial["epochs"]}};
            }
            own["seconds"] = seconds + trial["seconds"].get<double>();
            own["trials"] = trials + 1;
        }
        std::vector<Json> rows;
        for (const auto& [kind, row] : best) {
            rows.push_back(row);
        }
        std::ranges::stable_sort(
            rows, std::greater<>(), [](const Json& row) { return row["value"].get<double>(); });
        return {{"metric", base_.metric}, {"best", rows}, {"trials", state_["trials"]}};
    }

    Project& project_;
    const TrainOptions& base_;
    const TuneOptions& options_;
    const Monitor& monitor_;
    RunStore store_;
    std::filesystem::path file_;
    Json state_;
};

}  // namespace

Json tune(Project& project,
          const TrainOptions& base,
          const TuneOptions& options,
          const Monitor& monitor) {
    requireOneProcess("tune trains many");
    return Search(project, base, options, monitor).run();
}

}  // namespace haberdash
