// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learn/eval/judge.h"
#include "core/learn/train/dataset.h"

#include <filesystem>
#include <string>
#include <vector>

namespace haberdash {

/// The names that go into TREC files: keys of shoppers and products, by their place in the dataset.
/// Blanks become '_', because the format separates by blanks.
struct TrecNames {
    std::vector<std::string> shoppers;
    std::vector<std::string> items;
};

TrecNames trecNames(Project& project, const Dataset& dataset);

/// folder/qrels.txt: the relevant products of exactly the shoppers that were averaged.
void writeQrels(const std::filesystem::path& folder,
                const Dataset& dataset,
                Part part,
                const Judgement& judgement,
                const TrecNames& names);

/// folder/<run>.run: as deep as the rankings; scores strictly decreasing as 32-bit floats, which is
/// what trec_eval reads them as.
void writeTrecRun(const std::filesystem::path& folder,
                  const std::string& run,
                  const Judgement& judgement,
                  const TrecNames& names);

}  // namespace haberdash
