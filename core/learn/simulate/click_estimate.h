// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The parameters of a click model back from what was shown and clicked: what a simulation is judged
// by, and the way in which real clicks would be measured. The likelihood of a list's clicks is
// exact: what was looked at is summed out (Chuklin, Markov & de Rijke 2015, ch. 4).

#include "core/learn/simulate/click_model.h"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace haberdash {

/// A list as the estimator sees it.
struct ClickedList {
    std::vector<double> attraction;    ///< of each place: probability of a click once looked at
    std::vector<std::size_t> clicked;  ///< places, from 0, ascending
};

struct ParameterEstimate {
    std::string name;  ///< "decay", "patience", "persistence"
    double value = 0;  ///< of greatest likelihood
    double low = 0;   ///< 95 % interval by profile likelihood: the values whose log likelihood, the
    double high = 0;  ///< other parameters being best for each, is within 1.92 of the greatest
};

/// ln of the probability of the lists' clicks. Minus infinity where the model cannot have made
/// them.
double logLikelihood(const ClickModel& model, std::span<const ClickedList> lists);

/// The parameters of that kind of click model, to about 1e-4. None without lists, or where such a
/// model cannot have made the clicks.
std::vector<ParameterEstimate> estimateClicks(ClickKind kind, std::span<const ClickedList> lists);

}  // namespace haberdash
