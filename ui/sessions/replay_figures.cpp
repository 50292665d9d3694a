// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sessions/replay_figures.h"

#include "ui/convert.h"
#include "ui/shell/theme.h"
#include "ui/widgets/flow_layout.h"

#include <QLabel>
#include <QVBoxLayout>

namespace haberdash::ui {

namespace {

/// "±0.08": half the width of the interval.
QString halfWidthText(const ReplayedFigure& figure) {
    return QStringLiteral("±%1").arg(figureText((figure.high - figure.low) / 2, 2));
}

/// "r1 1.80 (1.72 to 1.88)"
QString intervalText(const QString& name, const ReplayedFigure& figure) {
    return ReplayFigures::tr("%1 %2 (%3 to %4)")
        .arg(name,
             figureText(figure.mean, 2),
             figureText(figure.low, 2),
             figureText(figure.high, 2));
}

QString clicksText(const Replayed& replayed) {
    QStringList parts;
    for (std::size_t i = 0; i < replayed.clicks.size(); ++i) {
        parts << figureText(replayed.clicks[i].mean, 2);
    }
    return parts.join(ReplayFigures::tr(" vs "));
}

QString clicksSentence(const Replayed& replayed) {
    QStringList widths;
    for (const ReplayedFigure& figure : replayed.clicks) {
        widths << halfWidthText(figure);
    }
    QString sentence = widths.join(ReplayFigures::tr(" and "));
    if (replayed.advantage) {
        const bool isClear = replayed.advantage->low > 0 || replayed.advantage->high < 0;
        sentence +=
            QStringLiteral(" · ") +
            (isClear ? ReplayFigures::tr("difference %1 %2")
                     : ReplayFigures::tr("difference %1 %2, within the noise of the draws"))
                .arg(figureText(replayed.advantage->mean, 2), halfWidthText(*replayed.advantage));
    }
    return sentence;
}

/// The 95 % intervals in full.
QString clicksHint(const Replayed& replayed) {
    QStringList parts;
    for (std::size_t i = 0; i < replayed.clicks.size(); ++i) {
        parts << intervalText(replayed.runs[static_cast<qsizetype>(i)], replayed.clicks[i]);
    }
    if (replayed.advantage) {
        parts << intervalText(ReplayFigures::tr("difference"), *replayed.advantage);
    }
    return ReplayFigures::tr(
               "Clicks on all lists of the session together, with bootstrapped 95 % "
               "intervals over the draws: %1")
        .arg(parts.join(QStringLiteral(", ")));
}

}  // namespace

ReplayFigures::ReplayFigures(QWidget* parent) : QFrame(parent) {
    auto* const flow = new FlowLayout(this);
    flow->setContentsMargins(scaled(16), scaled(8), scaled(16), scaled(8));
    flow->setSpacing(scaled(8));
    overlap_ = addCard();
    tau_ = addCard();
    ranks_ = addCard();
    liking_ = addCard();
    clicks_ = addCard();
    show({}, nullptr);
}

ReplayFigures::Card ReplayFigures::addCard() {
    auto* const frame = new QFrame;
    setRole(frame, "card");
    const Card card{frame, new QLabel, new QLabel, new QLabel};
    setRole(card.name, "overline");
    setRole(card.number, "number");
    setRole(card.says, "muted");
    card.says->setTextFormat(Qt::PlainText);
    auto* const column = new QVBoxLayout(frame);
    column->setContentsMargins(scaled(12), scaled(8), scaled(12), scaled(8));
    column->setSpacing(scaled(2));
    column->addWidget(card.name);
    column->addWidget(card.number);
    column->addWidget(card.says);
    layout()->addWidget(frame);
    return card;
}

void ReplayFigures::fill(const Card& card,
                         const QString& name,
                         const QString& number,
                         const QString& says) {
    card.name->setText(name);
    card.number->setText(number);
    card.says->setText(says);
    card.frame->setAccessibleName(QStringLiteral("%1: %2").arg(name, number));
    card.frame->setAccessibleDescription(says);
    card.frame->show();
}

void ReplayFigures::show(const Replayed& replayed, const ReplayedStep* step) {
    for (const Card& card : {overlap_, tau_, clicks_, ranks_, liking_}) {
        card.frame->hide();
    }
    setVisible(step != nullptr);
    if (!step) {
        return;
    }
    if (replayed.runs.size() == 2) {
        fill(overlap_,
             tr("OVERLAP@%1").arg(replayed.k),
             QString::number(step->overlap),
             tr("on both lists here"));
        fill(tau_,
             tr("KENDALL'S TAU"),
             step->tau ? figureText(*step->tau, 2) : QStringLiteral("–"),
             step->tau ? tr("of both orders: 1 alike, −1 reversed") : tr("too few products"));
    }
    QStringList ranks;
    for (const double mean : replayed.reciprocalRanks) {
        ranks << figureText(mean, 3);
    }
    fill(
        ranks_,
        tr("MEAN RECIPROCAL RANK"),
        ranks.isEmpty() ? QStringLiteral("–") : ranks.join(tr(" vs ")),
        ranks.isEmpty() ? tr("nothing new came next") : tr("of what came next: 1 is always first"));
    if (!replayed.likings.empty()) {
        QStringList shares;
        for (const double share : replayed.likings) {
            shares << tr("%1 %").arg(figureText(100 * share, 1));
        }
        fill(liking_,
             tr("LIKED MORE THAN"),
             shares.join(tr(" vs ")),
             tr("of the catalog, simulated"));
    }
    const bool isOver = !replayed.isByTaste && replayed.steps.size() == 1;
    const QString hint = isOver ? QString() : clicksHint(replayed);
    fill(clicks_,
         replayed.isByTaste ? tr("SIMULATED CLICKS, BY TASTE")
                            : tr("SIMULATED CLICKS, BY WHAT FOLLOWS"),
         isOver ? QStringLiteral("–") : clicksText(replayed),
         isOver ? tr("nothing follows in the session") : clicksSentence(replayed));
    clicks_.frame->setToolTip(hint);
    clicks_.frame->setAccessibleDescription(hint);
}

QString ReplayFigures::text() const {
    QStringList parts;
    for (const Card& card : {overlap_, tau_, ranks_, liking_, clicks_}) {
        if (!card.frame->isHidden()) {
            parts << QStringLiteral("%1 %2 (%3)")
                         .arg(card.name->text(), card.number->text(), card.says->text());
        }
    }
    return parts.join(QStringLiteral("; "));
}

}  // namespace haberdash::ui
