// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/features/extract.h"

#include "core/data/base/error.h"
#include "core/data/catalog/item_store.h"
#include "core/data/catalog/thumb_store.h"
#include "core/learn/encoders/encoders.h"
#include "core/learn/features/nearest.h"
#include "core/learn/features/similar.h"
#include "core/learn/image/pictures.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <numeric>
#include <optional>
#include <stop_token>
#include <string>
#include <unistd.h>
#include <vector>

namespace haberdash {
namespace {

namespace fs = std::filesystem;

/// A project of 300 products: a third each shirts in red, shoes in green, bags in blue.
class Extract : public testing::Test {
  protected:
    static constexpr int kProducts = 300;

    void SetUp() override {
        root_ = fs::temp_directory_path() /
                ("extract-" + std::to_string(getpid()) + "-" +
                 testing::UnitTest::GetInstance()->current_test_info()->name());
        fs::remove_all(root_);
        fs::create_directories(root_ / "images");
        project_.emplace(Project::create(root_ / "shop.hab"));
        Transaction transaction(project_->database());
        ItemStore items(project_->database());
        for (int i = 0; i < kProducts; ++i) {
            Item item = product(i);
            items.upsert(item);
        }
        transaction.commit();
    }

    void TearDown() override {
        project_.reset();
        fs::remove_all(root_);
    }

    Item product(const int i) const {
        constexpr const char* kKinds[] = {
            "cotton shirt with collar", "running shoes with laces", "leather handbag with zip"};
        return {.sku = std::to_string(i),
                .title = std::string(kKinds[i % 3]) + " in style" + std::to_string(i / 3 % 2) +
                         " nr" + std::to_string(i),
                .picturePath = (root_ / "images" / (std::to_string(i) + ".png")).string(),
                .pictureState = PictureState::Pending};
    }

    // Pictures of each kind's colour, with a stripe that differs from product to product.
    void writePictures() const {
        const cv::Scalar colours[] = {{20, 20, 200}, {20, 200, 20}, {200, 20, 20}};
        for (int i = 0; i < kProducts; ++i) {
            cv::Mat picture(64, 48, CV_8UC3, colours[i % 3]);
            cv::circle(picture, {24, 32}, 2 + i % 7, cv::Scalar::all(i % 200), 2);
            cv::imwrite((root_ / "images" / (std::to_string(i) + ".png")).string(), picture);
        }
    }

    ItemId idOf(const int i) {
        return ItemStore(project_->database()).requireSku(std::to_string(i));
    }

    int numberOf(const ItemId id) {
        return std::stoi(ItemStore(project_->database()).item(id).sku);
    }

    fs::path root_;
    std::optional<Project> project_;
};

/// Stops after some steps.
class Stopper {
  public:
    explicit Stopper(const int after) : left_(after) {}

    Monitor monitor() {
        return {[this](const Progress&) {
                    if (--left_ <= 0) {
                        source_.request_stop();
                    }
                },
                source_.get_token()};
    }

  private:
    int left_;
    std::stop_source source_;
};

TEST_F(Extract, ReadsPicturesWithTheirStates) {
    writePictures();
    std::ofstream(root_ / "images" / "3.png") << "not a picture";
    std::ofstream(root_ / "images" / "6.png", std::ios::app).flush();
    fs::resize_file(root_ / "images" / "6.png", 60);
    fs::remove(root_ / "images" / "9.png");
    fs::copy_file(root_ / "images" / "1.png",
                  root_ / "images" / "4.png",
                  fs::copy_options::overwrite_existing);
    const PictureReport report = readPictures(*project_, Monitor());
    EXPECT_EQ(report.missing, 1U);
    EXPECT_EQ(report.unsupported, 1U);
    EXPECT_EQ(report.corrupt, 1U);
    EXPECT_GE(report.reused, 1U);
    EXPECT_EQ(report.read + report.reused, kProducts - 3U);
    EXPECT_EQ(report.problems.size(), 3U);
    const ItemStore items(project_->database());
    EXPECT_EQ(items.item(idOf(3)).pictureState, PictureState::Unsupported);
    EXPECT_EQ(items.item(idOf(6)).pictureState, PictureState::Corrupt);
    EXPECT_EQ(items.item(idOf(9)).pictureState, PictureState::Missing);
    EXPECT_EQ(items.item(idOf(1)).pictureHash, items.item(idOf(4)).pictureHash);
    Database thumbs(project_->thumbsFile(), Access::ReadOnly);
    const auto size = ThumbStore(thumbs).originalSize(items.item(idOf(1)).pictureHash);
    ASSERT_TRUE(size);
    EXPECT_EQ(size->width, 48);
    EXPECT_EQ(size->height, 64);

    cv::imwrite((root_ / "images" / "9.png").string(), cv::Mat(9, 9, CV_8UC3));
    const PictureReport again = readPictures(*project_, Monitor());
    EXPECT_EQ(again.read, 1U);
    EXPECT_EQ(again.missing, 0U);
}

TEST_F(Extract, ReadingPicturesGoesOnAfterAStop) {
    writePictures();
    Stopper stopper(3);
    EXPECT_THROW(readPictures(*project_, stopper.monitor()), Cancelled);
    const auto left = ItemStore(project_->database()).picturesInState(PictureState::Pending).size();
    EXPECT_GT(left, 0U);
    EXPECT_LT(left, static_cast<std::size_t>(kProducts));
    readPictures(*project_, Monitor());
    EXPECT_EQ(ItemStore(project_->database()).picturesInState(PictureState::Ok).size(),
              static_cast<std::size_t>(kProducts));
}

TEST_F(Extract, ASecondRunComputesOnlyWhatIsNew) {
    const FeatureReport first = extractFeatures(*project_, Modality::Text, "tfidf", Monitor());
    EXPECT_EQ(first.computed, static_cast<std::size_t>(kProducts));
    EXPECT_EQ(first.skipped, 0U);
    EXPECT_EQ(project_->setting("features.text"), "tfidf");
    {
        Transaction transaction(project_->database());
        Item changed = product(5);
        changed.title = "silk shirt";
        ItemStore(project_->database()).upsert(changed);
        Item added{.sku = "new", .title = "red collar"};
        ItemStore(project_->database()).upsert(added);
        Item empty{.sku = "empty"};
        ItemStore(project_->database()).upsert(empty);
        transaction.commit();
    }
    const FeatureReport second = extractFeatures(*project_, Modality::Text, "tfidf", Monitor());
    EXPECT_EQ(second.computed, 2U);
    EXPECT_EQ(second.reused, kProducts - 1U);
    EXPECT_EQ(second.skipped, 1U);
    const std::optional<FeatureTable> table = loadFeatures(*project_, Modality::Text);
    ASSERT_TRUE(table);
    EXPECT_EQ(table->items.size(), kProducts + 1U);
    EXPECT_TRUE(table->rowOf(idOf(5)));
    EXPECT_FALSE(table->rowOf(ItemStore(project_->database()).requireSku("empty")));
}

TEST_F(Extract, CancelledMidwayKeepsWhatWasComputed) {
    Stopper stopper(2);
    EXPECT_THROW(extractFeatures(*project_, Modality::Text, "tfidf", stopper.monitor()), Cancelled);
    EXPECT_FALSE(project_->setting("features.text"));
    const FeatureReport report = extractFeatures(*project_, Modality::Text, "tfidf", Monitor());
    EXPECT_GT(report.reused, 0U);
    EXPECT_LT(report.computed, static_cast<std::size_t>(kProducts));
    EXPECT_EQ(report.reused + report.computed, static_cast<std::size_t>(kProducts));
}

TEST_F(Extract, AProgramThatDiesMidwayKeepsWhatWasSaved) {
    writePictures();
    readPictures(*project_, Monitor());
    // No cancel: the exception ends the extraction without a word, as the end of the program would.
    const Monitor dying(
        [](const Progress& progress) {
            if (progress.stage == "pictures" && progress.done > 0) {
                throw std::runtime_error("the program dies");
            }
        },
        {});
    EXPECT_THROW(extractFeatures(*project_,
                                 Modality::Image,
                                 "descriptors",
                                 dying,
                                 EncoderFit::Fresh,
                                 std::chrono::milliseconds(0)),
                 std::runtime_error);
    const FeatureReport report =
        extractFeatures(*project_, Modality::Image, "descriptors", Monitor());
    EXPECT_GT(report.reused, 0U);
    EXPECT_EQ(report.reused + report.computed, static_cast<std::size_t>(kProducts));
}

TEST_F(Extract, InterruptedAndWholeRunsGiveTheSameVectors) {
    Stopper stopper(2);
    EXPECT_THROW(extractFeatures(*project_, Modality::Text, "tfidf", stopper.monitor()), Cancelled);
    extractFeatures(*project_, Modality::Text, "tfidf", Monitor());
    const FeatureTable pieced = loadFeatures(*project_, Modality::Text, "tfidf");
    const std::vector<float> before(
        pieced.vectors.data(),
        pieced.vectors.data() + pieced.vectors.rows() * pieced.vectors.cols());
    fs::remove(project_->featuresFolder() / "text-tfidf.safetensors");
    extractFeatures(*project_, Modality::Text, "tfidf", Monitor());
    const FeatureTable whole = loadFeatures(*project_, Modality::Text, "tfidf");
    EXPECT_TRUE(std::equal(before.begin(), before.end(), whole.vectors.data()));
}

TEST_F(Extract, ADamagedTableIsComputedAgain) {
    extractFeatures(*project_, Modality::Text, "tfidf", Monitor());
    fs::resize_file(project_->featuresFolder() / "text-tfidf.safetensors", 100);
    const FeatureReport report = extractFeatures(*project_, Modality::Text, "tfidf", Monitor());
    EXPECT_EQ(report.computed, static_cast<std::size_t>(kProducts));
}

TEST_F(Extract, EqualPicturesAreEncodedOnce) {
    writePictures();
    for (int i = 3; i < kProducts; i += 3) {  // all shirts look alike
        fs::copy_file(root_ / "images" / "0.png",
                      root_ / "images" / (std::to_string(i) + ".png"),
                      fs::copy_options::overwrite_existing);
    }
    readPictures(*project_, Monitor());
    std::size_t total = 0;
    const Monitor counting([&total](const Progress& progress) { total = progress.total; }, {});
    const FeatureReport report =
        extractFeatures(*project_, Modality::Image, "descriptors", counting);
    EXPECT_EQ(report.computed, static_cast<std::size_t>(kProducts));
    EXPECT_LE(total, kProducts - 99U);
    const FeatureTable table = loadFeatures(*project_, Modality::Image, "descriptors");
    EXPECT_EQ(table.vectors.row(0)[5], table.vectors.row(3)[5]);
}

TEST_F(Extract, JoinedEncodersStandSideBySide) {
    writePictures();
    readPictures(*project_, Monitor());
    extractFeatures(*project_, Modality::Image, "descriptors", Monitor());
    const FeatureTable alone = loadFeatures(*project_, Modality::Image, "descriptors");
    const FeatureReport report =
        extractFeatures(*project_, Modality::Image, "descriptors+descriptors", Monitor());
    EXPECT_EQ(report.encoder, "descriptors+descriptors");
    const auto joined = loadFeatures(*project_, Modality::Image);
    ASSERT_TRUE(joined);
    const std::size_t width = alone.vectors.cols();
    ASSERT_EQ(joined->vectors.cols(), 2 * width);
    for (std::size_t i = 0; i < width; ++i) {  // each half as long by the root of two
        ASSERT_NEAR(joined->vectors.row(7)[i], alone.vectors.row(7)[i] / std::sqrt(2.0F), 1e-5);
        ASSERT_EQ(joined->vectors.row(7)[width + i], joined->vectors.row(7)[i]);
    }
    EXPECT_NE(joined->fingerprint, alone.fingerprint);
    // A part that learns from the catalog learns again when the catalog grew.
    extractFeatures(*project_, Modality::Text, "tfidf+tfidf", Monitor());
    const std::string before = loadFeatures(*project_, Modality::Text)->fingerprint;
    for (int i = kProducts; i < 2 * kProducts; ++i) {
        Item late = product(i);
        late.title = "velvet evening gown nr" + std::to_string(i);
        ItemStore(project_->database()).upsert(late);
    }
    extractFeatures(*project_, Modality::Text, "tfidf+tfidf", Monitor());
    EXPECT_NE(loadFeatures(*project_, Modality::Text)->fingerprint, before);
    EXPECT_THROW(extractFeatures(*project_, Modality::Image, "descriptors+nothing", Monitor()),
                 Error);
}

TEST_F(Extract, SaysWhatIsMissing) {
    EXPECT_FALSE(loadFeatures(*project_, Modality::Image));
    EXPECT_THROW(loadFeatures(*project_, Modality::Image, "mobilenet"), Error);
    EXPECT_THROW(extractFeatures(*project_, Modality::Text, "bert-900", Monitor()), Error);
    EXPECT_THROW(SimilarSearch::load(*project_), Error);
}

TEST_F(Extract, SimilarProductsAreOfTheSameKind) {
    writePictures();
    readPictures(*project_, Monitor());
    extractFeatures(*project_, Modality::Text, "tfidf", Monitor());
    extractFeatures(*project_, Modality::Image, "descriptors", Monitor());
    SimilarSearch search = SimilarSearch::load(*project_);
    const std::string fingerprint = SimilarSearch::fingerprintOf(*project_);
    EXPECT_EQ(search.fingerprint(), fingerprint);
    for (const double mix : {0.0, 0.5, 1.0}) {
        const auto found = search.toItem(idOf(7), mix, 10);
        ASSERT_EQ(found.size(), 10U);
        for (std::size_t i = 0; i < found.size(); ++i) {
            EXPECT_NE(found[i].item, idOf(7));
            EXPECT_EQ(numberOf(found[i].item) % 3, 1) << "mix " << mix;
            EXPECT_TRUE(i == 0 || found[i].similarity <= found[i - 1].similarity);
        }
    }
    for (const SimilarItem& item : search.toText(*project_, "handbags", 0.5, 5)) {
        EXPECT_EQ(numberOf(item.item) % 3, 2);
    }
    const cv::Mat green(80, 60, CV_8UC3, cv::Scalar(20, 200, 20));
    for (const SimilarItem& item : search.toPicture(green, 0.5, 5)) {
        EXPECT_EQ(numberOf(item.item) % 3, 1);
    }
    EXPECT_THROW(search.toText(*project_, "qwertz", 0.5, 5), Error);
    EXPECT_THROW(search.toItem(ItemId{999'999}, 0.5, 5), Error);
}

TEST_F(Extract, SimilarWorksWithOneModality) {
    extractFeatures(*project_, Modality::Text, "tfidf", Monitor());
    SimilarSearch search = SimilarSearch::load(*project_);
    EXPECT_EQ(search.toItem(idOf(7), 1.0, 3).size(), 3U);
    EXPECT_EQ(numberOf(search.toText(*project_, "shoes", 1.0, 3)[0].item) % 3, 1);
    EXPECT_THROW(search.toPicture(cv::Mat(8, 8, CV_8UC3), 0.5, 3), Error);
}

TEST(Nearest, KeepsTheHighestWithTiesByRow) {
    const std::vector<float> scores{1, 5, 3, 5, -2, 3};
    const std::vector<Neighbour> found = highest(scores, 4);
    ASSERT_EQ(found.size(), 4U);
    EXPECT_EQ(found[0].row, 1U);
    EXPECT_EQ(found[1].row, 3U);
    EXPECT_EQ(found[2].row, 2U);
    EXPECT_EQ(found[3].row, 5U);
    EXPECT_EQ(highest(scores, 99).size(), 6U);
    EXPECT_TRUE(highest(scores, 0).empty());
}

TEST(Nearest, AgreesWithSortingOnManyTies) {
    std::vector<float> scores(5000);
    for (std::size_t i = 0; i < scores.size(); ++i) {
        scores[i] = static_cast<float>((i * 7919) % 97);
    }
    std::vector<std::size_t> order(scores.size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::stable_sort(order,
                             [&](const auto a, const auto b) { return scores[a] > scores[b]; });
    const std::vector<Neighbour> found = highest(scores, 100);
    for (std::size_t i = 0; i < found.size(); ++i) {
        EXPECT_EQ(found[i].row, order[i]);
    }
}

TEST(Nearest, BatchesAgreeWithOneByOne) {
    Matrix rows(1500, 20);
    Matrix queries(300, 20);
    for (Matrix* const matrix : {&rows, &queries}) {
        for (std::size_t i = 0; i < matrix->rows() * matrix->cols(); ++i) {
            matrix->mutableData()[i] = static_cast<float>((i * 7919 + i / 3) % 101) - 50.0F;
        }
    }
    const auto found = highestProducts(rows, queries, 7);
    ASSERT_EQ(found.size(), 300U);
    for (const std::size_t query : {0U, 1U, 255U, 256U, 299U}) {
        std::vector<float> scores;
        for (std::size_t row = 0; row < rows.rows(); ++row) {
            float sum = 0;  // whole numbers: exact in any order
            for (std::size_t i = 0; i < 20; ++i) {
                sum += rows.row(row)[i] * queries.row(query)[i];
            }
            scores.push_back(sum);
        }
        const std::vector<Neighbour> expected = highest(scores, 7);
        for (std::size_t i = 0; i < 7; ++i) {
            EXPECT_EQ(found[query][i].row, expected[i].row);
            EXPECT_EQ(found[query][i].score, expected[i].score);
        }
    }
}

TEST(Nearest, SumsOfSidesCountByTheirWeights) {
    const Matrix a(3, 1, {1, 2, 3});
    const Matrix b(3, 1, {9, 1, 0});
    const std::vector<float> one{1};
    const auto found =
        highestSums(std::array{ScoreSide{&a, one, 1.0F}, ScoreSide{&b, one, 0.5F}}, 2);
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].row, 0U);
    EXPECT_EQ(found[0].score, 5.5F);
    EXPECT_EQ(found[1].row, 2U);
}

TEST(Encoders, AreListedWithTheirState) {
    const std::vector<EncoderState> states = listEncoders();
    ASSERT_GE(states.size(), 12U);
    EXPECT_EQ(states[0].card.name, "use");
    EXPECT_EQ(states[1].card.name, "tfidf");
    EXPECT_TRUE(states[1].isInstalled);
    EXPECT_EQ(states[3].card.name, "mobilenet");
    EXPECT_EQ(states[3].card.dimension, 576U);
    EXPECT_EQ(encoderNotice(),
              "Image: MobileNetV3-Small, ImageNet-pretrained, fine-tuned by a third party; "
              "classifier discarded. Text: Universal Sentence Encoder Lite (2-layer transformer, "
              "not BERT). BERT, ResNet, VGG and Inception load from your own files.");
}

TEST(Encoders, InstallRefusesAnythingButTheKnownFiles) {
    const fs::path folder = fs::temp_directory_path() / ("install-" + std::to_string(getpid()));
    fs::create_directories(folder);
    EXPECT_THROW(installEncoder("mobilenet", folder), Error);
    EXPECT_THROW(installEncoder("use", folder), Error);
    EXPECT_THROW(installEncoder("bert", folder), Error);
    std::ofstream(folder / "mobilenetv3_3class_v3_fp16.gguf") << "GGUF";
    EXPECT_THROW(installEncoder("mobilenet", folder), Error);
    fs::remove_all(folder);
}

}  // namespace
}  // namespace haberdash
