// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/views_project.h"

#include "core/data/base/files.h"
#include "core/data/catalog/item_store.h"
#include "core/data/runs/train_options.h"
#include "core/data/sessions/event_store.h"
#include "ui/convert.h"

#include <algorithm>

namespace haberdash::ui::test {

namespace {

constexpr int kProducts = 12;

void fillCatalog(Project& project) {
    ItemStore items(project.database());
    EventStore events(project.database());
    Transaction transaction(project.database());
    for (int i = 1; i <= kProducts; ++i) {
        Item item{.sku = "p" + std::to_string(i),
                  .title = "Product " + std::to_string(i),
                  .category = "Shirts",
                  .brand = "Brand",
                  .price = 10.0 * i};
        items.upsert(item);
    }
    const std::int64_t persona = events.putPersona(
        {.key = "minimalist", .name = "Minimalist", .description = "Quiet basics", .taste = "{}"});
    for (const char* const key : {"u1", "u2"}) {
        const ShopperId shopper = events.putShopper({.key = key, .persona = persona});
        for (std::int64_t i = 1; i <= 3; ++i) {
            events.add({.shopper = shopper,
                        .item = items.requireSku("p" + std::to_string(i)),
                        .kind = EventKind::View,
                        .time = 1'000 * i},
                       0);
        }
    }
    transaction.commit();
}

}  // namespace

ViewsProject::ViewsProject() {
    Project project = Project::create(folder_ / "spring.hab");
    fillCatalog(project);
}

QString ViewsProject::folder() const {
    return toQt(folder_ / "spring.hab");
}

Run ViewsProject::addRun(const std::string& kind, const std::int64_t epochs, const double ndcg) {
    TrainOptions options;
    options.kind = kind;
    RunStore store = runs();
    Run run = store.create(kind, optionsToJson(describe(options))).run;
    run.state = RunState::Done;
    run.seconds = 61;
    run.epochs = epochs;
    run.bestEpoch = epochs > 0 ? std::min<std::int64_t>(2, epochs) : 0;
    run.validation = {{"ndcg@10", ndcg}, {"recall@10", ndcg / 2}};
    run.data = {{"shoppers", 2}, {"simulated", true}};
    store.save(run);
    writeFileAtomically(store.modelFile(run.id), "{}");
    for (std::int64_t epoch = 1; epoch <= epochs; ++epoch) {
        const double value = epoch == 2 ? ndcg : ndcg / 2;
        store.appendEpoch(run.id,
                          {.epoch = epoch,
                           .trainLoss = 1.0 / static_cast<double>(epoch),
                           .validationLoss = 1.2 / static_cast<double>(epoch),
                           .validation = {{"ndcg@10", value}},
                           .isBest = epoch == 2});
    }
    return store.run(run.id);
}

void ViewsProject::addEvaluation(const std::string& run, const double ndcg) const {
    Json metrics = Json::object();
    for (const int k : {5, 10, 20}) {
        const double mean = ndcg * k / 10;
        const std::string key = "@" + std::to_string(k);
        metrics["ndcg" + key] = {{"mean", mean}, {"low", mean - 0.01}, {"high", mean + 0.01}};
        metrics["recall" + key] = {{"mean", mean / 2}, {"low", mean / 2}, {"high", mean / 2}};
    }
    runs().saveEvaluation(run,
                          "validation",
                          {{"run", run},
                           {"kind", runs().run(run).kind},
                           {"users", 412},
                           {"dropped_users", 3},
                           {"candidates", kProducts},
                           {"ties", 1},
                           {"metrics", metrics},
                           {"binary", {{"accuracy", 0.75}, {"log_loss", 0.5}, {"roc_auc", 0.8}}}});
}

void ViewsProject::addFeatures() {
    Project project = Project::open(folder_ / "spring.hab", Access::ReadWrite);
    project.setSetting("features.text", "use");
    project.setSetting("features.image", "mobilenet");
}

}  // namespace haberdash::ui::test
