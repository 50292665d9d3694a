// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/labels/label_json.h"

#include "core/data/base/error.h"

#include <fmt/format.h>

#include <algorithm>

namespace haberdash {

namespace {

[[noreturn]] void refuse(const std::string& sentence) {
    throw Error(ErrorKind::Input, sentence);
}

/// Texts as they are; numbers, of which some shops make their ids, as text.
std::string textOf(const Json& value, const char* name) {
    if (value.is_string()) {
        return value.get<std::string>();
    }
    if (value.is_number_integer()) {
        return value.dump();
    }
    refuse(fmt::format("The field \"{}\" is a text.", name));
}

std::string optionalText(const Json& line, const char* name) {
    const auto found = line.find(name);
    return found == line.end() || found->is_null() ? std::string() : textOf(*found, name);
}

std::vector<std::string> textsOf(const Json& list, const char* name) {
    std::vector<std::string> texts;
    for (const Json& entry : list) {
        texts.push_back(textOf(entry, name));
    }
    return texts;
}

std::vector<std::string> itemsOf(const Json& line) {
    if (const auto list = line.find("items"); list != line.end()) {
        if (!list->is_array()) {
            refuse("The field \"items\" is a list of product ids.");
        }
        return textsOf(*list, "items");
    }
    std::vector<std::string> items;
    for (std::size_t position = 0; position < kMostLabelItems; ++position) {
        const std::string name(1, letterOf(position));
        if (!line.contains(name) || line[name].is_null()) {
            break;
        }
        items.push_back(textOf(line[name], name.c_str()));
    }
    return items;
}

/// The letter of a product that is named by its letter or its id; '\0': neither.
char letterIn(const std::vector<std::string>& items, const std::string& word) {
    if (word.size() == 1 && word[0] >= 'a' && word[0] < letterOf(items.size())) {
        return word[0];
    }
    const auto found = std::ranges::find(items, word);
    return found == items.end()
               ? '\0'
               : letterOf(static_cast<std::size_t>(std::distance(items.begin(), found)));
}

std::string pairChoice(const std::vector<std::string>& items, const std::string& word) {
    if (word == "tie" || word == "neither") {
        return word;
    }
    if (word == "left" || word == "right") {
        return word == "left" ? "a" : "b";
    }
    const char letter = letterIn(items, word);
    return letter == '\0' ? word : std::string(1, letter);
}

/// A list of ids or letters; one text is the best, or several letters.
std::string rankChoice(LabelEvent& event, const Json& choice) {
    if (!choice.is_array()) {
        const std::string word = textOf(choice, "choice");
        const char letter = letterIn(event.items, word);
        return letter == '\0' ? word : std::string(1, letter);
    }
    const std::vector<std::string> order = textsOf(choice, "choice");
    if (event.items.empty()) {
        event.items = order;
    }
    std::string letters;
    for (const std::string& word : order) {
        const char letter = letterIn(event.items, word);
        if (letter == '\0') {
            refuse(fmt::format("\"{}\" is none of the products that are ranked.", word));
        }
        letters += letter;
    }
    return letters;
}

void readChoice(LabelEvent& event, const Json& line) {
    const auto choice = line.find("choice");
    const bool isGiven = choice != line.end() && !choice->is_null();
    switch (event.kind) {
        case LabelKind::Flag: {
            const std::string reason = optionalText(line, "reason");
            event.note = reason.empty() && isGiven ? textOf(*choice, "choice") : reason;
            event.choice = reason.empty() || !isGiven ? "" : rankChoice(event, *choice);
            return;
        }
        case LabelKind::Pair:
        case LabelKind::Rate:
        case LabelKind::Rank:
            break;
        default:
            return;
    }
    if (!isGiven) {
        refuse(fmt::format("A {} needs a \"choice\".", wordOf(event.kind)));
    }
    if (event.kind == LabelKind::Rank) {
        event.choice = rankChoice(event, *choice);
    } else {
        const std::string word = textOf(*choice, "choice");
        event.choice = event.kind == LabelKind::Pair ? pairChoice(event.items, word) : word;
    }
}

/// What is said of one product may be asked as a question: "single" with a choice.
LabelKind kindOf(const Json& line) {
    const std::string word = optionalText(line, "kind");
    const bool isSingle = word == "single";
    const std::optional<LabelKind> kind =
        labelKindFrom(isSingle ? optionalText(line, "choice") : word);
    const bool isOpinion =
        kind == LabelKind::Like || kind == LabelKind::Dislike || kind == LabelKind::Unsure;
    if (isSingle && !isOpinion) {
        refuse("The \"choice\" of a \"single\" is like, dislike or unsure.");
    }
    if (!kind) {
        refuse(
            "The \"kind\" of a decision is like, dislike, unsure, single, pair, rate, rank, skip, "
            "flag, clear, undo or redo.");
    }
    return *kind;
}

}  // namespace

LabelEvent labelFromJson(const Json& line) {
    if (!line.is_object()) {
        refuse("A decision is one JSON object a line.");
    }
    LabelEvent event{.persona = optionalText(line, "persona"), .kind = kindOf(line)};
    if (isReversal(event)) {
        return event;
    }
    event.items = itemsOf(line);
    if (const auto took = line.find("took"); took != line.end() && took->is_number_integer()) {
        event.took = std::max<std::int64_t>(0, took->get<std::int64_t>());
    }
    readChoice(event, line);
    if (const std::string fault = faultOf(event); !fault.empty()) {
        refuse(fault);
    }
    return event;
}

Json toJson(const LabelEvent& event, const std::string& annotator) {
    Json json = {{"seq", event.seq},
                 {"id", event.origin.empty() ? event.hash : event.origin},
                 {"time", event.time},
                 {"annotator", annotator},
                 {"persona", event.persona},
                 {"kind", wordOf(event.kind)}};
    for (std::size_t position = 0; position < event.items.size(); ++position) {
        json[std::string(1, letterOf(position))] = event.items[position];
    }
    json["choice"] = event.choice;
    json["note"] = event.note;
    json["step"] = event.step;
    json["of"] = event.of;
    json["took"] = event.took;
    json["source"] = wordOf(event.source);
    return json;
}

}  // namespace haberdash
