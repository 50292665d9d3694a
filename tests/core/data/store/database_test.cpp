// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/store/database.h"

#include "core/data/base/files.h"
#include "tests/support/errors.h"
#include "tests/support/temp_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <atomic>
#include <barrier>
#include <fstream>
#include <thread>
#include <vector>

namespace haberdash {
namespace {

namespace fs = std::filesystem;
using test::kindOfCall;
using test::sentenceOfCall;
using test::TempFolder;
using ::testing::HasSubstr;

std::string pragma(Database& database, const std::string& name) {
    return database.connection().execAndGet("PRAGMA " + name).getString();
}

int count(Database& database) {
    return database.connection().execAndGet("SELECT count(*) FROM t").getInt();
}

TEST(Database, EveryConnectionIsSetUpAsPromised) {
    const TempFolder folder;
    Database database(folder / "x.db", Access::ReadWrite);
    EXPECT_EQ(pragma(database, "journal_mode"), "wal");
    EXPECT_EQ(pragma(database, "synchronous"), "2");
    EXPECT_EQ(pragma(database, "foreign_keys"), "1");
    EXPECT_EQ(pragma(database, "busy_timeout"), "5000");
    EXPECT_EQ(pragma(database, "trusted_schema"), "0");
    EXPECT_EQ(pragma(database, "cell_size_check"), "1");
    int isDefensive = 0;
    sqlite3_db_config(
        database.connection().getHandle(), SQLITE_DBCONFIG_DEFENSIVE, -1, &isDefensive);
    EXPECT_EQ(isDefensive, 1);
    EXPECT_THROW(database.connection().exec("SELECT load_extension('x')"), SQLite::Exception);
}

TEST(Database, ReadOnlyRefusesWritesAndMissingFiles) {
    const TempFolder folder;
    EXPECT_EQ(kindOfCall([&] { Database(folder / "none.db", Access::ReadOnly); }), "not_found");
    EXPECT_FALSE(fs::exists(folder / "none.db"));
    {
        Database database(folder / "x.db", Access::ReadWrite);
        database.connection().exec("CREATE TABLE t (a INTEGER) STRICT; INSERT INTO t VALUES (1)");
    }
    Database database(folder / "x.db", Access::ReadOnly);
    EXPECT_EQ(count(database), 1);
    EXPECT_THROW(database.connection().exec("INSERT INTO t VALUES (2)"), SQLite::Exception);
    EXPECT_EQ(kindOfCall(
                  [&] { guarded(database, [&] { database.connection().exec("DELETE FROM t"); }); }),
              "disk");
}

TEST(Database, CleanCloseLeavesOneFileWhoeverClosesLast) {
    const TempFolder folder;
    {
        Database reader = [&] {
            Database writer(folder / "x.db", Access::ReadWrite);
            writer.connection().exec("CREATE TABLE t (a INTEGER) STRICT; INSERT INTO t VALUES (1)");
            return Database(folder / "x.db", Access::ReadOnly);
        }();
        EXPECT_EQ(count(reader), 1);
    }
    EXPECT_TRUE(fs::exists(folder / "x.db"));
    EXPECT_FALSE(fs::exists(folder / "x.db-wal"));
    EXPECT_FALSE(fs::exists(folder / "x.db-shm"));
}

TEST(Database, FileThatIsNoDatabaseIsInput) {
    const TempFolder folder;
    std::ofstream(folder / "x.db") << std::string(10'000, 'x');
    EXPECT_EQ(kindOfCall([&] { Database(folder / "x.db", Access::ReadWrite); }), "input");
    EXPECT_EQ(kindOfCall([&] { Database(folder / "x.db", Access::ReadOnly); }), "input");
    EXPECT_EQ(kindOfCall([&] { Database(folder.path(), Access::ReadWrite); }), "input");
    EXPECT_EQ(readFile(folder / "x.db"), std::string(10'000, 'x'));
}

TEST(Database, DamagedFileSaysToRestoreABackup) {
    const TempFolder folder;
    {
        Database database(folder / "x.db", Access::ReadWrite);
        database.connection().exec(
            "CREATE TABLE t (a TEXT) STRICT; WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT "
            "i + 1 FROM n WHERE i < 2000) INSERT INTO t SELECT hex(randomblob(20)) FROM n");
    }
    std::string bytes = readFile(folder / "x.db");
    bytes.replace(4096, 8192, std::string(8192, '\x55'));
    writeFileAtomically(folder / "x.db", bytes);
    const auto act = [&] { Database(folder / "x.db", Access::ReadWrite); };
    EXPECT_EQ(kindOfCall(act), "input");
    EXPECT_THAT(sentenceOfCall(act), HasSubstr("restore a backup"));
}

TEST(Database, TriggersOfAStrangersFileDoNotRun) {
    const TempFolder folder;
    {
        Database database(folder / "x.db", Access::ReadWrite);
        database.connection().exec(
            "CREATE TABLE t (a INTEGER) STRICT; CREATE TRIGGER evil AFTER INSERT ON t BEGIN "
            "DELETE FROM t; END");
    }
    Database database(folder / "x.db", Access::ReadWrite);
    database.connection().exec("INSERT INTO t VALUES (1)");
    EXPECT_EQ(count(database), 1);
}

TEST(Database, TransactionIsUndoneUnlessCommitted) {
    Database database(":memory:", Access::ReadWrite);
    database.connection().exec("CREATE TABLE t (a INTEGER) STRICT");
    {
        Transaction transaction(database);
        database.connection().exec("INSERT INTO t VALUES (1)");
    }
    EXPECT_EQ(count(database), 0);
    {
        Transaction transaction(database);
        database.connection().exec("INSERT INTO t VALUES (1)");
        transaction.commit();
    }
    EXPECT_EQ(count(database), 1);
}

TEST(Database, ReadsThatBelongTogetherAreOfOneMoment) {
    const TempFolder folder;
    Database writer(folder / "x.db", Access::ReadWrite);
    writer.connection().exec("CREATE TABLE t (n INTEGER) STRICT");
    Database reader(folder / "x.db", Access::ReadOnly);
    {
        const ReadTransaction reading(reader);
        EXPECT_EQ(count(reader), 0);
        writer.connection().exec("INSERT INTO t VALUES (1)");
        EXPECT_EQ(count(reader), 0);
        EXPECT_THROW(reader.connection().exec("SELECT nothing"), SQLite::Exception);
    }
    EXPECT_EQ(count(reader), 1);
    const ReadTransaction again(reader);
    EXPECT_EQ(count(reader), 1);
}

TEST(Database, SecondWriterWaitsAndIsThenToldWhoHoldsTheFile) {
    const TempFolder folder;
    Database first(folder / "x.db", Access::ReadWrite);
    Database second(folder / "x.db", Access::ReadWrite);
    second.connection().setBusyTimeout(1);
    const Transaction transaction(first);
    const auto act = [&] { const Transaction other(second); };
    EXPECT_EQ(kindOfCall(act), "locked");
    EXPECT_THAT(sentenceOfCall(act), HasSubstr("x.db"));
}

TEST(Database, NewFileThatManyOpenAtOnceIsOpenedByAll) {
    const TempFolder folder;
    constexpr int kRounds = 25;
    constexpr int kOpeners = 8;
    std::atomic<int> opened = 0;
    for (int round = 0; round < kRounds; ++round) {
        const fs::path file = folder / (std::to_string(round) + ".db");
        std::barrier together(kOpeners);
        std::vector<std::jthread> openers;
        for (int i = 0; i < kOpeners; ++i) {
            openers.emplace_back([&] {
                together.arrive_and_wait();
                opened +=
                    sentenceOfCall([&] { Database(file, Access::ReadWrite); }).empty() ? 1 : 0;
            });
        }
    }
    EXPECT_EQ(opened, kRounds * kOpeners);
}

TEST(Database, FullDiskNamesFileAndDisk) {
    const TempFolder folder;
    Database database(folder / "x.db", Access::ReadWrite);
    database.connection().exec("CREATE TABLE t (a TEXT) STRICT; PRAGMA max_page_count = 10");
    const auto act = [&] {
        Transaction transaction(database);
        guarded(database, [&] {
            database.connection().exec("INSERT INTO t VALUES (hex(zeroblob(100000)))");
        });
        transaction.commit();
    };
    EXPECT_EQ(kindOfCall(act), "disk");
    EXPECT_THAT(sentenceOfCall(act), HasSubstr("x.db"));
    EXPECT_THAT(sentenceOfCall(act), HasSubstr("the disk at /"));
    EXPECT_EQ(count(database), 0);
}

TEST(Database, LentStatementComesBackResetAndWithoutBindings) {
    Database database(":memory:", Access::ReadWrite);
    const std::string sql = "SELECT ifnull(?, 'none')";
    const SQLite::Statement* first = nullptr;
    {
        Prepared statement = database.prepare(sql);
        statement->bind(1, "bound");
        statement->executeStep();
        first = &*statement;
    }
    Prepared again = database.prepare(sql);
    Prepared nested = database.prepare(sql);
    EXPECT_EQ(&*again, first);
    EXPECT_NE(&*nested, first);
    ASSERT_TRUE(again->executeStep());
    EXPECT_EQ(again->getColumn(0).getString(), "none");
}

}  // namespace
}  // namespace haberdash
