// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/project_actions.h"

#include "tests/ui/support/view_fixture.h"

#include <QSignalSpy>

namespace haberdash::ui {
namespace {

class ProjectActionsTest : public test::ViewFixture {
  protected:
    ProjectActionsTest() {
        QObject::connect(&actions, &ProjectActions::openWanted, [this](const QString& folder) {
            if (!workspace.isOpen()) {
                workspace.open(folder);
            }
        });
    }

    /// The verbs of the jobs so far, in their order, each once it has ended.
    QStringList verbs() {
        EXPECT_TRUE(waitUntil([this] { return !actions.isChainRunning(); }));
        QStringList words;
        for (const Job* const job : engine.jobs()) {
            words << job->arguments().front();
        }
        return words;
    }

    void forgetEvents() {
        Project made = Project::open(project.folder().toStdString(), Access::ReadWrite);
        made.database().connection().exec("DELETE FROM events");
    }

    ProjectActions actions{workspace, engine, nullptr};
};

TEST_F(ProjectActionsTest, ASampleThatIsThereWithItsRunsIsOnlyOpened) {
    project.addRun("multimodal", 3, 0.3);
    actions.exploreSample(project.folder());
    EXPECT_TRUE(workspace.isOpen());
    EXPECT_TRUE(engine.jobs().isEmpty());
}

TEST_F(ProjectActionsTest, ASampleWithoutRunsIsTrainedAndItsLastRunIsTold) {
    QSignalSpy ready(&actions, &ProjectActions::starterReady);
    actions.exploreSample(project.folder());
    EXPECT_EQ(verbs(), QStringList({"features", "train", "train", "train", "train", "evaluate"}));
    ASSERT_EQ(ready.count(), 1);
    EXPECT_EQ(ready.front().front().toString(), QStringLiteral("r4"));
    EXPECT_TRUE(engine.jobs().at(4)->command().endsWith(QStringLiteral("--preset quick")));
}

// Shoppers come last: without events the drawing was cancelled or killed.
TEST_F(ProjectActionsTest, AHalfDrawnSampleIsDrawnOn) {
    forgetEvents();
    actions.exploreSample(project.folder());
    EXPECT_EQ(verbs().front(), QStringLiteral("sample"));
}

TEST_F(ProjectActionsTest, TrainingWithoutEventsStartsNothingAndSaysWhatIsMissing) {
    forgetEvents();
    open();
    QSignalSpy missing(&actions, &ProjectActions::eventsMissing);
    actions.trainStarters();
    EXPECT_EQ(missing.count(), 1);
    EXPECT_TRUE(engine.jobs().isEmpty());
    actions.simulateShoppers();
    EXPECT_EQ(verbs(), QStringList({"simulate"}));
}

TEST_F(ProjectActionsTest, AStepThatIsCancelledEndsTheChain) {
    open();
    actions.trainStarters();
    ASSERT_EQ(engine.jobs().size(), 1);
    engine.jobs().front()->cancel();
    ASSERT_TRUE(waitUntil([this] { return !actions.isChainRunning(); }));
    const Job::State state = engine.jobs().front()->state();
    const bool wasFaster = state == Job::State::Done;  // it had ended before it was told
    EXPECT_TRUE(wasFaster || engine.jobs().size() == 1);
}

}  // namespace
}  // namespace haberdash::ui
