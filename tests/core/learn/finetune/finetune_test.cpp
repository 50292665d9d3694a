// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/finetune/finetune.h"

#include "core/data/base/encoder_folder.h"
#include "core/data/base/error.h"
#include "core/data/catalog/item_store.h"
#include "core/data/catalog/thumb_store.h"
#include "core/learn/features/feature_file.h"
#include "core/learn/finetune/tune.h"
#include "core/learn/image/image_encoder.h"
#include "core/learn/image/mobilenet.h"
#include "tests/support/errors.h"
#include "tests/support/temp_folder.h"

#include <SQLiteCpp/Database.h>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <opencv2/imgcodecs.hpp>

#include <cmath>
#include <cstdlib>
#include <map>
#include <random>

namespace haberdash {
namespace {

using test::kindOfCall;
using test::TempFolder;

TEST(NeighbourPrecision, IsTheShareOfTheOwnClassAmongTheNearest) {
    // Nearest first: of row 0: 1 (a), 2 (b); of 1: 0 (a), 2 (b); of 2: 1 (a), 3 (b) ...
    const Matrix rows(5, 2, {1, 0, 0.98F, 0.2F, 0.6F, 0.8F, 0, 1, -1, 0});
    const std::vector<std::string> classes{"a", "a", "b", "b", "c"};
    // k = 1: row 0 -> 1 hit, row 1 -> 0 hit, row 2 -> 3 (.8) beats 1 (.748) hit, row 3 -> 2 hit;
    // "c" stands alone and is not asked.
    EXPECT_DOUBLE_EQ(neighbourPrecision(rows, classes, 1), 1.0);
    EXPECT_DOUBLE_EQ(neighbourPrecision(rows, {"a", "b", "a", "b", "c"}, 1), 0.0);
    // k = 2, but each class has only one other member, which rows 0 and 3 find, 1 and 2 do not.
    EXPECT_DOUBLE_EQ(neighbourPrecision(rows, {"a", "b", "a", "b", "c"}, 2), 0.5);
    EXPECT_DOUBLE_EQ(neighbourPrecision(rows, {"", "", "", "", ""}, 2), 0.0);
}

/// A MobileNetV3-Small with random weights, installed as "mobilenet".
class FinetuneTest : public ::testing::Test {
  protected:
    void SetUp() override {
        setenv("HABERDASH_DATA", data_.path().c_str(), 1);
        addNormed("features.0", {16, 3, 3, 3});
        std::size_t in = 16;
        std::size_t layer = 1;
        for (const MobileNetBlock& block : mobileNetBlocks()) {
            std::size_t part = 0;
            const auto next = [&] { return fmt::format("features.{}.block.{}", layer, part++); };
            if (block.expanded != in) {
                addNormed(next(), {block.expanded, in, 1, 1});
            }
            addNormed(next(), {block.expanded, 1, block.kernel, block.kernel});
            if (block.hasSqueeze) {
                const std::size_t quarter = block.expanded / 4;
                std::size_t width = std::max<std::size_t>(8, (quarter + 4) / 8 * 8);
                width += 10 * width < 9 * quarter ? 8 : 0;
                const std::string name = next();
                add(name + ".fc1.weight", {width, block.expanded, 1, 1});
                add(name + ".fc1.bias", {width});
                add(name + ".fc2.weight", {block.expanded, width, 1, 1});
                add(name + ".fc2.bias", {block.expanded});
            }
            addNormed(next(), {block.out, block.expanded, 1, 1});
            in = block.out;
            ++layer;
        }
        addNormed("features.12", {576, in, 1, 1});
        std::map<std::string, TensorView> views;
        for (const auto& [name, values] : values_) {
            views.emplace(name,
                          TensorView{DType::F32,
                                     shapes_.at(name),
                                     {reinterpret_cast<const char*>(values.data()),
                                      values.size() * sizeof(float)}});
        }
        writeSafetensors(encoderWeights("mobilenet"), views, {});
        writeEncoderCard({.name = "mobilenet",
                          .architecture = "mobilenet",
                          .modality = "image",
                          .kind = "test",
                          .dimension = MobileNet::kDimension,
                          .source = "test",
                          .licence = "none",
                          .sourceSha256 = "",
                          .weightsSha256 = "base"});
    }

    void TearDown() override { unsetenv("HABERDASH_DATA"); }

    void add(const std::string& name, const std::vector<std::size_t>& shape) {
        std::size_t count = 1;
        for (const std::size_t extent : shape) {
            count *= extent;
        }
        std::normal_distribution<float> normal(
            0.0F, std::sqrt(2.0F / static_cast<float>(count / shape[0])));
        std::vector<float> values(count);
        for (float& value : values) {
            value = shape.size() == 1 ? 0.1F : normal(random_);
        }
        shapes_.emplace(name, shape);
        values_.emplace(name, std::move(values));
    }

    void addNormed(const std::string& name, const std::vector<std::size_t>& shape) {
        add(name + ".0.weight", shape);
        for (const char* const part : {"weight", "bias", "running_mean", "running_var"}) {
            add(name + ".1." + part, {shape[0]});
        }
        values_[name + ".1.weight"].assign(shape[0], 1.0F);
        values_[name + ".1.running_var"].assign(shape[0], 1.0F);
    }

    // Pictures of one colour a category, with noise of their own.
    static std::string jpeg(const int number) {
        cv::Mat picture(64, 64, CV_8UC3);
        cv::setRNGSeed(number + 1);
        cv::randu(picture, cv::Scalar::all(0), cv::Scalar::all(120));
        picture += number % 2 == 0 ? cv::Scalar(120, 0, 0) : cv::Scalar(0, 0, 120);
        std::vector<unsigned char> bytes;
        cv::imencode(".jpg", picture, bytes);
        return {bytes.begin(), bytes.end()};
    }

    Project shop() {
        Project project = Project::create(data_ / "shop.hab");
        Database thumbsFile(project.thumbsFile(), Access::ReadWrite);
        ThumbStore thumbs(thumbsFile);
        ItemStore items(project.database());
        for (int i = 0; i < 90; ++i) {
            Item item;
            item.sku = std::to_string(i);
            item.title = item.sku;
            item.category = i % 2 == 0 ? "blue" : "red";
            item.pictureState = PictureState::Ok;
            item.pictureHash = std::to_string(i);
            items.upsert(item);
            thumbs.put({item.pictureHash, 64, 64, jpeg(i), ""});
        }
        return project;
    }

    TempFolder data_;
    std::mt19937 random_{3};
    std::map<std::string, std::vector<std::size_t>> shapes_;
    std::map<std::string, std::vector<float>> values_;
};

TuneInput smallInput(const std::function<std::string(int)>& jpeg) {
    TuneInput input;
    input.fields = {{"category", 2, 1.0}};
    for (int i = 0; i < 8; ++i) {
        input.pictures.push_back({jpeg(i), {i == 7 ? -1 : i % 2}, {i % 2 == 0 ? 1.0F : 0.0F, 1}});
    }
    return input;
}

TEST_F(FinetuneTest, OnlyTheUpperLayersChangeAndTheSameSeedGivesTheSameWeights) {
    const Safetensors base = Safetensors::open(encoderWeights("mobilenet"));
    const TuneInput input = smallInput(jpeg);
    for (const char* const task : {"attributes", "contrastive", "views"}) {
        const FinetuneOptions options{.task = task, .epochs = 1, .batchSize = 4, .unfrozen = 2};
        const auto tuned = tuneMobileNet(base, input, options, {});
        EXPECT_EQ(tuned, tuneMobileNet(base, input, options, {}));
        ASSERT_EQ(tuned.size(), values_.size());
        for (const auto& [name, values] : values_) {
            const bool isUpper =
                name.starts_with("features.11.") || name.starts_with("features.12.");
            const bool learns = isUpper && name.find("running_") == std::string::npos;
            EXPECT_EQ(tuned.at(name) != values, learns) << task << ' ' << name;
        }
    }
}

// What it is taught, it learns: by heart, of so few.
TEST_F(FinetuneTest, EveryTaskIsLearned) {
    const Safetensors base = Safetensors::open(encoderWeights("mobilenet"));
    const TuneInput input = smallInput(jpeg);
    // Two texts among four pictures: chance is ln 4, and the best ln 2.
    for (const auto& [task, share] :
         {std::pair("attributes", 0.6), std::pair("contrastive", 0.6), std::pair("views", 0.95)}) {
        std::vector<double> losses;
        const Monitor monitor(
            [&losses](const Progress& progress) {
                if (progress.detail.contains("train_loss")) {
                    losses.push_back(progress.detail["train_loss"]);
                }
            },
            std::stop_token());
        const FinetuneOptions options{.task = task,
                                      .epochs = 12,
                                      .batchSize = 4,
                                      .unfrozen = 2,
                                      .learningRate = 1e-4,
                                      .temperature = 0.2};
        tuneMobileNet(base, input, options, monitor);
        ASSERT_EQ(losses.size(), 12U);
        EXPECT_LT(losses.back(), share * losses.front()) << task;
    }
}

TEST_F(FinetuneTest, ABatchWithoutLabelsTeachesNothing) {
    TuneInput input = smallInput(jpeg);
    for (std::size_t i = 2; i < input.pictures.size(); ++i) {  // six of eight, two a batch
        input.pictures[i].labels = {-1};
    }
    const FinetuneOptions options{.epochs = 1, .batchSize = 2, .unfrozen = 1};
    EXPECT_NO_THROW(
        tuneMobileNet(Safetensors::open(encoderWeights("mobilenet")), input, options, {}));
}

TEST_F(FinetuneTest, FactsAreLearnedFromProductsThatHaveSome) {
    Project project = shop();
    project.database().connection().exec("UPDATE items SET category = '' WHERE id > 80");
    const FinetuneOptions options{.epochs = 1, .batchSize = 16, .unfrozen = 1};
    const FinetuneReport some = finetune(project, "mobilenet", options, {});
    EXPECT_LT(some.trained + some.heldOut, 90U);
    EXPECT_GE(some.trained + some.heldOut, 80U);
    project.database().connection().exec("UPDATE items SET category = ''");
    EXPECT_EQ(kindOfCall([&] { finetune(project, "mobilenet", options, {}); }), "unavailable");
}

TEST_F(FinetuneTest, MakesAnEncoderOfItsOwnAndLeavesTheOldOne) {
    Project project = shop();
    const std::string before = makeImageEncoder("mobilenet")->fingerprint();
    const FinetuneReport report =
        finetune(project, "mobilenet", {.epochs = 1, .batchSize = 16, .unfrozen = 2}, {});
    EXPECT_TRUE(report.encoder.starts_with("mobilenet-tuned-"));
    EXPECT_EQ(report.trained + report.heldOut, 90U);
    EXPECT_GT(report.metricBefore, 0);
    EXPECT_GT(report.metricAfter, 0);
    const auto tuned = makeImageEncoder(report.encoder);
    EXPECT_EQ(tuned->name(), report.encoder);
    EXPECT_NE(tuned->fingerprint(), before);
    EXPECT_EQ(makeImageEncoder("mobilenet")->fingerprint(), before);
}

// Both halves of the catalog look alike but for their colour, and their texts tell them apart.
TEST_F(FinetuneTest, PicturesLearnToLieWhereTheirTextsDo) {
    Project project = shop();
    const FinetuneOptions options{.task = "contrastive", .epochs = 1, .batchSize = 16};
    EXPECT_EQ(kindOfCall([&] { finetune(project, "mobilenet", options, {}); }), "unavailable");
    HashedTable texts;
    texts.table = {.encoder = "test", .fingerprint = "test", .modality = Modality::Text};
    for (int i = 0; i < 80; ++i) {  // ten have none
        texts.table.items.push_back(i + 1);
        texts.hashes.push_back(std::string(64, '0'));
    }
    texts.table.vectors = Matrix(80, 2);
    for (std::size_t i = 0; i < 80; ++i) {
        texts.table.vectors.mutableRow(i)[i % 2] = 1;
    }
    writeFeatureFile(featureFile(project, Modality::Text, "test"), texts);
    project.setSetting("features.text", "test");
    const FinetuneReport report = finetune(project, "mobilenet", options, {});
    EXPECT_EQ(report.trained + report.heldOut, 80U);
    EXPECT_GT(report.metricAfter, 0);
}

TEST_F(FinetuneTest, ADamagedThumbnailEndsNothing) {
    Project project = shop();
    {
        Database thumbsFile(project.thumbsFile(), Access::ReadWrite);
        ThumbStore(thumbsFile).put({"3", 64, 64, "no picture", ""});
    }
    EXPECT_NO_THROW(
        finetune(project, "mobilenet", {.epochs = 1, .batchSize = 16, .unfrozen = 1}, {}));
}

TEST_F(FinetuneTest, ACancelledOneLeavesNothing) {
    Project project = shop();
    std::stop_source stop;
    const Monitor monitor(
        [&stop](const Progress& progress) {
            if (progress.stage == "epoch 1" && progress.done == 1) {
                stop.request_stop();
            }
        },
        stop.get_token());
    EXPECT_THROW(
        finetune(project, "mobilenet", {.epochs = 1, .batchSize = 16, .unfrozen = 1}, monitor),
        Cancelled);
    EXPECT_EQ(installedEncoders().size(), 1U);
}

TEST_F(FinetuneTest, SaysWhatIsMissing) {
    Project project = Project::create(data_ / "empty.hab");
    Database(project.thumbsFile(), Access::ReadWrite);
    EXPECT_EQ(kindOfCall([&] { finetune(project, "descriptors", {}, {}); }), "input");
    EXPECT_EQ(kindOfCall([&] { finetune(project, "mobilenet", {}, {}); }), "unavailable");
}

}  // namespace
}  // namespace haberdash
