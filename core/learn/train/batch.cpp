// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/train/batch.h"

#include "core/learn/model/floors.h"

#include <algorithm>
#include <array>
#include <utility>

namespace haberdash {

BatchMaker::BatchMaker(const ItemInputs& inputs, const TrainOptions& options)
    : inputs_(inputs), options_(options), placeOfRow_(inputs.count, -1) {
}

void BatchMaker::begin(const std::size_t examples, const std::size_t candidates) {
    batch_ = {};
    batch_.examples = examples;
    batch_.candidates = candidates;
    batch_.length = static_cast<std::size_t>(options_.historyLength);
    const std::size_t slots = examples * candidates;
    batch_.history.assign(examples * batch_.length, 0);
    batch_.historyWeight.assign(examples * batch_.length, 0.0F);
    batch_.items.assign(slots, 0);
    batch_.near.assign(slots * kNearColumns, 0.0F);
    batch_.labels.assign(slots, 0.0F);
    batch_.weights.assign(slots, 0.0F);
    batch_.logShare.assign(slots, 0.0F);
}

void BatchMaker::put(const std::size_t example,
                     const std::span<const PastEvent> history,
                     const std::span<const std::uint32_t> rows) {
    const std::vector<Recent> recents =
        recentProducts(history, batch_.length, options_.historyDecay);
    for (std::size_t i = 0; i < recents.size(); ++i) {
        const std::size_t slot = (example + 1) * batch_.length - recents.size() + i;
        batch_.history[slot] = placeOf(recents[i].row);
        batch_.historyWeight[slot] = recents[i].isDisliked ? 0.0F : recents[i].weight;
    }
    const std::vector<Nearness> text = nearnessOf(inputs_.contents.text, recents, rows);
    const std::vector<Nearness> image = nearnessOf(inputs_.contents.image, recents, rows);
    for (std::size_t candidate = 0; candidate < rows.size(); ++candidate) {
        const std::size_t slot = example * batch_.candidates + candidate;
        batch_.items[slot] = placeOf(rows[candidate]);
        const std::array near{text[candidate].liked,
                              text[candidate].disliked,
                              image[candidate].liked,
                              image[candidate].disliked};
        const float makeUp = inputs_.contents.makeUp(rows[candidate]);
        std::ranges::transform(
            near,
            batch_.near.begin() + static_cast<std::ptrdiff_t>(slot * kNearColumns),
            [makeUp](const float value) { return makeUp * value; });
    }
}

void BatchMaker::set(const std::size_t example,
                     const std::size_t candidate,
                     const float label,
                     const float weight,
                     const float logShare) {
    const std::size_t slot = example * batch_.candidates + candidate;
    batch_.labels[slot] = label;
    batch_.weights[slot] = weight;
    batch_.logShare[slot] = logShare;
}

Batch BatchMaker::take() {
    for (const std::int64_t row : batch_.rows) {
        placeOfRow_[static_cast<std::size_t>(row)] = -1;
    }
    return std::exchange(batch_, {});
}

std::int64_t BatchMaker::placeOf(const std::uint32_t row) {
    if (placeOfRow_[row] < 0) {
        placeOfRow_[row] = static_cast<std::int64_t>(batch_.rows.size());
        batch_.rows.push_back(row);
    }
    return placeOfRow_[row];
}

}  // namespace haberdash
