// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace haberdash::ui {

/// What the window shows while no project is open.
class FirstRun : public QWidget {
    Q_OBJECT

  public:
    explicit FirstRun(QWidget* parent = nullptr);

    void setRecent(const QStringList& folders);

  Q_SIGNALS:
    void sampleWanted();
    void importWanted(const QStringList& paths);
    void openWanted();
    void recentWanted(const QString& folder);

  protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

  private:
    void drawArt();
    QPushButton* choice(const QString& icon, const QString& text, const QString& hint);

    QVBoxLayout* choices_;
    QVBoxLayout* recent_;
    QWidget* recentBox_;
    QLabel* art_;
    QPushButton* sample_;
};

}  // namespace haberdash::ui
