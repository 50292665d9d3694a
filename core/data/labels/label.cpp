// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/labels/label.h"

#include "core/data/base/enum_words.h"
#include "core/data/tables/text_source.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

namespace haberdash {

namespace {

constexpr std::array kKindWords{
    "like", "dislike", "unsure", "pair", "rate", "rank", "skip", "flag", "clear", "undo", "redo"};
constexpr std::array kSourceWords{"single", "bulk", "adjudication"};

struct ItemCount {
    std::size_t least;
    std::size_t most;
};

ItemCount itemsOf(const LabelKind kind) noexcept {
    switch (kind) {
        case LabelKind::Pair:
            return {2, 2};
        case LabelKind::Rank:
            return {2, kMostLabelItems};
        case LabelKind::Skip:
        case LabelKind::Flag:
            return {1, kMostLabelItems};
        case LabelKind::Undo:
        case LabelKind::Redo:
            return {0, 0};
        default:
            return {1, 1};
    }
}

bool isOrderOf(const std::string& choice, const std::size_t items) {
    const std::set<char> letters(choice.begin(), choice.end());
    return !choice.empty() && letters.size() == choice.size() &&
           std::ranges::all_of(choice, [&](const char letter) {
               return letter >= 'a' && letter < letterOf(items);
           });
}

std::string choiceFault(const LabelEvent& event) {
    const std::string& choice = event.choice;
    switch (event.kind) {
        case LabelKind::Pair:
            return choice == "a" || choice == "b" || choice == "tie" || choice == "neither"
                       ? ""
                       : "The choice of a pair is a, b, tie or neither.";
        case LabelKind::Rate:
            return choice.size() == 1 && choice[0] >= '1' && choice[0] <= '5'
                       ? ""
                       : "A rating is a whole number from 1 to 5.";
        case LabelKind::Rank:
            return isOrderOf(choice, event.items.size())
                       ? ""
                       : "The choice of a ranking names its products, best first, each once.";
        case LabelKind::Flag:
            return choice.empty() || isOrderOf(choice, event.items.size())
                       ? ""
                       : "The choice of a flag names products of it, each once.";
        default:
            return choice.empty() ? "" : fmt::format("A {} has no choice.", wordOf(event.kind));
    }
}

}  // namespace

const char* wordOf(const LabelKind kind) noexcept {
    return kKindWords[static_cast<std::size_t>(kind)];
}

std::optional<LabelKind> labelKindFrom(const std::string_view word) noexcept {
    return enumFrom<LabelKind>(kKindWords, word);
}

const char* wordOf(const LabelSource source) noexcept {
    return kSourceWords[static_cast<std::size_t>(source)];
}

std::optional<LabelSource> labelSourceFrom(const std::string_view word) noexcept {
    return enumFrom<LabelSource>(kSourceWords, word);
}

bool isLabelText(const std::string& text) {
    const bool isPlain = std::ranges::all_of(text, [](const char letter) {
        return static_cast<unsigned char>(letter) >= 0x20 || letter == '\n' || letter == '\t';
    });
    std::string mended = text;
    return isPlain && text.size() <= kMostLabelText && repairUtf8(mended) == 0;
}

std::string faultOf(const LabelEvent& event) {
    const ItemCount count = itemsOf(event.kind);
    if (event.items.size() < count.least || event.items.size() > count.most) {
        return count.least == count.most
                   ? fmt::format("A {} is of {} product(s).", wordOf(event.kind), count.least)
                   : fmt::format("A {} is of {} to {} products.",
                                 wordOf(event.kind),
                                 count.least,
                                 count.most);
    }
    const std::set<std::string> distinct(event.items.begin(), event.items.end());
    if (distinct.size() != event.items.size() || distinct.contains("")) {
        return "The products of a label are different ones, each with its id.";
    }
    const bool isText = isLabelText(event.note) && isLabelText(event.persona) &&
                        std::ranges::all_of(event.items, isLabelText);
    if (!isText) {
        return fmt::format(
            "Ids and reasons are UTF-8 of at most {} bytes, without control "
            "characters.",
            kMostLabelText);
    }
    const bool isReversal = event.kind == LabelKind::Undo || event.kind == LabelKind::Redo;
    if (isReversal && event.of <= 0) {
        return "There is nothing to take back.";
    }
    return choiceFault(event);
}

std::vector<Preference> preferencesOf(const LabelEvent& event) {
    const auto itemAt = [&](const char letter) {
        return event.items.at(static_cast<std::size_t>(letter - 'a'));
    };
    if (event.kind == LabelKind::Pair && event.choice.size() == 1) {
        const char worse = event.choice == "a" ? 'b' : 'a';
        return {{itemAt(event.choice[0]), itemAt(worse)}};
    }
    std::vector<Preference> preferences;
    if (event.kind != LabelKind::Rank) {
        return preferences;
    }
    for (std::size_t better = 0; better < event.choice.size(); ++better) {
        for (std::size_t item = 0; item < event.items.size(); ++item) {
            const std::size_t place = event.choice.find(letterOf(item));
            if (place == std::string::npos || place > better) {
                preferences.push_back({itemAt(event.choice[better]), event.items[item]});
            }
        }
    }
    return preferences;
}

}  // namespace haberdash
