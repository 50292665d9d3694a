// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/base/csv_writer.h"

#include "core/data/base/numbers.h"

namespace haberdash {

namespace {

bool isLive(const std::string_view cell) noexcept {
    constexpr std::string_view kLive = "=+-@\t\r'";
    return !cell.empty() && kLive.find(cell.front()) != std::string_view::npos;
}

void appendCell(std::string& row, const std::string& cell) {
    const bool isGuarded = isLive(cell) && !parseDecimal(cell);
    const bool isQuoted = cell.find_first_of(",\"\r\n\t") != std::string::npos ||
                          (!cell.empty() && (cell.front() == ' ' || cell.back() == ' '));
    if (!isQuoted) {
        row += isGuarded ? "'" + cell : cell;
        return;
    }
    row += '"';
    if (isGuarded) {
        row += '\'';
    }
    for (const char letter : cell) {
        row += letter;
        if (letter == '"') {
            row += '"';
        }
    }
    row += '"';
}

}  // namespace

std::string csvRow(const std::vector<std::string>& cells) {
    std::string row;
    for (std::size_t column = 0; column < cells.size(); ++column) {
        if (column > 0) {
            row += ',';
        }
        appendCell(row, cells[column]);
    }
    row += "\r\n";
    return row;
}

std::string_view unguardCell(const std::string_view cell) noexcept {
    const bool isGuarded = cell.size() > 1 && cell.front() == '\'' && isLive(cell.substr(1));
    return isGuarded ? cell.substr(1) : cell;
}

}  // namespace haberdash
