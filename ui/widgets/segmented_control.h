// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QButtonGroup;
class QHBoxLayout;

namespace haberdash::ui {

/// A row of joined buttons of which one is chosen. Left and right move, as in a group of radio
/// buttons.
class SegmentedControl : public QWidget {
    Q_OBJECT

  public:
    /// `name` is the accessible name.
    explicit SegmentedControl(const QString& name, QWidget* parent = nullptr);

    /// The first one added is chosen. `icon` is a name under resources/icons or empty.
    void add(const QString& id, const QString& text, const QString& icon = {});
    QString currentId() const;

    /// Emits nothing; an unknown id changes nothing.
    void setCurrentId(const QString& id);

  Q_SIGNALS:
    /// A person chose another one.
    void chosen(const QString& id);

  private:
    QHBoxLayout* row_;
    QButtonGroup* group_;
};

}  // namespace haberdash::ui
