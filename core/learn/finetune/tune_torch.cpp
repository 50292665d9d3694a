// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/base/error.h"
#include "core/learn/finetune/tune.h"
#include "core/learn/finetune/tune_losses_torch.h"
#include "core/learn/image/mobilenet.h"

#include <fmt/format.h>
#include <torch/torch.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <random>
#include <utility>

namespace haberdash {

namespace {

constexpr double kNormEpsilon = 1e-3;
constexpr double kHeadRate = 10;
constexpr std::int64_t kProjected = 128;

/// MobileNetV3-Small over named weights, its normalisations with the statistics that they came
/// with: batches of one shop's pictures would forget them.
class TunedNet {
  public:
    TunedNet(const Safetensors& base, const std::int64_t unfrozen) {
        const std::size_t layers = mobileNetBlocks().size() + 2;
        firstTuned_ = layers - std::min(layers, static_cast<std::size_t>(unfrozen));
        for (const auto& [name, view] : base.tensors()) {
            std::vector<float> values = floatsOf(view);
            const std::vector<std::int64_t> shape(view.shape.begin(), view.shape.end());
            torch::Tensor tensor = torch::from_blob(values.data(), shape).clone();
            const bool learns =
                layerOf(name) >= firstTuned_ && name.find("running_") == std::string::npos;
            weights_.emplace(name, tensor.requires_grad_(learns));
        }
    }

    std::vector<torch::Tensor> parameters() const {
        std::vector<torch::Tensor> learning;
        for (const auto& [name, weight] : weights_) {
            if (weight.requires_grad()) {
                learning.push_back(weight);
            }
        }
        return learning;
    }

    /// [n, 3, side, side] -> [n, 576]
    torch::Tensor forward(torch::Tensor x) const {
        const std::span<const MobileNetBlock> blocks = mobileNetBlocks();
        {
            // What is frozen below keeps no traces for a gradient that nobody asks for.
            const torch::NoGradGuard guard;
            x = layers(x, 0, firstTuned_, blocks);
        }
        x = layers(x, firstTuned_, blocks.size() + 2, blocks);
        return x.mean({2, 3});  // [n, 576]
    }

    std::map<std::string, std::vector<float>> values() const {
        std::map<std::string, std::vector<float>> result;
        for (const auto& [name, weight] : weights_) {
            const torch::Tensor plain = weight.detach().contiguous();
            const float* const begin = plain.data_ptr<float>();
            result.emplace(name, std::vector<float>(begin, begin + plain.numel()));
        }
        return result;
    }

  private:
    // "features.7.block.0.0.weight" -> 7
    static std::size_t layerOf(const std::string& name) {
        constexpr std::size_t kPrefix = 9;
        return static_cast<std::size_t>(std::stoul(name.substr(kPrefix)));
    }

    const torch::Tensor& weight(const std::string& name) const {
        const auto found = weights_.find(name);
        if (found == weights_.end()) {
            throw Error(
                ErrorKind::Model,
                fmt::format("The image encoder's weights lack {}; install it again.", name));
        }
        return found->second;
    }

    torch::Tensor layers(torch::Tensor x,
                         const std::size_t from,
                         const std::size_t to,
                         const std::span<const MobileNetBlock> blocks) const {
        for (std::size_t layer = from; layer < to; ++layer) {
            const std::string name = fmt::format("features.{}", layer);
            if (layer == 0) {
                x = torch::hardswish(convolved(x, name, 2, 1, 1));
            } else if (layer <= blocks.size()) {
                x = block(x, name, blocks[layer - 1]);
            } else {
                x = torch::hardswish(convolved(x, name, 1, 0, 1));
            }
        }
        return x;
    }

    torch::Tensor convolved(const torch::Tensor& x,
                            const std::string& name,
                            const std::int64_t stride,
                            const std::int64_t padding,
                            const std::int64_t groups) const {
        const torch::Tensor y = torch::conv2d(
            x, weight(name + ".0.weight"), {}, stride, padding, /*dilation=*/1, groups);
        return torch::batch_norm(y,
                                 weight(name + ".1.weight"),
                                 weight(name + ".1.bias"),
                                 weight(name + ".1.running_mean"),
                                 weight(name + ".1.running_var"),
                                 /*training=*/false,
                                 /*momentum=*/0.0,
                                 kNormEpsilon,
                                 /*cudnn_enabled=*/false);
    }

    torch::Tensor block(const torch::Tensor& in,
                        const std::string& layer,
                        const MobileNetBlock& shape) const {
        std::size_t part = 0;
        const auto next = [&layer, &part] { return fmt::format("{}.block.{}", layer, part++); };
        const auto activated = [&shape](const torch::Tensor& y) {
            return shape.hasHardSwish ? torch::hardswish(y) : torch::relu(y);
        };
        const auto channels = static_cast<std::size_t>(in.size(1));
        torch::Tensor x = in;
        if (shape.expanded != channels) {
            x = activated(convolved(x, next(), 1, 0, 1));
        }
        x = activated(convolved(x,
                                next(),
                                static_cast<std::int64_t>(shape.stride),
                                static_cast<std::int64_t>(shape.kernel / 2),
                                static_cast<std::int64_t>(shape.expanded)));
        if (shape.hasSqueeze) {
            x = squeezed(x, next());
        }
        x = convolved(x, next(), 1, 0, 1);
        return shape.stride == 1 && shape.out == channels ? x + in : x;
    }

    torch::Tensor squeezed(const torch::Tensor& x, const std::string& name) const {
        torch::Tensor gate = x.mean({2, 3}, /*keepdim=*/true);  // [n, c, 1, 1]
        gate = torch::relu(
            torch::conv2d(gate, weight(name + ".fc1.weight"), weight(name + ".fc1.bias")));
        gate = torch::conv2d(gate, weight(name + ".fc2.weight"), weight(name + ".fc2.bias"));
        return x * torch::hardsigmoid(gate);
    }

    std::size_t firstTuned_ = 0;
    std::map<std::string, torch::Tensor> weights_;
};

/// One linear head a fact, or the projections of the contrastive tasks: of pictures, then of texts.
class Heads {
  public:
    Heads(const TuneInput& input, const FinetuneOptions& options)
        : fields_(input.fields), temperature_(options.temperature) {
        const auto add = [this](const std::int64_t classes, const std::size_t width) {
            weights_.push_back((torch::randn({classes, static_cast<std::int64_t>(width)}) * 0.01)
                                   .requires_grad_(true));
            biases_.push_back(torch::zeros({classes}, torch::requires_grad()));
        };
        if (options.task != "attributes") {
            fields_.clear();
            add(kProjected, MobileNet::kDimension);
        }
        if (options.task == "contrastive") {
            add(kProjected, input.pictures.front().text.size());
        }
        for (const TuneField& field : fields_) {
            add(static_cast<std::int64_t>(field.classes), MobileNet::kDimension);
        }
    }

    std::vector<torch::Tensor> parameters() const {
        std::vector<torch::Tensor> all = weights_;
        all.insert(all.end(), biases_.begin(), biases_.end());
        return all;
    }

    /// Of features [n, 576] and labels [n, fields]; facts that are not known count nothing.
    torch::Tensor attributeLoss(const torch::Tensor& features, const torch::Tensor& labels) const {
        torch::Tensor sum = torch::zeros({});
        for (std::size_t i = 0; i < fields_.size(); ++i) {
            const torch::Tensor target = labels.select(1, static_cast<std::int64_t>(i));
            if (target.ge(0).any().item<bool>()) {
                const torch::Tensor logits = torch::linear(features, weights_[i], biases_[i]);
                sum = sum + fields_[i].weight * factLoss(logits, target);
            }
        }
        return sum;
    }

    /// Of features [n, 576] and vectors of the texts [n, width], row for row of one product.
    torch::Tensor contrastiveLoss(const torch::Tensor& features, const torch::Tensor& texts) const {
        return pairsLoss(projected(0, features), projected(1, texts), temperature_);
    }

    /// Of features [2n, 576], where rows i and n + i are views of one picture.
    torch::Tensor viewsLoss(const torch::Tensor& features) const {
        return haberdash::viewsLoss(projected(0, features), temperature_);
    }

  private:
    torch::Tensor projected(const std::size_t head, const torch::Tensor& rows) const {
        return torch::nn::functional::normalize(torch::linear(rows, weights_[head], biases_[head]));
    }

    std::vector<TuneField> fields_;
    double temperature_;
    std::vector<torch::Tensor> weights_, biases_;
};

class Tuner {
  public:
    Tuner(const Safetensors& base, const TuneInput& input, const FinetuneOptions& options)
        : input_(input),
          options_(options),
          net_(base, options.unfrozen),
          heads_(input, options),
          optimizer_(
              groups(),
              torch::optim::AdamWOptions(options.learningRate).weight_decay(options.weightDecay)) {}

    std::map<std::string, std::vector<float>> run(const Monitor& monitor) {
        for (std::int64_t epoch = 1; epoch <= options_.epochs; ++epoch) {
            const double loss = runEpoch(epoch, monitor);
            monitor.report({.stage = fmt::format("epoch {}", epoch),
                            .done = steps(),
                            .total = steps(),
                            .detail = {{"epoch", epoch}, {"train_loss", loss}}});
        }
        return net_.values();
    }

  private:
    std::vector<torch::optim::OptimizerParamGroup> groups() const {
        std::vector<torch::optim::OptimizerParamGroup> groups;
        groups.emplace_back(net_.parameters());
        groups.emplace_back(heads_.parameters(),
                            std::make_unique<torch::optim::AdamWOptions>(
                                torch::optim::AdamWOptions(kHeadRate * options_.learningRate)
                                    .weight_decay(options_.weightDecay)));
        return groups;
    }

    std::size_t steps() const {
        return std::max<std::size_t>(
            1, input_.pictures.size() / static_cast<std::size_t>(options_.batchSize));
    }

    // Half a cosine down to zero, after a warm start over the first tenth.
    void setRates() {
        const double done =
            static_cast<double>(step_) /
            static_cast<double>(steps() * static_cast<std::size_t>(options_.epochs));
        const double share =
            std::min(1.0, done * 10 + 0.05) * (0.5 + 0.5 * std::cos(std::numbers::pi * done));
        double rate = options_.learningRate * share;
        for (torch::optim::OptimizerParamGroup& group : optimizer_.param_groups()) {
            static_cast<torch::optim::AdamWOptions&>(group.options()).lr(rate);
            rate *= kHeadRate;
        }
    }

    double runEpoch(const std::int64_t epoch, const Monitor& monitor) {
        std::vector<std::size_t> order(input_.pictures.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::mt19937_64 random(static_cast<std::uint64_t>(options_.seed) * 1'000'003U +
                               static_cast<std::uint64_t>(epoch));
        for (std::size_t i = order.size(); i > 1; --i) {
            std::swap(order[i - 1], order[random() % i]);
        }
        double sum = 0;
        for (std::size_t i = 0; i < steps(); ++i) {
            monitor.step(fmt::format("epoch {}", epoch), i, steps());
            const std::size_t first = i * static_cast<std::size_t>(options_.batchSize);
            const std::size_t count =
                std::min(static_cast<std::size_t>(options_.batchSize), order.size() - first);
            sum += runStep(std::span(order).subspan(first, count), random());
        }
        return sum / static_cast<double>(steps());
    }

    double runStep(const std::span<const std::size_t> rows, const std::uint64_t seed) {
        setRates();
        ++step_;
        optimizer_.zero_grad();
        torch::Tensor loss;
        if (options_.task == "contrastive") {
            loss = heads_.contrastiveLoss(net_.forward(pictures(rows, seed)), texts(rows));
        } else if (options_.task == "views") {
            loss = heads_.viewsLoss(
                net_.forward(torch::cat({pictures(rows, seed), pictures(rows, ~seed)})));
        } else {
            loss = heads_.attributeLoss(net_.forward(pictures(rows, seed)), labels(rows));
        }
        if (loss.requires_grad()) {  // not where a batch has no label
            loss.backward();
            optimizer_.step();
        }
        return loss.item<double>();
    }

    // -> [n, 3, side, side], each changed by a draw of its own
    torch::Tensor pictures(const std::span<const std::size_t> rows,
                           const std::uint64_t seed) const {
        constexpr auto kSide = static_cast<std::int64_t>(MobileNet::kSide);
        const auto count = static_cast<std::int64_t>(rows.size());
        torch::Tensor batch = torch::empty({count, kSide, kSide, 3});
        augmentedBatch(input_, rows, seed, batch.data_ptr<float>());
        return batch.permute({0, 3, 1, 2});
    }

    torch::Tensor texts(const std::span<const std::size_t> rows) const {
        torch::Tensor result =
            torch::empty({static_cast<std::int64_t>(rows.size()),
                          static_cast<std::int64_t>(input_.pictures.front().text.size())});
        float* target = result.data_ptr<float>();
        for (const std::size_t row : rows) {
            target = std::ranges::copy(input_.pictures[row].text, target).out;
        }
        return result;
    }

    torch::Tensor labels(const std::span<const std::size_t> rows) const {
        const auto width = static_cast<std::int64_t>(input_.fields.size());
        torch::Tensor result =
            torch::empty({static_cast<std::int64_t>(rows.size()), width}, torch::kInt64);
        auto* target = result.data_ptr<std::int64_t>();
        for (const std::size_t row : rows) {
            target = std::ranges::copy(input_.pictures[row].labels, target).out;
        }
        return result;
    }

    const TuneInput& input_;
    const FinetuneOptions& options_;
    TunedNet net_;
    Heads heads_;
    torch::optim::AdamW optimizer_;
    std::size_t step_ = 0;
};

}  // namespace

std::map<std::string, std::vector<float>> tuneMobileNet(const Safetensors& base,
                                                        const TuneInput& input,
                                                        const FinetuneOptions& options,
                                                        const Monitor& monitor) {
    try {
        torch::manual_seed(static_cast<std::uint64_t>(options.seed));
        return Tuner(base, input, options).run(monitor);
    } catch (const c10::Error& error) {
        throw Error(ErrorKind::Model,
                    fmt::format("The image encoder cannot be trained ({}).",
                                error.what_without_backtrace()));
    }
}

}  // namespace haberdash
