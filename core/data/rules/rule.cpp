// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/rules/rule.h"

#include "core/data/base/error.h"
#include "core/data/base/file_lock.h"
#include "core/data/base/files.h"
#include "core/data/base/numbers.h"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <utility>

namespace haberdash {

namespace {

constexpr std::array kKinds{RuleKind::Pin, RuleKind::Boost, RuleKind::Bury, RuleKind::Hide};
constexpr std::size_t kMostPlaces = 1000;
constexpr std::chrono::seconds kPatience(5);  // with another program that changes the rules
constexpr double kMostStrength = 100;

struct Fact {
    const char* name;
    std::string Item::*value;
};

constexpr std::array kFacts{Fact{"department", &Item::department},
                            Fact{"category", &Item::category},
                            Fact{"colour", &Item::colour},
                            Fact{"brand", &Item::brand},
                            Fact{"gender", &Item::gender},
                            Fact{"season", &Item::season},
                            Fact{"usage", &Item::usage}};

[[noreturn]] void refuse(const std::size_t number, const std::string& what) {
    throw Error(ErrorKind::Input, fmt::format("Rule {} of the rules {}.", number, what));
}

RuleKind kindFrom(const Json& rule, const std::size_t number) {
    const auto found = rule.find("kind");
    for (const RuleKind kind : kKinds) {
        if (found != rule.end() && *found == wordOf(kind)) {
            return kind;
        }
    }
    refuse(number, "needs a \"kind\": pin, boost, bury or hide");
}

void takeItems(Rule& rule, const Json& value, const std::size_t number) {
    if (!value.is_array()) {
        refuse(number, "needs its \"items\" as a list of product ids");
    }
    for (const Json& sku : value) {
        if (!sku.is_string()) {
            refuse(number, "needs its \"items\" as texts");
        }
        rule.items.push_back(sku.get<std::string>());
    }
}

void takeWhere(Rule& rule, const Json& value, const std::size_t number) {
    if (!value.is_object()) {
        refuse(number, "needs its \"where\" as {\"brand\": \"…\"}");
    }
    for (const auto& [name, wanted] : value.items()) {
        if (std::ranges::find(kFacts, name, &Fact::name) == kFacts.end() || !wanted.is_string()) {
            refuse(number,
                   fmt::format("cannot ask for \"{}\": it takes department, category, colour, "
                               "brand, gender, season and usage",
                               name));
        }
        rule.where[name] = wanted.get<std::string>();
    }
}

std::int64_t timeFrom(const Json& value, const std::size_t number) {
    if (!value.is_number_integer() || value.get<std::int64_t>() < 0) {
        refuse(number, "needs its times as Unix seconds");
    }
    return value.get<std::int64_t>();
}

void takeField(Rule& rule, const std::string& name, const Json& value, const std::size_t number) {
    if (name == "items") {
        takeItems(rule, value, number);
    } else if (name == "where") {
        takeWhere(rule, value, number);
    } else if (name == "place") {
        if (!value.is_number_unsigned() || value.get<std::uint64_t>() < 1 ||
            value.get<std::uint64_t>() > kMostPlaces) {
            refuse(number, "needs a \"place\" from 1 to 1000");
        }
        rule.place = value.get<std::size_t>();
    } else if (name == "strength") {
        if (!value.is_number() || !(value.get<double>() >= 0) ||
            value.get<double>() > kMostStrength) {
            refuse(number, "needs a \"strength\" from 0 to 100");
        }
        rule.strength = value.get<double>();
    } else if (name == "from") {
        rule.from = timeFrom(value, number);
    } else if (name == "until") {
        rule.until = timeFrom(value, number);
    } else if (name == "note") {
        rule.note = value.is_string() ? value.get<std::string>() : value.dump();
    } else if (name != "kind") {
        refuse(number, fmt::format("has a field \"{}\" that is none", name));
    }
}

Rule ruleFrom(const Json& json, const std::size_t number) {
    if (!json.is_object()) {
        refuse(number, "is no object");
    }
    Rule rule{.kind = kindFrom(json, number)};
    for (const auto& [name, value] : json.items()) {
        takeField(rule, name, value, number);
    }
    if (rule.items.empty() && rule.where.empty()) {
        refuse(number, "names no products: give \"items\" or \"where\"");
    }
    if (rule.kind == RuleKind::Pin && rule.items.empty()) {
        refuse(number, "pins, and so needs \"items\"");
    }
    if (rule.kind == RuleKind::Pin && !rule.where.empty()) {
        refuse(number, "pins, and so takes \"items\" alone, no \"where\"");
    }
    return rule;
}

}  // namespace

const char* wordOf(const RuleKind kind) noexcept {
    switch (kind) {
        case RuleKind::Pin:
            return "pin";
        case RuleKind::Boost:
            return "boost";
        case RuleKind::Bury:
            return "bury";
        case RuleKind::Hide:
            return "hide";
    }
    return "";
}

const std::string* factOf(const Item& item, const std::string& fact) {
    const auto found = std::ranges::find(kFacts, fact, &Fact::name);
    return found == kFacts.end() ? nullptr : &(item.*found->value);
}

bool holdsFor(const Rule& rule, const Item& item) {
    if (std::ranges::find(rule.items, item.sku) != rule.items.end()) {
        return true;
    }
    return !rule.where.empty() && std::ranges::all_of(rule.where, [&item](const auto& wanted) {
        const std::string* const value = factOf(item, wanted.first);
        return value != nullptr && *value == wanted.second;
    });
}

std::map<std::size_t, std::string> pinsOf(const std::span<const Rule> rules,
                                          const std::int64_t now) {
    std::map<std::size_t, std::string> pins;
    for (const Rule& rule : rules) {
        if (rule.kind == RuleKind::Pin && rule.isActive(now)) {
            for (std::size_t i = 0; i < rule.items.size(); ++i) {
                pins.emplace(rule.place + i, rule.items[i]);
            }
        }
    }
    return pins;
}

std::vector<Rule> rulesFromJson(const Json& json) {
    if (!json.is_object() || !json.contains("rules") || !json["rules"].is_array()) {
        throw Error(ErrorKind::Input, "Rules are one JSON object, {\"rules\": [...]}.");
    }
    std::vector<Rule> rules;
    for (const Json& entry : json["rules"]) {
        rules.push_back(ruleFrom(entry, rules.size() + 1));
    }
    return rules;
}

Json toJson(const std::vector<Rule>& rules) {
    Json list = Json::array();
    for (const Rule& rule : rules) {
        Json json = {{"kind", wordOf(rule.kind)}};
        if (!rule.items.empty()) {
            json["items"] = rule.items;
        }
        if (!rule.where.empty()) {
            json["where"] = rule.where;
        }
        if (rule.kind == RuleKind::Pin) {
            json["place"] = rule.place;
        }
        if (rule.kind == RuleKind::Boost || rule.kind == RuleKind::Bury) {
            json["strength"] = rule.strength;
        }
        if (rule.from != 0) {
            json["from"] = rule.from;
        }
        if (rule.until != 0) {
            json["until"] = rule.until;
        }
        if (!rule.note.empty()) {
            json["note"] = rule.note;
        }
        list.push_back(std::move(json));
    }
    return {{"rules", std::move(list)}};
}

std::vector<Rule> readRules(const std::filesystem::path& file) {
    const Json json = Json::parse(readFile(file), nullptr, false);
    if (json.is_discarded()) {
        throw Error(ErrorKind::Input, fmt::format("{} is not JSON.", file.string()));
    }
    return rulesFromJson(json);
}

void writeRules(const std::filesystem::path& file, const std::vector<Rule>& rules) {
    writeFileAtomically(file, toJson(rules).dump(2) + '\n');
}

std::vector<Rule> rulesIn(const std::filesystem::path& file) {
    return std::filesystem::exists(file) ? readRules(file) : std::vector<Rule>();
}

std::filesystem::path rulesFile(const std::filesystem::path& projectFolder) {
    return projectFolder / "rules.json";
}

void changeRules(const std::filesystem::path& file,
                 const std::function<void(std::vector<Rule>&)>& change) {
    const auto turn = FileLock::acquireWithin(file.string() + ".lock", kPatience);
    if (!turn) {
        throw Error(ErrorKind::Locked,
                    fmt::format("The rules in {} cannot be written: another program is changing "
                                "them, or the folder is read-only; try again.",
                                file.string()));
    }
    std::vector<Rule> rules = rulesIn(file);
    change(rules);
    writeRules(file, rules);
}

std::string sentenceOf(const Rule& rule) {
    std::vector<std::string> products = rule.items;
    for (const auto& [fact, value] : rule.where) {
        products.push_back(fmt::format("{}={}", fact, value));
    }
    std::string text = fmt::format("{} {}", wordOf(rule.kind), fmt::join(products, ", "));
    if (rule.kind == RuleKind::Pin) {
        text += fmt::format(" to place {}", rule.place);
    } else if (rule.kind != RuleKind::Hide) {
        text += fmt::format(" by {}", toText(rule.strength));
    }
    if (rule.from != 0) {
        text += fmt::format(" from {:%Y-%m-%d}", fmt::gmtime(rule.from));
    }
    if (rule.until != 0) {
        text += fmt::format(" until {:%Y-%m-%d}", fmt::gmtime(rule.until));
    }
    return text;
}

}  // namespace haberdash
