// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recommend/recommend_view.h"

#include "core/data/base/files.h"
#include "core/data/labels/label_store.h"
#include "core/data/rules/rule_edit.h"
#include "tests/ui/support/view_fixture.h"
#include "ui/convert.h"
#include "ui/recommend/audience_picker.h"
#include "ui/recommend/event_strip.h"
#include "ui/recommend/ranking_controller.h"
#include "ui/recommend/ranking_export.h"
#include "ui/recommend/ranking_list.h"
#include "ui/recommend/ranking_model.h"
#include "ui/recommend/why_panel.h"
#include "ui/rules/rule_draft.h"
#include "ui/rules/rules_panel.h"
#include "ui/widgets/empty_state.h"

#include <QApplication>
#include <QInputDialog>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTemporaryDir>

namespace haberdash::ui {
namespace {

class RecommendViewTest : public test::ViewFixture {
  protected:
    std::unique_ptr<RecommendView> viewFor(const Audience::Kind kind, const char* key) {
        if (!workspace.isOpen()) {
            project.addRun("multimodal", 3, 0.3);
            open();
        }
        auto view = std::make_unique<RecommendView>(context());
        workspace.setAudience({kind, QLatin1String(key), QLatin1String(key)});
        EXPECT_TRUE(waitUntil([&] { return !view->controller()->isBusy(); }));
        return view;
    }

    QStringList skus(const RecommendView& view) {
        QStringList list;
        for (int row = 0; row < view.model()->rowCount(); ++row) {
            list << toQt(view.model()->itemAt(row).sku);
        }
        return list;
    }

    ItemId item(const char* sku) { return workspace.items().requireSku(sku); }

    /// In the active window, where shortcuts work.
    static RankingList& focused(RecommendView& view) {
        view.show();
        view.activateWindow();
        EXPECT_TRUE(QTest::qWaitForWindowActive(&view));
        view.list()->setFocus();
        return *view.list();
    }
};

TEST_F(RecommendViewTest, WithoutRunsItSendsToTrain) {
    open();
    RecommendView view(context());
    EXPECT_EQ(view.findChild<EmptyState*>()->button()->text(), QStringLiteral("Go to Train"));
}

TEST_F(RecommendViewTest, WithoutAnAudienceItAsksForWhom) {
    project.addRun("multimodal", 3, 0.3);
    open();
    RecommendView view(context());
    EXPECT_EQ(view.findChild<EmptyState*>()->button()->text(), QStringLiteral("Choose… (U)"));
}

TEST_F(RecommendViewTest, APersonasListAndItsEventsAppear) {
    const auto view = viewFor(Audience::Kind::Persona, "minimalist");
    EXPECT_EQ(skus(*view).first(), QStringLiteral("p1"));
    EXPECT_EQ(view->controller()->events().size(), 3U);
    EXPECT_EQ(view->strip()->model()->rowCount(), 3);
    EXPECT_EQ(view->model()->strengthText(0), QStringLiteral("90 % likely to please"));
}

TEST_F(RecommendViewTest, TheArrowKeysWorkAtOnceWhenTheListArrives) {
    project.addRun("multimodal", 3, 0.3);
    open();
    RecommendView view(context());
    view.show();
    QApplication::setActiveWindow(&view);
    view.activate();
    workspace.setAudience({Audience::Kind::Persona, "minimalist", "Mina"});
    ASSERT_TRUE(waitUntil([&] { return view.model()->rowCount() > 0; }));
    EXPECT_EQ(view.focusWidget(), view.list());
}

TEST_F(RecommendViewTest, ATasteShowsTheLabelsThatItIsMadeFrom) {
    const auto view = viewFor(Audience::Kind::Annotator, "AK");
    EXPECT_EQ(view->strip()->model()->rowCount(), 0);
    LabelStore store(workspace.project().database());
    const AnnotatorId annotator = store.annotatorOf("AK", 0);
    std::vector<LabelEvent> labels{{.kind = LabelKind::Like, .items = {"p2"}},
                                   {.kind = LabelKind::Dislike, .items = {"p3"}}};
    for (LabelEvent& label : labels) {
        label.annotator = annotator;
        store.append(label);
    }
    workspace.noteLabelsChanged();
    view->controller()->catchUp();
    const std::vector<StripEvent> said = view->controller()->events();
    ASSERT_EQ(said.size(), 2U);
    EXPECT_EQ(said[0].item, item("p2"));
    EXPECT_EQ(said[1].kind, EventKind::Dislike);
    EXPECT_EQ(view->strip()->model()->rowCount(), 2);
}

// The engine of the tests leaves out what was seen and turns the list by the seen numbers.
TEST_F(RecommendViewTest, AClickIsAnEventAndTheListFollowsWithMovements) {
    const auto view = viewFor(Audience::Kind::Session, "");
    ASSERT_EQ(skus(*view).mid(0, 3), QStringList({"p1", "p2", "p3"}));
    view->list()->keepCurrent(item("p1"), 0);
    Q_EMIT view->list()->acted();
    ASSERT_TRUE(waitUntil([&] { return skus(*view).first() == QStringLiteral("p2"); }));
    EXPECT_EQ(workspace.session().size(), 1U);
    EXPECT_EQ(view->model()->movement(0), QStringLiteral("▲1"));
    EXPECT_FALSE(skus(*view).contains(QStringLiteral("p1")));
}

TEST_F(RecommendViewTest, UndoTakesTheEventBack) {
    const auto view = viewFor(Audience::Kind::Session, "");
    const QStringList before = skus(*view);
    view->controller()->act(item("p4"), EventKind::Like);
    ASSERT_TRUE(waitUntil([&] { return skus(*view) != before; }));
    view->controller()->undo();
    EXPECT_TRUE(waitUntil([&] { return skus(*view) == before; }));
    EXPECT_TRUE(workspace.session().empty());
}

TEST_F(RecommendViewTest, WhatIfRestoresExactly) {
    const auto view = viewFor(Audience::Kind::Session, "");
    view->controller()->act(item("p2"), EventKind::View);
    view->controller()->act(item("p5"), EventKind::Like);
    ASSERT_TRUE(waitUntil([&] { return !view->controller()->isBusy(); }));
    const QStringList before = skus(*view);
    QStringList movements;
    for (int row = 0; row < view->model()->rowCount(); ++row) {
        movements << view->model()->movement(row);
    }
    view->switchWhatIf();
    QKeyEvent space(QEvent::KeyPress, Qt::Key_Space, Qt::NoModifier);
    QApplication::sendEvent(view->strip(), &space);
    EXPECT_FALSE(workspace.session().back().isOn);
    ASSERT_TRUE(waitUntil([&] { return skus(*view) != before; }));
    view->switchWhatIf();
    EXPECT_EQ(skus(*view), before);
    EXPECT_TRUE(workspace.session().back().isOn);
    for (int row = 0; row < view->model()->rowCount(); ++row) {
        EXPECT_EQ(view->model()->movement(row), movements[row]);
    }
}

TEST_F(RecommendViewTest, WhatIfRestoresAlsoWhileTheEngineStillThinks) {
    const auto view = viewFor(Audience::Kind::Session, "");
    view->controller()->act(item("p2"), EventKind::View);
    ASSERT_TRUE(waitUntil([&] { return !view->controller()->isBusy(); }));
    const QStringList before = skus(*view);
    view->controller()->setWhatIf(true);
    view->controller()->toggle(0);
    view->controller()->setWhatIf(false);
    bool isAnswered = false;
    engine.query(
        view.get(),
        QStringLiteral("explain"),
        {{"run", "r1"}},
        [&](const Json&) { isAnswered = true; },
        [](const QString&) {});
    ASSERT_TRUE(waitUntil([&] { return isAnswered; }));
    EXPECT_EQ(skus(*view), before);
}

TEST_F(RecommendViewTest, WhatIfThatBeganWhileTheEngineThoughtLeavesTheListOfTheEvents) {
    const auto view = viewFor(Audience::Kind::Session, "");
    view->controller()->act(item("p2"), EventKind::View);
    ASSERT_TRUE(view->controller()->isBusy());
    view->controller()->setWhatIf(true);
    view->controller()->setWhatIf(false);
    ASSERT_TRUE(waitUntil([&] { return !view->controller()->isBusy(); }));
    EXPECT_FALSE(skus(*view).contains(QStringLiteral("p2")));
}

TEST_F(RecommendViewTest, AnotherProjectDuringWhatIfBringsNothingOfThisOneAlong) {
    const auto view = viewFor(Audience::Kind::Shopper, "u1");
    view->controller()->act(item("p5"), EventKind::Like);
    view->switchWhatIf();
    const QTemporaryDir folder;
    Project::create(pathFromQt(folder.filePath(QStringLiteral("empty.hab"))));
    EXPECT_NO_THROW(workspace.open(folder.filePath(QStringLiteral("empty.hab"))));
    EXPECT_TRUE(view->controller()->events().empty());
    EXPECT_FALSE(view->controller()->isWhatIf());
}

TEST_F(RecommendViewTest, DiffTellsOverlapAndTau) {
    project.addRun("popularity", 0, 0.1);
    project.addRun("multimodal", 3, 0.3);
    open();
    workspace.setCurrentRun(QStringLiteral("r1"));
    const auto view = viewFor(Audience::Kind::Session, "");
    view->switchDiff();
    ASSERT_TRUE(waitUntil([&] { return view->controller()->other() != nullptr; }));
    EXPECT_EQ(view->model()->difference(0), QStringLiteral("r2 #12"));
    EXPECT_TRUE(view->status().contains(QStringLiteral("overlap@20 with r2: 12")));
    EXPECT_TRUE(view->status().contains(QStringLiteral("Kendall's tau -1.00")));
}

TEST_F(RecommendViewTest, AProductIsPinnedByKeysAndTheCostIsShown) {
    const auto view = viewFor(Audience::Kind::Session, "");
    view->resize(1400, 800);
    RankingList& list = focused(*view);
    list.setCurrentIndex(view->model()->index(4));
    ASSERT_EQ(skus(*view)[4], QStringLiteral("p5"));
    QTest::keyClick(&list, Qt::Key_P);
    auto* const dialog = view->findChild<QInputDialog*>();
    ASSERT_NE(dialog, nullptr);
    ASSERT_TRUE(waitUntil([&] { return dialog->isVisible(); }));
    EXPECT_EQ(dialog->intValue(), 5);
    dialog->setIntValue(1);
    dialog->accept();
    ASSERT_TRUE(waitUntil([&] { return skus(*view)[0] == QStringLiteral("p5"); }));
    EXPECT_EQ(view->model()->rule(0), QStringLiteral("pinned"));
    EXPECT_EQ(list.currentItem(), item("p5"));
    ASSERT_TRUE(waitUntil([&] { return view->rules()->isSettled(); }));
    EXPECT_TRUE(view->rules()->isVisible());
    EXPECT_TRUE(view->rules()->summary().contains(
        QStringLiteral("pinned to place 1; NDCG@10 −0.0100\nbetween −0.0200 and −0.0050")))
        << fromQt(view->rules()->summary());
}

TEST_F(RecommendViewTest, ThePinGoesToTheProductThatTheDialogNames) {
    const auto view = viewFor(Audience::Kind::Session, "");
    RankingList& list = focused(*view);
    list.setCurrentIndex(view->model()->index(4));
    QTest::keyClick(&list, Qt::Key_P);
    list.setCurrentIndex(view->model()->index(0));  // as when the list moves on meanwhile
    auto* const dialog = view->findChild<QInputDialog*>();
    ASSERT_NE(dialog, nullptr);
    dialog->setIntValue(2);
    dialog->accept();
    EXPECT_EQ(view->draft()->place(item("p5")), 2U);
    EXPECT_EQ(view->draft()->place(item("p1")), std::nullopt);
}

TEST_F(RecommendViewTest, HidingTakesAProductOffTheListAndUndoBringsItBack) {
    const auto view = viewFor(Audience::Kind::Session, "");
    focused(*view).setCurrentIndex(view->model()->index(0));
    const QString first = skus(*view)[0];
    QTest::keyClick(view->list(), Qt::Key_H);
    ASSERT_TRUE(waitUntil([&] { return !skus(*view).contains(first); }));
    commands.action(QStringLiteral("recommend.undorule"))->trigger();
    ASSERT_TRUE(waitUntil([&] { return skus(*view)[0] == first; }));
    view->list()->setCurrentIndex(view->model()->index(0));
    QTest::keyClick(view->list(), Qt::Key_Plus);
    EXPECT_EQ(stepsOf(view->draft()->rules(), fromQt(first)), 1);
    EXPECT_EQ(view->model()->rule(0), QStringLiteral("boosted"));
}

TEST_F(RecommendViewTest, AClickRecordsAnEventAndWithWhyOrWhatIfOnlySelects) {
    const auto view = viewFor(Audience::Kind::Persona, "minimalist");
    view->resize(1200, 800);
    view->show();
    RankingList& list = *view->list();
    const auto click = [&](const int row) {
        QTest::mouseClick(list.viewport(),
                          Qt::LeftButton,
                          {},
                          list.visualRect(list.model()->index(row, 0)).center());
    };
    view->switchWhy();
    click(1);
    EXPECT_FALSE(view->controller()->hasOwn());
    EXPECT_EQ(view->why()->item(), view->model()->rankedAt(1)->item);
    view->switchWhy();
    view->switchWhatIf();
    click(2);
    EXPECT_TRUE(view->controller()->isWhatIf());
    EXPECT_FALSE(view->controller()->hasOwn());
    view->switchWhatIf();
    click(0);
    EXPECT_TRUE(view->controller()->hasOwn());
}

TEST_F(RecommendViewTest, WhyShowsSharesAndTheEventBehindIt) {
    const auto view = viewFor(Audience::Kind::Shopper, "u1");
    view->switchWhy();
    ASSERT_TRUE(
        waitUntil([&] { return view->why()->summary().contains(QStringLiteral("Picture 50 %")); }));
    EXPECT_TRUE(view->why()->summary().contains(QStringLiteral("because of Product 3, viewed")));
}

TEST_F(RecommendViewTest, AnEngineThatRefusesIsASentenceWithAWayOn) {
    project.addRun("multimodal", 3, 0.3);
    open();
    workspace.setCurrentRun(QStringLiteral("r9"));
    RecommendView view(context());
    workspace.setAudience({Audience::Kind::Session, {}, QStringLiteral("me")});
    ASSERT_TRUE(waitUntil([&] { return !view.controller()->failure().isEmpty(); }));
    EXPECT_EQ(view.controller()->failure(), QStringLiteral("There is no run r9."));
    EXPECT_EQ(view.findChild<EmptyState*>()->button()->text(), QStringLiteral("Try again"));
}

TEST_F(RecommendViewTest, WordsAndEnterChooseAPersona) {
    const auto view = viewFor(Audience::Kind::Session, "");
    view->picker()->setWords(QStringLiteral("mini"));
    QKeyEvent enter(QEvent::KeyPress, Qt::Key_Return, Qt::NoModifier);
    QApplication::sendEvent(view->picker()->field(), &enter);
    EXPECT_EQ(workspace.audience().key, QStringLiteral("minimalist"));
}

TEST_F(RecommendViewTest, ExportsPageTableAndSettings) {
    const auto view = viewFor(Audience::Kind::Shopper, "u1");
    const haberdash::test::TempFolder folder;
    exportRanking(*view->controller(), workspace, toQt(folder / "list"));
    EXPECT_EQ(readFile(folder / "list.csv").substr(0, 89),
              "rank,id,title,brand,price,score,probability,rule\r\n1,p1,Product "
              "1,Brand,10,3,0.9,\r\n2,p2,Pr");
    EXPECT_NE(readFile(folder / "list.html").find("Product 12"), std::string::npos);
    EXPECT_EQ(Json::parse(readFile(folder / "list.json"))["run"]["run"], "r1");
}

}  // namespace
}  // namespace haberdash::ui
