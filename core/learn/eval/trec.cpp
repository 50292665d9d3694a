// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/eval/trec.h"

#include "core/data/base/files.h"
#include "core/data/catalog/item_store.h"
#include "core/data/sessions/event_store.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>

namespace haberdash {

namespace {

std::string withoutBlanks(std::string name) {
    std::ranges::replace_if(
        name, [](const char letter) { return static_cast<unsigned char>(letter) <= ' '; }, '_');
    return name;
}

}  // namespace

TrecNames trecNames(Project& project, const Dataset& dataset) {
    TrecNames names;
    ItemStore(project.database()).forEach([&](const Item& item) {
        names.items.push_back(withoutBlanks(item.sku));
    });
    const EventStore events(project.database());
    for (const ShopperId id : dataset.shoppers) {
        const auto shopper = events.shopper(id);
        names.shoppers.push_back(
            withoutBlanks(shopper ? shopper->key : fmt::format("{}", raw(id))));
    }
    return names;
}

void writeQrels(const std::filesystem::path& folder,
                const Dataset& dataset,
                const Part part,
                const Judgement& judgement,
                const TrecNames& names) {
    std::string text;
    for (const std::size_t shopper : judgement.shoppers) {
        for (const std::uint32_t row : questionOf(dataset, shopper, part).relevant) {
            fmt::format_to(
                std::back_inserter(text), "{} 0 {} 1\n", names.shoppers[shopper], names.items[row]);
        }
    }
    writeFileAtomically(folder / "qrels.txt", text);
}

void writeTrecRun(const std::filesystem::path& folder,
                  const std::string& run,
                  const Judgement& judgement,
                  const TrecNames& names) {
    std::string text;
    for (std::size_t index = 0; index < judgement.shoppers.size(); ++index) {
        float above = std::numeric_limits<float>::infinity();
        for (std::size_t rank = 0; rank < judgement.rankings[index].size(); ++rank) {
            const float lower = std::nextafter(above, -std::numeric_limits<float>::infinity());
            above = std::min(judgement.scores[index][rank], lower);
            fmt::format_to(std::back_inserter(text),
                           "{} Q0 {} {} {:.9g} {}\n",
                           names.shoppers[judgement.shoppers[index]],
                           names.items[judgement.rankings[index][rank]],
                           rank + 1,
                           above,
                           run);
        }
    }
    writeFileAtomically(folder / (run + ".run"), text);
}

}  // namespace haberdash
