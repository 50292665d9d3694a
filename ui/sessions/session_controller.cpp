// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sessions/session_controller.h"

#include "core/data/base/error.h"
#include "core/data/sessions/sittings.h"
#include "ui/convert.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace haberdash::ui {

namespace {

constexpr std::size_t kMostSessions = 200;
constexpr std::size_t kMostEvents = 1000;  // that sittings are made of
constexpr int kPause = 60;                 // milliseconds that a change waits for the next one
constexpr std::int64_t kApart = 30;  // seconds between an event and one that is added after it

}  // namespace

SessionController::SessionController(Workspace& workspace, EngineClient& engine, QObject* parent)
    : QObject(parent), workspace_(workspace), engine_(engine) {
    pause_.setSingleShot(true);
    pause_.setInterval(kPause);
    connect(&pause_, &QTimer::timeout, this, &SessionController::send);
    connect(&workspace_, &Workspace::projectChanged, this, [this] {
        key_.clear();
        drafts_.clear();
        followAudience();
    });
    connect(&workspace_, &Workspace::audienceChanged, this, &SessionController::followAudience);
    connect(&workspace_, &Workspace::currentRunChanged, this, &SessionController::ask);
    connect(&workspace_, &Workspace::sessionChanged, this, [this] {
        if (!isSettingOwn_ && workspace_.audience().kind == Audience::Kind::Session) {
            choose(std::nullopt);
        }
    });
}

void SessionController::setAwake(const bool isAwake) {
    if (std::exchange(isAwake_, isAwake) == isAwake || !isAwake) {
        return;
    }
    if (isAudienceBehind_) {
        followAudience();
        return;
    }
    if (std::exchange(isListBehind_, false)) {
        reload();
    }
    if (isReplayBehind_) {
        ask();
    }
}

bool SessionController::isReady() const {
    return workspace_.isOpen() && !workspace_.currentRun().isEmpty() &&
           workspace_.audience().kind != Audience::Kind::Nobody;
}

std::optional<Shopper> SessionController::shopperOfAudience() const {
    const Audience& audience = workspace_.audience();
    if (audience.kind == Audience::Kind::Shopper) {
        return workspace_.events().shopper(fromQt(audience.key));
    }
    if (audience.kind == Audience::Kind::Persona) {
        const std::optional<Persona> persona = workspace_.events().persona(fromQt(audience.key));
        return persona ? workspace_.events().typicalShopperOf(*persona) : std::nullopt;
    }
    return std::nullopt;
}

void SessionController::readListed() {
    readFailure_.clear();
    listed_.clear();
    shopper_.clear();
    if (!workspace_.isOpen()) {
        return;
    }
    try {
        const std::optional<Shopper> shopper = shopperOfAudience();
        if (!shopper) {
            return;
        }
        shopper_ = shopper->key;
        const EventStore& store = workspace_.events();
        for (const EventStore::SessionSize& size : store.sessionsOf(shopper->id, kMostSessions)) {
            listed_.push_back({.stored = size.session.id,
                               .startedAt = size.session.startedAt,
                               .count = size.events,
                               .isSimulated = size.session.isSimulated,
                               .detail = size.session.detail});
        }
        for (std::vector<Event>& sitting :
             sittingsOf(store.latestEventsOf(shopper->id, kMostEvents))) {
            listed_.push_back({.startedAt = sitting.front().time,
                               .count = sitting.size(),
                               .isSimulated = sitting.front().isSimulated,
                               .sitting = std::move(sitting)});
        }
    } catch (const Error& error) {
        readFailure_ = toQt(error.what());
    }
    std::ranges::stable_sort(listed_, std::greater(), &ListedSession::startedAt);
    listed_.resize(std::min(listed_.size(), kMostSessions));
}

void SessionController::followAudience() {
    isAudienceBehind_ = !isAwake_;
    if (!isAwake_) {
        listed_.clear();
        choose(std::nullopt);
        return;
    }
    readListed();
    choose(listed_.empty() ? std::nullopt : std::optional<std::size_t>(0));
}

void SessionController::reload() {
    if (!isAwake_) {
        isListBehind_ = true;
        return;
    }
    const bool hadNone = !chosen_ && events_.empty();
    const ListedSession before = session() ? *session() : ListedSession();
    readListed();
    if (hadNone && !listed_.empty()) {
        choose(0);
        return;
    }
    const auto same = std::ranges::find_if(listed_, [&](const ListedSession& listed) {
        return listed.stored == before.stored && listed.startedAt == before.startedAt;
    });
    if (chosen_ && same == listed_.end()) {
        choose(std::nullopt);
    } else if (chosen_) {
        chosen_ = static_cast<std::size_t>(same - listed_.begin());
    }
    Q_EMIT sessionsChanged();
}

void SessionController::choose(const std::optional<std::size_t> place) {
    keepDraft();
    chosen_ = place && *place < listed_.size() ? place : std::nullopt;
    readEvents();
    replayed_ = {};
    Q_EMIT sessionsChanged();
    Q_EMIT eventsChanged();
    ask();
}

void SessionController::restore() {
    if (chosen_) {
        drafts_.erase(key_);
        readEvents();
    } else {
        // What was built here is stored nowhere: only what was taken out comes back.
        std::ranges::for_each(events_, [](StripEvent& event) { event.isOn = true; });
    }
    changed();
}

std::vector<Event> SessionController::eventsOf(const ListedSession& session) const {
    if (!session.stored) {
        return session.sitting;
    }
    const std::optional<EventStore::SessionRow> row = workspace_.events().session(*session.stored);
    return row ? workspace_.events().eventsOf(*row) : std::vector<Event>();
}

void SessionController::keepDraft() {
    const bool isBuilt = !chosen_ && !events_.empty();
    if (!key_.isEmpty() && (isBuilt || isTouched())) {
        drafts_[key_] = {events_, isChanged_};
    } else {
        drafts_.erase(key_);
    }
}

bool SessionController::readDraft() {
    const auto draft = drafts_.find(key_);
    if (draft == drafts_.end()) {
        return false;
    }
    events_ = draft->second.events;
    isChanged_ = draft->second.isChanged;
    return true;
}

void SessionController::readStored(const ListedSession& session) {
    key_ =
        toQt(shopper_) + (session.stored ? QStringLiteral("/session %1").arg(raw(*session.stored))
                                         : QStringLiteral("/from %1").arg(session.startedAt));
    if (readDraft()) {
        return;
    }
    try {
        for (const Event& event : eventsOf(session)) {
            events_.push_back({.item = event.item, .kind = event.kind, .time = event.time});
        }
    } catch (const Error& error) {
        readFailure_ = toQt(error.what());
    }
}

void SessionController::readEvents() {
    events_.clear();
    isChanged_ = false;
    key_.clear();
    if (!workspace_.isOpen()) {
        return;
    }
    if (const ListedSession* const shown = session()) {
        readStored(*shown);
    } else if (workspace_.audience().kind == Audience::Kind::Session) {
        for (const SessionEvent& event : workspace_.session()) {
            events_.push_back(
                {.item = event.item, .kind = event.kind, .isOn = event.isOn, .isOwn = true});
        }
    } else {
        const Audience& audience = workspace_.audience();
        key_ = QStringLiteral("%1 %2/built").arg(int(audience.kind)).arg(audience.key);
        readDraft();
    }
}

bool SessionController::isTouched() const {
    return (chosen_ && isChanged_) ||
           std::ranges::any_of(events_, [](const StripEvent& event) { return !event.isOn; });
}

void SessionController::toggle(const std::size_t event) {
    if (event < events_.size()) {
        events_[event].isOn = !events_[event].isOn;
        changed();
    }
}

void SessionController::remove(const std::size_t event) {
    if (event < events_.size()) {
        events_.erase(events_.begin() + static_cast<std::ptrdiff_t>(event));
        isChanged_ = true;
        changed();
    }
}

bool SessionController::move(const std::size_t event, const int by) {
    const auto target = static_cast<std::ptrdiff_t>(event) + by;
    if (event >= events_.size() || target < 0 ||
        target >= static_cast<std::ptrdiff_t>(events_.size())) {
        return false;
    }
    StripEvent& one = events_[event];
    StripEvent& other = events_[static_cast<std::size_t>(target)];
    std::swap(one, other);
    std::swap(one.time, other.time);  // models look at the times, which go on rising
    isChanged_ = true;
    changed();
    return true;
}

void SessionController::add(const ItemId item, const EventKind kind) {
    const ListedSession* const stored = session();
    const std::int64_t last =
        events_.empty() ? (stored ? stored->startedAt : 0) : events_.back().time;
    events_.push_back(
        {.item = item, .kind = kind, .time = last == 0 ? 0 : last + kApart, .isOwn = true});
    isChanged_ = true;
    changed();
}

void SessionController::changed() {
    if (!chosen_ && workspace_.audience().kind == Audience::Kind::Session) {
        std::vector<SessionEvent> own;
        for (const StripEvent& event : events_) {
            own.push_back({.item = event.item, .kind = event.kind, .isOn = event.isOn});
        }
        isSettingOwn_ = true;
        workspace_.setSession(std::move(own));
        isSettingOwn_ = false;
    }
    Q_EMIT eventsChanged();
    ask();
}

void SessionController::setOtherRun(const QString& run) {
    if (otherRun_ != run) {
        otherRun_ = run;
        ask();
    }
}

void SessionController::setCount(const int k) {
    if (count_ != k) {
        count_ = k;
        ask();
    }
}

void SessionController::setClicks(const Json& clicks) {
    if (clicks_ != clicks) {
        clicks_ = clicks;
        ask();
    }
}

void SessionController::refresh() {
    ask();
}

Json SessionController::historyJson() const {
    Json history = Json::array();
    for (const StripEvent& event : events_) {
        Json entry = {{"id", workspace_.items().item(event.item).sku},
                      {"kind", wordOf(event.kind)}};
        if (event.time != 0) {
            entry["time"] = event.time;
        }
        history.push_back(std::move(entry));
    }
    return history;
}

Json SessionController::requestFields() const {
    Json runs = Json::array({fromQt(workspace_.currentRun())});
    if (!otherRun_.isEmpty()) {
        runs.push_back(fromQt(otherRun_));
    }
    Json without = Json::array();
    for (std::size_t i = 0; i < events_.size(); ++i) {
        if (!events_[i].isOn) {
            without.push_back(i + 1);
        }
    }
    Json fields = {{"runs", std::move(runs)},
                   {"k", count_},
                   {"clicks", clicks_},
                   {"without", std::move(without)}};
    const ListedSession* const shown = session();
    const bool isStored = shown && shown->stored;
    if (isStored) {
        fields["session"] = raw(*shown->stored);
    }
    if (!isStored || isChanged_) {
        fields["history"] = historyJson();
    }
    const Audience& audience = workspace_.audience();
    if (shown && !isStored) {
        fields["user"] = shopper_;
        fields["before"] = shown->startedAt;
    } else if (!shown && audience.kind == Audience::Kind::Persona) {
        fields["persona"] = fromQt(audience.key);
    } else if (!shown && audience.kind == Audience::Kind::Shopper) {
        fields["user"] = fromQt(audience.key);
    }
    return fields;
}

void SessionController::ask() {
    ++generation_;
    failure_.clear();
    isReplayBehind_ = !isAwake_;
    if (!isReady() || !isAwake_) {
        pause_.stop();
        isBusy_ = false;
        replayed_ = {};
        Q_EMIT replayed();
        Q_EMIT stateChanged();
        return;
    }
    isBusy_ = true;
    Q_EMIT stateChanged();
    pause_.start();
}

void SessionController::send() {
    if (!isReady()) {
        return;
    }
    engine_.query(
        this,
        QStringLiteral("replay"),
        requestFields(),
        [this, generation = generation_](const Json& result) {
            if (generation == generation_ && workspace_.isOpen()) {
                isBusy_ = false;
                replayed_ = replayedFrom(result, workspace_.items());
                Q_EMIT replayed();
                Q_EMIT stateChanged();
            }
        },
        [this, generation = generation_](const QString& sentence) {
            if (generation == generation_) {
                isBusy_ = false;
                failure_ = sentence;
                Q_EMIT stateChanged();
            }
        },
        QStringLiteral("sessions.replay"));
}

}  // namespace haberdash::ui
