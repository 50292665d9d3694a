// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/model/history.h"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace haberdash {

namespace {

constexpr double kStrongest = 3;
constexpr double kSecondsADay = 86400;

}  // namespace

double kindWeight(const EventKind kind) noexcept {
    switch (kind) {
        case EventKind::View:
            return 1;
        case EventKind::Cart:
            return 2;
        case EventKind::Purchase:
        case EventKind::Like:
            return kStrongest;
        case EventKind::Dislike:
            return 0;
    }
    return 0;
}

std::vector<std::uint32_t> dislikedRows(const std::span<const PastEvent> history) {
    std::vector<std::uint32_t> rows;
    for (const PastEvent& event : history) {
        if (event.kind == EventKind::View) {
            continue;
        }
        std::erase(rows, event.row);
        if (event.kind == EventKind::Dislike) {
            rows.push_back(event.row);
        }
    }
    std::ranges::sort(rows);
    return rows;
}

std::vector<std::uint32_t> chosenRows(const std::span<const PastEvent> history) {
    std::vector<std::uint32_t> rows;
    std::ranges::transform(history, std::back_inserter(rows), &PastEvent::row);
    std::ranges::sort(rows);
    const auto repeats = std::ranges::unique(rows);
    rows.erase(repeats.begin(), repeats.end());
    const std::vector<std::uint32_t> disliked = dislikedRows(history);
    std::erase_if(rows, [&disliked](const std::uint32_t row) {
        return std::ranges::binary_search(disliked, row);
    });
    return rows;
}

std::vector<Recent> recentProducts(const std::span<const PastEvent> history,
                                   const std::size_t length,
                                   const double decay) {
    std::int64_t latest = 0;
    for (const PastEvent& event : history) {
        latest = std::max(latest, event.time);
    }
    // From the newest back, so that no more of a long history is read than is kept.
    std::vector<Recent> recents;
    std::vector<std::uint8_t> isSettled;  // of each: its last word was read
    for (std::size_t back = history.size(); back > 0; --back) {
        const PastEvent& event = history[back - 1];
        const double days =
            event.time == 0 ? 0.0 : static_cast<double>(latest - event.time) / kSecondsADay;
        const auto recency = static_cast<float>(std::pow(decay, days));
        const auto weight = recency * static_cast<float>(kindWeight(event.kind) / kStrongest);
        const auto place = static_cast<std::size_t>(
            std::ranges::find(recents, event.row, &Recent::row) - recents.begin());
        if (place == length) {
            break;
        }
        if (place == recents.size()) {
            recents.push_back({.row = event.row, .recency = recency, .event = back - 1});
            isSettled.push_back(0);
        }
        Recent& recent = recents[place];
        if (event.kind == EventKind::Dislike && isSettled[place] == 0) {
            recent.isDisliked = true;
            recent.weight = recency;
        } else if (!recent.isDisliked) {
            recent.weight = std::max(recent.weight, weight);
        }
        isSettled[place] |= event.kind != EventKind::View ? 1 : 0;
    }
    std::ranges::reverse(recents);
    return recents;
}

}  // namespace haberdash
