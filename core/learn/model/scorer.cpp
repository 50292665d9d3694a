// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/model/scorer.h"

namespace haberdash {

void Scorer::scoreRows(const Asker& asker,
                       const std::span<const std::uint32_t> rows,
                       const std::size_t catalog,
                       const std::span<float> out) {
    std::vector<float> all(catalog);
    score(asker, all);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        out[i] = all[rows[i]];
    }
}

void Scorer::scoreMany(const std::span<const Asker> askers, const std::span<float> out) {
    const std::size_t rows = askers.empty() ? 0 : out.size() / askers.size();
    for (std::size_t index = 0; index < askers.size(); ++index) {
        score(askers[index], out.subspan(index * rows, rows));
    }
}

}  // namespace haberdash
