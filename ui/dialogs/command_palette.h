// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dialogs/overlay.h"

#include <functional>
#include <vector>

class QLineEdit;
class QListWidget;

namespace haberdash::ui {

/// Ctrl+K: everything that can be done or gone to, found by a few letters.
class CommandPalette : public Overlay {
    Q_OBJECT

  public:
    struct Entry {
        QString text;
        QString detail;  ///< where it is at home: a menu, "Product", "Shopper"
        QString keys;    ///< its shortcut as shown
        QString icon;
        std::function<void()> run;
        int score = 0;
    };

    /// Gives what answers to the words typed; the palette asks at every key.
    using Source = std::function<std::vector<Entry>(const QString& words)>;

    explicit CommandPalette(QWidget* window);

    void addSource(Source source);

    const std::vector<Entry>& entries() const { return entries_; }

    QLineEdit* field() const { return field_; }

    /// The best answers of all sources, best first.
    static std::vector<Entry> ranked(const std::vector<Source>& sources, const QString& words);

  protected:
    QWidget* firstFocus() override;
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void refill();
    void runCurrent();

    QLineEdit* field_;
    QListWidget* list_;
    std::vector<Source> sources_;
    std::vector<Entry> entries_;
};

}  // namespace haberdash::ui
