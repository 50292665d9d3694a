// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/simulate/click_model.h"

#include "core/data/base/error.h"

#include <fmt/format.h>

#include <cmath>

namespace haberdash {

namespace {

Reaction reactByPosition(const ClickModel& model,
                         const std::span<const double> attraction,
                         Random& random) {
    Reaction reaction;
    for (std::size_t rank = 0; rank < attraction.size(); ++rank) {
        if (!random.chance(std::pow(static_cast<double>(rank + 1), -model.decay))) {
            continue;
        }
        reaction.examined.push_back(rank);
        if (random.chance(attraction[rank])) {
            reaction.clicked.push_back(rank);
        }
    }
    return reaction;
}

Reaction reactTopDown(const ClickModel& model,
                      const std::span<const double> attraction,
                      Random& random) {
    Reaction reaction;
    for (std::size_t rank = 0; rank < attraction.size(); ++rank) {
        reaction.examined.push_back(rank);
        double goesOn = model.patience;
        if (random.chance(attraction[rank])) {
            reaction.clicked.push_back(rank);
            const bool leaves = model.kind == ClickKind::Cascade;
            goesOn = leaves ? 0 : std::pow(model.persistence, static_cast<double>(rank + 1));
        }
        if (!random.chance(goesOn)) {
            break;
        }
    }
    return reaction;
}

}  // namespace

const char* wordOf(const ClickKind kind) noexcept {
    switch (kind) {
        case ClickKind::Position:
            return "position";
        case ClickKind::Cascade:
            return "cascade";
        case ClickKind::Dependent:
            return "dependent";
    }
    return "cascade";
}

ClickKind clickKindFrom(const std::string_view word) {
    for (const ClickKind kind : {ClickKind::Position, ClickKind::Cascade, ClickKind::Dependent}) {
        if (word == wordOf(kind)) {
            return kind;
        }
    }
    throw Error(
        ErrorKind::Input,
        fmt::format("There is no click model \"{}\"; it is one of position, cascade, dependent.",
                    word));
}

Json toJson(const ClickModel& model) {
    Json json{{"clicks", wordOf(model.kind)}};
    if (model.kind == ClickKind::Position) {
        json["decay"] = model.decay;
        return json;
    }
    json["patience"] = model.patience;
    if (model.kind == ClickKind::Dependent) {
        json["persistence"] = model.persistence;
    }
    return json;
}

Reaction react(const ClickModel& model, const std::span<const double> attraction, Random& random) {
    return model.kind == ClickKind::Position ? reactByPosition(model, attraction, random)
                                             : reactTopDown(model, attraction, random);
}

}  // namespace haberdash
