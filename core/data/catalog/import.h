// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/data/base/monitor.h"
#include "core/data/store/project.h"

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
    std::size_t row = 0;  ///< line of the file where the row begins, from 1
    std::string reason;   ///< one sentence
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
    std::size_t eventsRejected = 0;      ///< of unknown products, or unreadable
    std::size_t rowsRejected = 0;
    std::size_t rowsRepaired = 0;
    std::size_t picturesNamed = 0;
    std::size_t picturesMissing = 0;     ///< named by a row, or expected by the layout, but not there
    std::size_t productsWithoutPicture = 0;  ///< rows that name no picture
    std::size_t duplicateTitles = 0;     ///< products that repeat an earlier product's title
    std::size_t duplicateTexts = 0;      ///< that repeat title and description
    std::vector<ImportProblem> problems; ///< the first thousand
    std::filesystem::path rejectsFile;   ///< the rejected rows as CSV, to mend and import again; empty: none
};

/// Reads products and events into the project; pictures stay Pending (core/learn/image reads
/// them). A second import of the same files changes nothing. One transaction per few milliseconds
/// of rows, so that a window can browse meanwhile; when cancelled, what was read stays and running
/// again goes on. Throws Error for a missing path or a file that no format fits.
ImportReport importCatalog(Project& project, const ImportOptions& options, const Monitor& monitor);

}  // namespace haberdash
