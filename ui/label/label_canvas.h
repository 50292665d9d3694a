// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/label/label_session.h"
#include "ui/pictures/placeholder.h"

#include <QWidget>

namespace haberdash::ui {

class PictureCache;

/// One, two or four products as large as the room allows, side by side, with name and price. Paints
/// only: keys are commands. A click chooses a product.
class LabelCanvas : public QWidget {
    Q_OBJECT

  public:
    LabelCanvas(Workspace& workspace, PictureCache& pictures, QWidget* parent = nullptr);

    /// Shows a question and has the pictures of the next ones decoded. What is picked and chosen
    /// stays.
    void ask(const LabelQuestion* question, const std::vector<const LabelQuestion*>& next);

    /// Letters of the products that were ranked so far, best first.
    void setPicked(const std::string& letters);

    /// Everything about the products in place of the picture's lower half.
    void setDetailed(bool isDetailed);

    bool isDetailed() const { return isDetailed_; }

    const std::string& picked() const { return picked_; }

    /// Marks what was chosen before, while an answer is changed; empty: none.
    void setChosen(const std::string& letters);

    /// The pictures on show are decoded in full.
    bool isSettled() const;

  Q_SIGNALS:
    void clicked(int position);

  protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    QSize minimumSizeHint() const override;

  private:
    std::vector<QRect> cards() const;
    void describe();
    void paintCard(QPainter& painter, const QRect& card, std::size_t position);
    /// `isTight`: title and price alone, a line each.
    void paintWords(QPainter& painter, const QRect& room, const Item& item, bool isTight) const;

    Workspace& workspace_;
    PictureCache& pictures_;
    std::vector<Item> items_;
    std::string picked_;
    std::string chosen_;
    bool isDetailed_ = false;
};

}  // namespace haberdash::ui
