// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sessions/sessions_view.h"

#include "tests/ui/support/view_fixture.h"
#include "ui/convert.h"
#include "ui/recommend/audience_picker.h"
#include "ui/sessions/click_panel.h"
#include "ui/sessions/persona_dialog.h"
#include "ui/sessions/product_picker.h"
#include "ui/sessions/replay_figures.h"
#include "ui/sessions/replay_panel.h"
#include "ui/sessions/session_bar.h"
#include "ui/sessions/session_controller.h"
#include "ui/sessions/session_strip.h"
#include "ui/sessions/simulate_dialog.h"
#include "ui/sessions/taste_rows.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/notice_bar.h"

#include <QApplication>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSpinBox>

namespace haberdash::ui {
namespace {

class SessionsViewTest : public test::ViewFixture {
  protected:
    /// Two runs, and a stored session of u1 with p1, p2 and p3; a simulated one before it with p5.
    void prepare() {
        project.addRun("multimodal", 3, 0.3);
        project.addRun("content", 3, 0.2);
        {
            Project file = Project::open(pathFromQt(project.folder()), Access::ReadWrite);
            EventStore events(file.database());
            const ItemStore items(file.database());
            Transaction transaction(file.database());
            const ShopperId shopper = events.shopper("u1")->id;
            const SessionId simulated = events.addSession(
                shopper, 5'000, true, R"({"policy":"popularity","clicks":"cascade"})");
            events.add({.shopper = shopper,
                        .item = items.requireSku("p5"),
                        .time = 5'001,
                        .session = simulated},
                       0);
            const SessionId stored = events.addSession(shopper, 9'000, false, "{}");
            for (std::int64_t i = 1; i <= 3; ++i) {
                events.add({.shopper = shopper,
                            .item = items.requireSku("p" + std::to_string(i)),
                            .time = 9'000 + i,
                            .session = stored},
                           0);
            }
            transaction.commit();
        }
        open();
        workspace.setCurrentRun(QStringLiteral("r1"));
    }

    std::unique_ptr<SessionsView> viewFor(const Audience::Kind kind, const char* key) {
        if (!workspace.isOpen()) {
            prepare();
        }
        auto view = std::make_unique<SessionsView>(context());
        view->resize(1100, 800);
        view->show();
        QApplication::setActiveWindow(view.get());
        workspace.setAudience({kind, QLatin1String(key), QLatin1String(key)});
        view->activate();
        EXPECT_TRUE(settle(*view));
        return view;
    }

    static bool settle(const SessionsView& view) {
        return waitUntil([&] { return !view.controller()->isBusy(); });
    }

    void press(SessionsView& view,
               const Qt::Key key,
               const Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        QTest::keyClick(view.strip(), key, modifiers);
        EXPECT_TRUE(settle(view));
    }

    QStringList skus(const SessionsView& view) {
        QStringList list;
        for (const StripEvent& event : view.controller()->events()) {
            list << toQt(workspace.items().item(event.item).sku);
        }
        return list;
    }

    static QStringList titles(const ReplayPanel& panel) {
        QStringList list;
        for (int row = 0; row < panel.grid()->model()->rowCount(); ++row) {
            list << panel.grid()->model()->index(row, 0).data().toString();
        }
        return list;
    }

    static QString stripText(const SessionsView& view, const int row) {
        return view.strip()->model()->index(row, 0).data(Qt::AccessibleTextRole).toString();
    }
};

TEST_F(SessionsViewTest, WithoutRunsItSendsToTrain) {
    open();
    SessionsView view(context());
    EXPECT_EQ(view.findChild<EmptyState*>()->button()->text(), QStringLiteral("Go to Train"));
}

TEST_F(SessionsViewTest, WithoutAnAudienceItAsksForWhom) {
    prepare();
    SessionsView view(context());
    EXPECT_EQ(view.findChild<EmptyState*>()->button()->text(), QStringLiteral("Choose… (U)"));
}

TEST_F(SessionsViewTest, TheLatestStoredSessionComesFirstAndSimulatedOnesSaySo) {
    const auto view = viewFor(Audience::Kind::Shopper, "u1");
    EXPECT_EQ(skus(*view), QStringList({"p1", "p2", "p3"}));
    EXPECT_TRUE(view->heading().startsWith(QStringLiteral("STORED SESSION")))
        << fromQt(view->heading());
    const QComboBox* const box = view->bar()->sessionBox();
    ASSERT_EQ(box->count(), 4);  // also the events that no session holds, and one to build
    EXPECT_TRUE(box->itemText(1).endsWith(QStringLiteral("simulated")));
    Q_EMIT view->bar()->sessionChosen(1);
    ASSERT_TRUE(settle(*view));
    EXPECT_EQ(skus(*view), QStringList({"p5"}));
    EXPECT_TRUE(view->heading().startsWith(QStringLiteral("SIMULATED SESSION")));
    EXPECT_TRUE(view->heading().contains(
        QStringLiteral("shown popular products, clicks by the cascade model")));
}

// As an imported shop has them: u2's events are at 1000, 2000 and 3000 seconds.
TEST_F(SessionsViewTest, WithoutStoredSessionsEventsAreCutWhereALongPauseIs) {
    const auto view = viewFor(Audience::Kind::Shopper, "u2");
    EXPECT_EQ(view->bar()->sessionBox()->count(), 2);
    EXPECT_EQ(skus(*view), QStringList({"p1", "p2", "p3"}));
    EXPECT_TRUE(view->heading().startsWith(QStringLiteral("EVENTS WITHOUT A LONG PAUSE")));
    EXPECT_EQ(view->controller()->result().steps.size(), 4U);
    EXPECT_EQ(view->controller()->result().earlier, 7U);  // as the request's "before" says
}

// The engine of the tests ranks by number, r2 backwards, turned by the numbers of the history.
TEST_F(SessionsViewTest, EachEventShowsWhereBothModelsHadIt) {
    const auto view = viewFor(Audience::Kind::Shopper, "u1");
    ASSERT_EQ(view->controller()->result().runs, QStringList({"r1", "r2"}));
    EXPECT_EQ(stripText(*view, 0), QStringLiteral("Event 1, Product 1, viewed, r1 #1 · r2 #12"));
    EXPECT_EQ(stripText(*view, 1), QStringLiteral("Event 2, Product 2, viewed, r1 #1 · r2 #11"));
    press(*view, Qt::Key_Home);
    EXPECT_EQ(titles(*view->panel(0)).first(), QStringLiteral("Product 1"));
    EXPECT_EQ(titles(*view->panel(1)).first(), QStringLiteral("Product 12"));
    EXPECT_EQ(view->panel(1)->sentence(),
              QStringLiteral("Before event 1, whose product stands at rank 12 · 0.50 simulated "
                             "clicks on this list"));
}

TEST_F(SessionsViewTest, ARunThatLearnedFromTheSessionIsNamed) {
    const auto view = viewFor(Audience::Kind::Shopper, "u1");
    EXPECT_TRUE(view->heading().contains(QStringLiteral("learned from by r1, whose ranks")));
}

TEST_F(SessionsViewTest, FiguresTellOverlapTauAndSimulatedClicks) {
    const auto view = viewFor(Audience::Kind::Shopper, "u1");
    const QString text = view->figures()->text();
    EXPECT_TRUE(text.contains(QStringLiteral("OVERLAP@5 2"))) << fromQt(text);
    EXPECT_TRUE(text.contains(QStringLiteral("KENDALL'S TAU -1.00"))) << fromQt(text);
    EXPECT_TRUE(text.contains(QStringLiteral("SIMULATED CLICKS, BY TASTE 1.00 vs 2.00")))
        << fromQt(text);
    EXPECT_TRUE(text.contains(QStringLiteral("±0.10 and ±0.10"))) << fromQt(text);
    EXPECT_TRUE(text.contains(QStringLiteral("LIKED MORE THAN 50.0 % vs 75.0 %"))) << fromQt(text);
    EXPECT_TRUE(text.contains(QStringLiteral("difference 1.00 ±0.10"))) << fromQt(text);
}

TEST_F(SessionsViewTest, WhereNothingFollowsNoClicksAreClaimed) {
    const auto view = viewFor(Audience::Kind::Session, "");
    const QString text = view->figures()->text();
    EXPECT_TRUE(text.contains(QStringLiteral("BY WHAT FOLLOWS – (nothing follows")))
        << fromQt(text);
    EXPECT_EQ(view->panel(0)->sentence(),
              QStringLiteral("After all events: nothing is left to click"));
}

TEST_F(SessionsViewTest, SpaceTakesAnEventOutAndPutsItBack) {
    const auto view = viewFor(Audience::Kind::Shopper, "u1");
    const QStringList before = titles(*view->panel(0));
    press(*view, Qt::Key_Home);
    press(*view, Qt::Key_Space);
    EXPECT_FALSE(view->controller()->events()[0].isOn);
    EXPECT_EQ(stripText(*view, 0), QStringLiteral("Event 1, Product 1, viewed, left out"));
    press(*view, Qt::Key_End);
    EXPECT_NE(titles(*view->panel(0)), before);
    press(*view, Qt::Key_Home);
    press(*view, Qt::Key_Space);
    press(*view, Qt::Key_End);
    EXPECT_EQ(titles(*view->panel(0)), before);
    EXPECT_FALSE(view->controller()->isTouched());
}

TEST_F(SessionsViewTest, DeleteRemovesAndRestoreBringsBack) {
    const auto view = viewFor(Audience::Kind::Shopper, "u1");
    press(*view, Qt::Key_Home);
    press(*view, Qt::Key_Delete);
    EXPECT_EQ(skus(*view), QStringList({"p2", "p3"}));
    EXPECT_EQ(view->strip()->currentEvent(), 0U);
    EXPECT_TRUE(view->heading().endsWith(QStringLiteral("changed here, not stored")));
    commands.action(QStringLiteral("sessions.restore"))->trigger();
    ASSERT_TRUE(settle(*view));
    EXPECT_EQ(skus(*view), QStringList({"p1", "p2", "p3"}));
    EXPECT_FALSE(view->controller()->isTouched());
}

TEST_F(SessionsViewTest, WhatWasChangedIsThereAgainWhenTheSessionIsChosenAgain) {
    const auto view = viewFor(Audience::Kind::Shopper, "u1");
    press(*view, Qt::Key_Home);
    press(*view, Qt::Key_Delete);
    ASSERT_EQ(view->controller()->events().size(), 2U);
    const QStringList left = skus(*view);
    Q_EMIT view->bar()->sessionChosen(1);
    ASSERT_TRUE(settle(*view));
    Q_EMIT view->bar()->sessionChosen(0);
    ASSERT_TRUE(settle(*view));
    EXPECT_EQ(skus(*view), left);
    EXPECT_TRUE(view->heading().contains(QStringLiteral("changed here")));
    view->controller()->restore();
    Q_EMIT view->bar()->sessionChosen(1);
    Q_EMIT view->bar()->sessionChosen(0);
    ASSERT_TRUE(settle(*view));
    EXPECT_EQ(view->controller()->events().size(), 3U);
}

TEST_F(SessionsViewTest, AltArrowsMoveTheEventAndKeepItInFocus) {
    const auto view = viewFor(Audience::Kind::Shopper, "u1");
    press(*view, Qt::Key_Home);
    press(*view, Qt::Key_Right, Qt::AltModifier);
    EXPECT_EQ(skus(*view), QStringList({"p2", "p1", "p3"}));
    EXPECT_EQ(view->strip()->currentEvent(), 1U);
    EXPECT_EQ(view->controller()->events()[0].time, 9'001);  // the times go on rising
    press(*view, Qt::Key_Left, Qt::AltModifier);
    press(*view, Qt::Key_Left, Qt::AltModifier);
    EXPECT_EQ(skus(*view), QStringList({"p1", "p2", "p3"}));
}

TEST_F(SessionsViewTest, ASessionIsBuiltByClickingProducts) {
    const auto view = viewFor(Audience::Kind::Session, "");
    EXPECT_TRUE(skus(*view).isEmpty());
    ASSERT_EQ(titles(*view->panel(0)).first(), QStringLiteral("Product 1"));
    QListView* const grid = view->panel(0)->grid();
    grid->setFocus();
    grid->setCurrentIndex(grid->model()->index(1, 0));
    QTest::keyClick(grid, Qt::Key_Return);
    ASSERT_TRUE(settle(*view));
    EXPECT_EQ(skus(*view), QStringList({"p2"}));
    ASSERT_EQ(workspace.session().size(), 1U);  // Recommend has it too
    EXPECT_EQ(workspace.session()[0].kind, EventKind::View);
    EXPECT_FALSE(titles(*view->panel(0)).contains(QStringLiteral("Product 2")));
}

TEST_F(SessionsViewTest, LookingAtAStoredSessionAddsNothingByAClick) {
    const auto view = viewFor(Audience::Kind::Shopper, "u1");
    Q_EMIT view->panel(0)->acted(raw(workspace.items().requireSku("p7")));
    EXPECT_EQ(skus(*view), QStringList({"p1", "p2", "p3"}));
}

TEST_F(SessionsViewTest, AProductIsFoundByWordsAndAdded) {
    const auto view = viewFor(Audience::Kind::Shopper, "u1");
    press(*view, Qt::Key_A);
    ASSERT_TRUE(view->products()->isVisible());
    QTest::keyClicks(view->products()->field(), QStringLiteral("p7"));
    QTest::keyClick(view->products()->field(), Qt::Key_Return);
    ASSERT_TRUE(settle(*view));
    EXPECT_EQ(skus(*view), QStringList({"p1", "p2", "p3", "p7"}));
    EXPECT_EQ(view->controller()->events()[3].time, 9'033);
}

TEST_F(SessionsViewTest, ReplayGoesToTheFirstEvent) {
    const auto view = viewFor(Audience::Kind::Shopper, "u1");
    EXPECT_FALSE(view->strip()->currentEvent().has_value());
    press(*view, Qt::Key_R);
    EXPECT_EQ(view->strip()->currentEvent(), 0U);
}

TEST_F(SessionsViewTest, WithoutASecondModelThereIsOneListAndNoAgreement) {
    const auto view = viewFor(Audience::Kind::Shopper, "u1");
    Q_EMIT view->bar()->otherRunChosen(QString());
    ASSERT_TRUE(settle(*view));
    EXPECT_TRUE(view->panel(1)->isHidden());
    EXPECT_FALSE(view->figures()->text().contains(QStringLiteral("OVERLAP")));
    EXPECT_EQ(stripText(*view, 0), QStringLiteral("Event 1, Product 1, viewed, r1 #1"));
}

TEST_F(SessionsViewTest, TheClickModelsParametersFollowTheModelAndAreSent) {
    const auto view = viewFor(Audience::Kind::Session, "");
    ClickPanel* const clicks = view->clicks();
    auto* const decay = clicks->findChild<QDoubleSpinBox*>(QStringLiteral("decay"));
    auto* const patience = clicks->findChild<QDoubleSpinBox*>(QStringLiteral("patience"));
    EXPECT_TRUE(decay->isHidden() || !decay->isVisible());
    EXPECT_TRUE(patience->isVisible());
    clicks->modelBox()->setCurrentIndex(clicks->modelBox()->findData(QStringLiteral("position")));
    EXPECT_TRUE(decay->isVisible());
    EXPECT_FALSE(patience->isVisible());
    decay->setValue(1.5);
    EXPECT_EQ(clicks->fields().at("model"), "position");
    EXPECT_DOUBLE_EQ(clicks->fields().at("decay").get<double>(), 1.5);
    EXPECT_TRUE(view->controller()->isBusy());  // it is asked again
    EXPECT_TRUE(settle(*view));
}

TEST_F(SessionsViewTest, AttractionIsAskedForOnlyWhereNoTasteIsKnown) {
    const auto view = viewFor(Audience::Kind::Session, "");
    auto* const wanted = view->clicks()->findChild<QDoubleSpinBox*>(QStringLiteral("p"));
    EXPECT_TRUE(wanted->isVisible());
    workspace.setAudience({Audience::Kind::Shopper, "u1", "u1"});
    ASSERT_TRUE(settle(*view));
    EXPECT_FALSE(wanted->isVisible());
}

TEST_F(SessionsViewTest, AsLongAsItIsHiddenTheEngineIsNotAsked) {
    const auto view = viewFor(Audience::Kind::Shopper, "u1");
    view->hide();
    workspace.setAudience({Audience::Kind::Shopper, "u2", "u2"});
    EXPECT_FALSE(view->controller()->isBusy());
    EXPECT_TRUE(view->controller()->result().steps.empty());
    workspace.setAudience({Audience::Kind::Shopper, "u1", "u1"});
    view->show();
    EXPECT_TRUE(view->controller()->isBusy());
    ASSERT_TRUE(settle(*view));
    EXPECT_EQ(skus(*view), QStringList({"p1", "p2", "p3"}));
    EXPECT_EQ(view->controller()->result().steps.size(), 4U);
}

TEST_F(SessionsViewTest, ARunThatIsGoneIsSaidWithAWayOut) {
    const auto view = viewFor(Audience::Kind::Shopper, "u1");
    workspace.setCurrentRun(QStringLiteral("r9"));
    ASSERT_TRUE(settle(*view));
    EXPECT_EQ(view->controller()->failure(), QStringLiteral("There is no run r9."));
    EXPECT_EQ(view->findChild<EmptyState*>()->button()->text(), QStringLiteral("Try again"));
}

TEST_F(SessionsViewTest, ASimulationIsAJobWithItsOptions) {
    const auto view = viewFor(Audience::Kind::Shopper, "u1");
    view->askSimulation();
    ASSERT_NE(view->dialog(), nullptr);
    view->dialog()->shoppersBox()->setValue(30);
    QComboBox* const policy = view->dialog()->policyBox();
    policy->setCurrentIndex(policy->findData(QStringLiteral("r1")));
    ASSERT_GE(policy->currentIndex(), 0);
    EXPECT_EQ(view->dialog()->shareBox()->value(), 25);
    view->dialog()->shareBox()->setValue(40);
    view->dialog()->accept();
    ASSERT_FALSE(engine.jobs().isEmpty());
    EXPECT_TRUE(engine.jobs().last()->command().contains(
        QStringLiteral("--shoppers 30 --sessions 8 --policy r1 --searched 0.6 --clicks cascade "
                       "--patience 0.97")))
        << fromQt(engine.jobs().last()->command());
    const auto* const notice = view->findChild<NoticeBar*>();
    ASSERT_TRUE(waitUntil([&] { return !notice->sentence().isEmpty(); }));
    EXPECT_TRUE(notice->sentence().startsWith(
        QStringLiteral("Simulated: 240 sessions of 30 new shoppers, with 1,200 events.")))
        << fromQt(notice->sentence());
}

TEST_F(SessionsViewTest, TheEngineChoosesASimulationsSeedUnlessOneIsGiven) {
    const auto view = viewFor(Audience::Kind::Shopper, "u1");
    view->askSimulation();
    EXPECT_FALSE(view->dialog()->words().contains(QStringLiteral("--seed")));
    view->dialog()->clickPanel()->seedBox()->setValue(12);
    EXPECT_EQ(view->dialog()->words().mid(view->dialog()->words().indexOf("--seed")),
              QStringList({QStringLiteral("--seed"), QStringLiteral("12")}));
}

TEST_F(SessionsViewTest, ASimulationThatFailsSaysWhy) {
    const auto view = viewFor(Audience::Kind::Shopper, "u1");
    view->askSimulation();
    QComboBox* const policy = view->dialog()->policyBox();
    policy->setCurrentIndex(policy->findData(QStringLiteral("random")));
    view->dialog()->accept();
    const auto* const notice = view->findChild<NoticeBar*>();
    ASSERT_TRUE(waitUntil([&] { return !notice->sentence().isEmpty(); }));
    EXPECT_TRUE(notice->sentence().contains(QStringLiteral("simulated in this project before")));
    EXPECT_TRUE(view->bar()->simulateButton()->isEnabled());
}

TEST_F(SessionsViewTest, APersonasTasteIsChangedPreviewedAndSaved) {
    const auto view = viewFor(Audience::Kind::Persona, "minimalist");
    view->editPersona(false);
    PersonaDialog* const dialog = view->personaDialog();
    ASSERT_NE(dialog, nullptr);
    EXPECT_EQ(dialog->nameField()->text(), QStringLiteral("Minimalist"));
    const auto firstLiked = [dialog] { return titles(*dialog->preview()).value(0); };
    ASSERT_TRUE(waitUntil([&] { return firstLiked() == QStringLiteral("Product 1"); }));
    TasteRows* const rows = dialog->rows();
    rows->facetBox()->setEditText(QStringLiteral("puce"));
    rows->addButton()->click();
    EXPECT_EQ(rows->count(), 0);
    EXPECT_TRUE(rows->note()->text().contains(QStringLiteral("puce")));
    rows->facetBox()->setEditText(QStringLiteral("category: Shirts"));
    EXPECT_TRUE(rows->note()->isHidden());
    rows->addButton()->click();
    rows->add(QStringLiteral("brand=Brand"), 0, true);
    ASSERT_EQ(rows->count(), 2);
    Q_EMIT rows->changed();
    ASSERT_TRUE(waitUntil([&] { return firstLiked() == QStringLiteral("Product 2"); }));
    EXPECT_TRUE(dialog->preview()->sentence().contains(QStringLiteral("never bought")));
    dialog->saveButton()->click();
    const Json taste = Json::parse(workspace.events().persona("minimalist")->taste);
    EXPECT_EQ(taste.at("weights"), Json({{"category=Shirts", 1.0}}));
    EXPECT_EQ(taste.at("avoids"), Json::array({"brand=Brand"}));
    EXPECT_DOUBLE_EQ(taste.at("budget").get<double>(), 0.5);
    EXPECT_EQ(workspace.events().personas().size(), 1U);
    EXPECT_TRUE(settle(*view));
}

TEST_F(SessionsViewTest, LikedExamplesWeighWhatTheyHaveInCommon) {
    const auto view = viewFor(Audience::Kind::Persona, "minimalist");
    view->editPersona(true);
    PersonaDialog* const dialog = view->personaDialog();
    const auto weight = [dialog] {
        return Json::parse(dialog->persona().taste).at("weights").value("category=Shirts", 0.0);
    };
    dialog->addExample(*workspace.items().idOfSku("p1"));
    ASSERT_TRUE(waitUntil([&] { return weight() == 0.25; }));
    dialog->addExample(*workspace.items().idOfSku("p2"));
    EXPECT_TRUE(waitUntil([&] { return weight() == 0.5; }));
    dialog->reject();
    EXPECT_TRUE(settle(*view));
}

TEST_F(SessionsViewTest, ATasteThatIsSavedUnchangedIsTheSameToTheLastDigit) {
    const auto view = viewFor(Audience::Kind::Persona, "minimalist");
    Persona persona = *workspace.events().persona("minimalist");
    const Json before = {{"budget", 0.12345},
                         {"thrift", 1.23456},
                         {"noise", 0.6},
                         {"women_share", 0.87654},
                         {"weights", {{"brand=Brand", 0.22222}, {"colour=red", 0.33333}}},
                         {"brands", {{"Brand", -0.77777}}},
                         {"avoids", {"category=Hats", "colour=red"}},
                         {"of another version", "kept"}};
    persona.taste = before.dump();
    {
        Transaction transaction(workspace.project().database());
        workspace.events().putPersona(persona);
        transaction.commit();
    }
    view->editPersona(false);
    view->personaDialog()->saveButton()->click();
    EXPECT_EQ(Json::parse(workspace.events().persona("minimalist")->taste), before);
    EXPECT_TRUE(settle(*view));
}

TEST_F(SessionsViewTest, ANewPersonaNeedsANameAndGetsAKeyOfItsOwn) {
    const auto view = viewFor(Audience::Kind::Persona, "minimalist");
    view->editPersona(true);
    PersonaDialog* const dialog = view->personaDialog();
    ASSERT_NE(dialog, nullptr);
    EXPECT_FALSE(dialog->saveButton()->isEnabled());
    QTest::keyClicks(dialog->nameField(), QStringLiteral("Minimalist"));
    dialog->saveButton()->click();
    ASSERT_EQ(workspace.events().personas().size(), 2U);
    EXPECT_EQ(workspace.events().personas()[1].key, "minimalist-2");
    EXPECT_EQ(workspace.audience().key, QStringLiteral("minimalist-2"));
    EXPECT_TRUE(settle(*view));
}

TEST_F(SessionsViewTest, EverythingThatTakesTheFocusHasAName) {
    const auto view = viewFor(Audience::Kind::Shopper, "u1");
    for (const QWidget* const widget : view->findChildren<QWidget*>()) {
        if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus || widget->focusProxy() ||
            widget->objectName().startsWith(QStringLiteral("qt_"))) {
            continue;
        }
        const auto* const button = qobject_cast<const QAbstractButton*>(widget);
        const bool hasText = button && !button->text().isEmpty();
        EXPECT_TRUE(hasText || !widget->accessibleName().isEmpty())
            << widget->metaObject()->className() << " " << fromQt(widget->objectName());
    }
}

}  // namespace
}  // namespace haberdash::ui
