// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListView>

#include <optional>

namespace haberdash::ui {

class PictureCache;
class SessionController;
class Workspace;

/// The events of a session from left to right, with the rank that each model gave to each product
/// before it, and a last place for the moment after all of them.
class SessionStrip : public QListView {
    Q_OBJECT

  public:
    SessionStrip(SessionController& controller,
                 Workspace& workspace,
                 PictureCache& pictures,
                 QWidget* parent = nullptr);

    /// Takes the controller's events and ranks; the place that is looked at stays.
    void renew();

    /// nullopt: the moment after all events.
    std::optional<std::size_t> currentEvent() const;

    /// nullopt: the moment after all events.
    void setCurrentEvent(std::optional<std::size_t> event);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

  Q_SIGNALS:
    /// Another moment is looked at.
    void looked();
    /// Of the current event.
    void menuAsked(const QPoint& at);

  protected:
    void currentChanged(const QModelIndex& current, const QModelIndex& before) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    class Model;
    class Painter;
    Model* model_;
};

}  // namespace haberdash::ui
