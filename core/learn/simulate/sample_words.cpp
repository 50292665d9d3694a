// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/simulate/sample_catalog.h"
#include "core/learn/simulate/sample_sentences.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace haberdash {

namespace {

std::string capitalized(std::string text) {
    if (!text.empty()) {
        text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
    }
    return text;
}

std::string lowered(std::string text) {
    std::ranges::transform(text, text.begin(), [](const unsigned char letter) {
        return static_cast<char>(std::tolower(letter));
    });
    return text;
}

void append(std::string& text, const std::string& sentence) {
    if (!sentence.empty()) {
        text += text.empty() ? "" : " ";
        text += sentence;
    }
}

/// A word of the cut, or nothing: sellers name it in the title about half of the time.
std::string cutWord(const Design& design, Random& random) {
    std::vector<std::string_view> words;
    for (const auto& [key, value] : design.cuts) {
        if (const std::string_view word = wordsOfCut(key, value); !word.empty()) {
            words.push_back(word);
        }
    }
    return words.empty() || !random.chance(0.3) ? "" : std::string(random.pick(words));
}

std::string nounOf(const Design& design, Random& random) {
    const auto cut = design.cuts.find("cut");
    if (design.kind->art == "hat" && cut != design.cuts.end()) {
        return cut->second == "bucket" ? "bucket hat" : cut->second;
    }
    const auto neck = design.cuts.find("neck");
    if (neck != design.cuts.end() && neck->second == "cardigan") {
        return "cardigan";
    }
    return std::string(random.pick(design.kind->nouns));
}

struct Parts {
    std::string noun, cloth, colour, cut, print;
};

Parts partsOf(const Design& design, Random& random) {
    Parts parts;
    parts.noun = nounOf(design, random);
    parts.cloth = std::string(random.pick(design.cloth->phrases));
    parts.colour = random.chance(0.22) ? lowered(std::string(design.colour->name)) : "";
    parts.cut = cutWord(design, random);
    parts.print = design.print->words.empty() || !random.chance(0.25)
                      ? ""
                      : std::string(random.pick(design.print->words));
    return parts;
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) {
        append(text, word);
    }
    return text;
}

std::string titleOf(const Design& design,
                    const Parts& parts,
                    const std::size_t style,
                    Random& random) {
    static const Words kNames{"Marlow",
                              "Isla",
                              "Otto",
                              "Juno",
                              "Linden",
                              "Bexley",
                              "Nora",
                              "Rowan",
                              "Elba",
                              "Tilda",
                              "Arno",
                              "Sorrel",
                              "Wren",
                              "Hugo",
                              "Fleur",
                              "Kit",
                              "Odette",
                              "Bruno"};
    const std::string brand(design.brand->name);
    const std::string cloth = random.chance(0.75) ? parts.cloth : "";
    switch (style) {
        case 0:  // catalogue: brand first
            return joined({brand, parts.colour, parts.print, parts.cut, cloth, parts.noun});
        case 1:  // boutique: products have names
            return joined({"The", std::string(random.pick(kNames)), parts.cut, cloth, parts.noun});
        case 2:  // marketplace: everything in the title
            return fmt::format("{} {} {}, {}, {}",
                               brand,
                               capitalized(joined({parts.cut, parts.print, parts.noun})),
                               forWhom(design, random),
                               parts.cloth,
                               joined({occasionTag(design.occasion), parts.colour}));
        case 3:  // technical: noun first
            return fmt::format("{} {}{}",
                               capitalized(joined({parts.cut, cloth, parts.noun})),
                               forWhom(design, random),
                               random.chance(0.5) ? fmt::format(" | {}", brand) : "");
        default:  // terse
            return capitalized(joined(
                {parts.colour, parts.print, random.chance(0.5) ? parts.cloth : "", parts.noun}));
    }
}

std::string boutiqueText(const Design& design, const Parts& parts, Random& random) {
    static const Words kOpenings{"There are pieces that you reach for without thinking.",
                                 "Some things only get better.",
                                 "Quietly good, every day.",
                                 "We made this one for ourselves first.",
                                 "Small details, long life."};
    std::string text = random.chance(0.6) ? std::string(random.pick(kOpenings)) : "";
    append(text,
           fmt::format("In {}. {}", parts.cloth, random.pick(materialWords(design.cloth->group))));
    append(text, std::string(random.pick(occasionWords(design.occasion))));
    append(text, brandSentence(design, random));
    append(text, greenSentence(design, random));
    return text;
}

std::string marketText(const Design& design, const Parts& parts, Random& random) {
    static const Words kHypes{
        "Must-have!", "Bestseller quality.", "New in!", "Limited stock.", "Customer favourite."};
    std::string text = random.chance(0.7) ? std::string(random.pick(kHypes)) : "";
    append(text,
           fmt::format("{} {} in {}. Ideal for {}.",
                       design.brand->name,
                       parts.noun,
                       parts.cloth,
                       occasionTag(design.occasion)));
    append(text, shapeSentence(design, random));
    append(text, greenSentence(design, random));
    append(text, random.chance(0.5) ? "Free returns within 30 days." : "Fast delivery.");
    return text;
}

std::string technicalText(const Design& design, const Parts& parts, Random& random) {
    std::string text = fmt::format("Material: {}.", parts.cloth);
    append(text, random.chance(0.85) ? fmt::format("Use: {}.", occasionTag(design.occasion)) : "");
    append(text, random.chance(0.6) ? fmt::format("Brand: {}.", design.brand->name) : "");
    append(text, shapeSentence(design, random));
    append(text, greenSentence(design, random));
    append(text, careSentence(design, random));
    return text;
}

std::string catalogueText(const Design& design, const Parts& parts, Random& random) {
    static const Words kForms{"A {} {} that earns its place.",
                              "This {} {} goes with what you already own.",
                              "{} {} with a considered finish.",
                              "An easy {} {} for the season."};
    static const Words kPluralForms{"{} {} that earn their place.",
                                    "These {} {} go with what you already own.",
                                    "{} {} with a considered finish.",
                                    "Easy {} {} for the season."};
    const bool isPlural = parts.noun.ends_with('s') && !parts.noun.ends_with("ss");
    std::string text = capitalized(fmt::format(
        fmt::runtime(random.pick(isPlural ? kPluralForms : kForms)), parts.cloth, parts.noun));
    append(text,
           random.chance(0.6) ? std::string(random.pick(materialWords(design.cloth->group))) : "");
    append(text,
           random.chance(0.9) ? std::string(random.pick(occasionWords(design.occasion))) : "");
    append(text, shapeSentence(design, random));
    append(text, brandSentence(design, random));
    append(text, greenSentence(design, random));
    append(text, random.chance(0.4) ? careSentence(design, random) : "");
    return text;
}

std::string terseText(const Design& design, const Parts& parts, Random& random) {
    if (random.chance(0.12)) {
        return "";
    }
    std::string text = capitalized(fmt::format("{}.", parts.cloth));
    append(text, std::string(random.pick(occasionWords(design.occasion))));
    append(text, random.chance(0.5) ? brandSentence(design, random) : "");
    append(text, greenSentence(design, random));
    return text;
}

}  // namespace

Wording wordingOf(const Design& design, Random& random) {
    constexpr std::size_t kStyles = 5;
    const std::size_t style = random.index(kStyles);
    const Parts parts = partsOf(design, random);
    Wording wording{.title = titleOf(design, parts, style, random)};
    switch (style) {
        case 0:
            wording.description = catalogueText(design, parts, random);
            break;
        case 1:
            wording.description = boutiqueText(design, parts, random);
            break;
        case 2:
            wording.description = marketText(design, parts, random);
            break;
        case 3:
            wording.description = technicalText(design, parts, random);
            break;
        default:
            wording.description = terseText(design, parts, random);
    }
    return wording;
}

}  // namespace haberdash
