// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/json.h"

#include <QFrame>
#include <QStringList>

#include <vector>

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QSpinBox;
class QVBoxLayout;

namespace haberdash::ui {

/// How clicks are simulated: the click model and its parameters, each with a sentence. Which
/// parameters show follows the model.
class ClickPanel : public QFrame {
    Q_OBJECT

  public:
    /// `withReplay`: also what only a replay needs (attraction without a taste, draws). Without,
    /// the engine may choose the seed.
    explicit ClickPanel(bool withReplay, QWidget* parent = nullptr);

    /// As the engine's `replay` takes them: {"model", "patience", …, "seed"}.
    Json fields() const;

    /// The same as words of the command line: --clicks cascade --patience 0.97 … --seed 7, the seed
    /// only where one was chosen.
    QStringList words() const;

    /// Whether attraction comes from a known taste: then its two numbers say nothing.
    void setByTaste(bool isByTaste);

    QComboBox* modelBox() const { return model_; }

    QSpinBox* seedBox() const { return seed_; }

  Q_SIGNALS:
    void changed();

  private:
    struct Parameter {
        const char* field;
        QString models;  ///< for which it counts; empty: for all
        bool isAttraction;
        QDoubleSpinBox* box;
        QWidget* group;
    };

    void addParameter(const char* field,
                      const QString& models,
                      const QString& name,
                      const QString& sentence,
                      double value,
                      double most);
    QSpinBox* addNumber(const QString& name, const QString& sentence, int value, int most);
    QWidget* addGroup(const QString& name, QWidget* field, const QString& sentence);
    void addParameters();
    void showParameters();

    QVBoxLayout* column_;
    QComboBox* model_;
    QLabel* says_;
    std::vector<Parameter> parameters_;
    QSpinBox* draws_ = nullptr;
    QSpinBox* seed_ = nullptr;
    bool withReplay_;
    bool isByTaste_ = false;
};

}  // namespace haberdash::ui
