// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/base/clock.h"
#include "core/data/runs/run_store.h"
#include "core/learn/model/threads.h"
#include "core/learn/shop/shop_parts.h"

#include <fmt/format.h>

#include <condition_variable>
#include <utility>

// Which runs answer: told at the start, over HTTP, or to another service of the same database.

namespace haberdash {

namespace {

constexpr std::chrono::milliseconds kPause(1000);
constexpr std::chrono::milliseconds kPauseAfterFailure(5000);

}  // namespace

TrafficRecord Shop::Parts::trafficNow() const {
    const std::lock_guard lock(mutex);
    return traffic;
}

std::string Shop::Parts::trafficProblemNow() const {
    const std::lock_guard lock(mutex);
    return trafficProblem;
}

// To this service, or to another of its database.
TrafficRecord Shop::Parts::trafficTold() {
    const std::optional<TrafficRecord> told = sharedTraffic ? sharedTraffic->read() : std::nullopt;
    return told.value_or(trafficNow());
}

// Held before they are loaded, so that none is removed meanwhile.
void Shop::Parts::serve(const Project& project, const std::set<std::string>& runs) {
    const RunStore store(project.runsFolder());
    std::erase_if(held, [&](const auto& entry) { return !runs.contains(entry.first); });
    for (const std::string& run : runs) {
        if (!held.contains(run) && store.has(run)) {
            if (std::optional<FileLock> lock = store.holdServing(run)) {
                held.emplace(run, *std::move(lock));
            }
        }
    }
    shelf->serve(runs);
}

// Beside those that answer now: nobody is sent to a run before it is there.
void Shop::Parts::load(Project& project, const Traffic& next, const Monitor& monitor) {
    const std::set<std::string> now = runsOf(trafficNow().now);
    std::set<std::string> both = runsOf(next);
    both.insert(now.begin(), now.end());
    serve(project, both);
    try {
        for (const std::string& run : runsOf(next)) {
            shelf->run(project, run, monitor);
        }
    } catch (...) {
        serve(project, now);  // what was refused is let go
        throw;
    }
}

// Where the next start, or the other services of the database, find it. -> the one that holds.
TrafficRecord Shop::Parts::keep(const NextTraffic& next) {
    if (sharedTraffic) {
        return sharedTraffic->change(next);
    }
    Project project = Project::open(folder, Access::ReadWrite);
    const std::optional<TrafficRecord> now = storedTraffic(project);
    TrafficRecord record = next(now);
    if (record != now) {
        storeTraffic(project, record);
    }
    return record;
}

// Others may be told something else while runs are loaded here.
void Shop::Parts::begin(Project& project, const ShopOptions& options) {
    const NextTraffic next = [&options](const std::optional<TrafficRecord>& now) {
        return startedWith(options.traffic, now);
    };
    TrafficRecord record = next(sharedTraffic ? sharedTraffic->read() : storedTraffic(project));
    for (Traffic loaded; loaded != record.now; record = keep(next)) {
        load(project, record.now, Monitor({}, options.stop));
        loaded = record.now;
    }
    traffic = record;
    serve(project, runsOf(record.now));
}

// `next` gives a record of `wanted`, and may refuse.
void Shop::Parts::change(Project& project, const Traffic& wanted, const NextTraffic& next) {
    load(project, wanted, Monitor());
    try {
        const TrafficRecord record = keep(next);
        const std::lock_guard lock(mutex);
        traffic = record;
    } catch (...) {
        serve(project, runsOf(trafficNow().now));
        throw;
    }
    serve(project, runsOf(trafficNow().now));
    tell(fmt::format("Shoppers are answered by {} now.", toJson(trafficNow().now).dump()));
}

void Shop::Parts::follow(const Monitor& monitor) {
    const TrafficRecord told = trafficTold();
    if (told == trafficNow()) {
        return;
    }
    Project project = Project::open(folder, Access::ReadOnly);
    try {
        load(project, told.now, monitor);
    } catch (const Error& error) {
        throw Error(error.kind(),
                    fmt::format("The runs that other services were told cannot be used here: {}",
                                error.what()));
    }
    {
        const std::lock_guard lock(mutex);
        traffic = told;
    }
    serve(project, runsOf(told.now));
    tell(fmt::format("Shoppers are answered by {} now, as another service was told.",
                     toJson(told.now).dump()));
}

void Shop::Parts::setTrafficProblem(const std::string& problem) {
    const std::lock_guard lock(mutex);
    if (problem != trafficProblem && !problem.empty()) {
        tell(problem);
    }
    trafficProblem = problem;
}

// Until it can, the service goes on as it did: a run that is not on this machine yet may come.
void Shop::Parts::followAlways(const std::stop_token& stop) {
    useOneThread();
    std::mutex sleeping;
    std::condition_variable_any stopped;
    auto pause = kPause;
    std::unique_lock lock(sleeping);
    while (!stopped.wait_for(lock, stop, pause, [&] { return stop.stop_requested(); })) {
        std::string found;
        try {
            const std::lock_guard one(changing);
            follow(Monitor({}, stop));
        } catch (const Cancelled&) {
            return;
        } catch (const std::exception& exception) {
            found = exception.what();
        }
        setTrafficProblem(found);
        pause = found.empty() ? kPause : kPauseAfterFailure;
    }
}

HttpResponse Shop::Parts::putTraffic(Worker& worker, const HttpRequest& request) {
    const Traffic wanted = trafficFromJson(bodyOf(request, {"run", "challenger", "share"}));
    const std::lock_guard one(changing);
    if (wanted != trafficTold().now || wanted != trafficNow().now) {
        change(worker.project, wanted, [&](const std::optional<TrafficRecord>& now) {
            return startedWith(wanted, now);
        });
    }
    return jsonResponse(toJson(trafficNow().now));
}

HttpResponse Shop::Parts::rollBack(Worker& worker, const HttpRequest& request) {
    if (!request.body.empty()) {
        bodyOf(request, {});
    }
    const std::lock_guard one(changing);
    const TrafficRecord told = trafficTold();
    if (!told.before) {
        throw Error(ErrorKind::NotFound, "There is nothing to go back to.");
    }
    change(worker.project, *told.before, [&](const std::optional<TrafficRecord>& now) {
        if (now != told) {
            throw Error(ErrorKind::Unavailable,
                        "Another service was told something else meanwhile; see /v1/traffic and "
                        "try again.");
        }
        return beginningAt(unixNow(), *told.before, told.now);
    });
    return jsonResponse(toJson(trafficNow().now));
}

}  // namespace haberdash
