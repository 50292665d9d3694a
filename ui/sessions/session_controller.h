// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/sessions/event_store.h"
#include "ui/engine_client/engine_client.h"
#include "ui/recommend/ranking_controller.h"
#include "ui/sessions/replayed.h"
#include "ui/shell/workspace.h"

#include <QObject>
#include <QTimer>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace haberdash::ui {

/// A session that can be looked at.
struct ListedSession {
    std::optional<SessionId> stored;  ///< empty: a sitting, made of events without a session
    std::int64_t startedAt = 0;       ///< Unix seconds; 0: not known
    std::size_t count = 0;            ///< events
    bool isSimulated = false;
    std::string detail;          ///< JSON: how it was simulated
    std::vector<Event> sitting;  ///< its events, where it is one
};

/// What the Sessions view shows, without its widgets: the stored sessions of the audience's
/// shopper, the one that is looked at as it was changed here, and its replay under one or two
/// models. Nothing is ever written to what is stored; what was changed of a stored session is there
/// again when it is chosen again, as long as the project is open.
class SessionController : public QObject {
    Q_OBJECT

  public:
    SessionController(Workspace& workspace, EngineClient& engine, QObject* parent = nullptr);

    /// While off, as it is at first, nothing is read and the engine is not asked, so that a view
    /// that nobody looks at slows no other; on catches up.
    void setAwake(bool isAwake);

    /// Of the audience's shopper, latest first.
    const std::vector<ListedSession>& listed() const { return listed_; }

    /// Place in listed(); nullopt: one that is built here.
    std::optional<std::size_t> chosen() const { return chosen_; }

    /// The chosen one; nullptr: one that is built here.
    const ListedSession* session() const { return chosen_ ? &listed_[*chosen_] : nullptr; }

    /// nullopt: an empty session, or the one that is being built in Recommend.
    void choose(std::optional<std::size_t> place);

    /// Reads the stored sessions again, after a simulation.
    void reload();

    /// Oldest first, as changed here.
    const std::vector<StripEvent>& events() const { return events_; }

    /// Events were added, removed or moved (not: taken out).
    bool isChanged() const { return isChanged_; }

    /// Something is to be restored: a stored session was changed, or events are taken out.
    bool isTouched() const;

    /// A stored session as it was; of one that is built here what was taken out.
    void restore();

    void toggle(std::size_t event);
    void remove(std::size_t event);

    /// One place earlier (-1) or later (1); the times stay where they are. False at the ends.
    bool move(std::size_t event, int by);

    /// As the last event; the engine is told that it came half a minute after the one before.
    void add(ItemId item, EventKind kind);

    void setOtherRun(const QString& run);  ///< empty: none

    QString otherRun() const { return otherRun_; }

    void setCount(int k);
    void setClicks(const Json& clicks);  ///< as the engine's request holds it

    /// Asks again, after a failure.
    void refresh();

    const Replayed& result() const { return replayed_; }

    bool isBusy() const { return isBusy_; }

    QString failure() const { return readFailure_.isEmpty() ? failure_ : readFailure_; }

    /// There is a project, a run and an audience.
    bool isReady() const;

  Q_SIGNALS:
    void sessionsChanged();
    void eventsChanged();
    void replayed();
    void stateChanged();

  private:
    void followAudience();
    std::optional<Shopper> shopperOfAudience() const;
    void readListed();
    std::vector<Event> eventsOf(const ListedSession& session) const;
    void readEvents();
    bool readDraft();  ///< of key_; false: there is none
    void readStored(const ListedSession& session);
    void keepDraft();
    void changed();
    void ask();
    void send();
    Json historyJson() const;
    Json requestFields() const;

    Workspace& workspace_;
    EngineClient& engine_;
    std::string shopper_;  ///< key of the audience's shopper; empty: none
    std::vector<ListedSession> listed_;
    std::optional<std::size_t> chosen_;
    std::vector<StripEvent> events_;

    struct Draft {
        std::vector<StripEvent> events;
        bool isChanged = false;
    };

    std::map<QString, Draft> drafts_;  ///< of stored sessions that were changed and left
    QString key_;                      ///< among drafts_, of the one on show; empty: none
    bool isAwake_ = false;
    bool isAudienceBehind_ = true;  ///< followed when awake again
    bool isListBehind_ = false;     ///< read when awake again
    bool isReplayBehind_ = true;    ///< asked for when awake again
    bool isChanged_ = false;
    bool isSettingOwn_ = false;
    QString otherRun_;
    int count_ = 5;
    Json clicks_ = Json::object();
    Replayed replayed_;
    bool isBusy_ = false;
    QString failure_;         ///< of the latest question
    QString readFailure_;     ///< of the project, until it can be read
    QTimer pause_;            ///< a held key asks once, not at every step
    quint64 generation_ = 0;  ///< an answer to an earlier question is void
};

}  // namespace haberdash::ui
