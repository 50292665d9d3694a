// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/base/on_cores.h"

#include "core/data/base/error.h"
#include "tests/support/errors.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <thread>
#include <vector>

namespace haberdash {
namespace {

TEST(OnCores, DoesEachPieceOnceAndReportsFromTheCallingThreadAlone) {
    constexpr std::size_t kPieces = 1000;
    std::vector<std::atomic<int>> done(kPieces);
    const std::thread::id caller = std::this_thread::get_id();
    std::vector<std::size_t> reported;
    const Monitor monitor(
        [&](const Progress& progress) {
            EXPECT_EQ(std::this_thread::get_id(), caller);
            EXPECT_EQ(progress.stage, "pieces");
            EXPECT_EQ(progress.total, kPieces);
            reported.push_back(progress.done);
        },
        {});
    onCores(
        kPieces, [&](const std::size_t piece) { ++done[piece]; }, monitor, "pieces");
    for (const std::atomic<int>& times : done) {
        EXPECT_EQ(times, 1);
    }
    ASSERT_FALSE(reported.empty());
    EXPECT_TRUE(std::ranges::is_sorted(reported));
    EXPECT_EQ(reported.back(), kPieces);
}

TEST(OnCores, NothingToDoIsDone) {
    onCores(
        0, [](std::size_t) { FAIL(); }, {}, "pieces");
}

TEST(OnCores, FirstFailureEndsItAndIsThrown) {
    std::atomic<std::size_t> begun = 0;
    EXPECT_EQ(test::sentenceOfCall([&] {
                  onCores(
                      10'000,
                      [&](const std::size_t piece) {
                          ++begun;
                          if (piece == 7) {
                              throw Error(ErrorKind::Disk, "Piece 7 cannot be written.");
                          }
                          std::this_thread::sleep_for(std::chrono::milliseconds(1));
                      },
                      {},
                      "pieces");
              }),
              "Piece 7 cannot be written.");
    EXPECT_LT(begun, 10'000U);
}

TEST(OnCores, StopIsHeeded) {
    std::stop_source source;
    std::atomic<std::size_t> begun = 0;
    EXPECT_THROW(onCores(
                     100'000,
                     [&](std::size_t) {
                         if (++begun == 50) {
                             source.request_stop();
                         }
                     },
                     Monitor({}, source.get_token()),
                     "pieces"),
                 Cancelled);
    EXPECT_LT(begun, 100'000U);
}

}  // namespace
}  // namespace haberdash
