// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/train/input_digest.h"

#include "core/data/base/digest.h"

#include <string_view>

namespace haberdash {

namespace {

template <class Number>
std::string digestOf(const Number* const numbers, const std::size_t count) {
    return sha256(std::string_view(reinterpret_cast<const char*>(numbers), count * sizeof(Number)));
}

}  // namespace

std::string inputDigest(Project& project,
                        const ModelFile& model,
                        const ItemInputs& inputs,
                        const std::vector<ItemId>& items) {
    std::string digests = digestOf(items.data(), items.size()) +
                          digestOf(inputs.facts.data(), inputs.facts.size()) +
                          digestOf(inputs.categories.data(), inputs.categories.size());
    for (const Modality modality : {Modality::Text, Modality::Image}) {
        if (!hasSpace(model, modality)) {
            digests += "none";
            continue;
        }
        const ContentSpace space = spaceFrom(model, modality);
        const FeatureTable table = loadFeatures(project, modality, space.encoder);
        digests += sha256(space.encoder + '\n' + space.fingerprint);
        for (const ItemId item : items) {
            const auto row = table.rowOf(item);
            digests += row ? digestOf(table.vectors.row(*row).data(), table.vectors.cols()) : "-";
        }
    }
    return sha256(digests);
}

}  // namespace haberdash
