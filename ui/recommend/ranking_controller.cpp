// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recommend/ranking_controller.h"

#include "core/data/base/error.h"
#include "core/data/labels/label_store.h"
#include "core/data/labels/said.h"
#include "core/data/store/project.h"
#include "ui/convert.h"
#include "ui/rules/rule_draft.h"

#include <algorithm>

namespace haberdash::ui {

namespace {

constexpr std::size_t kMostHistory = 1000;  // what a request may hold

}  // namespace

RankingController::RankingController(Workspace& workspace,
                                     EngineClient& engine,
                                     RuleDraft& draft,
                                     QObject* parent)
    : QObject(parent), workspace_(workspace), engine_(engine), draft_(draft) {
    connect(&workspace_, &Workspace::projectChanged, this, &RankingController::followAudience);
    connect(&workspace_, &Workspace::audienceChanged, this, &RankingController::followAudience);
    connect(&workspace_, &Workspace::currentRunChanged, this, &RankingController::startOver);
    connect(&workspace_, &Workspace::labelsChanged, this, [this] {
        isBehind_ = audience_.kind == Audience::Kind::Persona ||
                    audience_.kind == Audience::Kind::Annotator;
    });
    connect(&workspace_, &Workspace::sessionChanged, this, [this] {
        if (!isSettingOwn_) {
            Q_EMIT eventsChanged();
            ask(ranking_);
        }
    });
    connect(&draft_, &RuleDraft::changed, this, [this] {
        if (!(audience_ == workspace_.audience())) {
            followAudience();  // another project's rules: nothing of this one is to be restored
            return;
        }
        leaveWhatIf();
        ask(ranking_);
    });
    followAudience();
}

bool RankingController::isReady() const {
    return workspace_.isOpen() && !workspace_.currentRun().isEmpty() &&
           workspace_.audience().kind != Audience::Kind::Nobody;
}

void RankingController::followAudience() {
    const bool isOther = !(audience_ == workspace_.audience());
    audience_ = workspace_.audience();
    before_.reset();
    base_.clear();  // before anybody is told: the events may be of a project that is closed
    if (isOther && audience_.kind != Audience::Kind::Session) {
        setOwn({});
    }
    if (workspace_.isOpen() && audience_.kind == Audience::Kind::Shopper) {
        loadBase(audience_.key);
    }
    loadLabels();
    Q_EMIT eventsChanged();
    startOver();
}

void RankingController::startOver() {
    before_.reset();
    ranking_ = {};
    previous_.reset();
    other_.reset();
    ask(std::nullopt);
}

void RankingController::loadBase(const QString& shopperKey) {
    base_.clear();
    try {
        const std::optional<Shopper> shopper = workspace_.events().shopper(fromQt(shopperKey));
        if (!shopper) {
            return;
        }
        for (const Event& event : workspace_.events().eventsOf(shopper->id)) {
            base_.push_back({.item = event.item, .kind = event.kind, .time = event.time});
        }
        if (base_.size() > kMostHistory) {
            base_.erase(base_.begin(), base_.end() - static_cast<std::ptrdiff_t>(kMostHistory));
        }
    } catch (const Error& error) {
        failure_ = toQt(error.what());
    }
}

// What the annotator came out for and against stands where a shopper's events do.
void RankingController::loadLabels() {
    if (!workspace_.isOpen() || audience_.kind != Audience::Kind::Annotator) {
        return;
    }
    base_.clear();
    try {
        const LabelStore store(workspace_.project().database());
        const std::optional<AnnotatorId> annotator = store.findAnnotator(fromQt(audience_.key));
        const std::vector<Said> all =
            annotator ? saidBy(workspace_.labels(), {.annotator = annotator, .persona = {}})
                      : std::vector<Said>();
        for (const Said& said : all) {
            if (const std::optional<ItemId> item = workspace_.items().idOfSku(said.sku)) {
                base_.push_back({.item = *item, .kind = said.kind});
            }
        }
    } catch (const Error& error) {
        failure_ = toQt(error.what());
    }
}

std::vector<StripEvent> RankingController::events() const {
    std::vector<StripEvent> all = base_;
    for (const SessionEvent& event : workspace_.session()) {
        all.push_back({.item = event.item, .kind = event.kind, .isOn = event.isOn, .isOwn = true});
    }
    return all;
}

const std::vector<Rule>& RankingController::rules() const {
    return draft_.rules();
}

bool RankingController::hasOwn() const {
    return !workspace_.session().empty();
}

void RankingController::setOwn(std::vector<SessionEvent> own) {
    isSettingOwn_ = true;
    workspace_.setSession(std::move(own));
    isSettingOwn_ = false;
    Q_EMIT eventsChanged();
}

void RankingController::setCount(const int k) {
    if (count_ != k) {
        count_ = k;
        leaveWhatIf();
        ask(std::nullopt);
    }
}

void RankingController::setOtherRun(const QString& run) {
    otherRun_ = run;
    other_.reset();
    Q_EMIT otherChanged();
    askOther();
}

void RankingController::act(const ItemId item, const EventKind kind) {
    leaveWhatIf();
    std::vector<SessionEvent> own = workspace_.session();
    own.push_back({.item = item, .kind = kind});
    setOwn(std::move(own));
    ask(ranking_);
}

void RankingController::undo() {
    leaveWhatIf();
    std::vector<SessionEvent> own = workspace_.session();
    if (own.empty()) {
        return;
    }
    own.pop_back();
    setOwn(std::move(own));
    ask(ranking_);
}

void RankingController::clearOwn() {
    leaveWhatIf();
    if (hasOwn()) {
        setOwn({});
        ask(ranking_);
    }
}

void RankingController::setWhatIf(const bool isOn) {
    if (isOn && !before_) {
        before_ = Before{base_, workspace_.session(), ranking_, previous_, isBusy_};
        Q_EMIT stateChanged();
    } else if (!isOn) {
        leaveWhatIf();
    }
}

void RankingController::leaveWhatIf() {
    if (!before_) {
        return;
    }
    ++generation_;  // whatever is still being computed must not overwrite what is restored
    const Before before = std::move(*before_);
    before_.reset();
    base_ = before.base;
    ranking_ = before.ranking;
    previous_ = before.previous;
    isBusy_ = false;
    other_.reset();
    setOwn(before.own);
    Q_EMIT rankingChanged();
    Q_EMIT stateChanged();
    if (before.wasBusy) {
        ask(before.ranking);  // it was behind its events already
    } else {
        askOther();
    }
    catchUp();
}

void RankingController::toggle(const std::size_t event) {
    if (!before_ || event >= events().size()) {
        return;
    }
    if (event < base_.size()) {
        base_[event].isOn = !base_[event].isOn;
        Q_EMIT eventsChanged();
    } else {
        std::vector<SessionEvent> own = workspace_.session();
        own[event - base_.size()].isOn = !own[event - base_.size()].isOn;
        setOwn(std::move(own));
    }
    ask(before_->ranking);
}

void RankingController::refresh() {
    ask(previous_);
}

void RankingController::catchUp() {
    if (isBehind_ && !before_) {
        ask(ranking_);
    }
}

Json RankingController::historyJson() const {
    Json history = Json::array();
    std::vector<StripEvent> all = events();
    // Labels are read where the ranking is made.
    const bool isLabels = audience_.kind == Audience::Kind::Annotator;
    std::erase_if(all, [isLabels](const StripEvent& event) {
        return !event.isOn || (isLabels && !event.isOwn);
    });
    const std::size_t first = all.size() > kMostHistory ? all.size() - kMostHistory : 0;
    for (std::size_t i = first; i < all.size(); ++i) {
        Json entry = {{"id", workspace_.items().item(all[i].item).sku},
                      {"kind", wordOf(all[i].kind)}};
        if (all[i].time != 0) {
            entry["time"] = all[i].time;
        }
        history.push_back(std::move(entry));
    }
    return history;
}

Json RankingController::requestFields() const {
    Json fields = {{"run", fromQt(workspace_.currentRun())}, {"k", count_}, {"exclude_seen", true}};
    if (!draft_.rules().empty()) {
        fields["rules"] = toJson(draft_.rules());
    }
    const bool isTouched =
        hasOwn() || std::ranges::any_of(base_, [](const StripEvent& event) { return !event.isOn; });
    if (!isTouched && audience_.kind == Audience::Kind::Shopper) {
        fields["user"] = fromQt(audience_.key);
    } else if (!isTouched && audience_.kind == Audience::Kind::Persona) {
        fields["persona"] = fromQt(audience_.key);
    } else {
        fields["history"] = historyJson();
        if (audience_.kind == Audience::Kind::Persona) {
            fields["labels_for"] = fromQt(audience_.key);
        } else if (audience_.kind == Audience::Kind::Annotator) {
            fields["labels_of"] = fromQt(audience_.key);
            for (const StripEvent& label : base_) {
                if (!label.isOn) {
                    fields["labels_without"].push_back(workspace_.items().item(label.item).sku);
                }
            }
        }
    }
    return fields;
}

void RankingController::ask(std::optional<Ranking> previous) {
    const quint64 generation = ++generation_;
    failure_.clear();
    if (!isReady()) {
        isBusy_ = false;
        ranking_ = {};
        Q_EMIT rankingChanged();
        Q_EMIT stateChanged();
        return;
    }
    if (previous && previous->items.empty()) {
        previous.reset();
    }
    isBusy_ = true;
    if (isBehind_ && !before_) {
        isBehind_ = false;
        loadLabels();
        Q_EMIT eventsChanged();
    }
    Q_EMIT stateChanged();
    const auto answer = [this, generation, previous](const Json& result) {
        if (generation != generation_ || !workspace_.isOpen()) {
            return;
        }
        isBusy_ = false;
        ranking_ = rankingFrom(result, workspace_.items());
        previous_ = previous;
        if (otherGeneration_ != generation) {
            other_.reset();  // it knows nothing of what is new in this list
            Q_EMIT otherChanged();
        }
        if (audience_.kind == Audience::Kind::Persona && base_.empty() &&
            !ranking_.user.isEmpty()) {
            loadBase(ranking_.user);
            Q_EMIT eventsChanged();
        }
        Q_EMIT rankingChanged();
        Q_EMIT stateChanged();
    };
    const auto refusal = [this, generation](const QString& sentence) {
        if (generation == generation_) {
            isBusy_ = false;
            failure_ = sentence;
            Q_EMIT stateChanged();
        }
    };
    engine_.query(this,
                  QStringLiteral("recommend"),
                  requestFields(),
                  answer,
                  refusal,
                  QStringLiteral("recommend.ranking"));
    askOther();
}

void RankingController::askOther() {
    if (otherRun_.isEmpty() || !isReady()) {
        return;
    }
    Json fields = requestFields();
    fields["against"] = fromQt(otherRun_);
    engine_.query(
        this,
        QStringLiteral("recommend"),
        std::move(fields),
        [this, run = otherRun_, generation = generation_](const Json& result) {
            if (run == otherRun_ && workspace_.isOpen()) {
                otherGeneration_ = generation;
                other_ = otherRankingFrom(result, workspace_.items());
                Q_EMIT otherChanged();
            }
        },
        [this](const QString& sentence) {
            other_.reset();
            failure_ = sentence;
            Q_EMIT otherChanged();
            Q_EMIT stateChanged();
        },
        QStringLiteral("recommend.other"));
}

void RankingController::explain(const ItemId item) {
    if (!isReady()) {
        return;
    }
    Json fields = requestFields();
    fields.erase("k");
    fields["item"] = workspace_.items().item(item).sku;
    engine_.query(
        this,
        QStringLiteral("explain"),
        std::move(fields),
        [this, item](const Json& result) {
            if (workspace_.isOpen()) {
                Q_EMIT explained(reasonsFrom(result, item, workspace_.items()));
            }
        },
        [this](const QString& sentence) { Q_EMIT explainFailed(sentence); },
        QStringLiteral("recommend.explain"));
}

}  // namespace haberdash::ui
