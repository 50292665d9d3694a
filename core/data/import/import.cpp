// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/import/import.h"

#include "core/data/import/events.h"
#include "core/data/import/plan.h"
#include "core/data/import/products.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <chrono>

namespace haberdash {

namespace {

/// Columns that a person named must be in some file, and the words must be fields.
void checkGivenColumns(const ImportPlan& plan, const ImportOptions& options) {
    std::vector<std::string> all;
    for (const ImportSource& source : plan.sources) {
        const std::unique_ptr<RowReader> reader = openRows(source.file, source.dialect);
        all.insert(all.end(), reader->columns().begin(), reader->columns().end());
    }
    givenColumns(options.columns, all, /*isStrict=*/true);
}

void checkImagesFolder(const ImportOptions& options) {
    std::error_code failure;
    if (!options.images.empty() && !std::filesystem::is_directory(options.images, failure)) {
        throw Error(ErrorKind::NotFound,
                    fmt::format("There is no folder of pictures {}; check the path.",
                                options.images.string()));
    }
}

void readAll(const ImportPlan& plan,
             const ImportOptions& options,
             ImportWriter& writer,
             ImportReport& report,
             const Monitor& monitor) {
    const auto isOf = [&](const ImportSource& source, const Layout layout, const Role role) {
        return source.layout == layout && source.role == role;
    };
    PricesBySku prices;
    for (const ImportSource& source : plan.sources) {
        if (isOf(source, Layout::Hm, Role::Events)) {
            prices.merge(latestPrices(source, monitor));
        }
    }
    const bool hasItemFile = std::ranges::any_of(plan.sources, [&](const ImportSource& source) {
        return isOf(source, Layout::Inter, Role::Products);
    });
    for (const ImportSource& source : plan.sources) {
        if (source.role == Role::Products) {
            importProducts(source, options, prices, writer, report, monitor);
        } else if (source.role == Role::Shoppers) {
            importShoppers(source, writer, report, monitor);
        } else {
            const bool makesProducts = source.layout == Layout::Inter && !hasItemFile;
            importEvents(source, options, makesProducts, writer, report, monitor);
        }
    }
}

ImportReport run(Project* const project, const ImportOptions& options, const Monitor& monitor) {
    const auto begun = std::chrono::steady_clock::now();
    ImportReport report;
    report.isDryRun = options.dryRun;
    checkImagesFolder(options);
    const ImportPlan plan = planImport(options);
    checkGivenColumns(plan, options);
    report.format = wordOf(plan.layout);
    ImportWriter writer(project, options.dryRun, report);
    try {
        readAll(plan, options, writer, report, monitor);
    } catch (const Cancelled&) {
        writer.flush();
        throw;
    }
    if (!options.dryRun && !report.currency.empty() && !project->setting("currency")) {
        project->setSetting("currency", report.currency);
    }
    report.seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    return report;
}

}  // namespace

void checkImport(const ImportOptions& options) {
    checkImagesFolder(options);
    checkGivenColumns(planImport(options), options);
}

ImportReport importCatalog(Project& project, const ImportOptions& options, const Monitor& monitor) {
    return run(&project, options, monitor);
}

ImportReport previewImport(Project* const project,
                           const ImportOptions& options,
                           const Monitor& monitor) {
    ImportOptions looking = options;
    looking.dryRun = true;
    return run(project, looking, monitor);
}

Json toJson(const ImportReport& report) {
    Json problems = Json::array();
    for (const ImportProblem& problem : report.problems) {
        problems.push_back({{"file", problem.file},
                            {"row", problem.row},
                            {"reason", problem.reason},
                            {"rejected", problem.isRejected}});
    }
    Json files = Json::array();
    for (const std::filesystem::path& file : report.rejectsFiles) {
        files.push_back(file.string());
    }
    return {{"format", report.format},
            {"columns", report.columns},
            {"dry_run", report.isDryRun},
            {"products_added", report.productsAdded},
            {"products_updated", report.productsUpdated},
            {"products_unchanged", report.productsUnchanged},
            {"events_added", report.eventsAdded},
            {"events_unchanged", report.eventsUnchanged},
            {"events_rejected", report.eventsRejected},
            {"images_ok", report.picturesFound - report.picturesCorrupt},
            {"images_missing", report.picturesMissing},
            {"images_corrupt", report.picturesCorrupt},
            {"images_refused", report.picturesRefused},
            {"products_without_image", report.productsWithoutPicture},
            {"rows_rejected", report.rowsRejected},
            {"rows_repaired", report.rowsRepaired},
            {"values_refused", report.valuesRefused},
            {"duplicate_titles", report.duplicateTitles},
            {"duplicate_texts", report.duplicateTexts},
            {"currency", report.currency},
            {"encodings", report.encodings},
            {"rejects_file", report.rejectsFile.string()},
            {"rejects_files", files},
            {"seconds", report.seconds},
            {"problems", problems}};
}

}  // namespace haberdash
