// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/recommend/next_questions.h"

#include "core/data/catalog/item_store.h"
#include "core/data/labels/said.h"
#include "core/data/runs/run_store.h"
#include "core/data/sessions/event_store.h"
#include "core/learn/features/feature_table.h"
#include "core/learn/recommend/question_worth.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <memory>
#include <numeric>
#include <set>
#include <span>
#include <unordered_map>
#include <utility>

namespace haberdash {

namespace {

constexpr std::size_t kMostHistory = 100;

/// Questions drawn for each one that is asked: the best of so many.
constexpr std::size_t kDrawn = 64;

/// Products whose effect on the ranking is looked at for one question.
constexpr std::size_t kPool = 32;

/// Products among which the farthest is looked for.
constexpr std::size_t kSpread = 2000;

/// The catalog as the queue sees it: ids of the shop in the order of the products' rows.
struct Catalog {
    std::vector<ItemId> items;
    std::vector<std::string> skus;
    std::unordered_map<std::string, std::size_t> rowOf;
};

Catalog catalogOf(Project& project) {
    Catalog catalog;
    for (ItemStore::Key& key : ItemStore(project.database()).keys()) {
        catalog.rowOf[key.sku] = catalog.items.size();
        catalog.items.push_back(key.id);
        catalog.skus.push_back(std::move(key.sku));
    }
    return catalog;
}

std::vector<HistoryEvent> personaHistory(Project& project, const std::string& key) {
    const EventStore events(project.database());
    const std::optional<Persona> persona = events.persona(key);
    const std::optional<Shopper> shopper =
        persona ? events.typicalShopperOf(*persona) : std::nullopt;
    std::vector<HistoryEvent> history;
    if (shopper) {
        for (const Event& event : events.eventsOf(shopper->id)) {
            history.push_back({.item = event.item, .kind = event.kind, .time = event.time});
        }
    }
    return history;
}

/// Of some questions that are drawn from `skus` the one that is worth most; empty: none is worth
/// anything to the model.
std::optional<QueueEntry> bestOf(
    const Catalog& catalog,
    const std::span<const std::string> skus,
    OpenQuestions& open,
    std::mt19937_64& draws,
    const std::function<double(const std::vector<std::size_t>&)>& worth,
    const QueueOrder order) {
    std::optional<QueueEntry> best;
    double most = 0;
    for (std::size_t drawn = 0; drawn < kDrawn; ++drawn) {
        std::optional<QueueEntry> entry = open.random(skus, draws);
        if (!entry) {
            break;
        }
        std::vector<std::size_t> rows;
        for (const std::string& sku : entry->items) {
            rows.push_back(catalog.rowOf.at(sku));
        }
        if (const double value = worth(rows); value > most) {
            most = value;
            best = std::move(entry);
            best->reason = wordOf(order);
        }
    }
    return best;
}

/// Every product that is looked at costs a ranking or two: a few, each asked about once, are drawn
/// ahead.
class ChangeSource {
  public:
    ChangeSource(const Catalog& catalog,
                 OpenQuestions& open,
                 std::mt19937_64& draws,
                 std::shared_ptr<QuestionWorth> worth)
        : catalog_(catalog), open_(open), draws_(draws), worth_(std::move(worth)) {}

    std::optional<QueueEntry> operator()() {
        for (std::size_t n = drawn_.size(); n < kPool; ++n) {
            const std::string& sku = catalog_.skus[draws_() % catalog_.skus.size()];
            if (std::ranges::find(drawn_, sku) == drawn_.end()) {
                drawn_.push_back(sku);
            }
        }
        std::optional<QueueEntry> best = bestOf(
            catalog_,
            drawn_,
            open_,
            draws_,
            [this](const std::vector<std::size_t>& rows) { return worth_->change(rows); },
            QueueOrder::Change);
        for (const std::string& sku : best ? best->items : std::vector<std::string>()) {
            std::erase(drawn_, sku);
        }
        return best;
    }

  private:
    const Catalog& catalog_;
    OpenQuestions& open_;
    std::mt19937_64& draws_;
    std::shared_ptr<QuestionWorth> worth_;
    std::vector<std::string> drawn_;
};

QueueSource judgedSource(const Catalog& catalog,
                         OpenQuestions& open,
                         std::mt19937_64& draws,
                         const QueueOrder order,
                         std::shared_ptr<QuestionWorth> worth) {
    if (order == QueueOrder::Change) {
        return ChangeSource(catalog, open, draws, std::move(worth));
    }
    return [&catalog, &open, &draws, worth = std::move(worth)] {
        return bestOf(
            catalog,
            catalog.skus,
            open,
            draws,
            [&](const std::vector<std::size_t>& rows) { return worth->uncertainty(rows); },
            QueueOrder::Uncertain);
    };
}

/// Greedy k-centre (Gonzalez 1985) over a sample of the catalog: each pick is the product farthest
/// from all that were asked or picked before.
class Spread {
  public:
    Spread(Project& project,
           const Catalog& catalog,
           const std::vector<std::string>& asked,
           std::mt19937_64& draws) {
        for (std::size_t n = 0; n < std::min(kSpread, catalog.items.size()); ++n) {
            rows_.push_back(draws() % catalog.items.size());
        }
        for (const std::string& sku : asked) {
            if (const auto found = catalog.rowOf.find(sku); found != catalog.rowOf.end()) {
                centres_.push_back(found->second);
            }
        }
        for (const Modality modality : {Modality::Text, Modality::Image}) {
            if (const std::optional<FeatureTable> table = loadFeatures(project, modality)) {
                gather(*table, catalog);
                hasFeatures_ = true;
            }
        }
        nearest_.assign(rows_.size(), 4.0F);
        for (const std::size_t centre : centres_) {
            approach(vectors_[centre]);
        }
    }

    bool isEmpty() const { return !hasFeatures_ || rows_.empty(); }

    std::size_t pick() {
        const auto farthest = static_cast<std::size_t>(
            std::distance(nearest_.begin(), std::ranges::max_element(nearest_)));
        approach(vectors_[rows_[farthest]]);
        return rows_[farthest];
    }

  private:
    void gather(const FeatureTable& table, const Catalog& catalog) {
        std::set<std::size_t> done;
        for (const std::vector<std::size_t>* const list : {&rows_, &centres_}) {
            for (const std::size_t row : *list) {
                std::vector<float>& vector = vectors_[row];
                const std::size_t width = vector.size();
                if (!done.insert(row).second) {
                    continue;
                }
                vector.resize(width + table.vectors.cols(), 0.0F);
                const std::optional<std::size_t> at = table.rowOf(catalog.items[row]);
                if (!at) {
                    continue;
                }
                const float* const from = table.vectors.data() + *at * table.vectors.cols();
                const float length =
                    std::sqrt(std::inner_product(from, from + table.vectors.cols(), from, 1e-12F));
                std::transform(from,
                               from + table.vectors.cols(),
                               vector.begin() + static_cast<std::ptrdiff_t>(width),
                               [&](const float x) { return x / length; });
            }
        }
    }

    void approach(const std::vector<float>& centre) {
        for (std::size_t n = 0; n < rows_.size(); ++n) {
            const std::vector<float>& vector = vectors_[rows_[n]];
            float distance = 0;
            for (std::size_t at = 0; at < vector.size(); ++at) {
                const float gap = vector[at] - centre[at];
                distance += gap * gap;
            }
            nearest_[n] = std::min(nearest_[n], distance);
        }
    }

    std::vector<std::size_t> rows_;
    std::vector<std::size_t> centres_;
    std::unordered_map<std::size_t, std::vector<float>> vectors_;
    std::vector<float> nearest_;
    bool hasFeatures_ = false;
};

QueueSource diverseSource(const Catalog& catalog,
                          OpenQuestions& open,
                          const QuestionForm form,
                          std::shared_ptr<Spread> spread) {
    return [&catalog, &open, form, spread]() -> std::optional<QueueEntry> {
        QueueEntry entry{{}, "diverse"};
        while (entry.items.size() < itemsIn(form)) {
            const std::string& sku = catalog.skus[spread->pick()];
            if (std::ranges::find(entry.items, sku) != entry.items.end()) {
                return std::nullopt;  // the sample is used up
            }
            entry.items.push_back(sku);
        }
        return open.isOpen(entry.items) ? std::optional(std::move(entry)) : std::nullopt;
    };
}

std::vector<std::string> askedProducts(const LabelHistory& labels, const QueueRequest& request) {
    std::vector<std::string> asked;
    for (const LabelEvent* const event : labels.held()) {
        if (event->annotator == request.annotator && event->persona == request.persona) {
            asked.insert(asked.end(), event->items.begin(), event->items.end());
        }
    }
    if (asked.size() > kMostHistory) {
        asked.erase(asked.begin(), asked.end() - kMostHistory);
    }
    return asked;
}

}  // namespace

std::vector<HistoryEvent> labelHistoryFor(Project& project,
                                          const LabelHistory& labels,
                                          const QueueRequest& request) {
    std::vector<HistoryEvent> history = request.persona.empty()
                                            ? std::vector<HistoryEvent>()
                                            : personaHistory(project, request.persona);
    const ItemStore items(project.database());
    const Voice voice{.annotator = request.annotator, .persona = request.persona};
    for (const Said& said : request.annotator ? saidBy(labels, voice) : std::vector<Said>()) {
        if (const std::optional<ItemId> item = items.idOfSku(said.sku)) {
            history.push_back({.item = *item, .kind = said.kind, .isSaid = true});
        }
    }
    if (history.size() > kMostHistory) {
        history.erase(history.begin(), history.end() - kMostHistory);
    }
    return history;
}

std::string runForQuestions(const Project& project) {
    std::string best;
    bool hasLearned = false;
    const RunStore runs(project.runsFolder());
    for (const Run& run : runs.all()) {
        const bool isLearner = run.kind == "multimodal";
        if (run.state == RunState::Done && (isLearner || !hasLearned)) {
            best = run.id;
            hasLearned = isLearner;
        }
    }
    return best;
}

NextQuestions nextQuestions(Project& project,
                            Recommender* const recommender,
                            const LabelHistory& labels,
                            const QueueRequest& request) {
    const Catalog catalog = catalogOf(project);
    OpenQuestions open(labels, request);
    std::mt19937_64 draws = queueDraws(labels, request);
    QueueSource judged;
    QueueSource diverse;
    if (recommender != nullptr && asksModel(request.order)) {
        auto worth = std::make_shared<QuestionWorth>(
            *recommender, catalog.items, labelHistoryFor(project, labels, request));
        if (worth->isKnown()) {
            judged = judgedSource(catalog, open, draws, request.order, std::move(worth));
        }
    }
    if (request.order == QueueOrder::Diverse) {
        auto spread =
            std::make_shared<Spread>(project, catalog, askedProducts(labels, request), draws);
        if (!spread->isEmpty()) {
            diverse = diverseSource(catalog, open, request.form, std::move(spread));
        }
    }
    return {.questions = labelQueue(catalog.skus, open, request, judged, diverse, draws),
            .isInOrder = request.order == QueueOrder::Random || judged || diverse};
}

Json toJson(const std::vector<QueueEntry>& queue, const QuestionForm form) {
    Json list = Json::array();
    for (const QueueEntry& entry : queue) {
        Json json = {{"kind", wordOf(form)}};
        for (std::size_t position = 0; position < entry.items.size(); ++position) {
            json[std::string(1, letterOf(position))] = entry.items[position];
        }
        json["reason"] = entry.reason;
        list.push_back(std::move(json));
    }
    return list;
}

}  // namespace haberdash
