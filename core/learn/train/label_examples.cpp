// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/train/label_examples.h"

#include "core/data/catalog/item_store.h"
#include "core/data/labels/said.h"
#include "core/data/sessions/event_store.h"

#include <algorithm>
#include <map>
#include <string>
#include <unordered_map>

namespace haberdash {

namespace {

/// The target of an answer, of a pair seen from its first product; empty: nothing to learn.
std::optional<float> targetOf(const Answer& answer) {
    static const std::map<std::string, float> kTargets{{"first", 1.0F},
                                                       {"second", 0.0F},
                                                       {"tie", 0.5F},
                                                       {"like", 1.0F},
                                                       {"dislike", 0.0F},
                                                       {"1", 0.0F},
                                                       {"2", 0.25F},
                                                       {"3", 0.5F},
                                                       {"4", 0.75F},
                                                       {"5", 1.0F}};
    const auto found = kTargets.find(answer.value);
    return found == kTargets.end() ? std::nullopt : std::optional(found->second);
}

class Maker {
  public:
    Maker(Project& project, const Dataset& dataset, const LabelHistory& labels)
        : dataset_(dataset), labels_(labels), events_(project.database()) {
        for (const ItemStore::Key& key : ItemStore(project.database()).keys()) {
            const auto found = std::ranges::lower_bound(dataset.items, key.id);
            if (found != dataset.items.end() && *found == key.id) {
                rowOf_.emplace(key.sku, static_cast<std::uint32_t>(found - dataset.items.begin()));
            }
        }
    }

    void add(const Answer& answer) {
        const std::optional<float> target = targetOf(answer);
        std::vector<std::uint32_t> rows;
        for (const std::string& sku : answer.items) {
            if (const std::optional<std::uint32_t> row = trainRow(sku)) {
                rows.push_back(*row);
            }
        }
        if (!target || rows.size() != answer.items.size()) {
            return;
        }
        LabelExample example{.voice = voiceOf(answer), .row = rows[0], .target = *target};
        if (answer.kind == QuestionKind::Pair) {
            const bool isSecond = *target < 0.5F;
            example.row = rows[isSecond ? 1 : 0];
            example.other = rows[isSecond ? 0 : 1];
            example.target = isSecond ? 1.0F : *target;
        }
        made_.examples.push_back(example);
    }

    LabelExamples take() {
        made_.newest = labels_.newest();
        return std::move(made_);
    }

  private:
    std::optional<std::uint32_t> trainRow(const std::string& sku) const {
        const auto found = rowOf_.find(sku);
        const bool isHeldOut =
            found == rowOf_.end() ||
            (!dataset_.itemParts.empty() && dataset_.itemParts[found->second] != Part::Train);
        return isHeldOut ? std::nullopt : std::optional(found->second);
    }

    std::uint32_t voiceOf(const Answer& answer) {
        Voice voice{.annotator = std::nullopt, .persona = answer.persona};
        if (voice.persona.empty()) {
            voice.annotator = answer.annotator;
        }
        const auto [place, isNew] =
            voices_.try_emplace(voice, static_cast<std::uint32_t>(made_.histories.size()));
        if (isNew) {
            made_.histories.push_back(historyOf(voice));
        }
        return place->second;
    }

    std::vector<PastEvent> historyOf(const Voice& voice) const {
        std::vector<PastEvent> history = trainedEvents(voice.persona);
        for (const Said& said : saidBy(labels_, voice)) {
            if (const std::optional<std::uint32_t> row = trainRow(said.sku)) {
                history.push_back({*row, said.kind, 0});
            }
        }
        return history;
    }

    // What the persona's shopper did in the training part: the rest is what a run is judged by.
    std::vector<PastEvent> trainedEvents(const std::string& key) const {
        const std::optional<Persona> persona = key.empty() ? std::nullopt : events_.persona(key);
        const std::optional<Shopper> shopper =
            persona ? events_.typicalShopperOf(*persona) : std::nullopt;
        std::vector<PastEvent> history;
        if (!shopper) {
            return history;
        }
        const auto found = std::ranges::lower_bound(dataset_.shoppers, shopper->id);
        if (found == dataset_.shoppers.end() || *found != shopper->id) {
            return history;
        }
        const auto at = static_cast<std::size_t>(found - dataset_.shoppers.begin());
        const auto events = dataset_.eventsOf(at);
        const auto parts = dataset_.partsOf(at);
        for (std::size_t i = 0; i < events.size(); ++i) {
            if (parts[i] == Part::Train) {
                history.push_back(events[i]);
            }
        }
        return history;
    }

    const Dataset& dataset_;
    const LabelHistory& labels_;
    EventStore events_;
    std::unordered_map<std::string, std::uint32_t> rowOf_;
    std::map<Voice, std::uint32_t> voices_;
    LabelExamples made_;
};

LabelHistory labelsUpTo(Project& project, const std::optional<std::int64_t> upTo) {
    LabelHistory labels;
    LabelStore(project.database()).forEachAfter(0, [&](const LabelEvent& event) {
        if (!upTo || event.seq <= *upTo) {
            labels.add(event);
        }
    });
    return labels;
}

}  // namespace

Json LabelExamples::summary() const {
    const auto pairs = std::ranges::count_if(
        examples, [](const LabelExample& example) { return example.other.has_value(); });
    return {{"newest", newest},
            {"pairs", pairs},
            {"singles", static_cast<std::int64_t>(examples.size()) - pairs},
            {"voices", histories.size()}};
}

LabelExamples labelExamples(Project& project,
                            const Dataset& dataset,
                            const std::optional<std::int64_t> upTo) {
    const LabelHistory labels = labelsUpTo(project, upTo);
    Maker maker(project, dataset, labels);
    for (const Answer& answer : countingAnswers(labels)) {
        maker.add(answer);
    }
    return maker.take();
}

}  // namespace haberdash
