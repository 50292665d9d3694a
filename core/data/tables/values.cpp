// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/tables/values.h"

#include "core/data/base/numbers.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <utility>

namespace haberdash {

namespace {

using std::string_view;

bool isDigit(const char c) {
    return c >= '0' && c <= '9';
}

struct CurrencySign {
    string_view sign;
    string_view code;
};

// Longer signs first: "US$" before "$".
constexpr std::array<CurrencySign, 27> kSigns{
    {{"US$", "USD"}, {"A$", "AUD"},  {"C$", "CAD"},  {"R$", "BRL"},  {"₹", "INR"},   {"€", "EUR"},
     {"£", "GBP"},   {"¥", "JPY"},   {"₩", "KRW"},   {"₺", "TRY"},   {"₽", "RUB"}, {"zł", "PLN"},
     {"$", "USD"},   {"INR", "INR"}, {"EUR", "EUR"}, {"USD", "USD"}, {"GBP", "GBP"}, {"CHF", "CHF"},
     {"JPY", "JPY"}, {"SEK", "SEK"}, {"NOK", "NOK"}, {"DKK", "DKK"}, {"PLN", "PLN"}, {"Rs", "INR"},
     {"CAD", "CAD"}, {"AUD", "AUD"}, {"BRL", "BRL"}}};

std::string upper(const string_view text) {
    std::string result(text);
    std::ranges::transform(result, result.begin(), [](const char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    return result;
}

bool isWordLetter(const char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Digits with one '.' before the decimals, whatever marks a shop uses; empty: no number.
std::string plainDigits(const string_view number) {
    const std::size_t lastMark = number.find_last_of(".,");
    const bool hasBoth =
        number.find('.') != string_view::npos && number.find(',') != string_view::npos;
    const std::size_t decimals = lastMark == string_view::npos ? 0 : number.size() - lastMark - 1;
    const bool isRepeated =
        lastMark != string_view::npos && number.find(number[lastMark]) != lastMark;
    // "1.299" with three digits behind its only mark: a comma groups thousands, a point is decimal
    // when it stands alone as in "39.999" of a program's float.
    const bool isDecimal = lastMark != string_view::npos && !isRepeated &&
                           (hasBoth || decimals != 3 || number[lastMark] == '.');
    std::string digits;
    for (std::size_t i = 0; i < number.size(); ++i) {
        if (isDigit(number[i])) {
            digits += number[i];
        } else if (i == lastMark && isDecimal) {
            digits += '.';
        }
    }
    return digits;
}

std::optional<std::int64_t> twoToFour(const string_view text) {
    const bool isFit = !text.empty() && text.size() <= 4 && std::ranges::all_of(text, isDigit);
    return isFit ? parseInteger(text) : std::nullopt;
}

std::optional<std::int64_t> daysOf(const std::int64_t year,
                                   const std::int64_t month,
                                   const std::int64_t day) {
    using namespace std::chrono;
    const year_month_day date{std::chrono::year(static_cast<int>(year)),
                              std::chrono::month(static_cast<unsigned>(month)),
                              std::chrono::day(static_cast<unsigned>(day))};
    if (!date.ok() || year < 1900 || year > 2200) {
        return std::nullopt;
    }
    return sys_days(date).time_since_epoch().count();
}

/// Seconds of "10:11", "10:11:12.5Z", "10:11:12+02:00".
std::optional<std::int64_t> clockSeconds(string_view text) {
    std::int64_t zone = 0;
    if (text.ends_with('Z') || text.ends_with('z')) {
        text.remove_suffix(1);
    } else if (const std::size_t sign = text.find_first_of("+-"); sign != string_view::npos) {
        const string_view offset = text.substr(sign + 1);
        const auto hours = twoToFour(offset.substr(0, 2));
        const bool hasColon = offset.size() > 2 && offset[2] == ':';
        const auto minutes = offset.size() > 2 ? twoToFour(offset.substr(hasColon ? 3 : 2)) : 0;
        if (!hours || !minutes || *hours > 14 || *minutes > 59) {
            return std::nullopt;
        }
        zone = (text[sign] == '+' ? 1 : -1) * (*hours * 3600 + *minutes * 60);
        text = text.substr(0, sign);
    }
    text = text.substr(0, text.find('.'));
    text = trimmed(text);
    std::array<std::int64_t, 3> parts{};
    for (std::size_t i = 0; i < parts.size() && (i < 2 || !text.empty()); ++i) {
        const std::size_t colon = text.find(':');
        const auto part = twoToFour(text.substr(0, colon));
        if (!part || *part > (i == 0 ? 24 : 60)) {
            return std::nullopt;
        }
        parts[i] = *part;
        text = colon == string_view::npos ? string_view{} : text.substr(colon + 1);
    }
    return text.empty() ? std::optional(parts[0] * 3600 + parts[1] * 60 + parts[2] - zone)
                        : std::nullopt;
}

std::optional<std::int64_t> readDate(const string_view text) {
    const std::size_t cut = text.find_first_of("T ");
    const string_view date = text.substr(0, cut);
    const std::size_t first = date.find_first_of("-/.");
    const std::size_t second =
        date.find_first_of("-/.", first == string_view::npos ? first : first + 1);
    if (second == string_view::npos) {
        return std::nullopt;
    }
    const auto a = twoToFour(date.substr(0, first));
    const auto b = twoToFour(date.substr(first + 1, second - first - 1));
    const auto c = twoToFour(date.substr(second + 1));
    if (!a || !b || !c) {
        return std::nullopt;
    }
    const bool isYearFirst = first == 4;
    const bool isPointed = date[first] == '.' && date.size() - second == 5;
    if (!isYearFirst && !isPointed) {
        return std::nullopt;  // 03/04/2018 is March in one country and April in the next
    }
    const auto days = isYearFirst ? daysOf(*a, *b, *c) : daysOf(*c, *b, *a);
    const auto seconds = cut == string_view::npos ? std::optional<std::int64_t>(0)
                                                  : clockSeconds(trimmed(text.substr(cut + 1)));
    return days && seconds ? std::optional(*days * 86400 + *seconds) : std::nullopt;
}

}  // namespace

string_view trimmed(string_view text) noexcept {
    constexpr string_view kBlanks = " \t\r\n\v\f";
    const std::size_t first = text.find_first_not_of(kBlanks);
    if (first == string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

std::string comparable(const string_view text) {
    std::string result;
    for (const char c : text) {
        if (c >= 'A' && c <= 'Z') {
            result += static_cast<char>(c - 'A' + 'a');
        } else if (isWordLetter(c) || isDigit(c) || static_cast<unsigned char>(c) >= 0x80U) {
            result += c;
        }
    }
    return result;
}

bool isUnknown(const string_view text) noexcept {
    const string_view word = trimmed(text);
    static constexpr std::array<string_view, 12> kWords{
        "NA", "N/A", "n/a", "NaN", "nan", "null", "NULL", "None", "none", "-", "\\N", "<NA>"};
    return word.empty() || std::ranges::find(kWords, word) != kWords.end();
}

std::string currencyIn(const string_view text) {
    const std::string wide = upper(text);
    for (const CurrencySign& entry : kSigns) {
        const std::string sign = upper(entry.sign);
        for (std::size_t at = wide.find(sign); at != std::string::npos;
             at = wide.find(sign, at + 1)) {
            // A code in letters must be a word of its own: the EUR in "price_eur", not in
            // "couleur".
            const bool isWord = std::ranges::all_of(sign, isWordLetter);
            const std::size_t end = at + sign.size();
            const bool isFree = (at == 0 || !isWordLetter(wide[at - 1])) &&
                                (end == wide.size() || !isWordLetter(wide[end]));
            if (!isWord || isFree) {
                return std::string(entry.code);
            }
        }
    }
    return {};
}

PriceReading readPrice(const string_view text) {
    PriceReading reading;
    if (isUnknown(text)) {
        return reading;
    }
    const string_view price = trimmed(text);
    reading.currency = currencyIn(price);
    if (const auto plain = parseDecimal(price)) {
        reading.value = plain;
    } else {
        const std::size_t first = price.find_first_of("0123456789");
        const std::size_t last = price.find_last_of("0123456789");
        const bool hasSign =
            first != string_view::npos && price.substr(0, first).find('-') != string_view::npos;
        const string_view number =
            first == string_view::npos ? string_view{} : price.substr(first, last - first + 1);
        const bool isFit =
            number.find_first_not_of("0123456789., '\xC2\xA0\xE2\x80\xAF") == string_view::npos &&
            price.size() <= 40;
        const auto value = isFit ? parseDecimal(plainDigits(number)) : std::nullopt;
        reading.value = value && hasSign ? -*value : value;
    }
    constexpr double kHighest = 1e9;
    if (!reading.value || *reading.value < 0 || *reading.value > kHighest) {
        reading.value.reset();
        reading.fault = fmt::format("\"{}\" is no price", price.substr(0, 40));
    } else if (*reading.value == 0) {
        reading.value = 0.0;  // not -0
    }
    return reading;
}

std::optional<std::int64_t> readTime(const string_view text) {
    const string_view word = trimmed(text);
    if (const auto number = parseDecimal(word)) {
        constexpr double kMilliseconds = 1e11;  // as seconds, the year 5138
        constexpr double kMicroseconds = 1e14;
        const double size = std::abs(*number);
        if (size >= 1e17) {
            return std::nullopt;
        }
        const double seconds = size >= kMicroseconds   ? *number / 1e6
                               : size >= kMilliseconds ? *number / 1e3
                                                       : *number;
        return static_cast<std::int64_t>(std::floor(seconds));
    }
    return readDate(word);
}

std::optional<EventKind> readEventKind(const string_view text) {
    const std::string word = comparable(text);
    if (const auto kind = eventKindFrom(word)) {
        return kind;
    }
    using enum EventKind;
    static constexpr std::array<std::pair<string_view, EventKind>, 27> kWords{
        {{"click", View},
         {"pv", View},
         {"pageview", View},
         {"impression", View},
         {"viewed", View},
         {"detail", View},
         {"visit", View},
         {"open", View},
         {"addtocart", Cart},
         {"addcart", Cart},
         {"basket", Cart},
         {"addtobasket", Cart},
         {"bag", Cart},
         {"buy", Purchase},
         {"bought", Purchase},
         {"order", Purchase},
         {"transaction", Purchase},
         {"purchased", Purchase},
         {"sale", Purchase},
         {"fav", Like},
         {"favorite", Like},
         {"favourite", Like},
         {"wishlist", Like},
         {"save", Like},
         {"liked", Like},
         {"disliked", Dislike},
         {"hide", Dislike}}};
    const auto found =
        std::ranges::find(kWords, string_view(word), &std::pair<string_view, EventKind>::first);
    return found == kWords.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace haberdash
