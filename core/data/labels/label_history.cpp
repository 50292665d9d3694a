// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/labels/label_history.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace haberdash {

namespace {

Answer answer(const LabelEvent& event,
              const QuestionKind kind,
              std::vector<std::string> items,
              std::string value) {
    return {.annotator = event.annotator,
            .persona = event.persona,
            .kind = kind,
            .items = std::move(items),
            .value = std::move(value),
            .seq = event.seq};
}

Answer pairAnswer(const LabelEvent& event, const Preference& preference) {
    const bool isInOrder = preference.better < preference.worse;
    return isInOrder
               ? answer(event, QuestionKind::Pair, {preference.better, preference.worse}, "first")
               : answer(event, QuestionKind::Pair, {preference.worse, preference.better}, "second");
}

}  // namespace

// The latest answers by annotator and question, and what was found on the way to them.
struct LabelHistory::Latest {
    using Key = std::tuple<AnnotatorId, std::string>;
    std::map<Key, Answer> answers;
    std::map<std::string, Answer> adjudications;
    std::vector<Repeat> repeats;
    std::set<Key> ranked;  // sets of products that an annotator ranked
};

namespace {

// A ranking of other products may hold the same two by chance: only the same set comes again.
std::string rankedSetOf(const LabelEvent& event) {
    std::vector<std::string> items = event.items;
    std::ranges::sort(items);
    return questionOf({.persona = event.persona, .items = std::move(items)});
}

}  // namespace

const char* wordOf(const QuestionKind kind) noexcept {
    switch (kind) {
        case QuestionKind::Single:
            return "single";
        case QuestionKind::Pair:
            return "pair";
        case QuestionKind::Rating:
            break;
    }
    return "rating";
}

std::string questionOf(const Answer& answer) {
    std::string key = answer.persona + '\n' + wordOf(answer.kind);
    for (const std::string& item : answer.items) {
        key += '\n' + item;
    }
    return key;
}

std::vector<Answer> answersOf(const LabelEvent& event) {
    switch (event.kind) {
        case LabelKind::Like:
        case LabelKind::Dislike:
        case LabelKind::Unsure:
            return {answer(event, QuestionKind::Single, event.items, wordOf(event.kind))};
        case LabelKind::Rate:
            return {answer(event, QuestionKind::Rating, event.items, event.choice)};
        case LabelKind::Pair:
        case LabelKind::Rank:
            break;
        default:
            return {};
    }
    std::vector<Answer> answers;
    for (const Preference& preference : preferencesOf(event)) {
        answers.push_back(pairAnswer(event, preference));
    }
    if (event.kind == LabelKind::Pair && answers.empty()) {
        std::vector<std::string> items = event.items;
        std::ranges::sort(items);
        answers.push_back(answer(event, QuestionKind::Pair, std::move(items), event.choice));
    }
    return answers;
}

LabelHistory LabelHistory::load(const LabelStore& store) {
    LabelHistory history;
    history.catchUp(store);
    return history;
}

void LabelHistory::catchUp(const LabelStore& store) {
    store.forEachAfter(newest(), [&](const LabelEvent& event) { add(event); });
}

void LabelHistory::add(LabelEvent event) {
    if (isReversal(event)) {
        noteReversal(event);
    } else {
        Stacks& stacks = stacks_[event.annotator];
        if (event.step == event.seq) {
            stacks.done.push_back(event.step);
            stacks.undone.clear();
        }
    }
    events_.push_back(std::move(event));
}

void LabelHistory::noteReversal(const LabelEvent& event) {
    Stacks& stacks = stacks_[event.annotator];
    const bool isUndo = event.kind == LabelKind::Undo;
    std::vector<std::int64_t>& from = isUndo ? stacks.done : stacks.undone;
    std::vector<std::int64_t>& to = isUndo ? stacks.undone : stacks.done;
    const auto found = std::ranges::find(from, event.of);
    if (found == from.end()) {
        return;  // two programs took back the same: once is enough
    }
    from.erase(found);
    to.push_back(event.of);
    if (isUndo) {
        undoneSteps_.insert(event.of);
    } else {
        undoneSteps_.erase(event.of);
    }
}

const LabelEvent* LabelHistory::find(const std::int64_t seq) const noexcept {
    const auto found = std::ranges::lower_bound(events_, seq, {}, &LabelEvent::seq);
    return found != events_.end() && found->seq == seq ? &*found : nullptr;
}

std::optional<std::int64_t> LabelHistory::undoable(const AnnotatorId annotator) const {
    const auto found = stacks_.find(annotator);
    return found == stacks_.end() || found->second.done.empty()
               ? std::nullopt
               : std::optional(found->second.done.back());
}

std::optional<std::int64_t> LabelHistory::redoable(const AnnotatorId annotator) const {
    const auto found = stacks_.find(annotator);
    return found == stacks_.end() || found->second.undone.empty()
               ? std::nullopt
               : std::optional(found->second.undone.back());
}

bool LabelHistory::holds(const LabelEvent& event) const {
    if (isReversal(event) || undoneSteps_.contains(event.step)) {
        return false;
    }
    const auto isCorrection = [&](const LabelEvent& later) {
        return later.of == event.seq && !isReversal(later) && !undoneSteps_.contains(later.step);
    };
    const auto after = std::ranges::upper_bound(events_, event.seq, {}, &LabelEvent::seq);
    return std::none_of(after, events_.end(), isCorrection);
}

std::vector<const LabelEvent*> LabelHistory::held() const {
    std::unordered_set<std::int64_t> corrected;
    std::unordered_map<std::int64_t, std::int64_t> placeOf;  // of corrections
    const auto place = [&](const std::int64_t seq) {
        const auto found = placeOf.find(seq);
        return found == placeOf.end() ? seq : found->second;
    };
    for (const LabelEvent& event : events_) {
        if (event.of > 0 && !isReversal(event) && !undoneSteps_.contains(event.step)) {
            corrected.insert(event.of);
            placeOf.emplace(event.seq, place(event.of));
        }
    }
    std::vector<const LabelEvent*> held;
    for (const LabelEvent& event : events_) {
        const bool isOut =
            isReversal(event) || undoneSteps_.contains(event.step) || corrected.contains(event.seq);
        if (!isOut) {
            held.push_back(&event);
        }
    }
    if (!placeOf.empty()) {
        std::ranges::stable_sort(
            held, {}, [&](const LabelEvent* const event) { return place(event->seq); });
    }
    return held;
}

std::vector<const LabelEvent*> LabelHistory::step(const std::int64_t step) const {
    std::vector<const LabelEvent*> events;
    for (auto at = std::ranges::lower_bound(events_, step, {}, &LabelEvent::seq);
         at != events_.end();
         ++at) {
        if (at->step == step && !isReversal(*at)) {
            events.push_back(&*at);
        }
    }
    return events;
}

LabelHistory::Latest LabelHistory::latest() const {
    Latest latest;
    for (const LabelEvent* const event : held()) {
        if (event->kind == LabelKind::Clear) {
            for (const QuestionKind kind : {QuestionKind::Single, QuestionKind::Rating}) {
                const Answer cleared = answer(*event, kind, event->items, "");
                latest.answers.erase({event->annotator, questionOf(cleared)});
            }
        }
        const bool isDirect = event->kind != LabelKind::Rank ||
                              !latest.ranked.insert({event->annotator, rankedSetOf(*event)}).second;
        for (Answer& said : answersOf(*event)) {
            const std::string question = questionOf(said);
            if (event->source == LabelSource::Adjudication) {
                if (!event->persona.empty()) {
                    latest.adjudications[question] = std::move(said);
                }
                continue;
            }
            const auto [place, isNew] =
                latest.answers.try_emplace({event->annotator, question}, said);
            if (!isNew) {
                if (isDirect && event->source == LabelSource::Single) {
                    latest.repeats.push_back({place->second, said});
                }
                place->second = std::move(said);
            }
        }
    }
    return latest;
}

std::vector<Answer> LabelHistory::answers() const {
    std::vector<Answer> answers;
    for (auto& [key, answer] : latest().answers) {
        answers.push_back(answer);
    }
    std::ranges::stable_sort(answers, {}, &Answer::seq);
    return answers;
}

std::map<std::string, Answer> LabelHistory::adjudications() const {
    return latest().adjudications;
}

std::vector<Repeat> LabelHistory::repeats() const {
    return latest().repeats;
}

}  // namespace haberdash
