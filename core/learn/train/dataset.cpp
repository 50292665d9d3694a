// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/train/dataset.h"

#include "core/data/base/digest.h"
#include "core/data/base/error.h"
#include "core/data/catalog/item_store.h"
#include "core/data/sessions/event_store.h"
#include "core/learn/train/propensity.h"
#include "core/learn/train/split.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <unordered_map>

namespace haberdash {

namespace {

struct Reading {
    Dataset dataset;
    std::vector<std::optional<GivenSplit>> given;
    std::vector<std::optional<SessionId>> sessions;
    std::size_t repeats = 0;
    std::size_t others = 0;  ///< of real shoppers where simulated ones are read, and the reverse
    bool isSimulated = false;
};

bool isSame(const PastEvent& a, const PastEvent& b) {
    return a.row == b.row && a.kind == b.kind && a.time == b.time;
}

// Equal events within one moment of a shopper count once.
bool repeatsEarlier(const Dataset& dataset, const PastEvent& event) {
    for (std::size_t i = dataset.events.size(); i > dataset.begins.back(); --i) {
        const PastEvent& earlier = dataset.events[i - 1];
        if (earlier.time != event.time) {
            return false;
        }
        if (isSame(earlier, event)) {
            return true;
        }
    }
    return false;
}

/// Figures of simulated shoppers are never mixed with those of real ones.
bool takesSimulated(const std::string& events, const EventStore& store) {
    constexpr std::size_t kRealShoppers = 100;  // fewer judge nothing
    if (events != "auto") {
        return events == "simulated";
    }
    const std::size_t simulated = store.simulatedShopperCount();
    return simulated > 0 && store.shopperCount() - simulated < kRealShoppers;
}

Reading readEvents(Project& project, const std::string& events) {
    const EventStore store(project.database());
    Reading reading{.isSimulated = takesSimulated(events, store)};
    Dataset& dataset = reading.dataset;
    std::unordered_map<std::int64_t, std::uint32_t> rowOfItem;
    ItemStore(project.database()).forEach([&](const Item& item) {
        rowOfItem.emplace(raw(item.id), static_cast<std::uint32_t>(dataset.items.size()));
        dataset.items.push_back(item.id);
    });
    store.forEach([&](const Event& event) {
        if (event.isSimulated != reading.isSimulated) {
            ++reading.others;
            return;
        }
        if (dataset.shoppers.empty() || dataset.shoppers.back() != event.shopper) {
            dataset.shoppers.push_back(event.shopper);
            dataset.begins.push_back(dataset.events.size());
        }
        const PastEvent past{rowOfItem.at(raw(event.item)), event.kind, event.time};
        if (repeatsEarlier(dataset, past)) {
            ++reading.repeats;
            return;
        }
        dataset.events.push_back(past);
        reading.given.push_back(event.split);
        reading.sessions.push_back(event.session);
    });
    dataset.begins.push_back(dataset.events.size());
    return reading;
}

void addLooks(Project& project, Reading& reading, const double decay) {
    const LooksUntilClicked looks(EventStore(project.database()), decay);
    if (looks.isEmpty()) {
        throw Error(ErrorKind::Unavailable,
                    "The option train.propensity needs to know at which place products were shown, "
                    "and no session of this project keeps it; leave the option at none.");
    }
    Dataset& dataset = reading.dataset;
    for (std::size_t i = 0; i < dataset.events.size(); ++i) {
        const std::optional<SessionId> session = reading.sessions[i];
        dataset.looks.push_back(session ? looks.of(*session, dataset.items[dataset.events[i].row])
                                        : 0);
    }
}

std::string fingerprintOf(const Dataset& dataset) {
    std::string bytes = dataset.protocol + '\n';
    const auto put = [&](const std::int64_t value) {
        bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
    };
    for (std::size_t shopper = 0; shopper < dataset.shoppers.size(); ++shopper) {
        put(raw(dataset.shoppers[shopper]));
        for (std::size_t i = dataset.begins[shopper]; i < dataset.begins[shopper + 1]; ++i) {
            const PastEvent& event = dataset.events[i];
            put(raw(dataset.items[event.row]));
            put(event.time);
            put(static_cast<std::int64_t>(event.kind) * 4 +
                static_cast<std::int64_t>(dataset.parts[i]));
        }
    }
    return sha256(bytes);
}

Json summaryOf(const Dataset& dataset,
               const std::vector<std::optional<SessionId>>& sessions,
               const bool isSimulated) {
    std::array<std::size_t, 3> counts{};
    for (const Part part : dataset.parts) {
        ++counts[static_cast<std::size_t>(part)];
    }
    return {{"shoppers", dataset.shoppers.size()},
            {"items", dataset.items.size()},
            {"events", dataset.events.size()},
            {"train", counts[0]},
            {"validation", counts[1]},
            {"test", counts[2]},
            {"protocol", dataset.protocol},
            {"cuts", dataset.cuts},
            {"relevant", dataset.viewsAreRelevant ? "view" : "cart, purchase, like"},
            {"newest",
             {{"shopper", raw(dataset.shoppers.back())},
              {"session", raw(std::ranges::max(sessions).value_or(SessionId{0}))}}},
            {"simulated", isSimulated}};
}

// How much of what is trained on happened after the first moment that is tested on.
void addLeakageNote(Dataset& dataset) {
    if (!dataset.hasTimes || dataset.protocol == "global-time") {
        return;
    }
    std::int64_t firstTest = std::numeric_limits<std::int64_t>::max();
    for (std::size_t i = 0; i < dataset.events.size(); ++i) {
        if (dataset.parts[i] == Part::Test) {
            firstTest = std::min(firstTest, dataset.events[i].time);
        }
    }
    std::size_t after = 0;
    std::size_t train = 0;
    for (std::size_t i = 0; i < dataset.events.size(); ++i) {
        if (dataset.parts[i] == Part::Train) {
            ++train;
            after += dataset.events[i].time > firstTest ? 1 : 0;
        }
    }
    dataset.notes.push_back(
        fmt::format("{} of {} training events are later than the first test event: this split lets "
                    "a model learn from the future.",
                    after,
                    train));
}

void addEmptyPartNotes(Dataset& dataset) {
    for (const Part part : {Part::Validation, Part::Test}) {
        bool isAsked = false;
        for (std::size_t shopper = 0; !isAsked && shopper < dataset.shoppers.size(); ++shopper) {
            isAsked = !questionOf(dataset, shopper, part).relevant.empty();
        }
        if (!isAsked) {
            dataset.notes.push_back(
                fmt::format("Nobody met anything new that counts in the part {}: there are no "
                            "figures of it; import more events, or take another data.protocol.",
                            wordOf(part)));
        }
    }
}

void sortUnique(std::vector<std::uint32_t>& rows) {
    std::ranges::sort(rows);
    const auto repeats = std::ranges::unique(rows);
    rows.erase(repeats.begin(), repeats.end());
}

}  // namespace

const char* wordOf(const Part part) noexcept {
    switch (part) {
        case Part::Train:
            return "train";
        case Part::Validation:
            return "validation";
        case Part::Test:
            return "test";
    }
    return "";
}

bool Dataset::isRelevant(const EventKind kind) const noexcept {
    return kind == EventKind::View ? viewsAreRelevant : kind != EventKind::Dislike;
}

Dataset buildDataset(Project& project,
                     const TrainOptions& options,
                     const std::vector<std::int64_t>& cuts) {
    Reading reading = readEvents(project, options.events);
    Dataset& dataset = reading.dataset;
    if (!dataset.items.empty() && dataset.events.empty() && reading.others > 0) {
        throw Error(ErrorKind::Unavailable,
                    fmt::format("The project {} has no events of {} shoppers, only of {} ones; "
                                "leave data.events out.",
                                project.name(),
                                reading.isSimulated ? "simulated" : "real",
                                reading.isSimulated ? "real" : "simulated"));
    }
    if (dataset.items.empty() || dataset.events.empty()) {
        throw Error(ErrorKind::Unavailable,
                    fmt::format("The project {} has no {} to learn from; import some, or make the "
                                "sample project.",
                                project.name(),
                                dataset.items.empty() ? "products" : "events"));
    }
    dataset.hasTimes = std::ranges::any_of(dataset.events, [](auto& e) { return e.time != 0; });
    dataset.viewsAreRelevant = std::ranges::none_of(dataset.events, [](auto& event) {
        return event.kind != EventKind::View && event.kind != EventKind::Dislike;
    });
    splitDataset(dataset, options, reading.given, cuts);
    if (options.propensity != "none") {
        addLooks(project, reading, options.propensityDecay);
    }
    if (reading.repeats > 0) {
        dataset.notes.push_back(fmt::format(
            "{} events that repeat another one of the same moment count once.", reading.repeats));
    }
    if (reading.others > 0) {
        dataset.notes.push_back(
            fmt::format("{} events of {} shoppers are left out: the figures are of {} shoppers "
                        "alone (data.events).",
                        reading.others,
                        reading.isSimulated ? "real" : "simulated",
                        reading.isSimulated ? "simulated" : "real"));
    }
    addLeakageNote(dataset);
    addEmptyPartNotes(dataset);
    dataset.fingerprint = fingerprintOf(dataset);
    dataset.summary = summaryOf(dataset, reading.sessions, reading.isSimulated);
    return std::move(dataset);
}

Dataset datasetOf(Project& project, const Run& run) {
    TrainOptions options;
    setOptions(describe(options), run.config);
    const Json cuts = run.data.is_object() ? run.data.value("cuts", Json::array()) : Json::array();
    return buildDataset(project, options, cuts.get<std::vector<std::int64_t>>());
}

Question questionOf(const Dataset& dataset, const std::size_t shopper, const Part part) {
    Question question{.shopper = dataset.shoppers[shopper]};
    const auto events = dataset.eventsOf(shopper);
    const auto parts = dataset.partsOf(shopper);
    for (std::size_t i = 0; i < events.size(); ++i) {
        if (parts[i] < part) {
            question.history.push_back(events[i]);
            question.masked.push_back(events[i].row);
            if (parts[i] == Part::Train) {
                question.trainedHistory.push_back(events[i]);
                question.trained.push_back(events[i].row);
            }
        } else if (parts[i] == part && dataset.isRelevant(events[i].kind)) {
            question.relevant.push_back(events[i].row);
        }
    }
    sortUnique(question.masked);
    sortUnique(question.trained);
    sortUnique(question.relevant);
    std::erase_if(question.relevant, [&](const std::uint32_t row) {
        return std::ranges::binary_search(question.masked, row);
    });
    question.grades.resize(question.relevant.size());
    for (std::size_t i = 0; i < events.size(); ++i) {
        const auto found = std::ranges::lower_bound(question.relevant, events[i].row);
        if (parts[i] == part && found != question.relevant.end() && *found == events[i].row) {
            double& grade =
                question.grades[static_cast<std::size_t>(found - question.relevant.begin())];
            grade = std::max(grade, kindWeight(events[i].kind));
        }
    }
    return question;
}

std::vector<std::uint8_t> candidateRows(const Dataset& dataset, const Part part) {
    std::vector<std::uint8_t> isCandidate(dataset.items.size(), 1);
    for (std::size_t row = 0; row < dataset.itemParts.size(); ++row) {
        isCandidate[row] = dataset.itemParts[row] == part ? 1 : 0;
    }
    return isCandidate;
}

std::vector<std::uint32_t> chosenRows(const Dataset& dataset, const std::size_t shopper) {
    std::vector<PastEvent> trained;
    const auto events = dataset.eventsOf(shopper);
    const auto parts = dataset.partsOf(shopper);
    for (std::size_t i = 0; i < events.size(); ++i) {
        if (parts[i] == Part::Train) {
            trained.push_back(events[i]);
        }
    }
    return chosenRows(trained);
}

std::vector<std::uint32_t> trainPopularity(const Dataset& dataset) {
    std::vector<std::uint32_t> counts(dataset.items.size());
    for (std::size_t shopper = 0; shopper < dataset.shoppers.size(); ++shopper) {
        for (const std::uint32_t row : chosenRows(dataset, shopper)) {
            ++counts[row];
        }
    }
    return counts;
}

std::vector<float> recentPopularity(const Dataset& dataset, const double decay) {
    constexpr double kDay = 86'400;
    std::int64_t end = 0;
    for (std::size_t i = 0; i < dataset.events.size(); ++i) {
        end = dataset.parts[i] == Part::Train ? std::max(end, dataset.events[i].time) : end;
    }
    std::vector<double> weights(dataset.items.size());
    for (std::size_t shopper = 0; shopper < dataset.shoppers.size(); ++shopper) {
        const auto events = dataset.eventsOf(shopper);
        const auto parts = dataset.partsOf(shopper);
        std::map<std::uint32_t, std::int64_t> latest;
        for (std::size_t i = 0; i < events.size(); ++i) {
            if (parts[i] == Part::Train) {
                latest[events[i].row] = std::max(latest[events[i].row], events[i].time);
            }
        }
        for (const std::uint32_t row : chosenRows(dataset, shopper)) {
            const double days =
                dataset.hasTimes ? static_cast<double>(end - latest[row]) / kDay : 0;
            weights[row] += std::pow(decay, days);
        }
    }
    return {weights.begin(), weights.end()};
}

}  // namespace haberdash
