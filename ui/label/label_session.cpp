// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/label/label_session.h"

#include "ui/convert.h"
#include "ui/engine_client/engine_client.h"

#include <QScopedValueRollback>

#include <algorithm>

namespace haberdash::ui {

namespace {

constexpr std::size_t kFull = 16;
constexpr std::size_t kLow = 8;
constexpr std::size_t kTimes = 20;

/// A longer look is a pause: it tells nothing of the pace.
constexpr qint64 kPause = 60'000;

std::vector<std::string> skusOf(const LabelQuestion& question) {
    std::vector<std::string> skus;
    for (const Item& item : question.items) {
        skus.push_back(item.sku);
    }
    return skus;
}

}  // namespace

LabelSession::LabelSession(Workspace& workspace, EngineClient& engine, QObject* parent)
    : QObject(parent), workspace_(workspace), engine_(engine) {
    connect(&workspace_, &Workspace::labelsChanged, this, [this] {
        if (isRunning_ && !isWriting_) {
            Q_EMIT changed();
        }
    });
}

void LabelSession::start(const LabelSetup& setup) {
    const AnnotatorId annotator = workspace_.annotator();
    ++sitting_;
    setup_ = setup;
    annotator_ = annotator;
    annotatorName_ = fromQt(Workspace::annotatorName());
    queue_.clear();
    times_.clear();
    judged_ = 0;
    changing_ = 0;
    isAsking_ = false;
    orderNote_.clear();
    catalog_.clear();
    for (ItemStore::Key& key : workspace_.items().keys()) {
        catalog_.push_back(std::move(key.sku));
    }
    refill();
    isRunning_ = true;
    looking_.start();
    Q_EMIT asked();
}

void LabelSession::stop() {
    ++sitting_;
    isRunning_ = false;
    queue_.clear();
    changing_ = 0;
    Q_EMIT asked();
}

const LabelQuestion* LabelSession::current() const {
    return queue_.empty() ? nullptr : &queue_.front();
}

std::vector<const LabelQuestion*> LabelSession::upcoming() const {
    std::vector<const LabelQuestion*> next;
    for (std::size_t at = 1; at < queue_.size() && at <= kAhead; ++at) {
        next.push_back(&queue_[at]);
    }
    return next;
}

void LabelSession::decide(const LabelKind kind,
                          const std::string& choice,
                          const std::string& note) {
    if (queue_.empty()) {
        return;
    }
    if (changing_ != 0 && kind == LabelKind::Skip) {
        leaveChange();
        return;
    }
    const qint64 took = looking_.isValid() ? looking_.elapsed() : 0;
    write({.persona = fromQt(setup_.persona),
           .kind = kind,
           .items = skusOf(queue_.front()),
           .choice = choice,
           .note = note,
           .of = corrected(kind),
           .took = took});
    changing_ = 0;
    dropFirst();
    if (took < kPause) {
        times_.push_back(took);
        if (times_.size() > kTimes) {
            times_.pop_front();
        }
    }
    moveOn();
}

// What is written stays written: where the next questions cannot be read, that is said beside it.
void LabelSession::moveOn() {
    try {
        refill();
    } catch (const Error& error) {
        orderNote_ = toQt(error.what());
    }
    looking_.start();
    Q_EMIT asked();
}

// What is wrong with products is no answer to the question: the two do not take each other's place.
std::int64_t LabelSession::corrected(const LabelKind kind) const {
    const LabelEvent* const earlier = workspace_.labels().find(changing_);
    const bool wasFlag = earlier != nullptr && earlier->kind == LabelKind::Flag;
    return wasFlag == (kind == LabelKind::Flag) ? changing_ : 0;
}

void LabelSession::write(LabelEvent event) {
    std::vector<LabelEvent> events{std::move(event)};
    const QScopedValueRollback<bool> writing(isWriting_, true);
    workspace_.addLabels(events, annotator_);
}

void LabelSession::dropFirst() {
    queue_.pop_front();
    judged_ = judged_ > 0 ? judged_ - 1 : 0;
}

void LabelSession::leaveChange() {
    changing_ = 0;
    dropFirst();
    looking_.start();
    Q_EMIT asked();
}

std::optional<LabelSession::Reversal> LabelSession::undo() {
    if (changing_ != 0 && !isChangeUndone_) {
        leaveChange();
        return Reversal{.isOnShow = true};
    }
    const QScopedValueRollback<bool> writing(isWriting_, true);
    const std::optional<std::int64_t> step = workspace_.undoLabel(annotator_);
    if (!step) {
        return std::nullopt;
    }
    const LabelEvent event = *workspace_.labels().find(*step);
    const bool isShown = event.source == LabelSource::Single && show(event);
    if (isShown) {
        changing_ = event.of;  // of a change: the answer before it holds again
        isChangeUndone_ = true;
        Q_EMIT asked();
    } else {
        Q_EMIT changed();
    }
    return Reversal{.step = *step, .isOnShow = isShown};
}

std::optional<LabelSession::Reversal> LabelSession::redo() {
    if (changing_ != 0) {
        leaveChange();
    }
    const QScopedValueRollback<bool> writing(isWriting_, true);
    const std::optional<std::int64_t> step = workspace_.redoLabel(annotator_);
    if (!step) {
        return std::nullopt;
    }
    const bool isPassed =
        !queue_.empty() && skusOf(queue_.front()) == workspace_.labels().find(*step)->items;
    if (isPassed) {
        dropFirst();
        moveOn();
    } else {
        Q_EMIT changed();
    }
    return Reversal{.step = *step, .isOnShow = isPassed};
}

bool LabelSession::show(const LabelEvent& event) {
    const bool isOurs = isMine(event) && event.items.size() == itemsIn(setup_.form);
    std::optional<LabelQuestion> question =
        isOurs ? questionOf(event.items, "again") : std::nullopt;
    if (!question) {
        return false;
    }
    if (changing_ != 0) {
        dropFirst();
    }
    queue_.push_front(std::move(*question));
    ++judged_;
    looking_.start();
    return true;
}

bool LabelSession::change(const std::int64_t seq) {
    const LabelEvent* const event = workspace_.labels().find(seq);
    if (seq == changing_ || event == nullptr || !show(*event)) {
        return seq == changing_;
    }
    changing_ = seq;
    isChangeUndone_ = false;
    Q_EMIT asked();
    return true;
}

bool LabelSession::isMine(const LabelEvent& event) const {
    return event.annotator == annotator_ && event.persona == fromQt(setup_.persona) &&
           !isReversal(event);
}

std::vector<const LabelEvent*> LabelSession::decisions() const {
    std::vector<const LabelEvent*> mine = acts();
    std::erase_if(mine, [](const LabelEvent* const event) {
        return event->kind == LabelKind::Skip || event->kind == LabelKind::Flag;
    });
    return mine;
}

std::vector<const LabelEvent*> LabelSession::acts() const {
    std::vector<const LabelEvent*> mine;
    if (!workspace_.isOpen()) {
        return mine;
    }
    for (const LabelEvent* const event : workspace_.labels().held()) {
        if (isMine(*event) && isOfForm(*event, setup_.form) &&
            event->source == LabelSource::Single) {
            mine.push_back(event);
        }
    }
    return mine;
}

double LabelSession::pace() const {
    constexpr std::size_t kEnough = 3;
    if (times_.size() < kEnough) {
        return 0;
    }
    qint64 sum = 0;
    for (const qint64 time : times_) {
        sum += time;
    }
    return 60'000.0 * static_cast<double>(times_.size()) /
           static_cast<double>(std::max<qint64>(1, sum));
}

std::optional<LabelQuestion> LabelSession::questionOf(const std::vector<std::string>& items,
                                                      const std::string& reason) const {
    LabelQuestion question{{}, reason};
    for (const std::string& sku : items) {
        const std::optional<ItemId> id = workspace_.items().idOfSku(sku);
        if (!id) {
            return std::nullopt;  // of a catalog that was not read in here
        }
        question.items.push_back(workspace_.items().item(*id));
    }
    return question;
}

QueueRequest LabelSession::request() const {
    QueueRequest wanted{.annotator = annotator_,
                        .persona = fromQt(setup_.persona),
                        .form = setup_.form,
                        .order = setup_.order};
    for (const LabelQuestion& question : queue_) {
        wanted.pending.insert(questionKey(setup_.form, skusOf(question)));
    }
    return wanted;
}

void LabelSession::refill() {
    if (queue_.size() < kLow) {
        QueueRequest wanted = request();
        wanted.count = kFull - queue_.size();
        for (const QueueEntry& entry : labelQueue(catalog_, workspace_.labels(), wanted)) {
            if (std::optional<LabelQuestion> question = questionOf(entry.items, entry.reason)) {
                queue_.push_back(std::move(*question));
            }
        }
    }
    if (setup_.order != QueueOrder::Random && judged_ < kLow) {
        askEngine();
    }
}

void LabelSession::askEngine() {
    if (isAsking_ || queue_.empty()) {
        return;
    }
    isAsking_ = true;
    Json pending = Json::array();
    for (std::size_t at = 0; at < queue_.size() && at < std::max(judged_, kAhead + 1); ++at) {
        pending.push_back(skusOf(queue_[at]));
    }
    engine_.query(
        this,
        QStringLiteral("next"),
        {{"annotator", annotatorName_},
         {"persona", fromQt(setup_.persona)},
         {"kind", wordOf(setup_.form)},
         {"order", wordOf(setup_.order)},
         {"n", kFull},
         {"pending", pending}},
        [this, sitting = sitting_](const Json& result) {
            if (sitting == sitting_ && workspace_.isOpen()) {
                isAsking_ = false;
                adopt(result);
            }
        },
        [this, sitting = sitting_](const QString& sentence) {
            if (sitting == sitting_) {
                orderNote_ = tr("Asked in random order: %1").arg(sentence);
                Q_EMIT changed();  // and not again in this sitting: isAsking_ stays
            }
        });
}

QString LabelSession::chanceNote(const Json& result) const {
    if (setup_.order == QueueOrder::Diverse) {
        return tr("Asked in random order until texts and pictures are read.");
    }
    return result.value("run", std::string()).empty()
               ? tr("Asked in random order until a model is trained.")
               : tr("Asked in random order: the newest model does not know these products.");
}

void LabelSession::adopt(const Json& result) {
    const bool hasRun = !result.value("run", std::string()).empty();
    const bool isUsual = hasRun || setup_.order == QueueOrder::Diverse;
    orderNote_ = result.value("in_order", isUsual) ? QString() : chanceNote(result);
    // What may be on its way to the screen stays; what was drawn by chance behind it makes room.
    const std::size_t kept = std::min(queue_.size(), std::max(judged_, kAhead + 1));
    std::deque<LabelQuestion> fresh;
    QueueRequest others{
        .annotator = annotator_, .persona = fromQt(setup_.persona), .form = setup_.form};
    for (std::size_t at = 0; at < kept; ++at) {
        others.pending.insert(questionKey(setup_.form, skusOf(queue_[at])));
    }
    const OpenQuestions open(workspace_.labels(), others);
    for (const Json& entry : result.value("items", Json::array())) {
        std::vector<std::string> skus;
        for (std::size_t position = 0; position < itemsIn(setup_.form); ++position) {
            skus.push_back(entry.value(std::string(1, letterOf(position)), std::string()));
        }
        const std::string reason = entry.value("reason", std::string());
        std::optional<LabelQuestion> question = questionOf(skus, reason);
        if (question && (reason == "repeat" || open.isOpen(skus))) {
            fresh.push_back(std::move(*question));
        }
    }
    const bool hadNone = queue_.empty();
    if (!fresh.empty()) {
        queue_.resize(kept);
        std::ranges::move(fresh, std::back_inserter(queue_));
        judged_ = queue_.size();
    }
    if (hadNone && !queue_.empty()) {
        Q_EMIT asked();
    } else {
        Q_EMIT changed();
    }
}

}  // namespace haberdash::ui
