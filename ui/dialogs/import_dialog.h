// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/json.h"
#include "ui/shell/project_actions.h"

#include <QDialog>
#include <QPointer>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QListWidget;
class QProgressBar;
class QPushButton;
class QTableWidget;
class QVBoxLayout;

namespace haberdash::ui {

class EngineClient;
class Job;

/// Chooses files, shows what an import would do (a dry run by the engine), lets the columns be
/// changed, and asks for the import.
class ImportDialog : public QDialog {
    Q_OBJECT

  public:
    /// `folder` is the project to import into; empty: a new one, named in the dialog.
    ImportDialog(EngineClient& engine, const QString& folder, QWidget* parent = nullptr);
    ~ImportDialog() override;

    void setPaths(const QStringList& paths);
    QString summary() const;

  Q_SIGNALS:
    void importWanted(const haberdash::ui::ProjectActions::ImportPlan& plan);

  private:
    void build();
    void addFiles(QVBoxLayout* column);
    void addForm(QVBoxLayout* column);
    void addButtons(QVBoxLayout* column);
    void chooseFile();
    void chooseFolder();
    void add(const QStringList& paths);
    QStringList paths() const;
    QStringList arguments() const;
    QString targetFolder() const;
    void look();
    void showReport(const Json& report);
    void showColumns(const Json& columns);
    QStringList headerOfFirstFile() const;
    void accept() override;

    EngineClient& engine_;
    QString folder_;
    QPointer<Job> look_;
    bool isLookStale_ = false;
    QListWidget* files_ = nullptr;
    QLineEdit* name_ = nullptr;
    QComboBox* format_ = nullptr;
    QTableWidget* columns_ = nullptr;
    QLabel* summary_ = nullptr;
    QProgressBar* busy_ = nullptr;
    QCheckBox* features_ = nullptr;
    QPushButton* import_ = nullptr;
    bool areColumnsChanged_ = false;
};

}  // namespace haberdash::ui
