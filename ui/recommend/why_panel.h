// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/recommend/ranking.h"

#include <QWidget>

#include <optional>

class QLabel;
class QVBoxLayout;

namespace haberdash::ui {

class PictureCache;
class Workspace;

/// Why a product is recommended: what each modality and the history add to its score, and the
/// events without which it would score less, or more.
class WhyPanel : public QWidget {
    Q_OBJECT

  public:
    WhyPanel(Workspace& workspace, PictureCache& pictures, QWidget* parent = nullptr);

    /// Reasons of `item` are on their way. An empty `subject` shows no second line.
    void wait(ItemId item, const QString& heading, const QString& subject);

    /// Those of another product than the one waited for are left out.
    void show(const Reasons& reasons);
    void showProblem(const QString& sentence);
    void clear();

    std::optional<ItemId> item() const { return item_; }

    /// The panel's words, for assistive technology and tests.
    QString summary() const;

  private:
    void clearRows();
    void addBar(const QString& name, double share, double value);
    void addEvents(const QString& header, const std::vector<ExplainedEvent>& events);
    void addEvent(const ExplainedEvent& event);
    QWidget* pictureOf(ItemId item, int side);

    Workspace& workspace_;
    PictureCache& pictures_;
    std::optional<ItemId> item_;
    QLabel* title_;
    QLabel* product_;
    QLabel* sentence_;
    QWidget* rows_ = nullptr;
    QVBoxLayout* column_;
    QStringList words_;
};

}  // namespace haberdash::ui
