// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A run is a folder runs/<id>/ of the project: run.json (below), model.safetensors, history.jsonl
// (a line an epoch), evaluation-<split>.json. Files, not tables: a run can be copied, mailed and
// read by any tool, and the engine and the window never write the same one at the same time.

#include "core/data/base/file_lock.h"
#include "core/data/base/json.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace haberdash {

/// Interrupted: written as running, but whoever trained it is gone (killed, or the power went).
enum class RunState { Running, Done, Cancelled, Failed, Interrupted };

/// run.json.
struct Run {
    std::string id;    ///< "r1", "r2", ...: the folder's name
    std::string kind;  ///< model.kind
    RunState state = RunState::Running;
    /// Not of run.json: there is something to rank with, because it is finished, or broke off and
    /// kept its best epoch.
    bool hasModel = false;
    std::int64_t created = 0;  ///< Unix seconds
    double seconds = 0;        ///< spent training
    Json config;               ///< flat, as optionsToJson() gives it
    std::string dataset;       ///< fingerprint: equal means the same examples and split
    Json
        data;  ///< {"shoppers","items","events","train","validation","test","encoders":{…},"simulated":bool}
    std::int64_t epochs = 0;                   ///< finished
    std::int64_t bestEpoch = 0;                ///< from 1; 0: no epochs (a model without training)
    std::map<std::string, double> validation;  ///< metrics of the best epoch: "ndcg@10" -> value
    double examplesPerSecond = 0;
    std::string note;     ///< the person's words
    std::string failure;  ///< sentence, when state is Failed
    std::int64_t testOpened =
        0;  ///< Unix seconds when the test split was first looked at; 0: never
};

/// Of run.data: it learned from simulated shoppers; nullopt: the record does not say.
std::optional<bool> simulatedIn(const Json& runData);

/// One line of history.jsonl.
struct EpochRecord {
    std::int64_t epoch = 0;  ///< from 1
    double trainLoss = 0;
    double validationLoss = 0;  ///< log loss of the calibrated likelihoods, as evaluate's
    std::map<std::string, double> validation;
    double seconds = 0;
    bool isBest = false;
};

Json toJson(const Run& run);
Run runFromJson(const Json& json);
Json toJson(const EpochRecord& record);
EpochRecord epochFromJson(const Json& json);

/// A new run and what holds it, as RunStore::hold() gives it.
struct HeldRun {
    Run run;
    FileLock lock;
};

/// The folder runs/ of one project. Holds no state; any thread. Whoever writes the record of a run
/// holds the run, so no two write it at the same time.
class RunStore {
  public:
    explicit RunStore(std::filesystem::path runsFolder);

    /// Makes the folder of the next number, which no run had before, holds it and writes its
    /// run.json. Throws Error(Disk).
    HeldRun create(const std::string& kind, const Json& config) const;

    /// Atomically. For the one that holds the run.
    void save(const Run& run) const;

    /// Reads the record, lets `apply` change it and writes it back, holding the run meanwhile: what
    /// others wrote is not lost. Waits up to a second for one who changes it as well; throws
    /// Error(Locked) while the run is being trained, Error(Disk), and Error(NotFound) as run()
    /// does.
    void change(const std::string& id, const std::function<void(Run&)>& apply) const;

    /// What a process holds as long as it trains a run, or changes its record; without it a run
    /// that says "running" reads as Interrupted. Throws Error(Locked) when another process holds
    /// the run and does not let go within `patience`, Error(Disk).
    FileLock hold(const std::string& id, std::chrono::milliseconds patience = {}) const;

    /// What a service holds as long as the run answers shoppers, so that nobody removes it
    /// meanwhile. Any number of services; empty where the folder cannot be written.
    std::optional<FileLock> holdServing(const std::string& id) const;

    /// Throws Error(NotFound) that names the runs that there are.
    Run run(const std::string& id) const;
    bool has(const std::string& id) const;

    /// Oldest first; a folder whose run.json cannot be read is left out.
    std::vector<Run> all() const;
    void appendEpoch(const std::string& id, const EpochRecord& record) const;
    std::vector<EpochRecord> history(const std::string& id) const;

    /// evaluation-<split>.json of a run as `haberdashctl evaluate --json` printed it for that run.
    void saveEvaluation(const std::string& id,
                        const std::string& split,
                        const Json& evaluation) const;
    std::optional<Json> evaluation(const std::string& id, const std::string& split) const;

    std::filesystem::path folder(const std::string& id) const { return folder_ / id; }

    std::filesystem::path modelFile(const std::string& id) const {
        return folder_ / id / "model.safetensors";
    }

    /// Throws Error(Locked) while the run is being trained or answers shoppers.
    void remove(const std::string& id) const;

  private:
    std::filesystem::path folder_;
};

}  // namespace haberdash
