// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/service/request.h"

#include "core/data/base/error.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdint>

namespace haberdash {

namespace {

constexpr std::size_t kMostHistory = 1000;
constexpr std::size_t kLongestKey = 256;
constexpr std::int64_t kLatestTime = 253'402'300'799;  // the end of the year 9999
constexpr std::size_t kMostNamed = 3;                  // shoppers in a sentence

[[noreturn]] void refuse(const char* name, const char* allowed) {
    throw Error(ErrorKind::Input, fmt::format("The field \"{}\" must be {}.", name, allowed));
}

// Differences of two such times have room in their type.
std::int64_t timeOf(const Json& time) {
    const bool isHuge = time.is_number_unsigned() &&
                        time.get<std::uint64_t>() > static_cast<std::uint64_t>(kLatestTime);
    if (!time.is_number_integer() || isHuge || time.get<std::int64_t>() > kLatestTime ||
        time.get<std::int64_t>() < -kLatestTime) {
        refuse("time", "Unix seconds, of a year with four digits");
    }
    return time.get<std::int64_t>();
}

/// Products that are not there: refused, or left out and told.
class KnownProducts {
  public:
    KnownProducts(const ItemStore& items, std::set<std::string>* const unknown)
        : items_(items), unknown_(unknown) {}

    std::optional<ItemId> find(const std::string& sku) const {
        if (unknown_ == nullptr) {
            return items_.requireSku(sku);
        }
        std::optional<ItemId> item = items_.idOfSku(sku);
        if (!item) {
            unknown_->insert(sku);
        }
        return item;
    }

  private:
    const ItemStore& items_;
    std::set<std::string>* unknown_;
};

std::optional<HistoryEvent> historyEventOf(const Json& entry, const KnownProducts& products) {
    if (!entry.is_string() && !entry.is_object()) {
        refuse("history", "a list of product ids or of {\"id\", \"kind\", \"time\"}");
    }
    HistoryEvent event;
    if (entry.is_object()) {
        if (const std::optional<std::string> word = optionalText(entry, "kind")) {
            const std::optional<EventKind> kind = eventKindFrom(*word);
            if (!kind) {
                refuse("kind", "view, cart, purchase, like or dislike");
            }
            event.kind = *kind;
        }
        if (entry.contains("time")) {
            event.time = timeOf(entry["time"]);
        }
    }
    const std::optional<ItemId> item =
        products.find(entry.is_string() ? entry.get<std::string>() : textField(entry, "id"));
    if (!item) {
        return std::nullopt;
    }
    event.item = *item;
    return event;
}

std::vector<HistoryEvent> likedProducts(const Json& liked, const KnownProducts& products) {
    if (!liked.is_array() || liked.size() > kMostHistory) {
        refuse("liked", "a list of at most 1000 product ids");
    }
    std::vector<HistoryEvent> events;
    for (const Json& sku : liked) {
        if (!sku.is_string()) {
            refuse("liked", "a list of product ids");
        }
        if (const std::optional<ItemId> item = products.find(sku.get<std::string>())) {
            events.push_back({.item = *item, .kind = EventKind::Like});
        }
    }
    return events;
}

Audience shopperHistory(const Shopper& shopper, const EventStore& events) {
    Audience audience{.history = {},
                      .user = shopper.key,
                      .shopper = shopper.id,
                      .isSimulated = shopper.isSimulated};
    for (const Event& event : events.latestEventsOf(shopper.id, kMostHistory)) {
        audience.history.push_back({.item = event.item, .kind = event.kind, .time = event.time});
    }
    return audience;
}

}  // namespace

std::string textField(const Json& request, const char* name) {
    const std::optional<std::string> text = optionalText(request, name);
    if (!text || text->empty()) {
        refuse(name, "a text that is not empty");
    }
    return *text;
}

std::optional<std::string> optionalText(const Json& request, const char* name) {
    const auto found = request.find(name);
    if (found == request.end() || found->is_null()) {
        return std::nullopt;
    }
    if (!found->is_string()) {
        refuse(name, "a text");
    }
    return found->get<std::string>();
}

std::vector<std::string> textsField(const Json& request, const char* name) {
    std::vector<std::string> texts;
    if (!isGiven(request, name)) {
        return texts;
    }
    const Json& list = request.at(name);
    const bool isList = list.is_array() && std::ranges::all_of(list, &Json::is_string);
    if (!isList) {
        refuse(name, "a list of texts");
    }
    for (const Json& text : list) {
        texts.push_back(text.get<std::string>());
    }
    return texts;
}

std::optional<std::string> optionalKey(const Json& request, const char* name) {
    std::optional<std::string> key = optionalText(request, name);
    const auto isControl = [](const char letter) {
        return static_cast<unsigned char>(letter) < 0x20 || letter == 0x7F;
    };
    if (key && (key->size() > kLongestKey || std::ranges::any_of(*key, isControl))) {
        refuse(name, "an id of at most 256 bytes without control characters");
    }
    return key;
}

std::string keyField(const Json& request, const char* name) {
    std::string key = textField(request, name);
    optionalKey(request, name);
    return key;
}

void refuseOtherFields(const Json& object, const std::span<const std::string_view> fields) {
    for (const auto& [name, value] : object.items()) {
        if (std::ranges::find(fields, std::string_view(name)) == fields.end()) {
            throw Error(
                ErrorKind::Input,
                fmt::format(
                    "There is no field \"{}\" here; there are {}.", name, fmt::join(fields, ", ")));
        }
    }
}

void refuseOtherFields(const Json& object, const std::initializer_list<std::string_view> fields) {
    refuseOtherFields(object, std::span(fields.begin(), fields.size()));
}

bool isGiven(const Json& request, const std::string_view name) {
    const auto found = request.find(name);
    return found != request.end() && !found->is_null();
}

void requireOneOf(const Json& request, const std::initializer_list<std::string_view> names) {
    const auto given =
        std::ranges::count_if(names, [&](const auto name) { return isGiven(request, name); });
    if (given != 1) {
        std::string list;
        for (const std::string_view name : names) {
            const bool isLast = name == *(names.end() - 1);
            list += fmt::format("{}\"{}\"", list.empty() ? "" : isLast ? " and " : ", ", name);
        }
        throw Error(ErrorKind::Input, fmt::format("A request names exactly one of {}.", list));
    }
}

std::size_t countField(const Json& request,
                       const char* name,
                       const std::size_t fallback,
                       const std::size_t most) {
    const auto found = request.find(name);
    if (found == request.end() || found->is_null()) {
        return fallback;
    }
    if (!found->is_number_unsigned() || found->get<std::uint64_t>() < 1 ||
        found->get<std::uint64_t>() > most) {
        throw Error(
            ErrorKind::Input,
            fmt::format("The field \"{}\" must be a whole number from 1 to {}.", name, most));
    }
    return found->get<std::size_t>();
}

double shareField(const Json& request, const char* name, const double fallback) {
    const auto found = request.find(name);
    if (found == request.end() || found->is_null()) {
        return fallback;
    }
    if (!found->is_number() || found->get<double>() < 0.0 || found->get<double>() > 1.0) {
        refuse(name, "a number from 0 to 1");
    }
    return found->get<double>();
}

double numberField(const Json& request,
                   const char* name,
                   const double fallback,
                   const double least,
                   const double most) {
    const auto found = request.find(name);
    if (found == request.end() || found->is_null()) {
        return fallback;
    }
    if (!found->is_number() || found->get<double>() < least || found->get<double>() > most) {
        throw Error(
            ErrorKind::Input,
            fmt::format("The field \"{}\" must be a number from {} to {}.", name, least, most));
    }
    return found->get<double>();
}

bool flagField(const Json& request, const char* name, const bool fallback) {
    const auto found = request.find(name);
    if (found == request.end() || found->is_null()) {
        return fallback;
    }
    if (!found->is_boolean()) {
        refuse(name, "true or false");
    }
    return found->get<bool>();
}

std::vector<HistoryEvent> historyField(const Json& history,
                                       const ItemStore& items,
                                       std::set<std::string>* const unknown) {
    if (!history.is_array() || history.size() > kMostHistory) {
        refuse("history", "a list of at most 1000 events");
    }
    const KnownProducts products(items, unknown);
    std::vector<HistoryEvent> events;
    for (const Json& entry : history) {
        if (const std::optional<HistoryEvent> event = historyEventOf(entry, products)) {
            events.push_back(*event);
        }
    }
    return events;
}

Shopper requireShopper(const std::string& key, const EventStore& events) {
    if (const std::optional<Shopper> shopper = events.shopper(key)) {
        return *shopper;
    }
    std::string named;
    for (const EventStore::ShopperRow& row : events.findShoppers(key, kMostNamed)) {
        named += (named.empty() ? "" : ", ") + row.shopper.key;
    }
    throw Error(ErrorKind::NotFound,
                named.empty()
                    ? fmt::format("There is no shopper \"{}\".", key)
                    : fmt::format("There is no shopper \"{}\"; shoppers are asked for by their "
                                  "ids, and that may be {}.",
                                  key,
                                  named));
}

std::optional<Persona> personaNamed(const std::string& word, const EventStore& events) {
    if (std::optional<Persona> persona = events.persona(word)) {
        return persona;
    }
    std::vector<Persona> personas = events.personas();
    const auto found = std::ranges::find(personas, word, &Persona::name);
    return found == personas.end() ? std::nullopt : std::optional(std::move(*found));
}

Persona requirePersona(const std::string& word, const EventStore& events) {
    if (std::optional<Persona> persona = personaNamed(word, events)) {
        return *std::move(persona);
    }
    std::string known;
    for (const Persona& persona : events.personas()) {
        known += fmt::format("{}{} ({})", known.empty() ? "" : ", ", persona.key, persona.name);
    }
    throw Error(ErrorKind::NotFound,
                known.empty()
                    ? fmt::format("There is no persona \"{}\"; the project has none.", word)
                    : fmt::format("There is no persona \"{}\"; there are {}.", word, known));
}

KnownShoppers shoppersOf(const EventStore& events) {
    return [&events](const std::string& user) -> std::optional<Audience> {
        const std::optional<Shopper> shopper = events.shopper(user);
        return shopper ? std::optional(shopperHistory(*shopper, events)) : std::nullopt;
    };
}

Audience audienceOf(const Json& request, const ItemStore& items, const EventStore& events) {
    return audienceOf(request, items, events, shoppersOf(events));
}

Audience audienceOf(const Json& request,
                    const ItemStore& items,
                    const EventStore& events,
                    const KnownShoppers& known) {
    requireOneOf(request, {"user", "persona", "history", "liked"});
    Audience sent;
    std::set<std::string>* const unknown =
        flagField(request, "allow_unknown", false) ? &sent.unknown : nullptr;
    if (isGiven(request, "history")) {
        sent.history = historyField(request["history"], items, unknown);
        return sent;
    }
    if (isGiven(request, "liked")) {
        sent.history = likedProducts(request["liked"], KnownProducts(items, unknown));
        return sent;
    }
    if (const std::optional<std::string> user = optionalText(request, "user")) {
        std::optional<Audience> shopper = known(*user);
        if (shopper) {
            return *std::move(shopper);
        }
        if (flagField(request, "allow_new", false)) {
            return {.history = {}, .user = *user, .isNew = true};
        }
        return shopperHistory(requireShopper(*user, events), events);
    }
    const std::optional<Shopper> shopper =
        events.typicalShopperOf(requirePersona(textField(request, "persona"), events));
    return shopper ? shopperHistory(*shopper, events) : Audience();
}

QueueRequest queueRequestOf(const Json& request, const LabelStore& labels) {
    const std::optional<QuestionForm> form =
        questionFormFrom(optionalText(request, "kind").value_or("pair"));
    const std::optional<QueueOrder> order =
        queueOrderFrom(optionalText(request, "order").value_or("mix"));
    if (!form) {
        refuse("kind", "pair, single, rank or rate");
    }
    if (!order) {
        refuse("order", "mix, random, uncertain, diverse or change");
    }
    QueueRequest wanted{.annotator = labels.findAnnotator(textField(request, "annotator")),
                        .persona = optionalText(request, "persona").value_or(""),
                        .form = *form,
                        .order = *order,
                        .count = countField(request, "n", 10, 1000),
                        .seed = countField(request, "seed", 7, 1'000'000'000)};
    for (const Json& items : request.value("pending", Json::array())) {
        std::vector<std::string> skus;
        for (const Json& item : items) {
            if (!item.is_string()) {
                refuse("pending", "a list of lists of product ids");
            }
            skus.push_back(item.get<std::string>());
        }
        wanted.pending.insert(questionKey(wanted.form, std::move(skus)));
    }
    return wanted;
}

}  // namespace haberdash
