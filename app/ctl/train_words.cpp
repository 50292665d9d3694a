// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/train_words.h"

#include "app/ctl/verb.h"
#include "app/ctl/wrong_words.h"
#include "core/data/base/error.h"
#include "core/data/base/files.h"
#include "core/data/base/json.h"
#include "core/data/runs/option_kinds.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace haberdash::ctl {

namespace {

std::string knownPresets() {
    std::string known;
    for (const Preset& preset : trainPresets()) {
        known += known.empty() ? preset.key : ", " + preset.key;
    }
    return known;
}

void applyPreset(TrainOptions& options, const std::string& key) {
    for (const Preset& preset : trainPresets()) {
        if (preset.key == key) {
            setOptions(describe(options), preset.values);
            return;
        }
    }
    throw WrongWords(
        fmt::format("There is no preset \"{}\"; the presets are {}.", key, knownPresets()));
}

// Of each option the usual value, what else it may be, and what it means.
std::string settingsText() {
    TrainOptions defaults;
    const std::vector<Option> options = describe(defaults);
    const Json usual = optionsToJson(options);
    std::string text = "Settings (--set KEY=VALUE) and what they are without:\n";
    for (const Option& option : options) {
        text += fmt::format("  {}={}\n      {}{}\n",
                            option.key,
                            textOf(usual[option.key]),
                            option.help,
                            option.choices.empty()
                                ? std::string()
                                : fmt::format(" One of {}.", fmt::join(option.choices, ", ")));
    }
    return text;
}

}  // namespace

void applySetting(const std::vector<Option>& options, const std::string& setting) {
    const std::size_t equals = setting.find('=');
    if (equals == std::string::npos) {
        throw WrongWords(fmt::format("--set takes KEY=VALUE, not \"{}\".", setting));
    }
    try {
        setOption(options, setting.substr(0, equals), setting.substr(equals + 1));
    } catch (const Error& error) {
        throw WrongWords(error.what());
    }
}

void addTrainWords(CLI::App& app, TrainWords& words) {
    const std::string example = app.get_footer();
    app.footer("");
    app.footer([example] { return example + "\n\n" + settingsText(); });  // made when it is read
    app.add_option("--set", words.settings, "KEY=VALUE of an option; below is what there is");
    app.add_option("--config", words.config, "JSON file of options");
    app.add_option(
        "--preset",
        words.preset,
        fmt::format("A named set of options, before --config and --set: {}", knownPresets()));
}

TrainOptions optionsOf(const TrainWords& words) {
    TrainOptions options;
    if (!words.preset.empty()) {
        applyPreset(options, words.preset);
    }
    if (!words.config.empty()) {
        const Json json = Json::parse(readFile(words.config), nullptr, false);
        if (json.is_discarded()) {
            throw Error(ErrorKind::Input,
                        fmt::format("{} is not JSON; a configuration file is an object such as "
                                    "{{\"train.epochs\": 20}}.",
                                    words.config.string()));
        }
        setOptions(describe(options), json);
    }
    for (const std::string& setting : words.settings) {
        applySetting(describe(options), setting);
    }
    return options;
}

void refuseUnread(const TrainWords& words, const std::vector<std::string>& kinds) {
    TrainOptions usual;
    TrainOptions options = optionsOf(words);
    const Json before = optionsToJson(describe(usual));
    const Json now = optionsToJson(describe(options));
    for (const std::string& setting : words.settings) {
        const std::string key = setting.substr(0, setting.find('='));
        const bool isRead = std::ranges::any_of(
            kinds, [&key](const std::string& kind) { return readsOption(kind, key); });
        if (!isRead && before.at(key) != now.at(key)) {
            throw WrongWords(unreadSentence(fmt::format("{}", fmt::join(kinds, ", ")), key));
        }
    }
}

}  // namespace haberdash::ctl
