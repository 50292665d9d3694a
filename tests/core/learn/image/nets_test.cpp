// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/base/files.h"
#include "core/data/weights/weights_file.h"
#include "core/learn/encoders/encoders.h"
#include "core/learn/image/conv_net.h"
#include "core/learn/image/image_encoder.h"
#include "core/learn/image/torchvision_nets.h"
#include "tests/support/errors.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>
#include <opencv2/core.hpp>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <numeric>

namespace haberdash {
namespace {

using test::kindOfCall;
using test::TempFolder;

bool exportNet(const std::string& name, const TempFolder& folder, const std::string& more = "") {
    const std::string script =
        std::string(HABERDASH_SOURCE_DIR) + "/tests/core/learn/image/export_net.py";
    return std::system(("/usr/bin/python3 '" + script + "' " + name + " '" +
                        folder.path().string() + "' " + more + " >/dev/null 2>&1")
                           .c_str()) == 0;
}

double largestDifference(const std::vector<float>& got, const Matrix& expected) {
    double largest = 0;
    for (std::size_t i = 0; i < got.size(); ++i) {
        const double wanted = expected.data()[i];
        largest = std::max(largest, std::abs(got[i] - wanted) / std::max(1.0, std::abs(wanted)));
    }
    return largest;
}

// Cut at mixed7, "inception" has the layers of inception_v3.
class TorchvisionNets : public ::testing::TestWithParam<const char*> {};

TEST_P(TorchvisionNets, AgreeWithTorchvision) {
    const TempFolder folder;
    if (!exportNet(GetParam(), folder)) {
        GTEST_SKIP() << "python3-torchvision is not installed.";
    }
    const Safetensors weights = openWeights(folder / "weights.pth");
    const Safetensors expected = Safetensors::open(folder / "expected.safetensors");
    const std::string name = GetParam();
    EXPECT_EQ(recogniseNet(weights), name == "inception" ? "inception_v3" : name);
    const NetPlan plan = planNet(GetParam(), weights);
    const std::string_view bytes = expected.tensor("pictures").bytes;
    const auto* const pictures = reinterpret_cast<const float*>(bytes.data());
    const Matrix features = expected.matrix("features");
    ASSERT_EQ(features.cols(), netCard(GetParam())->dimension);
    std::vector<float> got(features.rows() * features.cols());
    ConvNet together(plan, features.rows());
    together.run(pictures, got.data());
    EXPECT_LT(largestDifference(got, features), 1e-4);
    ConvNet single(plan, 1);
    for (std::size_t i = 0; i < features.rows(); ++i) {
        single.run(pictures + i * bytes.size() / sizeof(float) / features.rows(),
                   got.data() + i * features.cols());
    }
    EXPECT_LT(largestDifference(got, features), 1e-4);
}

INSTANTIATE_TEST_SUITE_P(
    All,
    TorchvisionNets,
    ::testing::Values("resnet18", "resnet50", "vgg16", "inception_v3", "inception"));

TEST(OwnImageEncoders, AreInstalledOnceAndEncode) {
    const TempFolder folder;
    if (!exportNet("resnet18", folder, "onnx")) {
        GTEST_SKIP() << "python3-torchvision is not installed.";
    }
    const TempFolder data;
    setenv("HABERDASH_DATA", data.path().c_str(), 1);
    const std::string word = "resnet18:" + (folder / "weights.pth").string();
    const std::string name = resolveEncoder(word);
    EXPECT_EQ(resolveEncoder(word), name);
    EXPECT_EQ(installEncoder("auto", folder / "weights.pth").name, name);
    const std::string onnx = resolveEncoder("onnx:" + (folder / "net.onnx").string());
    std::vector<cv::Mat> pictures;
    for (int i = 0; i < 10; ++i) {
        pictures.emplace_back(60 + 10 * i, 90, CV_8UC3);
        cv::randu(pictures.back(), cv::Scalar::all(0), cv::Scalar::all(255));
    }
    const Matrix rows = makeImageEncoder(name)->encode(pictures);
    const Matrix other = makeImageEncoder(onnx)->encode(pictures);
    ASSERT_EQ(rows.cols(), 512U);
    ASSERT_EQ(other.cols(), 512U);
    for (std::size_t i = 0; i < rows.rows(); ++i) {
        // The same network through two runtimes, in batches and alone.
        EXPECT_NEAR(
            std::inner_product(rows.row(i).begin(), rows.row(i).end(), other.row(i).begin(), 0.0),
            1.0,
            1e-4);
    }
    for (const EncoderState& state : listEncoders(HashCheck::Yes)) {
        EXPECT_FALSE(state.isDamaged) << state.card.name;
    }
    std::string bytes = readFile(encoderWeights(name));
    bytes.back() ^= 1;
    writeFileAtomically(encoderWeights(name), bytes);
    const auto states = listEncoders(HashCheck::Yes);
    EXPECT_TRUE(std::ranges::any_of(states, [&name](const EncoderState& state) {
        return state.card.name == name && state.isDamaged;
    }));
    unsetenv("HABERDASH_DATA");
}

TEST(OwnImageEncoders, RefuseWhatIsNoneWithoutLeavingAnything) {
    const TempFolder folder;
    const TempFolder data;
    setenv("HABERDASH_DATA", data.path().c_str(), 1);
    const Matrix one(1, 1, {1.0F});
    writeSafetensors(folder / "other.safetensors", {{"conv1.weight", viewOf(one)}}, {});
    writeFileAtomically(folder / "net.onnx", "not an ONNX network");
    writeFileAtomically(folder / "text.pth", "nor a network");
    for (const char* const name : {"auto", "resnet50"}) {
        EXPECT_EQ(kindOfCall([&] { installEncoder(name, folder / "other.safetensors"); }), "input");
        EXPECT_EQ(kindOfCall([&] { installEncoder(name, folder / "text.pth"); }), "input");
    }
    EXPECT_EQ(kindOfCall([&] { installEncoder("auto", folder / "net.onnx"); }), "input");
    EXPECT_EQ(kindOfCall([&] { installEncoder("auto", folder / "nothing"); }), "not_found");
    EXPECT_EQ(kindOfCall([&] { installEncoder("resnet900", folder / "text.pth"); }), "input");
    EXPECT_EQ(kindOfCall([&] { makeImageEncoder("../../etc/passwd"); }), "input");
    EXPECT_TRUE(installedEncoders().empty());
    unsetenv("HABERDASH_DATA");
}

TEST(NetPlans, InceptionEndsAtMixed7With768Channels) {
    EXPECT_EQ(layersOf("inception").size(), 70U);
    EXPECT_EQ(layersOf("inception_v3").size(), 94U);
    EXPECT_EQ(layersOf("inception").back().name, "Mixed_6e.branch_pool");
    EXPECT_EQ(netCard("resnet900"), nullptr);
}

}  // namespace
}  // namespace haberdash
