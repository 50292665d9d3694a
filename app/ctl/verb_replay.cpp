// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/verb.h"

#include <fmt/format.h>

#include <cstdint>

namespace haberdash::ctl {

namespace {

struct ReplayWords {
    std::int64_t session = 0;
    std::string user;
    std::vector<std::string> runs;
    std::vector<std::size_t> without;
    std::size_t k = 5;
    Json clicks = Json::object();  ///< what was given, as the service reads it
};

std::string numberText(const Json& number, const int decimals) {
    return number.is_number() ? fmt::format("{:.{}f}", number.get<double>(), decimals) : "-";
}

std::string rankText(const Json& list) {
    return list["rank"].is_number() ? fmt::format("#{}", list["rank"].get<std::size_t>()) : "";
}

std::string replayTable(const Json& result) {
    const bool isPair = result["runs"].size() == 2;
    const std::string k = fmt::format("{}", result["k"].get<std::size_t>());
    std::vector<std::vector<std::string>> rows{{"", "event", "product"}};
    for (const Json& run : result["runs"]) {
        rows.front().push_back("rank in " + run.get<std::string>());
    }
    if (isPair) {
        rows.front().insert(rows.front().end(), {"overlap@" + k, "tau"});
    }
    const auto addRow = [&](std::vector<std::string> row, const Json& step) {
        for (const Json& list : step["lists"]) {
            row.push_back(rankText(list));
        }
        if (isPair) {
            row.push_back(fmt::format("{}", step["overlap"].get<std::size_t>()));
            row.push_back(numberText(step["tau"], 2));
        }
        rows.push_back(std::move(row));
    };
    for (const Json& step : result["steps"]) {
        addRow({fmt::format("{}", step["event"].get<std::size_t>()),
                step["kind"].get<std::string>() + (step["seen"].get<bool>() ? " (again)" : ""),
                step["id"].get<std::string>()},
               step);
    }
    addRow({"", "(end)", ""}, result["end"]);
    std::string text = table(rows);
    if (result.contains("session")) {
        text += fmt::format("session {}{}\n",
                            result["session"].get<std::int64_t>(),
                            result["simulated"].get<bool>() ? ", simulated" : "");
    }
    for (std::size_t i = 0; i < result["runs"].size(); ++i) {
        if (result["learned"][i] == true) {
            text += fmt::format("{} learned from this session: its ranks are flattered\n",
                                result["runs"][i].get<std::string>());
        }
    }
    for (const Json& clicks : result["simulated_clicks"]) {
        text += fmt::format("{}: {:.3f} simulated clicks ({:.3f} to {:.3f}), {} model, seed {}\n",
                            clicks["run"].get<std::string>(),
                            clicks["mean"].get<double>(),
                            clicks["low"].get<double>(),
                            clicks["high"].get<double>(),
                            result["clicks"]["model"].get<std::string>(),
                            result["clicks"]["seed"].get<std::uint64_t>());
        if (clicks.contains("liking")) {
            text += fmt::format(
                "{}: what it shows is liked more than {:.1f} % of the catalog by "
                "the simulated taste\n",
                clicks["run"].get<std::string>(),
                100 * clicks["liking"].get<double>());
        }
    }
    return text;
}

void addClickWords(CLI::App& app, ReplayWords& words) {
    app.add_option_function<std::string>(
           "--clicks",
           [&words](const std::string& word) { words.clicks["model"] = word; },
           "The click model (cascade unless told)")
        ->check(CLI::IsMember({"position", "cascade", "dependent"}));
    const auto addShare = [&](const char* word, const char* field, const char* says) {
        app.add_option_function<double>(
               word, [&words, field](const double share) { words.clicks[field] = share; }, says)
            ->check(CLI::Range(0.0, 1.0));
    };
    app.add_option_function<double>(
           "--decay",
           [&words](const double decay) { words.clicks["decay"] = decay; },
           "Of position: rank r is looked at with probability r^-decay")
        ->check(CLI::Range(0.0, 10.0));
    addShare("--patience",
             "patience",
             "Of cascade and dependent: goes on to the next rank after no click");
    addShare("--persistence",
             "persistence",
             "Of dependent: goes on after a click at rank r with persistence^r");
    addShare(
        "--p", "p", "Where no taste is known: clicks on a product that the session goes on to");
    addShare("--p-other", "p_other", "Where no taste is known: clicks on any other product");
    app.add_option_function<std::size_t>(
           "--draws",
           [&words](const std::size_t draws) { words.clicks["draws"] = draws; },
           "Times that the clicks are drawn (400 unless told)")
        ->check(CLI::Range(1, 10'000));
    app.add_option_function<std::size_t>(
           "--seed",
           [&words](const std::size_t seed) { words.clicks["seed"] = seed; },
           "The same seed gives the same clicks (7 unless told)")
        ->check(CLI::Range(1, 1'000'000'000));
}

}  // namespace

RunVerb declareReplay(CLI::App& app) {
    const auto folder = addProject(app);
    const auto words = std::make_shared<ReplayWords>();
    CLI::Option_group* const which = app.add_option_group("session", "Which session");
    which->add_option("--session", words->session, "The number of a stored session");
    which->add_option("--user", words->user, "A shopper's id: the latest session");
    which->require_option(1);
    app.add_option("--run", words->runs, "A trained run; twice to compare two")
        ->required()
        ->expected(1, 2);
    app.add_option("--without", words->without, "Events to take out, by their number from 1")
        ->delimiter(',');
    app.add_option("--k", words->k, "Length of the lists")
        ->check(CLI::Range(1, 100))
        ->capture_default_str();
    addClickWords(app, *words);
    return [&app, folder, words](Context& context) {
        refuseOtherClickWords(app, words->clicks.value("model", "cascade"));
        Json request = {{"op", "replay"},
                        {"runs", words->runs},
                        {"without", words->without},
                        {"k", words->k},
                        {"clicks", words->clicks}};
        if (words->user.empty()) {
            request["session"] = words->session;
        } else {
            request["user"] = words->user;
        }
        const Json result = resultOf(*folder, request);
        context.print(result, replayTable(result));
    };
}

}  // namespace haberdash::ctl
