// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/learn/small_shop.h"

#include "core/data/base/digest.h"
#include "core/data/base/safetensors.h"
#include "core/data/catalog/item_store.h"
#include "core/data/sessions/event_store.h"
#include "core/learn/features/feature_table.h"
#include "core/learn/metrics/draws.h"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <unistd.h>

namespace haberdash::test {

namespace {

constexpr std::size_t kTaste = 4;
constexpr std::size_t kWidth = 12;
using Vector = std::array<double, kTaste>;

Vector vectorOf(const std::uint64_t seed) {
    Draws random(seed);
    Vector vector{};
    for (double& value : vector) {
        value = random.normal();
    }
    return vector;
}

Vector textTaste(const std::int64_t product) {
    return vectorOf(mixed(static_cast<std::uint64_t>(product)));
}

Vector imageTaste(const std::int64_t product) {
    return vectorOf(mixed(static_cast<std::uint64_t>(product) + 1000000));
}

double dot(const Vector& a, const Vector& b) {
    double sum = 0;
    for (std::size_t i = 0; i < kTaste; ++i) {
        sum += a[i] * b[i];
    }
    return sum;
}

void writeFeatures(Project& project, const Modality modality, const std::string& encoder) {
    std::vector<std::int64_t> ids;
    std::vector<float> values;
    ItemStore(project.database()).forEach([&](const Item& item) {
        ids.push_back(raw(item.id));
        const Vector taste =
            modality == Modality::Text ? textTaste(raw(item.id)) : imageTaste(raw(item.id));
        Draws noise(mixed(static_cast<std::uint64_t>(raw(item.id)) * 7));
        double length = 0;
        std::vector<double> row(kWidth);
        for (std::size_t column = 0; column < kWidth; ++column) {
            row[column] = 0.5 + (column < kTaste ? taste[column] : 0.2 * noise.normal());
            length += row[column] * row[column];
        }
        for (const double value : row) {
            values.push_back(static_cast<float>(value / std::sqrt(length)));
        }
    });
    const std::size_t rows = ids.size();
    const Matrix vectors(rows, kWidth, std::move(values));
    const std::string hashes(rows * 32, '\0');
    writeSafetensors(
        project.featuresFolder() / fmt::format("{}-{}.safetensors", wordOf(modality), encoder),
        {{"vectors", viewOf(vectors)},
         {"items", viewOf(ids)},
         {"hashes", {DType::U8, {rows, 32}, hashes}}},
        {{"encoder", encoder}, {"fingerprint", "test"}, {"modality", wordOf(modality)}});
    project.setSetting(std::string("features.") + wordOf(modality), encoder);
}

void writeAllFeatures(Project& project) {
    writeFeatures(project, Modality::Text, "tfidf");
    writeFeatures(project, Modality::Image, "descriptors");
}

Item productOf(const int number) {
    constexpr std::array kColours{"red", "blue", "green"};
    Item item;
    item.sku = fmt::format("{:04}", number);
    item.title = fmt::format("Product {}", number);
    item.category = number % 2 == 0 ? "Shirts" : "Shoes";
    item.colour = kColours[static_cast<std::size_t>(number) % kColours.size()];
    item.price = 10.0 + number;
    item.textHash = sha256(item.title + '\n');
    item.importedAt = 1;
    return item;
}

}  // namespace

double likingOf(const int person, const ItemId product) {
    const Vector text = vectorOf(mixed(static_cast<std::uint64_t>(person) + 77));
    const Vector image = vectorOf(mixed(static_cast<std::uint64_t>(person) + 99));
    return dot(text, textTaste(raw(product))) + dot(image, imageTaste(raw(product)));
}

Project makeShop(const std::filesystem::path& folder, const ShopOptions& options) {
    Project project = Project::create(folder);
    std::vector<ItemId> items;
    {
        Transaction transaction(project.database());
        ItemStore store(project.database());
        for (int number = 0; number < options.products; ++number) {
            Item item = productOf(number);
            store.upsert(item);
            items.push_back(item.id);
        }
        EventStore events(project.database());
        Draws random(11);
        for (int number = 0; number < options.shoppers; ++number) {
            const ShopperId shopper = events.shopperOf(fmt::format("s{:03}", number), true);
            for (int event = 0; event < options.eventsEach; ++event) {
                // The best of a few that came along is looked at, a liked one is bought.
                ItemId best = items[0];
                double bestTaste = -1e9;
                for (int shown = 0; shown < 12; ++shown) {
                    const ItemId item = items[random.below(items.size())];
                    const double taste = likingOf(number, item);
                    if (taste > bestTaste) {
                        best = item;
                        bestTaste = taste;
                    }
                }
                const std::int64_t time =
                    options.hasTimes ? 1700000000 + event * 86400 + number : 0;
                events.add({.shopper = shopper,
                            .item = best,
                            .kind = bestTaste > 3 ? EventKind::Purchase : EventKind::View,
                            .time = time,
                            .isSimulated = true},
                           0);
            }
        }
        transaction.commit();
    }
    if (options.hasFeatures) {
        writeAllFeatures(project);
    }
    return project;
}

void addProduct(Project& project, const int number) {
    {
        Transaction transaction(project.database());
        Item item = productOf(number);
        item.title = fmt::format("Newcomer {}", number);
        ItemStore(project.database()).upsert(item);
        transaction.commit();
    }
    writeAllFeatures(project);
}

TrainOptions quickOptions() {
    TrainOptions options;
    options.embeddingDim = 16;
    options.hiddenDim = 32;
    options.reducedDim = 8;
    options.epochs = 4;
    options.batchSize = 128;
    options.warmupSteps = 10;
    options.historyLength = 10;
    return options;
}

}  // namespace haberdash::test
