// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/sessions/event.h"
#include "ui/shell/view.h"

class QLabel;
class QMenu;
class QPushButton;
class QSplitter;
class QStackedWidget;

namespace haberdash::ui {

class AudiencePicker;
class EmptyState;
class EventStrip;
class NoticeBar;
class RankingController;
class RankingList;
class RankingModel;
class RecommendBar;
class RuleDraft;
class RulesPanel;
class WhyPanel;

/// Ranks the catalog for a shopper, a persona or a session built by clicking, and shows at once
/// what each event changes.
class RecommendView : public View {
    Q_OBJECT

  public:
    explicit RecommendView(const ViewContext& context, QWidget* parent = nullptr);

    QString id() const override { return QStringLiteral("recommend"); }

    QString title() const override { return tr("Recommend"); }

    QString icon() const override { return QStringLiteral("recommend"); }

    void activate() override;
    bool isSettled() const override;

    RankingController* controller() const { return controller_; }

    RankingList* list() const { return list_; }

    RankingModel* model() const { return model_; }

    EventStrip* strip() const { return strip_; }

    WhyPanel* why() const { return why_; }

    RuleDraft* draft() const { return draft_; }

    RulesPanel* rules() const { return rules_; }

    AudiencePicker* picker() const { return picker_; }

    /// Overlap, Kendall's tau and how long the ranking took, as shown below the list.
    QString status() const;

    void switchWhy();
    void switchWhatIf();
    void switchDiff();
    void switchRules();

  private:
    void arrange();
    QWidget* makeStripPanel();
    void connectController();
    void connectBar();
    void addCommands();
    void addRuleCommands();
    void connectRules();
    void showRules();
    void changeRule(const std::function<void(ItemId)>& change);
    void attemptRule(const std::function<void()>& change);
    void askPlace();
    void saveRules();
    void addRuleActions(QMenu* menu);
    void addCommand(const char* id,
                    const QString& text,
                    const QString& hint,
                    const QKeySequence& keys,
                    const char* icon,
                    std::function<void()> run);
    void openProject();
    void showRuns();
    void showRanking();
    void showEvents();
    void showStripTitle();
    void showStripHint();
    void showState();
    void showSwitches();
    void look();
    void act(EventKind kind);
    void askMenu(const QPoint& at);
    void exportAs();
    void runEmptyAction();

    ViewContext context_;
    RuleDraft* draft_;
    RankingController* controller_;
    RankingModel* model_;
    NoticeBar* notice_;
    RecommendBar* bar_;
    AudiencePicker* picker_;
    QLabel* stripTitle_;
    QLabel* stripHint_;
    EventStrip* strip_;
    QPushButton* undo_;
    QPushButton* clear_;
    RankingList* list_;
    WhyPanel* why_;
    QWidget* whySide_ = nullptr;
    RulesPanel* rules_;
    QWidget* rulesSide_ = nullptr;
    QLabel* status_;
    EmptyState* empty_;
    QStackedWidget* pages_;
    bool isWhy_ = false;
    bool isDiff_ = false;
    bool areRulesShown_ = false;
    bool isOtherAudience_ = false;  ///< whose list begins at its top
    bool isListWanted_ = false;     ///< it gets the focus when it comes
};

}  // namespace haberdash::ui
