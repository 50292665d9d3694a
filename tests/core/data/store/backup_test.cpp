// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/store/backup.h"

#include "core/data/base/error.h"
#include "core/data/base/files.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace haberdash {
namespace {

namespace fs = std::filesystem;

class BackupTest : public testing::Test {
  protected:
    BackupTest() : folder_(fs::path(testing::TempDir()) / "haberdash-backup-test") {
        fs::remove_all(folder_);
        fs::create_directories(folder_);
    }

    ~BackupTest() override { fs::remove_all(folder_); }

    fs::path projectFolder() const { return folder_ / "shop.hab"; }

    fs::path folder_;
};

void scribble(const fs::path& file, const std::size_t from) {
    std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
    stream.seekp(static_cast<std::streamoff>(from));
    const std::string noise(4096, '\x5a');
    stream.write(noise.data(), static_cast<std::streamsize>(noise.size()));
}

TEST_F(BackupTest, RestoreBringsBackWhatWasBackedUp) {
    const fs::path copy = folder_ / "copies" / "one.db";
    {
        Project project = Project::create(projectFolder());
        project.setSetting("currency", "EUR");
        backUp(project, copy, Monitor());
        project.setSetting("currency", "INR");
    }
    const fs::path kept = restoreBackup(projectFolder(), copy, Monitor());
    EXPECT_TRUE(fs::exists(kept));
    EXPECT_EQ(Project::open(projectFolder(), Access::ReadWrite).setting("currency"), "EUR");
}

TEST_F(BackupTest, DamagedProjectLeavesTheOlderBackupAlone) {
    const fs::path copy = folder_ / "one.db";
    {
        Project project = Project::create(projectFolder());
        project.setSetting("currency", "EUR");
        backUp(project, copy, Monitor());
    }
    const std::string before = readFile(copy);
    Database damaged(projectFolder() / "project.db", Access::ReadWrite);
    const std::size_t size = fs::file_size(damaged.file());
    for (std::size_t page = 8192; page + 4096 <= size; page += 4096) {
        scribble(damaged.file(), page);
    }
    EXPECT_ANY_THROW({
        Project project = Project::open(projectFolder(), Access::ReadWrite);
        backUp(project, copy, Monitor());
    });
    EXPECT_EQ(readFile(copy), before);
}

TEST_F(BackupTest, RestoreIsRefusedWhileAWindowHoldsTheProject) {
    const fs::path copy = folder_ / "one.db";
    {
        Project project = Project::create(projectFolder());
        backUp(project, copy, Monitor());
    }
    const auto lock = acquireWindowLock(projectFolder());
    ASSERT_TRUE(lock.has_value());
    try {
        restoreBackup(projectFolder(), copy, Monitor());
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::Locked);
    }
}

TEST_F(BackupTest, RestoreIsRefusedWhileAnyProgramIsConnected) {
    const fs::path copy = folder_ / "one.db";
    Project project = Project::create(projectFolder());
    backUp(project, copy, Monitor());
    project.setSetting("currency", "INR");
    try {
        restoreBackup(projectFolder(), copy, Monitor());
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::Locked);
    }
    project.setSetting("currency", "CHF");  // what is acknowledged is in the project
    EXPECT_EQ(Project::open(projectFolder(), Access::ReadOnly).setting("currency"), "CHF");
}

TEST_F(BackupTest, SomeOtherFileIsRefusedAsABackup) {
    Project::create(projectFolder());
    writeFileAtomically(folder_ / "notes.txt", "not a database at all, only some words in a file");
    EXPECT_THROW(restoreBackup(projectFolder(), folder_ / "notes.txt", Monitor()), Error);
    EXPECT_NO_THROW(Project::open(projectFolder(), Access::ReadOnly));
}

TEST_F(BackupTest, CheckNamesABrokenFeatureFileAndABrokenRun) {
    Project::create(projectFolder());
    writeFileAtomically(projectFolder() / "runs" / "comparisons-test.json", "{}");
    EXPECT_TRUE(checkProject(projectFolder(), Monitor()).empty());
    writeFileAtomically(projectFolder() / "features" / "text-use.safetensors", "short");
    writeFileAtomically(projectFolder() / "runs" / "r1" / "run.json", "{");
    const std::vector<std::string> problems = checkProject(projectFolder(), Monitor());
    ASSERT_EQ(problems.size(), 2U);
    EXPECT_NE(problems[0].find("text-use.safetensors"), std::string::npos);
    EXPECT_NE(problems[1].find("run.json"), std::string::npos);
}

}  // namespace
}  // namespace haberdash
