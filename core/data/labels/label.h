// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What a person says about products, as events that are only ever added: a change of mind, an undo
// and a redo are events too.

#include "core/data/base/ids.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace haberdash {

enum class AnnotatorId : std::int64_t {};

/// What was said; the numbers are those in the database.
enum class LabelKind : std::int64_t {
    Like = 0,
    Dislike = 1,
    Unsure = 2,
    Pair = 3,  ///< of two products; choice "a", "b", "tie" or "neither"
    Rate = 4,  ///< choice "1" to "5"
    Rank =
        5,  ///< of up to nine products; choice their letters, best first: "cab", or the best: "c"
    Skip = 6,   ///< no answer
    Flag = 7,   ///< something is wrong with the products; note says what, choice with which ("a",
                ///< "bc"; empty: all)
    Clear = 8,  ///< takes back likes, dislikes, unsures and ratings of a product
    Undo = 9,   ///< of the step `of`
    Redo = 10   ///< of the step `of`
};

/// How a label came about.
enum class LabelSource : std::int64_t {
    Single = 0,       ///< one decision
    Bulk = 1,         ///< one of many products that a decision was applied to
    Adjudication = 2  ///< settles what annotators disagree on
};

constexpr std::size_t kMostLabelItems = 9;
constexpr std::size_t kMostLabelText = 2000;  ///< bytes of a name, a product id or a note

/// "like", "dislike", "unsure", "pair", "rate", "rank", "skip", "flag", "clear", "undo", "redo".
const char* wordOf(LabelKind kind) noexcept;
std::optional<LabelKind> labelKindFrom(std::string_view word) noexcept;

/// "single", "bulk", "adjudication".
const char* wordOf(LabelSource source) noexcept;
std::optional<LabelSource> labelSourceFrom(std::string_view word) noexcept;

struct Annotator {
    AnnotatorId id{};
    std::string name;
};

/// One entry of the log. Products are the shop's own ids, so that a log is complete in itself.
struct LabelEvent {
    std::int64_t seq = 0;   ///< 1, 2, 3, … without gaps
    std::int64_t time = 0;  ///< Unix milliseconds
    AnnotatorId annotator{};
    std::string persona;  ///< key of whom it was answered for; empty: for oneself
    LabelKind kind = LabelKind::Skip;
    std::vector<std::string> items;
    std::string choice;
    std::string note;
    std::int64_t step = 0;  ///< seq of the first event of the same act: what one undo takes back
    std::int64_t of = 0;    ///< undo, redo: that step; else the earlier label that this corrects
    std::int64_t took = 0;  ///< milliseconds that the person looked; 0: not measured
    LabelSource source = LabelSource::Single;
    std::string origin;  ///< hash under which it was first written elsewhere; empty: here
    std::string hash;    ///< SHA-256 of the entry before it and of everything above
};

/// Takes a step back or gives it again, and says nothing of products.
constexpr bool isReversal(const LabelEvent& event) noexcept {
    return event.kind == LabelKind::Undo || event.kind == LabelKind::Redo;
}

/// Takes a product's letter: "a" is the first.
constexpr char letterOf(const std::size_t position) noexcept {
    return static_cast<char>('a' + position);
}

/// UTF-8 of at most kMostLabelText bytes without control characters but tab and line feed.
bool isLabelText(const std::string& text);

/// What is wrong with an event's kind, products and choice taken together, as a sentence; empty:
/// nothing. Knows nothing of the catalog.
std::string faultOf(const LabelEvent& event);

/// Of two products the better and the worse, as a choice among several says it.
struct Preference {
    std::string better;
    std::string worse;
};

/// What a pair or a rank says of pairs; none for a tie and for other kinds.
std::vector<Preference> preferencesOf(const LabelEvent& event);

}  // namespace haberdash
