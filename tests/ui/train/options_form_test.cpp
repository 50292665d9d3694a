// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/train/options_form.h"

#include "core/data/runs/train_options.h"
#include "ui/convert.h"
#include "ui/train/decimal_box.h"
#include "ui/train/option_sentences.h"
#include "ui/train/words.h"

#include <gtest/gtest.h>

#include <QComboBox>
#include <QSpinBox>

namespace haberdash::ui {
namespace {

class OptionsFormTest : public testing::Test {
  protected:
    TrainOptions options;
    OptionsForm form{describe(options)};
};

TEST_F(OptionsFormTest, HasAnEditorWithANameForEveryOption) {
    TrainOptions other;
    for (const Option& option : describe(other)) {
        QWidget* const editor = form.editor(toQt(option.key));
        ASSERT_NE(editor, nullptr) << option.key;
        EXPECT_FALSE(editor->accessibleName().isEmpty()) << option.key;
        EXPECT_FALSE(editor->accessibleDescription().isEmpty()) << option.key;
    }
}

TEST_F(OptionsFormTest, EverySentenceCanBeTranslated) {
    TrainOptions other;
    for (const Option& option : describe(other)) {
        EXPECT_TRUE(isTranslatable(option.help)) << option.help;
    }
    for (const Preset& preset : trainPresets()) {
        EXPECT_TRUE(isTranslatable(preset.name)) << preset.name;
        EXPECT_TRUE(isTranslatable(preset.help)) << preset.help;
    }
}

TEST_F(OptionsFormTest, SaysNothingWhileNothingDiffers) {
    EXPECT_TRUE(form.settings().isEmpty());
}

TEST_F(OptionsFormTest, ItsWordsGiveTheSameOptionsBack) {
    auto* const epochs = qobject_cast<QSpinBox*>(form.editor(QStringLiteral("train.epochs")));
    auto* const rate =
        qobject_cast<DecimalBox*>(form.editor(QStringLiteral("train.learning_rate")));
    auto* const kind = qobject_cast<QComboBox*>(form.editor(QStringLiteral("model.kind")));
    epochs->setValue(7);
    rate->setValue(2.5e-5);
    kind->setCurrentIndex(kind->findData(QStringLiteral("content")));
    ASSERT_TRUE(form.setValue(QStringLiteral("train.seed"), QStringLiteral("4000000000")));
    TrainOptions restored;
    for (const QString& word : form.settings()) {
        const std::string text = fromQt(word);
        const std::size_t equals = text.find('=');
        setOption(describe(restored), text.substr(0, equals), text.substr(equals + 1));
    }
    EXPECT_EQ(form.settings().size(), 4);
    EXPECT_EQ(optionsToJson(describe(restored)), optionsToJson(describe(options)));
    EXPECT_EQ(restored.learningRate, 2.5e-5);
}

TEST_F(OptionsFormTest, APresetIsTheBaselineThatChangesAreMarkedAgainst) {
    form.setBaseline({{"train.epochs", 8}});
    EXPECT_TRUE(form.settings().isEmpty());
    form.setValue(QStringLiteral("train.epochs"), QStringLiteral("9"));
    EXPECT_EQ(form.settings(), QStringList(QStringLiteral("train.epochs=9")));
    form.setValue(QStringLiteral("train.epochs"), QStringLiteral("8"));
    EXPECT_TRUE(form.settings().isEmpty());
}

TEST_F(OptionsFormTest, RefusesAValueThatDoesNotFit) {
    EXPECT_FALSE(form.setValue(QStringLiteral("train.epochs"), QStringLiteral("0")));
    EXPECT_FALSE(form.setValue(QStringLiteral("no.such"), QStringLiteral("1")));
    EXPECT_TRUE(form.settings().isEmpty());
}

TEST_F(OptionsFormTest, TheFilterShowsOnlyWhatHasTheWords) {
    form.setFilter(QStringLiteral("learning rate"));
    EXPECT_FALSE(form.editor(QStringLiteral("train.learning_rate"))->parentWidget()->isHidden());
    EXPECT_TRUE(form.editor(QStringLiteral("train.seed"))->parentWidget()->isHidden());
}

TEST_F(OptionsFormTest, ShowsAndSaysOnlyWhatIsRead) {
    form.setValue(QStringLiteral("train.loss"), QStringLiteral("softmax"));
    form.setValue(QStringLiteral("train.epochs"), QStringLiteral("3"));
    form.setReads([](const std::string& key) { return key != "train.loss"; });
    EXPECT_EQ(form.settings(), QStringList{QStringLiteral("train.epochs=3")});
    EXPECT_TRUE(form.editor(QStringLiteral("train.loss"))->parentWidget()->isHidden());
    form.setReads([](const std::string&) { return true; });
    EXPECT_EQ(form.settings().size(), 2);
    EXPECT_FALSE(form.editor(QStringLiteral("train.loss"))->parentWidget()->isHidden());
}

TEST(DecimalBox, ShowsSmallNumbersAsTyped) {
    DecimalBox box;
    box.setRange(0, 1);
    box.setValue(1e-5);
    EXPECT_EQ(box.value(), 1e-5);
    EXPECT_EQ(box.valueFromText(box.text()), 1e-5);
}

// An ablation's runs keep the whole of its settings; a kind refuses what it does not read.
TEST(Words, ARunsCommandNamesOnlyWhatItsKindReads) {
    TrainOptions options;
    options.kind = "bpr-mf";
    options.hiddenDim = 64;
    options.epochs = 3;
    EXPECT_EQ(settingsOf(optionsToJson(describe(options))),
              QStringList({QStringLiteral("model.kind=bpr-mf"), QStringLiteral("train.epochs=3")}));
}

TEST(Words, ARunsCommandNamesOnlyWhatDiffers) {
    TrainOptions options;
    options.epochs = 3;
    const QStringList settings = settingsOf(optionsToJson(describe(options)));
    EXPECT_EQ(trainCommand(QStringLiteral("/my shop.hab"), setArguments(settings)),
              QStringLiteral("haberdashctl train '/my shop.hab' --set train.epochs=3"));
}

}  // namespace
}  // namespace haberdash::ui
