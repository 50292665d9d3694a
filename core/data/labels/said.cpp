// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/labels/said.h"

#include <algorithm>
#include <map>
#include <utility>

namespace haberdash {

namespace {

/// All that a voice said of one product.
struct Record {
    std::optional<EventKind> direct;  ///< of the latest like, dislike or rating
    bool isDirect = false;
    int balance = 0;  ///< pairs won less pairs lost
    std::int64_t seq = 0;
};

std::optional<EventKind> kindOf(const Answer& answer) {
    const std::string& value = answer.value;
    if (value == "like" || value == "4" || value == "5") {
        return EventKind::Like;
    }
    if (value == "dislike" || value == "1" || value == "2") {
        return EventKind::Dislike;
    }
    return std::nullopt;
}

void note(std::map<std::string, Record>& records, const Answer& answer) {
    for (std::size_t position = 0; position < answer.items.size(); ++position) {
        Record& record = records[answer.items[position]];
        record.seq = answer.seq;
        if (answer.kind != QuestionKind::Pair) {
            record.isDirect = true;
            record.direct = kindOf(answer);
        } else if (answer.value == "first" || answer.value == "second") {
            record.balance += (answer.value == "first") == (position == 0) ? 1 : -1;
        }
    }
}

}  // namespace

std::vector<Answer> countingAnswers(const LabelHistory& labels) {
    const std::map<std::string, Answer> settled = labels.adjudications();
    std::vector<Answer> counting;
    for (Answer& answer : labels.answers()) {
        if (!settled.contains(questionOf(answer))) {
            counting.push_back(std::move(answer));
        }
    }
    for (const auto& [question, answer] : settled) {
        counting.push_back(answer);
    }
    std::ranges::stable_sort(counting, {}, &Answer::seq);
    return counting;
}

std::vector<Said> saidBy(const LabelHistory& labels, const Voice& voice) {
    std::map<std::string, Record> records;
    for (const Answer& answer : voice.annotator ? labels.answers() : countingAnswers(labels)) {
        const bool isTheirs = answer.persona == voice.persona &&
                              (!voice.annotator || answer.annotator == *voice.annotator);
        if (isTheirs) {
            note(records, answer);
        }
    }
    std::vector<Said> all;
    for (const auto& [sku, record] : records) {
        const std::optional<EventKind> kind =
            record.isDirect ? record.direct
                            : (record.balance > 0 ? std::optional(EventKind::Like) : std::nullopt);
        if (kind) {
            all.push_back({sku, *kind, record.seq});
        }
    }
    std::ranges::stable_sort(all, {}, &Said::seq);
    return all;
}

}  // namespace haberdash
