// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/json.h"
#include "core/data/runs/run_store.h"

#include <filesystem>
#include <string>
#include <vector>

namespace haberdash {

/// Writes an evaluation (the object that `haberdashctl evaluate --json` prints) for people:
/// report.html (self-contained: table, curves, comparisons, the conventions), metrics.csv (a row
/// a run and metric), config.json (what each run was told) and evaluation.json. Makes the folder;
/// returns the page. Throws Error(Disk).
std::filesystem::path writeReport(const std::filesystem::path& folder,
                                  const std::string& projectName,
                                  const Json& evaluation,
                                  const std::vector<Run>& runs);

/// The page alone.
std::string reportPage(const std::string& projectName,
                       const Json& evaluation,
                       const std::vector<Run>& runs);

/// The same figures as a PDF of A4 pages. Throws Error(Disk) when it cannot be drawn.
std::string reportPdf(const std::string& projectName,
                      const Json& evaluation,
                      const std::vector<Run>& runs);

}  // namespace haberdash
