// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/base/error.h"
#include "core/data/base/files.h"
#include "core/data/base/json.h"
#include "core/data/base/numbers.h"
#include "core/data/import/product_row.h"
#include "core/data/tables/plain_text.h"
#include "core/data/tables/values.h"

#include <algorithm>
#include <array>
#include <system_error>
#include <utility>

namespace haberdash {

namespace {

namespace fs = std::filesystem;
using std::string_view;

constexpr std::uintmax_t kMaxRecordFile = std::uintmax_t{4} << 20U;

const Record& member(const Record& object, const char* const key) {
    static const Record kNothing;
    const auto found = object.is_object() ? object.find(key) : object.end();
    return object.is_object() && found != object.end() ? *found : kNothing;
}

/// The text of a member, as a line; empty when unknown.
std::string lineOf(const Record& object, const char* const key) {
    const std::string text = textOf(member(object, key));
    return isUnknown(text) ? std::string() : plainLine(text);
}

void give(ProductReading& reading, const Field field) {
    reading.draft.given[static_cast<std::size_t>(field)] = true;
}

bool isFileStem(const string_view sku) {
    return std::ranges::all_of(sku, [](const char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               c == '_' || c == '-';
    });
}

std::optional<Record> readRecord(const fs::path& file) {
    std::error_code failure;
    if (fs::symlink_status(file, failure).type() != fs::file_type::regular ||
        fs::file_size(file, failure) > kMaxRecordFile || failure) {
        return std::nullopt;
    }
    std::string bytes = readFile(file);
    repairUtf8(bytes);
    Record record = Record::parse(bytes, nullptr, /*allow_exceptions=*/false);
    return record.is_object() ? std::optional(std::move(record)) : std::nullopt;
}

std::optional<double> priceOf(const Record& data, const char* const key, ProductReading& reading) {
    const PriceReading price = readPrice(textOf(member(data, key)));
    if (!price.fault.empty()) {
        reading.refusals.push_back(price.fault + "; it is taken as not known.");
    }
    return price.value;
}

Json attributesOf(const ProductReading& reading) {
    return Json::parse(reading.draft.item.attributes);
}

/// Adds the members of a flat object whose values are short texts or numbers.
void addAttributes(const Record& facts, Json& attributes) {
    constexpr std::size_t kMost = 40;
    constexpr std::size_t kLongest = 200;
    if (!facts.is_object()) {
        return;
    }
    for (const auto& [key, value] : facts.items()) {
        const std::string text = value.is_structured() ? std::string() : plainLine(textOf(value));
        if (!isUnknown(text) && text.size() <= kLongest && attributes.size() < kMost) {
            attributes[key] = text;
        }
    }
}

}  // namespace

void addKaggleRecord(const fs::path& folder, ProductReading& reading) {
    Item& item = reading.draft.item;
    if (!isFileStem(item.sku)) {
        return;
    }
    const std::optional<Record> record = readRecord(folder / "styles" / (item.sku + ".json"));
    if (!record) {
        return;
    }
    const Record& data = member(*record, "data");
    const std::string text =
        textOf(member(member(member(data, "productDescriptors"), "description"), "value"));
    Json attributes = attributesOf(reading);
    if (!isUnknown(text)) {
        item.description = plainText(text);
        reading.draft.rawDescription = text;
        give(reading, Field::Description);
    }
    if (std::string brand = lineOf(data, "brandName"); !brand.empty()) {
        item.brand = std::move(brand);
        give(reading, Field::Brand);
    }
    const std::optional<double> full = priceOf(data, "price", reading);
    const std::optional<double> sale = priceOf(data, "discountedPrice", reading);
    const bool isReduced = sale && *sale > 0 && (!full || *sale < *full);
    if (full || sale) {
        item.price = isReduced ? sale : full;
        give(reading, Field::Price);
        if (isReduced && full) {
            attributes["list_price"] = toText(*full);
        }
    }
    addAttributes(member(data, "articleAttributes"), attributes);
    item.attributes = attributes.dump();
}

void addHmFacts(const Row& row, const RowReader& reader, ProductReading& reading) {
    static constexpr std::array<std::pair<string_view, const char*>, 3> kGroups{
        {{"Ladieswear", "Women"}, {"Menswear", "Men"}, {"Baby/Children", "Kids"}}};
    const auto column = std::ranges::find(reader.columns(), "index_group_name");
    if (column == reader.columns().end()) {
        return;
    }
    const string_view group =
        row.values[static_cast<std::size_t>(column - reader.columns().begin())];
    const auto found =
        std::ranges::find(kGroups, group, &std::pair<string_view, const char*>::first);
    if (found != kGroups.end()) {
        reading.draft.item.gender = found->second;
        give(reading, Field::Gender);
    }
}

void addAmazonFacts(const Row& row, ProductReading& reading) {
    Item& item = reading.draft.item;
    if (!row.record.is_object()) {
        return;
    }
    const std::string text = textOf(member(row.record, "description"));
    const std::string features = textOf(member(row.record, "features"));
    reading.draft.rawDescription = features + "\n" + text;
    item.description = plainText(features);
    item.description += (features.empty() || text.empty() ? "" : "\n") + plainText(text);
    give(reading, Field::Description);

    const Record& categories = member(row.record, "categories");
    const auto step = [&](const std::size_t fromEnd) {
        return categories.is_array() && categories.size() >= fromEnd
                   ? plainLine(textOf(categories[categories.size() - fromEnd]))
                   : std::string();
    };
    item.category = step(1);
    item.department = step(2).empty() ? lineOf(row.record, "main_category") : step(2);
    give(reading, Field::Category);
    give(reading, Field::Department);
    for (const char* const gender : {"Women", "Men", "Girls", "Boys"}) {
        const bool isNamed =
            categories.is_array() && std::ranges::any_of(categories, [&](const Record& category) {
                return textOf(category) == gender;
            });
        if (isNamed && item.gender.empty()) {
            item.gender = gender;
        }
    }
    give(reading, Field::Gender);

    const Record& details = member(row.record, "details");
    if (item.brand.empty()) {
        item.brand = lineOf(details, "Brand");
    }
    if (item.colour.empty()) {
        item.colour = lineOf(details, "Color");
    }
    Json attributes = Json::object();
    for (const char* const key : {"average_rating", "rating_number"}) {
        if (std::string value = lineOf(row.record, key); !value.empty()) {
            attributes[key] = std::move(value);
        }
    }
    addAttributes(details, attributes);
    const Record& pictures = member(row.record, "images");
    if (pictures.is_array() && !pictures.empty()) {
        const Record& first = pictures.front();
        reading.image =
            lineOf(first, "hi_res").empty() ? lineOf(first, "large") : lineOf(first, "hi_res");
        if (!reading.image.empty()) {
            attributes["image_url"] = reading.image;
        }
    }
    item.attributes = attributes.dump();
}

}  // namespace haberdash
