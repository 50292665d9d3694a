// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/labels/label_history.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace haberdash {

/// Answers of two annotators to the same questions.
struct PairOfValues {
    std::string first;
    std::string second;
};

/// Cohen's kappa (Cohen 1960): agreement beyond what chance alone would give; 1 is full agreement,
/// 0 is chance. Empty without answers, and where both gave one and the same value throughout (then
/// chance alone agrees always).
std::optional<double> cohenKappa(std::span<const PairOfValues> answers);

enum class Scale { Nominal, Interval };

/// Krippendorff's alpha (Krippendorff 2004) over units, each the values that annotators gave it.
/// Any number of annotators, gaps allowed. Interval: the values are numbers in text. Empty where no
/// unit has two values, or all values are the same.
std::optional<double> krippendorffAlpha(std::span<const std::vector<std::string>> units,
                                        Scale scale);

/// Ways of three preferences that bite their tail, a over b over c over a, in one annotator's
/// answers for one persona.
std::size_t intransitiveCycles(std::span<const Answer> answers);

/// A question about a persona to which annotators gave different answers. What they answered for
/// themselves are tastes, which may differ.
struct Conflict {
    std::vector<Answer> answers;  ///< one an annotator
    bool isSettled = false;       ///< by an adjudication
    std::string settledAs;        ///< its value
};

struct Agreement {
    struct OfTwo {
        AnnotatorId first{};
        AnnotatorId second{};
        std::size_t shared = 0;  ///< questions that both answered
        std::size_t same = 0;    ///< of these, answered alike
        std::optional<double> kappa;
    };

    /// Of one kind of question: answers of different kinds have no values in common.
    struct OfKind {
        QuestionKind kind = QuestionKind::Pair;
        std::size_t shared = 0;       ///< questions that two or more answered
        std::size_t same = 0;         ///< of these, answered alike by all
        std::optional<double> alpha;  ///< ratings on the interval scale, else nominal
        std::optional<double> kappa;  ///< mean over pairs of annotators, weighted by shared
        std::vector<OfTwo> pairs;
    };

    std::vector<OfKind> kinds;  ///< most shared questions first; only kinds with answers
    std::size_t repeats = 0;
    std::size_t sameRepeats = 0;  ///< answered as before
    std::size_t cycles = 0;
    std::size_t answers = 0;
    std::vector<Conflict> conflicts;  ///< open ones first

    /// Share of repeated questions that got the same answer; empty without repeats.
    std::optional<double> selfRepeat() const;
};

Agreement agreementOf(const LabelHistory& history);

}  // namespace haberdash
