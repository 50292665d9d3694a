// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Events as examples for training and for evaluation.
//
// Relevant in the validation or test part is what a shopper carted, bought or liked there and had
// not met before; where a project holds views only, a view. Everything that a shopper met in an
// earlier part is masked there (in any way, disliked too): what is measured is whether the model
// finds what is new to the shopper. Shoppers without anything relevant are dropped and counted.
//
// Protocols: `global-time` cuts all events at two moments, so that nothing of the future is learned
// from; `leave-last` keeps each shopper's last relevant product for the test and the one before for
// validation; `ratio` draws each (shopper, product) pair by a hash; `cold-items` draws products, so
// that the held-out ones were never seen in training and are ranked among themselves; `given` is
// the data set's own split.

#include "core/data/base/json.h"
#include "core/data/runs/run_store.h"
#include "core/data/runs/train_options.h"
#include "core/data/sessions/event.h"
#include "core/data/store/project.h"
#include "core/learn/model/history.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace haberdash {

using Part = GivenSplit;

/// "train", "validation", "test".
const char* wordOf(Part part) noexcept;

/// Events sorted by shopper, then time; immutable once built.
struct Dataset {
    std::vector<ItemId> items;        ///< whole catalog, ascending: rows
    std::vector<ShopperId> shoppers;  ///< with at least one event, ascending
    std::vector<std::size_t> begins;  ///< where each shopper's events begin; one more at the end
    std::vector<PastEvent> events;
    std::vector<Part> parts;  ///< of each event
    /// Of each event that is a click on a list, the looks until then (see propensity.h), of others
    /// 0; empty unless train.propensity asks for it.
    std::vector<double> looks;
    std::vector<Part> itemParts;     ///< of each row under cold-items, else empty
    std::string protocol;            ///< the one in effect
    std::vector<std::int64_t> cuts;  ///< global-time: first moments of validation and test
    bool viewsAreRelevant = false;   ///< nothing stronger than views in the project
    bool hasTimes = false;
    std::string fingerprint;  ///< SHA-256 of protocol, events and their parts
    Json summary;  ///< Run::data without the encoders; "newest" names the last shopper and session
                   ///< that were stored by then
    std::vector<std::string> notes;  ///< what a reader of the figures should know

    std::span<const PastEvent> eventsOf(std::size_t shopper) const {
        return std::span(events).subspan(begins[shopper], begins[shopper + 1] - begins[shopper]);
    }

    std::span<const Part> partsOf(std::size_t shopper) const {
        return std::span(parts).subspan(begins[shopper], begins[shopper + 1] - begins[shopper]);
    }

    bool isRelevant(EventKind kind) const noexcept;
};

/// Splits the project's events. Cuts of an earlier run (`cuts`, Run::data["cuts"]) hold the
/// global-time split still while events come in. Throws Error(Unavailable) without products or
/// events, or for a train.propensity where no session keeps what it showed; Error(Input) for
/// `given` where the data has no split.
Dataset buildDataset(Project& project,
                     const TrainOptions& options,
                     const std::vector<std::int64_t>& cuts = {});

/// That of a run: by its own options, split where it was split when the run began.
Dataset datasetOf(Project& project, const Run& run);

/// What a shopper's ranking in `part` is made from, and what it is judged by.
struct Question {
    ShopperId shopper{};
    std::vector<PastEvent> history;         ///< events of the earlier parts, oldest first
    std::vector<std::uint32_t> masked;      ///< their rows, ascending
    std::vector<PastEvent> trainedHistory;  ///< the events of the training part alone
    std::vector<std::uint32_t> trained;     ///< their rows, ascending
    std::vector<std::uint32_t> relevant;    ///< rows, ascending; may be empty
    std::vector<double> grades;  ///< of each relevant product, kindWeight() of its strongest act
};

Question questionOf(const Dataset& dataset, std::size_t shopper, Part part);

/// Rows that are ranked in `part`: all, or the held-out ones of cold-items.
std::vector<std::uint8_t> candidateRows(const Dataset& dataset, Part part);

/// What a shopper met in training, what is disliked aside: rows ascending, each once.
std::vector<std::uint32_t> chosenRows(const Dataset& dataset, std::size_t shopper);

/// Of each row, how many shoppers met it in training (dislikes aside).
std::vector<std::uint32_t> trainPopularity(const Dataset& dataset);

/// The same with a shopper counting `decay` to the power of the days from their last event with the
/// product to the last of training. Events without times count 1 each.
std::vector<float> recentPopularity(const Dataset& dataset, double decay);

}  // namespace haberdash
