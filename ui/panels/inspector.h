// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/catalog/item.h"
#include "ui/shell/view.h"

#include <QWidget>

class QLabel;
class QScrollArea;
class QStackedWidget;
class QTabWidget;
class QVBoxLayout;

namespace haberdash::ui {

class EmptyState;
class WhyPanel;

/// The panel at the right: the chosen product, and why it was recommended, what happened with it
/// and where each fact comes from.
class Inspector : public QWidget {
    Q_OBJECT

  public:
    explicit Inspector(const ViewContext& context, QWidget* parent = nullptr);

    /// "why", "history", "from".
    void showTab(const QString& id);

    /// Neither the picture nor the reasons are under way.
    bool isSettled() const { return !isAsking_; }

  protected:
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

  private:
    void buildCard(QVBoxLayout* column);
    void refresh();
    void refreshPicture();
    void fitPicture();
    void refreshTab();
    void refreshWhy();
    void refreshHistory();
    void refreshFrom();
    void addLine(QVBoxLayout* column, const char* role, const QString& text) const;
    void addPair(QVBoxLayout* column, const QString& name, const QString& value) const;
    QVBoxLayout* emptied(QWidget* page) const;

    ViewContext context_;
    std::optional<Item> item_;
    QStackedWidget* pages_;
    EmptyState* empty_;
    QWidget* card_;
    QLabel* picture_ = nullptr;
    QLabel* title_ = nullptr;
    QLabel* facts_ = nullptr;
    QLabel* text_ = nullptr;
    QTabWidget* tabs_ = nullptr;
    WhyPanel* why_ = nullptr;
    QWidget* history_ = nullptr;
    QWidget* from_ = nullptr;
    bool isAsking_ = false;
    bool isStale_ = true;
};

}  // namespace haberdash::ui
