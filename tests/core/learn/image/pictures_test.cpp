// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/image/pictures.h"

#include "core/data/base/error.h"
#include "core/learn/image/picture_header.h"

#include <gtest/gtest.h>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace haberdash {
namespace {

using namespace std::string_literals;

std::string encoded(const std::string& extension, const cv::Mat& picture) {
    std::vector<unsigned char> bytes;
    cv::imencode(extension, picture, bytes);
    return {bytes.begin(), bytes.end()};
}

// Left half red, right half blue.
cv::Mat redAndBlue(const int width, const int height) {
    cv::Mat picture(height, width, CV_8UC3, cv::Scalar(255, 0, 0));
    picture(cv::Rect(0, 0, width / 2, height)).setTo(cv::Scalar(0, 0, 255));
    return picture;
}

ErrorKind kindOf(const std::string_view bytes) {
    try {
        decodePicture(bytes, "test.jpg");
    } catch (const Error& error) {
        EXPECT_NE(std::string(error.what()).find("test.jpg"), std::string::npos);
        return error.kind();
    }
    ADD_FAILURE() << "decoded";
    return ErrorKind::Disk;
}

// A PNG that claims a size and has no more than its header and end.
std::string pngOfSize(const std::uint32_t width, const std::uint32_t height) {
    std::string bytes = encoded(".png", redAndBlue(4, 4));
    for (int i = 0; i < 4; ++i) {
        bytes[16 + i] = static_cast<char>(width >> (24 - 8 * i));
        bytes[20 + i] = static_cast<char>(height >> (24 - 8 * i));
    }
    return bytes;
}

// Puts an EXIF segment that holds nothing but an orientation after the JPEG's first marker.
std::string withOrientation(const std::string& jpeg, const char orientation) {
    std::string tiff =
        "MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0"s + orientation + "\0\0\0\0\0\0"s;
    const std::string body = "Exif\0\0"s + tiff;
    const std::size_t length = body.size() + 2;
    return jpeg.substr(0, 2) + "\xFF\xE1"s + static_cast<char>(length >> 8U) +
           static_cast<char>(length & 255U) + body + jpeg.substr(2);
}

bool isRed(const cv::Vec3b& pixel) {
    return pixel[2] > 200 && pixel[0] < 60;
}

TEST(DecodePicture, ReadsJpegPngAndWebpByTheirBytes) {
    for (const char* const extension : {".jpg", ".png", ".webp"}) {
        const cv::Mat picture = decodePicture(encoded(extension, redAndBlue(60, 80)), "a.txt");
        ASSERT_EQ(picture.type(), CV_8UC3);
        EXPECT_EQ(picture.size(), cv::Size(60, 80)) << extension;
        EXPECT_TRUE(isRed(picture.at<cv::Vec3b>(40, 10))) << extension;
    }
}

TEST(DecodePicture, RefusesOtherFormatsWhateverTheirName) {
    EXPECT_EQ(kindOf(encoded(".bmp", redAndBlue(8, 8))), ErrorKind::Unavailable);
    EXPECT_EQ(kindOf(encoded(".tiff", redAndBlue(8, 8))), ErrorKind::Unavailable);
    EXPECT_EQ(kindOf("GIF89a\1\0\1\0"s), ErrorKind::Unavailable);
    EXPECT_EQ(kindOf("<svg xmlns='http://www.w3.org/2000/svg'/>"), ErrorKind::Unavailable);
    EXPECT_EQ(kindOf(""), ErrorKind::Unavailable);
}

TEST(DecodePicture, RefusesHugePicturesByTheirHeaderAtOnce) {
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_EQ(kindOf(pngOfSize(32'000, 32'000)), ErrorKind::Unavailable);
    EXPECT_EQ(kindOf(pngOfSize(0xFFFFFFFF, 0xFFFFFFFF)), ErrorKind::Unavailable);
    EXPECT_EQ(kindOf(pngOfSize(0x7FFFFFFF, 1)), ErrorKind::Unavailable);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::milliseconds(100));
}

TEST(DecodePicture, RefusesTruncatedFilesAtEveryLength) {
    for (const char* const extension : {".jpg", ".png", ".webp"}) {
        const std::string whole = encoded(extension, redAndBlue(64, 48));
        for (std::size_t length = 16; length + 4 < whole.size(); length += 7) {
            EXPECT_THROW(decodePicture(std::string_view(whole).substr(0, length), "cut"), Error)
                << extension << " cut to " << length << " of " << whole.size();
        }
    }
}

TEST(DecodePicture, SurvivesDamageAnywhere) {
    for (const char* const extension : {".jpg", ".png", ".webp"}) {
        const std::string whole = encoded(extension, redAndBlue(40, 30));
        for (std::size_t place = 0; place < whole.size(); place += 3) {
            std::string damaged = whole;
            damaged[place] = static_cast<char>(damaged[place] ^ 0x5A);
            try {
                const cv::Mat picture = decodePicture(damaged, "damaged");
                EXPECT_EQ(picture.type(), CV_8UC3);
            } catch (const Error&) {
                // Either is right; a crash is not.
            }
        }
    }
}

TEST(DecodePicture, TurnsAsExifSays) {
    const std::string upright = encoded(".jpg", redAndBlue(80, 40));
    const cv::Mat turned = decodePicture(withOrientation(upright, 6), "a");
    ASSERT_EQ(turned.size(), cv::Size(40, 80));  // a quarter to the right: left goes up
    EXPECT_TRUE(isRed(turned.at<cv::Vec3b>(10, 20)));
    EXPECT_FALSE(isRed(turned.at<cv::Vec3b>(70, 20)));
    const cv::Mat reduced =
        decodePicture(withOrientation(encoded(".jpg", redAndBlue(800, 400)), 6), "a", 100);
    EXPECT_EQ(reduced.size(), cv::Size(50, 100));
}

TEST(DecodePicture, LaysTransparencyOnWhite) {
    cv::Mat picture(4, 4, CV_8UC4, cv::Scalar(10, 20, 30, 0));
    picture.at<cv::Vec4b>(1, 1) = {10, 20, 30, 255};
    picture.at<cv::Vec4b>(2, 2) = {0, 0, 0, 128};
    const cv::Mat flat = decodePicture(encoded(".png", picture), "a");
    EXPECT_EQ(flat.at<cv::Vec3b>(0, 0), cv::Vec3b(255, 255, 255));
    EXPECT_EQ(flat.at<cv::Vec3b>(1, 1), cv::Vec3b(10, 20, 30));
    EXPECT_EQ(flat.at<cv::Vec3b>(2, 2), cv::Vec3b(127, 127, 127));
}

TEST(DecodePicture, MakesGreyAndDeepPicturesEightBitColour) {
    const cv::Mat grey(5, 6, CV_8UC1, cv::Scalar(77));
    EXPECT_EQ(decodePicture(encoded(".png", grey), "a").at<cv::Vec3b>(2, 2), cv::Vec3b(77, 77, 77));
    const cv::Mat deep(5, 6, CV_16UC3, cv::Scalar(65535, 0, 257 * 9));
    EXPECT_EQ(decodePicture(encoded(".png", deep), "a").at<cv::Vec3b>(2, 2), cv::Vec3b(255, 0, 9));
}

TEST(DecodePicture, ReducesLargeJpegsButNotBelowTheSideAsked) {
    const std::string bytes = encoded(".jpg", redAndBlue(1600, 1200));
    EXPECT_EQ(decodePicture(bytes, "a", 300).size(), cv::Size(400, 300));
    EXPECT_EQ(decodePicture(bytes, "a", 1024).size(), cv::Size(1600, 1200));
    EXPECT_EQ(decodePicture(bytes, "a").size(), cv::Size(1600, 1200));
}

TEST(PictureHeader, GivesFormatAndSize) {
    const auto jpeg = readPictureHeader(encoded(".jpg", redAndBlue(31, 17)));
    ASSERT_TRUE(jpeg);
    EXPECT_EQ(jpeg->format, PictureFormat::Jpeg);
    EXPECT_EQ(jpeg->width, 31U);
    EXPECT_EQ(jpeg->height, 17U);
    const auto webp = readPictureHeader(encoded(".webp", redAndBlue(31, 17)));
    ASSERT_TRUE(webp);
    EXPECT_EQ(webp->width, 31U);
    EXPECT_EQ(webp->height, 17U);
    EXPECT_FALSE(readPictureHeader("BM"));
}

}  // namespace
}  // namespace haberdash
