// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/encoders/use_names.h"

#include "core/data/base/error.h"

#include <fmt/format.h>

#include <string_view>
#include <utility>
#include <vector>

namespace haberdash {

namespace {

using Names = std::vector<std::pair<std::string, std::string>>;  // ours, the graph's

constexpr std::string_view kFolded = "module_apply_default/Encoder_en/KonaTransformer/Encode/";
constexpr std::string_view kStored = "module/Encoder_en/KonaTransformer/Encode/";

void addLayer(Names& names, const int layer) {
    const std::string ours = fmt::format("layer{}.", layer);
    const std::string part = fmt::format("Layer_{}/TransformerLayer/", layer);
    const std::string folded = fmt::format("{}{}", kFolded, part);
    const std::string stack = fmt::format("{}TransformerStack/{}", kFolded, part);
    const std::string stored = fmt::format("{}{}", kStored, part);
    const std::string tail = "/ConcatPartitions/concat";
    const std::string norm = "layer_prepostprocess/layer_norm/layer_norm_";
    const std::string attention = "MultiheadAttention/";
    names.insert(
        names.end(),
        {{ours + "attention_norm.scale", folded + norm + "scale" + tail},
         {ours + "attention_norm.bias", folded + norm + "bias" + tail},
         {ours + "feed_norm.scale", folded + "FFN/" + norm + "scale" + tail},
         {ours + "feed_norm.bias", folded + "FFN/" + norm + "bias" + tail},
         {ours + "qkv.kernel", stored + attention + "qkv_transform_single/kernel/part_0"},
         {ours + "qkv.bias", folded + attention + "qkv_transform_single/bias" + tail},
         {ours + "out.kernel", stored + attention + "output_transform_single/kernel/part_0"},
         {ours + "out.bias", folded + attention + "output_transform_single/bias" + tail},
         {ours + "feed_in.kernel", stack + "FFN/conv1/Tensordot/Reshape_1"},
         {ours + "feed_in.bias", folded + "FFN/conv1/bias" + tail},
         {ours + "feed_out.kernel", stack + "FFN/conv2/Tensordot/Reshape_1"},
         {ours + "feed_out.bias", folded + "FFN/conv2/bias" + tail}});
}

Names allNames() {
    const std::string folded(kFolded);
    Names names{
        {"embedding", "module/Embeddings_en"},
        {"timing", folded + "TransformerStack/Layer_0/AddTimingSignal/TimingSignal/ExpandDims_1"},
        {"layer0.widen.kernel",
         folded + "Layer_0/TransformerLayer/dense/kernel/ConcatPartitions/concat"},
        {"layer0.widen.bias",
         folded + "Layer_0/TransformerLayer/dense/bias/ConcatPartitions/concat"},
        {"last.kernel", "module/Encoder_en/hidden_layers/tanh_layer_0/weights"},
        {"last.bias", "module/Encoder_en/hidden_layers/tanh_layer_0/bias"}};
    addLayer(names, 0);
    addLayer(names, 1);
    return names;
}

// Drops extents of 1 in front: convolutions over one position are plain matrices.
std::vector<std::size_t> trimmed(std::vector<std::size_t> shape) {
    while (shape.size() > 1 && shape.front() == 1) {
        shape.erase(shape.begin());
    }
    return shape;
}

}  // namespace

std::map<std::string, TensorView> renamedUseTensors(
    const std::map<std::string, TensorView>& graph) {
    std::map<std::string, TensorView> tensors;
    for (const auto& [ours, theirs] : allNames()) {
        const auto found = graph.find(theirs);
        if (found == graph.end()) {
            throw Error(ErrorKind::Input,
                        fmt::format("The model lacks {}; download the package again.", theirs));
        }
        TensorView tensor = found->second;
        tensor.shape = trimmed(std::move(tensor.shape));
        tensors.emplace(ours, std::move(tensor));
    }
    return tensors;
}

}  // namespace haberdash
