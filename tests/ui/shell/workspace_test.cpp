// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/workspace.h"

#include "ui/convert.h"

#include <gtest/gtest.h>

#include <QDir>
#include <QLocale>
#include <QSignalSpy>
#include <QTemporaryDir>

namespace haberdash::ui {
namespace {

class WorkspaceTest : public testing::Test {
  protected:
    QString made(const char* name) const {
        const QString path = folder.filePath(QLatin1String(name));
        Project project = Project::create(pathFromQt(path));
        ItemStore items(project.database());
        Transaction transaction(project.database());
        Item item{.sku = "0017", .title = "White shirt", .price = 39.9};
        items.upsert(item);
        transaction.commit();
        return path;
    }

    QTemporaryDir folder;
    Workspace workspace;
};

TEST_F(WorkspaceTest, OpensAProjectAndReadsItsCatalogInTheBackground) {
    workspace.open(made("spring.hab"));
    EXPECT_EQ(workspace.name(), QStringLiteral("spring"));
    EXPECT_FALSE(workspace.isCatalogLoaded());
    QSignalSpy spy(&workspace, &Workspace::catalogChanged);
    workspace.reloadCatalogInBackground();
    ASSERT_TRUE(spy.wait());
    EXPECT_EQ(workspace.catalog()->size(), 1U);
}

TEST_F(WorkspaceTest, ASecondWindowOnlyReads) {
    const QString path = made("spring.hab");
    workspace.open(path);
    Workspace second;
    second.open(path);
    EXPECT_FALSE(workspace.isReadOnly());
    EXPECT_TRUE(second.isReadOnly());
}

class CurrentRun : public WorkspaceTest {
  protected:
    void addRun(const char* kind, const double ndcg, const char* dataset = "same") const {
        const RunStore runs(pathFromQt(path) / "runs");
        haberdash::Run run = runs.create(kind, Json::object()).run;
        run.state = RunState::Done;
        run.dataset = dataset;
        run.validation = {{"ndcg@10", ndcg}};
        runs.save(run);
    }

    QString path = made("spring.hab");
};

TEST_F(CurrentRun, IsTheBestThatLearnedFromTheSameExamples) {
    addRun("multimodal", 0.9, "of other examples");
    addRun("multimodal", 0.08);
    addRun("multimodal", 0.05);
    addRun("item-knn", 0.3);
    workspace.open(path);
    EXPECT_EQ(workspace.currentRun(), QStringLiteral("r2"));
}

TEST_F(CurrentRun, IsWhatThePersonChoseWhenTheProjectIsOpenedAgain) {
    addRun("multimodal", 0.08);
    addRun("multimodal", 0.05);
    workspace.open(path);
    workspace.setCurrentRun(QStringLiteral("r2"));
    workspace.close();
    workspace.open(path);
    EXPECT_EQ(workspace.currentRun(), QStringLiteral("r2"));
    RunStore(pathFromQt(path) / "runs").remove("r2");
    workspace.noteRunsChanged();
    EXPECT_EQ(workspace.currentRun(), QStringLiteral("r1"));
}

TEST_F(WorkspaceTest, TheLockGoesWithTheProject) {
    const QString path = made("spring.hab");
    workspace.open(path);
    workspace.close();
    Workspace second;
    second.open(path);
    EXPECT_FALSE(second.isReadOnly());
}

TEST_F(WorkspaceTest, RefusesAProjectOfANewerVersionAndKeepsTheOneThatIsOpen) {
    const QString open = made("spring.hab");
    const QString newer = made("newer.hab");
    {
        Database database(pathFromQt(newer) / "project.db", Access::ReadWrite);
        database.connection().exec("PRAGMA user_version = 9999");
    }
    workspace.open(open);
    try {
        workspace.open(newer);
        FAIL() << "a newer project was opened";
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::NewerFile);
    }
    EXPECT_EQ(workspace.folder(), open);
}

TEST_F(WorkspaceTest, RefusesAFolderThatIsNoProject) {
    EXPECT_THROW(workspace.open(folder.filePath(QStringLiteral("nothing.hab"))), Error);
    EXPECT_FALSE(workspace.isOpen());
    ASSERT_TRUE(QDir(folder.path()).mkdir(QStringLiteral("empty")));
    const QDir empty(folder.filePath(QStringLiteral("empty")));
    EXPECT_THROW(workspace.open(empty.path()), Error);
    EXPECT_TRUE(empty.isEmpty()) << "and puts nothing there";
}

TEST_F(WorkspaceTest, TellsOfASelectionOnlyWhenItIsAnother) {
    workspace.open(made("spring.hab"));
    QSignalSpy spy(&workspace, &Workspace::selectionChanged);
    workspace.select(ItemId{1});
    workspace.select(ItemId{1});
    EXPECT_EQ(spy.count(), 1);
}

TEST_F(WorkspaceTest, ForgetsSelectionAndAudienceWithTheProject) {
    workspace.open(made("spring.hab"));
    workspace.select(ItemId{1});
    workspace.setAudience(
        {Audience::Kind::Persona, QStringLiteral("minimalist"), QStringLiteral("Minimalist")});
    workspace.open(made("autumn.hab"));
    EXPECT_FALSE(workspace.selection().has_value());
    EXPECT_EQ(workspace.audience().kind, Audience::Kind::Nobody);
}

TEST_F(WorkspaceTest, WritesPricesInTheProjectsCurrency) {
    QLocale::setDefault(QLocale::c());
    const QString path = made("spring.hab");
    Project::open(pathFromQt(path), Access::ReadWrite).setSetting("currency", "EUR");
    workspace.open(path);
    EXPECT_EQ(workspace.priceText(39.9), QStringLiteral("€ 39.90"));
    EXPECT_EQ(workspace.priceText(40.0), QStringLiteral("€ 40"));
    EXPECT_EQ(workspace.priceText(std::nullopt), QString());
}

}  // namespace
}  // namespace haberdash::ui
