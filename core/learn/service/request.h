// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/json.h"
#include "core/data/catalog/item_store.h"
#include "core/data/labels/label_queue.h"
#include "core/data/sessions/event_store.h"
#include "core/learn/recommend/recommender.h"

#include <cstddef>
#include <functional>
#include <initializer_list>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace haberdash {

// Fields of a request, read with the sentence that a wrong one deserves. All throw Error(Input)
// that names the field.
std::string textField(const Json& request, const char* name);
std::optional<std::string> optionalText(const Json& request, const char* name);

std::vector<std::string> textsField(const Json& request, const char* name);  ///< not there: none

/// An id of a shopper, a session or a product as a shop may choose it: of at most 256 bytes,
/// without control characters.
std::string keyField(const Json& request, const char* name);
std::optional<std::string> optionalKey(const Json& request, const char* name);
/// Throws Error(Input) when the object has other fields than these.
void refuseOtherFields(const Json& object, std::span<const std::string_view> fields);
void refuseOtherFields(const Json& object, std::initializer_list<std::string_view> fields);

/// True for a field that is there and not null.
bool isGiven(const Json& request, std::string_view name);

/// Throws Error(Input) unless exactly one of these is given.
void requireOneOf(const Json& request, std::initializer_list<std::string_view> names);

std::size_t countField(const Json& request,
                       const char* name,
                       std::size_t fallback,
                       std::size_t most);
double shareField(const Json& request, const char* name, double fallback);  ///< from 0 to 1
double numberField(
    const Json& request, const char* name, double fallback, double least, double most);
bool flagField(const Json& request, const char* name, bool fallback);

template <typename Value>
Json orNull(const std::optional<Value>& value) {
    return value ? Json(*value) : Json(nullptr);
}

/// A list of {"id", "kind"?, "time"?} or "id", oldest first. Products that the catalog does not
/// have are left out and told in `unknown`; without it, Error(NotFound). Throws Error(Input).
std::vector<HistoryEvent> historyField(const Json& history,
                                       const ItemStore& items,
                                       std::set<std::string>* unknown = nullptr);

/// Throws Error(NotFound) that names the ids of shoppers whose name or id begins so.
Shopper requireShopper(const std::string& key, const EventStore& events);

/// The persona of that key, or else the first of that name; nullopt: there is none.
std::optional<Persona> personaNamed(const std::string& word, const EventStore& events);

/// The same. Throws Error(NotFound) that names the keys, and the names, of those there are.
Persona requirePersona(const std::string& word, const EventStore& events);

/// Whose history a ranking is for, as the request says: "user", "persona", "history" or "liked".
struct Audience {
    std::vector<HistoryEvent> history;  ///< oldest first
    std::string user;  ///< key of the shopper whose history it is; empty: sent along
    std::optional<ShopperId> shopper;  ///< the same one
    bool isSimulated = false;          ///< that shopper is
    bool isNew = false;                ///< the shopper is not known: nothing but an empty history
    std::size_t labels = 0;            ///< events of the history that were said in labels
    std::set<std::string> unknown;     ///< products sent along that the catalog does not have
};

/// The history of a shopper who is known by that key, from wherever it is kept; empty: not known.
using KnownShoppers = std::function<std::optional<Audience>(const std::string& user)>;

/// Those of a project.
KnownShoppers shoppersOf(const EventStore& events);

/// As below, with shoppers from `known`.
Audience audienceOf(const Json& request,
                    const ItemStore& items,
                    const EventStore& events,
                    const KnownShoppers& known);

/// Throws Error(Input) when none or several are given, Error(NotFound) for unknown products unless
/// the request says "allow_unknown": true, and for unknown shoppers unless it says "allow_new":
/// true.
Audience audienceOf(const Json& request, const ItemStore& items, const EventStore& events);

/// "annotator", "persona", "kind"="pair", "order"="mix", "n"=10, "seed"=7 and "pending", a list of
/// lists of product ids that are waiting to be asked already. Throws Error(Input).
QueueRequest queueRequestOf(const Json& request, const LabelStore& labels);

}  // namespace haberdash
