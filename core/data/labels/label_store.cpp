// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/labels/label_store.h"

#include "core/data/base/digest.h"
#include "core/data/base/error.h"
#include "core/data/base/json.h"

#include <fmt/format.h>

#include <map>

namespace haberdash {

namespace {

constexpr const char* kColumns =
    "seq, time, annotator_id, persona, kind, items, choice, note, step, of_seq, took, source, "
    "origin, hash";

/// Texts are UTF-8 by the time they are stored; a damaged row's must not throw here.
std::string dump(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string hashOf(const std::string& before, const LabelEvent& event, const std::string& name) {
    return sha256(dump({before,
                        event.seq,
                        event.time,
                        name,
                        event.persona,
                        wordOf(event.kind),
                        event.items,
                        event.choice,
                        event.note,
                        event.step,
                        event.of,
                        event.took,
                        wordOf(event.source),
                        event.origin}));
}

/// False: a cell holds what no version of this program writes there.
bool readItems(const std::string& text, std::vector<std::string>& items) {
    const Json list = Json::parse(text, nullptr, false);
    if (!list.is_array()) {
        return false;
    }
    for (const Json& item : list) {
        if (!item.is_string()) {
            return false;
        }
        items.push_back(item.get<std::string>());
    }
    return true;
}

std::optional<LabelEvent> eventFrom(SQLite::Statement& row) {
    const std::int64_t kind = row.getColumn(4).getInt64();
    const std::int64_t source = row.getColumn(11).getInt64();
    const bool isKnown = kind >= 0 && kind <= static_cast<std::int64_t>(LabelKind::Redo) &&
                         source >= 0 &&
                         source <= static_cast<std::int64_t>(LabelSource::Adjudication);
    if (!isKnown) {
        return std::nullopt;
    }
    LabelEvent event{.seq = row.getColumn(0).getInt64(),
                     .time = row.getColumn(1).getInt64(),
                     .annotator = AnnotatorId{row.getColumn(2).getInt64()},
                     .persona = row.getColumn(3).getString(),
                     .kind = static_cast<LabelKind>(kind),
                     .items = {},
                     .choice = row.getColumn(6).getString(),
                     .note = row.getColumn(7).getString(),
                     .step = row.getColumn(8).getInt64(),
                     .of = row.getColumn(9).getInt64(),
                     .took = row.getColumn(10).getInt64(),
                     .source = static_cast<LabelSource>(source),
                     .origin = row.getColumn(12).getString(),
                     .hash = row.getColumn(13).getString()};
    if (!readItems(row.getColumn(5).getString(), event.items) || !faultOf(event).empty()) {
        return std::nullopt;
    }
    return event;
}

void insert(Database& database, const LabelEvent& event) {
    Prepared put = database.prepare(
        fmt::format("INSERT INTO label_events ({}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
                    "?)",
                    kColumns));
    put->bind(1, event.seq);
    put->bind(2, event.time);
    put->bind(3, raw(event.annotator));
    put->bind(4, event.persona);
    put->bind(5, raw(event.kind));
    put->bind(6, dump(event.items));
    put->bind(7, event.choice);
    put->bind(8, event.note);
    put->bind(9, event.step);
    put->bind(10, event.of);
    put->bind(11, event.took);
    put->bind(12, raw(event.source));
    put->bind(13, event.origin);
    put->bind(14, event.hash);
    put->exec();
}

void checkName(const std::string& name) {
    if (name.empty() || !isLabelText(name)) {
        throw Error(ErrorKind::Input, "An annotator has a name, for example initials.");
    }
}

}  // namespace

LabelStore::LabelStore(Database& database) : database_(database) {
}

AnnotatorId LabelStore::annotatorOf(const std::string& name, const std::int64_t time) {
    checkName(name);
    if (const std::optional<AnnotatorId> found = findAnnotator(name)) {
        return *found;
    }
    return guarded(database_, [&] {
        Prepared insert = database_.prepare(
            "INSERT INTO annotators (name, created_at) VALUES (?, ?) "
            "ON CONFLICT (name) DO UPDATE SET name = excluded.name RETURNING id");
        insert->bind(1, name);
        insert->bind(2, time);
        insert->executeStep();
        const AnnotatorId id{insert->getColumn(0).getInt64()};
        insert->executeStep();
        return id;
    });
}

std::optional<AnnotatorId> LabelStore::findAnnotator(const std::string_view name) const {
    return guarded(database_, [&]() -> std::optional<AnnotatorId> {
        Prepared select = database_.prepare("SELECT id FROM annotators WHERE name = ?");
        select->bind(1, std::string(name));
        if (!select->executeStep()) {
            return std::nullopt;
        }
        return AnnotatorId{select->getColumn(0).getInt64()};
    });
}

std::vector<Annotator> LabelStore::annotators() const {
    return guarded(database_, [&] {
        std::vector<Annotator> annotators;
        Prepared select = database_.prepare("SELECT id, name FROM annotators ORDER BY id");
        while (select->executeStep()) {
            annotators.push_back(
                {AnnotatorId{select->getColumn(0).getInt64()}, select->getColumn(1).getString()});
        }
        return annotators;
    });
}

std::string LabelStore::nameOf(const AnnotatorId annotator) const {
    Prepared select = database_.prepare("SELECT name FROM annotators WHERE id = ?");
    select->bind(1, raw(annotator));
    return select->executeStep() ? select->getColumn(0).getString() : std::string();
}

void LabelStore::append(std::vector<LabelEvent>& events) {
    std::int64_t first = 0;
    insertAll(events, [&](LabelEvent& event, const std::int64_t seq) {
        first = first == 0 ? seq : first;
        event.seq = seq;
        event.step = first;
    });
}

void LabelStore::adopt(std::vector<LabelEvent>& events,
                       std::map<std::int64_t, std::int64_t> known) {
    known[0] = 0;
    insertAll(events, [&](LabelEvent& event, const std::int64_t seq) {
        known[event.seq] = seq;
        event.seq = seq;
        event.step = known[event.step];
        event.of = known[event.of];
    });
}

std::int64_t LabelStore::append(LabelEvent& event) {
    std::vector<LabelEvent> one{event};
    append(one);
    event = std::move(one.front());
    return event.seq;
}

void LabelStore::insertAll(std::vector<LabelEvent>& events,
                           const std::function<void(LabelEvent&, std::int64_t)>& number) {
    for (const LabelEvent& event : events) {
        if (const std::string fault = faultOf(event); !fault.empty()) {
            throw Error(ErrorKind::Input, fault);
        }
    }
    if (events.empty()) {
        return;
    }
    Transaction transaction(database_);
    guarded(database_, [&] {
        std::string before;
        std::int64_t seq = 0;
        {
            Prepared last =
                database_.prepare("SELECT seq, hash FROM label_events ORDER BY seq DESC LIMIT 1");
            if (last->executeStep()) {
                seq = last->getColumn(0).getInt64();
                before = last->getColumn(1).getString();
            }
        }
        for (LabelEvent& event : events) {
            number(event, ++seq);
            event.hash = hashOf(before, event, nameOf(event.annotator));
            before = event.hash;
            insert(database_, event);
        }
    });
    transaction.commit();
}

std::int64_t LabelStore::newest() const {
    return guarded(database_, [&] {
        Prepared select = database_.prepare("SELECT max(seq) FROM label_events");
        select->executeStep();
        return std::int64_t{select->getColumn(0).getInt64()};
    });
}

void LabelStore::forEachAfter(const std::int64_t seq,
                              const std::function<void(const LabelEvent&)>& visit) const {
    guarded(database_, [&] {
        Prepared select = database_.prepare(
            fmt::format("SELECT {} FROM label_events WHERE seq > ? ORDER BY seq", kColumns));
        select->bind(1, seq);
        while (select->executeStep()) {
            if (const std::optional<LabelEvent> event = eventFrom(*select)) {
                visit(*event);
            }
        }
    });
}

std::vector<std::string> LabelStore::verify() const {
    std::map<std::int64_t, std::string> names;
    for (const Annotator& annotator : annotators()) {
        names[raw(annotator.id)] = annotator.name;
    }
    return guarded(database_, [&]() -> std::vector<std::string> {
        std::string before;
        std::int64_t expected = 0;
        Prepared select =
            database_.prepare(fmt::format("SELECT {} FROM label_events ORDER BY seq", kColumns));
        while (select->executeStep()) {
            ++expected;
            const std::int64_t seq = select->getColumn(0).getInt64();
            if (seq != expected) {
                return {fmt::format("Label {} is missing; restore a backup.", expected)};
            }
            const std::optional<LabelEvent> event = eventFrom(*select);
            if (!event || event->hash != hashOf(before, *event, names[raw(event->annotator)])) {
                return {fmt::format("Label {} is not what was written; restore a backup.", seq)};
            }
            before = event->hash;
        }
        return {};
    });
}

}  // namespace haberdash
