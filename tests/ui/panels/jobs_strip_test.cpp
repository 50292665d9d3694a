// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/jobs_strip.h"

#include "ui/engine_client/engine_client.h"

#include <gtest/gtest.h>

#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>

namespace haberdash::ui {
namespace {

constexpr int kPatience = 20'000;

TEST(JobsStrip, TellsHowAJobEnded) {
    EngineClient engine(QStringLiteral(HABERDASH_FAKE_CTL));
    const JobsStrip strip(engine);
    Job* const job = engine.start(QStringLiteral("Import"), {QStringLiteral("fail")});
    QSignalSpy spy(job, &Job::finished);
    ASSERT_TRUE(spy.wait(kPatience));
    EXPECT_EQ(strip.sentence(), QStringLiteral("Import: The disk /tmp is full."));
}

TEST(JobsStrip, CancelStopsTheJob) {
    EngineClient engine(QStringLiteral(HABERDASH_FAKE_CTL));
    JobsStrip strip(engine);
    Job* const job = engine.start(QStringLiteral("Train"), {QStringLiteral("wait")});
    QSignalSpy progress(job, &Job::progressed);
    ASSERT_TRUE(progress.wait(kPatience));
    QSignalSpy spy(job, &Job::finished);
    strip.findChild<QPushButton*>()->click();
    EXPECT_EQ(strip.sentence(), QStringLiteral("Train: stopping…"));
    ASSERT_TRUE(spy.wait(kPatience));
    EXPECT_EQ(strip.sentence(), QStringLiteral("Train: cancelled"));
}

}  // namespace
}  // namespace haberdash::ui
