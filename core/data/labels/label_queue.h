// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What to ask next, as far as it needs no model: the random order, repeats, and the mixing of
// orders. What a model adds is in core/learn/recommend.

#include "core/data/labels/label_history.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <random>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace haberdash {

/// How products are asked about.
enum class QuestionForm { Pair, Single, Rank, Rate };

/// "pair", "single", "rank", "rate".
const char* wordOf(QuestionForm form) noexcept;
std::optional<QuestionForm> questionFormFrom(std::string_view word) noexcept;

/// Products that one question of the form shows.
std::size_t itemsIn(QuestionForm form) noexcept;

/// Mix is 70 % uncertain, 20 % random, 10 % repeats of earlier questions. Where another annotator
/// answered questions for the persona that this one was not asked, these are 15 %, which uncertain
/// gives 10 and random 5 of: agreement needs questions in common.
enum class QueueOrder { Mix, Random, Uncertain, Diverse, Change };

/// "mix", "random", "uncertain", "diverse", "change".
const char* wordOf(QueueOrder order) noexcept;
std::optional<QueueOrder> queueOrderFrom(std::string_view word) noexcept;

/// The order goes by what a model makes of the products.
bool asksModel(QueueOrder order) noexcept;

struct QueueRequest {
    std::optional<AnnotatorId> annotator;  ///< empty: one who has not labelled yet
    std::string persona;
    QuestionForm form = QuestionForm::Pair;
    QueueOrder order = QueueOrder::Mix;
    std::size_t count = 10;
    std::uint64_t seed = 7;
    std::set<std::string> pending;  ///< keys (questionKey) already waiting on the screen
};

struct QueueEntry {
    std::vector<std::string> items;
    std::string reason;  ///< "random", "repeat", "shared", or the word of the order
};

/// Whether an event answers, or declines to answer, a question of that form.
bool isOfForm(const LabelEvent& event, QuestionForm form);

/// Equal for equal questions of a form, whatever the order of their products.
std::string questionKey(QuestionForm form, std::vector<std::string> items);

/// Gives the next question of some order; empty when it has none left.
using QueueSource = std::function<std::optional<QueueEntry>()>;

/// What one annotator was asked for one persona, and what is therefore still open.
class OpenQuestions {
  public:
    OpenQuestions(const LabelHistory& history, const QueueRequest& request);

    bool isOpen(const std::vector<std::string>& items) const;

    /// Draws products until the question is open; empty when everything was asked.
    std::optional<QueueEntry> random(std::span<const std::string> catalog, std::mt19937_64& draws);

    /// An earlier question again, a pair with its sides changed; empty when there is none that is
    /// old enough or not yet repeated.
    std::optional<QueueEntry> repeat(std::span<const std::string> catalog, std::mt19937_64& draws);

    /// A question that another annotator answered for the persona, its products in an order of its
    /// own, the answer not told; empty when there is none.
    std::optional<QueueEntry> shared(std::span<const std::string> catalog, std::mt19937_64& draws);

    /// Notes that a question will be asked.
    void take(const std::vector<std::string>& items);

  private:
    void readOwn(const LabelHistory& history, const QueueRequest& request);
    void readOthers(const LabelHistory& history, const QueueRequest& request);
    std::optional<QueueEntry> firstOpen(std::span<const std::string> catalog) const;

    QuestionForm form_;
    std::set<std::string> asked_;
    std::vector<std::vector<std::string>> repeatable_;
    std::vector<std::vector<std::string>> shareable_;  ///< each question once
};

/// Questions in the order wanted. `judged` is that of a model, for the orders that ask one, and
/// `diverse` that of the features; where they are empty functions, random takes their place.
/// Deterministic for the same log, catalog and seed.
std::vector<QueueEntry> labelQueue(std::span<const std::string> catalog,
                                   OpenQuestions& open,
                                   const QueueRequest& request,
                                   const QueueSource& judged,
                                   const QueueSource& diverse,
                                   std::mt19937_64& draws);

/// The same without a model.
std::vector<QueueEntry> labelQueue(std::span<const std::string> catalog,
                                   const LabelHistory& history,
                                   const QueueRequest& request);

/// The generator that labelQueue() draws from: moves on with the log.
std::mt19937_64 queueDraws(const LabelHistory& history, const QueueRequest& request);

}  // namespace haberdash
