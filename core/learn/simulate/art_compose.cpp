// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/base/error.h"
#include "core/learn/simulate/art.h"
#include "core/learn/simulate/art_materials.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <utility>

namespace haberdash {

namespace {

using Colours = std::vector<std::pair<std::string, std::string>>;

bool hasValue(const Look& look, const std::string_view condition) {
    const std::size_t equals = condition.find('=');
    const auto cut = look.cuts.find(std::string(condition.substr(0, equals)));
    if (equals == std::string_view::npos || cut == look.cuts.end()) {
        return false;
    }
    std::string_view values = condition.substr(equals + 1);
    while (!values.empty()) {
        const std::size_t bar = values.find('|');
        if (values.substr(0, bar) == cut->second) {
            return true;
        }
        values = bar == std::string_view::npos ? std::string_view() : values.substr(bar + 1);
    }
    return false;
}

/// The place behind the "</g>" that closes the group whose inside begins at `from`.
std::size_t endOfGroup(const std::string_view text, std::size_t from) {
    int depth = 1;
    while (depth > 0) {
        const std::size_t opening = text.find("<g", from);
        const std::size_t closing = text.find("</g>", from);
        if (closing == std::string_view::npos) {
            throw Error(ErrorKind::Input, "A picture template has a group that is never closed.");
        }
        if (opening < closing) {
            ++depth;
            from = opening + 2;
        } else {
            --depth;
            from = closing + 4;
        }
    }
    return from;
}

constexpr std::string_view kGroupEnd = "</g>";

/// Takes out the groups whose condition the look does not meet.
std::string chooseCuts(const std::string_view text, const Look& look) {
    constexpr std::string_view kMark = "<g data-if=\"";
    std::string out;
    std::size_t place = 0;
    while (true) {
        const std::size_t group = text.find(kMark, place);
        out += text.substr(place, group == std::string_view::npos ? group : group - place);
        if (group == std::string_view::npos) {
            return out;
        }
        const std::size_t word = group + kMark.size();
        const std::size_t wordEnd = text.find('"', word);
        const std::size_t inside = text.find('>', wordEnd) + 1;
        const std::size_t end = endOfGroup(text, inside);
        if (hasValue(look, text.substr(word, wordEnd - word))) {
            out += chooseCuts(text.substr(inside, end - kGroupEnd.size() - inside), look);
        }
        place = end;
    }
}

/// Moves the insides of <g class="folds"> from `text` to the result.
std::string takeFolds(std::string& text) {
    constexpr std::string_view kMark = "<g class=\"folds\">";
    std::string folds;
    for (std::size_t group = text.find(kMark); group != std::string::npos;
         group = text.find(kMark)) {
        const std::size_t inside = group + kMark.size();
        const std::size_t end = endOfGroup(text, inside);
        folds += text.substr(inside, end - kGroupEnd.size() - inside);
        text.erase(group, end - group);
    }
    return folds;
}

std::string paintShape(const std::string_view tag,
                       const std::string_view material,
                       const std::string_view rest,
                       const Look& look) {
    const auto found = std::ranges::find(materials(), material, &Material::name);
    if (found == materials().end()) {
        throw Error(
            ErrorKind::Input,
            fmt::format("A picture template uses the material \"{}\", which there is none of.",
                        material));
    }
    std::string out;
    for (const std::string_view coat : found->coats) {
        const bool isPrint = coat.find("#print") != std::string_view::npos;
        const bool isWeave = coat.find("#weave") != std::string_view::npos;
        if ((isPrint && look.print == "plain") || (isWeave && look.weave.empty())) {
            continue;
        }
        out += fmt::format("<{} {} {}\n", tag, coat, rest);
    }
    return out;
}

/// Every <shape class="material" .../> becomes the coats of that material.
std::string paint(const std::string_view text, const Look& look) {
    constexpr std::string_view kMark = " class=\"";
    std::string out;
    std::size_t place = 0;
    while (true) {
        const std::size_t mark = text.find(kMark, place);
        if (mark == std::string_view::npos) {
            return out += text.substr(place);
        }
        const std::size_t tag = text.rfind('<', mark);
        const std::size_t word = mark + kMark.size();
        const std::size_t wordEnd = text.find('"', word);
        const std::size_t end = text.find("/>", wordEnd) + 2;
        out += text.substr(place, tag - place);
        out += paintShape(text.substr(tag + 1, mark - tag - 1),
                          text.substr(word, wordEnd - word),
                          text.substr(wordEnd + 1, end - wordEnd - 1),
                          look);
        place = end;
    }
}

double lightnessOf(const Rgb colour) {
    return (0.299 * colour.red + 0.587 * colour.green + 0.114 * colour.blue) / 255;
}

Colours coloursOf(const Look& look) {
    constexpr Rgb kBlack{18, 14, 20};
    constexpr Rgb kWhite{255, 255, 255};
    const bool isDark = lightnessOf(look.main) < 0.24;
    const Rgb line = isDark ? mix(look.main, kWhite, 0.34) : mix(look.main, kBlack, 0.58);
    const Rgb thread = look.weave == "denim" ? Rgb{206, 152, 84} : line;
    const Rgb button = isDark ? mix(look.main, kWhite, 0.28) : mix(look.main, kWhite, 0.62);
    const Rgb leaf = lightnessOf(look.main) > 0.5 ? Rgb{96, 128, 92} : Rgb{148, 176, 136};
    const Rgb mark = lightnessOf(look.trim) > 0.5 ? Rgb{40, 38, 44} : Rgb{240, 236, 226};
    return {{"$main", toText(look.main)},
            {"$line", toText(line)},
            {"$deep", toText(mix(look.main, kBlack, 0.34))},
            {"$inside", toText(mix(look.main, kBlack, isDark ? 0.45 : 0.30))},
            {"$band", toText(isDark ? mix(look.main, kWhite, 0.06) : mix(look.main, kBlack, 0.07))},
            {"$ink2", toText(look.ink2)},
            {"$ink", toText(look.ink)},
            {"$trim", toText(look.trim)},
            {"$thread", toText(thread)},
            {"$button", toText(button)},
            {"$leaf", toText(leaf)},
            {"$mark", toText(mark)},
            {"$background", toText(mix(look.background, kBlack, 0.16))}};
}

void replaceAll(std::string& text, const std::string_view from, const std::string_view to) {
    for (std::size_t place = text.find(from); place != std::string::npos;
         place = text.find(from, place + to.size())) {
        text.replace(place, from.size(), to);
    }
}

/// The pattern `name` of prints.svg under the id `id`, and turned as `id`Tilt.
std::string patternNamed(const std::string& name, const std::string& id, const double scale) {
    const std::string_view prints = artFile("prints.svg");
    const std::string head = fmt::format("<pattern id=\"{}\"", name);
    const std::size_t begin = prints.find(head);
    if (begin == std::string_view::npos) {
        throw Error(ErrorKind::NotFound,
                    fmt::format("There is no print \"{}\" to draw with.", name));
    }
    constexpr std::string_view kEnd = "</pattern>";
    const std::size_t end = prints.find(kEnd, begin) + kEnd.size();
    const std::string_view body = prints.substr(begin + head.size(), end - begin - head.size());
    return fmt::format(
        "<pattern id=\"{0}\" patternTransform=\"scale({1:.3f})\"{2}\n"
        "<pattern id=\"{0}Tilt\" patternTransform=\"rotate(-18) scale({1:.3f})\"{2}\n",
        id,
        scale,
        body);
}

/// Gradients that every material uses; their strength follows the cloth's gloss.
std::string lightOf(const Look& look) {
    const bool isDark = lightnessOf(look.main) < 0.24;
    const double shade = isDark ? 0.34 : 0.17;
    const double shine = (isDark ? 0.03 : 0.07) + 0.30 * look.gloss;
    return fmt::format(
        R"svg(<linearGradient id="across"><stop offset="0" stop-color="#140a1e" stop-opacity="{0:.3f}"/><stop offset=".2" stop-color="#140a1e" stop-opacity="0"/><stop offset=".36" stop-color="#fff" stop-opacity="{1:.3f}"/><stop offset=".52" stop-color="#fff" stop-opacity="0"/><stop offset=".76" stop-color="#140a1e" stop-opacity="{2:.3f}"/><stop offset="1" stop-color="#140a1e" stop-opacity="{3:.3f}"/></linearGradient>
<linearGradient id="down" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#fff" stop-opacity=".10"/><stop offset=".4" stop-color="#fff" stop-opacity="0"/><stop offset="1" stop-color="#140a1e" stop-opacity="{4:.3f}"/></linearGradient>
<linearGradient id="inside" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#000" stop-opacity=".05"/><stop offset="1" stop-color="#000" stop-opacity=".35"/></linearGradient>
<linearGradient id="metal" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="#fbf3dd"/><stop offset=".5" stop-color="#cdb98a"/><stop offset="1" stop-color="#8f7c55"/></linearGradient>
<linearGradient id="glass" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="$ink"/><stop offset="1" stop-color="$ink2"/></linearGradient>
<radialGradient id="glow"><stop offset="0" stop-color="#fff" stop-opacity=".36"/><stop offset="1" stop-color="#fff" stop-opacity="0"/></radialGradient>
<pattern id="teeth" patternUnits="userSpaceOnUse" width="7" height="4"><rect width="7" height="4" fill="#8b877f"/><rect width="7" height="2" fill="#d8d4ca"/></pattern>
)svg",
        shade,
        shine,
        shade * 0.35,
        shade * 1.35,
        shade * 0.9);
}

std::string document(const Look& look,
                     const std::string_view definitions,
                     const std::string_view body) {
    return fmt::format(
        R"svg(<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 480 600" width="480" height="600"><defs>
{}</defs><g transform="translate(240 300) rotate({:.2f}) scale({:.3f}) translate(0 -300)">
{}</g></svg>)svg",
        definitions,
        look.tilt,
        look.size,
        body);
}

}  // namespace

std::string toText(const Rgb colour) {
    return fmt::format("#{:02x}{:02x}{:02x}", colour.red, colour.green, colour.blue);
}

Rgb mix(const Rgb a, const Rgb b, const double share) {
    const auto channel = [share](const std::uint8_t from, const std::uint8_t to) {
        return static_cast<std::uint8_t>(std::lround(from + (to - from) * share));
    };
    return {channel(a.red, b.red), channel(a.green, b.green), channel(a.blue, b.blue)};
}

LookSvg composeLook(const Look& look) {
    const std::string_view file = artFile(look.type + ".svg");
    constexpr std::string_view kBegin = "<g transform=\"translate(240 0)\">";
    const std::size_t begin = file.find(kBegin);
    if (begin == std::string_view::npos) {
        throw Error(ErrorKind::NotFound,
                    fmt::format("There is no art for products of the type \"{}\".", look.type));
    }
    const std::size_t inside = begin + kBegin.size();
    const std::size_t end = endOfGroup(file, inside) - kGroupEnd.size();
    std::string body = chooseCuts(file.substr(inside, end - inside), look);
    std::string folds = takeFolds(body);
    replaceAll(folds, "$shine", fmt::format("{:.3f}", 0.14 + 0.42 * look.gloss));
    std::string definitions = lightOf(look) + patternNamed("weave-rib", "ribs", 1);
    if (look.print != "plain") {
        definitions += patternNamed(look.print, "print", look.printScale);
    }
    if (!look.weave.empty()) {
        definitions += patternNamed("weave-" + look.weave, "weave", 1);
    }
    std::string garment = document(look, definitions, paint(body, look));
    for (const auto& [name, value] : coloursOf(look)) {
        replaceAll(garment, name, value);
    }
    return {std::move(garment), folds.empty() ? std::string() : document(look, "", folds)};
}

}  // namespace haberdash
