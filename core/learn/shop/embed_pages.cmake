# SPDX-License-Identifier: GPL-3.0-or-later
# Writes pages into a C++ file, so that the service carries its own.
# cmake -DFOLDERS=…;… -DOUTPUT=… -P embed_pages.cmake
# A literal may have at most 64 kB: longer files are several, side by side.
set(entries "")
foreach(folder IN LISTS FOLDERS)
    file(GLOB names RELATIVE "${folder}" "${folder}/*.html" "${folder}/*.json" "${folder}/*.js" "${folder}/*.css")
    list(SORT names)
    foreach(name IN LISTS names)
        file(READ "${folder}/${name}" text)
        string(LENGTH "${text}" length)
        set(pieces "")
        set(begin 0)
        while(begin LESS length)
            string(SUBSTRING "${text}" ${begin} 12000 piece)
            string(APPEND pieces "R\"page~(${piece})page~\"\n")
            math(EXPR begin "${begin} + 12000")
        endwhile()
        string(APPEND entries "    Page{\"${name}\",\n${pieces}},\n")
    endforeach()
endforeach()
file(WRITE "${OUTPUT}" "// SPDX-License-Identifier: GPL-3.0-or-later
#include \"core/learn/shop/shop_page.h\"

namespace haberdash {

namespace {

struct Page {
    std::string_view name;
    std::string_view text;
};

constexpr Page kPages[] = {
${entries}};

}  // namespace

std::string_view shopPage(const std::string_view name) {
    for (const Page& page : kPages) {
        if (page.name == name) {
            return page.text;
        }
    }
    return {};
}

}  // namespace haberdash
")
