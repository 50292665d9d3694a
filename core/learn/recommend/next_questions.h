// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/json.h"
#include "core/data/labels/label_queue.h"
#include "core/learn/recommend/recommender.h"

#include <string>
#include <vector>

namespace haberdash {

/// What the persona's shopper did and then what the annotator came out for and against on the
/// persona's behalf (saidBy()), as the history that a model ranks for. At most the latest hundred.
std::vector<HistoryEvent> labelHistoryFor(Project& project,
                                          const LabelHistory& labels,
                                          const QueueRequest& request);

/// The newest finished run, one that learned before a floor; empty: none.
std::string runForQuestions(const Project& project);

struct NextQuestions {
    std::vector<QueueEntry> questions;
    bool isInOrder = true;  ///< false: by chance, for want of what the order needs
};

/// Questions worth asking. Uncertain and change: of products drawn at random those that
/// QuestionWorth values most. Diverse: those farthest from all that was asked (k-centre on the
/// features). Random takes their place without a `recommender` that knows the products, and without
/// features.
NextQuestions nextQuestions(Project& project,
                            Recommender* recommender,
                            const LabelHistory& labels,
                            const QueueRequest& request);

/// {"kind", "a", "b", …, "reason"} of each.
Json toJson(const std::vector<QueueEntry>& queue, QuestionForm form);

}  // namespace haberdash
