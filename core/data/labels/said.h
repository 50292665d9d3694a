// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What labels say of a taste, as events that a model can take for a history. The one place that
// turns answers into such events: ranking, asking and training all read them here. They carry no
// time: what was said in answer to a question does not age, and does not make what was done older.

#include "core/data/labels/label_history.h"
#include "core/data/sessions/event.h"

#include <compare>
#include <optional>
#include <string>
#include <vector>

namespace haberdash {

/// Who speaks for whom. Without an annotator everybody who labelled for the persona, with what was
/// settled in review in place of what it settled.
struct Voice {
    std::optional<AnnotatorId> annotator;
    std::string persona;  ///< key; empty: an annotator for themselves

    friend auto operator<=>(const Voice&, const Voice&) = default;
};

/// A product that a voice came out for or against.
struct Said {
    std::string sku;
    EventKind kind = EventKind::Like;  ///< Like or Dislike
    std::int64_t seq = 0;              ///< of the last answer on it
};

/// The answers that count, in order of seq: the latest of each annotator, and in place of answers
/// that were settled in review what they were settled as.
std::vector<Answer> countingAnswers(const LabelHistory& labels);

/// What a voice came out for and against, oldest first, each product once. A like and a rating of 4
/// or 5 are for, a dislike and a rating of 1 or 2 against; the latest of these holds. A product
/// that only pairs tell of is for where it won more of them than it lost.
std::vector<Said> saidBy(const LabelHistory& labels, const Voice& voice);

}  // namespace haberdash
