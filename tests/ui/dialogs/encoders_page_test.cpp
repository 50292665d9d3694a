// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/encoders_page.h"

#include "ui/engine_client/engine_client.h"

#include <gtest/gtest.h>

#include <QDropEvent>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTreeWidget>
#include <QUrl>
#include <QtTest>

namespace haberdash::ui {
namespace {

class EncodersPageTest : public ::testing::Test {
  protected:
    QTreeWidget* list() { return page_.findChild<QTreeWidget*>(); }

    bool says(const QString& words) {
        const QList<QLabel*> labels = page_.findChildren<QLabel*>();
        return std::any_of(labels.begin(), labels.end(), [&words](const QLabel* const label) {
            return label->text().contains(words);
        });
    }

    void drop(const QString& path) {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(path)});
        QDragEnterEvent enter({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&page_, &enter);
        QDropEvent event({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&page_, &event);
    }

    EngineClient engine_{QStringLiteral(HABERDASH_VIEWS_CTL)};

    QPushButton* use() {
        const QList<QPushButton*> buttons = page_.findChildren<QPushButton*>();
        return *std::find_if(buttons.begin(), buttons.end(), [](const QPushButton* const button) {
            return button->text() == QLatin1String("Use for this project");
        });
    }

    EncodersPage page_{engine_, QStringLiteral("/tmp/shop.haberdash")};
    QSignalSpy listed_{&page_, &EncodersPage::listed};
    QSignalSpy refused_{&page_, &EncodersPage::refused};
};

TEST_F(EncodersPageTest, ListsWhatIsThereWithSourceLicenceAndCheckedHash) {
    page_.show();
    ASSERT_TRUE(listed_.wait());
    ASSERT_EQ(list()->topLevelItemCount(), 2);
    const QTreeWidgetItem* const use = list()->topLevelItem(0);
    EXPECT_EQ(use->text(0), QStringLiteral("use"));
    EXPECT_EQ(use->text(2), QStringLiteral("Damaged"));
    EXPECT_EQ(use->text(4), QStringLiteral("Apache-2.0"));
    EXPECT_EQ(use->text(5), QStringLiteral("npm x"));
    EXPECT_EQ(use->text(6), QString(12, QLatin1Char('a')));
    EXPECT_EQ(list()->topLevelItem(1)->text(2), QStringLiteral("Not installed"));
}

TEST_F(EncodersPageTest, TakesADroppedFile) {
    drop(QStringLiteral("/tmp/resnet50.pth"));
    ASSERT_TRUE(listed_.wait());
    EXPECT_TRUE(says(QStringLiteral("Added as resnet50-12345678.")));
    EXPECT_EQ(list()->topLevelItem(1)->text(2), QStringLiteral("Ready"));
}

TEST_F(EncodersPageTest, WhatIsDamagedStaysSoAfterAnother) {
    page_.add({QStringLiteral("/tmp/resnet50.pth")});  // before the page was ever shown
    ASSERT_TRUE(listed_.wait());
    EXPECT_EQ(list()->topLevelItem(0)->text(2), QStringLiteral("Damaged"));
}

TEST_F(EncodersPageTest, RefusesABadFileWithItsReasonAndGoesOnWithTheNext) {
    page_.add({QStringLiteral("/tmp/bad.pth"), QStringLiteral("/tmp/resnet50.pth")});
    ASSERT_TRUE(refused_.wait());
    EXPECT_TRUE(says(QStringLiteral("It holds a whole Python object.")));
    ASSERT_TRUE(listed_.wait());
    EXPECT_TRUE(says(QStringLiteral("Added as resnet50-12345678.")));
}

TEST_F(EncodersPageTest, SaysThatOneIsDamaged) {
    page_.show();
    ASSERT_TRUE(listed_.wait());
    EXPECT_TRUE(says(QStringLiteral("damaged: add")));
}

TEST_F(EncodersPageTest, OneThatIsWholeIsPutToUseForTheProject) {
    page_.add({QStringLiteral("/tmp/resnet50.pth")});
    ASSERT_TRUE(listed_.wait());
    EXPECT_FALSE(use()->isEnabled());
    list()->setCurrentItem(list()->topLevelItem(0));
    EXPECT_FALSE(use()->isEnabled());  // damaged
    list()->setCurrentItem(list()->topLevelItem(1));
    ASSERT_TRUE(use()->isEnabled());
    QSignalSpy finished(&engine_, &EngineClient::jobFinished);
    use()->click();
    EXPECT_FALSE(use()->isEnabled());
    EXPECT_EQ(engine_.jobs().last()->arguments(),
              (QStringList{QStringLiteral("features"),
                           QStringLiteral("/tmp/shop.haberdash"),
                           QStringLiteral("--text"),
                           QStringLiteral("none"),
                           QStringLiteral("--image"),
                           QStringLiteral("resnet50-12345678")}));
    ASSERT_TRUE(finished.wait());
    EXPECT_TRUE(says(QStringLiteral("Train a new run to look at them.")));
    EXPECT_TRUE(use()->isEnabled());
}

TEST_F(EncodersPageTest, WithoutAProjectNoneCanBePutToUse) {
    EncodersPage page(engine_, {});
    QSignalSpy listed(&page, &EncodersPage::listed);
    page.add({QStringLiteral("/tmp/resnet50.pth")});
    ASSERT_TRUE(listed.wait());
    page.findChild<QTreeWidget*>()->setCurrentItem(page.findChild<QTreeWidget*>()->topLevelItem(1));
    for (const QPushButton* const button : page.findChildren<QPushButton*>()) {
        EXPECT_EQ(button->isEnabled(), button->text() != QLatin1String("Use for this project"));
    }
}

}  // namespace
}  // namespace haberdash::ui
