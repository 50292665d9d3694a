// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/export/onnx_model.h"

#include "core/data/base/error.h"
#include "core/data/catalog/item_store.h"
#include "core/data/runs/run_store.h"
#include "core/learn/features/feature_file.h"
#include "core/learn/features/feature_table.h"
#include "core/learn/metrics/draws.h"
#include "core/learn/model/multimodal.h"
#include "core/learn/model/scorer.h"
#include "core/learn/train/train.h"
#include "tests/core/learn/small_shop.h"

#include <gtest/gtest.h>
#include <opencv2/dnn.hpp>

#include <filesystem>
#include <numeric>
#include <onnx/checker.h>

// The graphs pass ONNX's own checker, and are computed by OpenCV, which shares no code with what
// scores here.

namespace haberdash {
namespace {

using test::makeShop;
using test::quickOptions;
using test::TemporaryFolder;

struct Form {
    std::string fusion = "concat";
    std::string history = "mean";
    std::string head = "mlp";
    std::string modalities = "text,image,facts";
};

void PrintTo(const Form& form, std::ostream* const out) {
    *out << form.fusion << ", " << form.history << ", " << form.head << ", " << form.modalities;
}

class OnnxModelTest : public testing::TestWithParam<Form> {
  protected:
    // As trained, and then shaken, so that no part of the network counts for nothing.
    ModelFile shakenModel() {
        options_.kind = "multimodal";
        options_.epochs = 1;
        options_.historyLength = 6;
        options_.fusion = GetParam().fusion;
        options_.history = GetParam().history;
        options_.head = GetParam().head;
        options_.modalities = GetParam().modalities;
        const haberdash::Run run = train(project_, options_, Monitor());
        ModelFile model = readModel(RunStore(project_.runsFolder()).modelFile(run.id));
        Draws draws(5);
        for (auto& [name, matrix] : model.matrices) {
            if (name.starts_with("net.")) {
                std::vector<float> values(matrix.data(),
                                          matrix.data() + matrix.rows() * matrix.cols());
                for (float& value : values) {
                    value += 0.2F * static_cast<float>(draws.normal());
                }
                matrix = Matrix(matrix.rows(), matrix.cols(), std::move(values));
            }
        }
        return model;
    }

    // A product that came after the run, without text or picture.
    void addBareProduct() {
        Transaction transaction(project_.database());
        Item item;
        item.sku = "bare";
        item.title = "Bare";
        item.colour = "a colour that training did not know";
        ItemStore(project_.database()).upsert(item);
        transaction.commit();
    }

    // From then on the product in this row lacks a modality.
    void leaveOut(const Modality modality, const char* const encoder, const std::size_t row) {
        const std::filesystem::path file = featureFile(project_, modality, encoder);
        HashedTable table = readFeatureFile(file, modality);
        std::vector<float> values;
        for (std::size_t other = 0; other < table.table.items.size(); ++other) {
            const auto vector = table.table.vectors.row(other);
            values.insert(values.end(), other == row ? vector.end() : vector.begin(), vector.end());
        }
        const std::size_t width = table.table.vectors.cols();
        const std::size_t rows = values.size() / width;
        table.table.vectors = Matrix(rows, width, std::move(values));
        table.table.items.erase(table.table.items.begin() + static_cast<std::ptrdiff_t>(row));
        table.hashes.pop_back();
        writeFeatureFile(file, table);
    }

    TemporaryFolder folder_;
    Project project_ = makeShop(folder_.path() / "shop.hab");
    TrainOptions options_ = quickOptions();
};

cv::Mat column(const std::vector<float>& values) {
    return cv::Mat(values, true).reshape(1, static_cast<int>(values.size()));
}

std::map<std::string, cv::Mat> towerInputs(Project& project,
                                           const ModelFile& model,
                                           const std::vector<ItemId>& items) {
    const int n = static_cast<int>(items.size());
    std::map<std::string, cv::Mat> inputs;
    for (const Modality modality : {Modality::Text, Modality::Image}) {
        if (!hasSpace(model, modality)) {
            continue;
        }
        const FeatureTable table = loadFeatures(project, modality).value();
        cv::Mat vectors = cv::Mat::zeros(n, static_cast<int>(table.vectors.cols()), CV_32F);
        cv::Mat has = cv::Mat::zeros(n, 1, CV_32F);
        for (int row = 0; row < n; ++row) {
            if (const auto found = table.rowOf(items[static_cast<std::size_t>(row)])) {
                std::ranges::copy(table.vectors.row(*found), vectors.ptr<float>(row));
                has.at<float>(row) = 1;
            }
        }
        inputs[wordOf(modality)] = vectors;
        inputs[std::string("has_") + wordOf(modality)] = has;
    }
    const ItemInputs known = itemInputs(project, model, items);
    if (!known.facts.empty()) {
        const auto sizes = factsFrom(model).sizes();
        cv::Mat facts = cv::Mat::zeros(
            n,
            static_cast<int>(std::accumulate(sizes.begin(), sizes.end(), std::int64_t{0})),
            CV_32F);
        for (int row = 0; row < n; ++row) {
            std::int64_t begin = 0;
            for (std::size_t fact = 0; fact < kFactColumns; ++fact) {
                const std::int64_t code =
                    known.facts[static_cast<std::size_t>(row) * kFactColumns + fact];
                facts.at<float>(row, static_cast<int>(begin + code)) = 1;
                begin += sizes[fact];
            }
        }
        inputs["facts"] = facts;
    }
    inputs["popularity"] = column(known.popularity);
    inputs["is_known"] = column({known.isKnown.begin(), known.isKnown.end()});
    return inputs;
}

std::map<std::string, cv::Mat> outputsOf(const std::string& onnx,
                                         const std::map<std::string, cv::Mat>& inputs,
                                         const Json& card) {
    onnx::ModelProto model;
    EXPECT_TRUE(model.ParseFromString(onnx));
    onnx::checker::check_model(model);  // throws what is against the standard
    cv::dnn::Net net = cv::dnn::readNetFromONNX(onnx.data(), onnx.size());
    net.enableFusion(false);  // of version 4.6 it computes attention wrong
    for (const Json& input : card["inputs"]) {
        net.setInput(inputs.at(input["name"]), input["name"]);
    }
    std::vector<std::string> names;
    for (const Json& output : card["outputs"]) {
        names.push_back(output["name"]);
    }
    std::vector<cv::Mat> values;
    net.forward(values, names);
    std::map<std::string, cv::Mat> outputs;
    for (std::size_t i = 0; i < names.size(); ++i) {
        outputs[names[i]] = values[i].clone();
    }
    return outputs;
}

std::map<std::string, cv::Mat> scorerInputs(const std::map<std::string, cv::Mat>& tower,
                                            const std::vector<Recent>& recents,
                                            const int length) {
    std::map<std::string, cv::Mat> inputs{{"z", tower.at("z")}, {"base", tower.at("base")}};
    const auto ofHistory = [&](const cv::Mat& all) {
        cv::Mat rows = cv::Mat::zeros(length, all.cols, CV_32F);
        for (int i = 0; i < static_cast<int>(recents.size()); ++i) {
            all.row(static_cast<int>(recents[static_cast<std::size_t>(i)].row))
                .copyTo(rows.row(length - static_cast<int>(recents.size()) + i));
        }
        return rows;
    };
    inputs["history_z"] = ofHistory(tower.at("z"));
    for (const std::string word : {"text", "image"}) {
        if (tower.contains(word + "_content")) {
            inputs[word] = tower.at(word + "_content");
            inputs["history_" + word] = ofHistory(tower.at(word + "_content"));
        }
    }
    inputs["liked"] = cv::Mat::zeros(length, 1, CV_32F);
    inputs["disliked"] = cv::Mat::zeros(length, 1, CV_32F);
    int slot = length - static_cast<int>(recents.size());
    for (const Recent& recent : recents) {
        inputs[recent.isDisliked ? "disliked" : "liked"].at<float>(slot++) = recent.weight;
    }
    return inputs;
}

TEST_P(OnnxModelTest, ScoresAsTheModelDoes) {
    const ModelFile model = shakenModel();
    addBareProduct();
    leaveOut(Modality::Image, "descriptors", 20);
    leaveOut(Modality::Text, "tfidf", 21);
    std::vector<ItemId> items;
    for (const ItemStore::Key& key : ItemStore(project_.database()).keys()) {
        items.push_back(key.id);
    }
    const auto scorer = makeScorer(project_, items, model);
    const OnnxModel onnx = onnxModelOf(model, options_);
    const auto tower =
        outputsOf(onnx.itemTower, towerInputs(project_, model, items), onnx.itemTowerCard);
    const auto bare = static_cast<std::uint32_t>(items.size() - 1);
    const std::vector<std::vector<PastEvent>> histories{{},
                                                        {{3, EventKind::Dislike, 1700000000}},
                                                        {{7, EventKind::View, 1700000000},
                                                         {bare, EventKind::Cart, 1700050000},
                                                         {9, EventKind::Dislike, 1700300000},
                                                         {30, EventKind::Purchase, 1700400000}},
                                                        {{1, EventKind::View, 1},
                                                         {2, EventKind::View, 2},
                                                         {3, EventKind::Like, 3},
                                                         {4, EventKind::View, 4},
                                                         {5, EventKind::View, 5},
                                                         {6, EventKind::View, 6},
                                                         {7, EventKind::View, 7},
                                                         {8, EventKind::View, 8}}};
    for (const std::vector<PastEvent>& history : histories) {
        std::vector<float> wanted(items.size());
        scorer->score({history, {}}, wanted);
        const auto recents = recentProducts(history, 6, options_.historyDecay);
        const auto answers =
            outputsOf(onnx.scorer, scorerInputs(tower, recents, 6), onnx.scorerCard);
        const cv::Mat& scores = answers.at("score");
        ASSERT_EQ(scores.total(), items.size());
        for (std::size_t row = 0; row < items.size(); ++row) {
            ASSERT_NEAR(
                scores.ptr<float>()[row], wanted[row], 1e-4 * std::max(1.0F, std::abs(wanted[row])))
                << "product " << row << " after " << history.size() << " events";
            ASSERT_NEAR(answers.at("probability").ptr<float>()[row],
                        scorer->calibration()->probability(wanted[row]),
                        1e-4);
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Forms,
                         OnnxModelTest,
                         testing::Values(Form{},
                                         Form{.fusion = "product", .head = "dot"},
                                         Form{.fusion = "sum", .history = "gru"},
                                         Form{.fusion = "gate"},
                                         Form{.history = "attention"},
                                         Form{.fusion = "attention"},
                                         Form{.modalities = "text"},
                                         Form{.fusion = "attention", .modalities = "facts"}));

TEST(OnnxModel, OfAnotherKindIsRefused) {
    TrainOptions options;
    options.kind = "popularity";
    EXPECT_THROW(onnxModelOf(ModelFile{}, options), Error);
}

}  // namespace
}  // namespace haberdash
