// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/json.h"

#include <QStringList>
#include <QWidget>

class QLabel;
class QPushButton;
class QTreeWidget;

namespace haberdash::ui {

class EngineClient;

/// What encoders there are, where they came from, under which licence, and whether their weights
/// are still those that were installed. Takes a person's own files by drag and drop or by button;
/// what the engine refuses is told with its reason. One that is whole can be put to use for the
/// open project.
class EncodersPage : public QWidget {
    Q_OBJECT

  public:
    /// `project`: the folder of the open one; empty: none is open.
    EncodersPage(EngineClient& engine, QString project, QWidget* parent = nullptr);

    /// Files and folders, one after the other.
    void add(const QStringList& paths);

  Q_SIGNALS:
    void listed();  ///< the list was filled
    void refused(const QString& sentence);

  protected:
    void showEvent(QShowEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

  private:
    QWidget* buttonRow();
    void reload();
    void addNext();
    void checkAgain();
    void useChosen();
    void showUsable();
    void sayDamage();
    void fill(const Json& encoders);
    void say(const QString& sentence, const char* role);

    EngineClient& engine_;
    QString project_;
    QTreeWidget* list_;
    QLabel* message_;
    QPushButton* use_ = nullptr;
    QStringList waiting_;
    QStringList told_;  ///< what became of the files before the one at hand
    int damaged_ = 0;   ///< of those listed
    bool isBusy_ = false;
    bool isComputing_ = false;
    bool isFilled_ = false;
};

}  // namespace haberdash::ui
