// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/rules/rule.h"
#include "core/data/sessions/event.h"
#include "ui/engine_client/engine_client.h"
#include "ui/recommend/ranking.h"
#include "ui/shell/workspace.h"

#include <QObject>

#include <optional>
#include <vector>

namespace haberdash::ui {

class RuleDraft;

/// One event that the ranking is made from.
struct StripEvent {
    ItemId item{};
    EventKind kind = EventKind::View;
    std::int64_t time = 0;  ///< Unix seconds; 0: now
    bool isOn = true;
    bool isOwn = false;  ///< added in this window
};

/// What the Recommend view shows, without its widgets: the audience's events, those added by
/// clicks, the ranking made from them, the one before the last change, and the other model's.
class RankingController : public QObject {
    Q_OBJECT

  public:
    RankingController(Workspace& workspace,
                      EngineClient& engine,
                      RuleDraft& draft,
                      QObject* parent = nullptr);

    void setCount(int k);

    int count() const { return count_; }

    /// The run to compare with; empty: none.
    void setOtherRun(const QString& run);

    QString otherRun() const { return otherRun_; }

    /// A product was viewed, liked, …: the event is appended and the list ranked again.
    void act(ItemId item, EventKind kind);

    /// Takes back the last event that was added here.
    void undo();

    /// Takes back all of them.
    void clearOwn();

    /// While on, toggle() tries what would change; off restores events and ranking exactly.
    void setWhatIf(bool isOn);

    bool isWhatIf() const { return before_.has_value(); }

    void toggle(std::size_t event);

    /// Asks for the reasons of a product; explained() follows.
    void explain(ItemId item);

    /// Asks again, after a failure.
    void refresh();

    /// Asks again where labels came since that count for the audience.
    void catchUp();

    /// Oldest first.
    std::vector<StripEvent> events() const;
    bool hasOwn() const;

    const Ranking& ranking() const { return ranking_; }

    /// Before the last click or switch; nullptr: nothing to compare with.
    const Ranking* previous() const { return previous_ ? &*previous_ : nullptr; }

    /// Of the ranking with that of the other run; nullptr: there is none.
    const OtherRanking* other() const { return other_ ? &*other_ : nullptr; }

    /// Under which the ranking is made.
    const std::vector<Rule>& rules() const;

    bool isBusy() const { return isBusy_; }

    QString failure() const { return failure_; }

    /// There is a project, a run and an audience.
    bool isReady() const;

  Q_SIGNALS:
    void eventsChanged();
    void rankingChanged();
    void otherChanged();
    void stateChanged();
    void explained(const haberdash::ui::Reasons& reasons);
    void explainFailed(const QString& sentence);

  private:
    struct Before {
        std::vector<StripEvent> base;
        std::vector<SessionEvent> own;
        Ranking ranking;
        std::optional<Ranking> previous;
        bool wasBusy = false;
    };

    void followAudience();
    void startOver();
    void loadBase(const QString& shopperKey);
    void loadLabels();
    void ask(std::optional<Ranking> previous);
    void askOther();
    void leaveWhatIf();
    Json requestFields() const;
    Json historyJson() const;
    void setOwn(std::vector<SessionEvent> own);

    Workspace& workspace_;
    EngineClient& engine_;
    RuleDraft& draft_;
    int count_ = 20;
    QString otherRun_;
    Audience audience_;
    std::vector<StripEvent> base_;
    Ranking ranking_;
    std::optional<Ranking> previous_;
    std::optional<OtherRanking> other_;
    std::optional<Before> before_;
    bool isBusy_ = false;
    bool isBehind_ = false;
    bool isSettingOwn_ = false;
    QString failure_;
    quint64 generation_ = 0;       ///< an answer to an earlier question is void
    quint64 otherGeneration_ = 0;  ///< of the question that other_ answers
};

}  // namespace haberdash::ui
