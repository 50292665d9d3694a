// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/simulate/wardrobe.h"

#include "core/data/base/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace haberdash {

namespace {

template <class Table>
const auto& named(const Table& table, const std::string_view name) {
    for (const auto& entry : table) {
        if (entry.name == name) {
            return entry;
        }
    }
    throw Error(ErrorKind::NotFound, fmt::format("The wardrobe has no \"{}\".", name));
}

struct CutWords {
    std::string_view key;
    std::string_view value;
    std::string_view words;
};

constexpr std::array kCutWords{
    CutWords{"neck", "crew", "crew-neck"},
    CutWords{"neck", "v", "V-neck"},
    CutWords{"neck", "scoop", "scoop-neck"},
    CutWords{"neck", "turtle", "roll-neck"},
    CutWords{"neck", "cardigan", "buttoned"},
    CutWords{"neck", "bow", "tie-neck"},
    CutWords{"neck", "square", "square-neck"},
    CutWords{"fit", "boxy", "boxy"},
    CutWords{"fit", "fitted", "fitted"},
    CutWords{"fit", "cropped", "cropped"},
    CutWords{"fit", "long", "longline"},
    CutWords{"fit", "slim", "slim-fit"},
    CutWords{"fit", "oversized", "oversized"},
    CutWords{"sleeve", "puff", "puff-sleeve"},
    CutWords{"sleeve", "bishop", "bishop-sleeve"},
    CutWords{"sleeve", "bell", "bell-sleeve"},
    CutWords{"sleeve", "long", "long-sleeve"},
    CutWords{"length", "mini", "mini"},
    CutWords{"length", "midi", "midi"},
    CutWords{"length", "maxi", "maxi"},
    CutWords{"length", "pencil", "sheath"},
    CutWords{"cut", "pencil", "pencil"},
    CutWords{"cut", "aline", "A-line"},
    CutWords{"cut", "pleated", "pleated"},
    CutWords{"cut", "maxi", "maxi"},
    CutWords{"cut", "mini", "mini"},
    CutWords{"cut", "skinny", "skinny"},
    CutWords{"cut", "straight", "straight-leg"},
    CutWords{"cut", "wide", "wide-leg"},
    CutWords{"cut", "flared", "flared"},
    CutWords{"cut", "tapered", "tapered"},
    CutWords{"cut", "cropped", "cropped"},
    CutWords{"style", "double", "double-breasted"},
    CutWords{"style", "trench", "belted"},
    CutWords{"style", "wrap", "wrap"},
    CutWords{"style", "puffer", "padded"},
    CutWords{"cut", "high", "high-top"},
    CutWords{"cut", "runner", "running-style"},
    CutWords{"cut", "knee", "knee-high"},
    CutWords{"cut", "laceup", "lace-up"},
    CutWords{"cut", "sandal", "open-toe"},
    CutWords{"cut", "kitten", "kitten-heel"},
};

}  // namespace

const Cloth& clothNamed(const std::string_view name) {
    return named(cloths(), name);
}

const Print& printNamed(const std::string_view name) {
    return named(prints(), name);
}

std::string_view shapeOf(const std::string_view cutValue) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 46> kShapes{{
        {"boxy", "relaxed"},       {"oversized", "relaxed"}, {"long", "relaxed"},
        {"pullover", "relaxed"},   {"zip", "relaxed"},       {"maxi", "relaxed"},
        {"wide", "relaxed"},       {"tapered", "relaxed"},   {"drawstring", "relaxed"},
        {"sport", "relaxed"},      {"wrap", "relaxed"},      {"puffer", "relaxed"},
        {"bomber", "relaxed"},     {"runner", "relaxed"},    {"slide", "relaxed"},
        {"tote", "relaxed"},       {"rolltop", "relaxed"},   {"beanie", "relaxed"},
        {"snood", "relaxed"},      {"fitted", "fitted"},     {"slim", "fitted"},
        {"thin", "fitted"},        {"mini", "fitted"},       {"pencil", "fitted"},
        {"skinny", "fitted"},      {"biker", "fitted"},      {"pump", "fitted"},
        {"knee", "fitted"},        {"crossbody", "fitted"},  {"cateye", "fitted"},
        {"regular", "classic"},    {"point", "classic"},     {"single", "classic"},
        {"blazer", "classic"},     {"straight", "classic"},  {"tailored", "classic"},
        {"top-handle", "classic"}, {"fedora", "classic"},    {"low", "classic"},
        {"chelsea", "classic"},    {"puff", "statement"},    {"bishop", "statement"},
        {"bell", "statement"},     {"bow", "statement"},     {"pleated", "statement"},
        {"flared", "statement"},
    }};
    const auto* const found =
        std::ranges::find(kShapes, cutValue, [](const auto& entry) { return entry.first; });
    return found == kShapes.end() ? std::string_view() : found->second;
}

std::string_view wordsOfCut(const std::string_view key, const std::string_view value) {
    const auto* const found = std::ranges::find_if(kCutWords, [key, value](const CutWords& entry) {
        return entry.key == key && entry.value == value;
    });
    return found == kCutWords.end() ? std::string_view() : found->words;
}

}  // namespace haberdash
