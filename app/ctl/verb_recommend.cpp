// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/verb.h"
#include "core/data/base/error.h"
#include "core/data/rules/rule.h"
#include "core/learn/service/service.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <utility>

// `recommend` and `similar` are requests to the service, made from the words of a command line:
// what a person types here, the window asks and the shop asks are answered by the same code.

namespace haberdash::ctl {

namespace {

struct RecommendWords {
    std::string run;
    std::string user;
    std::string persona;
    std::vector<std::string> history;
    std::size_t k = 10;
    bool isExplained = false;
    bool includesSeen = false;
    std::filesystem::path rulesFile;
};

struct SimilarWords {
    std::string id;
    std::string text;
    std::filesystem::path image;
    double mix = 0.5;
    std::size_t k = 20;
};

/// "image +1.20, text +0.31; most by HD00015 (view)": what adds most comes first.
std::string reasonText(const Json& reasons) {
    std::vector<std::pair<double, std::string>> parts;
    for (const auto& [name, value] : reasons["modalities"].items()) {
        parts.emplace_back(value.get<double>(), name);
    }
    std::ranges::sort(parts, std::ranges::greater());
    std::string text;
    for (const auto& [value, name] : parts) {
        text += fmt::format("{}{} {:+.2f}", text.empty() ? "" : ", ", name, value);
    }
    const Json& events = reasons["events"];  // by size of their effect
    if (!events.empty() && events[0]["drop"].get<double>() > 0) {
        text += fmt::format("{}most by {} ({})",
                            text.empty() ? "" : "; ",
                            events[0]["id"].get<std::string>(),
                            events[0]["kind"].get<std::string>());
    }
    return text;
}

std::string recommendTable(const Json& result) {
    std::vector<std::vector<std::string>> rows{{"rank", "id", "score", "probability", "title"}};
    const bool isExplained = !result["items"].empty() && result["items"][0].contains("reasons");
    if (isExplained) {
        rows.front().emplace_back("why");
    }
    for (const Json& item : result["items"]) {
        const Json probability = item.value("probability", Json());
        rows.push_back(
            {fmt::format("{}", item["rank"].get<int>()),
             item["id"].get<std::string>(),
             fmt::format("{:.4f}", item["score"].get<double>()),
             probability.is_number() ? fmt::format("{:.3f}", probability.get<double>()) : "-",
             item.value("title", std::string())});
        if (isExplained) {
            rows.back().push_back(reasonText(item["reasons"]));
        }
    }
    return table(rows);
}

std::string similarTable(const Json& result) {
    std::vector<std::vector<std::string>> rows{{"id", "similarity", "title"}};
    for (const Json& item : result["items"]) {
        rows.push_back({item["id"].get<std::string>(),
                        fmt::format("{:.4f}", item["similarity"].get<double>()),
                        item.value("title", std::string())});
    }
    return table(rows);
}

}  // namespace

Json resultOf(const std::filesystem::path& folder, const Json& request) {
    Service service(folder);
    const Json answer = service.answer(request);
    if (!answer.value("ok", false)) {
        throw Error(ErrorKind::Input, answer["error"].value("message", std::string()));
    }
    return answer["result"];
}

std::string unappliedRules(const std::filesystem::path& folder) {
    const std::filesystem::path file = rulesFile(folder);
    const std::size_t count = rulesIn(file).size();
    return count == 0 ? std::string()
                      : fmt::format(
                            "The project's own rules ({}) are not in this; recommend --rules {} "
                            "applies them.\n",
                            count,
                            file.string());
}

RunVerb declareRecommend(CLI::App& app) {
    const auto folder = addProject(app);
    const auto words = std::make_shared<RecommendWords>();
    app.add_option("--run", words->run, "The trained run")->required();
    CLI::Option_group* const who = app.add_option_group("audience", "Who it is for");
    who->add_option("--user", words->user, "A shopper's id");
    who->add_option("--persona", words->persona, "A persona's key");
    who->add_option("--history", words->history, "Products viewed, oldest first: ID,ID,...")
        ->delimiter(',');
    who->require_option(1);
    app.add_option("--k", words->k, "How many products")
        ->check(CLI::Range(1, 10'000))
        ->capture_default_str();
    app.add_flag("--explain", words->isExplained, "With the reasons of each product");
    app.add_flag("--include-seen", words->includesSeen, "Also products of the history");
    app.add_option("--rules", words->rulesFile, "Merchandising rules, a JSON file");
    return [folder, words](Context& context) {
        Json request = {{"op", "recommend"},
                        {"run", words->run},
                        {"k", words->k},
                        {"explain", words->isExplained},
                        {"exclude_seen", !words->includesSeen}};
        if (!words->user.empty()) {
            request["user"] = words->user;
        } else if (!words->persona.empty()) {
            request["persona"] = words->persona;
        } else {
            request["history"] = words->history;
        }
        if (!words->rulesFile.empty()) {
            request["rules"] = toJson(readRules(words->rulesFile));
        }
        const Json result = resultOf(*folder, request);
        context.print(result,
                      recommendTable(result) +
                          (result.contains("simulated") ? "A simulated shopper.\n" : "") +
                          (words->rulesFile.empty() ? unappliedRules(*folder) : std::string()));
    };
}

RunVerb declareSimilar(CLI::App& app) {
    const auto folder = addProject(app);
    const auto words = std::make_shared<SimilarWords>();
    CLI::Option_group* const what = app.add_option_group("query", "What to be near to");
    what->add_option("--id", words->id, "A product's id");
    what->add_option("--text", words->text, "Words")
        ->check(CLI::Validator(
            [](const std::string& text) {
                return text.find_first_not_of(" \t") == std::string::npos
                           ? std::string("there are no words to search for")
                           : std::string();
            },
            "WORDS"));
    what->add_option("--image", words->image, "A picture file");
    what->require_option(1);
    app.add_option("--mix", words->mix, "0: text only, 1: picture only")
        ->check(CLI::Range(0.0, 1.0))
        ->capture_default_str();
    app.add_option("--k", words->k, "How many products")
        ->check(CLI::Range(1, 10'000))
        ->capture_default_str();
    return [folder, words](Context& context) {
        Json request = {{"op", "similar"}, {"mix", words->mix}, {"k", words->k}};
        if (!words->id.empty()) {
            request["item"] = words->id;
        } else if (!words->text.empty()) {
            request["text"] = words->text;
        } else {
            request["image"] = std::filesystem::absolute(words->image).string();
        }
        const Json result = resultOf(*folder, request);
        context.print(result, similarTable(result));
    };
}

}  // namespace haberdash::ctl
