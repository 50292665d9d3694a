// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QListView>

#include <vector>

namespace haberdash::ui {

class PictureCache;
class RankingController;
class Workspace;

/// The events that a ranking is made from, newest first: picture, title, what was done. In what-if
/// mode each has a box: Space or a click takes it out and puts it back.
class EventStrip : public QListView {
    Q_OBJECT

  public:
    EventStrip(RankingController& controller,
               Workspace& workspace,
               PictureCache& pictures,
               QWidget* parent = nullptr);

    void renew();

  Q_SIGNALS:
    void productAsked(qint64 item);

  protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

  private:
    void switchAt(const QModelIndex& index);

    class Model;
    class Painter;
    RankingController& controller_;
    Model* model_;
};

}  // namespace haberdash::ui
