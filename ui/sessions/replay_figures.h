// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/sessions/replayed.h"

#include <QFrame>

class QLabel;

namespace haberdash::ui {

/// What two lists share and what would be clicked, as figures with a sentence each. The clicks say
/// that they are simulated.
class ReplayFigures : public QFrame {
    Q_OBJECT

  public:
    explicit ReplayFigures(QWidget* parent = nullptr);

    /// Of the moment that is looked at; `step` is one of the replay's, or nullptr: nothing yet.
    void show(const Replayed& replayed, const ReplayedStep* step);

    /// All figures as one line of text.
    QString text() const;

  private:
    struct Card {
        QWidget* frame;
        QLabel* name;
        QLabel* number;
        QLabel* says;
    };

    Card addCard();
    static void fill(const Card& card,
                     const QString& name,
                     const QString& number,
                     const QString& says);

    Card overlap_;
    Card tau_;
    Card clicks_;
    Card ranks_;
    Card liking_;
};

}  // namespace haberdash::ui
