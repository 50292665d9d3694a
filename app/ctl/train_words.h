// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/runs/train_options.h"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace haberdash::ctl {

/// How a call says what to train: a preset, then a file, then single settings.
struct TrainWords {
    std::vector<std::string> settings;
    std::filesystem::path config;
    std::string preset;
};

/// Declares --set, --config and --preset; `words` has to outlive the parsing.
void addTrainWords(CLI::App& app, TrainWords& words);

/// Throws WrongWords for what does not fit, Error(Input) for a file that is no configuration.
TrainOptions optionsOf(const TrainWords& words);

/// Throws WrongWords for a --set that none of the kinds reads, unless it says what is usual.
void refuseUnread(const TrainWords& words, const std::vector<std::string>& kinds);

/// KEY=VALUE. Throws WrongWords for what is none, or fits no option.
void applySetting(const std::vector<Option>& options, const std::string& setting);

}  // namespace haberdash::ctl
