// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/verb.h"
#include "app/ctl/wrong_words.h"
#include "core/data/base/error.h"
#include "core/data/catalog/item_store.h"
#include "core/data/rules/rule.h"
#include "core/data/tables/values.h"
#include "core/learn/eval/rule_cost.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <iterator>
#include <optional>

namespace haberdash::ctl {

namespace {

constexpr std::array kKinds{RuleKind::Pin, RuleKind::Boost, RuleKind::Bury, RuleKind::Hide};

struct Words {
    std::filesystem::path file;  ///< empty: the project's own
    Rule rule;
    std::vector<std::string> where;
    std::string from;
    std::string until;
    std::size_t number = 0;
    RuleCostOptions cost;
};

/// Rules that no other file was named for.
std::filesystem::path fileOf(const Project& project, const Words& words) {
    return words.file.empty() ? rulesFile(project.folder()) : words.file;
}

Json listOf(const std::filesystem::path& file, const std::vector<Rule>& rules) {
    Json result = toJson(rules);
    result["file"] = file.string();
    for (std::size_t i = 0; i < rules.size(); ++i) {
        result["rules"][i]["number"] = i + 1;
    }
    return result;
}

void print(Context& context, const std::filesystem::path& file, const std::vector<Rule>& rules) {
    std::vector<std::vector<std::string>> rows{{"number", "rule"}};
    for (std::size_t i = 0; i < rules.size(); ++i) {
        rows.push_back({fmt::format("{}", i + 1), sentenceOf(rules[i])});
    }
    context.print(
        listOf(file, rules),
        rules.empty() ? fmt::format("There are no rules in {}.\n", file.string()) : table(rows));
}

std::int64_t timeFrom(const std::string& text) {
    if (text.empty()) {
        return 0;
    }
    const std::optional<std::int64_t> time = readTime(text);
    if (!time || *time < 0) {
        throw WrongWords(fmt::format("\"{}\" is no day; write it as 2026-12-24.", text));
    }
    return *time;
}

Rule ruleFrom(Project& project, const Words& words, const RuleKind kind) {
    Rule rule = words.rule;
    rule.kind = kind;
    rule.from = timeFrom(words.from);
    rule.until = timeFrom(words.until);
    if (rule.until != 0 && rule.until <= rule.from) {
        throw WrongWords("--until names a later day than --from: the rule would never hold.");
    }
    for (const std::string& pair : words.where) {
        const std::size_t equals = pair.find('=');
        if (equals == 0 || equals == std::string::npos) {
            throw WrongWords(fmt::format("--where takes FACT=VALUE, not \"{}\".", pair));
        }
        rule.where[pair.substr(0, equals)] = pair.substr(equals + 1);
    }
    const ItemStore items(project.database());
    for (const std::string& sku : rule.items) {
        items.requireSku(sku);
    }
    return rule;
}

/// Of two pins to one place at one time, one would never be seen.
void requireFreePlaces(const std::vector<Rule>& rules, const Rule& added) {
    const auto isTaken = [&added](const Rule& rule) {
        const bool sharesPlaces = rule.place < added.place + added.items.size() &&
                                  added.place < rule.place + rule.items.size();
        const bool sharesTime = (rule.until == 0 || added.from < rule.until) &&
                                (added.until == 0 || rule.from < added.until);
        return rule.kind == RuleKind::Pin && sharesPlaces && sharesTime;
    };
    const auto found = std::ranges::find_if(rules, isTaken);
    if (added.kind == RuleKind::Pin && found != rules.end()) {
        throw Error(ErrorKind::Input,
                    fmt::format("Rule {} pins there already ({}); choose another --place, or take "
                                "that rule away first.",
                                found - rules.begin() + 1,
                                sentenceOf(*found)));
    }
}

/// A rule that holds for nothing is a slip of the hand.
void requireProducts(Project& project, const Rule& rule) {
    const ItemStore items(project.database());
    const bool holds = std::ranges::any_of(items.keys(), [&](const ItemStore::Key& key) {
        return holdsFor(rule, items.item(key.id));
    });
    if (!holds) {
        throw Error(ErrorKind::NotFound,
                    fmt::format("No product is meant by this rule ({}); check its values against "
                                "the catalog's.",
                                sentenceOf(rule)));
    }
}

std::string costTable(const Json& result) {
    const auto figures = [](const Json& row) {
        return std::vector{
            fmt::format("{:+.4f}", row["difference"].get<double>()),
            fmt::format("{:+.4f} to {:+.4f}", row["low"].get<double>(), row["high"].get<double>())};
    };
    const Json& cost = result["cost"];
    std::vector<std::vector<std::string>> rows{
        {"rule", cost["metric"].get<std::string>(), "95 % interval"}};
    const auto add = [&](const std::string& name, const Json& row) {
        std::vector<std::string> cells{name};
        std::ranges::copy(figures(row), std::back_inserter(cells));
        rows.push_back(std::move(cells));
    };
    add("all rules", cost);
    for (const Json& row : result["rules"]) {
        add(fmt::format("{}: {}", row["number"].get<int>(), row["rule"].get<std::string>()), row);
    }
    return table(rows) + fmt::format("Over {} validation shoppers, run {}.\n",
                                     result["users"].get<std::size_t>(),
                                     result["run"].get<std::string>());
}

const char* exampleOf(const RuleKind kind) {
    switch (kind) {
        case RuleKind::Pin:
            return "haberdashctl rules shop.hab pin HD00015 --place 1";
        case RuleKind::Boost:
            return "haberdashctl rules shop.hab boost --where brand=Grovetide --strength 0.5";
        case RuleKind::Bury:
            return "haberdashctl rules shop.hab bury --where season=Winter --from 2027-03-01";
        case RuleKind::Hide:
            return "haberdashctl rules shop.hab hide --where category=Socks";
    }
    return "";
}

using Act = std::function<void(Project&, const Words&, Context&)>;

/// `pin`, `boost`, `bury` and `hide`: one more rule at the end of the file.
void declareKind(CLI::App& app, const std::shared_ptr<Words>& words, Act& act, RuleKind kind) {
    CLI::App* const sub =
        app.add_subcommand(wordOf(kind), fmt::format("Adds a rule: {}", wordOf(kind)));
    sub->add_option("ID", words->rule.items, "Product ids");
    if (kind == RuleKind::Pin) {
        sub->add_option("--place", words->rule.place, "Place of the first, from 1")
            ->capture_default_str();
    } else {
        sub->add_option("--where", words->where, "FACT=VALUE, for example brand=Grovetide");
    }
    if (kind == RuleKind::Boost || kind == RuleKind::Bury) {
        sub->add_option("--strength", words->rule.strength, "In deviations of the list's scores")
            ->capture_default_str();
    }
    sub->footer(fmt::format("Example:\n  {}", exampleOf(kind)));
    sub->add_option("--from", words->from, "First day on which it holds");
    sub->add_option("--until", words->until, "First day on which it holds no more");
    sub->callback([&act, kind] {
        act = [kind](Project& project, const Words& given, Context& context) {
            const std::filesystem::path file = fileOf(project, given);
            changeRules(file, [&](std::vector<Rule>& rules) {
                const Rule added = ruleFrom(project, given, kind);
                requireFreePlaces(rules, added);
                rules.push_back(added);
                rules = rulesFromJson(toJson(rules));  // refused here as it would be in a file
                requireProducts(project, rules.back());
            });
            print(context, file, rulesIn(file));
        };
    });
}

void declareOthers(CLI::App& app, const std::shared_ptr<Words>& words, Act& act) {
    app.add_subcommand("list", "The rules with their numbers")->callback([&act] {
        act = [](Project& project, const Words& given, Context& context) {
            const std::filesystem::path file = fileOf(project, given);
            print(context, file, rulesIn(file));
        };
    });
    CLI::App* const remove = app.add_subcommand("remove", "Takes a rule away");
    remove->add_option("NUMBER", words->number, "As list shows it")->required();
    remove->callback([&act] {
        act = [](Project& project, const Words& given, Context& context) {
            const std::filesystem::path file = fileOf(project, given);
            changeRules(file, [&](std::vector<Rule>& rules) {
                if (given.number < 1 || given.number > rules.size()) {
                    throw Error(ErrorKind::NotFound,
                                fmt::format("There is no rule {}; {} has {}.",
                                            given.number,
                                            file.string(),
                                            rules.size()));
                }
                rules.erase(rules.begin() + static_cast<std::ptrdiff_t>(given.number - 1));
            });
            print(context, file, rulesIn(file));
        };
    });
    CLI::App* const cost = app.add_subcommand("cost", "What the rules cost a run in a metric");
    cost->add_option("--run", words->cost.run, "The trained run")->required();
    cost->add_option("--metric", words->cost.metric, "Of the ranking")->capture_default_str();
    cost->footer("Example:\n  haberdashctl rules shop.hab cost --run r1");
    cost->callback([&act] {
        act = [](Project& project, const Words& given, Context& context) {
            const Json result =
                ruleCost(project, rulesIn(fileOf(project, given)), given.cost, context.monitor);
            context.print(result, costTable(result));
        };
    });
}

}  // namespace

RunVerb declareRules(CLI::App& app) {
    const auto folder = addProject(app);
    const auto words = std::make_shared<Words>();
    const auto act = std::make_shared<Act>();
    app.add_option(
        "--rules", words->file, "The file that holds them; without it rules.json in the project");
    app.require_subcommand(1);
    for (const RuleKind kind : kKinds) {
        declareKind(app, words, *act, kind);
    }
    declareOthers(app, words, *act);
    return [folder, words, act](Context& context) {
        Project project = Project::open(*folder, Access::ReadOnly);
        (*act)(project, *words, context);
    };
}

}  // namespace haberdash::ctl
