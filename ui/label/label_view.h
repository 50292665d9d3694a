// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/label/label_session.h"
#include "ui/shell/view.h"

class QComboBox;
class QHBoxLayout;
class QLabel;
class QMenu;
class QProgressBar;
class QPushButton;
class QStackedWidget;
class QToolButton;

namespace haberdash::ui {

class EmptyState;
class LabelCanvas;
class NoticeBar;
class ReviewPage;
class SegmentedControl;

/// Labelling: what to ask is chosen on the first page, one key answers one question on the second,
/// and the third tells how far people agree.
class LabelView : public View {
    Q_OBJECT

  public:
    explicit LabelView(const ViewContext& context, QWidget* parent = nullptr);

    QString id() const override { return QStringLiteral("label"); }

    QString title() const override { return tr("Label"); }

    QString icon() const override { return QStringLiteral("label"); }

    void activate() override;
    bool isSettled() const override;

    /// Begins with what the first page says.
    void start();
    void showReview();
    void showSetup();
    void goOn();

    LabelSession* session() const { return session_; }

    LabelCanvas* canvas() const { return canvas_; }

    /// Buttons of the latest decisions, oldest first.
    const std::vector<QToolButton*>& lastTen() const { return lastTen_; }

    ReviewPage* review() const { return review_; }

    NoticeBar* notice() const { return notice_; }

  protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

  private:
    enum class Way { Left, Right, Up, Down };

    QWidget* makeSetup();
    QWidget* makeQuestion();
    QWidget* makeKeyRow();
    QWidget* makeLastTen();
    void addCommands();
    void addMenuCommands();
    void fillSetup();
    void showPersona();
    void keepSetup() const;
    void askAnew();
    void refresh();
    void refreshKeys();
    void refreshProgress();
    void refreshLastTen();
    void answer(Way way);
    void pick(int position);
    void click(int position);
    void commitRank();
    void goBack();
    void undo();
    void redo();
    void flag();
    void addReasons(QMenu* menu, const std::string& products);
    void takeFlag(const QString& reason, const std::string& products);
    void decide(LabelKind kind, const std::string& choice = {}, const std::string& note = {});
    void reverse(bool isUndo);
    void tell(const std::optional<LabelSession::Reversal>& done, bool isUndo);
    void change(std::int64_t seq);
    bool comeForward();
    bool isAsking() const;
    bool isEmpty() const;
    QString form() const;
    void complain(const Error& error);

    ViewContext context_;
    LabelSession* session_;
    NoticeBar* notice_;
    QStackedWidget* pages_;
    EmptyState* empty_;
    QWidget* setup_ = nullptr;
    QWidget* question_ = nullptr;
    ReviewPage* review_;
    SegmentedControl* form_ = nullptr;
    QComboBox* annotator_ = nullptr;
    QComboBox* persona_ = nullptr;
    QComboBox* order_ = nullptr;
    QPushButton* begin_ = nullptr;
    QLabel* whom_ = nullptr;
    QLabel* soFar_ = nullptr;
    QLabel* heading_ = nullptr;
    QLabel* count_ = nullptr;
    QLabel* pace_ = nullptr;
    QProgressBar* progress_ = nullptr;
    LabelCanvas* canvas_ = nullptr;
    QHBoxLayout* keyRow_ = nullptr;
    QLabel* lastWord_ = nullptr;
    std::vector<QToolButton*> lastTen_;  ///< oldest first
    std::vector<std::int64_t> lastSeqs_;
    QLabel* note_ = nullptr;
    bool isFilled_ = false;   ///< the first page has what the settings kept
    bool wasAsking_ = false;  ///< before the review came
    bool isNarrow_ = false;  ///< small window or large type: what keys and menus do too is left out
    std::string picked_;
};

}  // namespace haberdash::ui
