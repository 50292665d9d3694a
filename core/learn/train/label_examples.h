// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What people said of products, as examples for training: the one place that makes them.

#include "core/data/base/json.h"
#include "core/data/store/project.h"
#include "core/learn/train/dataset.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace haberdash {

/// One answer. Of a pair it says how likely `row` comes before `other` (Bradley & Terry 1952), of a
/// single product how likely it is preferred.
struct LabelExample {
    std::uint32_t voice = 0;  ///< index into LabelExamples::histories
    std::uint32_t row = 0;
    std::optional<std::uint32_t> other;  ///< of a pair
    float target = 1;  ///< pair: 1, or 0.5 for a tie; single: 1 like, 0 dislike; ratings between
};

struct LabelExamples {
    /// Of each voice (an annotator for themselves, or all who labelled for a persona) oldest first:
    /// what the persona's shopper did in training, then what the voice came out for and against.
    std::vector<std::vector<PastEvent>> histories;
    std::vector<LabelExample> examples;
    std::int64_t newest = 0;  ///< seq of the last label looked at

    /// Run::data["labels"]: {newest, pairs, singles, voices}.
    Json summary() const;
};

/// Of the labels up to number `upTo` (all without it), so that a run that goes on learns from what
/// it began with. Products that are not in the catalog, or held out of training, are left out, and
/// so are pairs of which neither was liked, unsures, skips and flags.
LabelExamples labelExamples(Project& project,
                            const Dataset& dataset,
                            std::optional<std::int64_t> upTo = std::nullopt);

}  // namespace haberdash
