// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/ids.h"
#include "core/data/base/json.h"
#include "core/data/base/monitor.h"
#include "core/data/store/project.h"

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace haberdash {

struct ImportOptions {
    std::vector<std::filesystem::path> from;  ///< files or folders
    std::string format = "auto";  ///< auto, kaggle-fashion, hm, amazon-reviews, inter, csv, jsonl
    std::map<std::string, std::string> columns;  ///< our field -> the file's column
    std::filesystem::path images;                ///< folder of pictures; empty: guessed
    std::filesystem::path events;                ///< further file of events; empty: none
    bool dryRun = false;                         ///< looks, writes nothing
};

struct ImportProblem {
    std::string file;
    std::size_t row = 0;      ///< line of the file where the row begins, from 1
    std::string reason;       ///< one sentence
    bool isRejected = false;  ///< false: repaired and taken
};

/// What an import did. Its JSON (see toJson) is what `haberdashctl import --json` prints.
struct ImportReport {
    std::string format;
    std::map<std::string, std::string> columns;  ///< as used: our field -> the file's column
    std::size_t productsAdded = 0;
    std::size_t productsUpdated = 0;
    std::size_t productsUnchanged = 0;
    std::size_t eventsAdded = 0;
    std::size_t eventsUnchanged = 0;
    std::size_t eventsRejected = 0;  ///< of unknown products, or unreadable
    std::size_t rowsRejected = 0;
    std::size_t rowsRepaired = 0;
    std::size_t valuesRefused = 0;  ///< prices and years that make no sense; the rows were taken
    std::size_t picturesNamed = 0;
    std::size_t picturesFound = 0;    ///< files that are there; reading them comes later
    std::vector<ItemId> pictured;     ///< the products of those files; not of a dry run
    std::size_t picturesMissing = 0;  ///< named by a row, or expected by the layout, but not there
    std::size_t picturesRefused = 0;  ///< named, but outside of the folder of pictures
    std::size_t picturesCorrupt = 0;  ///< of a dry run: files that do not begin as a picture
    std::size_t productsWithoutPicture = 0;  ///< rows that name no picture
    std::size_t duplicateTitles = 0;         ///< products that repeat an earlier product's title
    std::size_t duplicateTexts = 0;  ///< that repeat title and description, as the file writes them
    std::string currency;            ///< ISO 4217, as guessed from the files; empty: none
    std::vector<std::string> encodings;  ///< of the files, where not UTF-8: "name: windows-1252"
    bool isDryRun = false;
    double seconds = 0;
    std::vector<ImportProblem> problems;  ///< the first thousand
    std::filesystem::path
        rejectsFile;  ///< the rejected rows as CSV, to mend and import again; empty: none
    std::vector<std::filesystem::path>
        rejectsFiles;  ///< one a file that had some; rejectsFile is the first
};

/// Throws what importCatalog() would throw before the first row: for a missing path, a file that no
/// format fits, a column that is not there.
void checkImport(const ImportOptions& options);

/// Reads products and events into the project; pictures stay Pending (core/learn/image reads
/// them). A second import of the same files changes nothing. One transaction per few milliseconds
/// of rows, so that a window can browse meanwhile; when cancelled, what was read stays and running
/// again goes on. Facts for which the files have no column stay as they are stored. Throws Error
/// for a missing path or a file that no format fits.
///
/// Rejected rows go to <project>/rejects/<file>-<digits>.csv with a last column haberdash_reason;
/// that file can be imported, with pictures found where the original's were.
///
/// Formats (each told by its columns, not by its name):
/// - kaggle-fashion: styles.csv, images/<id>.jpg, and styles/<id>.json, which give price, brand and
///   description. Stray commas in the last column are joined again, and reported.
/// - hm: articles, customers, transactions; images/<first three digits>/<id>.jpg. A transaction is
///   a purchase at midnight UTC; a product's price is that of its latest transaction.
/// - amazon-reviews: meta and reviews of 2023 (and of 2014). A review is one event: dislike for one
///   or two stars; else purchase when it is a verified one; else like for four or five; else view.
/// - inter: RecBole and MMRec. Pairs are purchases, by their rating where there is one and no split
///   label; products without an .item file have their id as title.
/// - csv, jsonl: any shop's, by columns given or guessed.
/// What a shopper pays is the price: a sale price below the price replaces it, and the price
/// becomes the attribute "list_price".
ImportReport importCatalog(Project& project, const ImportOptions& options, const Monitor& monitor);

/// The same as options.dryRun, also without a project: looks and counts, writes nothing. `project`
/// may be read-only, or nullptr: then every product is new.
ImportReport previewImport(Project* project, const ImportOptions& options, const Monitor& monitor);

/// The object that `haberdashctl import --json` prints.
Json toJson(const ImportReport& report);

}  // namespace haberdash
