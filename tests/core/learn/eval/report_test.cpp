// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/eval/report.h"

#include "core/data/base/files.h"

#include <gtest/gtest.h>

namespace haberdash {
namespace {

namespace fs = std::filesystem;
using RunRecord = haberdash::Run;  // testing::Test has a Run of its own

Json evaluationOfTwoRuns() {
    return Json::parse(R"({
        "split": "validation",
        "runs": [
            {"run": "r1", "users": 412, "dropped_users": 88,
             "metrics": {"ndcg@5": {"mean": 0.1, "low": 0.09, "high": 0.11},
                         "ndcg@10": {"mean": 0.12, "low": 0.11, "high": 0.13}},
             "binary": {"accuracy": 0.75}},
            {"run": "r2", "users": 412, "dropped_users": 88,
             "metrics": {"ndcg@5": {"mean": 0.2, "low": 0.18, "high": 0.22},
                         "ndcg@10": {"mean": 0.24, "low": 0.22, "high": 0.26}},
             "binary": {"accuracy": 0.81}}],
        "comparisons": [{"a": "r1", "b": "r2", "metric": "ndcg@10", "difference": 0.12,
                         "low": 0.1, "high": 0.14, "p": 0.001, "p_holm": 0.002}]})");
}

TEST(Report, WritesPageFiguresAndConfiguration) {
    const fs::path folder = fs::path(testing::TempDir()) / "haberdash-report-test";
    fs::remove_all(folder);
    RunRecord simulated{.id = "r1", .kind = "popularity", .data = {{"simulated", true}}};
    const fs::path page = writeReport(folder,
                                      "a <b>",
                                      evaluationOfTwoRuns(),
                                      {simulated, RunRecord{.id = "r2", .kind = "multimodal"}});
    const std::string html = readFile(page);
    EXPECT_NE(html.find("a &lt;b&gt;: evaluation"), std::string::npos);
    EXPECT_NE(html.find("r2 · multimodal"), std::string::npos);
    EXPECT_NE(html.find("<td class=\"best\">0.2400<small>0.2200 to 0.2600</small></td>"),
              std::string::npos);
    EXPECT_NE(html.find("412 shoppers of the validation split, 88 without"), std::string::npos);
    EXPECT_NE(html.find("are simulated"), std::string::npos);
    EXPECT_EQ(readFile(folder / "metrics.csv"),
              "run,metric,mean,low,high\r\nr1,ndcg@5,0.1,0.09,0.11\r\nr1,ndcg@10,0.12,0.11,0.13\r\n"
              "r2,ndcg@5,0.2,0.18,0.22\r\nr2,ndcg@10,0.24,0.22,0.26\r\n");
    EXPECT_EQ(Json::parse(readFile(folder / "config.json"))["r2"]["kind"], "multimodal");
    fs::remove_all(folder);
}

}  // namespace
}  // namespace haberdash
