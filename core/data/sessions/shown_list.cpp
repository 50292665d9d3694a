// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/sessions/shown_list.h"

#include <cstdint>

namespace haberdash {

namespace {

/// Throws Json::exception; places that the list does not have are left out.
ShownList listFrom(const Json& json) {
    ShownList list;
    for (const Json& item : json.at("items")) {
        list.items.push_back(ItemId{item.get<std::int64_t>()});
    }
    for (const Json& clicked : json.at("clicked")) {
        const auto place = clicked.get<std::size_t>();
        if (place >= 1 && place <= list.items.size()) {
            list.clicked.push_back(place - 1);
        }
    }
    return list;
}

}  // namespace

Json toJson(const std::vector<ShownList>& lists) {
    Json json = Json::array();
    for (const ShownList& list : lists) {
        Json items = Json::array();
        for (const ItemId item : list.items) {
            items.push_back(raw(item));
        }
        Json clicked = Json::array();
        for (const std::size_t place : list.clicked) {
            clicked.push_back(place + 1);
        }
        json.push_back({{"items", std::move(items)}, {"clicked", std::move(clicked)}});
    }
    return json;
}

std::vector<ShownList> shownListsIn(const std::string& detail) {
    const Json json = Json::parse(detail, nullptr, false);
    if (!json.is_object() || !json.contains("lists")) {
        return {};
    }
    try {
        std::vector<ShownList> lists;
        for (const Json& list : json["lists"]) {
            lists.push_back(listFrom(list));
        }
        return lists;
    } catch (const Json::exception&) {
        return {};
    }
}

}  // namespace haberdash
