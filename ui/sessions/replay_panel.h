// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/ids.h"
#include "ui/sessions/replayed.h"

#include <QFrame>

#include <optional>

class QLabel;
class QListView;

namespace haberdash::ui {

class PictureCache;
class Workspace;

/// What one model ranks at one moment of a session: its name, a sentence, the top as tiles.
class ReplayPanel : public QFrame {
    Q_OBJECT

  public:
    ReplayPanel(Workspace& workspace, PictureCache& pictures, QWidget* parent = nullptr);

    /// The tiles name the products' places in the ranking of `otherRun` (empty: there is no other);
    /// `next` is the product that comes next, which gets a mark.
    void show(const ReplayedList& list, const QString& otherRun, std::optional<ItemId> next);
    void setTitle(const QString& title);
    void setSentence(const QString& sentence);
    void clear();

    QListView* grid() const;
    QString sentence() const;

  Q_SIGNALS:
    /// The product has the focus ring.
    void looked(qint64 item);
    /// It was clicked, or Enter pressed on it.
    void acted(qint64 item);
    void menuAsked(qint64 item, const QPoint& at);

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    class Model;
    class Painter;
    qint64 itemAt(const QModelIndex& index) const;

    QLabel* title_;
    QLabel* sentence_;
    QListView* grid_;
    Model* model_;
};

}  // namespace haberdash::ui
