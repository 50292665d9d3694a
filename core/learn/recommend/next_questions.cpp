// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/recommend/next_questions.h"

#include "core/data/catalog/item_store.h"
#include "core/data/labels/said.h"
#include "core/data/runs/run_store.h"
#include "core/data/sessions/event_store.h"
#include "core/learn/features/feature_table.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <numeric>
#include <unordered_map>

namespace haberdash {

namespace {

constexpr std::size_t kMostHistory = 100;

/// Questions drawn for each one that is asked: the best of so many.
constexpr std::size_t kDrawn = 64;

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

/// How little one knows what will be answered, from 0 to 1: 4 p (1 - p) of the choice between the
/// two best of the products, or of liking the one, where scores differ by `spread` at large.
class Uncertainty {
  public:
    explicit Uncertainty(std::vector<float> scores) : scores_(std::move(scores)) {
        const double n = std::max<double>(1, static_cast<double>(scores_.size()));
        mean_ = std::accumulate(scores_.begin(), scores_.end(), 0.0) / n;
        double squares = 0;
        for (const float score : scores_) {
            squares += (score - mean_) * (score - mean_);
        }
        spread_ = std::max(1e-9, std::sqrt(squares / n));
    }

    double of(const std::vector<std::size_t>& rows) const {
        std::vector<double> standard;
        for (const std::size_t row : rows) {
            standard.push_back((scores_[row] - mean_) / spread_);
        }
        std::ranges::sort(standard, std::greater<>{});
        if (standard.size() == 1) {
            return entropyLike(standard[0]);
        }
        // A close call between products that nobody would be shown teaches little.
        return entropyLike(2 * (standard[0] - standard[1])) * sigmoid(standard[1]);
    }

  private:
    static double sigmoid(const double x) { return 1 / (1 + std::exp(-x)); }

    static double entropyLike(const double x) { return 4 * sigmoid(x) * (1 - sigmoid(x)); }

    std::vector<float> scores_;
    double mean_ = 0;
    double spread_ = 1;
};

QueueSource uncertainSource(const Catalog& catalog,
                            OpenQuestions& open,
                            std::mt19937_64& draws,
                            std::shared_ptr<const Uncertainty> uncertainty) {
    return [&catalog, &open, &draws, uncertainty]() -> std::optional<QueueEntry> {
        std::optional<QueueEntry> best;
        double most = -1;
        for (std::size_t drawn = 0; drawn < kDrawn; ++drawn) {
            std::optional<QueueEntry> entry = open.random(catalog.skus, draws);
            if (!entry) {
                break;
            }
            std::vector<std::size_t> rows;
            for (const std::string& sku : entry->items) {
                rows.push_back(catalog.rowOf.at(sku));
            }
            if (const double value = uncertainty->of(rows); value > most) {
                most = value;
                best = std::move(entry);
            }
        }
        if (best) {
            best->reason = "uncertain";
        }
        return best;
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
            }
        }
        nearest_.assign(rows_.size(), 4.0F);
        for (const std::size_t centre : centres_) {
            approach(vectors_[centre]);
        }
    }

    bool isEmpty() const { return vectors_.empty() || rows_.empty(); }

    std::size_t pick() {
        const auto farthest = static_cast<std::size_t>(
            std::distance(nearest_.begin(), std::ranges::max_element(nearest_)));
        approach(vectors_[rows_[farthest]]);
        return rows_[farthest];
    }

  private:
    void gather(const FeatureTable& table, const Catalog& catalog) {
        for (const std::vector<std::size_t>* const list : {&rows_, &centres_}) {
            for (const std::size_t row : *list) {
                std::vector<float>& vector = vectors_[row];
                const std::size_t width = vector.size();
                if (done_[&table].insert(row).second == false) {
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
    std::map<const FeatureTable*, std::set<std::size_t>> done_;
    std::unordered_map<std::size_t, std::vector<float>> vectors_;
    std::vector<float> nearest_;
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

std::vector<QueueEntry> nextQuestions(Project& project,
                                      Recommender* const recommender,
                                      const LabelHistory& labels,
                                      const QueueRequest& request) {
    const Catalog catalog = catalogOf(project);
    OpenQuestions open(labels, request);
    std::mt19937_64 draws = queueDraws(labels, request);
    QueueSource uncertain;
    QueueSource diverse;
    const bool isAskingModel =
        request.order == QueueOrder::Mix || request.order == QueueOrder::Uncertain;
    if (recommender != nullptr && isAskingModel &&
        recommender->items().size() == catalog.items.size()) {
        auto uncertainty = std::make_shared<const Uncertainty>(
            recommender->scores(labelHistoryFor(project, labels, request)));
        uncertain = uncertainSource(catalog, open, draws, std::move(uncertainty));
    }
    if (request.order == QueueOrder::Diverse) {
        auto spread =
            std::make_shared<Spread>(project, catalog, askedProducts(labels, request), draws);
        if (!spread->isEmpty()) {
            diverse = diverseSource(catalog, open, request.form, std::move(spread));
        }
    }
    return labelQueue(catalog.skus, open, request, uncertain, diverse, draws);
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
