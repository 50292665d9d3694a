// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/simulate/art.h"

#include "core/data/base/error.h"
#include "core/learn/simulate/sample_catalog.h"

#include <gtest/gtest.h>
#include <opencv2/imgcodecs.hpp>

#include <set>

namespace haberdash {
namespace {

cv::Mat decoded(const std::string& jpeg) {
    return cv::imdecode(std::vector<std::uint8_t>(jpeg.begin(), jpeg.end()), cv::IMREAD_COLOR);
}

TEST(Art, EveryKindHasATemplateAndEveryTemplateAKind) {
    std::set<std::string> ofKinds;
    for (const Kind& kind : kinds()) {
        ofKinds.emplace(kind.art);
    }
    const std::vector<std::string> types = artTypes();
    EXPECT_EQ(std::set<std::string>(types.begin(), types.end()), ofKinds);
    EXPECT_GE(ofKinds.size(), 20U);
}

TEST(Art, ComposesEveryValueOfEveryCutWithoutLeavingPlaceholders) {
    for (const Kind& kind : kinds()) {
        for (const CutChoice& varied : kind.cuts) {
            for (const std::string_view value : varied.values) {
                Look look{.type = std::string(kind.art)};
                for (const CutChoice& choice : kind.cuts) {
                    look.cuts[std::string(choice.key)] = choice.values.front();
                }
                look.cuts[std::string(varied.key)] = value;
                const LookSvg svg = composeLook(look);
                EXPECT_EQ(svg.garment.find('$'), std::string::npos) << kind.art << ' ' << value;
                EXPECT_EQ(svg.folds.find('$'), std::string::npos) << kind.art << ' ' << value;
                EXPECT_EQ(svg.garment.find("data-if"), std::string::npos) << kind.art;
            }
        }
    }
}

TEST(Art, EveryPrintOfTheWardrobeCanBeDrawn) {
    for (const Print& print : prints()) {
        const Look look{.type = "tshirt",
                        .cuts = {{"neck", "crew"}, {"fit", "regular"}},
                        .print = std::string(print.art)};
        EXPECT_NO_THROW(composeLook(look)) << print.name;
    }
}

TEST(Art, DrawsAJpegOfTheClothsColourOnTheWallsColour) {
    const Look look{.type = "tshirt",
                    .cuts = {{"neck", "crew"}, {"sleeve", "short"}, {"fit", "regular"}},
                    .gloss = 0,
                    .main = {200, 30, 30},
                    .background = {240, 240, 240}};
    const cv::Mat picture = decoded(drawLook(look));
    ASSERT_EQ(picture.cols, kPictureWidth);
    ASSERT_EQ(picture.rows, kPictureHeight);
    const auto chest = picture.at<cv::Vec3b>(280, 240);
    EXPECT_GT(chest[2], chest[0] + 80);
    const auto wall = picture.at<cv::Vec3b>(20, 20);
    EXPECT_GT(std::min({wall[0], wall[1], wall[2]}), 200);
}

TEST(Art, TheSameLookGivesTheSameBytesAndAnotherCutOthers) {
    Look look = makeSampleProduct(7, 3).look;
    const std::string first = drawLook(look);
    EXPECT_EQ(first, drawLook(look));
    look.main = {10, 200, 10};
    EXPECT_NE(first, drawLook(look));
}

TEST(Art, AnUnknownTypeOrPrintIsRefused) {
    EXPECT_THROW(composeLook({.type = "spacesuit"}), Error);
    EXPECT_THROW(composeLook({.type = "tshirt", .print = "starfield"}), Error);
}

}  // namespace
}  // namespace haberdash
