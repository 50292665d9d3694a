// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/runs/train_options.h"

#include <QStringList>
#include <QWidget>

#include <string>

class QComboBox;
class QLabel;
class QPushButton;
class QScrollArea;
class QSpinBox;
class QToolButton;

namespace haberdash::ui {

class OptionsForm;

/// What to train: a preset, its sentence, the advanced settings, the command that they come to, and
/// Start.
class TrainForm : public QWidget {
    Q_OBJECT

  public:
    explicit TrainForm(QWidget* parent = nullptr);

    /// The project's folder, for the command shown.
    void setProject(const QString& folder);
    void setRunning(bool isRunning);
    void choosePreset(const QString& key);
    void setAdvancedShown(bool isShown);

    OptionsForm* form() const { return form_; }

    const TrainOptions& options() const { return options_; }

    /// --preset where it is not the usual one, and a --set for each field that differs from it.
    QStringList arguments() const;
    QString command() const;

    QPushButton* startButton() const { return start_; }

    QPushButton* ablationButton() const { return ablation_; }

    QComboBox* ablationBox() const { return ablationOf_; }

    /// What an ablation is told beside arguments().
    QStringList ablationArguments() const;

    /// How many runs Start makes, each with a seed of its own.
    int seeds() const;
    void setSeeds(int seeds);

  Q_SIGNALS:
    void startAsked();
    void ablationAsked();
    void advancedShown(bool isShown);
    void told(const QString& sentence, bool isProblem);

  private:
    void buildPresets();
    void arrange();
    void showChange();
    void followKind();

    TrainOptions options_;
    QString project_;
    QComboBox* preset_;
    QLabel* help_;
    QToolButton* advanced_;
    OptionsForm* form_;
    std::string kind_;  ///< that the form shows the options of
    QScrollArea* scroll_;
    QLabel* command_;
    QToolButton* copy_;
    QPushButton* start_;
    QPushButton* ablation_;
    QComboBox* ablationOf_;
    QSpinBox* seeds_;
};

}  // namespace haberdash::ui
