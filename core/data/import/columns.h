// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/tables/rows.h"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace haberdash {

/// What a column can be. Those before User belong to products, the others to events.
enum class Field : std::uint8_t {
    Id,
    Title,
    Description,
    Department,
    Category,
    Colour,
    Brand,
    Gender,
    Season,
    Usage,
    Year,
    Price,
    SalePrice,
    Image,
    User,
    Item,
    Kind,
    Time,
    Split,
    Rating
};
inline constexpr std::size_t kFieldCount = 20;
inline constexpr std::size_t kProductFieldCount = 14;

/// "id", "title", ..., "sale_price", "image", "user", "item", "kind", "time", "split", "rating".
const char* wordOf(Field field) noexcept;

/// Also "color", "sku", "name". nullopt for other words.
std::optional<Field> fieldFrom(std::string_view word);

/// Which column of a table holds which field.
class ColumnMap {
  public:
    bool has(Field field) const { return columns_[index(field)].has_value(); }

    std::optional<std::size_t> column(Field field) const { return columns_[index(field)]; }

    void set(Field field, std::size_t column) { columns_[index(field)] = column; }

    bool isUsed(std::size_t column) const;

    /// The row's text in a field; empty where the table has no such column.
    std::string_view text(const Row& row, Field field) const;

    /// Field -> name of the column, for reports.
    std::map<std::string, std::string> names(const std::vector<std::string>& columns) const;

  private:
    static std::size_t index(const Field field) { return static_cast<std::size_t>(field); }

    std::array<std::optional<std::size_t>, kFieldCount> columns_;
};

/// Words that were given for fields (our field -> the file's column) and that fit this table.
/// Throws Error(Input) for a word that is no field, or a column that `columns` lacks while
/// `isStrict`.
ColumnMap givenColumns(const std::map<std::string, std::string>& given,
                       const std::vector<std::string>& columns,
                       bool isStrict);

/// Adds what the columns' names (in several languages) and then what the sample's contents suggest.
void guessProductColumns(ColumnMap& map,
                         const std::vector<std::string>& columns,
                         std::span<const Row> sample);
void guessEventColumns(ColumnMap& map, const std::vector<std::string>& columns);

/// True when a table's columns are those of events: somebody, a product, and no title.
bool looksLikeEvents(const std::vector<std::string>& columns);

}  // namespace haberdash
