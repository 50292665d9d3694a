// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/import/products.h"

#include "core/data/base/error.h"
#include "core/data/import/picture_finder.h"
#include "core/data/import/product_row.h"
#include "core/data/tables/values.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <limits>
#include <system_error>

namespace haberdash {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kSampleRows = 500;

ColumnMap fixedColumns(const std::vector<std::string>& columns,
                       const std::vector<std::pair<Field, const char*>>& names) {
    ColumnMap map;
    for (const auto& [field, name] : names) {
        const auto found = std::ranges::find(columns, comparable(name), comparable);
        if (found != columns.end()) {
            map.set(field, static_cast<std::size_t>(found - columns.begin()));
        }
    }
    return map;
}

ColumnMap columnsOf(const ImportSource& source,
                    const ImportOptions& options,
                    const std::vector<std::string>& columns) {
    using enum Field;
    ColumnMap map = givenColumns(options.columns, columns, /*isStrict=*/false);
    if (source.layout == Layout::Hm) {
        map = fixedColumns(columns,
                           {{Id, "article_id"},
                            {Title, "prod_name"},
                            {Description, "detail_desc"},
                            {Department, "product_group_name"},
                            {Category, "product_type_name"},
                            {Colour, "colour_group_name"}});
        return map;
    }
    if (source.layout == Layout::AmazonReviews) {
        map = fixedColumns(columns,
                           {{Id, "parent_asin"},
                            {Title, "title"},
                            {Price, "price"},
                            {Brand, "store"},
                            {Description, "description"}});
        if (!map.has(Id)) {
            guessProductColumns(map, columns, {});
        }
        return map;
    }
    const std::unique_ptr<RowReader> reader = openRows(source.file, source.dialect);
    std::vector<Row> sample;
    Row row;
    while (sample.size() < kSampleRows && reader->next(row)) {
        sample.push_back(row);
    }
    guessProductColumns(map, columns, sample);
    return map;
}

void requireColumns(const ImportSource& source, const ColumnMap& map) {
    for (const Field field : {Field::Id, Field::Title}) {
        if (!map.has(field)) {
            throw Error(ErrorKind::Input,
                        fmt::format("No column of {} is the product's {}; name it with --map "
                                    "{}=COLUMN.",
                                    source.file.string(),
                                    wordOf(field),
                                    wordOf(field)));
        }
    }
}

/// The currency that a file's prices are in, when its columns say so.
std::string currencyOf(const ImportSource& source,
                       const std::vector<std::string>& columns,
                       const ColumnMap& map) {
    if (source.layout == Layout::AmazonReviews) {
        return "USD";
    }
    const auto has = [&](const char* const name) {
        return std::ranges::find(columns, comparable(name), comparable) != columns.end();
    };
    // The shop behind this data set, and only it, names its columns so; it sells in rupees.
    if (has("masterCategory") && has("articleType") && has("baseColour")) {
        return "INR";
    }
    for (const Field field : {Field::Price, Field::SalePrice}) {
        if (const auto column = map.column(field)) {
            if (std::string code = currencyIn(columns[*column]); !code.empty()) {
                return code;
            }
        }
    }
    return {};
}

bool beginsAsPicture(const fs::path& file) {
    std::array<char, 12> head{};
    std::ifstream stream(file, std::ios::binary);
    stream.read(head.data(), head.size());
    const std::string_view bytes(head.data(), static_cast<std::size_t>(stream.gcount()));
    return bytes.starts_with("\xFF\xD8\xFF") || bytes.starts_with("\x89PNG\r\n\x1A\n") ||
           (bytes.starts_with("RIFF") && bytes.substr(8) == "WEBP");
}

class ProductImport {
  public:
    ProductImport(const ImportSource& source,
                  const ImportOptions& options,
                  const PricesBySku& prices,
                  ImportWriter& writer,
                  ImportReport& report)
        : source_(source),
          options_(options),
          prices_(prices),
          writer_(writer),
          report_(report),
          reader_(openRows(source.file, source.dialect)),
          map_(columnsOf(source, options, reader_->columns())),
          finder_(pictureRoots()) {
        requireColumns(source, map_);
        const auto names = map_.names(reader_->columns());
        report_.columns.insert(names.begin(), names.end());
        if (report_.currency.empty()) {
            report_.currency = currencyOf(source, reader_->columns(), map_);
        }
        std::error_code ignored;
        hasRecords_ = fs::is_directory(source.folder / "styles", ignored);
        hasPictureFolder_ =
            !options.images.empty() || fs::is_directory(source.folder / "images", ignored);
    }

    void run(const Monitor& monitor) {
        Row row;
        for (std::size_t rows = 1; reader_->next(row); ++rows) {
            take(row);
            monitor.step("products", rows, expectedRows(*reader_, rows));
        }
        if (reader_->encoding() != "UTF-8") {
            report_.encodings.push_back(
                fmt::format("{}: {}", source_.file.filename().string(), reader_->encoding()));
        }
    }

  private:
    std::vector<fs::path> pictureRoots() const {
        if (!options_.images.empty()) {
            return {options_.images};
        }
        // Where a picture is missing, the first is the place to put it.
        const bool isInImages =
            source_.layout == Layout::Hm || source_.layout == Layout::KaggleFashion;
        return isInImages ? std::vector{source_.folder / "images", source_.folder}
                          : std::vector{source_.folder, source_.folder / "images"};
    }

    void take(const Row& row) {
        ProductReading reading = readProduct(row, *reader_, map_);
        if (!reading.fault.empty()) {
            writer_.reject(row, *reader_, reading.fault, report_.rowsRejected);
            return;
        }
        addLayoutFacts(row, reading);
        const FoundPicture picture = pictureOf(reading);
        setPicture(reading.draft.item, picture);
        if (const auto fault = writer_.addProduct(reading.draft, row.line)) {
            writer_.reject(row, *reader_, *fault, report_.rowsRejected);
            return;
        }
        countPicture(row, picture);
        if (picture.state == FoundPicture::State::Found && !options_.dryRun) {
            report_.pictured.push_back(reading.draft.item.id);
        }
        report(row, reading);
    }

    void addLayoutFacts(const Row& row, ProductReading& reading) {
        if (source_.layout == Layout::KaggleFashion && hasRecords_) {
            addKaggleRecord(source_.folder, reading);
        } else if (source_.layout == Layout::Hm) {
            addHmFacts(row, *reader_, reading);
        } else if (source_.layout == Layout::AmazonReviews) {
            addAmazonFacts(row, reading);
        }
        if (const auto price = prices_.find(reading.draft.item.sku); price != prices_.end()) {
            reading.draft.item.price = price->second;
            reading.draft.given[static_cast<std::size_t>(Field::Price)] = true;
        }
    }

    FoundPicture pictureOf(ProductReading& reading) const {
        const std::string& sku = reading.draft.item.sku;
        auto given = reading.draft.given[static_cast<std::size_t>(Field::Image)];
        if (source_.layout == Layout::Hm) {
            given = true;
            // A table program may have taken the leading zero away.
            const std::string name =
                sku.size() < 10 ? std::string(10 - sku.size(), '0') + sku : sku;
            return finder_.findByStem(fs::path(name.substr(0, 3)) / name);
        }
        if (source_.layout == Layout::KaggleFashion && !map_.has(Field::Image)) {
            given = true;
            return finder_.findByStem(sku);
        }
        FoundPicture named = finder_.find(reading.image);
        if (named.state == FoundPicture::State::Found ||
            named.state == FoundPicture::State::Refused) {
            return named;
        }
        // Pictures that are named after the product need no column, nor do those that were
        // downloaded under its id.
        if (hasPictureFolder_ && (!map_.has(Field::Image) || !reading.image.empty())) {
            FoundPicture own = finder_.findByStem(sku);
            if (own.state == FoundPicture::State::Found) {
                given = true;
                return own;
            }
            if (!options_.images.empty() && own.state == FoundPicture::State::Missing) {
                given = true;
                return named.state == FoundPicture::State::None ? own : named;
            }
        }
        return named;
    }

    static void setPicture(Item& item, const FoundPicture& picture) {
        item.picturePath = picture.path.string();
        switch (picture.state) {
            case FoundPicture::State::Found:
                item.pictureState = PictureState::Pending;
                break;
            case FoundPicture::State::Missing:
                item.pictureState = PictureState::Missing;
                break;
            default:
                item.pictureState = PictureState::None;
        }
    }

    void countPicture(const Row& row, const FoundPicture& picture) {
        using enum FoundPicture::State;
        report_.picturesNamed += picture.state == None ? 0 : 1;
        report_.productsWithoutPicture += picture.state == None ? 1 : 0;
        report_.picturesFound += picture.state == Found ? 1 : 0;
        report_.picturesMissing += picture.state == Missing ? 1 : 0;
        report_.picturesRefused += picture.state == Refused ? 1 : 0;
        if (picture.state == Refused) {
            writer_.problem(row, picture.reason, false);
        }
        if (options_.dryRun && picture.state == Found && !beginsAsPicture(picture.path)) {
            ++report_.picturesCorrupt;
            writer_.problem(row,
                            fmt::format("{} does not begin as a JPEG, PNG or WebP picture.",
                                        picture.path.string()),
                            false);
        }
    }

    void report(const Row& row, const ProductReading& reading) {
        if (!reading.repair.empty()) {
            ++report_.rowsRepaired;
            writer_.problem(row, reading.repair, false);
        }
        report_.valuesRefused += reading.refusals.size();
        for (const std::string& refusal : reading.refusals) {
            writer_.problem(row, refusal, false);
        }
        if (report_.currency.empty()) {
            report_.currency = reading.currency;
        }
    }

    const ImportSource& source_;
    const ImportOptions& options_;
    const PricesBySku& prices_;
    ImportWriter& writer_;
    ImportReport& report_;
    std::unique_ptr<RowReader> reader_;
    ColumnMap map_;
    PictureFinder finder_;
    bool hasRecords_ = false;
    bool hasPictureFolder_ = false;
};

}  // namespace

PricesBySku latestPrices(const ImportSource& source, const Monitor& monitor) {
    struct Latest {
        std::int64_t time = 0;
        double price = 0;
    };

    constexpr std::int64_t kNoTime = std::numeric_limits<std::int64_t>::min();
    const std::unique_ptr<RowReader> reader = openRows(source.file, source.dialect);
    ColumnMap map;
    guessEventColumns(map, reader->columns());
    const auto price = std::ranges::find(reader->columns(), "price");
    PricesBySku prices;
    if (price == reader->columns().end() || !map.has(Field::Item) || !map.has(Field::Time)) {
        return prices;
    }
    map.set(Field::Price, static_cast<std::size_t>(price - reader->columns().begin()));
    std::unordered_map<std::string, Latest> latest;
    Row row;
    for (std::size_t rows = 1; reader->next(row); ++rows) {
        const std::int64_t time = readTime(map.text(row, Field::Time)).value_or(kNoTime);
        const auto value = readPrice(map.text(row, Field::Price)).value;
        if (row.fault.empty() && time != kNoTime && value) {
            Latest& known =
                latest.try_emplace(cleanKey(map.text(row, Field::Item)), Latest{time, *value})
                    .first->second;
            if (time >= known.time) {
                known = {time, *value};
            }
        }
        if (rows % 256 == 0) {
            monitor.step("prices", rows, expectedRows(*reader, rows));
        }
    }
    for (const auto& [sku, entry] : latest) {
        prices.emplace(sku, entry.price);
    }
    return prices;
}

void importProducts(const ImportSource& source,
                    const ImportOptions& options,
                    const PricesBySku& prices,
                    ImportWriter& writer,
                    ImportReport& report,
                    const Monitor& monitor) {
    ProductImport import(source, options, prices, writer, report);
    writer.beginFile(source.file, wordOf(source.layout), /*hasProducts=*/true);
    import.run(monitor);
    writer.endFile();
}

}  // namespace haberdash
