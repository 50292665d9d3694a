// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QWidget>

class QFrame;

namespace haberdash::ui {

/// A panel that floats over the window it belongs to and dims the rest. Esc and a press beside the
/// panel close it; the focus goes back to where it was.
class Overlay : public QWidget {
    Q_OBJECT

  public:
    explicit Overlay(QWidget* window);

    void open();
    void close();

  Q_SIGNALS:
    void closed();

  protected:
    /// Where the content goes; as wide as `setPanelWidth` says.
    QFrame* panel() const { return panel_; }

    /// At 100 %; the panel is never wider than the window.
    void setPanelWidth(int pixels);

    /// Where the focus goes when it opens.
    virtual QWidget* firstFocus() = 0;

    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool focusNextPrevChild(bool isNext) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

    /// Sets the panel's place; content that grew calls it.
    void fit();

  private:
    QFrame* panel_;
    int panelWidth_ = 560;
    QPointer<QWidget> before_;
};

}  // namespace haberdash::ui
