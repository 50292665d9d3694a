// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What a merchandiser wants of every ranking, whatever the model says: some products pinned to a
// place, some lifted or lowered, some never shown. A rule file is
//
//   {"rules": [
//     {"kind": "pin", "items": ["1163"], "place": 1},
//     {"kind": "boost", "where": {"brand": "Nike"}, "strength": 1.0},
//     {"kind": "bury", "where": {"season": "Winter"}, "until": 1767225600},
//     {"kind": "hide", "where": {"category": "Socks"}}]}

#include "core/data/base/json.h"
#include "core/data/catalog/item.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace haberdash {

enum class RuleKind { Pin, Boost, Bury, Hide };

/// "pin", "boost", "bury", "hide".
const char* wordOf(RuleKind kind) noexcept;

/// Holds for products that are among `items` or have all facts of `where`.
struct Rule {
    RuleKind kind = RuleKind::Hide;
    std::vector<std::string> items;            ///< the shop's own ids
    std::map<std::string, std::string> where;  ///< fact ("brand", "category", …) -> its value
    std::size_t place = 1;   ///< of a pin: from 1; the n-th of its items is at place + n - 1
    double strength = 1;     ///< of boost and bury: standard deviations of the list's scores
    std::int64_t from = 0;   ///< Unix seconds; 0: always
    std::int64_t until = 0;  ///< the first second in which it does not hold any more; 0: for ever

    std::string note;  ///< a person's own words; nothing goes by them

    bool isActive(std::int64_t now) const noexcept {
        return now >= from && (until == 0 || now < until);
    }
};

/// The value of a fact that a rule can ask for: department, category, colour, brand, gender,
/// season or usage; nullptr for another word.
const std::string* factOf(const Item& item, const std::string& fact);

bool holdsFor(const Rule& rule, const Item& item);

/// Which of the shop's own ids the rules that are active at `now` (Unix seconds) pin to which
/// place, from 1. Of two at one place the earlier rule's.
std::map<std::size_t, std::string> pinsOf(std::span<const Rule> rules, std::int64_t now);

/// Throws Error(Input) that names the rule by its number and what is wrong with it.
std::vector<Rule> rulesFromJson(const Json& json);
Json toJson(const std::vector<Rule>& rules);

/// Throws Error(NotFound, Disk, Input).
std::vector<Rule> readRules(const std::filesystem::path& file);

/// The same, and none where there is no such file.
std::vector<Rule> rulesIn(const std::filesystem::path& file);

/// Replaces the file in one step. Throws Error(Disk).
void writeRules(const std::filesystem::path& file, const std::vector<Rule>& rules);

/// Where a project keeps its own rules; the file need not be there.
std::filesystem::path rulesFile(const std::filesystem::path& projectFolder);

/// Reads, changes and writes a file of rules, one program after the other. What `change` throws
/// leaves the file as it was. Throws Error(Disk, Input, Locked).
void changeRules(const std::filesystem::path& file,
                 const std::function<void(std::vector<Rule>&)>& change);

/// The rule in a few words: "pin 1163 to place 1".
std::string sentenceOf(const Rule& rule);

}  // namespace haberdash
