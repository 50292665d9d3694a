// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>

#include <vector>

class QSplitter;

namespace haberdash::ui {

/// Panels side by side with handles between them, which stand one above the other and scroll where
/// the width does not suffice: small windows, large type.
class FoldingColumns : public QScrollArea {
    Q_OBJECT

  public:
    /// Folds below this width (pixels at 100 %).
    explicit FoldingColumns(int foldBelow, QWidget* parent = nullptr);

    /// `width` is the wish side by side, `height` the least when stacked (pixels at 100 %); the
    /// panel that `isStretching` takes what is left.
    void add(QWidget* panel, int width, int height, bool isStretching);

    /// Another least height of `panel` when stacked (pixels at 100 %).
    void setHeight(const QWidget* panel, int height);

    bool isFolded() const { return isFolded_; }

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    void arrange(bool isFolded);

    struct Panel {
        QWidget* widget;
        int width;
        int height;
    };

    int foldBelow_;
    bool isFolded_ = false;
    QSplitter* splitter_;
    std::vector<Panel> panels_;
};

}  // namespace haberdash::ui
