// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/tables/plain_text.h"

#include "core/data/base/numbers.h"
#include "core/data/tables/entities.h"

#include <algorithm>
#include <array>

namespace haberdash {

namespace {

using std::string_view;

// Sorted: elements that stand on lines of their own.
constexpr std::array<string_view, 36> kBlocks{
    "address", "article", "aside",  "blockquote", "br",    "caption", "center", "dd",     "div",
    "dl",      "dt",      "footer", "form",       "h1",    "h2",      "h3",     "h4",     "h5",
    "h6",      "header",  "hr",     "li",         "main",  "nav",     "ol",     "option", "p",
    "pre",     "section", "table",  "tbody",      "tfoot", "thead",   "title",  "tr",     "ul"};
static_assert(std::ranges::is_sorted(kBlocks));

// Blocks that a reader sees with an empty line around them.
constexpr std::array<string_view, 9> kParagraphs{
    "blockquote", "h1", "h2", "h3", "h4", "ol", "p", "table", "ul"};

constexpr std::array<string_view, 5> kHidden{"head", "noscript", "script", "style", "template"};

bool isLetter(const char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool isDigit(const char c) {
    return c >= '0' && c <= '9';
}

char lower(const char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

void appendUtf8(std::string& out, const char32_t code) {
    const auto put = [&](const char32_t byte) { out += static_cast<char>(byte); };
    if (code < 0x80) {
        put(code);
    } else if (code < 0x800) {
        put(0xC0U | (code >> 6U));
        put(0x80U | (code & 0x3FU));
    } else if (code < 0x10000) {
        put(0xE0U | (code >> 12U));
        put(0x80U | ((code >> 6U) & 0x3FU));
        put(0x80U | (code & 0x3FU));
    } else {
        put(0xF0U | (code >> 18U));
        put(0x80U | ((code >> 12U) & 0x3FU));
        put(0x80U | ((code >> 6U) & 0x3FU));
        put(0x80U | (code & 0x3FU));
    }
}

// Numbers 128 to 159 mean Windows-1252 on the web (HTML standard, 13.2.5.80).
constexpr std::array<char32_t, 32> kWindows1252{
    0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021, 0x2C6,  0x2030, 0x160,
    0x2039, 0x152,  0x8D,   0x17D,  0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178};

std::optional<char32_t> numericEntity(string_view digits) {
    const bool isHex = digits.starts_with('x') || digits.starts_with('X');
    if (isHex) {
        digits.remove_prefix(1);
    }
    if (digits.empty() || digits.size() > 8) {
        return std::nullopt;
    }
    char32_t code = 0;
    for (const char c : digits) {
        const char l = lower(c);
        const bool isFit = isDigit(c) || (isHex && l >= 'a' && l <= 'f');
        if (!isFit) {
            return std::nullopt;
        }
        code =
            code * (isHex ? 16U : 10U) + static_cast<char32_t>(isDigit(c) ? c - '0' : l - 'a' + 10);
    }
    if (code >= 0x80 && code < 0xA0) {
        return kWindows1252[code - 0x80];
    }
    const bool isCharacter = code != 0 && code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
    return isCharacter ? code : 0xFFFD;
}

/// Writes text with blanks folded as it goes.
class Folder {
  public:
    explicit Folder(const bool keepsLines) : keepsLines_(keepsLines) {}

    void put(const string_view text) {
        if (!out_.empty()) {
            if (lines_ > 0) {
                out_.append(keepsLines_ ? std::min<std::size_t>(lines_, 2) : 0, '\n');
                out_.append(keepsLines_ ? 0 : 1, ' ');
            } else if (hasBlank_) {
                out_ += ' ';
            }
        }
        lines_ = 0;
        hasBlank_ = false;
        out_ += text;
    }

    void blank() { hasBlank_ = true; }

    void line() { lines_ = std::max<std::size_t>(lines_, 1); }

    void paragraph() { lines_ = 2; }

    /// A <br>: two of them leave an empty line.
    void lineBreak() { ++lines_; }

    std::string take() { return std::move(out_); }

  private:
    bool keepsLines_;
    std::string out_;
    std::size_t lines_ = 0;
    bool hasBlank_ = false;
};

struct Tag {
    std::string name;  ///< lower case; empty for comments and declarations
    bool isEnd = false;
    std::size_t after = 0;  ///< behind its '>'
};

/// The tag at text[at] == '<'; nullopt when that is only a character.
std::optional<Tag> tagAt(const string_view text, const std::size_t at) {
    std::size_t i = at + 1;
    Tag tag;
    if (text.substr(i).starts_with("!--")) {
        const std::size_t close = text.find("-->", i + 3);
        tag.after = close == string_view::npos ? text.size() : close + 3;
        return tag;
    }
    if (i < text.size() && (text[i] == '!' || text[i] == '?')) {
        const std::size_t close = text.find('>', i);
        if (close == string_view::npos) {
            return std::nullopt;
        }
        tag.after = close + 1;
        return tag;
    }
    if (i < text.size() && text[i] == '/') {
        tag.isEnd = true;
        ++i;
    }
    if (i >= text.size() || !isLetter(text[i])) {
        return std::nullopt;
    }
    while (i < text.size() && (isLetter(text[i]) || isDigit(text[i]) || text[i] == ':')) {
        tag.name += lower(text[i++]);
    }
    char quote = '\0';
    for (; i < text.size(); ++i) {
        const char c = text[i];
        if (quote != '\0') {
            quote = c == quote ? '\0' : quote;
        } else if ((c == '"' || c == '\'') && text[i - 1] == '=') {
            quote = c;
        } else if (c == '>') {
            tag.after = i + 1;
            return tag;
        }
    }
    // A quotation mark that never closes hides no '>'.
    const std::size_t close = text.find('>', at);
    if (close == string_view::npos) {
        return std::nullopt;
    }
    tag.after = close + 1;
    return tag;
}

std::size_t findEndOf(const string_view text, const std::size_t from, const string_view name) {
    for (std::size_t at = text.find("</", from); at != string_view::npos;
         at = text.find("</", at + 2)) {
        const string_view found = text.substr(at + 2, name.size());
        if (std::ranges::equal(found, name, {}, lower)) {
            return at;
        }
    }
    return text.size();
}

bool looksLikeHtml(const string_view text) {
    for (std::size_t at = text.find('<'); at != string_view::npos; at = text.find('<', at + 1)) {
        const char next = at + 1 < text.size() ? text[at + 1] : ' ';
        if (isLetter(next) || next == '/' || next == '!') {
            return true;
        }
    }
    return false;
}

class Converter {
  public:
    Converter(const string_view text, const bool keepsLines, const bool isHtml)
        : text_(text), folder_(keepsLines), isHtml_(isHtml) {}

    std::string convert() {
        while (at_ < text_.size()) {
            const char c = text_[at_];
            if (c == '<' && !skipsTags_) {
                takeTag();
            } else if (c == '&') {
                takeEntity();
            } else {
                takeCharacter();
            }
        }
        return folder_.take();
    }

  private:
    void takeTag() {
        const std::optional<Tag> tag = tagAt(text_, at_);
        if (!tag) {
            // No '>' follows for this one, so for no later one either, if it looked like a tag:
            // searching again each time would make the time quadratic.
            skipsTags_ = text_.find('>', at_) == string_view::npos;
            folder_.put("<");
            ++at_;
            return;
        }
        at_ = tag->after;
        const auto isIn = [&](const auto& names) {
            return std::ranges::find(names, string_view(tag->name)) != names.end();
        };
        if (!tag->isEnd && isIn(kHidden)) {
            at_ = findEndOf(text_, at_, tag->name);
        } else if (tag->name == "br") {
            folder_.lineBreak();
        } else if (isIn(kParagraphs)) {
            folder_.paragraph();
        } else if (std::ranges::binary_search(kBlocks, string_view(tag->name))) {
            folder_.line();
        } else if (tag->name == "td" || tag->name == "th") {
            folder_.blank();
        }
    }

    void takeEntity() {
        constexpr std::size_t kLongest = 12;
        std::size_t end = at_ + 1;
        while (end < text_.size() && end - at_ <= kLongest &&
               (isLetter(text_[end]) || isDigit(text_[end]) || text_[end] == '#')) {
            ++end;
        }
        const auto value = end < text_.size() && text_[end] == ';'
                               ? entityText(text_.substr(at_ + 1, end - at_ - 1))
                               : std::nullopt;
        if (!value) {
            folder_.put("&");
            ++at_;
            return;
        }
        at_ = end + 1;
        putResolved(*value);
    }

    void putResolved(const string_view value) {
        const auto first = static_cast<unsigned char>(value.front());
        const bool isBlank = value == "\xC2\xA0" || first == ' ' || (first >= 9 && first <= 13);
        const bool isHidden =
            value == "\xC2\xAD" || (value.size() == 1 && (first < 32 || first == 127));
        if (isBlank) {
            folder_.blank();
        } else if (!isHidden) {
            folder_.put(value);
        }
    }

    void takeCharacter() {
        const auto c = static_cast<unsigned char>(text_[at_]);
        const string_view rest = text_.substr(at_);
        if (c == '\n' || c == '\r') {
            takeLineEnd(rest);
        } else if (c == ' ' || c == '\t' || c == '\v' || c == '\f') {
            folder_.blank();
            ++at_;
        } else if (c < 0x20 || c == 0x7F) {
            ++at_;
        } else if (rest.starts_with("\xC2\xA0") || rest.starts_with("\xE3\x80\x80")) {
            folder_.blank();
            at_ += c == 0xC2 ? 2 : 3;
        } else if (c == 0xC2 && rest.size() > 1 && static_cast<unsigned char>(rest[1]) < 0xA0) {
            at_ += 2;  // C1 control characters
        } else if (rest.starts_with("\xEF\xBB\xBF") || rest.starts_with("\xE2\x80\x8B")) {
            at_ += 3;  // zero-width blanks
        } else {
            std::size_t end = at_ + 1;
            while (end < text_.size() && isOrdinary(static_cast<unsigned char>(text_[end]))) {
                ++end;
            }
            folder_.put(text_.substr(at_, end - at_));
            at_ = end;
        }
    }

    static bool isOrdinary(const unsigned char c) {
        return c > ' ' && c != '<' && c != '&' && c != 0x7F && c != 0xC2 && c != 0xE2 &&
               c != 0xE3 && c != 0xEF;
    }

    void takeLineEnd(const string_view rest) {
        at_ += rest.starts_with("\r\n") ? 2 : 1;
        if (isHtml_) {
            folder_.blank();
        } else {
            folder_.lineBreak();
        }
    }

    string_view text_;
    Folder folder_;
    bool isHtml_;
    bool skipsTags_ = false;
    std::size_t at_ = 0;
};

}  // namespace

std::optional<std::string> entityText(const string_view name) {
    const std::optional<char32_t> code =
        name.starts_with('#') ? numericEntity(name.substr(1)) : namedEntity(name);
    if (!code) {
        return std::nullopt;
    }
    std::string text;
    appendUtf8(text, *code);
    return text;
}

std::string plainText(const string_view html) {
    std::string text = Converter(html, true, looksLikeHtml(html)).convert();
    // Some shops escape their markup once too often. A line break or an end tag that comes out of
    // entities gives them away.
    const bool isEscapedTwice =
        html.find("&lt;") != string_view::npos &&
        (text.find("<br") != std::string::npos || text.find("</") != std::string::npos);
    return isEscapedTwice ? Converter(text, true, false).convert() : text;
}

std::string plainLine(const string_view html) {
    return Converter(html, false, true).convert();
}

}  // namespace haberdash
