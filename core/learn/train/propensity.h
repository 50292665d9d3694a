// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Clicks say what was liked, and what stood where it was looked at. A click is therefore weighted
// by one over its propensity (Joachims, Swaminathan & Schnabel 2017; of implicit feedback Saito et
// al. 2020): over the number of looks that the product had from the shopper until the click, as
// they are to be expected by the places where it was shown, rank r being looked at with r^-decay.
// What is clicked at once at the end of a list was liked more than what stood on top of twenty
// before.

#include "core/data/runs/train_options.h"
#include "core/data/sessions/event_store.h"

#include <map>
#include <utility>

namespace haberdash {

/// Of sessions that keep what they showed.
class LooksUntilClicked {
  public:
    LooksUntilClicked(const EventStore& events, double decay);

    bool isEmpty() const noexcept { return looks_.empty(); }

    /// Expected number of looks; 0: not known, or not clicked on a list of that session.
    double of(SessionId session, ItemId item) const;

  private:
    std::map<std::pair<SessionId, ItemId>, double> looks_;
};

/// 1 / looks, at most `clip`: clicks that came by luck where hardly anybody looks would else decide
/// all (what clipping costs in bias, it gains in variance). Where most of what is shown is found by
/// shoppers themselves a low clip is best: that a product was passed over many times says more than
/// that one was clicked soon. 1 where looks are not known.
double inversePropensity(double looks, double clip);

}  // namespace haberdash
