// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/runs/run_store.h"

#include "core/data/base/clock.h"
#include "core/data/base/error.h"
#include "core/data/base/files.h"
#include "core/data/base/numbers.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <limits>
#include <string_view>
#include <system_error>
#include <tuple>
#include <utility>

namespace haberdash {

namespace fs = std::filesystem;

namespace {

constexpr const char* kRunFile = "run.json";
constexpr const char* kHistoryFile = "history.jsonl";
constexpr const char* kLockFile = "training.lock";
constexpr const char* kServingFile = "serving.lock";
constexpr const char* kLastFile = "last-number";  // of runs/: the highest of those removed
constexpr std::array kStates{"running", "done", "cancelled", "failed", "interrupted"};

RunState stateFrom(const std::string& word) {
    const auto found = std::ranges::find(kStates, word);
    return found == kStates.end() ? RunState::Failed
                                  : static_cast<RunState>(found - kStates.begin());
}

/// A name of one folder, not a path that leads somewhere else.
bool isPlainName(const std::string& id) {
    return !id.empty() && id != "." && id != ".." &&
           id.find_first_of(std::string_view("/\0", 2)) == std::string::npos;
}

std::optional<std::int64_t> numberOf(const std::string& id) {
    return id.starts_with('r') ? parseInteger(std::string_view(id).substr(1)) : std::nullopt;
}

/// A number is given once: what remembers a run by its name must not find another one there.
std::int64_t lastRemoved(const fs::path& runsFolder) {
    std::error_code ignored;
    const fs::path file = runsFolder / kLastFile;
    return fs::exists(file, ignored) ? parseInteger(readFile(file)).value_or(0) : 0;
}

/// r2 before r10; names that people gave come last.
bool isBefore(const Run& left, const Run& right) {
    constexpr std::int64_t kLast = std::numeric_limits<std::int64_t>::max();
    const auto key = [kLast](const Run& run) {
        return std::tuple(run.created, numberOf(run.id).value_or(kLast), std::string_view(run.id));
    };
    return key(left) < key(right);
}

Json parseFile(const fs::path& file) {
    const std::string text = readFile(file);
    try {
        return Json::parse(text);
    } catch (const Json::exception&) {
        throw Error(ErrorKind::Input,
                    fmt::format("{} is damaged: it is not valid JSON; remove the run or restore "
                                "the file.",
                                file.string()));
    }
}

template <class Value>
void read(const Json& json, const char* const key, Value& value) {
    if (const auto found = json.find(key); found != json.end() && !found->is_null()) {
        value = found->get<Value>();
    }
}

/// `fill` with nlohmann's complaints about types as one of ours.
template <class Fill>
void filling(const char* const what, const Json& json, const Fill& fill) {
    try {
        if (!json.is_object()) {
            throw Error(ErrorKind::Input, fmt::format("The {} is no JSON object.", what));
        }
        fill();
    } catch (const Json::exception& exception) {
        throw Error(ErrorKind::Input,
                    fmt::format("The {} is damaged ({}).", what, exception.what()));
    }
}

std::string textOf(const Json& json) {
    constexpr int kIndent = 2;
    return json.dump(kIndent, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace

Json toJson(const Run& run) {
    return {{"run", run.id},
            {"kind", run.kind},
            {"state", kStates[static_cast<std::size_t>(run.state)]},
            {"created", run.created},
            {"seconds", run.seconds},
            {"epochs", run.epochs},
            {"best_epoch", run.bestEpoch},
            {"validation", run.validation},
            {"examples_per_second", run.examplesPerSecond},
            {"dataset", run.dataset},
            {"data", run.data},
            {"config", run.config},
            {"note", run.note},
            {"failure", run.failure},
            {"test_opened", run.testOpened}};
}

Run runFromJson(const Json& json) {
    Run run;
    filling("record of the run", json, [&] {
        std::string state = kStates[0];
        read(json, "run", run.id);
        read(json, "kind", run.kind);
        read(json, "state", state);
        read(json, "created", run.created);
        read(json, "seconds", run.seconds);
        read(json, "epochs", run.epochs);
        read(json, "best_epoch", run.bestEpoch);
        read(json, "validation", run.validation);
        read(json, "examples_per_second", run.examplesPerSecond);
        read(json, "dataset", run.dataset);
        read(json, "data", run.data);
        read(json, "config", run.config);
        read(json, "note", run.note);
        read(json, "failure", run.failure);
        read(json, "test_opened", run.testOpened);
        run.state = stateFrom(state);
    });
    return run;
}

Json toJson(const EpochRecord& record) {
    return {{"epoch", record.epoch},
            {"train_loss", record.trainLoss},
            {"validation_loss", record.validationLoss},
            {"validation", record.validation},
            {"seconds", record.seconds},
            {"is_best", record.isBest}};
}

EpochRecord epochFromJson(const Json& json) {
    EpochRecord record;
    filling("record of an epoch", json, [&] {
        read(json, "epoch", record.epoch);
        read(json, "train_loss", record.trainLoss);
        read(json, "validation_loss", record.validationLoss);
        read(json, "validation", record.validation);
        read(json, "seconds", record.seconds);
        read(json, "is_best", record.isBest);
    });
    return record;
}

std::optional<bool> simulatedIn(const Json& runData) {
    if (!runData.is_object()) {
        return std::nullopt;
    }
    const auto flag = runData.find("simulated");
    return flag != runData.end() && flag->is_boolean() ? std::optional(flag->get<bool>())
                                                       : std::nullopt;
}

RunStore::RunStore(fs::path runsFolder) : folder_(std::move(runsFolder)) {
}

HeldRun RunStore::create(const std::string& kind, const Json& config) const {
    std::error_code failure;
    fs::create_directories(folder_, failure);
    std::int64_t number = 0;
    for (fs::directory_iterator entry(folder_, failure), end; !failure && entry != end;
         entry.increment(failure)) {
        number = std::max(number, numberOf(entry->path().filename().string()).value_or(0));
    }
    number = std::max(number, lastRemoved(folder_));
    Run run{.kind = kind, .config = config};
    // Making the folder is what claims the number: another job may be looking for one too.
    while (!failure) {
        run.id = fmt::format("r{}", ++number);
        if (fs::create_directory(folder(run.id), failure)) {
            break;
        }
    }
    if (failure) {
        throw Error(ErrorKind::Disk,
                    fmt::format("A folder for the run cannot be made in {} ({}); check its "
                                "permissions and the disk.",
                                folder_.string(),
                                failure.message()));
    }
    run.created = unixNow();
    FileLock lock = hold(run.id);
    save(run);
    return {std::move(run), std::move(lock)};
}

void RunStore::save(const Run& run) const {
    writeFileAtomically(folder(run.id) / kRunFile, textOf(toJson(run)));
}

void RunStore::change(const std::string& id, const std::function<void(Run&)>& apply) const {
    if (!has(id)) {
        run(id);  // says which runs there are
    }
    const FileLock lock = hold(id, std::chrono::seconds(1));
    Run record = runFromJson(parseFile(folder(id) / kRunFile));
    record.id = id;
    apply(record);
    save(record);
}

FileLock RunStore::hold(const std::string& id, const std::chrono::milliseconds patience) const {
    const fs::path file = folder(id) / kLockFile;
    if (std::optional<FileLock> lock = FileLock::acquireWithin(file, patience)) {
        return std::move(*lock);
    }
    if (FileLock::isHeld(file)) {
        throw Error(ErrorKind::Locked,
                    fmt::format("The run {} is in use by another process, which trains or changes "
                                "it; wait for it or cancel it first.",
                                id));
    }
    throw Error(
        ErrorKind::Disk,
        fmt::format("{} cannot be written; check the permissions of its folder.", file.string()));
}

std::optional<FileLock> RunStore::holdServing(const std::string& id) const {
    return FileLock::share(folder(id) / kServingFile);
}

Run RunStore::run(const std::string& id) const {
    if (has(id)) {
        Run found = runFromJson(parseFile(folder(id) / kRunFile));
        found.id = id;
        if (found.state == RunState::Running && !FileLock::isHeld(folder(id) / kLockFile)) {
            found.state = RunState::Interrupted;
        }
        std::error_code ignored;
        found.hasModel = found.state != RunState::Running && found.state != RunState::Failed &&
                         fs::is_regular_file(modelFile(id), ignored);
        return found;
    }
    std::vector<std::string> ids;
    std::ranges::transform(all(), std::back_inserter(ids), &Run::id);
    throw Error(
        ErrorKind::NotFound,
        ids.empty()
            ? fmt::format("There is no run \"{}\", and no other either; train one first "
                          "(haberdashctl train).",
                          id)
            : fmt::format("There is no run \"{}\"; the runs are {}.", id, fmt::join(ids, ", ")));
}

bool RunStore::has(const std::string& id) const {
    std::error_code ignored;
    return isPlainName(id) && fs::is_regular_file(folder(id) / kRunFile, ignored);
}

std::vector<Run> RunStore::all() const {
    std::vector<Run> runs;
    std::error_code failure;
    for (fs::directory_iterator entry(folder_, failure), end; !failure && entry != end;
         entry.increment(failure)) {
        const std::string id = entry->path().filename().string();
        try {
            if (has(id)) {
                runs.push_back(run(id));
            }
        } catch (const Error&) {
            continue;  // Promised: a folder that cannot be read is left out, not the whole list.
        }
    }
    std::ranges::sort(runs, isBefore);
    return runs;
}

void RunStore::appendEpoch(const std::string& id, const EpochRecord& record) const {
    const fs::path file = folder(id) / kHistoryFile;
    std::error_code ignored;
    std::string text = fs::exists(file, ignored) ? readFile(file) : std::string();
    if (!text.empty() && text.back() != '\n') {
        text += '\n';
    }
    writeFileAtomically(file, text + toJson(record).dump() + '\n');
}

std::vector<EpochRecord> RunStore::history(const std::string& id) const {
    const fs::path file = folder(id) / kHistoryFile;
    std::vector<EpochRecord> records;
    std::error_code ignored;
    if (!isPlainName(id) || !fs::exists(file, ignored)) {
        return records;
    }
    const std::string text = readFile(file);
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const Json line = Json::parse(text.begin() + static_cast<std::ptrdiff_t>(at),
                                      text.begin() + static_cast<std::ptrdiff_t>(end),
                                      nullptr,
                                      false);
        if (line.is_object()) {
            records.push_back(epochFromJson(line));
        }
        at = end + 1;
    }
    return records;
}

void RunStore::saveEvaluation(const std::string& id,
                              const std::string& split,
                              const Json& evaluation) const {
    writeFileAtomically(folder(id) / fmt::format("evaluation-{}.json", split), textOf(evaluation));
}

std::optional<Json> RunStore::evaluation(const std::string& id, const std::string& split) const {
    const fs::path file = folder(id) / fmt::format("evaluation-{}.json", split);
    std::error_code ignored;
    if (!isPlainName(id) || !fs::exists(file, ignored)) {
        return std::nullopt;
    }
    return parseFile(file);
}

void RunStore::remove(const std::string& id) const {
    if (!has(id)) {
        run(id);  // says which runs there are
    }
    const FileLock lock = hold(id);
    const std::optional<FileLock> serving = FileLock::acquire(folder(id) / kServingFile);
    if (!serving && FileLock::isHeld(folder(id) / kServingFile)) {
        throw Error(ErrorKind::Locked,
                    fmt::format("The run {} answers shoppers; give them another one (PUT "
                                "/v1/traffic or, with --catalog, another --run) or stop the "
                                "service, and remove it then.",
                                id));
    }
    if (const std::int64_t number = numberOf(id).value_or(0); number > lastRemoved(folder_)) {
        writeFileAtomically(folder_ / kLastFile, fmt::format("{}", number));
    }
    std::error_code failure;
    fs::remove_all(folder(id), failure);
    if (failure) {
        throw Error(ErrorKind::Disk,
                    fmt::format("The run in {} cannot be removed ({}); check its permissions.",
                                folder(id).string(),
                                failure.message()));
    }
}

}  // namespace haberdash
