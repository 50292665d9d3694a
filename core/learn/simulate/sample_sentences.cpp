// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/simulate/sample_sentences.h"

#include <fmt/format.h>

namespace haberdash {

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

}  // namespace haberdash
