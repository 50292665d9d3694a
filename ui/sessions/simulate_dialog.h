// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/runs/run_store.h"

#include <QDialog>
#include <QStringList>

#include <vector>

class QComboBox;
class QSpinBox;

namespace haberdash::ui {

class ClickPanel;

/// The options of a batch simulation, each with a sentence; accepted, words() is its command line.
class SimulateDialog : public QDialog {
    Q_OBJECT

  public:
    /// `runs` that can decide what the shoppers are shown.
    explicit SimulateDialog(const std::vector<Run>& runs, QWidget* parent = nullptr);

    /// From --shoppers on.
    QStringList words() const;

    QSpinBox* shoppersBox() const { return shoppers_; }

    QComboBox* policyBox() const { return policy_; }

    /// Percent of each list.
    QSpinBox* shareBox() const { return share_; }

    ClickPanel* clickPanel() const { return clicks_; }

  private:
    void addPolicies(const std::vector<Run>& runs);

    QSpinBox* shoppers_;
    QSpinBox* sessions_;
    QComboBox* policy_;
    QSpinBox* share_;
    ClickPanel* clicks_;
};

}  // namespace haberdash::ui
