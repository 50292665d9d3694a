// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/monitor.h"
#include "core/learn/metrics/binary.h"
#include "core/learn/model/scorer.h"
#include "core/learn/train/dataset.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace haberdash {

/// The shoppers that a model is watched on while it is trained, and what each is asked.
class Validation {
  public:
    /// At most `most` shoppers that have something relevant, chosen by a hash.
    explicit Validation(const Dataset& dataset, std::size_t most = 3000);

    struct Result {
        std::map<std::string, double> metrics;  ///< every rank metric at 5, 10 and 20
        std::vector<LabeledScore> examples;     ///< see labeledExamples()
    };

    Result run(Scorer& scorer, const Monitor& monitor) const;

    std::size_t size() const noexcept { return questions_.size(); }

  private:
    struct Asked {
        Question question;
        std::vector<std::uint32_t> negatives;
    };

    std::vector<Asked> questions_;
    std::vector<std::uint8_t> isCandidate_;
};

/// Held-out products that a shopper did not prefer, to be told apart from the relevant ones: as
/// many as there are relevant, drawn evenly from the candidates that the shopper never met, after
/// those that the shopper disliked in the part.
std::vector<std::uint32_t> negativesOf(const Dataset& dataset,
                                       std::size_t shopper,
                                       Part part,
                                       const Question& question,
                                       const std::vector<std::uint8_t>& isCandidate);

}  // namespace haberdash
