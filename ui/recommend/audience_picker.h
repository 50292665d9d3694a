// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/workspace.h"
#include "ui/widgets/search_popup.h"

#include <vector>

namespace haberdash::ui {

/// A popup in which words narrow a list of personas and shoppers; Enter takes one.
class AudiencePicker : public SearchPopup {
    Q_OBJECT

  public:
    explicit AudiencePicker(Workspace& workspace, QWidget* parent = nullptr);

  Q_SIGNALS:
    void chosen(const haberdash::ui::Audience& audience);

  protected:
    void fill(const QString& words) override;
    void takeCurrent() override;

  private:
    void addRow(const Audience& audience, const QString& icon, const QString& text);
    void addHeading(const QString& text);

    Workspace& workspace_;
    std::vector<Audience> rows_;
};

}  // namespace haberdash::ui
