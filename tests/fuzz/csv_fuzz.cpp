// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a CSV file: no crash, no endless loop, no record without an end, and the lines of
// the records only ever grow.
#include "core/data/base/error.h"
#include "core/data/tables/csv.h"
#include "core/data/tables/rows.h"
#include "core/data/tables/values.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, const std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    try {
        haberdash::CsvReader reader(haberdash::TextSource::fromText(text));
        haberdash::CsvRecord record;
        std::size_t line = 0;
        while (reader.next(record)) {
            if (record.line <= line && line != 0) {
                std::abort();
            }
            line = record.line;
        }
        for (const auto kind : {haberdash::TableKind::Csv, haberdash::TableKind::JsonLines}) {
            const auto rows = haberdash::openRows(haberdash::TextSource::fromText(text), kind);
            haberdash::Row row;
            while (rows->next(row)) {
                for (std::string& value : row.values) {
                    if (haberdash::repairUtf8(value) != 0) {
                        std::abort();
                    }
                    haberdash::readPrice(value);
                    haberdash::readTime(value);
                }
            }
        }
    } catch (const haberdash::Error&) {
        // a refused file is a good answer
    }
    return 0;
}
