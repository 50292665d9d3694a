// SPDX-License-Identifier: GPL-3.0-or-later

// How LabelView is built, and what its pages show.

#include "ui/convert.h"
#include "ui/label/label_canvas.h"
#include "ui/label/label_view.h"
#include "ui/label/label_words.h"
#include "ui/shell/command_table.h"
#include "ui/shell/theme.h"
#include "ui/widgets/clear_layout.h"
#include "ui/widgets/segmented_control.h"

#include <QAction>
#include <QComboBox>
#include <QFormLayout>
#include <QFrame>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QSettings>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <cmath>
#include <utility>

namespace haberdash::ui {

namespace {

constexpr std::size_t kLast = 10;

QLabel* words(const QString& text, const char* role, QWidget* parent) {
    auto* const label = new QLabel(text, parent);
    setRole(label, role);
    label->setWordWrap(true);
    return label;
}

/// One sign for a decision, as short as a key.
QString signOf(const LabelEvent& event) {
    switch (event.kind) {
        case LabelKind::Pair:
            return event.choice == "a"     ? QStringLiteral("←")
                   : event.choice == "b"   ? QStringLiteral("→")
                   : event.choice == "tie" ? QStringLiteral("=")
                                           : QStringLiteral("×");
        case LabelKind::Like:
            return QStringLiteral("♥");
        case LabelKind::Dislike:
            return QStringLiteral("✗");
        case LabelKind::Unsure:
            return QStringLiteral("?");
        case LabelKind::Rate:
            return toQt(event.choice);
        case LabelKind::Rank:
            return QString::number(event.choice.front() - 'a' + 1);
        case LabelKind::Skip:
            return QStringLiteral("»");
        case LabelKind::Flag:
            return QStringLiteral("⚑");
        default:
            return QStringLiteral("·");
    }
}

/// A key as it is written on keyboards, in any language.
QString capOf(const QKeySequence& keys) {
    switch (keys.isEmpty() ? Qt::Key_unknown : keys[0].key()) {
        case Qt::Key_Left:
            return QStringLiteral("←");
        case Qt::Key_Right:
            return QStringLiteral("→");
        case Qt::Key_Up:
            return QStringLiteral("↑");
        case Qt::Key_Down:
            return QStringLiteral("↓");
        case Qt::Key_Return:
            return QStringLiteral("⏎");
        case Qt::Key_Backspace:
            return QStringLiteral("⌫");
        default:
            return keys.toString(QKeySequence::NativeText);
    }
}

}  // namespace

QString LabelView::form() const {
    return form_->currentId();
}

QWidget* LabelView::makeSetup() {
    auto* const area = new QScrollArea(pages_);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidgetResizable(true);
    auto* const page = new QWidget;
    area->setWidget(page);
    auto* const card = new QFrame(page);
    setRole(card, "card");
    card->setMaximumWidth(scaled(640));
    auto* const column = new QVBoxLayout(card);
    column->setContentsMargins(scaled(32), scaled(28), scaled(32), scaled(28));
    column->setSpacing(scaled(14));
    column->addWidget(words(tr("Label preferences"), "title", card));
    column->addWidget(
        words(tr("One key is one decision, and it is saved before the next question is shown."),
              "muted",
              card));
    form_ = new SegmentedControl(tr("How to ask"), card);
    form_->add(QStringLiteral("pair"), tr("Pairs"));
    form_->add(QStringLiteral("single"), tr("One by one"));
    form_->add(QStringLiteral("rank"), tr("Rank four"));
    form_->add(QStringLiteral("rate"), tr("Rate 1–5"));
    annotator_ = new QComboBox(card);
    annotator_->setEditable(true);
    annotator_->setAccessibleName(tr("Annotator"));
    connect(annotator_->lineEdit(), &QLineEdit::returnPressed, this, &LabelView::start);
    connect(annotator_->lineEdit(), &QLineEdit::editingFinished, this, &LabelView::keepSetup);
    connect(annotator_, &QComboBox::activated, this, &LabelView::keepSetup);
    persona_ = new QComboBox(card);
    connect(persona_, &QComboBox::activated, this, &LabelView::keepSetup);
    persona_->setAccessibleName(tr("Persona"));
    whom_ = words({}, "muted", card);
    whom_->setAlignment(Qt::AlignLeading | Qt::AlignTop);
    whom_->setMinimumHeight(2 * whom_->fontMetrics().lineSpacing());  // the form keeps its place
    connect(persona_, &QComboBox::currentIndexChanged, this, &LabelView::showPersona);
    order_ = new QComboBox(card);
    order_->setAccessibleName(tr("Order of questions"));
    order_->addItem(tr("Mix: mostly what the model is unsure of"), QStringLiteral("mix"));
    order_->addItem(tr("What the model is unsure of"), QStringLiteral("uncertain"));
    order_->addItem(tr("What would change the ranking most"), QStringLiteral("change"));
    order_->addItem(tr("As different as can be"), QStringLiteral("diverse"));
    order_->addItem(tr("Random"), QStringLiteral("random"));
    auto* const fields = new QFormLayout;
    fields->setSpacing(scaled(10));
    fields->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    fields->addRow(tr("Ask in"), form_);
    fields->addRow(tr("You are"), annotator_);
    fields->addRow(tr("Decide for"), persona_);
    fields->addRow(QString(), whom_);
    fields->addRow(tr("Ask first"), order_);
    column->addLayout(fields);
    soFar_ = words({}, "muted", card);
    column->addWidget(soFar_);
    begin_ = new QPushButton(tr("Start labelling"), card);
    setRole(begin_, "primary");
    begin_->setDefault(true);
    begin_->setAutoDefault(true);
    auto* const review = new QPushButton(tr("Review labels"), card);
    auto* const row = new QHBoxLayout;
    row->addWidget(begin_, 1);
    row->addWidget(review);
    column->addLayout(row);
    connect(begin_, &QPushButton::clicked, this, &LabelView::start);
    connect(review, &QPushButton::clicked, this, &LabelView::showReview);
    auto* const outer = new QVBoxLayout(page);
    outer->addStretch(1);
    auto* const centre = new QHBoxLayout;
    centre->addStretch(1);
    centre->addWidget(card, 8);
    centre->addStretch(1);
    outer->addLayout(centre);
    outer->addStretch(2);
    return area;
}

void LabelView::fillSetup() {
    if (!context_.workspace.isOpen()) {
        return;
    }
    // What is chosen here stays while a person looks elsewhere, though nothing was started with it.
    const QSettings settings;
    const bool isFirst = !std::exchange(isFilled_, true);
    const QString name = isFirst ? Workspace::annotatorName() : annotator_->currentText();
    const QString chosen = isFirst ? Workspace::labelPersona() : persona_->currentData().toString();
    annotator_->clear();
    for (const Annotator& annotator :
         LabelStore(context_.workspace.project().database()).annotators()) {
        annotator_->addItem(toQt(annotator.name));
    }
    annotator_->setCurrentText(name);
    persona_->clear();
    persona_->addItem(tr("Myself"), QString());
    for (const Persona& persona : context_.workspace.events().personas()) {
        persona_->addItem(toQt(persona.name), toQt(persona.key));
        persona_->setItemData(persona_->count() - 1, toQt(persona.description), Qt::ToolTipRole);
    }
    persona_->setCurrentIndex(std::max(0, persona_->findData(chosen)));
    showPersona();
    if (isFirst) {
        form_->setCurrentId(settings.value(QStringLiteral("label/form"), "pair").toString());
        order_->setCurrentIndex(std::max(
            0, order_->findData(settings.value(QStringLiteral("label/order"), "mix").toString())));
    }
    const std::size_t answers = context_.workspace.labels().answers().size();
    soFar_->setText(answers == 0 ? tr("No labels yet.")
                                 : tr("%n label(s) so far.", nullptr, static_cast<int>(answers)));
}

// An answer for somebody else needs to be known whose it is.
void LabelView::showPersona() {
    const QString whom = persona_->currentData(Qt::ToolTipRole).toString();
    whom_->setText(whom.isEmpty() ? tr("Your own taste. Recommend ranks by it under “My taste”.")
                                  : whom);
    heading_->setToolTip(whom);
    heading_->setAccessibleDescription(whom);
}

void LabelView::keepSetup() const {
    QSettings settings;
    if (const QString name = annotator_->currentText().simplified(); !name.isEmpty()) {
        Workspace::setAnnotatorName(name);
    }
    Workspace::setLabelPersona(persona_->currentData().toString());
    settings.setValue(QStringLiteral("label/form"), form_->currentId());
    settings.setValue(QStringLiteral("label/order"), order_->currentData());
}

QWidget* LabelView::makeQuestion() {
    auto* const page = new QWidget(pages_);
    auto* const head = new QFrame(page);
    setRole(head, "toolbar");
    heading_ = new QLabel(head);
    setRole(heading_, "heading");
    count_ = new QLabel(head);
    setRole(count_, "number");
    progress_ = new QProgressBar(head);
    progress_->setTextVisible(false);
    progress_->setFixedWidth(scaled(180));
    progress_->setAccessibleName(tr("Progress"));
    pace_ = new QLabel(head);
    setRole(pace_, "muted");
    auto* const review = new QPushButton(tr("Finish and review"), head);
    setRole(review, "quiet");
    review->setFocusPolicy(Qt::NoFocus);
    connect(review, &QPushButton::clicked, this, &LabelView::showReview);
    auto* const top = new QHBoxLayout(head);
    top->setContentsMargins(scaled(16), scaled(8), scaled(16), scaled(8));
    top->setSpacing(scaled(14));
    top->addWidget(heading_);
    top->addStretch(1);
    top->addWidget(progress_);
    top->addWidget(count_);
    top->addWidget(pace_);
    top->addWidget(review);
    canvas_ = new LabelCanvas(context_.workspace, context_.pictures, page);
    auto* const column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(scaled(6));
    column->addWidget(head);
    column->addWidget(canvas_, 1);
    column->addWidget(makeKeyRow());
    column->addWidget(makeLastTen());
    return page;
}

// The buttons stay and change their words: one that has the focus keeps it.
QWidget* LabelView::makeLastTen() {
    auto* const frame = new QFrame(pages_);
    frame->setMinimumHeight(scaled(44));  // pictures keep their size when the first answer comes
    auto* const row = new QHBoxLayout(frame);
    row->setContentsMargins(scaled(16), 0, scaled(16), scaled(10));
    row->setSpacing(scaled(6));
    lastWord_ = new QLabel(tr("Last ten:"), frame);
    setRole(lastWord_, "muted");
    note_ = new QLabel(frame);
    setRole(note_, "muted");
    row->addStretch(1);
    row->addWidget(lastWord_);
    for (std::size_t at = 0; at < kLast; ++at) {
        auto* const button = new QToolButton(frame);
        button->setFocusPolicy(Qt::TabFocus);  // a click leaves the keys where they were
        button->setMinimumSize(scaled(30), scaled(28));
        button->hide();
        connect(button, &QToolButton::clicked, this, [this, at] { change(lastSeqs_.at(at)); });
        lastTen_.push_back(button);
        row->addWidget(button);
    }
    row->addSpacing(scaled(16));
    row->addWidget(note_);
    row->addStretch(1);
    return frame;
}

QWidget* LabelView::makeKeyRow() {
    auto* const row = new QWidget(pages_);
    row->setLayoutDirection(Qt::LeftToRight);  // left and right are sides of the screen
    keyRow_ = new QHBoxLayout(row);
    keyRow_->setContentsMargins(scaled(16), 0, scaled(16), 0);
    keyRow_->setSpacing(scaled(8));
    return row;
}

void LabelView::refreshKeys() {
    clearLayout(keyRow_);

    struct Key {
        const char* command;
        QString text;
    };

    std::vector<Key> keys;
    switch (session_->setup().form) {
        case QuestionForm::Pair:
            keys = {{"label.left", tr("Left")},
                    {"label.down", tr("Tie")},
                    {"label.up", tr("Neither")},
                    {"label.right", tr("Right")}};
            break;
        case QuestionForm::Single:
            keys = {{"label.left", tr("Dislike")},
                    {"label.down", tr("Unsure")},
                    {"label.right", tr("Like")}};
            break;
        case QuestionForm::Rank:
            // The numbers stand on the products, too.
            keys = {{"label.pick1", isNarrow_ ? QString() : tr("Product 1")},
                    {"label.pick2", isNarrow_ ? QString() : tr("Product 2")},
                    {"label.pick3", isNarrow_ ? QString() : tr("Product 3")},
                    {"label.pick4", isNarrow_ ? QString() : tr("Product 4")},
                    {"label.commit", tr("Done")}};
            break;
        case QuestionForm::Rate:
            keys = {{"label.pick1", tr("Not at all")},
                    {"label.pick2", tr("Little")},
                    {"label.pick3", tr("So-so")},
                    {"label.pick4", tr("Much")},
                    {"label.pick5", tr("Very much")}};
            break;
    }
    keyRow_->addStretch(1);
    const auto add = [this](const char* command, const QString& text, const bool isMain) {
        QAction* const action = context_.commands.action(QLatin1String(command));
        auto* const button = new QPushButton(
            tr("%1  %2", "key and what it does").arg(capOf(action->shortcut()), text).trimmed());
        button->setFocusPolicy(Qt::NoFocus);
        button->setToolTip(action->toolTip());
        if (!isMain) {
            setRole(button, "quiet");
        }
        connect(button, &QPushButton::clicked, action, &QAction::trigger);
        keyRow_->addWidget(button);
    };
    for (const Key& key : keys) {
        add(key.command, key.text, true);
    }
    if (!isNarrow_) {
        keyRow_->addSpacing(scaled(16));
        add("label.skip", tr("Skip"), false);
        add("label.flag", tr("Flag"), false);
        add("label.takeBack", tr("Undo"), false);
    }
    keyRow_->addStretch(1);
}

void LabelView::refreshProgress() {
    const int done = static_cast<int>(session_->decisions().size());
    const int goal =
        std::max(session_->setup().goal,
                 (done / session_->setup().goal + (done % session_->setup().goal != 0)) *
                     session_->setup().goal);
    const QString who = persona_->currentData().toString().isEmpty()
                            ? QString()
                            : tr("“%1”").arg(persona_->currentText());
    const bool isChange = session_->changing() != 0;
    const bool isOfOne = itemsIn(session_->setup().form) == 1;
    const bool isRank = session_->setup().form == QuestionForm::Rank;
    heading_->setText(isChange                   ? tr("Change an earlier answer")
                      : isRank && !who.isEmpty() ? tr("What would suit %1? Best first.").arg(who)
                      : isRank                   ? tr("What do you like? Best first.")
                      : !who.isEmpty()           ? tr("What would suit %1?").arg(who)
                      : isOfOne                  ? tr("How do you like this?")
                                                 : tr("What do you like better?"));
    count_->setText(tr("%1 / %2").arg(done).arg(goal));
    progress_->setRange(0, goal);
    progress_->setValue(done);
    const double pace = session_->pace();
    const QLocale locale;
    const QString perMinute = pace > 0 ? locale.toString(pace, 'f', 0) : QString();
    const int minutes =
        pace > 0 ? std::max(1, static_cast<int>(std::lround((goal - done) / pace))) : 0;
    pace_->setText(pace <= 0   ? QString()
                   : isNarrow_ ? tr("%1/min").arg(perMinute)
                   : done >= goal
                       ? tr("%1 per min").arg(perMinute)
                       : tr("%1 per min · about %n min left", nullptr, minutes).arg(perMinute));
    pace_->setToolTip(session_->orderNote());
    pace_->setStatusTip(session_->orderNote());
}

void LabelView::refreshLastTen() {
    const std::vector<const LabelEvent*> acts = session_->acts();
    const std::size_t shown = std::min(acts.size(), kLast);
    const std::size_t first = acts.size() - shown;
    lastSeqs_.assign(kLast, 0);
    lastWord_->setVisible(shown > 0);
    for (std::size_t at = 0; at < kLast; ++at) {
        QToolButton* const button = lastTen_[at];
        button->setVisible(at < shown);
        if (at < shown) {
            const LabelEvent& event = *acts[first + at];
            lastSeqs_[at] = event.seq;
            const QString text = tr("Change answer %1: %2")
                                     .arg(first + at + 1)
                                     .arg(eventText(context_.workspace, event));
            button->setText(signOf(event));
            button->setToolTip(text);
            button->setAccessibleName(text);
        }
    }
    note_->setText(session_->orderNote());
    note_->setVisible(!session_->orderNote().isEmpty() && !isNarrow_);
}

}  // namespace haberdash::ui
