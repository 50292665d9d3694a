# SPDX-License-Identifier: GPL-3.0-or-later
# Writes the picture templates into a C++ file, so that the program carries its own art.
# cmake -DFOLDER=… -DOUTPUT=… -P embed_art.cmake
file(GLOB names RELATIVE "${FOLDER}" "${FOLDER}/*.svg")
list(SORT names)
set(entries "")
set(count 0)
foreach(name IN LISTS names)
    file(READ "${FOLDER}/${name}" text)
    string(APPEND entries "    ArtFile{\"${name}\", R\"art~(${text})art~\"},\n")
    math(EXPR count "${count} + 1")
endforeach()
file(WRITE "${OUTPUT}" "// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>
#include <vector>

#include \"core/learn/simulate/art.h\"

namespace haberdash {

namespace {

struct ArtFile {
    std::string_view name;
    std::string_view text;
};

constexpr std::array<ArtFile, ${count}> kFiles{
${entries}};

}  // namespace

std::string_view artFile(const std::string_view name) {
    const auto found = std::ranges::find(kFiles, name, &ArtFile::name);
    return found == kFiles.end() ? std::string_view() : found->text;
}

std::vector<std::string_view> artFileNames() {
    std::vector<std::string_view> names;
    std::ranges::transform(kFiles, std::back_inserter(names), &ArtFile::name);
    return names;
}

}  // namespace haberdash
")
