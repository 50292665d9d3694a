// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The catalog as the grid needs it: one column of small codes a fact, in memory (16 bytes a
// product), so that counting every facet under a filter takes milliseconds at a million products.

#include "core/data/base/ids.h"
#include "core/data/catalog/item.h"
#include "core/data/store/database.h"

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace haberdash {

enum class Fact : std::uint8_t { Department, Category, Colour, Brand, Gender, Season, Usage };
inline constexpr std::array kFacts{Fact::Department,
                                   Fact::Category,
                                   Fact::Colour,
                                   Fact::Brand,
                                   Fact::Gender,
                                   Fact::Season,
                                   Fact::Usage};

/// Relevance is the order of the search; without one, what has a picture to show comes first.
enum class SortOrder { Relevance, Title, PriceUp, PriceDown, Newest };

/// What the grid is narrowed to. Values of one fact are alternatives, facts are combined.
struct CatalogFilter {
    std::array<std::vector<std::string>, kFacts.size()> values;  ///< empty: any
    std::optional<double> priceLow;
    std::optional<double> priceHigh;
    std::optional<std::vector<ItemId>> among;  ///< result of a search, in its order
    bool onlyWithPicture = false;
};

struct FacetValue {
    std::string value;  ///< "" is "not known"
    std::size_t count = 0;
    bool isChosen = false;
};

struct CatalogPage {
    std::vector<ItemId> items;  ///< all that pass, sorted
    std::array<std::vector<FacetValue>, kFacts.size()>
        facets;                      ///< counted without the fact's own filter; by count
    std::optional<double> priceLow;  ///< of all that pass
    std::optional<double> priceHigh;
};

/// Immutable after loading; any thread.
class CatalogIndex {
  public:
    static CatalogIndex load(Database& database);

    std::size_t size() const noexcept { return ids_.size(); }

    CatalogPage page(const CatalogFilter& filter, SortOrder order) const;

  private:
    using Row = std::uint32_t;

    /// Columns that only the sort orders are made from.
    struct SortKeys {
        std::vector<std::string> titles;  ///< case folded
        std::vector<std::int64_t> years;  ///< 0: not known
    };

    void sortRows(const SortKeys& keys);

    /// What keeps each product out: bit f for fact f, kElse for anything else. 0: it passes.
    std::vector<std::uint8_t> barriers(const CatalogFilter& filter) const;
    void barByFacts(const CatalogFilter& filter, std::vector<std::uint8_t>& barred) const;
    void barByOthers(const CatalogFilter& filter, std::vector<std::uint8_t>& barred) const;
    void barByGroup(std::span<const ItemId> among, std::vector<std::uint8_t>& barred) const;
    std::optional<Row> rowOf(ItemId id) const;
    std::vector<FacetValue> countFacet(std::size_t fact,
                                       std::span<const std::string> chosen,
                                       std::span<const std::uint8_t> barred) const;

    /// Every row that can pass, in the order asked for.
    void visitRows(const CatalogFilter& filter,
                   SortOrder order,
                   const std::function<void(Row)>& visit) const;

    std::vector<ItemId> ids_;    ///< ascending
    std::vector<Row> byTitle_;   ///< rows in order of title (case ignored)
    std::vector<Row> byPrice_;   ///< rows in order of price; those without one last
    std::vector<Row> byNewest_;  ///< latest year first, then latest import
    std::vector<float> prices_;  ///< NaN: none
    std::vector<bool> hasPicture_;
    std::array<std::vector<std::uint16_t>, kFacts.size()> codes_;
    std::array<std::vector<std::string>, kFacts.size()> words_;  ///< value of each code
};

}  // namespace haberdash
