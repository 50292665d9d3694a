// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/json.h"
#include "core/data/labels/label_queue.h"
#include "ui/shell/workspace.h"

#include <QElapsedTimer>
#include <QObject>

#include <deque>
#include <optional>
#include <vector>

namespace haberdash::ui {

class EngineClient;

/// What is asked, of whom and in which order.
struct LabelSetup {
    QuestionForm form = QuestionForm::Pair;
    QueueOrder order = QueueOrder::Mix;
    QString persona;  ///< key; empty: for oneself
    int goal = 200;   ///< decisions

    friend bool operator==(const LabelSetup&, const LabelSetup&) = default;
};

/// One question with what is needed to show it at once.
struct LabelQuestion {
    std::vector<Item> items;
    std::string reason;  ///< as QueueEntry
};

/// Asks one question after the other. A decision is durable when decide() returns, and the next
/// question is there by then: the queue is filled ahead, at once from the catalog by chance and
/// then, as the warm engine answers, in the order wanted.
class LabelSession : public QObject {
    Q_OBJECT

  public:
    /// Questions behind the present one that are sure to be asked next, so that their pictures can
    /// be decoded ahead.
    static constexpr std::size_t kAhead = 3;

    LabelSession(Workspace& workspace, EngineClient& engine, QObject* parent = nullptr);

    /// Begins anew: after another project, annotator, persona, form or order. Throws Error.
    void start(const LabelSetup& setup);
    void stop();

    bool isRunning() const { return isRunning_; }

    const LabelSetup& setup() const { return setup_; }

    /// Nullptr when everything was asked.
    const LabelQuestion* current() const;
    std::vector<const LabelQuestion*> upcoming() const;

    /// The label, on the disk, and then the next question. Throws Error; then nothing changed. What
    /// fails behind the label is an orderNote().
    void decide(LabelKind kind, const std::string& choice = {}, const std::string& note = {});

    /// What undo() and redo() did.
    struct Reversal {
        std::int64_t step = 0;  ///< 0: a change was left, nothing else
        bool isOnShow = false;  ///< its question is the present one again, or was passed
    };

    /// Leaves a change that is under way; else takes back the last step and shows its question
    /// again, where it is one of this sitting: after a change as the answer that holds again, which
    /// the next answer corrects. Empty: there is nothing.
    std::optional<Reversal> undo();
    std::optional<Reversal> redo();

    /// Shows an earlier decision's question; the next answer corrects it, a skip leaves it as it
    /// was. False: it cannot be shown, as its products are not in the catalog any more.
    bool change(std::int64_t seq);

    /// The decision that is being changed; 0: none.
    std::int64_t changing() const { return changing_; }

    /// Decisions of this annotator for this persona in this form that hold, oldest first; skips and
    /// flags too.
    std::vector<const LabelEvent*> acts() const;

    /// The same without skips and flags.
    std::vector<const LabelEvent*> decisions() const;

    /// Decisions a minute over the last minutes of this sitting; 0: not known yet.
    double pace() const;

    /// A sentence when the order wanted cannot be had, and why; empty: it can.
    QString orderNote() const { return orderNote_; }

  Q_SIGNALS:
    /// Another question is the present one, or none is.
    void asked();

    /// Anything else: what comes next, what was decided, the note.
    void changed();

  private:
    std::optional<LabelQuestion> questionOf(const std::vector<std::string>& items,
                                            const std::string& reason) const;
    QueueRequest request() const;
    void refill();
    void moveOn();
    void askEngine();
    void adopt(const Json& result);
    QString chanceNote(const Json& result) const;  ///< why the order wanted cannot be had
    std::int64_t corrected(LabelKind kind) const;
    void write(LabelEvent event);
    bool show(const LabelEvent& event);
    void leaveChange();
    void dropFirst();
    bool isMine(const LabelEvent& event) const;

    Workspace& workspace_;
    EngineClient& engine_;
    LabelSetup setup_;
    AnnotatorId annotator_{};
    std::string annotatorName_;
    std::vector<std::string> catalog_;
    std::deque<LabelQuestion> queue_;  ///< the first is the present one
    std::size_t judged_ = 0;           ///< of queue_, from the front, in the order wanted
    std::int64_t changing_ = 0;
    bool isChangeUndone_ = false;  ///< changing_ holds again because its change was taken back
    bool isRunning_ = false;
    bool isAsking_ = false;
    bool isWriting_ = false;
    quint64 sitting_ = 0;
    QString orderNote_;
    QElapsedTimer looking_;
    std::deque<qint64> times_;  ///< of the latest decisions, milliseconds
};

}  // namespace haberdash::ui
