// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/label/label_view.h"

#include "ui/convert.h"
#include "ui/engine_client/engine_client.h"
#include "ui/label/label_canvas.h"
#include "ui/label/label_list.h"
#include "ui/label/label_words.h"
#include "ui/label/review_page.h"
#include "ui/shell/command_table.h"
#include "ui/shell/theme.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/notice_bar.h"

#include <QComboBox>
#include <QInputDialog>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>
#include <QResizeEvent>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

namespace haberdash::ui {

LabelView::LabelView(const ViewContext& context, QWidget* parent)
    : View(parent),
      context_(context),
      session_(new LabelSession(context.workspace, context.engine, this)),
      notice_(new NoticeBar(this)),
      pages_(new QStackedWidget(this)),
      empty_(new EmptyState(this)),
      review_(new ReviewPage(context, this)) {
    setup_ = makeSetup();
    question_ = makeQuestion();
    for (QWidget* const page :
         {static_cast<QWidget*>(empty_), setup_, question_, static_cast<QWidget*>(review_)}) {
        pages_->addWidget(page);
    }
    notice_->hide();
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(notice_);
    column->addWidget(pages_, 1);
    addCommands();
    addMenuCommands();
    connect(session_, &LabelSession::asked, this, &LabelView::askAnew);
    connect(session_, &LabelSession::changed, this, &LabelView::refresh);
    connect(canvas_, &LabelCanvas::clicked, this, &LabelView::click);
    connect(review_, &ReviewPage::left, this, &LabelView::goOn);
    connect(review_, &ReviewPage::failed, this, [this](const QString& sentence) {
        notice_->show(NoticeBar::Kind::Problem, sentence);
    });
    connect(review_, &ReviewPage::done, this, [this](const QString& sentence) {
        notice_->show(NoticeBar::Kind::Good, sentence);
    });
    connect(&context_.workspace, &Workspace::projectChanged, this, [this] {
        wasAsking_ = false;
        session_->stop();
        showSetup();
    });
    connect(&context_.workspace, &Workspace::catalogChanged, this, [this] {
        // Whoever is typing a name goes on typing.
        const bool isOfPages = !session_->isRunning() && pages_->currentWidget() != review_;
        if (isOfPages && isEmpty() != (pages_->currentWidget() == empty_)) {
            showSetup();
        }
    });
    connect(&context_.workspace, &Workspace::labelsChanged, this, [this] {
        if (pages_->currentWidget() == review_) {
            review_->reload();
        }
    });
    showSetup();
}

void LabelView::activate() {
    if (isAsking()) {
        canvas_->setFocus();
    } else if (pages_->currentWidget() == review_) {
        review_->reload();  // others may have labelled meanwhile
        review_->setFocus();
    } else {
        fillSetup();
        begin_->setFocus();
    }
}

bool LabelView::isSettled() const {
    return !isAsking() || canvas_->isSettled();
}

bool LabelView::isAsking() const {
    return pages_->currentWidget() == question_;
}

// Menus and the palette give commands from everywhere, also without a project. What was not seen
// is not answered: the view comes forward, and false is returned.
bool LabelView::comeForward() {
    if (!context_.workspace.isOpen()) {
        return false;
    }
    if (!isVisible()) {
        Q_EMIT wanted();
        return false;
    }
    return true;
}

bool LabelView::isEmpty() const {
    const Workspace& workspace = context_.workspace;
    return !workspace.isOpen() || (workspace.isCatalogLoaded() && workspace.catalog()->size() < 2);
}

void LabelView::showSetup() {
    notice_->dismiss();
    empty_->set(QStringLiteral("label"),
                tr("Nothing to label yet"),
                tr("Labels compare products: import at least two."));
    pages_->setCurrentWidget(isEmpty() ? static_cast<QWidget*>(empty_) : setup_);
    if (!isEmpty()) {
        fillSetup();
        if (isVisible()) {
            begin_->setFocus();
        }
    }
}

// From a review in the middle of a sitting back into it.
void LabelView::goOn() {
    showSetup();
    if (wasAsking_) {
        start();
    }
}

void LabelView::start() {
    if (!context_.workspace.isOpen() || pages_->currentWidget() == empty_) {
        return;
    }
    if (context_.workspace.isReadOnly()) {
        notice_->show(NoticeBar::Kind::Warning, context_.workspace.readOnlySentence());
        return;
    }
    if (annotator_->currentText().simplified().isEmpty()) {
        notice_->show(NoticeBar::Kind::Warning,
                      tr("Say who you are first, for example with your initials."));
        annotator_->setFocus();
        return;
    }
    keepSetup();
    try {
        session_->start(
            {.form = questionFormFrom(fromQt(form())).value_or(QuestionForm::Pair),
             .order =
                 queueOrderFrom(fromQt(order_->currentData().toString())).value_or(QueueOrder::Mix),
             .persona = persona_->currentData().toString()});
        notice_->dismiss();
        pages_->setCurrentWidget(question_);
        refreshKeys();
        canvas_->setFocus();
        refresh();
    } catch (const Error& error) {
        complain(error);
    }
}

void LabelView::showReview() {
    if (!context_.workspace.isOpen()) {
        return;
    }
    const bool isOpen = session_->isRunning() && session_->current() != nullptr;
    wasAsking_ = isOpen || (wasAsking_ && pages_->currentWidget() == review_);
    session_->stop();
    review_->reload();
    review_->labels()->showWhatThereIs();
    pages_->setCurrentWidget(review_);
    comeForward();
    review_->setFocus();
}

void LabelView::askAnew() {
    picked_.clear();
    canvas_->setPicked(picked_);
    refresh();
}

void LabelView::refresh() {
    if (!isAsking() || !session_->isRunning()) {
        return;
    }
    const LabelEvent* const earlier = session_->changing() == 0
                                          ? nullptr
                                          : context_.workspace.labels().find(session_->changing());
    canvas_->setChosen(earlier && earlier->kind == LabelKind::Pair && earlier->choice.size() == 1
                           ? earlier->choice
                           : std::string());
    canvas_->ask(session_->current(), session_->upcoming());
    refreshProgress();
    refreshLastTen();
    if (session_->current() == nullptr) {
        notice_->show(NoticeBar::Kind::Good, tr("Everything was asked."), tr("Review"), [this] {
            showReview();
        });
    }
}

void LabelView::decide(const LabelKind kind, const std::string& choice, const std::string& note) {
    if (!comeForward() || !isAsking() || session_->current() == nullptr) {
        return;
    }
    notice_->dismiss();
    try {
        session_->decide(kind, choice, note);
    } catch (const Error& error) {
        complain(error);
    }
}

void LabelView::complain(const Error& error) {
    notice_->show(NoticeBar::Kind::Problem, toQt(error.what()));
}

void LabelView::answer(const Way way) {
    switch (session_->setup().form) {
        case QuestionForm::Pair: {
            constexpr const char* kChoices[] = {"a", "b", "neither", "tie"};
            decide(LabelKind::Pair, kChoices[static_cast<int>(way)]);
            return;
        }
        case QuestionForm::Single:
            if (way != Way::Up) {
                decide(way == Way::Right  ? LabelKind::Like
                       : way == Way::Left ? LabelKind::Dislike
                                          : LabelKind::Unsure);
            }
            return;
        default:
            return;
    }
}

void LabelView::pick(const int position) {
    const LabelQuestion* const question = session_->current();
    if (!comeForward() || !isAsking() || question == nullptr) {
        return;
    }
    switch (session_->setup().form) {
        case QuestionForm::Pair:
            if (position < 2) {
                answer(position == 0 ? Way::Left : Way::Right);
            }
            return;
        case QuestionForm::Rate:
            if (position < 5) {
                decide(LabelKind::Rate, std::to_string(position + 1));
            }
            return;
        case QuestionForm::Single:
            return;
        case QuestionForm::Rank:
            break;
    }
    const char letter = letterOf(static_cast<std::size_t>(position));
    if (position >= static_cast<int>(question->items.size()) ||
        picked_.find(letter) != std::string::npos) {
        return;
    }
    picked_ += letter;
    if (picked_.size() + 1 == question->items.size()) {  // the last place is what is left
        for (std::size_t at = 0; at < question->items.size(); ++at) {
            if (picked_.find(letterOf(at)) == std::string::npos) {
                picked_ += letterOf(at);
                break;
            }
        }
    }
    canvas_->setPicked(picked_);
}

// A product that is shown alone is liked or rated with keys and buttons: a click at it says
// nothing.
void LabelView::click(const int position) {
    canvas_->setFocus();
    const QuestionForm form = session_->setup().form;
    if (form == QuestionForm::Pair || form == QuestionForm::Rank) {
        pick(position);
    }
}

void LabelView::commitRank() {
    if (session_->setup().form == QuestionForm::Rank && !picked_.empty()) {
        decide(LabelKind::Rank, picked_);
    }
}

void LabelView::undo() {
    if (!context_.workspace.isOpen()) {
        return;
    }
    comeForward();
    if (isAsking() && !picked_.empty()) {
        picked_.pop_back();
        canvas_->setPicked(picked_);
        return;
    }
    reverse(true);
}

void LabelView::redo() {
    if (context_.workspace.isOpen()) {
        comeForward();
        reverse(false);
    }
}

void LabelView::reverse(const bool isUndo) {
    try {
        std::optional<LabelSession::Reversal> done;
        if (session_->isRunning()) {
            done = isUndo ? session_->undo() : session_->redo();
        } else if (const std::optional<std::int64_t> step =
                       isUndo ? context_.workspace.undoLabel() : context_.workspace.redoLabel()) {
            done = LabelSession::Reversal{.step = *step};
        }
        tell(done, isUndo);
    } catch (const Error& error) {
        complain(error);
    }
}

// A question that is shown again says it itself.
void LabelView::tell(const std::optional<LabelSession::Reversal>& done, const bool isUndo) {
    if (done && done->isOnShow) {
        notice_->dismiss();
    } else {
        const auto step = done ? std::optional(done->step) : std::nullopt;
        notice_->show(NoticeBar::Kind::Info, reversalText(context_.workspace, step, isUndo));
    }
}

void LabelView::change(const std::int64_t seq) {
    if (!session_->change(seq)) {
        notice_->show(NoticeBar::Kind::Info,
                      tr("A product of this answer is no longer in the catalog."));
    }
    canvas_->setFocus();
}

void LabelView::flag() {
    if (!comeForward() || !isAsking() || session_->current() == nullptr) {
        return;
    }
    auto* const menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("What is wrong?"))->setEnabled(false);
    menu->addSeparator();
    addReasons(menu, {});
    const std::size_t count = session_->current()->items.size();
    for (std::size_t position = 0; count > 1 && position < count; ++position) {
        const QString title = count > 2       ? tr("Only product %1").arg(position + 1)
                              : position == 0 ? tr("Only the &left product")
                                              : tr("Only the &right product");
        addReasons(menu->addMenu(title), std::string(1, letterOf(position)));
    }
    menu->setActiveAction(menu->actions().at(2));
    menu->popup(canvas_->mapToGlobal(canvas_->rect().center()));
}

void LabelView::addReasons(QMenu* const menu, const std::string& products) {
    for (const QString& reason : {tr("&Picture wrong or missing"),
                                  tr("&Text wrong"),
                                  tr("Price &wrong"),
                                  tr("The same product twi&ce"),
                                  tr("Should not be &sold")}) {
        const bool isOfTwo = reason == tr("The same product twi&ce");
        if (isOfTwo && (!products.empty() || session_->current()->items.size() < 2)) {
            continue;
        }
        menu->addAction(reason, this, [this, reason, products] {
            takeFlag(QString(reason).remove(QLatin1Char('&')), products);
        });
    }
    menu->addAction(tr("&Other…"), this, [this, products] {
        auto* const dialog = new QInputDialog(this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setWindowTitle(tr("Flag"));
        dialog->setLabelText(tr("What is wrong?"));
        connect(dialog,
                &QInputDialog::textValueSelected,
                this,
                [this, products](const QString& reason) { takeFlag(reason, products); });
        dialog->open();
    });
}

void LabelView::takeFlag(const QString& reason, const std::string& products) {
    if (!reason.trimmed().isEmpty()) {
        decide(LabelKind::Flag, products, fromQt(reason.simplified()));
        canvas_->setFocus();
    }
}

void LabelView::goBack() {
    if (isAsking()) {
        showReview();
    } else {
        showSetup();
    }
}

// Esc is the window's, as long as there is nothing to go back from here.
bool LabelView::event(QEvent* event) {
    const bool isEscape = event->type() == QEvent::ShortcutOverride &&
                          static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape;
    if (isEscape && (isAsking() || pages_->currentWidget() == review_)) {
        event->accept();
        return true;
    }
    return View::event(event);
}

void LabelView::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape && (isAsking() || pages_->currentWidget() == review_)) {
        goBack();
        return;
    }
    View::keyPressEvent(event);
}

void LabelView::resizeEvent(QResizeEvent* event) {
    View::resizeEvent(event);
    constexpr int kRoomForAll = 860;  // pixels at 100 %
    const bool isNarrow = width() < scaled(kRoomForAll);
    progress_->setVisible(!isNarrow);
    if (isNarrow_ != isNarrow) {
        isNarrow_ = isNarrow;
        refreshKeys();
        refreshProgress();
        refreshLastTen();
    }
}

// The command turns the details on when its key goes down.
void LabelView::keyReleaseEvent(QKeyEvent* event) {
    const QKeySequence keys = context_.commands.action(QStringLiteral("label.details"))->shortcut();
    const bool isTheirs = !keys.isEmpty() && keys[0].key() == event->key();
    if (isTheirs && !event->isAutoRepeat()) {
        canvas_->setDetailed(false);
        return;
    }
    View::keyReleaseEvent(event);
}

}  // namespace haberdash::ui
