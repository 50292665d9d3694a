// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/train/train_view.h"

#include "tests/ui/support/view_fixture.h"
#include "ui/train/comparison_table.h"
#include "ui/train/history_panel.h"
#include "ui/train/live_panel.h"
#include "ui/train/options_form.h"
#include "ui/train/run_model.h"
#include "ui/train/train_form.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/notice_bar.h"

#include <QApplication>
#include <QComboBox>
#include <QInputDialog>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTableView>
#include <QTableWidget>
#include <QTimer>

#include <cstdlib>

namespace haberdash::ui {
namespace {

class TrainViewTest : public test::ViewFixture {};

QPushButton* buttonNamed(const QWidget& parent, const QString& text) {
    for (QPushButton* const button : parent.findChildren<QPushButton*>()) {
        if (button->text() == text) {
            return button;
        }
    }
    return nullptr;
}

TEST_F(TrainViewTest, WithoutRunsItSaysSoAndOffersOneAction) {
    open();
    TrainView view(context());
    const auto* const empty = view.findChild<EmptyState*>();
    EXPECT_FALSE(empty->isHidden());
    EXPECT_EQ(empty->button()->text(), QStringLiteral("Train with defaults, about 2 min"));
}

TEST_F(TrainViewTest, WithoutFeaturesItOffersToComputeThemFirst) {
    open();
    TrainView view(context());
    view.start();
    EXPECT_TRUE(engine.jobs().isEmpty());
    EXPECT_TRUE(view.notice()->sentence().contains(QStringLiteral("features")));
}

TEST_F(TrainViewTest, WithoutEventsItOffersToSimulateShoppers) {
    open();
    workspace.project().database().connection().exec("DELETE FROM events");
    TrainView view(context());
    view.form()->choosePreset(QStringLiteral("popularity"));
    view.start();
    EXPECT_TRUE(engine.jobs().isEmpty());
    EXPECT_EQ(view.notice()->sentence(), Workspace::noEventsSentence());
}

TEST_F(TrainViewTest, APresetIsNamedAndOnlyWhatDiffersFromItIsSet) {
    open();
    TrainView view(context());
    EXPECT_TRUE(view.form()->arguments().isEmpty());
    view.form()->choosePreset(QStringLiteral("quick"));
    view.form()->form()->setValue(QStringLiteral("train.epochs"), QStringLiteral("9"));
    EXPECT_EQ(view.form()->arguments(),
              QStringList({"--preset", "quick", "--set", "train.epochs=9"}));
}

TEST_F(TrainViewTest, AModelWithoutFeaturesStartsAtOnce) {
    open();
    TrainView view(context());
    view.form()->choosePreset(QStringLiteral("popularity"));
    view.start();
    ASSERT_EQ(engine.jobs().size(), 1);
    EXPECT_TRUE(engine.jobs().front()->command().endsWith(QStringLiteral("--preset popularity")));
}

TEST_F(TrainViewTest, TheCurveGrowsFromTheJobsProgressAndTheRunIsListed) {
    project.addFeatures();
    open();
    TrainView view(context());
    view.start();
    ASSERT_TRUE(view.live()->isFollowing());
    std::vector<std::size_t> grown;
    QObject::connect(engine.jobs().front(), &Job::progressed, &view, [&] {
        grown.push_back(view.live()->curve().epochs().size());
    });
    ASSERT_TRUE(waitUntil([&] { return !view.live()->isFollowing(); }));
    EXPECT_EQ(grown, (std::vector<std::size_t>{0, 1, 2, 3}));
    ASSERT_TRUE(waitUntil([&] { return view.history()->table()->model()->rowCount() == 1; }));
    EXPECT_EQ(workspace.currentRun(), QStringLiteral("r1"));
}

TEST_F(TrainViewTest, ARunOfTheCommandLineAppearsByItself) {
    project.addRun("popularity", 0, 0.1);
    open();
    TrainView view(context());
    ASSERT_EQ(view.history()->table()->model()->rowCount(), 1);
    project.addRun("multimodal", 3, 0.2);
    EXPECT_TRUE(waitUntil([&] { return view.history()->table()->model()->rowCount() == 2; }));
}

TEST_F(TrainViewTest, ARunWhoseProgramIsGoneIsInterruptedAndCanBeResumed) {
    project.runs().create("multimodal", Json::object());
    open();
    TrainView view(context());
    const QAbstractItemModel* const table = view.history()->table()->model();
    ASSERT_EQ(table->rowCount(), 1);
    EXPECT_EQ(table->index(0, RunModel::State).data().toString(), QStringLiteral("Interrupted"));
    view.history()->choose({QStringLiteral("r1")});
    QPushButton* const resume = buttonNamed(*view.history(), QStringLiteral("Resume"));
    ASSERT_TRUE(resume->isEnabled());
    EXPECT_FALSE(buttonNamed(*view.history(), QStringLiteral("Use"))->isEnabled());
    resume->click();
    ASSERT_EQ(engine.jobs().size(), 1);
    EXPECT_TRUE(engine.jobs().front()->command().endsWith(QStringLiteral("--resume r1")));
    EXPECT_TRUE(view.live()->isFollowing());
}

TEST_F(TrainViewTest, AComparisonTakesHalfAndTheListIsBackAtItsFirstColumn) {
    project.addRun("multimodal", 3, 0.2);
    project.addRun("popularity", 0, 0.1);
    open();
    TrainView view(context());
    view.resize(1000, 800);
    view.show();
    QTableView* const table = view.history()->table();
    QScrollBar* const bar = table->horizontalScrollBar();
    ASSERT_TRUE(waitUntil([&] { return table->isVisible() && bar->maximum() > 0; }));
    bar->setValue(bar->maximum());
    view.history()->choose({QStringLiteral("r1"), QStringLiteral("r2")});
    EXPECT_EQ(bar->value(), 0);
    const auto* const comparison = view.findChild<ComparisonTable*>();
    EXPECT_TRUE(waitUntil([&] { return std::abs(comparison->width() - table->width()) < 40; }))
        << table->width() << ' ' << comparison->width();
}

TEST_F(TrainViewTest, SeveralSeedsAreOneCall) {
    open();
    TrainView view(context());
    view.form()->choosePreset(QStringLiteral("popularity"));
    view.form()->setSeeds(3);
    view.start();
    ASSERT_EQ(engine.jobs().size(), 1);
    EXPECT_TRUE(
        engine.jobs().front()->command().endsWith(QStringLiteral("--preset popularity --seeds 3")));
}

TEST_F(TrainViewTest, AnAblationIsOneClickOfTheModelThatIsSetUp) {
    project.addFeatures();
    open();
    TrainView view(context());
    view.form()->choosePreset(QStringLiteral("quick"));
    view.form()->ablationButton()->click();
    ASSERT_EQ(engine.jobs().size(), 1);
    const Job* const job = engine.jobs().front();
    EXPECT_EQ(job->arguments().value(0), QStringLiteral("ablate"));
    EXPECT_TRUE(job->command().endsWith(QStringLiteral("--preset quick")));
    EXPECT_TRUE(view.live()->isFollowing());
    EXPECT_FALSE(view.form()->ablationButton()->isEnabled());
}

TEST_F(TrainViewTest, AnAblationTellsWhatItLeftOut) {
    project.addFeatures();
    project.addRun("multimodal", 3, 0.2);
    open();
    TrainView view(context());
    view.form()->ablationButton()->click();
    ASSERT_TRUE(waitUntil([&] { return !view.live()->isFollowing(); }));
    EXPECT_EQ(view.notice()->sentence(),
              QStringLiteral("NDCG@10 on validation: All 0.2000. Left out, for want of computed "
                             "features: Pictures."));
}

TEST_F(TrainViewTest, AnAblationOfFusionsSaysSo) {
    project.addFeatures();
    open();
    TrainView view(context());
    view.form()->ablationBox()->setCurrentIndex(1);
    view.form()->ablationButton()->click();
    ASSERT_EQ(engine.jobs().size(), 1);
    EXPECT_EQ(engine.jobs().front()->arguments().mid(2, 2),
              (QStringList{QStringLiteral("--of"), QStringLiteral("fusions")}));
}

TEST_F(TrainViewTest, AnAblationIsOfTheLearnedModelAlone) {
    open();
    TrainView view(context());
    view.form()->choosePreset(QStringLiteral("popularity"));
    view.form()->ablationButton()->click();
    EXPECT_TRUE(engine.jobs().isEmpty());
    EXPECT_FALSE(view.notice()->sentence().isEmpty());
}

TEST_F(TrainViewTest, TryAgainRepeatsTheAblationThatFailed) {
    project.addFeatures();
    open();
    TrainView view(context());
    view.form()->ablationBox()->setCurrentIndex(2);
    view.form()->ablationButton()->click();
    ASSERT_TRUE(waitUntil([&] { return !view.live()->isFollowing(); }));
    EXPECT_EQ(view.notice()->sentence(), QStringLiteral("The disk is full."));
    view.form()->choosePreset(QStringLiteral("popularity"));
    buttonNamed(*view.notice(), QStringLiteral("Try again"))->click();
    ASSERT_EQ(engine.jobs().size(), 2);
    EXPECT_EQ(engine.jobs().back()->arguments(), engine.jobs().front()->arguments());
    EXPECT_TRUE(view.live()->isFollowing());
}

TEST_F(TrainViewTest, TryAgainGoesOnWithTheRunThatDidNot) {
    haberdash::Run run = project.addRun("multimodal", 3, 0.2);
    run.state = RunState::Failed;
    run.note = "refused";
    project.runs().save(run);
    open();
    TrainView view(context());
    view.history()->choose({QStringLiteral("r1")});
    buttonNamed(*view.history(), QStringLiteral("Resume"))->click();
    ASSERT_TRUE(waitUntil([&] { return !view.live()->isFollowing(); }));
    EXPECT_EQ(view.notice()->sentence(), QStringLiteral("The run does not go on."));
    buttonNamed(*view.notice(), QStringLiteral("Try again"))->click();
    ASSERT_EQ(engine.jobs().size(), 2);
    EXPECT_TRUE(engine.jobs().back()->command().endsWith(QStringLiteral("--resume r1")));
}

TEST_F(TrainViewTest, FeaturesOfAProjectThatWasClosedMeanwhileTrainNothing) {
    open();
    TrainView view(context());
    view.start();
    buttonNamed(*view.notice(), QStringLiteral("Compute them, then train"))->click();
    ASSERT_EQ(engine.jobs().size(), 1);
    const test::ViewsProject other;
    workspace.open(other.folder());
    ASSERT_TRUE(waitUntil([&] { return engine.jobs().front()->state() == Job::State::Done; }));
    EXPECT_EQ(engine.jobs().size(), 1);
    EXPECT_TRUE(view.form()->startButton()->isEnabled());
    workspace.close();
}

TEST_F(TrainViewTest, WhatANoticeOffersGoesWithItsProject) {
    project.addRun("popularity", 0, 0.1);
    open();
    TrainView view(context());
    Q_EMIT view.history()->deleteAsked({QStringLiteral("r1")});
    EXPECT_FALSE(view.notice()->isHidden());
    const test::ViewsProject other;
    workspace.open(other.folder());
    EXPECT_TRUE(view.notice()->isHidden());
    workspace.close();
}

TEST_F(TrainViewTest, LongerIsByAsManyEpochsAsWereAskedFor) {
    project.addRun("multimodal", 3, 0.2);  // of sixty or so: it ended by patience
    open();
    TrainView view(context());
    view.history()->choose({QStringLiteral("r1")});
    QTimer::singleShot(0, &view, [] {
        auto* const dialog = qobject_cast<QInputDialog*>(QApplication::activeModalWidget());
        ASSERT_NE(dialog, nullptr);
        dialog->setIntValue(2);
        dialog->accept();
    });
    buttonNamed(*view.history(), QStringLiteral("Train longer…"))->click();
    ASSERT_EQ(engine.jobs().size(), 1);
    EXPECT_TRUE(engine.jobs().front()->arguments().contains(QStringLiteral("train.epochs=5")));
    QStringList told;
    QObject::connect(
        engine.jobs().front(), &Job::progressed, &view, [&] { told << view.live()->status(); });
    ASSERT_TRUE(waitUntil([&] { return !view.live()->isFollowing(); }));
    ASSERT_EQ(told.size(), 3);
    EXPECT_TRUE(told.front().startsWith(QStringLiteral("Epoch 4 of 5")));
    EXPECT_TRUE(waitUntil([&] { return view.live()->curve().epochs().size() == 5; }));
}

TEST_F(TrainViewTest, ADoubleClickUsesARunThatHasAModelAndNoOther) {
    project.addRun("popularity", 0, 0.1);
    haberdash::Run failed = project.runs().create("multimodal", Json::object()).run;
    failed.state = RunState::Failed;
    project.runs().save(failed);
    open();
    TrainView view(context());
    QTableView* const table = view.history()->table();
    QSignalSpy used(view.history(), &HistoryPanel::useAsked);
    for (int row = 0; row < table->model()->rowCount(); ++row) {
        Q_EMIT table->doubleClicked(table->model()->index(row, RunModel::Name));
    }
    ASSERT_EQ(used.size(), 1);
    EXPECT_EQ(used.front().front().toString(), QStringLiteral("r1"));
}

TEST_F(TrainViewTest, AFinishedRunOffersToLearnLonger) {
    project.addRun("multimodal", 3, 0.2);
    project.addRun("popularity", 0, 0.1);
    open();
    TrainView view(context());
    view.history()->choose({QStringLiteral("r1")});
    const QPushButton* const longer = buttonNamed(*view.history(), QStringLiteral("Train longer…"));
    ASSERT_NE(longer, nullptr);
    EXPECT_TRUE(longer->isEnabled());
    view.history()->choose({QStringLiteral("r2")});  // a floor has nothing to learn
    EXPECT_FALSE(buttonNamed(*view.history(), QStringLiteral("Resume"))->isEnabled());
}

TEST_F(TrainViewTest, ThePinnedBaselineStandsBesideEveryChoice) {
    project.addRun("popularity", 0, 0.1);
    project.addRun("multimodal", 3, 0.2);
    open();
    TrainView view(context());
    view.history()->choose({QStringLiteral("r1")});
    buttonNamed(*view.history(), QStringLiteral("Baseline"))->click();
    view.history()->choose({QStringLiteral("r2")});
    const QTableWidget* const table = view.history()->comparison()->table();
    EXPECT_FALSE(view.history()->comparison()->isHidden());
    EXPECT_TRUE(table->horizontalHeaderItem(1)->text().startsWith(QStringLiteral("r1")));
    EXPECT_TRUE(table->horizontalHeaderItem(2)->text().startsWith(QStringLiteral("r2")));
    EXPECT_GT(table->rowCount(), 0);
    TrainView again(context());  // it is kept
    again.history()->choose({QStringLiteral("r1")});
    EXPECT_TRUE(buttonNamed(*again.history(), QStringLiteral("Baseline"))->isChecked());
    buttonNamed(*again.history(), QStringLiteral("Baseline"))->click();
    again.history()->choose({QStringLiteral("r2")});
    EXPECT_TRUE(again.history()->comparison()->isHidden());
}

TEST_F(TrainViewTest, TheRunInUseIsShownFirstEvenWhenAFloorIsNewer) {
    project.addRun("multimodal", 3, 0.2);
    project.addRun("popularity", 0, 0.1);
    open();
    TrainView view(context());
    ASSERT_EQ(view.history()->chosen().size(), 1U);
    EXPECT_EQ(view.history()->chosen().front().id, "r1");
}

TEST_F(TrainViewTest, ChosenRunsShowOnlyWhatDiffers) {
    project.addRun("popularity", 0, 0.1);
    project.addRun("multimodal", 3, 0.2);
    open();
    TrainView view(context());
    view.history()->choose({QStringLiteral("r1"), QStringLiteral("r2")});
    const QTableWidget* const table = view.history()->comparison()->table();
    QStringList names;
    for (int row = 0; row < table->rowCount(); ++row) {
        names << table->item(row, 0)->text();
    }
    EXPECT_TRUE(names.contains(QStringLiteral("Result: NDCG@10")));
    EXPECT_TRUE(names.contains(QStringLiteral("Model: Model")));
    EXPECT_FALSE(names.contains(QStringLiteral("Training: Seed")));
}

TEST_F(TrainViewTest, AChosenRunShowsHowItLearned) {
    project.addRun("multimodal", 4, 0.25);
    open();
    TrainView view(context());
    EXPECT_EQ(view.live()->curve().epochs().size(), 4U);
    EXPECT_TRUE(view.live()->status().contains(QStringLiteral("best epoch 2: NDCG@10 0.2500")));
}

TEST_F(TrainViewTest, DeletingIsConfirmedFirst) {
    project.addRun("popularity", 0, 0.1);
    open();
    TrainView view(context());
    Q_EMIT view.history()->deleteAsked({QStringLiteral("r1")});
    EXPECT_TRUE(project.runs().has("r1"));
    for (QPushButton* const button : view.notice()->findChildren<QPushButton*>()) {
        button->click();
    }
    EXPECT_FALSE(project.runs().has("r1"));
}

TEST_F(TrainViewTest, ANoteIsWrittenIntoTheRun) {
    project.addRun("popularity", 0, 0.1);
    open();
    TrainView view(context());
    Q_EMIT view.history()->noteEdited(QStringLiteral("r1"), QStringLiteral("for the board"));
    EXPECT_EQ(project.runs().run("r1").note, "for the board");
}

}  // namespace
}  // namespace haberdash::ui
