// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// RFC 4180, read strictly where a file keeps to it and forgivingly where it does not: nothing of a
// file is ever skipped silently.

#include "core/data/tables/text_source.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace haberdash {

struct CsvDialect {
    char delimiter = ',';
    char lineEnd = '\n';    ///< '\r' in files of old; "\r\n" is '\n' with a blank before it
    bool hasQuotes = true;  ///< false: a quotation mark is a character like any other
};

/// The delimiter among , ; tab | that cuts the first records most evenly, and the line end.
CsvDialect sniffDialect(std::string_view sample);

struct CsvRecord {
    std::size_t line = 0;  ///< of the file where the record begins, from 1
    std::vector<std::string> fields;
    bool hasQuotes = false;  ///< some field stood in quotation marks
    bool isLoose = false;    ///< text followed a closing quotation mark; it was kept
    std::string fault;       ///< not empty: the fields cannot be trusted, and why
};

/// Streams records; memory is bounded by the longest record allowed.
class CsvReader {
  public:
    static constexpr std::size_t kMaxRecordBytes = std::size_t{4} << 20U;
    static constexpr std::size_t kMaxFields = 4096;

    explicit CsvReader(TextSource source);
    CsvReader(TextSource source, const CsvDialect& dialect);

    /// The next record that is not blank; false at the end. A quotation mark that never closes
    /// costs one line, which comes as a record with a fault. Throws Error(Disk).
    bool next(CsvRecord& record);

    const CsvDialect& dialect() const noexcept { return dialect_; }

    const TextSource& source() const noexcept { return source_; }

    /// Bytes of text handed out so far, for progress.
    std::uint64_t consumed() const noexcept { return consumed_ + start_; }

    std::uint64_t total() const;  ///< bytes of text, as far as can be told

  private:
    enum class Scan { Whole, NeedsMore, Unclosed, TooManyFields };

    Scan scanRecord(CsvRecord& record, std::size_t& end) const;
    Scan scanQuoted(std::string& field, std::size_t& at, bool& isLoose) const;
    bool refill();
    void takeFirstLine(CsvRecord& record, const std::string& fault);
    void skipLongLine(CsvRecord& record);
    void advance(std::size_t end);

    TextSource source_;
    CsvDialect dialect_;
    std::string buffer_;
    std::size_t start_ = 0;  ///< of the next record in buffer_
    std::uint64_t consumed_ = 0;
    std::size_t line_ = 1;
    std::size_t unclosed_ = 0;
    bool isAtEnd_ = false;
};

}  // namespace haberdash
