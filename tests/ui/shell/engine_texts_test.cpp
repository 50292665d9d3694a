// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/engine_texts.h"

#include "tests/ui/support/german.h"

#include <gtest/gtest.h>

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QSet>

namespace haberdash::ui {
namespace {

// What the engine's sources report under: to step() and report() themselves, beside the monitor
// that is handed on, or by way of a variable.
QSet<QString> stagesOfTheEngine() {
    static const QRegularExpression calls(
        QStringLiteral(R"re(\bstep\(\s*"([^"]+)"|report\(\{(?:\.stage = )?"([^"]+)")re"
                       R"re(|[mM]onitor_?,\s*"([^"]+)"|"([^"]+)",\s*monitor_?\b)re"));
    static const QRegularExpression variables(QStringLiteral(R"re(\bstage = [^;]*;)re"));
    static const QRegularExpression judged(
        QStringLiteral(R"re(monitor_,\s*fmt::format\("([^"]+)")re"));
    static const QRegularExpression words(QStringLiteral(R"re((?:\? |: |format\()"([^"]+)")re"));
    QSet<QString> stages;
    QDirIterator files(QStringLiteral(HABERDASH_SOURCE_DIR "/core"),
                       {QStringLiteral("*.cpp")},
                       QDir::Files,
                       QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        EXPECT_TRUE(file.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(file.readAll());
        for (const QRegularExpression& each : {calls, judged}) {
            for (const QRegularExpressionMatch& call : each.globalMatch(text)) {
                stages += call.captured(call.lastCapturedIndex());
            }
        }
        for (const QRegularExpressionMatch& variable : variables.globalMatch(text)) {
            for (const QRegularExpressionMatch& word : words.globalMatch(variable.captured())) {
                stages += word.captured(1);
            }
        }
    }
    return stages;
}

TEST(EngineTexts, EveryStageThatTheEngineReportsIsListed) {
    QSet<QString> listed;
    for (const char* const stage : kStages) {
        listed += QString::fromUtf8(stage);
    }
    const QSet<QString> stages = stagesOfTheEngine();
    EXPECT_TRUE(stages.contains(QStringLiteral("before")));
    EXPECT_TRUE(stages.contains(QStringLiteral("texts")));
    EXPECT_TRUE(stages.contains(QStringLiteral("epoch {}")));
    EXPECT_TRUE(stages.contains(QStringLiteral("run {}")));
    for (QString stage : stages) {
        stage.replace(QStringLiteral("{}"), QStringLiteral("%1"));
        EXPECT_TRUE(listed.contains(stage)) << stage.toStdString();
    }
}

TEST(EngineTexts, AStageWithANumberIsTranslatedToo) {
    EXPECT_EQ(stageText(QStringLiteral("epoch 3")), QStringLiteral("epoch 3"));
    EXPECT_EQ(stageText(QStringLiteral("vbpr round 2")), QStringLiteral("vbpr round 2"));
    const test::German german;
    EXPECT_EQ(stageText(QStringLiteral("epoch 3")), QStringLiteral("Epoche 3"));
    EXPECT_EQ(stageText(QStringLiteral("run r1")), QStringLiteral("Lauf r1"));
}

}  // namespace
}  // namespace haberdash::ui
