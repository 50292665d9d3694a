// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/weights/pth.h"

#include "core/data/base/files.h"
#include "core/data/weights/weights_file.h"
#include "tests/core/data/weights/pth_writer.h"
#include "tests/support/errors.h"
#include "tests/support/temp_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

namespace haberdash {
namespace {

using namespace test;
using ::testing::HasSubstr;

const std::string kFour = floats({1, 2, 3, 4});

TEST(Pth, ReadsATensorOfAnArchive) {
    const std::string bytes =
        archive(dictOf(tensor(storage("0", 4), 1, {3, 1}, {1, 7})), {{"m/data/0", kFour}});
    const auto tensors = parsePth(bytes, "x.pth");
    ASSERT_EQ(tensors.size(), 1U);
    const TensorView& view = tensors.at("w");
    EXPECT_EQ(view.dtype, DType::F32);
    EXPECT_EQ(view.shape, (std::vector<std::size_t>{3, 1}));
    EXPECT_EQ(view.bytes, kFour.substr(4));
}

TEST(Pth, ReadsATensorOfALegacyFile) {
    const std::string pickle =
        dictOf(tensor(storage("7", 4, "ctorch\nFloatStorage\n", "N"), 0, {2, 2}, {2, 1}));
    const std::string bytes =
        legacy(pickle, pickled("]" + text("7") + "a"), raw(std::uint64_t{4}) + kFour);
    EXPECT_EQ(parsePth(bytes, "x.pth").at("w").bytes, kFour);
}

TEST(Pth, TiedWeightsAreOnePlaceUnderTwoNames) {
    const std::string one = tensor(storage("0", 4), 0, {4}, {1});
    const std::string bytes = archive(pickled("}" + text("a") + one + "s" + text("b") + one + "s"),
                                      {{"m/data/0", kFour}});
    const auto tensors = parsePth(bytes, "x.pth");
    EXPECT_EQ(tensors.at("a").bytes.data(), tensors.at("b").bytes.data());
}

TEST(Pth, WrappersOfTrainingProgramsAreTakenOff) {
    const TempFolder folder;
    const std::string one = tensor(storage("0", 4), 0, {4}, {1});
    const std::string inner = "}" + text("module.a") + one + "s";
    writeFileAtomically(folder / "x.pth",
                        archive(pickled("}" + text("state_dict") + inner + "s" + text("epoch") +
                                        number(3) + "s" + text("optimizer") + "}" + text("m") +
                                        tensor(storage("1", 1), 0, {1}, {1}) + "ss"),
                                {{"m/data/0", kFour}, {"m/data/1", floats({9})}}));
    const Safetensors weights = openWeights(folder / "x.pth");
    ASSERT_EQ(weights.tensors().size(), 1U);
    EXPECT_EQ(weights.matrix("a").row(3)[0], 4.0F);
}

TEST(Pth, RefusalsSayHowToSaveTheWeights) {
    const auto sentence = [](const std::string& bytes) {
        return sentenceOfCall([&] { parsePth(bytes, "x.pth"); });
    };
    const std::string whole = archive(pickled("ctorchvision.models.resnet\nResNet\n)R"));
    EXPECT_THAT(sentence(whole), HasSubstr("whole Python object"));
    EXPECT_THAT(sentence(whole), HasSubstr("save_file(model.state_dict()"));
    const std::string script = archive(pickled("}"), {{"m/code/__torch__.py", "x"}});
    EXPECT_THAT(sentence(script), HasSubstr("TorchScript"));
    EXPECT_THAT(sentence(script), HasSubstr("save_file(model.state_dict()"));
    const std::string doubles =
        archive(dictOf(tensor(storage("0", 2, "ctorch\nDoubleStorage\n"), 0, {2}, {1})));
    EXPECT_THAT(sentence(doubles), HasSubstr("torch.DoubleStorage"));
}

// What torch itself writes, in both forms, with the metadata of a real module's state dict.
TEST(Pth, AgreesWithTorch) {
    const TempFolder folder;
    const std::string script =
        std::string(HABERDASH_SOURCE_DIR) + "/tests/core/data/weights/save_pth.py";
    const std::string command =
        "/usr/bin/python3 '" + script + "' '" + folder.path().string() + "' 2>/dev/null";
    if (std::system(command.c_str()) != 0) {
        GTEST_SKIP() << "python3-torch is not installed.";
    }
    const Safetensors expected = Safetensors::open(folder / "weights.safetensors");
    for (const char* const name : {"archive.pth", "legacy.pth", "parameters.pth"}) {
        const Safetensors read = openWeights(folder / name);
        ASSERT_EQ(read.tensors().size(), expected.tensors().size()) << name;
        for (const auto& [tensorName, tensor] : expected.tensors()) {
            EXPECT_EQ(read.tensor(tensorName).shape, tensor.shape) << tensorName;
            EXPECT_EQ(read.tensor(tensorName).bytes, tensor.bytes) << tensorName;
        }
    }
    for (const char* const name : {"module.pth", "script.pt", "protocol4.pth"}) {
        EXPECT_EQ(kindOfCall([&] { openWeights(folder / name); }), "input") << name;
    }
    const std::string program = sentenceOfCall([&] { openWeights(folder / "script.pt"); });
    EXPECT_THAT(program, HasSubstr("TorchScript"));
    EXPECT_THAT(program, HasSubstr("save_file(model.state_dict()"));
}

}  // namespace
}  // namespace haberdash
