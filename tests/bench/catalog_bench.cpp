// SPDX-License-Identifier: GPL-3.0-or-later
// Prints how long the catalog takes at a size given as the first argument (100,000 products), and
// the ratio to asking SQLite for the same page. The products are made up from a fixed seed.
#include "core/data/base/numbers.h"
#include "core/data/catalog/facets.h"
#include "core/data/catalog/item_store.h"
#include "core/data/store/project.h"
#include "tests/support/temp_folder.h"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <random>
#include <span>
#include <vector>

namespace {

using namespace haberdash;

/// Of the processor, which other programs on the machine do not lengthen much.
template <class Act>
double processorSeconds(const Act& act) {
    const std::clock_t start = std::clock();
    act();
    return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

template <class Act>
double milliseconds(const Act& act) {
    const auto start = std::chrono::steady_clock::now();
    act();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start)
        .count();
}

/// The best of several, since other programs take their turns on the machine.
template <class Act>
double bestMilliseconds(const Act& act) {
    constexpr int kRounds = 7;
    double best = milliseconds(act);
    for (int round = 1; round < kRounds; ++round) {
        best = std::min(best, milliseconds(act));
    }
    return best;
}

class Shop {
  public:
    Item product(const std::size_t number) {
        Item item{.sku = fmt::format("{:08}", number),
                  .title = words(6),
                  .description = words(45),
                  .department = pick("department", 12),
                  .category = pick("category", 140),
                  .colour = pick("colour", 46),
                  .brand = pick("brand", 900),
                  .gender = pick("gender", 5),
                  .season = pick("season", 4),
                  .usage = pick("usage", 8),
                  .year = 2008 + static_cast<std::int64_t>(random_() % 12),
                  .price = 5 + static_cast<double>(random_() % 50'000) / 100,
                  .picturePath = fmt::format("images/{}.jpg", number),
                  .pictureState = PictureState::Ok};
        return item;
    }

  private:
    std::string pick(const char* const noun, const unsigned count) {
        // The square makes some values much more frequent than others, as in a shop.
        const double share = std::uniform_real_distribution<double>(0, 1)(random_);
        return fmt::format("{} {}", noun, static_cast<unsigned>(share * share * count));
    }

    /// Words of two to four syllables, few of them frequent and most of them rare.
    std::string words(const int count) {
        constexpr std::array kSyllables{"sa",
                                        "re",
                                        "to",
                                        "li",
                                        "men",
                                        "co",
                                        "blu",
                                        "wi",
                                        "ka",
                                        "fi",
                                        "dra",
                                        "no",
                                        "pul",
                                        "ge",
                                        "jo",
                                        "hem"};
        std::string text;
        for (int word = 0; word < count; ++word) {
            text += word == 0 ? "" : " ";
            const unsigned rank = random_() % 64 * (random_() % 64) + 16;
            for (unsigned rest = rank * 7; rest > 0; rest /= kSyllables.size()) {
                text += kSyllables[rest % kSyllables.size()];
            }
        }
        return text;
    }

    std::mt19937 random_{7};
};

void fill(Project& project, std::vector<Item>& items) {
    constexpr std::size_t kBatch = 500;
    ItemStore store(project.database());
    for (std::size_t at = 0; at < items.size(); at += kBatch) {
        Transaction transaction(project.database());
        for (Item& item : std::span(items).subspan(at, std::min(kBatch, items.size() - at))) {
            store.upsert(item);
        }
        transaction.commit();
    }
}

void printFill(const char* const what, Project& project, std::vector<Item>& items) {
    double wall = 0;
    const double processor =
        processorSeconds([&] { wall = milliseconds([&] { fill(project, items); }) / 1000; });
    const auto count = static_cast<double>(items.size());
    fmt::print("{:18}{:10.0f} a second, {:.0f} a second of the processor\n",
               what,
               count / wall,
               count / processor);
}

/// The same page as SQL says it: the filtered list and a GROUP BY for each fact.
std::size_t pageBySql(Database& database) {
    const std::string price = "price BETWEEN 20 AND 300";
    const std::string colour = "colour IN ('colour 0', 'colour 3')";
    std::size_t rows = 0;
    const auto run = [&](const std::string& sql) {
        Prepared select = database.prepare(sql);
        while (select->executeStep()) {
            ++rows;
        }
    };
    run(fmt::format(
        "SELECT id FROM items WHERE {} AND {} ORDER BY title COLLATE NOCASE", price, colour));
    for (const char* const fact :
         {"department", "category", "colour", "brand", "gender", "season", "usage"}) {
        const bool isOwn = std::string_view(fact) == "colour";
        run(fmt::format("SELECT {0}, count(*) FROM items WHERE {1}{2}{3} GROUP BY {0}",
                        fact,
                        price,
                        isOwn ? "" : " AND ",
                        isOwn ? "" : colour));
    }
    return rows;
}

}  // namespace

int main(const int argc, char** argv) {
    const std::size_t count =
        argc > 1 ? static_cast<std::size_t>(parseInteger(argv[1]).value_or(0)) : 100'000;
    const test::TempFolder folder;
    Project project = Project::create(folder / "bench.hab");
    Database& database = project.database();
    fmt::print("{} products\n", count);
    std::vector<Item> items;
    Shop shop;
    for (std::size_t number = 0; number < count; ++number) {
        items.push_back(shop.product(number));
    }
    printFill("upsert", project, items);
    printFill("upsert, unchanged", project, items);

    CatalogIndex index;
    fmt::print("load              {:10.1f} ms\n",
               bestMilliseconds([&] { index = CatalogIndex::load(database); }));
    CatalogFilter filter{.priceLow = 20, .priceHigh = 300};
    filter.values[static_cast<std::size_t>(Fact::Colour)] = {"colour 0", "colour 3"};
    std::size_t passing = 0;
    const double all = bestMilliseconds([&] { index.page({}, SortOrder::Title); });
    const double some =
        bestMilliseconds([&] { passing = index.page(filter, SortOrder::Title).items.size(); });
    const double sql = bestMilliseconds([&] { pageBySql(database); });
    fmt::print("page, no filter   {:10.2f} ms\n", all);
    fmt::print("page, two filters {:10.2f} ms ({} products)\n", some, passing);
    fmt::print("the same by SQL   {:10.2f} ms: {:.0f} times as long\n", sql, sql / some);

    const ItemStore store(database);
    for (const char* const words : {"s", "sa", "blu", "blu sa", "mensa colour"}) {
        std::size_t found = 0;
        const double took = bestMilliseconds([&] { found = store.search(words, count).size(); });
        fmt::print("search {:16} {:6.2f} ms ({} products)\n", words, took, found);
    }
    return EXIT_SUCCESS;
}
