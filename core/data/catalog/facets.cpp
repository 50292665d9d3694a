// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/catalog/facets.h"

#include <unicode/unistr.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace haberdash {

namespace {

constexpr std::uint8_t kElse = 0x80;
static_assert(kFacts.size() < 8, "a bit for each fact and one for the rest");

/// Facts with more values than codes are rare (brands of a marketplace); the last ones share one.
constexpr std::size_t kMostCodes = std::numeric_limits<std::uint16_t>::max();
constexpr const char* kFurtherValues = "…";

struct TextHash {
    using is_transparent = void;

    std::size_t operator()(const std::string_view text) const noexcept {
        return std::hash<std::string_view>{}(text);
    }
};

/// Gives each different text of a column a code.
class Coder {
  public:
    std::uint16_t codeOf(const std::string_view text) {
        if (const auto found = codes_.find(text); found != codes_.end()) {
            return found->second;
        }
        if (words_.size() == kMostCodes) {
            words_.emplace_back(kFurtherValues);
        }
        const bool isFull = words_.size() > kMostCodes;
        const auto code = static_cast<std::uint16_t>(isFull ? kMostCodes : words_.size());
        if (!isFull) {
            words_.emplace_back(text);
        }
        codes_.emplace(text, code);
        return code;
    }

    std::vector<std::string> takeWords() { return std::move(words_); }

  private:
    std::unordered_map<std::string, std::uint16_t, TextHash, std::equal_to<>> codes_;
    std::vector<std::string> words_;
};

std::string folded(std::string text) {
    const bool isAscii =
        std::ranges::all_of(text, [](const char letter) { return (letter & '\x80') == 0; });
    if (!isAscii) {
        std::string result;
        icu::UnicodeString::fromUTF8(text).foldCase().toUTF8String(result);
        return result;
    }
    for (char& letter : text) {
        letter = letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    }
    return text;
}

/// The first letters as a number of the same order: most comparisons need not look any further.
std::uint64_t headOf(const std::string& text) {
    std::uint64_t head = 0;
    for (std::size_t index = 0; index < sizeof head; ++index) {
        head = head << 8U | (index < text.size() ? static_cast<unsigned char>(text[index]) : 0U);
    }
    return head;
}

template <class Row, class Less>
std::vector<Row> orderBy(const std::size_t size, const Less& less) {
    std::vector<Row> order(size);
    std::iota(order.begin(), order.end(), Row{0});
    std::ranges::sort(order, less);
    return order;
}

std::string_view textOf(SQLite::Statement& row, const int column) {
    const SQLite::Column value = row.getColumn(column);
    const char* const text = value.getText();
    return {text, static_cast<std::size_t>(value.getBytes())};
}

}  // namespace

CatalogIndex CatalogIndex::load(Database& database) {
    CatalogIndex index;
    std::array<Coder, kFacts.size()> coders;
    SortKeys keys;
    guarded(database, [&] {
        // The seven facts stand in the order of kFacts.
        Prepared rows = database.prepare(
            "SELECT id, title, price, picture_state, year, department, category, colour, brand, "
            "gender, season, usage FROM items ORDER BY id");
        while (rows->executeStep()) {
            index.ids_.push_back(ItemId{rows->getColumn(0).getInt64()});
            keys.titles.push_back(folded(std::string(textOf(*rows, 1))));
            index.prices_.push_back(rows->isColumnNull(2)
                                        ? std::numeric_limits<float>::quiet_NaN()
                                        : static_cast<float>(rows->getColumn(2).getDouble()));
            index.hasPicture_.push_back(rows->getColumn(3).getInt64() == raw(PictureState::Ok));
            keys.years.push_back(rows->getColumn(4).getInt64());
            for (std::size_t fact = 0; fact < kFacts.size(); ++fact) {
                index.codes_[fact].push_back(
                    coders[fact].codeOf(textOf(*rows, static_cast<int>(fact) + 5)));
            }
        }
    });
    for (std::size_t fact = 0; fact < kFacts.size(); ++fact) {
        index.words_[fact] = coders[fact].takeWords();
    }
    index.sortRows(keys);
    return index;
}

void CatalogIndex::sortRows(const SortKeys& keys) {
    std::vector<std::uint64_t> heads(size());
    std::ranges::transform(keys.titles, heads.begin(), headOf);
    byTitle_ = orderBy<Row>(size(), [&](const Row left, const Row right) {
        if (heads[left] != heads[right]) {
            return heads[left] < heads[right];
        }
        const int order = keys.titles[left].compare(keys.titles[right]);
        return order != 0 ? order < 0 : left < right;
    });
    byPrice_ = orderBy<Row>(size(), [&](const Row left, const Row right) {
        const auto key = [&](const Row row) {
            const float price = prices_[row];
            return std::tuple(std::isnan(price), std::isnan(price) ? 0.0F : price, row);
        };
        return key(left) < key(right);
    });
    byNewest_ = orderBy<Row>(size(), [&](const Row left, const Row right) {
        return std::pair(keys.years[left], left) > std::pair(keys.years[right], right);
    });
}

std::optional<CatalogIndex::Row> CatalogIndex::rowOf(const ItemId id) const {
    const auto found = std::ranges::lower_bound(ids_, id);
    if (found == ids_.end() || *found != id) {
        return std::nullopt;
    }
    return static_cast<Row>(found - ids_.begin());
}

std::vector<std::uint8_t> CatalogIndex::barriers(const CatalogFilter& filter) const {
    std::vector<std::uint8_t> barred(size(), 0);
    barByFacts(filter, barred);
    barByOthers(filter, barred);
    return barred;
}

void CatalogIndex::barByFacts(const CatalogFilter& filter,
                              std::vector<std::uint8_t>& barred) const {
    for (std::size_t fact = 0; fact < kFacts.size(); ++fact) {
        const std::vector<std::string>& wanted = filter.values[fact];
        if (wanted.empty()) {
            continue;
        }
        std::vector<std::uint8_t> barrierOfCode(words_[fact].size());
        std::ranges::transform(words_[fact], barrierOfCode.begin(), [&](const std::string& word) {
            const bool isWanted = std::ranges::find(wanted, word) != wanted.end();
            return static_cast<std::uint8_t>(isWanted ? 0U : 1U << fact);
        });
        for (std::size_t row = 0; row < barred.size(); ++row) {
            barred[row] |= barrierOfCode[codes_[fact][row]];
        }
    }
}

void CatalogIndex::barByOthers(const CatalogFilter& filter,
                               std::vector<std::uint8_t>& barred) const {
    if (filter.priceLow || filter.priceHigh) {
        const double low = filter.priceLow.value_or(-std::numeric_limits<double>::infinity());
        const double high = filter.priceHigh.value_or(std::numeric_limits<double>::infinity());
        // Prices are kept as float: so are the bounds, or 39.90 would not be within 39.90 .. 39.90.
        const auto lowest = static_cast<float>(low);
        const auto highest = static_cast<float>(high);
        for (std::size_t row = 0; row < barred.size(); ++row) {
            const bool isWithin = prices_[row] >= lowest && prices_[row] <= highest;
            barred[row] |= isWithin ? 0 : kElse;
        }
    }
    if (filter.onlyWithPicture) {
        for (std::size_t row = 0; row < barred.size(); ++row) {
            barred[row] |= hasPicture_[row] ? 0 : kElse;
        }
    }
    if (filter.among) {
        barByGroup(*filter.among, barred);
    }
}

void CatalogIndex::barByGroup(const std::span<const ItemId> among,
                              std::vector<std::uint8_t>& barred) const {
    std::vector<bool> isAmong(size(), false);
    for (const ItemId id : among) {
        if (const std::optional<Row> row = rowOf(id)) {
            isAmong[*row] = true;
        }
    }
    for (std::size_t row = 0; row < barred.size(); ++row) {
        barred[row] |= isAmong[row] ? 0 : kElse;
    }
}

std::vector<FacetValue> CatalogIndex::countFacet(const std::size_t fact,
                                                 const std::span<const std::string> chosen,
                                                 const std::span<const std::uint8_t> barred) const {
    std::vector<std::size_t> counts(words_[fact].size(), 0);
    const auto own = static_cast<std::uint8_t>(1U << fact);
    for (std::size_t row = 0; row < barred.size(); ++row) {
        counts[codes_[fact][row]] += (barred[row] | own) == own ? 1 : 0;
    }
    std::vector<FacetValue> values;
    for (std::size_t code = 0; code < counts.size(); ++code) {
        const std::string& word = words_[fact][code];
        const bool isChosen = std::ranges::find(chosen, word) != chosen.end();
        if (counts[code] > 0 || isChosen) {
            values.push_back({word, counts[code], isChosen});
        }
    }
    // What a person chose stays in the list, to be taken back, also when no product has it.
    for (const std::string& word : chosen) {
        if (std::ranges::find(values, word, &FacetValue::value) == values.end()) {
            values.push_back({word, 0, true});
        }
    }
    std::ranges::sort(values, [](const FacetValue& left, const FacetValue& right) {
        return left.count != right.count ? left.count > right.count : left.value < right.value;
    });
    return values;
}

void CatalogIndex::visitRows(const CatalogFilter& filter,
                             const SortOrder order,
                             const std::function<void(Row)>& visit) const {
    switch (order) {
        case SortOrder::Title:
            std::ranges::for_each(byTitle_, visit);
            return;
        case SortOrder::PriceUp:
            std::ranges::for_each(byPrice_, visit);
            return;
        case SortOrder::Newest:
            std::ranges::for_each(byNewest_, visit);
            return;
        case SortOrder::PriceDown: {
            // Products without a price come last here too.
            const auto firstWithout = std::ranges::partition_point(
                byPrice_, [&](const Row row) { return !std::isnan(prices_[row]); });
            std::for_each(std::make_reverse_iterator(firstWithout), byPrice_.rend(), visit);
            std::for_each(firstWithout, byPrice_.end(), visit);
            return;
        }
        case SortOrder::Relevance:
            break;
    }
    if (!filter.among) {
        for (const bool hasPicture : {true, false}) {
            for (Row row = 0; row < size(); ++row) {
                if (hasPicture_[row] == hasPicture) {
                    visit(row);
                }
            }
        }
        return;
    }
    std::vector<bool> isVisited(size(), false);
    for (const ItemId id : *filter.among) {
        const std::optional<Row> row = rowOf(id);
        if (row && !isVisited[*row]) {
            isVisited[*row] = true;
            visit(*row);
        }
    }
}

CatalogPage CatalogIndex::page(const CatalogFilter& filter, const SortOrder order) const {
    const std::vector<std::uint8_t> barred = barriers(filter);
    CatalogPage page;
    for (std::size_t fact = 0; fact < kFacts.size(); ++fact) {
        page.facets[fact] = countFacet(fact, filter.values[fact], barred);
    }
    visitRows(filter, order, [&](const Row row) {
        if (barred[row] != 0) {
            return;
        }
        page.items.push_back(ids_[row]);
        if (const float price = prices_[row]; !std::isnan(price)) {
            page.priceLow = std::min<double>(page.priceLow.value_or(price), price);
            page.priceHigh = std::max<double>(page.priceHigh.value_or(price), price);
        }
    });
    return page;
}

}  // namespace haberdash
