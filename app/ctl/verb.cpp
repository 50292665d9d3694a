// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/verb.h"

#include "app/ctl/wrong_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <utility>

namespace haberdash::ctl {

namespace {

// Columns are padded by code points: close enough for names and figures in a terminal.
std::size_t widthOf(const std::string& text) {
    return static_cast<std::size_t>(std::ranges::count_if(
        text, [](const char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }));
}

}  // namespace

void Context::print(const Json& result, const std::string& forPeople) const {
    const std::string text =
        wantsJson ? result.dump(-1, ' ', false, Json::error_handler_t::replace) : forPeople;
    std::fwrite(text.data(), 1, text.size(), stdout);
    if (text.empty() || text.back() != '\n') {
        std::fputc('\n', stdout);
    }
    std::fflush(stdout);
}

std::shared_ptr<std::filesystem::path> addProject(CLI::App& app) {
    auto folder = std::make_shared<std::filesystem::path>();
    app.add_option("PROJECT", *folder, "The project folder, NAME.hab")->required();
    return folder;
}

std::string textOf(const Json& value) {
    return value.is_string()         ? value.get<std::string>()
           : value.is_null()         ? "-"
           : value.is_number_float() ? fmt::format("{:.4g}", value.get<double>())
                                     : value.dump();
}

std::string table(const std::vector<std::vector<std::string>>& rows) {
    std::vector<std::size_t> widths;
    for (const auto& row : rows) {
        widths.resize(std::max(widths.size(), row.size()), 0);
        for (std::size_t column = 0; column < row.size(); ++column) {
            widths[column] = std::max(widths[column], widthOf(row[column]));
        }
    }
    std::string text;
    for (const auto& row : rows) {
        for (std::size_t column = 0; column < row.size(); ++column) {
            text += row[column];
            if (column + 1 < row.size()) {
                text.append(widths[column] - widthOf(row[column]) + 2, ' ');
            }
        }
        text += '\n';
    }
    return text;
}

void refuseOtherClickWords(const CLI::App& app, const std::string& model) {
    const bool isPosition = model == "position";
    for (const auto& [word, isRead] : {std::pair{"--decay", isPosition},
                                       {"--patience", !isPosition},
                                       {"--persistence", model == "dependent"}}) {
        if (app.count(word) > 0 && !isRead) {
            throw WrongWords(fmt::format("{} is no parameter of the click model {}.", word, model));
        }
    }
}

}  // namespace haberdash::ctl
