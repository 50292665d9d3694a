// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/engine_client/engine_client.h"

#include "ui/convert.h"

#include <gtest/gtest.h>

#include <QElapsedTimer>
#include <QEventLoop>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <csignal>
#include <sys/resource.h>

namespace haberdash::ui {
namespace {

constexpr int kPatience = 20'000;  // milliseconds; reached only when something is broken

struct Heard {
    Json result;
    QString refusal;
    int calls = 0;
};

class EngineClientTest : public testing::Test {
  protected:
    EngineClientTest() : client(QStringLiteral(HABERDASH_FAKE_CTL)) {
        client.setProject(QStringLiteral("/nowhere/spring.hab"));
    }

    void ask(const char* op,
             Heard& heard,
             const Json& fields = Json::object(),
             const QString& slot = {}) {
        client.query(
            &context,
            QLatin1String(op),
            fields,
            [&heard](const Json& result) {
                heard.result = result;
                ++heard.calls;
            },
            [&heard](const QString& sentence) {
                heard.refusal = sentence;
                ++heard.calls;
            },
            slot);
    }

    void waitFor(const Heard& heard) {
        QEventLoop loop;
        QTimer::singleShot(kPatience, &loop, [&loop] { loop.exit(1); });
        QTimer look;
        QObject::connect(&look, &QTimer::timeout, &loop, [&] {
            if (heard.calls > 0) {
                loop.quit();
            }
        });
        look.start(1);
        EXPECT_EQ(loop.exec(), 0) << "no answer came";
    }

    Job* finished(const char* verb) {
        Job* const job = client.start(QStringLiteral("Work"), {QLatin1String(verb)});
        QSignalSpy spy(job, &Job::finished);
        EXPECT_TRUE(spy.wait(kPatience));
        return job;
    }

    /// A job that has told of its first progress.
    Job* atWork(const char* verb) {
        Job* const job = client.start(QStringLiteral("Wait"), {QLatin1String(verb)});
        QSignalSpy progress(job, &Job::progressed);
        EXPECT_TRUE(progress.wait(kPatience));
        return job;
    }

    EngineClient client;
    QObject context;
};

TEST_F(EngineClientTest, AnswersAQueryWithTheFieldsSent) {
    Heard heard;
    ask("echo", heard, {{"value", "Grün"}});
    waitFor(heard);
    EXPECT_EQ(heard.result["value"], "Grün");
    EXPECT_TRUE(client.isEngineReady());
}

TEST_F(EngineClientTest, TheEngineRunsOnOneThreadBehindTheWindow) {
    Heard heard;
    ask("conditions", heard);
    waitFor(heard);
    constexpr int kNicest = 19;
    EXPECT_EQ(heard.result["niceness"], std::min(kNicest, ::getpriority(PRIO_PROCESS, 0) + 10));
    EXPECT_EQ(heard.result["threads"], "1");
}

TEST_F(EngineClientTest, PassesOnTheEnginesRefusalAsASentence) {
    Heard heard;
    ask("refuse", heard);
    waitFor(heard);
    EXPECT_EQ(heard.refusal, QStringLiteral("There is no run r9."));
}

TEST_F(EngineClientTest, RefusesEveryQueryUnderWayWhenTheEngineDiesAndStartsItAgain) {
    Heard waiting;
    Heard crashing;
    ask("hang", waiting);
    ask("crash", crashing);
    waitFor(crashing);
    waitFor(waiting);
    EXPECT_FALSE(waiting.refusal.isEmpty());
    EXPECT_FALSE(crashing.refusal.isEmpty());
    Heard after;
    ask("echo", after, {{"value", 7}});
    waitFor(after);
    EXPECT_EQ(after.result["value"], 7);
}

TEST_F(EngineClientTest, AsksOnceMoreWhatWasUnderWayWhenTheEngineDied) {
    const QTemporaryDir folder;
    Heard heard;
    ask("crash_once", heard, {{"marker", fromQt(folder.filePath(QStringLiteral("died")))}});
    waitFor(heard);
    EXPECT_EQ(heard.refusal, QString());
    EXPECT_EQ(heard.result["op"], "crash_once");
}

TEST_F(EngineClientTest, AnEngineThatIsKilledWhileItWaitsComesBackByItself) {
    Heard before;
    ask("echo", before);
    waitFor(before);
    QSignalSpy states(&client, &EngineClient::engineStateChanged);
    ASSERT_EQ(::kill(before.result["pid"].get<int>(), SIGKILL), 0);
    while (states.size() < 2) {
        ASSERT_TRUE(states.wait(kPatience));
    }
    EXPECT_EQ(states[0][0], false);
    EXPECT_EQ(states[1][0], true);
}

TEST_F(EngineClientTest, GivesUpAfterThreeRestartsInAMinute) {
    for (int i = 0; i < 4; ++i) {
        Heard crashing;
        ask("crash", crashing);
        waitFor(crashing);
    }
    Heard heard;
    ask("echo", heard);
    waitFor(heard);
    EXPECT_TRUE(heard.refusal.contains(QStringLiteral("wait a minute")));
}

TEST_F(EngineClientTest, ReplacesAnEngineThatHangs) {
    client.setPatience(40);
    Heard heard;
    ask("hang", heard);
    waitFor(heard);
    EXPECT_FALSE(heard.refusal.isEmpty());
    client.setPatience(kPatience);
    Heard after;
    ask("echo", after, {{"value", 1}});
    waitFor(after);
    EXPECT_EQ(after.result["value"], 1);
}

TEST_F(EngineClientTest, ALaterQueryOfTheSameSlotSilencesTheEarlierOne) {
    Heard earlier;
    Heard later;
    ask("echo", earlier, {{"value", 1}}, QStringLiteral("list"));
    ask("echo", later, {{"value", 2}}, QStringLiteral("list"));
    waitFor(later);
    EXPECT_EQ(later.result["value"], 2);
    EXPECT_EQ(earlier.calls, 0);
}

TEST_F(EngineClientTest, CallsNothingWhenTheContextIsGone) {
    int calls = 0;
    {
        QObject shortLived;
        client.query(
            &shortLived,
            QStringLiteral("echo"),
            {{"value", 1}},
            [&](const Json&) { ++calls; },
            [&](const QString&) { ++calls; });
    }
    Heard later;
    ask("echo", later, {{"value", 2}});
    waitFor(later);
    EXPECT_EQ(calls, 0);
}

TEST_F(EngineClientTest, SurvivesLinesThatAreNoAnswers) {
    Heard heard;
    ask("flood", heard);
    waitFor(heard);
    EXPECT_EQ(heard.result["op"], "flood");
}

TEST_F(EngineClientTest, RefusesWithoutAProject) {
    client.setProject({});
    Heard heard;
    ask("echo", heard);
    waitFor(heard);
    EXPECT_FALSE(heard.refusal.isEmpty());
}

TEST_F(EngineClientTest, ServesTheNewProjectWithAnotherEngine) {
    Heard first;
    ask("echo", first);
    waitFor(first);
    client.setProject(QStringLiteral("/nowhere/autumn.hab"));
    Heard second;
    ask("echo", second);
    waitFor(second);
    EXPECT_NE(first.result["pid"], second.result["pid"]);
}

TEST_F(EngineClientTest, AJobGivesItsResult) {
    const Job* const job = finished("works");
    EXPECT_EQ(job->state(), Job::State::Done);
    EXPECT_EQ(job->result()["done"], true);
}

TEST_F(EngineClientTest, AFailedJobGivesTheEnginesSentence) {
    const Job* const job = finished("fail");
    EXPECT_EQ(job->state(), Job::State::Failed);
    EXPECT_EQ(job->failure(), QStringLiteral("The disk /tmp is full."));
}

TEST_F(EngineClientTest, ACrashedJobIsFailedWithASentence) {
    const Job* const job = finished("crash");
    EXPECT_EQ(job->state(), Job::State::Failed);
    EXPECT_TRUE(job->failure().contains(QStringLiteral("unexpectedly")));
}

TEST_F(EngineClientTest, ProgressIsThrottledButNoEpochIsLost) {
    Job* const job = client.start(QStringLiteral("Flood"), {QStringLiteral("flood")});
    int lines = 0;
    int epochs = 0;
    bool isFinished = false;
    QObject::connect(job, &Job::progressed, &context, [&](const JobProgress& progress) {
        EXPECT_FALSE(isFinished);
        ++lines;
        epochs += progress.detail.is_null() ? 0 : 1;
    });
    QObject::connect(job, &Job::finished, &context, [&] { isFinished = true; });
    QElapsedTimer age;
    age.start();
    QSignalSpy spy(job, &Job::finished);
    ASSERT_TRUE(spy.wait(kPatience));
    EXPECT_EQ(epochs, 4);
    EXPECT_LE(lines - epochs * 2, static_cast<int>(age.elapsed() / 50) + 2);
    EXPECT_EQ(job->progress().done, 19'999);
}

TEST_F(EngineClientTest, CancelEndsAWillingJobAsCancelled) {
    Job* const job = atWork("wait");
    QSignalSpy spy(job, &Job::finished);
    job->cancel();
    EXPECT_EQ(job->state(), Job::State::Stopping);
    ASSERT_TRUE(spy.wait(kPatience));
    EXPECT_EQ(job->state(), Job::State::Cancelled);
}

// A process that stands still takes no part until it goes on, and is heard again when cancelled.
TEST_F(EngineClientTest, APausedJobStandsStillAndIsCancelledAtOnce) {
    Job* const job = atWork("ticks");
    QSignalSpy progress(job, &Job::progressed);
    job->setPaused(true);
    EXPECT_TRUE(job->isPaused());
    progress.wait(200);  // what was on its way
    progress.clear();
    EXPECT_FALSE(progress.wait(300));
    job->setPaused(false);
    EXPECT_TRUE(progress.wait(kPatience));
    job->setPaused(true);
    QSignalSpy spy(job, &Job::finished);
    QElapsedTimer age;
    age.start();
    job->cancel();
    ASSERT_TRUE(spy.wait(kPatience));
    EXPECT_EQ(job->state(), Job::State::Cancelled);
    EXPECT_LT(age.elapsed(), 1'900);
}

TEST_F(EngineClientTest, CancelKillsAStubbornJobAfterTwoSeconds) {
    Job* const job = atWork("stubborn");
    QSignalSpy spy(job, &Job::finished);
    QElapsedTimer age;
    age.start();
    job->cancel();
    ASSERT_TRUE(spy.wait(kPatience));
    EXPECT_EQ(job->state(), Job::State::Cancelled);
    EXPECT_GE(age.elapsed(), 1'900);
}

TEST_F(EngineClientTest, AMissingEngineIsOneSentence) {
    EngineClient missing(QStringLiteral("/nowhere/haberdashctl"));
    Job* const job = missing.start(QStringLiteral("Work"), {QStringLiteral("works")});
    QSignalSpy spy(job, &Job::finished);
    ASSERT_TRUE(spy.wait(kPatience));
    EXPECT_TRUE(job->failure().contains(QStringLiteral("/nowhere/haberdashctl")));
}

TEST_F(EngineClientTest, TheCommandCanBePastedIntoATerminal) {
    const Job* const job = client.start(QStringLiteral("Import"),
                                        {QStringLiteral("import"),
                                         QStringLiteral("My shop's.hab"),
                                         QStringLiteral("--from"),
                                         QStringLiteral("a.csv")});
    EXPECT_EQ(job->command(),
              QStringLiteral("haberdashctl import 'My shop'\\''s.hab' --from a.csv"));
}

}  // namespace
}  // namespace haberdash::ui
