// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/json.h"
#include "core/data/sessions/event.h"
#include "ui/shell/view.h"

#include <QDialog>
#include <QStringList>
#include <QTimer>

#include <optional>

class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace haberdash::ui {

class LabelledSlider;
class ProductPicker;
class ReplayPanel;
class TasteRows;

/// A persona's name and taste, with what it likes most beside it as the engine ranks it. Saving
/// writes the persona; shoppers that were simulated around it keep their own tastes.
class PersonaDialog : public QDialog {
    Q_OBJECT

  public:
    /// `persona`: to be changed; nullopt: a new one.
    PersonaDialog(const ViewContext& context,
                  const std::optional<Persona>& persona,
                  QWidget* parent = nullptr);

    /// As it stands in the fields; the key of a new one is made of its name.
    Persona persona() const;

    QLineEdit* nameField() const { return name_; }

    TasteRows* rows() const { return rows_; }

    ReplayPanel* preview() const { return preview_; }

    /// A product that the persona likes: what it has in common with the others is weighed.
    void addExample(ItemId item);

    QPushButton* saveButton() const { return save_; }

  Q_SIGNALS:
    void saved(const QString& key, const QString& name);

  private:
    void arrange();
    QWidget* makeFields();
    void fill(const Json& taste);
    Json taste() const;
    void ask();
    void showLiked(const Json& result);
    void takeLeanings(const Json& result);
    void save();
    void tell(const QString& sentence);
    std::string freshKey() const;

    ViewContext context_;
    std::optional<Persona> before_;
    QLineEdit* name_;
    QLineEdit* about_;
    TasteRows* rows_;
    LabelledSlider* budget_;
    LabelledSlider* women_;
    QDoubleSpinBox* thrift_;
    QDoubleSpinBox* noise_;
    ReplayPanel* preview_;
    QLabel* says_;
    QPushButton* save_ = nullptr;
    ProductPicker* picker_;
    QPushButton* example_;
    QLabel* examplesSay_;
    QStringList titles_;  ///< of the examples
    Json examples_ = Json::array();
    std::size_t leanedOn_ = 0;  ///< examples whose leanings are in the rows
    QTimer wait_;
    bool hasFacets_ = false;
};

}  // namespace haberdash::ui
