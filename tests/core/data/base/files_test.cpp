// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/base/files.h"

#include "tests/support/errors.h"
#include "tests/support/temp_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <fstream>
#include <sched.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace haberdash {
namespace {

namespace fs = std::filesystem;
using test::errorOfCall;
using test::kindOfCall;
using test::sentenceOfCall;
using test::TempFolder;
using ::testing::HasSubstr;

std::vector<std::string> namesIn(const fs::path& folder) {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder)) {
        names.push_back(entry.path().filename().string());
    }
    return names;
}

/// Runs `act` in a child, which ends with its result as exit code; -> the status of waitpid().
template <class Act>
int statusOfChild(const Act& act) {
    const pid_t child = ::fork();
    if (child == 0) {
        ::_exit(act());
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return status;
}

TEST(Files, WritesAndReadsBackAnyBytes) {
    const TempFolder folder;
    const std::string bytes("a\0b\r\n\xFF", 6);
    writeFileAtomically(folder / "x.bin", bytes);
    EXPECT_EQ(readFile(folder / "x.bin"), bytes);
    EXPECT_THAT(namesIn(folder.path()), ::testing::ElementsAre("x.bin"));
}

TEST(Files, MakesMissingParentFolders) {
    const TempFolder folder;
    writeFileAtomically(folder / "a/b/c.txt", "text");
    EXPECT_EQ(readFile(folder / "a/b/c.txt"), "text");
}

TEST(Files, WritesPieceByPiece) {
    const TempFolder folder;
    writeFileAtomically(folder / "x", [](const auto& put) {
        put("one ");
        put("");
        put("two");
    });
    EXPECT_EQ(readFile(folder / "x"), "one two");
}

TEST(Files, ProducerThatThrowsLeavesTheOldFileAndNoTemporary) {
    const TempFolder folder;
    writeFileAtomically(folder / "x", "old");
    EXPECT_THROW(writeFileAtomically(folder / "x",
                                     [](const auto& put) {
                                         put("half");
                                         throw Cancelled();
                                     }),
                 Cancelled);
    EXPECT_EQ(readFile(folder / "x"), "old");
    EXPECT_THAT(namesIn(folder.path()), ::testing::ElementsAre("x"));
}

TEST(Files, MissingFileIsNotFoundAndFolderIsNoFile) {
    const TempFolder folder;
    EXPECT_EQ(kindOfCall([&] { readFile(folder / "none"); }), "not_found");
    EXPECT_EQ(kindOfCall([&] { readFile(folder.path()); }), "disk");
    EXPECT_EQ(kindOfCall([&] { MappedFile::open(folder / "none"); }), "not_found");
    EXPECT_EQ(kindOfCall([&] { MappedFile::open(folder.path()); }), "disk");
}

TEST(Files, APipeOrADeviceIsNotReplaced) {
    const TempFolder folder;
    const fs::path pipe = folder / "pipe";
    ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    EXPECT_EQ(kindOfCall([&] { writeFileAtomically(pipe, "x"); }), "input");
    EXPECT_TRUE(fs::is_fifo(pipe));
}

TEST(Files, UnwritablePlaceNamesTheFile) {
    const TempFolder folder;
    writeFileAtomically(folder / "file", "x");
    const auto act = [&] { writeFileAtomically(folder / "file/below", "x"); };
    EXPECT_EQ(kindOfCall(act), "disk");
    EXPECT_THAT(sentenceOfCall(act), HasSubstr((folder / "file/below").string()));
}

TEST(Files, FileBeyondTheLimitIsRefusedWithASentenceAndTheOldOneStays) {
    const TempFolder folder;
    writeFileAtomically(folder / "x", "old");
    const int status = statusOfChild([&] {
        ::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{4096, 4096};
        ::setrlimit(RLIMIT_FSIZE, &limit);
        const std::string sentence =
            sentenceOfCall([&] { writeFileAtomically(folder / "x", std::string(20'000, 'n')); });
        return sentence.find((folder / "x").string()) != std::string::npos &&
                       sentence.find("20.0 kB") != std::string::npos
                   ? 0
                   : 1;
    });
    EXPECT_EQ(status, 0);
    EXPECT_EQ(readFile(folder / "x"), "old");
    EXPECT_THAT(namesIn(folder.path()), ::testing::ElementsAre("x"));
}

TEST(Files, SizesReadAsPeopleSayThem) {
    EXPECT_EQ(sizeText(999), "999 bytes");
    EXPECT_EQ(sizeText(1'234'000), "1.2 MB");
    EXPECT_EQ(sizeText(5'000'000'000'000), "5.0 TB");
}

TEST(Files, FullDiskIsNamedWithTheSpaceNeededAndTheOldFileStays) {
    constexpr int kNotAllowed = 77;
    const TempFolder folder;
    const fs::path disk = folder / "disk";
    fs::create_directory(disk);
    const int status = statusOfChild([&] {
        const int spaces = CLONE_NEWNS | (::geteuid() == 0 ? 0 : CLONE_NEWUSER);
        if (::unshare(spaces) != 0 ||
            ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
            ::mount("tmpfs", disk.c_str(), "tmpfs", 0, "size=65536") != 0) {
            return kNotAllowed;
        }
        writeFileAtomically(disk / "x", "old");
        const std::string sentence =
            sentenceOfCall([&] { writeFileAtomically(disk / "x", std::string(300'000, 'n')); });
        const bool isNamed = sentence.find((disk / "x").string()) != std::string::npos &&
                             sentence.find("disk at " + disk.string()) != std::string::npos &&
                             sentence.find("needs 300.0 kB") != std::string::npos;
        const bool isKept = readFile(disk / "x") == "old" && namesIn(disk).size() == 1;
        return isNamed && isKept ? 0 : 1;
    });
    if (WEXITSTATUS(status) == kNotAllowed) {
        GTEST_SKIP() << "mounting a small disk is not allowed here";
    }
    EXPECT_EQ(status, 0);
}

TEST(Files, KilledWriterLeavesTheOldOrTheNewFileWhole) {
    const TempFolder folder;
    const fs::path file = folder / "x";
    const std::string old(300'000, 'o');
    writeFileAtomically(file, old);
    constexpr int kRounds = 30;
    for (int round = 0; round < kRounds; ++round) {
        const pid_t child = ::fork();
        if (child == 0) {
            for (char letter = 'a';; letter = letter == 'z' ? 'a' : static_cast<char>(letter + 1)) {
                writeFileAtomically(file, std::string(300'000, letter));
            }
        }
        ::usleep(static_cast<useconds_t>(200 + 311 * round));
        ::kill(child, SIGKILL);
        ::waitpid(child, nullptr, 0);
        const std::string now = readFile(file);
        ASSERT_EQ(now.size(), old.size());
        ASSERT_EQ(now.find_first_not_of(now.front()), std::string::npos);
    }
    removeStaleTemporaries(folder.path());
    EXPECT_THAT(namesIn(folder.path()), ::testing::ElementsAre("x"));
}

TEST(Files, TemporaryOfALivingWriterStays) {
    const TempFolder folder;
    writeFileAtomically(folder / "x", [&](const auto& put) {
        put("some");
        removeStaleTemporaries(folder.path());
        put(" more");
    });
    EXPECT_EQ(readFile(folder / "x"), "some more");
}

TEST(Files, StaleTemporariesGoAndOtherFilesStay) {
    const TempFolder folder;
    std::ofstream(folder / "x.1-1.haberdash-tmp") << "half";
    std::ofstream(folder / "kept.tmp") << "mine";
    removeStaleTemporaries(folder.path());
    removeStaleTemporaries(folder / "not-there");
    EXPECT_THAT(namesIn(folder.path()), ::testing::ElementsAre("kept.tmp"));
}

TEST(Files, MappedFileShowsTheBytesAfterTheFileIsReplaced) {
    const TempFolder folder;
    writeFileAtomically(folder / "x", "first");
    const auto mapped = MappedFile::open(folder / "x");
    writeFileAtomically(folder / "x", "second");
    EXPECT_EQ(mapped->bytes(), "first");
    writeFileAtomically(folder / "empty", "");
    EXPECT_EQ(MappedFile::open(folder / "empty")->bytes(), "");
}

}  // namespace
}  // namespace haberdash
