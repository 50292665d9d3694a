// SPDX-License-Identifier: GPL-3.0-or-later
// The program as it is installed: what it links, and that it draws without a display.
#include "tests/app/window/window_program.h"

#include <gtest/gtest.h>

#include <QFile>
#include <QImage>
#include <QTemporaryDir>

namespace haberdash::ui {
namespace {

using test::Outcome;
using test::run;

const QString kWindow = test::windowProgram();

TEST(WindowProgram, LinksNeitherTheEnginesLibrariesNorAnotherQt) {
    const Outcome outcome = run(QStringLiteral("ldd"), {kWindow});
    ASSERT_EQ(outcome.code, 0);
    EXPECT_TRUE(outcome.output.contains(QStringLiteral("libQt6Widgets")));
    for (const char* const library : {"torch", "libc10", "opencv", "libQt5"}) {
        EXPECT_FALSE(outcome.output.contains(QLatin1String(library))) << library;
    }
}

TEST(WindowProgram, DrawsThePageOfTheFirstRunWithoutADisplay) {
    const QTemporaryDir folder;
    const QString picture = folder.filePath(QStringLiteral("first.png"));
    const Outcome outcome = run(kWindow,
                                {QStringLiteral("--screenshot"),
                                 QStringLiteral("first-run"),
                                 QStringLiteral("--to"),
                                 picture,
                                 QStringLiteral("--size"),
                                 QStringLiteral("1000x700"),
                                 QStringLiteral("--theme"),
                                 QStringLiteral("dark")});
    EXPECT_EQ(outcome.code, 0) << outcome.errors.toStdString();
    const QImage image(picture);
    EXPECT_EQ(image.size(), QSize(1000, 700));
}

TEST(WindowProgram, RefusesWordsThatAreOffWithExitCodeTwo) {
    EXPECT_EQ(run(kWindow, {QStringLiteral("--nonsense")}).code, 2);
    EXPECT_EQ(run(kWindow, {QStringLiteral("--screenshot"), QStringLiteral("catalog")}).code, 2);
}

TEST(WindowProgram, AMissingProjectIsOneSentenceInAScreenshotRun) {
    const QTemporaryDir folder;
    const Outcome outcome = run(kWindow,
                                {folder.filePath(QStringLiteral("none.hab")),
                                 QStringLiteral("--screenshot"),
                                 QStringLiteral("catalog"),
                                 QStringLiteral("--to"),
                                 folder.filePath(QStringLiteral("x.png"))});
    EXPECT_EQ(outcome.code, 1);
    EXPECT_TRUE(outcome.errors.contains(QStringLiteral("none.hab")))
        << outcome.errors.toStdString();
}

TEST(Translations, GermanIsComplete) {
    QFile file(QStringLiteral(HABERDASH_SOURCE_DIR "/translations/haberdash_de.ts"));
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    EXPECT_EQ(text.count("type=\"unfinished\""), 0);
    EXPECT_EQ(text.count("<translation></translation>"), 0);
    EXPECT_GT(text.count("<message"), 100);
}

}  // namespace
}  // namespace haberdash::ui
