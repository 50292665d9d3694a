// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/import/rejects.h"

#include "core/data/base/csv_writer.h"
#include "core/data/base/digest.h"
#include "core/data/base/error.h"
#include "core/data/base/files.h"
#include "core/data/tables/values.h"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>

namespace haberdash {

namespace {

namespace fs = std::filesystem;

constexpr const char* kOriginEnding = ".folder";

bool isOurs(const std::string& column) {
    return column == kReasonColumn || column == kLineColumn;
}

void writeLine(std::ofstream& stream, const std::vector<std::string>& fields) {
    stream << csvRow(fields);
}

std::vector<std::string> headerOf(const RowReader& reader) {
    std::vector<std::string> header;
    std::ranges::remove_copy_if(reader.columns(), std::back_inserter(header), isOurs);
    if (reader.delimiter() == '\0') {
        header.emplace_back(kLineColumn);
    }
    header.emplace_back(kReasonColumn);
    return header;
}

std::vector<std::string> fieldsOf(const Row& row,
                                  const RowReader& reader,
                                  const std::string& reason) {
    std::vector<std::string> fields;
    for (std::size_t i = 0; i < reader.columns().size(); ++i) {
        if (!isOurs(reader.columns()[i])) {
            fields.push_back(i < row.values.size() ? row.values[i] : std::string());
        }
    }
    std::string surplus;
    for (const std::string& field : row.surplus) {
        surplus += (reader.delimiter() == '\0' ? "" : std::string(1, reader.delimiter())) + field;
    }
    if (reader.delimiter() == '\0') {
        fields.push_back(surplus);
    } else if (!fields.empty()) {
        fields.back() += surplus;
    }
    fields.push_back(reason);
    return fields;
}

}  // namespace

Rejects::Rejects(const fs::path& projectFolder, const fs::path& source) {
    const std::string digits =
        sha256(fs::absolute(source).lexically_normal().string()).substr(0, 8);
    file_ = projectFolder / "rejects" / fmt::format("{}-{}.csv", source.stem().string(), digits);
    temporary_ = file_.string() + ".haberdash-tmp";
    origin_ = fs::absolute(originalFolder(source)).lexically_normal();
}

Rejects::~Rejects() {
    if (stream_.is_open()) {
        stream_.close();
        std::error_code ignored;
        fs::remove(temporary_, ignored);
    }
}

void Rejects::add(const Row& row, const RowReader& reader, const std::string& reason) {
    if (rows_ == 0) {
        std::error_code ignored;
        fs::create_directories(file_.parent_path(), ignored);
        stream_.open(temporary_, std::ios::binary | std::ios::trunc);
        writeLine(stream_, headerOf(reader));
    }
    if (++rows_ <= kMostRows) {
        writeLine(stream_, fieldsOf(row, reader, reason));
    }
    if (!stream_) {
        throw Error(ErrorKind::Disk,
                    fmt::format("The rejected rows cannot be written to {}; check the disk's free "
                                "space and that you may write there.",
                                file_.string()));
    }
}

fs::path Rejects::finish() {
    std::error_code failure;
    fs::path note = file_.string() + kOriginEnding;
    if (rows_ == 0) {
        fs::remove(file_, failure);
        fs::remove(note, failure);
        return {};
    }
    stream_.close();
    const bool isWritten = !stream_.fail();
    fs::rename(temporary_, file_, failure);
    if (!isWritten || failure) {
        throw Error(ErrorKind::Disk,
                    fmt::format("The rejected rows cannot be written to {}; check the disk's free "
                                "space.",
                                file_.string()));
    }
    writeFileAtomically(note, origin_.string());
    rows_ = 0;
    return file_;
}

fs::path originalFolder(const fs::path& file) {
    const fs::path note = file.string() + kOriginEnding;
    std::error_code failure;
    if (file.parent_path().filename() == "rejects" && fs::is_regular_file(note, failure) &&
        fs::file_size(note, failure) < 10000) {
        const fs::path folder = trimmed(readFile(note));
        if (fs::is_directory(folder, failure)) {
            return folder;
        }
    }
    const fs::path parent = file.parent_path();
    return parent.empty() ? fs::path(".") : parent;
}

}  // namespace haberdash
