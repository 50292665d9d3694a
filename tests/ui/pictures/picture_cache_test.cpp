// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pictures/picture_cache.h"

#include "core/data/catalog/thumb_store.h"
#include "core/data/store/schema.h"
#include "tests/ui/catalog/catalog_fixture.h"
#include "ui/convert.h"

#include <gtest/gtest.h>

#include <QSignalSpy>
#include <QTemporaryDir>

namespace haberdash::ui {

namespace {

class PictureCacheTest : public ::testing::Test {
  protected:
    PictureCacheTest() {
        Database thumbs(pathFromQt(file()), Access::ReadWrite);
        migrateThumbs(thumbs);
        ThumbStore store(thumbs);
        Transaction transaction(thumbs);
        const std::string thumb = jpegOf(Qt::red, {288, 192});
        for (int i = 0; i < 200; ++i) {
            store.put({.hash = "p" + std::to_string(i),
                       .width = 600,
                       .height = 400,
                       .thumb = thumb,
                       .preview = jpegOf(Qt::blue, {600, 400})});
        }
        store.put({.hash = "torn", .width = 9, .height = 9, .thumb = "no picture", .preview = ""});
        transaction.commit();
        cache.setThumbsFile(file());
    }

    QString file() const { return folder.filePath("thumbs.db"); }

    bool settles() {
        return waitFor([this] { return cache.isIdle(); });
    }

    void askForAll() {
        for (int i = 0; i < 200; ++i) {
            cache.thumb("p" + QString::number(i));
        }
    }

    QTemporaryDir folder;
    PictureCache cache;
};

int placeOf(const QSignalSpy& ready, const QString& hash) {
    for (int i = 0; i < ready.count(); ++i) {
        if (ready[i].front().toString() == hash) {
            return i;
        }
    }
    return -1;
}

double averageNumber(const QSignalSpy& ready, const int from, const int to) {
    double sum = 0;
    for (int i = from; i < to; ++i) {
        sum += ready[i].front().toString().mid(1).toInt();
    }
    return sum / (to - from);
}

}  // namespace

TEST_F(PictureCacheTest, AnswersAtOnceWithNothingAndTellsWhenThePictureIsThere) {
    QSignalSpy ready(&cache, &PictureCache::ready);
    EXPECT_TRUE(cache.thumb("p1").isNull());
    EXPECT_FALSE(cache.isIdle());
    ASSERT_TRUE(settles());
    ASSERT_EQ(ready.count(), 1);
    EXPECT_EQ(ready.front().front().toString(), "p1");
    EXPECT_EQ(cache.thumb("p1").size(), QSize(288, 192));
}

TEST_F(PictureCacheTest, GivesTheLongerSideInDevicePixelsAndNeverEnlarges) {
    cache.thumb("p1", 144);
    cache.thumb("p2", 999);
    ASSERT_TRUE(settles());
    EXPECT_EQ(cache.thumb("p1", 144).size(), QSize(144, 96));
    EXPECT_EQ(cache.thumb("p2", 999).size(), QSize(288, 192));
}

TEST_F(PictureCacheTest, AnotherSizeStandsInUntilTheAskedOneIsReady) {
    cache.thumb("p1", 144);
    ASSERT_TRUE(settles());
    EXPECT_EQ(cache.thumb("p1", 100).size(), QSize(144, 96));
    ASSERT_TRUE(settles());
    EXPECT_EQ(cache.thumb("p1", 100).width(), 100);
}

TEST_F(PictureCacheTest, PreviewIsTheLargePicture) {
    cache.preview("p1");
    ASSERT_TRUE(settles());
    EXPECT_EQ(cache.preview("p1").size(), QSize(600, 400));
}

TEST_F(PictureCacheTest, TellsOnceOfAPictureThatCannotBeDecoded) {
    QSignalSpy ready(&cache, &PictureCache::ready);
    cache.thumb("torn");
    cache.thumb("absent");
    ASSERT_TRUE(settles());
    EXPECT_EQ(ready.count(), 2);
    EXPECT_TRUE(cache.isBroken("torn"));
    EXPECT_TRUE(cache.isBroken("absent"));
    EXPECT_TRUE(cache.thumb("torn").isNull());
    EXPECT_TRUE(cache.isIdle());
}

TEST_F(PictureCacheTest, DropsWhatScrolledAwayBeforeItWasDecoded) {
    QSignalSpy ready(&cache, &PictureCache::ready);
    askForAll();
    cache.keepOnly({"p0", "p1"});
    ASSERT_TRUE(settles());
    EXPECT_FALSE(cache.thumb("p0").isNull());
    EXPECT_FALSE(cache.thumb("p1").isNull());
    EXPECT_LT(ready.count(), 200);
}

TEST_F(PictureCacheTest, DecodesTheLastAskedFirst) {
    QSignalSpy ready(&cache, &PictureCache::ready);
    askForAll();
    ASSERT_TRUE(settles());
    // Some come in while others are still being asked for, and one of the two threads may be held
    // up; but of those that waited when the last was asked for, late ones come before early ones.
    const int from = placeOf(ready, "p199");
    const int middle = (from + static_cast<int>(ready.count())) / 2;
    if (ready.count() - from >= 20) {
        EXPECT_GT(averageNumber(ready, from, middle),
                  averageNumber(ready, middle, static_cast<int>(ready.count())));
    }
}

TEST_F(PictureCacheTest, HoldsNoMoreThanItsBudget) {
    cache.setBudget(1);  // a thumbnail of 288 x 192 x 4 bytes takes 217 KB: four fit
    askForAll();
    ASSERT_TRUE(settles());
    int held = 0;
    for (int i = 0; i < 200; ++i) {
        held += cache.thumb("p" + QString::number(i)).isNull() ? 0 : 1;
    }
    EXPECT_GT(held, 0);
    EXPECT_LE(held, 4);
}

TEST_F(PictureCacheTest, ForgetsThePicturesOfAnotherProject) {
    cache.thumb("p1");
    ASSERT_TRUE(settles());
    cache.setThumbsFile({});
    EXPECT_TRUE(cache.thumb("p1").isNull());
    ASSERT_TRUE(settles());
    EXPECT_TRUE(cache.isBroken("p1"));
}

}  // namespace haberdash::ui
