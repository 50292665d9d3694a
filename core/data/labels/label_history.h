// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/labels/label.h"
#include "core/data/labels/label_store.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

namespace haberdash {

enum class QuestionKind { Single, Pair, Rating };

/// "single", "pair", "rating".
const char* wordOf(QuestionKind kind) noexcept;

/// A question that was answered, in a form in which equal questions are equal: the two products of
/// a pair are in order of their ids. A ranking answers a pair question for each two of its
/// products.
struct Answer {
    AnnotatorId annotator{};
    std::string persona;
    QuestionKind kind = QuestionKind::Single;
    std::vector<std::string> items;
    std::string value;     ///< "like", …; pair: "first", "second", "tie", "neither"; "1" … "5"
    std::int64_t seq = 0;  ///< of the event that says so
};

/// The key by which equal questions for the same persona are equal.
std::string questionOf(const Answer& answer);

/// What one event answers; empty for skips, flags, undo and redo.
std::vector<Answer> answersOf(const LabelEvent& event);

/// An annotator was asked the same again and answered; a correction of an answer is none.
struct Repeat {
    Answer before;
    Answer again;
};

/// The log in memory: what is undone, what holds. Events are added as they are stored.
class LabelHistory {
  public:
    LabelHistory() = default;

    /// The whole log of a project.
    static LabelHistory load(const LabelStore& store);

    /// Takes what the store holds after the last event added here.
    void catchUp(const LabelStore& store);

    /// In order of seq.
    void add(LabelEvent event);

    const std::vector<LabelEvent>& events() const noexcept { return events_; }

    /// Nullptr when there is none. Valid until the next add().
    const LabelEvent* find(std::int64_t seq) const noexcept;

    /// The step that an undo, or a redo, of that annotator would concern.
    std::optional<std::int64_t> undoable(AnnotatorId annotator) const;
    std::optional<std::int64_t> redoable(AnnotatorId annotator) const;

    bool isUndone(std::int64_t step) const { return undoneSteps_.contains(step); }

    /// Neither undo nor redo, not undone, not corrected by a later event that itself holds.
    bool holds(const LabelEvent& event) const;

    /// Events that hold, in order; a correction stands in the place of what it corrects.
    std::vector<const LabelEvent*> held() const;

    /// The events of one act, in order. Valid until the next add().
    std::vector<const LabelEvent*> step(std::int64_t step) const;

    /// What everybody thinks now: the latest answer of each annotator to each question, in order of
    /// seq. Adjudications stand apart: see adjudications().
    std::vector<Answer> answers() const;

    /// The latest settled answer to each question, by questionOf(). None of what annotators
    /// answered for themselves: one's own taste is not for others to settle.
    std::map<std::string, Answer> adjudications() const;
    std::vector<Repeat> repeats() const;

    std::int64_t newest() const noexcept { return events_.empty() ? 0 : events_.back().seq; }

  private:
    struct Stacks {
        std::vector<std::int64_t> done;
        std::vector<std::int64_t> undone;
    };

    struct Latest;
    Latest latest() const;
    void noteReversal(const LabelEvent& event);

    std::vector<LabelEvent> events_;
    std::map<AnnotatorId, Stacks> stacks_;
    std::unordered_set<std::int64_t> undoneSteps_;
};

}  // namespace haberdash
