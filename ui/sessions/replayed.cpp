// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sessions/replayed.h"

#include "ui/convert.h"
#include "ui/json_numbers.h"

#include <algorithm>

namespace haberdash::ui {

namespace {

std::size_t countAt(const Json& json, const char* key) {
    return static_cast<std::size_t>(std::max(0.0, numberAt(json, key)));
}

bool flagAt(const Json& json, const char* key) {
    const auto found = json.find(key);
    return found != json.end() && found->is_boolean() && found->get<bool>();
}

/// Empty where there is no list of that name.
Json listAt(const Json& json, const char* key) {
    const auto found = json.find(key);
    return found != json.end() && found->is_array() ? *found : Json::array();
}

ReplayedFigure figureFrom(const Json& json) {
    return {.mean = numberAt(json, "mean"),
            .low = numberAt(json, "low"),
            .high = numberAt(json, "high")};
}

ReplayedStep stepFrom(const Json& json, const ItemStore& items) {
    ReplayedStep step{.event = countAt(json, "event"),
                      .isSeen = flagAt(json, "seen"),
                      .overlap = countAt(json, "overlap"),
                      .tau = optionalNumberAt(json, "tau")};
    for (const Json& list : listAt(json, "lists")) {
        ReplayedList read{.items = rankingFrom(list, items).items,
                          .clicks = numberAt(list, "clicks")};
        if (const std::size_t rank = countAt(list, "rank"); rank > 0) {
            read.rank = rank;
        }
        step.lists.push_back(std::move(read));
    }
    return step;
}

}  // namespace

const ReplayedStep* Replayed::stepBefore(const std::size_t event) const {
    for (const ReplayedStep& step : steps) {
        if (step.event >= event && step.event != 0) {
            return &step;
        }
    }
    return steps.empty() ? nullptr : &steps.back();
}

Replayed replayedFrom(const Json& result, const ItemStore& items) {
    Replayed replayed;
    if (!result.is_object()) {
        return replayed;
    }
    for (const Json& run : listAt(result, "runs")) {
        replayed.runs << toQt(run.is_string() ? run.get<std::string>() : std::string());
    }
    replayed.k = static_cast<int>(countAt(result, "k"));
    replayed.earlier = countAt(result, "earlier");
    if (const auto clicks = result.find("clicks"); clicks != result.end()) {
        replayed.isByTaste = clicks->is_object() && clicks->value("attraction", "") == "taste";
    }
    const Json learned = listAt(result, "learned");
    for (std::size_t i = 0; i < learned.size(); ++i) {
        if (learned[i] == true && static_cast<qsizetype>(i) < replayed.runs.size()) {
            replayed.learned << replayed.runs[static_cast<qsizetype>(i)];
        }
    }
    for (const Json& step : listAt(result, "steps")) {
        replayed.steps.push_back(stepFrom(step, items));
    }
    if (const auto end = result.find("end"); end != result.end() && end->is_object()) {
        replayed.steps.push_back(stepFrom(*end, items));
    }
    for (const Json& clicks : listAt(result, "simulated_clicks")) {
        replayed.clicks.push_back(figureFrom(clicks));
        if (const std::optional<double> rank = optionalNumberAt(clicks, "reciprocal_rank")) {
            replayed.reciprocalRanks.push_back(*rank);
        }
        if (const std::optional<double> liking = optionalNumberAt(clicks, "liking")) {
            replayed.likings.push_back(*liking);
        }
    }
    if (const auto gain = result.find("advantage"); gain != result.end() && gain->is_object()) {
        replayed.advantage = figureFrom(*gain);
    }
    return replayed;
}

}  // namespace haberdash::ui
