// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/image/mobilenet.h"

#include "core/data/base/encoder_folder.h"
#include "core/data/base/error.h"
#include "core/learn/image/image_encoder.h"

#include <gtest/gtest.h>
#include <opencv2/core.hpp>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <numeric>
#include <string>
#include <unistd.h>
#include <vector>

namespace haberdash {
namespace {

TEST(MobileNet, AgreesWithTorchvision) {
    const std::filesystem::path script =
        std::filesystem::path(HABERDASH_SOURCE_DIR) / "tests/core/learn/image/export_mobilenet.py";
    const std::filesystem::path file = std::filesystem::temp_directory_path() /
                                       ("mobilenet-" + std::to_string(getpid()) + ".safetensors");
    const std::string command =
        "/usr/bin/python3 '" + script.string() + "' '" + file.string() + "' 2>/dev/null";
    if (!std::filesystem::exists(script) || std::system(command.c_str()) != 0) {
        GTEST_SKIP() << "python3-torchvision is not installed.";
    }
    const Safetensors weights = Safetensors::open(file);
    const MobileNet network(weights);
    std::vector<float> features(MobileNet::kDimension);
    network.forward(reinterpret_cast<const float*>(weights.tensor("test.picture").bytes.data()),
                    features.data());
    const Matrix expected = weights.matrix("test.features");
    double largest = 0;
    for (std::size_t i = 0; i < features.size(); ++i) {
        const double scale = std::max(1.0, std::abs(static_cast<double>(expected.data()[i])));
        largest = std::max(largest, std::abs(features[i] - expected.data()[i]) / scale);
    }
    EXPECT_LT(largest, 1e-4);
    std::filesystem::remove(file);
}

TEST(MobileNet, RefusesWeightsThatLackATensor) {
    const Matrix one(1, 1);
    const std::filesystem::path file = std::filesystem::temp_directory_path() /
                                       ("no-net-" + std::to_string(getpid()) + ".safetensors");
    writeSafetensors(file, {{"features.0.0.weight", viewOf(one)}}, {});
    EXPECT_THROW(MobileNet(Safetensors::open(file)), Error);
    std::filesystem::remove(file);
}

TEST(ImageEncoders, UnknownAndMissingOnesSayWhatToDo) {
    EXPECT_THROW(makeImageEncoder("resnet-900"), Error);
    EXPECT_EQ(makeImageEncoder("descriptors")->name(), "descriptors");
}

TEST(ImageEncoders, GiveUnitRowsThatDoNotDependOnTheirNeighbours) {
    const auto encoder = makeImageEncoder("auto");
    std::vector<cv::Mat> pictures;
    for (int i = 0; i < 5; ++i) {
        pictures.emplace_back(50 + 40 * i, 90, CV_8UC3);
        cv::randu(pictures.back(), cv::Scalar::all(0), cv::Scalar::all(255));
    }
    const Matrix all = encoder->encode(pictures);
    const Matrix third = encoder->encode(std::span(pictures).subspan(2, 1));
    ASSERT_EQ(all.cols(), encoder->dimension());
    for (std::size_t i = 0; i < all.rows(); ++i) {
        const auto row = all.row(i);
        EXPECT_NEAR(std::inner_product(row.begin(), row.end(), row.begin(), 0.0), 1.0, 1e-5);
    }
    for (std::size_t j = 0; j < all.cols(); ++j) {
        EXPECT_NEAR(all.row(2)[j], third.row(0)[j], 1e-5);
    }
    EXPECT_EQ(encoder->encode({}).rows(), 0U);
}

}  // namespace
}  // namespace haberdash
