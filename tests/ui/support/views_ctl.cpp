// SPDX-License-Identifier: GPL-3.0-or-later

// Stands in for haberdashctl in the tests of the views: the same words in, the same lines out, with
// figures that a test can work out by hand.

#include "core/data/base/files.h"
#include "core/data/labels/label_files.h"
#include "core/data/runs/comparison_store.h"
#include "core/data/runs/run_store.h"
#include "core/data/runs/train_options.h"
#include "core/data/store/project.h"

#include <algorithm>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

namespace {

using haberdash::Json;

constexpr int kProducts = 12;

int numberOf(const std::string& sku) {
    return std::stoi(sku.substr(1));
}

std::vector<std::string> itemsUnder(const Json& request, const char* kind) {
    std::vector<std::string> found;
    const Json rules = request.value("rules", Json::object()).value("rules", Json::array());
    for (const Json& rule : rules) {
        if (rule.at("kind") == kind) {
            found.push_back(rule.at("items").at(0));
        }
    }
    return found;
}

// Rules take NDCG@10 a hundredth each.
Json ruleCost(const Json& request) {
    const Json rules = request.at("rules").at("rules");
    Json rows = Json::array();
    for (std::size_t i = 0; i < rules.size(); ++i) {
        rows.push_back(
            {{"number", i + 1}, {"difference", -0.01}, {"low", -0.02}, {"high", -0.005}});
    }
    const double count = static_cast<double>(rules.size());
    return {{"users", 300},
            {"cost", {{"difference", -0.01 * count}, {"low", -0.02 * count}, {"high", -0.005}}},
            {"rules", rows}};
}

// Products in order of their number, turned by the sum of the history's numbers, without those of
// the history. A run named "r2" ranks the other way round.
Json ranking(const Json& request) {
    int turn = 0;
    std::vector<bool> isSeen(kProducts + 1, false);
    for (const Json& event : request.value("history", Json::array())) {
        const int number = numberOf(event.at("id").get<std::string>());
        turn += number;
        isSeen[static_cast<std::size_t>(number)] = true;
    }
    for (const std::string& hidden : itemsUnder(request, "hide")) {
        isSeen[static_cast<std::size_t>(numberOf(hidden))] = true;
    }
    const bool isBackwards = request.at("run") == "r2";
    const auto k = request.value("k", 10U);
    Json items = Json::array();
    for (int i = 0; i < kProducts && items.size() < k; ++i) {
        const int place = isBackwards ? kProducts - 1 - i : i;
        const int number = (place + turn) % kProducts + 1;
        if (!isSeen[static_cast<std::size_t>(number)]) {
            items.push_back({{"id", "p" + std::to_string(number)},
                             {"rank", items.size() + 1},
                             {"score", 3.0 - 0.1 * i},
                             {"probability", 0.9 - 0.05 * i}});
        }
    }
    for (const std::string& pinned : itemsUnder(request, "pin")) {  // each to the first place
        std::stable_partition(
            items.begin(), items.end(), [&](const Json& row) { return row.at("id") == pinned; });
    }
    for (std::size_t place = 0; place < items.size(); ++place) {
        items[place]["rank"] = place + 1;
    }
    Json result = {{"run", request.at("run")},
                   {"kind", "multimodal"},
                   {"candidates", kProducts},
                   {"took_ms", 1.5},
                   {"items", items}};
    if (request.contains("persona")) {
        result["user"] = "u1";
    }
    if (request.contains("against")) {  // as far from the end as the first is from the beginning
        Json ranks = Json::array();
        for (std::size_t place = 0; place < items.size(); ++place) {
            ranks.push_back(kProducts - place);
        }
        result["against"] = {{"run", request["against"]},
                             {"overlap", items.size()},
                             {"tau", -1.0},
                             {"ranks", ranks}};
    }
    return result;
}

Json reasons() {
    return {{"score", 2.0},
            {"base", 1.0},
            {"modalities", {{"text", 0.3}, {"image", 0.5}, {"history", 0.2}}},
            {"events", {{{"id", "p3"}, {"kind", "view"}, {"drop", 0.4}}}}};
}

Json listFor(const Json& run, const Json& history, const Json& request, const Json& next) {
    const Json whole = ranking({{"run", run}, {"history", history}, {"k", kProducts}});
    Json list = {{"run", run}, {"items", Json::array()}, {"clicks", 0.5}, {"rank", nullptr}};
    for (const Json& item : whole.at("items")) {
        if (list["items"].size() < request.value("k", 5U)) {
            list["items"].push_back(item);
        }
        if (item.at("id") == next) {
            list["rank"] = item.at("rank");
        }
    }
    return list;
}

Json stepFor(const Json& history, const Json& request, const Json& next) {
    Json step = {{"lists", Json::array()}, {"overlap", 2}, {"tau", -1.0}};
    for (const Json& run : request.at("runs")) {
        step["lists"].push_back(listFor(run, history, request, next));
    }
    return step;
}

// A stored session is p1, p2, p3, viewed. Clicks come to 1 a run's number, and 0.1 more or less.
Json replay(const Json& request) {
    const Json stored = {{{"id", "p1"}}, {{"id", "p2"}}, {{"id", "p3"}}};
    const Json events = request.value("history", stored);
    const Json without = request.value("without", Json::array());
    Json history = Json::array();
    Json steps = Json::array();
    for (std::size_t i = 0; i < events.size(); ++i) {
        if (std::find(without.begin(), without.end(), i + 1) != without.end()) {
            continue;
        }
        const Json& id = events[i].at("id");
        Json step = stepFor(history, request, id);
        step["event"] = i + 1;
        step["id"] = id;
        step["seen"] = step["lists"][0]["rank"].is_null();
        steps.push_back(step);
        history.push_back(events[i]);
    }
    Json clicks = Json::array();
    for (std::size_t i = 0; i < request.at("runs").size(); ++i) {
        const double mean = static_cast<double>(i) + 1;
        clicks.push_back({{"run", request.at("runs")[i]},
                          {"mean", mean},
                          {"low", mean - 0.1},
                          {"high", mean + 0.1},
                          {"liking", 0.5 + 0.25 * static_cast<double>(i)},
                          {"reciprocal_rank", 0.25}});
    }
    Json result = {{"runs", request.at("runs")},
                   {"k", request.value("k", 5)},
                   {"earlier",
                    request.contains("session")  ? 2
                    : request.contains("before") ? 7
                                                 : 0},
                   {"clicks", request.at("clicks")},
                   {"steps", steps},
                   {"end", stepFor(history, request, nullptr)},
                   {"simulated_clicks", clicks}};
    result["clicks"]["attraction"] =
        request.contains("persona") || request.contains("session") ? "taste" : "session";
    if (clicks.size() == 2) {
        result["learned"] = {true, false};
        result["advantage"] = {{"mean", 1.0}, {"low", 0.9}, {"high", 1.1}};
    }
    return result;
}

// What was asked for, in numbers that a test can foresee.
int simulate(const std::vector<std::string>& words) {
    const auto valueOf = [&words](const char* word) {
        const auto found = std::find(words.begin(), words.end(), word);
        return found == words.end() ? std::string() : *(found + 1);
    };
    if (valueOf("--policy") == "random") {
        std::cerr << "Shoppers of seed 7 were simulated in this project before." << std::endl;
        return 1;
    }
    const int shoppers = std::stoi(valueOf("--shoppers"));
    const int sessions = shoppers * std::stoi(valueOf("--sessions"));
    std::cout << Json({{"shoppers", shoppers},
                       {"sessions", sessions},
                       {"events", sessions * 5},
                       {"clicks_per_session", 2.0}})
                     .dump()
              << std::endl;
    return 0;
}

// Likes the products from the first on, without those that are never bought.
Json liked(const Json& request) {
    const Json& taste = request.at("taste");
    const std::size_t ruledOut = taste.at("avoids").size();
    Json items = Json::array();
    for (std::size_t i = ruledOut; i < kProducts; ++i) {
        items.push_back({{"id", "p" + std::to_string(i + 1)},
                         {"rank", items.size() + 1},
                         {"score", taste.at("weights").size()}});
    }
    return {{"items", items},
            {"ruled_out", ruledOut},
            {"leanings",
             request.value("examples", Json::array()).empty()
                 ? Json::object()
                 : Json({{"category=Shirts", 0.25 * request["examples"].size()}})},
            {"facets",
             {{{"facet", "category=Shirts"}, {"products", kProducts}},
              {{"facet", "brand=Brand"}, {"products", kProducts}}}}};
}

int engine() {
    for (std::string line; std::getline(std::cin, line);) {
        const Json request = Json::parse(line);
        const std::string op = request.at("op").get<std::string>();
        const Json runs = request.value("runs", Json::array({"r1"}));
        const bool isKnownRun = request.value("run", runs[0].get<std::string>()) != "r9";
        Json answer = {{"id", request.at("id")}, {"ok", isKnownRun}};
        if (!isKnownRun) {
            answer["error"] = {{"kind", "not_found"}, {"message", "There is no run r9."}};
        } else {
            answer["result"] = op == "explain"     ? reasons()
                               : op == "replay"    ? replay(request)
                               : op == "taste"     ? liked(request)
                               : op == "rule_cost" ? ruleCost(request)
                                                   : ranking(request);
        }
        std::cout << answer.dump() << std::endl;
    }
    return 0;
}

std::string valueAfter(const std::vector<std::string>& words, const std::string& word) {
    const auto found = std::find(words.begin(), words.end(), word);
    return found == words.end() ? std::string() : *(found + 1);
}

// A line of a run of `epochs`, which is best at its second.
void tellEpoch(const haberdash::Run& run, const std::int64_t epoch, const std::int64_t epochs) {
    Json line = {{"stage", "train"},
                 {"done", epoch},
                 {"total", epochs},
                 {"run", run.id},
                 {"best_epoch", std::min<std::int64_t>(epoch, 2)},
                 {"patience", 10}};
    if (epoch > run.epochs) {
        line["epoch"] = epoch;
        line["train_loss"] = 1.0 / static_cast<double>(epoch);
        line["val"] = {{"loss", 1.1 / static_cast<double>(epoch)},
                       {"ndcg@10", epoch == 2 ? 0.3 : 0.2}};
    }
    std::cerr << line.dump() << std::endl;
}

// Three epochs, or as many as it is told. A run with the note "refused" does not go on.
int train(const std::vector<std::string>& words) {
    const haberdash::RunStore store(words[1] + "/runs");
    const std::string resumed = valueAfter(words, "--resume");
    haberdash::TrainOptions options;
    std::optional<haberdash::FileLock> lock;
    haberdash::Run run;
    if (resumed.empty()) {
        haberdash::HeldRun made = store.create("multimodal", optionsToJson(describe(options)));
        run = std::move(made.run);
        lock.emplace(std::move(made.lock));
    } else {
        run = store.run(resumed);
    }
    if (run.note == "refused") {
        std::cerr << "The run does not go on." << std::endl;
        return 1;
    }
    std::int64_t epochs = 3;
    for (const std::string& word : words) {
        epochs = word.starts_with("train.epochs=") ? std::stoi(word.substr(13)) : epochs;
    }
    tellEpoch(run, run.epochs, epochs);
    for (std::int64_t epoch = run.epochs + 1; epoch <= epochs; ++epoch) {
        tellEpoch(run, epoch, epochs);
        store.appendEpoch(run.id, {.epoch = epoch, .trainLoss = 1.0 / static_cast<double>(epoch)});
    }
    run.state = haberdash::RunState::Done;
    run.epochs = epochs;
    run.bestEpoch = 2;
    store.save(run);
    haberdash::writeFileAtomically(store.modelFile(run.id), "{}");
    std::cout << Json({{"run", run.id}, {"kind", "multimodal"}, {"epochs", epochs}}).dump()
              << std::endl;
    return 0;
}

// One of losses fails; of modalities the project has no pictures' features.
int ablate(const std::vector<std::string>& words) {
    if (valueAfter(words, "--of") == "losses") {
        std::cerr << "The disk is full." << std::endl;
        return 1;
    }
    Json variants = Json::array();
    if (valueAfter(words, "--of") != "fusions") {
        variants.push_back({{"name", "all"}, {"runs", {"r1"}}, {"mean", 0.2}, {"deviation", 0.0}});
        variants.push_back({{"name", "image"}, {"runs", Json::array()}, {"lacking", "none"}});
    }
    std::cout << Json({{"metric", "ndcg@10"}, {"variants", variants}}).dump() << std::endl;
    return 0;
}

// Two experiments: in the latest r2 converts a tenth of the shoppers more, in the first it does
// not.
int arms(const std::vector<std::string>& words) {
    const bool isFirst = words.size() > 4 && words[4].starts_with("first");
    const auto arm = [](const char* const run, const double share) {
        return Json{
            {"run", run},
            {"shoppers", 200},
            {"sessions", 250},
            {"acts", {{"mean", 2.0}, {"low", 1.8}, {"high", 2.2}}},
            {"converted", {{"mean", share}, {"low", share - 0.05}, {"high", share + 0.05}}}};
    };
    const double difference = isFirst ? 0.01 : 0.1;
    std::cout << Json{{"experiment", isFirst ? "first" : "latest"},
                      {"experiments", {"latest", "first"}},
                      {"arms", {arm("r1", 0.2), arm("r2", 0.2 + difference)}},
                      {"crossed", 3},
                      {"comparisons",
                       {{{"a", "r1"},
                         {"b", "r2"},
                         {"metric", "converted"},
                         {"difference", difference},
                         {"low", difference - 0.05},
                         {"high", difference + 0.05},
                         {"p", isFirst ? 0.7 : 0.01}}}}}
                     .dump()
              << std::endl;
    return 0;
}

int evaluate(const std::string& project, const std::vector<std::string>& runs) {
    std::cerr << Json({{"stage", "run " + runs.front()}, {"done", 0}, {"total", 0}}).dump()
              << std::endl;
    Json result = {{"runs", Json::array()}, {"comparisons", Json::array()}};
    if (runs.size() > 1) {
        result["comparisons"].push_back({{"a", runs[0]},
                                         {"b", runs[1]},
                                         {"metric", "ndcg@10"},
                                         {"difference", 0.1},
                                         {"low", 0.05},
                                         {"high", 0.15},
                                         {"p", 0.003},
                                         {"p_holm", 0.003}});
    }
    haberdash::keepComparisons(
        std::filesystem::path(project) / "runs", "validation", result["comparisons"]);
    std::cout << result.dump() << std::endl;
    return 0;
}

// A file whose name holds "bad" is refused; any other becomes an encoder. Of those that there are,
// one is damaged, which is found out where it is asked for.
int encoders(const std::vector<std::string>& words) {
    Json rows = Json::array({{{"name", "use"},
                              {"modality", "text"},
                              {"kind", "sentences"},
                              {"dimension", 512},
                              {"source", "npm x"},
                              {"licence", "Apache-2.0"},
                              {"sha256", std::string(64, 'a')},
                              {"ready", true},
                              {"damaged", true}},
                             {{"name", "resnet50"},
                              {"modality", "image"},
                              {"kind", "ResNet-50"},
                              {"dimension", 2048},
                              {"source", "your own file"},
                              {"licence", "as your file says"},
                              {"sha256", ""},
                              {"ready", false},
                              {"damaged", false}}});
    const bool isChecked = std::find(words.begin(), words.end(), "--check") != words.end();
    rows[0]["damaged"] = isChecked;
    Json result = {{"notice", "words"}};
    const auto from = std::find(words.begin(), words.end(), "--from");
    if (from != words.end()) {
        if ((from + 1)->find("bad") != std::string::npos) {
            std::cerr << "It holds a whole Python object." << std::endl;
            return 1;
        }
        result["installed"] = "resnet50-12345678";
        rows[1]["name"] = "resnet50-12345678";
        rows[1]["ready"] = true;
    }
    result["encoders"] = rows;
    std::cout << result.dump() << std::endl;
    return 0;
}

int importLabels(const std::string& project, const std::string& file) {
    haberdash::Project opened = haberdash::Project::open(project, haberdash::Access::ReadWrite);
    haberdash::LabelStore store(opened.database());
    const haberdash::LabelImport report = haberdash::importLabels(
        store,
        file,
        {.hasProduct = [](const std::string&) { return true; },
         .personaKey = [](const std::string& word) { return std::optional(word); }},
        {});
    std::cout << Json({{"labels_added", report.added}, {"rejects", report.rejects}}).dump()
              << std::endl;
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> words(argv + 1, argv + argc);
    if (words.size() < 2) {
        return 2;
    }
    if (words[0] == "encoders") {
        return encoders(words);
    }
    if (words[0] == "engine") {
        return engine();
    }
    if (words[0] == "import-labels") {
        return importLabels(words[1], words[3]);
    }
    if (words[0] == "simulate") {
        return simulate(words);
    }
    if (words[0] == "train") {
        return train(words);
    }
    if (words[0] == "ablate") {
        return ablate(words);
    }
    if (words[0] == "evaluate" && words.size() > 2 && words[2] == "--arms") {
        return arms(words);
    }
    if (words[0] == "evaluate") {
        std::vector<std::string> runs;
        for (std::size_t i = 2; i + 1 < words.size(); ++i) {
            if (words[i] == "--run") {
                runs.push_back(words[i + 1]);
            }
        }
        return evaluate(words[1], runs);
    }
    std::cout << "{}" << std::endl;
    return 0;
}
