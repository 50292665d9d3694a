// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/tables/csv.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace haberdash {

namespace {

constexpr std::size_t kSampleBytes = std::size_t{1} << 16U;

/// Fields of the first records of a sample, quotation marks respected.
std::vector<std::size_t> fieldCounts(const std::string_view sample,
                                     const char delimiter,
                                     const char lineEnd) {
    constexpr std::size_t kRecords = 50;
    std::vector<std::size_t> counts;
    std::size_t fields = 1;
    bool isQuoted = false;
    bool isFieldStart = true;
    for (const char c : sample) {
        if (c == '"' && (isQuoted || isFieldStart)) {
            isQuoted = !isQuoted;
        } else if (!isQuoted && c == delimiter) {
            ++fields;
        } else if (!isQuoted && c == lineEnd) {
            counts.push_back(fields);
            fields = 1;
            if (counts.size() == kRecords) {
                return counts;
            }
        }
        isFieldStart = !isQuoted && (c == delimiter || c == lineEnd || c == '"');
    }
    if (counts.empty()) {
        counts.push_back(fields);
    }
    return counts;
}

bool isBlankText(const std::string_view text) {
    return text.find_first_not_of(" \t\r") == std::string_view::npos;
}

bool isBlankRecord(const CsvRecord& record) {
    return record.fields.size() == 1 && !record.hasQuotes && isBlankText(record.fields.front());
}

std::string firstText(TextSource& source) {
    std::string text;
    source.appendTo(text);
    return text;
}

}  // namespace

CsvDialect sniffDialect(const std::string_view sample) {
    CsvDialect best;
    if (sample.find('\n') == std::string_view::npos &&
        sample.find('\r') != std::string_view::npos) {
        best.lineEnd = '\r';
    }
    double bestScore = 0;
    for (const char delimiter : {',', '\t', ';', '|'}) {
        const std::vector<std::size_t> counts = fieldCounts(sample, delimiter, best.lineEnd);
        const std::size_t header = counts.front();
        if (header < 2) {
            continue;
        }
        const auto equal = static_cast<double>(std::ranges::count(counts, header));
        const double score = equal / static_cast<double>(counts.size()) +
                             0.01 * static_cast<double>(std::min<std::size_t>(header, 50));
        if (score > bestScore) {
            bestScore = score;
            best.delimiter = delimiter;
        }
    }
    return best;
}

CsvReader::CsvReader(TextSource source) : source_(std::move(source)), buffer_(firstText(source_)) {
    dialect_ = sniffDialect(std::string_view(buffer_).substr(0, kSampleBytes));
}

CsvReader::CsvReader(TextSource source, const CsvDialect& dialect)
    : source_(std::move(source)), dialect_(dialect) {
}

std::uint64_t CsvReader::total() const {
    // Text and file differ in length for UTF-16; scaling by what was read keeps progress honest.
    const std::uint64_t text = consumed_ + buffer_.size();
    const std::uint64_t read = source_.bytesRead();
    return read == 0
               ? source_.size()
               : static_cast<std::uint64_t>(static_cast<double>(source_.size()) *
                                            static_cast<double>(text) / static_cast<double>(read));
}

bool CsvReader::refill() {
    if (start_ > 0) {
        consumed_ += start_;
        buffer_.erase(0, start_);
        start_ = 0;
    }
    if (!isAtEnd_ && !source_.appendTo(buffer_)) {
        isAtEnd_ = true;
    }
    return !isAtEnd_;
}

CsvReader::Scan CsvReader::scanQuoted(std::string& field, std::size_t& at, bool& isLoose) const {
    const std::size_t begin = ++at;
    while (true) {
        const std::size_t quote = buffer_.find('"', at);
        if (quote == std::string::npos) {
            return isAtEnd_ ? Scan::Unclosed : Scan::NeedsMore;
        }
        field.append(buffer_, at, quote - at);
        at = quote + 1;
        if (at == buffer_.size() && !isAtEnd_) {
            return Scan::NeedsMore;
        }
        if (at == buffer_.size() || buffer_[at] != '"') {
            break;
        }
        field += '"';
        ++at;
    }
    const std::array<char, 2> stops{dialect_.delimiter, dialect_.lineEnd};
    std::size_t stop = buffer_.find_first_of(stops.data(), at, stops.size());
    if (stop == std::string::npos) {
        if (!isAtEnd_) {
            return Scan::NeedsMore;
        }
        stop = buffer_.size();
    }
    const std::string_view tail = std::string_view(buffer_).substr(at, stop - at);
    if (!isBlankText(tail)) {
        // A field of several lines whose end runs into other text is one quotation mark too few:
        // it would swallow the records in between.
        if (std::string_view(buffer_).substr(begin, at - begin).find(dialect_.lineEnd) !=
            std::string_view::npos) {
            return Scan::Unclosed;
        }
        field += '"';
        field += tail;
        isLoose = true;
    }
    at = stop;
    return Scan::Whole;
}

CsvReader::Scan CsvReader::scanRecord(CsvRecord& record, std::size_t& end) const {
    const std::array<char, 2> stops{dialect_.delimiter, dialect_.lineEnd};
    std::size_t count = 0;
    std::size_t at = start_;
    record.hasQuotes = false;
    record.isLoose = false;
    while (true) {
        if (count == kMaxFields) {
            return Scan::TooManyFields;
        }
        if (count == record.fields.size()) {
            record.fields.emplace_back();
        }
        std::string& field = record.fields[count++];
        field.clear();
        std::size_t first = at;
        while (dialect_.hasQuotes && first < buffer_.size() && buffer_[first] == ' ') {
            ++first;
        }
        if (dialect_.hasQuotes && first < buffer_.size() && buffer_[first] == '"') {
            at = first;
            record.hasQuotes = true;
            if (const Scan scan = scanQuoted(field, at, record.isLoose); scan != Scan::Whole) {
                return scan;
            }
        } else {
            std::size_t stop = buffer_.find_first_of(stops.data(), at, stops.size());
            if (stop == std::string::npos) {
                if (!isAtEnd_) {
                    return Scan::NeedsMore;
                }
                stop = buffer_.size();
            }
            field.assign(buffer_, at, stop - at);
            at = stop;
        }
        if (at < buffer_.size() && buffer_[at] == dialect_.delimiter) {
            ++at;
            continue;
        }
        if (!field.empty() && field.back() == '\r' && dialect_.lineEnd == '\n') {
            field.pop_back();
        }
        record.fields.resize(count);
        end = std::min(at + 1, buffer_.size());
        return Scan::Whole;
    }
}

void CsvReader::advance(const std::size_t end) {
    line_ +=
        static_cast<std::size_t>(std::count(buffer_.begin() + static_cast<std::ptrdiff_t>(start_),
                                            buffer_.begin() + static_cast<std::ptrdiff_t>(end),
                                            dialect_.lineEnd));
    start_ = end;
}

void CsvReader::takeFirstLine(CsvRecord& record, const std::string& fault) {
    const std::size_t stop = std::min(buffer_.find(dialect_.lineEnd, start_), buffer_.size());
    std::string_view line = std::string_view(buffer_).substr(start_, stop - start_);
    if (line.ends_with('\r')) {
        line.remove_suffix(1);
    }
    record.fields.clear();
    while (record.fields.size() < kMaxFields) {
        const std::size_t cut = line.find(dialect_.delimiter);
        record.fields.emplace_back(line.substr(0, cut));
        if (cut == std::string_view::npos) {
            break;
        }
        line.remove_prefix(cut + 1);
    }
    record.fault = fault;
    advance(std::min(stop + 1, buffer_.size()));
}

void CsvReader::skipLongLine(CsvRecord& record) {
    record.fields.assign(1, buffer_.substr(start_, 200));
    record.fault = fmt::format("The line is longer than {} MB.", kMaxRecordBytes >> 20U);
    while (true) {
        const std::size_t stop = buffer_.find(dialect_.lineEnd, start_);
        if (stop != std::string::npos) {
            advance(stop + 1);
            return;
        }
        start_ = buffer_.size();
        if (!refill()) {
            return;
        }
    }
}

bool CsvReader::next(CsvRecord& record) {
    // A file full of stray quotation marks must not be read to its limit for each of them.
    const std::size_t limit = unclosed_ < 100 ? kMaxRecordBytes : kSampleBytes;
    while (true) {
        if (start_ >= buffer_.size() && !refill() && start_ >= buffer_.size()) {
            return false;
        }
        record.line = line_;
        record.fault.clear();
        std::size_t end = start_;
        Scan scan = scanRecord(record, end);
        if (scan == Scan::NeedsMore && buffer_.size() - start_ <= limit) {
            refill();
            continue;
        }
        if (scan == Scan::Whole) {
            advance(end);
            if (isBlankRecord(record)) {
                continue;
            }
            return true;
        }
        const bool hasLine = buffer_.find(dialect_.lineEnd, start_) != std::string::npos;
        if (scan == Scan::NeedsMore && !hasLine) {
            skipLongLine(record);
        } else if (scan == Scan::TooManyFields) {
            takeFirstLine(record, fmt::format("The row has more than {} fields.", kMaxFields));
        } else {
            ++unclosed_;
            takeFirstLine(record, "A quotation mark opens in this row and does not close.");
        }
        return true;
    }
}

}  // namespace haberdash
