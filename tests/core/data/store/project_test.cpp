// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/store/project.h"

#include "core/data/base/files.h"
#include "core/data/store/schema.h"
#include "tests/support/errors.h"
#include "tests/support/temp_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace haberdash {
namespace {

namespace fs = std::filesystem;
using test::kindOfCall;
using test::sentenceOfCall;
using test::TempFolder;
using ::testing::HasSubstr;

std::map<std::string, std::string> bytesIn(const fs::path& folder) {
    std::map<std::string, std::string> bytes;
    for (const auto& entry : fs::directory_iterator(folder)) {
        bytes[entry.path().filename().string()] =
            entry.is_directory() ? "" : readFile(entry.path());
    }
    return bytes;
}

void giveVersion(const fs::path& file, const int version, const char* const journal) {
    Database database(file, Access::ReadWrite);
    database.connection().exec("PRAGMA user_version = " + std::to_string(version));
    database.connection().execAndGet(std::string("PRAGMA journal_mode = ") + journal);
}

TEST(Project, CreatedProjectOpensAgainAndKeepsSettings) {
    const TempFolder folder;
    {
        Project project = Project::create(folder / "spring.hab");
        EXPECT_EQ(project.name(), "spring");
        EXPECT_EQ(project.setting("currency"), std::nullopt);
        project.setSetting("currency", "INR");
        project.setSetting("currency", "EUR");
    }
    EXPECT_EQ(bytesIn(folder / "spring.hab").size(), 2U) << "project.db and thumbs.db, no -wal";
    Project project = Project::open(folder / "spring.hab/", Access::ReadOnly);
    EXPECT_EQ(project.name(), "spring");
    EXPECT_EQ(project.setting("currency"), "EUR");
    EXPECT_EQ(kindOfCall([&] { project.setSetting("currency", "USD"); }), "disk");
}

TEST(Project, CreateRefusesWhatIsThereAndFillsAnEmptyFolder) {
    const TempFolder folder;
    fs::create_directory(folder / "full");
    std::ofstream(folder / "full/letter.txt") << "mine";
    fs::create_directory(folder / "empty");
    EXPECT_EQ(kindOfCall([&] { Project::create(folder / "full"); }), "input");
    EXPECT_EQ(kindOfCall([&] { Project::create(folder / "full/letter.txt"); }), "input");
    EXPECT_EQ(Project::create(folder / "empty").name(), "empty");
}

TEST(Project, OpenOrCreateDoesWhatFits) {
    const TempFolder folder;
    Project::openOrCreate(folder / "a.hab").setSetting("k", "v");
    EXPECT_EQ(Project::openOrCreate(folder / "a.hab").setting("k"), "v");
    fs::create_directory(folder / "other");
    std::ofstream(folder / "other/letter.txt") << "mine";
    EXPECT_EQ(kindOfCall([&] { Project::openOrCreate(folder / "other"); }), "not_found");
}

TEST(Project, MissingProjectNamesTheFolder) {
    const TempFolder folder;
    const auto act = [&] { Project::open(folder / "none.hab", Access::ReadWrite); };
    EXPECT_EQ(kindOfCall(act), "not_found");
    EXPECT_THAT(sentenceOfCall(act), HasSubstr("none.hab"));
    EXPECT_FALSE(fs::exists(folder / "none.hab"));
}

TEST(Project, RefusesFileFromNewerVersionByteForByteUntouched) {
    for (const char* const journal : {"wal", "delete"}) {
        const TempFolder folder;
        Project::create(folder / "a.hab");
        giveVersion(folder / "a.hab/project.db", projectSchemaVersion() + 1, journal);
        const auto before = bytesIn(folder / "a.hab");
        for (const Access access : {Access::ReadOnly, Access::ReadWrite}) {
            EXPECT_EQ(kindOfCall([&] { Project::open(folder / "a.hab", access); }), "newer_file");
            EXPECT_EQ(bytesIn(folder / "a.hab"), before);
        }
    }
}

TEST(Project, RefusesNewerVersionThatIsOnlyInTheLogOfALivingWriter) {
    const TempFolder folder;
    Project::create(folder / "a.hab");
    Database writer(folder / "a.hab/project.db", Access::ReadWrite);
    writer.connection().exec("PRAGMA user_version = 99");
    const std::string before = readFile(folder / "a.hab/project.db");
    EXPECT_EQ(kindOfCall([&] { Project::open(folder / "a.hab", Access::ReadWrite); }),
              "newer_file");
    EXPECT_EQ(readFile(folder / "a.hab/project.db"), before);
}

TEST(Project, NewerThumbnailsAreRefusedToo) {
    const TempFolder folder;
    Project::create(folder / "a.hab");
    giveVersion(folder / "a.hab/thumbs.db", thumbsSchemaVersion() + 1, "wal");
    EXPECT_EQ(kindOfCall([&] { Project::open(folder / "a.hab", Access::ReadWrite); }),
              "newer_file");
}

TEST(Project, ForeignDamagedAndTruncatedFilesGetASentence) {
    const TempFolder folder;
    fs::create_directory(folder / "foreign");
    Database(folder / "foreign/project.db", Access::ReadWrite)
        .connection()
        .exec("CREATE TABLE bookmarks (a)");
    fs::create_directory(folder / "noise");
    std::ofstream(folder / "noise/project.db") << std::string(5000, '#');
    Project::create(folder / "cut.hab");
    fs::resize_file(folder / "cut.hab/project.db", 6000);
    for (const char* const name : {"foreign", "noise", "cut.hab"}) {
        EXPECT_EQ(kindOfCall([&] { Project::open(folder / name, Access::ReadWrite); }), "input")
            << name;
    }
}

TEST(Project, MutatedDatabasesNeverCrash) {
    const TempFolder folder;
    Project::create(folder / "a.hab").setSetting("k", "v");
    const std::string fine = readFile(folder / "a.hab/project.db");
    std::uint64_t state = 7;
    const auto next = [&] { return state = state * 6364136223846793005U + 1442695040888963407U; };
    for (int round = 0; round < 100; ++round) {
        std::string bytes = fine;
        for (int change = 0; change < 20; ++change) {
            bytes[(next() >> 20U) % bytes.size()] = static_cast<char>(next() >> 40U);
        }
        fs::create_directory(folder / "b.hab");
        std::ofstream(folder / "b.hab/project.db", std::ios::binary) << bytes;
        try {
            Project::open(folder / "b.hab", Access::ReadWrite).setting("k");
        } catch (const Error& error) {
            EXPECT_THAT(error.what(), HasSubstr("b.hab"));
        }
        fs::remove_all(folder / "b.hab");
    }
}

TEST(Project, MigrationStoppedAtAnyPointIsFinishedByTheNextOpening) {
    const TempFolder folder;
    fs::create_directory(folder / "a.hab");
    {
        Database database(folder / "a.hab/project.db", Access::ReadWrite);
        const Transaction transaction(database);
        database.connection().exec("CREATE TABLE settings (key TEXT)");
    }
    Project project = Project::open(folder / "a.hab", Access::ReadWrite);
    project.setSetting("k", "v");
    EXPECT_EQ(project.setting("k"), "v");
}

// Of the first schema, with one setting.
void makeOlderProject(const fs::path& folder) {
    fs::create_directory(folder);
    Database database(folder / "project.db", Access::ReadWrite);
    migrateProject(database, 1);
    database.connection().exec("INSERT INTO settings VALUES ('currency', 'EUR')");
}

class OlderProject : public testing::TestWithParam<Access> {};

TEST_P(OlderProject, IsBroughtUpToDateAfterACheckedCopy) {
    const TempFolder folder;
    makeOlderProject(folder / "a.hab");
    EXPECT_EQ(Project::open(folder / "a.hab", GetParam()).setting("currency"), "EUR");
    const auto versionOf = [](const fs::path& file) {
        Database database(file, Access::ReadOnly);
        return schemaVersionOf(database);
    };
    EXPECT_EQ(versionOf(folder / "a.hab/project.db"), projectSchemaVersion());
    const std::string kept =
        "a.hab/backups/project-before-schema-" + std::to_string(projectSchemaVersion()) + ".db";
    EXPECT_EQ(versionOf(folder / kept), 1);
    Database copy(folder / kept, Access::ReadOnly);
    EXPECT_EQ(copy.connection().execAndGet("SELECT value FROM settings").getString(), "EUR");
}

INSTANTIATE_TEST_SUITE_P(Both,
                         OlderProject,
                         testing::Values(Access::ReadOnly, Access::ReadWrite),
                         [](const auto& instance) {
                             return instance.param == Access::ReadOnly ? "Read" : "Written";
                         });

TEST(Project, OlderOneThatManyOpenAtOnceIsCopiedBeforeTheFirstMigrates) {
    const TempFolder folder;
    makeOlderProject(folder / "a.hab");
    std::atomic<int> opened = 0;
    {
        std::vector<std::jthread> openers;
        for (int i = 0; i < 6; ++i) {
            openers.emplace_back([&] {
                opened +=
                    Project::open(folder / "a.hab", Access::ReadWrite).setting("currency") == "EUR"
                        ? 1
                        : 0;
            });
        }
    }
    EXPECT_EQ(opened, 6);
    Database copy(folder / ("a.hab/backups/project-before-schema-" +
                            std::to_string(projectSchemaVersion()) + ".db"),
                  Access::ReadOnly);
    EXPECT_EQ(schemaVersionOf(copy), 1);
}

/// Whether another process would see that this one has the database open (SQLite's shared lock).
bool isLockedForOthers(const fs::path& file) {
    const pid_t child = fork();
    if (child == 0) {
        struct flock lock {};

        lock.l_type = F_WRLCK;
        lock.l_whence = SEEK_SET;
        lock.l_start = 0x40000000 + 2;
        lock.l_len = 510;
        const int descriptor = ::open(file.c_str(), O_RDWR | O_CLOEXEC);
        const bool isAsked = descriptor >= 0 && fcntl(descriptor, F_GETLK, &lock) == 0;
        _exit(isAsked && lock.l_type != F_UNLCK ? 1 : 0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == 1;
}

// A second program that thinks it is alone takes the log away from under the first.
TEST(Project, OpenedOnceMoreInAProcessItIsStillSeenAsOpenByOthers) {
    const TempFolder folder;
    Project::create(folder / "a.hab");
    for (const Access access : {Access::ReadWrite, Access::ReadOnly}) {
        const Project first = Project::open(folder / "a.hab", access);
        ASSERT_TRUE(isLockedForOthers(folder / "a.hab/project.db"));
        const Project second = Project::open(folder / "a.hab", access);
        EXPECT_TRUE(isLockedForOthers(folder / "a.hab/project.db"));
        Project::open(folder / "a.hab", access);
        EXPECT_TRUE(isLockedForOthers(folder / "a.hab/project.db"));
    }
}

TEST(Project, OlderOneThatCannotBeCopiedStaysAsItIs) {
    const TempFolder folder;
    fs::create_directory(folder / "a.hab");
    {
        Database database(folder / "a.hab/project.db", Access::ReadWrite);
        migrateProject(database, 1);
    }
    std::ofstream(folder / "a.hab/backups") << "a file in the place of the folder";
    const std::string before = readFile(folder / "a.hab/project.db");
    EXPECT_EQ(kindOfCall([&] { Project::open(folder / "a.hab", Access::ReadWrite); }), "disk");
    EXPECT_EQ(readFile(folder / "a.hab/project.db"), before);
}

TEST(Project, OpeningForWritingRemovesStaleTemporaries) {
    const TempFolder folder;
    Project::create(folder / "a.hab");
    fs::create_directories(folder / "a.hab/runs/r1");
    fs::create_directories(folder / "a.hab/features");
    const std::vector<fs::path> stale{folder / "a.hab/x.1-1.haberdash-tmp",
                                      folder / "a.hab/features/x.1-1.haberdash-tmp",
                                      folder / "a.hab/runs/r1/x.1-1.haberdash-tmp"};
    for (const fs::path& file : stale) {
        std::ofstream(file) << "half";
    }
    Project::open(folder / "a.hab", Access::ReadOnly);
    EXPECT_TRUE(std::ranges::all_of(stale, [](const auto& file) { return fs::exists(file); }));
    Project::open(folder / "a.hab", Access::ReadWrite);
    EXPECT_TRUE(std::ranges::none_of(stale, [](const auto& file) { return fs::exists(file); }));
}

TEST(Project, FolderThatCannotBeWrittenIsStillRead) {
    if (::geteuid() == 0) {
        GTEST_SKIP() << "root writes everywhere";
    }
    const TempFolder folder;
    Project::create(folder / "a%20?.hab").setSetting("k", "v");
    const auto all = fs::perms::owner_all;
    fs::permissions(folder / "a%20?.hab", all & ~fs::perms::owner_write);
    EXPECT_EQ(Project::open(folder / "a%20?.hab", Access::ReadOnly).setting("k"), "v");
    EXPECT_FALSE(acquireWindowLock(folder / "a%20?.hab").has_value());
    fs::permissions(folder / "a%20?.hab", all);
}

TEST(Project, KilledWriterLosesNoCommittedSetting) {
    const TempFolder folder;
    Project::create(folder / "a.hab");
    const pid_t child = ::fork();
    if (child == 0) {
        Project project = Project::open(folder / "a.hab", Access::ReadWrite);
        for (int number = 0; number < 50; ++number) {
            project.setSetting("k" + std::to_string(number), "v");
        }
        ::kill(::getpid(), SIGKILL);
    }
    ::waitpid(child, nullptr, 0);
    EXPECT_EQ(Project::open(folder / "a.hab", Access::ReadOnly).setting("k49"), "v");
}

TEST(WindowLock, SecondHolderIsRefusedUntilTheFirstLetsGo) {
    const TempFolder folder;
    {
        const auto first = acquireWindowLock(folder.path());
        EXPECT_TRUE(first.has_value());
        EXPECT_FALSE(acquireWindowLock(folder.path()).has_value());
    }
    EXPECT_TRUE(acquireWindowLock(folder.path()).has_value());
}

/// A process that asks for the window's lock and keeps what it gets until it is killed.
class Holder {
  public:
    explicit Holder(const fs::path& project) {
        EXPECT_EQ(::pipe(pipe_.data()), 0);
        child_ = ::fork();
        if (child_ == 0) {
            const auto lock = acquireWindowLock(project);
            const char answer = lock ? 'y' : 'n';
            if (::write(pipe_[1], &answer, 1) == 1) {
                ::pause();
            }
            ::_exit(0);
        }
    }

    bool holds() const {
        char answer = 0;
        EXPECT_EQ(::read(pipe_[0], &answer, 1), 1);
        return answer == 'y';
    }

    void kill() {
        ::kill(child_, SIGKILL);
        ::waitpid(child_, nullptr, 0);
        ::close(pipe_[0]);
        ::close(pipe_[1]);
    }

  private:
    std::array<int, 2> pipe_{};
    pid_t child_ = 0;
};

int lockRounds() {
    const char* const named = std::getenv("HABERDASH_KILLS");
    return named != nullptr ? std::atoi(named) : 5;
}

TEST(WindowLock, DiesWithItsProcess) {
    const TempFolder folder;
    for (int round = 0; round < lockRounds(); ++round) {
        Holder holder(folder.path());
        EXPECT_TRUE(holder.holds());
        EXPECT_FALSE(acquireWindowLock(folder.path()).has_value());
        holder.kill();
        EXPECT_TRUE(acquireWindowLock(folder.path()).has_value());
    }
}

TEST(WindowLock, OfTwoThatOpenAtOnceOneWrites) {
    const TempFolder folder;
    for (int round = 0; round < lockRounds(); ++round) {
        Holder first(folder.path());
        Holder second(folder.path());
        EXPECT_NE(first.holds(), second.holds());
        first.kill();
        second.kill();
    }
}

}  // namespace
}  // namespace haberdash
