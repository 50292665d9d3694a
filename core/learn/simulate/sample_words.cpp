// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/simulate/sample_catalog.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace haberdash {

namespace {

using Words = std::vector<std::string_view>;

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

const Words& occasionWords(const std::string& occasion) {
    static const Words kOffice{"Made for the office and everything after it.",
                               "Smart enough for meetings, easy enough for the commute.",
                               "A working-week staple that keeps its composure.",
                               "Desk to dinner without a second thought."};
    static const Words kWeekend{"For slow weekends and long brunches.",
                                "An off-duty favourite.",
                                "Throw it on for Saturday errands or a walk in the park.",
                                "Everyday ease for days without plans."};
    static const Words kParty{"Made to be seen after dark.",
                              "For cocktails, dance floors and late trains home.",
                              "Your next night out starts here.",
                              "Party-ready, with just enough drama."};
    static const Words kSport{"Keeps up from warm-up to last lap.",
                              "For the gym, the track and the way home.",
                              "Built for training days.",
                              "Moves with you through every workout."};
    static const Words kTravel{
        "Packs small and comes out ready.",
        "A travel companion for airports and old towns alike.",
        "For long journeys, short hops and everything in the overhead locker.",
        "Made for the road."};
    static const Words kWedding{"A guest-list favourite for weddings and garden ceremonies.",
                                "For toasts, vows and family photographs.",
                                "Elegant enough for the big day."};
    static const Words kFestival{"Made for festivals, open-air stages and muddy fields.",
                                 "For summer stages and the queue for coffee.",
                                 "Festival season, sorted."};
    if (occasion == "office") {
        return kOffice;
    }
    if (occasion == "weekend") {
        return kWeekend;
    }
    if (occasion == "party") {
        return kParty;
    }
    if (occasion == "sport") {
        return kSport;
    }
    if (occasion == "travel") {
        return kTravel;
    }
    return occasion == "wedding" ? kWedding : kFestival;
}

std::string occasionTag(const std::string& occasion) {
    return occasion == "sport"    ? "sports & training"
           : occasion == "party"  ? "evening"
           : occasion == "office" ? "work & business"
                                  : occasion;
}

const Words& materialWords(const std::string_view group) {
    static const Words kNatural{"Breathes well and softens with every wash.",
                                "A natural fibre that stays cool on the skin.",
                                "Airy, honest and easy to care for."};
    static const Words kWool{"Warm without weight, and naturally odour-resistant.",
                             "A cosy layer spun for cold mornings.",
                             "Regulates warmth like only wool can."};
    static const Words kLeather{"Ages beautifully and gains character with wear.",
                                "Cut from hides chosen by hand.",
                                "Smooth to the touch, made to last for years."};
    static const Words kSilky{"Falls like water and catches the light.",
                              "A fluid drape with a soft sheen.",
                              "Cool, smooth and a little luxurious."};
    static const Words kDenim{"A sturdy weave that moulds to you over time.",
                              "Authentic denim with a worn-in hand.",
                              "Built like the originals."};
    static const Words kTechnical{"Lightweight, quick to dry and hard to wear out.",
                                  "A performance fabric that shrugs off rain and creases.",
                                  "Engineered for comfort on the move."};
    if (group == "natural") {
        return kNatural;
    }
    if (group == "wool") {
        return kWool;
    }
    if (group == "leather") {
        return kLeather;
    }
    if (group == "silky") {
        return kSilky;
    }
    return group == "denim" ? kDenim : kTechnical;
}

std::string brandSentence(const Design& design, Random& random) {
    static const Words kBudget{"Good style at a small price by {}.",
                               "{} keeps it simple and affordable.",
                               "Great value from {}."};
    static const Words kMid{
        "From the new {} line.", "{} designs for real wardrobes.", "A {} regular, back by demand."};
    static const Words kPremium{"Crafted by {} with an eye for detail.",
                                "{} finishes every seam by hand inspection.",
                                "A premium piece from the {} atelier."};
    static const Words kLuxury{"From the house of {}, made in small numbers.",
                               "{} luxury: exceptional cloth, quiet confidence.",
                               "A signature piece by {}, finished by hand in our own atelier."};
    const std::string_view tier = design.brand->tier;
    const Words& words = tier == "budget"    ? kBudget
                         : tier == "mid"     ? kMid
                         : tier == "premium" ? kPremium
                                             : kLuxury;
    return fmt::format(fmt::runtime(random.pick(words)), design.brand->name);
}

std::string greenSentence(const Design& design, Random& random) {
    static const Words kGreen{"Responsibly made, with traceable materials.",
                              "Sustainably produced, down to the plastic-free parcel.",
                              "Lower-impact materials, repaired for free for two years.",
                              "Part of our conscious range: less water, less waste."};
    return design.isSustainable && random.chance(0.8) ? std::string(random.pick(kGreen)) : "";
}

std::string shapeSentence(const Design& design, Random& random) {
    static const Words kRelaxed{"Relaxed fit.", "Generous, easy shape.", "Cut with room to move."};
    static const Words kFitted{
        "Close fit.", "Slim through the body.", "Cut close to the line of the body."};
    static const Words kClassic{"Regular fit.", "True to size.", "A timeless line."};
    static const Words kStatement{
        "A shape that does the talking.", "With a silhouette of its own.", "Details with volume."};
    const std::string& shape = design.shape;
    const bool isWorn =
        design.kind->department != "Bags" && design.kind->department != "Accessories";
    if (!isWorn || random.chance(0.6)) {
        return "";
    }
    return std::string(random.pick(shape == "relaxed"   ? kRelaxed
                                   : shape == "fitted"  ? kFitted
                                   : shape == "classic" ? kClassic
                                                        : kStatement));
}

std::string careSentence(const Design& design, Random& random) {
    static const Words kCloth{
        "Machine wash at 30.", "Wash with similar colours.", "Line dry.", "Cool iron if needed."};
    static const Words kDelicate{
        "Hand wash or dry clean.", "Wash cold, dry flat.", "Specialist cleaning recommended."};
    static const Words kOther{
        "Wipe clean with a soft cloth.", "Comes with a dust bag.", "Two-year guarantee."};
    const std::string_view group = design.cloth->group;
    if (design.kind->department == "Footwear" || design.kind->department == "Bags" ||
        design.kind->category == "Watches" || design.kind->category == "Sunglasses") {
        return std::string(random.pick(kOther));
    }
    return std::string(random.pick(
        group == "wool" || group == "silky" || group == "leather" ? kDelicate : kCloth));
}

std::string forWhom(const Design& design, Random& random) {
    if (design.gender == "Unisex") {
        return random.chance(0.5) ? "for everyone" : "unisex";
    }
    return design.gender == "Women" ? "for women" : "for men";
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
