// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/options.h"

#include <QString>
#include <QStringList>
#include <QWidget>

#include <functional>
#include <string>
#include <vector>

class QLabel;
class QLineEdit;
class QToolButton;
class QVBoxLayout;

namespace haberdash::ui {

/// A form made from a list of options: one editor a field, grouped by the part of the key before
/// the dot, its sentence below it, a mark and a way back where it differs from the baseline, and a
/// box that narrows the list by words.
class OptionsForm : public QWidget {
    Q_OBJECT

  public:
    /// Borrows the struct that `options` points into; its values are the defaults.
    explicit OptionsForm(std::vector<Option> options, QWidget* parent = nullptr);

    /// Defaults changed by `values` (a preset): what every field now holds and is compared with.
    void setBaseline(const Json& values);

    /// Which fields there are at all, by key; the others are hidden, and settings() leaves them
    /// out.
    void setReads(std::function<bool(const std::string& key)> reads);

    /// "key=value" for each field that there is and that differs from the baseline.
    QStringList settings() const;

    /// Sets one field as a person would; false for an unknown key or a value that does not fit.
    bool setValue(const QString& key, const QString& text);
    QWidget* editor(const QString& key) const;

    /// Shows only fields whose name, key or sentence holds all words.
    void setFilter(const QString& words);

  Q_SIGNALS:
    void changed();

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    struct Field {
        std::size_t option = 0;
        QWidget* row = nullptr;
        QWidget* editor = nullptr;
        QLabel* name = nullptr;
        QToolButton* reset = nullptr;
        QLabel* heading = nullptr;  ///< of the field's group
    };

    void buildRow(std::size_t index, QLabel* heading, QVBoxLayout* column);
    QWidget* makeEditor(std::size_t index);
    void take(std::size_t index, const std::string& text);
    void showValue(const Field& field);
    void markChanges();
    bool isRead(const std::string& key) const;

    std::vector<Option> options_;
    Json defaults_;
    Json baseline_;
    std::vector<Field> fields_;
    std::function<bool(const std::string& key)> reads_;
    QLineEdit* filter_;
    QLabel* nothing_;
};

}  // namespace haberdash::ui
