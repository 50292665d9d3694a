// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/train/label_sampler.h"

#include "core/learn/metrics/draws.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace haberdash {

namespace {

constexpr std::size_t kUsualShare = 64;

}  // namespace

LabelSampler::LabelSampler(const LabelExamples& labels,
                           const ItemInputs& inputs,
                           const TrainOptions& options)
    : labels_(labels), options_(options), maker_(inputs, options) {
}

void LabelSampler::startEpoch(const std::uint64_t epoch) {
    order_.resize(labels_.examples.size());
    std::iota(order_.begin(), order_.end(), std::size_t{0});
    Draws random(mixed(mixed(static_cast<std::uint64_t>(options_.seed)) ^ mixed(epoch)));
    random.shuffle(order_);
}

Batch LabelSampler::share(const std::size_t index, const std::size_t count) {
    const std::size_t all = order_.size();
    const std::size_t taken = std::min(all, std::max(kUsualShare, (all + count - 1) / count));
    maker_.begin(taken, 2);
    for (std::size_t place = 0; place < taken; ++place) {
        const LabelExample& example = labels_.examples[order_[(index * taken + place) % all]];
        const std::array rows{example.row, example.other.value_or(example.row)};
        std::vector<PastEvent> history = labels_.histories[example.voice];
        std::erase_if(history, [&rows](const PastEvent& event) {
            return event.row == rows[0] || event.row == rows[1];
        });
        maker_.put(place, history, rows);
        maker_.set(place, 0, example.target, 1);
        maker_.set(place, 1, 0, example.other ? 1.0F : 0.0F);
    }
    return maker_.take();
}

}  // namespace haberdash
