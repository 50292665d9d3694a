// SPDX-License-Identifier: GPL-3.0-or-later

// A label that was acknowledged is on the disk, whatever happens to power and disk.

#include "core/data/base/files.h"
#include "core/data/labels/label_store.h"
#include "core/data/store/project.h"
#include "core/data/store/schema.h"
#include "tests/core/data/labels/unsynced_vfs.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <optional>
#include <random>

namespace haberdash {
namespace {

using test::TempFolder;
using test::UnsyncedVfs;

constexpr int kLabels = 24;

/// How often a chance event is tried: a few times in the daily run, HABERDASH_CRASH_ROUNDS on
/// demand.
int rounds() {
    const char* const text = std::getenv("HABERDASH_CRASH_ROUNDS");
    return text ? std::max(1, std::atoi(text)) : 50;
}

/// A fresh database with one annotator: made once, then copied, which spares the waiting for a
/// disk.
std::filesystem::path makeDatabase(const TempFolder& folder) {
    static const std::string bytes = [] {
        const TempFolder first;
        {
            Database database(first / "project.db", Access::ReadWrite);
            migrateProject(database);
            LabelStore(database).annotatorOf("AK", 0);
        }
        return readFile(first / "project.db");
    }();
    std::filesystem::path file = folder / "project.db";
    std::ofstream(file, std::ios::binary) << bytes;
    return file;
}

/// Labels until done or failed; `acknowledged` is up to date at every moment. Failures are caught
/// and the next label is tried, as a person would.
void label(const std::filesystem::path& file, const char* durability, int& acknowledged) {
    std::optional<Database> database;
    for (int number = 0; number < kLabels; ++number) {
        try {
            if (!database) {
                database.emplace(file, Access::ReadWrite);
                database->connection().exec(durability);
                // Often, so that moves of the log into the file are met too.
                database->connection().execAndGet("PRAGMA wal_autocheckpoint = 8");
            }
            LabelStore store(*database);
            LabelEvent event{.time = number,
                             .annotator = AnnotatorId{1},
                             .kind = LabelKind::Pair,
                             .items = {"left", "right"},
                             .choice = number % 2 == 0 ? "a" : "b"};
            store.append(event);
            ++acknowledged;
        } catch (const Error& error) {
            EXPECT_GT(std::string(error.what()).size(), 20U);
        } catch (const SQLite::Exception&) {
            database.reset();
        }
    }
}

struct Found {
    std::int64_t labels = 0;
    bool isSound = false;
};

Found lookInto(const std::filesystem::path& file) {
    const UnsyncedVfs vfs;
    Database database(file, Access::ReadWrite);
    const LabelStore store(database);
    const std::string integrity =
        database.connection().execAndGet("PRAGMA integrity_check").getString();
    return {store.newest(), integrity == "ok" && store.verify().empty()};
}

struct Losses {
    int lost = 0;
    int unsound = 0;
    int cuts = 0;
};

Losses cutPower(const char* durability, const int times) {
    Losses losses;
    std::mt19937_64 draws(7);
    std::int64_t operations = 200;
    for (int round = 0; round < times; ++round) {
        const TempFolder folder;
        const TempFolder after;
        const std::filesystem::path file = makeDatabase(folder);
        int acknowledged = 0;
        int acknowledgedAtCut = -1;
        {
            UnsyncedVfs vfs;
            vfs.cutAt(
                1 + static_cast<std::int64_t>(draws() % static_cast<std::uint64_t>(operations)),
                after.path(),
                draws());
            std::optional<Database> database;
            database.emplace(file, Access::ReadWrite);
            database->connection().exec(durability);
            database->connection().execAndGet("PRAGMA wal_autocheckpoint = 8");
            LabelStore store(*database);
            for (int number = 0; number < kLabels; ++number) {
                LabelEvent event{.annotator = AnnotatorId{1},
                                 .kind = LabelKind::Like,
                                 .items = {std::to_string(number)}};
                const bool before = vfs.wasCut();
                store.append(event);
                if (!before && vfs.wasCut()) {
                    acknowledgedAtCut = acknowledged;
                }
                ++acknowledged;
            }
            operations = vfs.operations();
        }
        if (acknowledgedAtCut < 0) {
            continue;  // before the first label or after the last
        }
        ++losses.cuts;
        const Found found = lookInto(after / "project.db");
        losses.lost += found.labels < acknowledgedAtCut ? 1 : 0;
        losses.unsound += found.isSound ? 0 : 1;
    }
    return losses;
}

TEST(PowerCut, LosesNoAcknowledgedLabel) {
    const Losses losses = cutPower("PRAGMA synchronous = FULL", rounds());
    EXPECT_GT(losses.cuts, rounds() / 2);
    EXPECT_EQ(losses.lost, 0);
    EXPECT_EQ(losses.unsound, 0);
    RecordProperty("cuts", losses.cuts);
}

// The control: the test sees what a weaker setting would lose.
TEST(PowerCut, WeakerDurabilityWouldLoseSome) {
    EXPECT_GT(cutPower("PRAGMA synchronous = NORMAL", 50).lost, 0);
}

class IoFault : public ::testing::TestWithParam<std::tuple<bool, UnsyncedVfs::Fault>> {};

TEST_P(IoFault, IsNeverReportedAsSaved) {
    const auto [forGood, fault] = GetParam();
    std::int64_t operations = 1;
    for (std::int64_t at = 1; at <= operations; ++at) {
        const TempFolder folder;
        const std::filesystem::path file = makeDatabase(folder);
        int acknowledged = 0;
        {
            UnsyncedVfs vfs;
            vfs.failAt(at, forGood, fault);
            label(file, "PRAGMA synchronous = FULL", acknowledged);
            operations = std::max(operations, forGood ? std::int64_t{150} : vfs.operations());
            vfs.failNoMore();
        }
        const Found found = lookInto(file);
        ASSERT_GE(found.labels, acknowledged) << "operation " << at;
        ASSERT_TRUE(found.isSound) << "operation " << at;
        if (!forGood) {
            ASSERT_GE(acknowledged, kLabels - 2) << "operation " << at;
        }
    }
    EXPECT_GE(operations, 100);
}

INSTANTIATE_TEST_SUITE_P(OnceAndForGood,
                         IoFault,
                         ::testing::Combine(::testing::Bool(),
                                            ::testing::Values(UnsyncedVfs::Fault::IoError,
                                                              UnsyncedVfs::Fault::DiskFull)));

}  // namespace
}  // namespace haberdash
