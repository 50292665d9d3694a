// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/import/product_row.h"

#include "core/data/base/json.h"
#include "core/data/base/numbers.h"
#include "core/data/import/rejects.h"
#include "core/data/tables/plain_text.h"
#include "core/data/tables/values.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace haberdash {

namespace {

using std::string_view;

constexpr std::size_t kMaxKey = 200;
constexpr std::size_t kMaxTitle = 2000;
constexpr std::size_t kMaxText = 200'000;
constexpr std::size_t kMaxFact = 200;
constexpr std::size_t kMaxAttributes = 40;

/// Cuts at a character's border.
void cutTo(std::string& text, const std::size_t limit) {
    if (text.size() <= limit) {
        return;
    }
    std::size_t end = limit;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
        --end;
    }
    text.resize(end);
}

std::string fact(const string_view text) {
    std::string value = isUnknown(text) ? std::string() : plainLine(text);
    cutTo(value, kMaxFact);
    return value;
}

/// The last and the second last step of "Clothing > Women > Dresses".
void splitPath(Item& item) {
    const std::size_t cut = item.category.rfind('>');
    if (cut == std::string::npos) {
        return;
    }
    std::string above = item.category.substr(0, cut);
    item.category = std::string(trimmed(string_view(item.category).substr(cut + 1)));
    if (item.department.empty()) {
        const std::size_t step = above.rfind('>');
        item.department = std::string(
            trimmed(string_view(above).substr(step == std::string::npos ? 0 : step + 1)));
    }
}

struct Builder {
    const Row& row;
    const RowReader& reader;
    const ColumnMap& map;
    ProductReading& reading;

    Item& item() const { return reading.draft.item; }

    void takeFact(const Field field, std::string Item::*member) const {
        item().*member = fact(map.text(row, field));
        reading.draft.given[static_cast<std::size_t>(field)] = map.has(field);
    }

    void takeTexts() const {
        const auto title = map.text(row, Field::Title);
        const auto text = map.text(row, Field::Description);
        reading.draft.rawTitle = title;
        reading.draft.rawDescription = text;
        item().title = isUnknown(title) ? std::string() : plainLine(title);
        item().description = isUnknown(text) ? std::string() : plainText(text);
        reading.draft.given[static_cast<std::size_t>(Field::Description)] =
            map.has(Field::Description);
        if (item().title.size() > kMaxTitle || item().description.size() > kMaxText) {
            reading.repair += "A text too long was cut.";
            cutTo(item().title, kMaxTitle);
            cutTo(item().description, kMaxText);
        }
    }

    void takeYear() const {
        reading.draft.given[static_cast<std::size_t>(Field::Year)] = map.has(Field::Year);
        const auto text = map.text(row, Field::Year);
        if (isUnknown(text)) {
            return;
        }
        const auto number = parseDecimal(trimmed(text));  // pandas writes whole numbers as 2011.0
        if (number && *number >= 1900 && *number <= 2200) {
            item().year = static_cast<std::int64_t>(*number);
        } else {
            reading.refusals.push_back(fmt::format("\"{}\" is no year; it is taken as not known.",
                                                   trimmed(text).substr(0, 40)));
        }
    }

    std::optional<double> price(const Field field) const {
        const PriceReading price = readPrice(map.text(row, field));
        if (!price.fault.empty()) {
            reading.refusals.push_back(price.fault + "; it is taken as not known.");
        }
        if (reading.currency.empty()) {
            reading.currency = price.currency;
        }
        return price.value;
    }

    void takeAttributes(Json& attributes) const {
        for (std::size_t i = 0; i < reader.columns().size(); ++i) {
            const std::string& column = reader.columns()[i];
            const bool isOurs = column == kReasonColumn || column == kLineColumn;
            if (isOurs || map.isUsed(i) || attributes.size() >= kMaxAttributes) {
                continue;
            }
            if (std::string value = fact(row.values[i]); !value.empty()) {
                attributes[column] = std::move(value);
            }
        }
    }
};

/// What a shopper pays, when two prices are given.
void settlePrice(ProductReading& reading,
                 const std::optional<double> full,
                 const std::optional<double> sale,
                 Json& attributes) {
    Item& item = reading.draft.item;
    const bool isReduced = sale && *sale > 0 && (!full || *sale < *full);
    item.price = isReduced ? sale : full;
    if (isReduced && full) {
        attributes["list_price"] = toText(*full);
    }
}

/// The row with stray delimiters of its last column joined again; empty: it needs none.
std::optional<Row> joinedRow(const Row& row, const RowReader& reader, const ColumnMap& map) {
    const std::size_t last = reader.columns().size() - 1;
    const bool isText = map.column(Field::Title) == last || map.column(Field::Description) == last;
    if (row.surplus.empty() || row.hasQuotes || !isText || reader.delimiter() == '\0') {
        return std::nullopt;
    }
    Row joined = row;
    for (const std::string& field : row.surplus) {
        joined.values.back() += reader.delimiter() + field;
    }
    joined.surplus.clear();
    return joined;
}

std::string faultOfShape(const Row& row, const RowReader& reader) {
    if (!row.fault.empty()) {
        return row.fault;
    }
    if (!row.surplus.empty() || row.given < reader.columns().size()) {
        return fmt::format(
            "The row has {} fields where the header names {}.", row.given, reader.columns().size());
    }
    return {};
}

}  // namespace

std::string cleanKey(const string_view text) {
    std::string key;
    for (const char c : trimmed(text)) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte > ' ' && byte != 0x7F) {
            key += c;
        } else if ((c == ' ' || c == '\t') && !key.ends_with(' ')) {
            key += ' ';
        }
    }
    return key;
}

ProductReading readProduct(const Row& given, const RowReader& reader, const ColumnMap& map) {
    ProductReading reading;
    const std::optional<Row> joined = joinedRow(given, reader, map);
    const Row& row = joined ? *joined : given;
    reading.repair = given.repair;
    if (joined) {
        reading.repair += fmt::format(
            "{}The row had {} fields instead of {}; those beyond the last "
            "column were joined to it.",
            reading.repair.empty() ? "" : " ",
            given.given,
            reader.columns().size());
    }
    reading.fault = faultOfShape(row, reader);
    if (!reading.fault.empty()) {
        return reading;
    }
    const Builder builder{row, reader, map, reading};
    Item& item = builder.item();
    const string_view id = map.text(row, Field::Id);
    item.sku = isUnknown(id) ? std::string() : cleanKey(id);
    builder.takeTexts();
    if (item.sku.empty()) {
        reading.fault = "The row has no id.";
    } else if (item.sku.size() > kMaxKey) {
        reading.fault = fmt::format("The id is longer than {} characters.", kMaxKey);
    } else if (item.title.empty()) {
        reading.fault = "The row has no title.";
    }
    if (!reading.fault.empty()) {
        return reading;
    }
    builder.takeFact(Field::Department, &Item::department);
    builder.takeFact(Field::Category, &Item::category);
    builder.takeFact(Field::Colour, &Item::colour);
    builder.takeFact(Field::Brand, &Item::brand);
    builder.takeFact(Field::Gender, &Item::gender);
    builder.takeFact(Field::Season, &Item::season);
    builder.takeFact(Field::Usage, &Item::usage);
    splitPath(item);
    builder.takeYear();
    Json attributes = Json::object();
    builder.takeAttributes(attributes);
    const bool hasPrice = map.has(Field::Price) || map.has(Field::SalePrice);
    reading.draft.given[static_cast<std::size_t>(Field::Price)] = hasPrice;
    const std::optional<double> full = builder.price(Field::Price);
    settlePrice(reading, full, builder.price(Field::SalePrice), attributes);
    item.attributes = attributes.dump();
    reading.image = map.text(row, Field::Image);
    reading.draft.given[static_cast<std::size_t>(Field::Image)] = map.has(Field::Image);
    return reading;
}

}  // namespace haberdash
