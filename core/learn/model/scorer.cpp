// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/model/scorer.h"

namespace haberdash {

void Scorer::scoreMany(const std::span<const Asker> askers, const std::span<float> out) {
    const std::size_t rows = askers.empty() ? 0 : out.size() / askers.size();
    for (std::size_t index = 0; index < askers.size(); ++index) {
        score(askers[index], out.subspan(index * rows, rows));
    }
}

}  // namespace haberdash
