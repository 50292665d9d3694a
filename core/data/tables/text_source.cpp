// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/tables/text_source.h"

#include "core/data/base/error.h"

#include <fmt/format.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <string_view>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>
#include <vector>

namespace haberdash {

namespace {

constexpr std::size_t kBlockBytes = std::size_t{1} << 18U;

struct ConverterCloser {
    void operator()(UConverter* converter) const { ucnv_close(converter); }
};

using Converter = std::unique_ptr<UConverter, ConverterCloser>;

Converter openConverter(const char* name) {
    UErrorCode status = U_ZERO_ERROR;
    Converter converter(ucnv_open(name, &status));
    return U_SUCCESS(status) ? std::move(converter) : nullptr;
}

/// Length of the well-formed sequence at the front of `text` (Unicode 15, table 3-7); 0: broken.
std::size_t sequenceLength(const std::string_view text) {
    const auto at = [&](const std::size_t index) {
        return index < text.size() ? static_cast<unsigned char>(text[index]) : 0U;
    };
    const auto isTail = [&](const std::size_t index) { return (at(index) & 0xC0U) == 0x80U; };
    const unsigned lead = at(0);
    if (lead < 0x80U) {
        return 1;
    }
    if (lead >= 0xC2U && lead <= 0xDFU) {
        return isTail(1) ? 2 : 0;
    }
    if (lead >= 0xE0U && lead <= 0xEFU) {
        const bool isFit = !(lead == 0xE0U && at(1) < 0xA0U) && !(lead == 0xEDU && at(1) > 0x9FU);
        return isTail(1) && isTail(2) && isFit ? 3 : 0;
    }
    if (lead >= 0xF0U && lead <= 0xF4U) {
        const bool isFit = !(lead == 0xF0U && at(1) < 0x90U) && !(lead == 0xF4U && at(1) > 0x8FU);
        return isTail(1) && isTail(2) && isTail(3) && isFit ? 4 : 0;
    }
    return 0;
}

std::size_t firstBeyondAscii(const std::string_view text) {
    const auto found = std::ranges::find_if(
        text, [](const char c) { return static_cast<unsigned char>(c) >= 0x80U; });
    return static_cast<std::size_t>(found - text.begin());
}

/// True when the text ends before a sequence that has begun well: the end of a block.
bool isBeginning(const std::string_view text) {
    const auto lead = static_cast<unsigned char>(text.front());
    const std::size_t length = lead >= 0xF0U ? 4 : lead >= 0xE0U ? 3 : 2;
    return lead >= 0xC2U && lead <= 0xF4U && text.size() < length &&
           std::ranges::all_of(text.substr(1), [](const char c) {
               return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
           });
}

/// UTF-8 when most of what is not ASCII is well formed: a file with a few broken bytes stays UTF-8.
bool isMostlyUtf8(const std::string_view text) {
    std::size_t good = 0;
    std::size_t broken = 0;
    for (std::size_t i = firstBeyondAscii(text); i < text.size();) {
        const std::size_t length = sequenceLength(text.substr(i));
        const bool isCut = length == 0 && isBeginning(text.substr(i));
        good += length > 1 ? 1 : 0;
        broken += length == 0 && !isCut ? 1 : 0;
        i += std::max<std::size_t>(length, 1);
    }
    return good >= broken;
}

/// Text in another script has few ASCII letters; a western one has few others.
bool isMostlyForeign(const std::string_view text) {
    std::size_t foreign = 0;
    std::size_t letters = 0;
    for (const char c : text) {
        foreign += static_cast<unsigned char>(c) >= 0x80U ? 1 : 0;
        letters += (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ? 1 : 0;
    }
    return 3 * foreign > letters;
}

/// What ICU makes of bytes that are not UTF-8. Western single-byte guesses become Windows-1252,
/// which holds all of Latin-1's letters and is what shops' programs write.
std::string guessEncoding(const std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)> detector(ucsdet_open(&status),
                                                                              &ucsdet_close);
    ucsdet_setText(detector.get(), text.data(), static_cast<std::int32_t>(text.size()), &status);
    const UCharsetMatch* const match = ucsdet_detect(detector.get(), &status);
    if (U_FAILURE(status) || match == nullptr) {
        return "windows-1252";
    }
    const std::string name = ucsdet_getName(match, &status);
    const std::int32_t confidence = ucsdet_getConfidence(match, &status);
    static constexpr std::array<std::string_view, 10> kTrusted{"Shift_JIS",
                                                               "GB18030",
                                                               "Big5",
                                                               "EUC-JP",
                                                               "EUC-KR",
                                                               "KOI8-R",
                                                               "windows-1251",
                                                               "windows-1253",
                                                               "windows-1255",
                                                               "windows-1256"};
    const bool isTrusted = std::ranges::find(kTrusted, name) != kTrusted.end();
    return U_SUCCESS(status) && isTrusted && confidence >= 40 && isMostlyForeign(text)
               ? name
               : "windows-1252";
}

/// UTF-16 without a mark: text of a shop has many zero bytes on one side and hardly any on the
/// other.
const char* utf16Without(const std::string_view text) {
    std::array<std::size_t, 2> zeros{};
    for (std::size_t i = 0; i < text.size(); ++i) {
        zeros[i % 2] += text[i] == '\0' ? 1 : 0;
    }
    const std::size_t half = text.size() / 2;
    if (half < 4) {
        return nullptr;
    }
    if (zeros[1] > half / 2 && zeros[0] < half / 20 + 1) {
        return "UTF-16LE";
    }
    return zeros[0] > half / 2 && zeros[1] < half / 20 + 1 ? "UTF-16BE" : nullptr;
}

const char* foreignContent(const std::string_view head) {
    if (head.starts_with("\x1F\x8B") || head.starts_with("PK\x03\x04") || head.starts_with("BZh") ||
        head.starts_with("\xFD"
                         "7zXZ") ||
        head.starts_with("7z\xBC\xAF")) {
        return "a compressed file; unpack it first";
    }
    if (head.starts_with("\xFF\xD8\xFF") || head.starts_with("\x89PNG") ||
        head.starts_with("%PDF")) {
        return "a picture or document; give the table of products";
    }
    if (head.starts_with("SQLite format 3") || head.starts_with("PAR1") ||
        head.starts_with("\xD0\xCF\x11\xE0")) {
        return "a database or workbook; save it as CSV first";
    }
    return nullptr;
}

}  // namespace

struct TextSource::Parts {
    int descriptor = -1;
    std::filesystem::path file;
    std::string rest;  ///< bytes shown instead of a file
    std::uint64_t size = 0;
    std::uint64_t read = 0;
    std::string encoding = "UTF-8";
    bool isStarted = false;
    bool isDecided = false;
    bool isEnded = false;
    Converter from;
    Converter to;
    std::array<UChar, 4096> pivot{};
    UChar* pivotSource = nullptr;
    UChar* pivotTarget = nullptr;

    ~Parts() {
        if (descriptor >= 0) {
            ::close(descriptor);
        }
    }

    std::string readBlock();
    void start(std::string& block);
    void decide(const std::string& block);
    void convertWith(const std::string& name);
    void convert(const std::string& block, std::string& buffer);
};

std::string TextSource::Parts::readBlock() {
    if (descriptor < 0) {
        std::string block = rest.substr(read, kBlockBytes);
        read += block.size();
        isEnded = read == size;
        return block;
    }
    std::string block(kBlockBytes, '\0');
    std::size_t filled = 0;
    while (filled < block.size()) {
        const ssize_t got = ::read(descriptor, block.data() + filled, block.size() - filled);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            throw Error(ErrorKind::Disk,
                        fmt::format("Reading {} failed ({}); check the disk.",
                                    file.string(),
                                    std::strerror(errno)));
        }
        if (got == 0) {
            isEnded = true;
            break;
        }
        filled += static_cast<std::size_t>(got);
    }
    block.resize(filled);
    read += filled;
    return block;
}

void TextSource::Parts::start(std::string& block) {
    isStarted = true;
    if (const char* const content = foreignContent(block)) {
        throw Error(ErrorKind::Input,
                    fmt::format("{} is no text table but {}.", file.string(), content));
    }
    if (block.starts_with("\xEF\xBB\xBF")) {
        block.erase(0, 3);
        isDecided = true;
    } else if (block.starts_with("\xFF\xFE")) {
        block.erase(0, 2);
        convertWith("UTF-16LE");
    } else if (block.starts_with("\xFE\xFF")) {
        block.erase(0, 2);
        convertWith("UTF-16BE");
    } else if (const char* const name = utf16Without(std::string_view(block).substr(0, 4096))) {
        convertWith(name);
    }
}

void TextSource::Parts::convertWith(const std::string& name) {
    from = openConverter(name.c_str());
    to = openConverter("UTF-8");
    if (!from || !to) {
        throw Error(ErrorKind::Input,
                    fmt::format("{} is written in {}, which cannot be read here; save it as UTF-8.",
                                file.string(),
                                name));
    }
    encoding = name;
    isDecided = true;
    pivotSource = pivot.data();
    pivotTarget = pivot.data();
}

/// The first block that holds more than ASCII decides for the whole file.
void TextSource::Parts::decide(const std::string& block) {
    const std::size_t first = firstBeyondAscii(block);
    if (first == block.size()) {
        return;
    }
    isDecided = true;
    if (!isMostlyUtf8(block)) {
        convertWith(guessEncoding(std::string_view(block).substr(first > 1000 ? first - 1000 : 0)));
    }
}

void TextSource::Parts::convert(const std::string& block, std::string& buffer) {
    const char* source = block.data();
    const char* const sourceEnd = source + block.size();
    std::array<char, 8192> out{};
    while (true) {
        char* target = out.data();
        UErrorCode status = U_ZERO_ERROR;
        ucnv_convertEx(to.get(),
                       from.get(),
                       &target,
                       out.data() + out.size(),
                       &source,
                       sourceEnd,
                       pivot.data(),
                       &pivotSource,
                       &pivotTarget,
                       pivot.data() + pivot.size(),
                       /*reset=*/0,
                       static_cast<UBool>(isEnded),
                       &status);
        buffer.append(out.data(), static_cast<std::size_t>(target - out.data()));
        if (status != U_BUFFER_OVERFLOW_ERROR) {
            return;  // a cut character at the end of the file is dropped
        }
    }
}

TextSource::TextSource(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {
}

TextSource::TextSource(const std::filesystem::path& file) : parts_(std::make_unique<Parts>()) {
    parts_->file = file;
    // Not blocking: opening a pipe must not wait for somebody to write into it.
    parts_->descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (parts_->descriptor < 0) {
        const bool isAbsent = errno == ENOENT || errno == ENOTDIR;
        throw Error(
            isAbsent ? ErrorKind::NotFound : ErrorKind::Disk,
            fmt::format("The file {} cannot be opened ({}); check its path and that you may "
                        "read it.",
                        file.string(),
                        std::strerror(errno)));
    }

    struct stat facts {};

    if (::fstat(parts_->descriptor, &facts) != 0 || !S_ISREG(facts.st_mode)) {
        throw Error(ErrorKind::Input,
                    fmt::format("{} is no file with a table in it; give a CSV or JSON lines file.",
                                file.string()));
    }
    parts_->size = static_cast<std::uint64_t>(facts.st_size);
}

TextSource TextSource::fromText(std::string text) {
    auto parts = std::make_unique<Parts>();
    parts->size = text.size();
    parts->file = "the text";
    parts->rest = std::move(text);
    return TextSource(std::move(parts));
}

TextSource::~TextSource() = default;
TextSource::TextSource(TextSource&& other) noexcept = default;
TextSource& TextSource::operator=(TextSource&& other) noexcept = default;

bool TextSource::appendTo(std::string& buffer) {
    const std::size_t before = buffer.size();
    while (!parts_->isEnded && buffer.size() == before) {
        std::string block = parts_->readBlock();
        if (!parts_->isStarted) {
            parts_->start(block);
        }
        if (!parts_->isDecided) {
            parts_->decide(block);
        }
        if (parts_->from) {
            parts_->convert(block, buffer);
        } else {
            buffer += block;
        }
    }
    return buffer.size() != before;
}

const std::string& TextSource::encoding() const {
    return parts_->encoding;
}

std::uint64_t TextSource::bytesRead() const {
    return parts_->read;
}

std::uint64_t TextSource::size() const {
    return parts_->size;
}

std::size_t repairUtf8(std::string& text) {
    std::size_t i = firstBeyondAscii(text);
    while (i < text.size()) {
        const std::size_t length = sequenceLength(std::string_view(text).substr(i));
        if (length == 0) {
            break;
        }
        i += length;
    }
    if (i >= text.size()) {
        return 0;
    }
    std::string mended = text.substr(0, i);
    std::size_t broken = 0;
    while (i < text.size()) {
        const std::size_t length = sequenceLength(std::string_view(text).substr(i));
        if (length == 0) {
            mended += "\xEF\xBF\xBD";
            ++broken;
            ++i;
        } else {
            mended.append(text, i, length);
            i += length;
        }
    }
    text = std::move(mended);
    return broken;
}

}  // namespace haberdash
