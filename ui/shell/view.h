// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace haberdash::ui {

class CommandTable;
class EngineClient;
class PictureCache;
class Workspace;

/// What a view is given. All outlive every view.
struct ViewContext {
    Workspace& workspace;
    EngineClient& engine;
    CommandTable& commands;
    PictureCache& pictures;
};

/// One of the views of the left rail. A view adds its commands to the table in its constructor,
/// follows the workspace's signals, and shows an empty state with one action where it has nothing.
class View : public QWidget {
    Q_OBJECT

  public:
    using QWidget::QWidget;

    virtual QString id() const = 0;     ///< "catalog": for commands, settings, --screenshot
    virtual QString title() const = 0;  ///< translated, for the rail
    virtual QString icon() const = 0;   ///< name under resources/icons

    /// Called when the view comes to the front: put the focus where the keys work.
    virtual void activate() { setFocus(); }

    /// True when nothing is under way that a picture of the view should wait for (--screenshot).
    virtual bool isSettled() const { return true; }

  Q_SIGNALS:
    /// One of its commands was given while another view was on show, and means this one.
    void wanted();
};

}  // namespace haberdash::ui
