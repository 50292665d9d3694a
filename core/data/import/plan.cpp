// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/import/plan.h"

#include "core/data/base/error.h"
#include "core/data/import/columns.h"
#include "core/data/import/rejects.h"
#include "core/data/tables/rows.h"
#include "core/data/tables/values.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <set>
#include <system_error>
#include <utility>

namespace haberdash {

namespace {

namespace fs = std::filesystem;

constexpr std::array<const char*, 6> kLayouts{
    "kaggle-fashion", "hm", "amazon-reviews", "inter", "csv", "jsonl"};

constexpr CsvDialect kAtomic{.delimiter = '\t', .lineEnd = '\n', .hasQuotes = false};

/// The columns of a file, for asking whether it has some.
class Header {
  public:
    explicit Header(const std::vector<std::string>& columns) {
        for (const std::string& column : columns) {
            names_.insert(comparable(column.substr(0, column.find(':'))));
            isTyped_ = isTyped_ || column.ends_with(":token") || column.ends_with(":token_seq");
        }
    }

    template <class... Names>
    bool hasAll(const Names... names) const {
        return (names_.contains(names) && ...);
    }

    template <class... Names>
    bool hasAny(const Names... names) const {
        return (names_.contains(names) || ...);
    }

    bool isTyped() const { return isTyped_; }

  private:
    std::set<std::string, std::less<>> names_;
    bool isTyped_ = false;
};

using Kind = std::pair<Layout, Role>;

/// The layouts that are known by their columns.
std::optional<Kind> knownKind(const Header& header, const bool isJson) {
    if (header.hasAll("userid", "itemid") && (header.isTyped() || header.hasAny("xlabel"))) {
        return Kind{Layout::Inter, Role::Events};
    }
    if (header.isTyped() && header.hasAll("itemid")) {
        return Kind{Layout::Inter, Role::Products};
    }
    if (header.isTyped() && header.hasAll("userid")) {
        return Kind{Layout::Inter, Role::Shoppers};
    }
    if (header.hasAll("id", "articletype", "productdisplayname")) {
        return Kind{Layout::KaggleFashion, Role::Products};
    }
    if (header.hasAll("articleid", "prodname", "producttypename")) {
        return Kind{Layout::Hm, Role::Products};
    }
    if (header.hasAll("customerid", "articleid", "tdat")) {
        return Kind{Layout::Hm, Role::Events};
    }
    if (header.hasAll("customerid") && header.hasAny("clubmemberstatus", "fashionnewsfrequency")) {
        return Kind{Layout::Hm, Role::Shoppers};
    }
    if (isJson && header.hasAny("userid", "reviewerid") && header.hasAny("rating", "overall") &&
        header.hasAny("parentasin", "asin")) {
        return Kind{Layout::AmazonReviews, Role::Events};
    }
    if (isJson && header.hasAny("parentasin", "asin") && header.hasAll("title")) {
        return Kind{Layout::AmazonReviews, Role::Products};
    }
    return std::nullopt;
}

bool isAtomicName(const fs::path& file) {
    return file.extension() == ".inter" || file.extension() == ".item" ||
           file.extension() == ".user";
}

/// nullopt: neither products nor events.
std::optional<ImportSource> sourceOf(const fs::path& file, const ImportOptions& options) {
    ImportSource source{.file = file, .folder = originalFolder(file)};
    if (isAtomicName(file)) {
        source.dialect = kAtomic;
    }
    const std::unique_ptr<RowReader> reader = openRows(file, source.dialect);
    const bool isJson = reader->delimiter() == '\0';
    const Header header(reader->columns());
    std::optional<Kind> kind = knownKind(header, isJson);
    ColumnMap map = givenColumns(options.columns, reader->columns(), /*isStrict=*/false);
    if (!kind) {
        const Layout layout = isAtomicName(file) ? Layout::Inter
                              : isJson           ? Layout::JsonLines
                                                 : Layout::Csv;
        const bool isEvents =
            looksLikeEvents(reader->columns()) || (map.has(Field::User) && map.has(Field::Item));
        std::vector<Row> sample;
        Row row;
        while (sample.size() < 200 && reader->next(row)) {
            sample.push_back(row);
        }
        guessProductColumns(map, reader->columns(), sample);
        const bool isProducts = map.has(Field::Id) && map.has(Field::Title);
        if (isEvents || isProducts) {
            kind = Kind{layout, isEvents ? Role::Events : Role::Products};
        }
    }
    if (!kind) {
        return std::nullopt;
    }
    std::tie(source.layout, source.role) = *kind;
    if (source.layout == Layout::Inter && !isJson && reader->delimiter() == '\t') {
        source.dialect = kAtomic;
    }
    return source;
}

bool isTableName(const fs::path& file) {
    static constexpr std::array<const char*, 8> kEndings{
        ".csv", ".tsv", ".jsonl", ".ndjson", ".json", ".inter", ".item", ".txt"};
    std::string ending = file.extension().string();
    std::ranges::transform(ending, ending.begin(), [](const char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return std::ranges::find(kEndings, ending) != kEndings.end();
}

std::vector<fs::path> tablesIn(const fs::path& folder) {
    std::vector<fs::path> files;
    std::error_code failure;
    for (fs::directory_iterator entry(folder, failure), end; !failure && entry != end;
         entry.increment(failure)) {
        std::error_code ignored;
        if (isTableName(entry->path()) && fs::is_regular_file(entry->path(), ignored)) {
            files.push_back(entry->path());
        }
    }
    std::ranges::sort(files);
    return files;
}

std::vector<ImportSource> sourcesIn(const fs::path& folder, const ImportOptions& options) {
    std::vector<ImportSource> sources;
    for (const fs::path& file : tablesIn(folder)) {
        try {
            if (std::optional<ImportSource> source = sourceOf(file, options)) {
                sources.push_back(std::move(*source));
            }
        } catch (const Error& error) {
            if (error.kind() != ErrorKind::Input) {
                throw;
            }
        }
    }
    if (sources.empty()) {
        throw Error(ErrorKind::Input,
                    fmt::format("No file in {} holds products or events; give the file itself and "
                                "name its columns.",
                                folder.string()));
    }
    // A folder in a known layout holds that, and what lies beside it is the same in another form.
    const auto known = std::ranges::find_if(sources, [](const ImportSource& source) {
        return source.layout < Layout::Csv && source.role == Role::Products;
    });
    if (known != sources.end()) {
        const Layout layout = known->layout;
        std::erase_if(sources, [&](const ImportSource& source) { return source.layout != layout; });
    }
    return sources;
}

[[noreturn]] void refuseFile(const fs::path& file) {
    const std::unique_ptr<RowReader> reader = openRows(file);
    if (reader->columns().empty()) {
        throw Error(ErrorKind::Input,
                    fmt::format("{} is empty; there is nothing to import.", file.string()));
    }
    throw Error(ErrorKind::Input,
                fmt::format("No columns of {} look like a product's id and title; name them with "
                            "--map id=COLUMN --map title=COLUMN (its columns are {}).",
                            file.string(),
                            fmt::join(reader->columns(), ", ")));
}

void addPath(ImportPlan& plan, const fs::path& path, const ImportOptions& options) {
    std::error_code failure;
    const fs::file_status status = fs::status(path, failure);
    if (!fs::exists(status)) {
        throw Error(ErrorKind::NotFound,
                    fmt::format("There is no file or folder {}; check the path.", path.string()));
    }
    if (fs::is_directory(status)) {
        for (ImportSource& source : sourcesIn(path, options)) {
            plan.sources.push_back(std::move(source));
        }
        return;
    }
    std::optional<ImportSource> source = sourceOf(path, options);
    if (!source) {
        refuseFile(path);
    }
    plan.sources.push_back(std::move(*source));
}

/// Reads every file as the layout that the person named.
void force(ImportPlan& plan, const std::string& format) {
    const auto found =
        std::ranges::find_if(kLayouts, [&](const char* word) { return format == word; });
    if (found == kLayouts.end()) {
        throw Error(ErrorKind::Input,
                    fmt::format("There is no format \"{}\"; the formats are auto, {}.",
                                format,
                                fmt::join(kLayouts, ", ")));
    }
    const auto layout = static_cast<Layout>(found - kLayouts.begin());
    for (ImportSource& source : plan.sources) {
        source.layout = layout;
    }
}

}  // namespace

const char* wordOf(const Layout layout) noexcept {
    return kLayouts[static_cast<std::size_t>(layout)];
}

ImportPlan planImport(const ImportOptions& options) {
    ImportPlan plan;
    for (const fs::path& path : options.from) {
        addPath(plan, path, options);
    }
    if (!options.events.empty()) {
        addPath(plan, options.events, options);
        plan.sources.back().role = Role::Events;
    }
    if (plan.sources.empty()) {
        throw Error(ErrorKind::Input, "Nothing to import was given; name a file or a folder.");
    }
    if (options.format != "auto") {
        force(plan, options.format);
    }
    std::ranges::stable_sort(plan.sources, {}, &ImportSource::role);
    plan.layout = plan.sources.front().layout;
    return plan;
}

}  // namespace haberdash
