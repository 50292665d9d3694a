// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rules/rule_draft.h"

#include "core/data/base/error.h"
#include "core/data/base/files.h"
#include "core/data/rules/rule_edit.h"
#include "tests/ui/support/view_fixture.h"
#include "ui/convert.h"
#include "ui/rules/rule_words.h"

#include <QSignalSpy>

namespace haberdash::ui {
namespace {

class RuleDraftTest : public test::ViewFixture {
  protected:
    RuleDraftTest() { open(); }

    ItemId item(const char* sku) { return workspace.items().requireSku(sku); }

    std::filesystem::path file(const char* name) { return pathFromQt(workspace.folder()) / name; }
};

TEST_F(RuleDraftTest, AChangeIsOnTheDiskAtOnceAndTheProjectsOwnAreNotTouched) {
    RuleDraft draft(workspace);
    draft.pin(item("p3"), 1);
    draft.lift(item("p4"), 1);
    draft.lift(item("p4"), 1);
    EXPECT_TRUE(draft.isChanged());
    EXPECT_FALSE(std::filesystem::exists(file("rules.json")));
    const RuleDraft later(workspace);  // as after a crash
    EXPECT_EQ(later.place(item("p3")), 1U);
    EXPECT_EQ(stepsOf(later.rules(), "p4"), 2);
    EXPECT_TRUE(later.isChanged());
}

TEST_F(RuleDraftTest, SavedRulesAreTheProjectsOwn) {
    RuleDraft draft(workspace);
    draft.hide(item("p5"));
    draft.save();
    EXPECT_FALSE(draft.isChanged());
    EXPECT_FALSE(std::filesystem::exists(file("rules.draft.json")));
    EXPECT_EQ(readRules(file("rules.json")).at(0).kind, RuleKind::Hide);
}

TEST_F(RuleDraftTest, UndoGoesBackStepByStep) {
    RuleDraft draft(workspace);
    draft.pin(item("p3"), 1);
    draft.pin(item("p2"), 1);
    draft.undo();
    EXPECT_EQ(draft.place(item("p3")), 1U);
    draft.undo();
    EXPECT_TRUE(draft.rules().empty());
    EXPECT_FALSE(draft.canUndo());
    EXPECT_FALSE(std::filesystem::exists(file("rules.draft.json")));
}

TEST_F(RuleDraftTest, RulesThatAnotherProgramChangedAreNotOverwrittenUnasked) {
    RuleDraft draft(workspace);
    draft.hide(item("p5"));
    changeRules(file("rules.json"), [](std::vector<Rule>& rules) {
        rules.push_back({.kind = RuleKind::Hide, .items = {"p1"}});
    });
    EXPECT_THROW(draft.save(), Error);
    EXPECT_EQ(readRules(file("rules.json")).at(0).items.at(0), "p1");
    draft.discard();
    EXPECT_EQ(draft.rules().at(0).items.at(0), "p1");
}

TEST_F(RuleDraftTest, NeitherAreThoseThatAnotherProgramChangedWhileTheWindowWasClosed) {
    {
        RuleDraft draft(workspace);
        draft.hide(item("p5"));
    }
    changeRules(file("rules.json"), [](std::vector<Rule>& rules) {
        rules.push_back({.kind = RuleKind::Hide, .items = {"p1"}});
    });
    RuleDraft draft(workspace);
    EXPECT_EQ(draft.rules().at(0).items.at(0), "p5");
    EXPECT_THROW(draft.save(), Error);
    EXPECT_EQ(readRules(file("rules.json")).at(0).items.at(0), "p1");
    draft.discard();
    EXPECT_EQ(draft.rules().at(0).items.at(0), "p1");
    EXPECT_FALSE(draft.isChanged());
}

TEST_F(RuleDraftTest, ADraftOutlivesSpoiledRulesOfTheProject) {
    {
        RuleDraft draft(workspace);
        draft.hide(item("p5"));
    }
    writeFileAtomically(file("rules.json"), "no rules");
    QSignalSpy problems(&workspace, &Workspace::problem);
    const RuleDraft draft(workspace);
    EXPECT_EQ(problems.count(), 1);
    EXPECT_EQ(draft.rules().at(0).items.at(0), "p5");
}

TEST_F(RuleDraftTest, OfTwoPinsToOnePlaceTheEarlierIsMarked) {
    const std::vector<Rule> rules{{.kind = RuleKind::Pin, .items = {"p1"}},
                                  {.kind = RuleKind::Pin, .items = {"p2"}}};
    EXPECT_EQ(ruleEffect(rules, {.sku = "p1"}), RuleKind::Pin);
    EXPECT_EQ(ruleEffect(rules, {.sku = "p2"}), std::nullopt);
}

TEST_F(RuleDraftTest, ASecondWindowChangesNothing) {
    Workspace second;
    second.open(project.folder());
    RuleDraft draft(second);
    EXPECT_THROW(draft.hide(item("p5")), Error);
    EXPECT_TRUE(draft.rules().empty());
}

TEST_F(RuleDraftTest, RulesReadAsSentences) {
    const ItemStore& items = workspace.items();
    const QString title = toQt(items.item(item("p3")).title);
    EXPECT_EQ(ruleText({.kind = RuleKind::Pin, .items = {"p3"}, .place = 2}, items),
              title + QStringLiteral(": pinned to place 2"));
    EXPECT_EQ(
        ruleText({.kind = RuleKind::Bury, .where = {{"season", "Winter"}}, .strength = 1.5}, items),
        QStringLiteral("all of Winter: buried by 1.5"));
}

TEST_F(RuleDraftTest, AProductSaysWhatRulesDoToIt) {
    const Item third = workspace.items().item(item("p3"));
    const Rule boost{.kind = RuleKind::Boost, .where = {{"brand", third.brand}}, .strength = 0.5};
    const Rule bury{.kind = RuleKind::Bury, .items = {"p3"}, .strength = 1};
    EXPECT_EQ(ruleMark({boost}, third), QStringLiteral("boosted"));
    EXPECT_EQ(ruleMark({boost, bury}, third), QStringLiteral("buried"));
    EXPECT_EQ(ruleMark({bury, {.kind = RuleKind::Pin, .items = {"p3"}}}, third),
              QStringLiteral("pinned"));
    EXPECT_EQ(ruleMark({{.kind = RuleKind::Bury, .items = {"p3"}, .until = 1}}, third), QString());
}

}  // namespace
}  // namespace haberdash::ui
