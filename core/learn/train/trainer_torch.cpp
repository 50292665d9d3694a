// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/base/error.h"
#include "core/learn/model/network_torch.h"
#include "core/learn/model/threads.h"
#include "core/learn/model/weighted_rows_torch.h"
#include "core/learn/train/epochs.h"
#include "core/learn/train/label_sampler.h"
#include "core/learn/train/losses_torch.h"
#include "core/learn/train/sampler.h"
#include "core/learn/train/shopper_table_torch.h"
#include "core/learn/train/trainer.h"
#include "core/learn/vectors/adam_table.h"
#include "core/learn/vectors/kernels.h"

#include <fmt/format.h>
#include <torch/torch.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace haberdash {

namespace {

// Adam (Kingma & Ba 2015) with the weight decay in the gradient, or AdamW (Loshchilov & Hutter
// 2019) with the decay apart from it. Our own, because LibTorch's loses
// its options on loading: here everything that a resumed run needs is a matrix with a name.
class AdamSteps {
  public:
    AdamSteps(Network& network, const TrainOptions& options)
        : options_(options), counter_(options) {
        const torch::NoGradGuard guard;
        for (auto& entry : network.named_parameters()) {
            const torch::Tensor& weight = entry.value();
            slots_.push_back({entry.key(),
                              weight,
                              torch::zeros_like(weight),
                              torch::zeros_like(weight),
                              network.isFigure(entry.key())});
        }
    }

    void step() {
        const torch::NoGradGuard guard;
        clip();
        const kernels::AdamStep step = counter_.next();
        for (Slot& slot : slots_) {
            if (!slot.weight.grad().defined()) {
                continue;
            }
            const torch::Tensor gradient = slot.weight.grad().contiguous();
            const auto size = static_cast<std::size_t>(slot.weight.numel());
            if (!slot.isFigure && counter_.decayInGradient() > 0) {
                kernels::addScaled(gradient.data_ptr<float>(),
                                   counter_.decayInGradient(),
                                   slot.weight.data_ptr<float>(),
                                   size);
            }
            kernels::adam(slot.weight.data_ptr<float>(),
                          slot.mean.data_ptr<float>(),
                          slot.square.data_ptr<float>(),
                          gradient.data_ptr<float>(),
                          size,
                          slot.isFigure ? kernels::AdamStep{.rate = kFigureRate * step.rate,
                                                            .secondScale = step.secondScale}
                                        : step);
        }
    }

    /// Adds up the gradients of all processes; one that had no example adds nothing.
    void gather(Team& team) {
        if (team.size() == 1) {
            return;
        }
        std::vector<float> numbers;
        for (const Slot& slot : slots_) {
            const torch::Tensor gradient = gradientOf(slot).contiguous();
            const float* const data = gradient.data_ptr<float>();
            numbers.insert(numbers.end(), data, data + gradient.numel());
        }
        team.sum(std::span(numbers));
        const float* from = numbers.data();
        for (Slot& slot : slots_) {
            torch::Tensor gradient =
                torch::empty_like(slot.weight, torch::MemoryFormat::Contiguous);
            std::copy_n(from, gradient.numel(), gradient.data_ptr<float>());
            from += gradient.numel();
            slot.weight.mutable_grad() = gradient;
        }
    }

    void zeroGradients() {
        for (Slot& slot : slots_) {
            if (slot.weight.grad().defined()) {
                slot.weight.grad().zero_();
            }
        }
    }

    void put(ModelFile& file) const {
        file.integers["adam.steps"] = {counter_.count()};
        for (const Slot& slot : slots_) {
            file.matrices["adam.mean." + slot.name] = flat(slot.mean);
            file.matrices["adam.square." + slot.name] = flat(slot.square);
        }
    }

    void take(const ModelFile& file) {
        counter_.set(file.integersOf("adam.steps").at(0));
        for (Slot& slot : slots_) {
            fill(slot.mean, file.matrix("adam.mean." + slot.name));
            fill(slot.square, file.matrix("adam.square." + slot.name));
        }
    }

  private:
    static constexpr float kFigureRate = 20;

    struct Slot {
        std::string name;
        torch::Tensor weight;
        torch::Tensor mean;
        torch::Tensor square;
        /// A single figure (a scale, an offset) is far from its place at first, and gets no decay.
        bool isFigure = false;
    };

    static torch::Tensor gradientOf(const Slot& slot) {
        const torch::Tensor& gradient = slot.weight.grad();
        return gradient.defined() ? gradient : torch::zeros_like(slot.weight);
    }

    void clip() {
        if (options_.clipNorm <= 0) {
            return;
        }
        double square = 0;
        for (const Slot& slot : slots_) {
            if (slot.weight.grad().defined()) {
                const double norm = slot.weight.grad().norm().item<double>();
                square += norm * norm;
            }
        }
        const double factor = options_.clipNorm / (std::sqrt(square) + 1e-6);
        if (factor < 1) {
            for (Slot& slot : slots_) {
                if (slot.weight.grad().defined()) {
                    slot.weight.grad().mul_(factor);
                }
            }
        }
    }

    static Matrix flat(const torch::Tensor& tensor) {
        const float* const data = tensor.data_ptr<float>();
        const auto size = static_cast<std::size_t>(tensor.numel());
        return {size, 1, std::vector<float>(data, data + size)};
    }

    static void fill(torch::Tensor& target, const Matrix& stored) {
        if (static_cast<std::int64_t>(stored.rows()) != target.numel()) {
            throw Error(ErrorKind::Model,
                        "The checkpoint does not fit the run's options; start a new run.");
        }
        std::copy_n(stored.data(), stored.rows(), target.data_ptr<float>());
    }

    const TrainOptions& options_;
    std::vector<Slot> slots_;
    StepCounter counter_;
};

torch::Tensor tensorOf(std::vector<float>& values,
                       const std::initializer_list<std::int64_t> sizes) {
    return torch::from_blob(values.data(), sizes);
}

torch::Tensor tensorOf(std::vector<std::int64_t>& values) {
    return torch::from_blob(
        values.data(), {static_cast<std::int64_t>(values.size())}, torch::kInt64);
}

std::uint64_t seedOf(const TrainOptions& options, const std::uint64_t epoch) {
    return mixed(mixed(static_cast<std::uint64_t>(options.seed)) ^ epoch);
}

class MultimodalLearner final : public Learner {
  public:
    explicit MultimodalLearner(const TrainerJob& job)
        : job_(job),
          sampler_(job.dataset,
                   job.inputs,
                   job.options,
                   {static_cast<std::size_t>(job.team.rank()),
                    static_cast<std::size_t>(job.team.size())}),
          labels_(job.labels, job.inputs, job.options),
          rows_(tensorsOf(job.inputs)) {
        useThreads(static_cast<int>(job.options.threads));
        torch::manual_seed(seedOf(job.options, 0));
        network_ = std::make_shared<Network>(shapeOf(job.inputs, job.base, job.options));
        adam_.emplace(*network_, job.options);
        if (job.options.shopperVectors) {
            shoppers_.emplace(
                job.dataset, job.options, static_cast<std::size_t>(network_->width()));
        }
        scorer_.emplace(network_, job.inputs, job.options, std::nullopt);
    }

    std::size_t exampleCount() const override { return sampler_.exampleCount(); }

    double trainEpoch(const std::int64_t epoch) override {
        network_->train();
        // What is dropped differs from process to process; all else is drawn alike.
        torch::manual_seed(seedOf(job_.options, static_cast<std::uint64_t>(epoch)) +
                           static_cast<std::uint64_t>(job_.team.rank()));
        sampler_.startEpoch(static_cast<std::uint64_t>(epoch));
        labels_.startEpoch(static_cast<std::uint64_t>(epoch));
        const std::string stage = fmt::format("epoch {}", epoch);
        double sum = 0;
        for (std::size_t index = 0; index < sampler_.batchCount(); ++index) {
            job_.monitor.step(stage, index, sampler_.batchCount());
            sum += step(index);
            if (!std::isfinite(sum)) {
                break;  // the loop over epochs says so
            }
        }
        return sum / static_cast<double>(sampler_.batchCount());
    }

    Scorer& scorer() override {
        scorer_->refresh(shoppers_ ? shoppers_->vectors() : ShopperVectors());
        return *scorer_;
    }

    void putModel(ModelFile& file) const override {
        putWeights(file, "net.", *network_);
        if (shoppers_) {
            putShopperVectors(file, shoppers_->vectors());
        }
    }

    void put(ModelFile& file) const override {
        putWeights(file, "net.", *network_);
        adam_->put(file);
        if (shoppers_) {
            shoppers_->put(file);
        }
    }

    void take(const ModelFile& file) override {
        takeWeights(*network_, file, "net.");
        adam_->take(file);
        if (shoppers_) {
            shoppers_->take(file);
        }
    }

  private:
    // Of the batch's loss, weighted over all processes, each computes its own examples' part.
    double step(const std::size_t index) {
        Batch batch = sampler_.batch(index);
        const WeightedLoss own =
            batch.examples > 0 ? lossOf(batch) : WeightedLoss{torch::zeros({}), 0};
        torch::Tensor loss = own.sum / std::max(job_.team.sumOf(own.weight), 1e-6);
        Batch said = labels_.share(index, sampler_.batchCount());
        const bool isMine = index % static_cast<std::size_t>(job_.team.size()) ==
                            static_cast<std::size_t>(job_.team.rank());
        if (said.examples > 0 && isMine) {
            loss = loss + labelShare() * labelLossOf(said);
        }
        adam_->zeroGradients();
        if (loss.requires_grad()) {
            loss.backward();
        }
        adam_->gather(job_.team);
        adam_->step();
        if (shoppers_) {
            shoppers_->step();
        }
        return job_.team.sumOf(loss.item<double>());
    }

    // A label counts as train.label_weight examples of events, in every step alike: the last batch
    // of an epoch may hold a handful, and a label beside them would outweigh all the others.
    double labelShare() const {
        return job_.options.labelWeight * static_cast<double>(labels_.size()) /
               static_cast<double>(sampler_.exampleCount());
    }

    WeightedLoss lossOf(Batch& batch) {
        const auto b = static_cast<std::int64_t>(batch.examples);
        const auto c = static_cast<std::int64_t>(batch.candidates);
        return exampleLoss(job_.options,
                           logitsOf(batch),
                           tensorOf(batch.labels, {b, c}),
                           tensorOf(batch.weights, {b, c}),
                           tensorOf(batch.logShare, {b, c}));
    }

    torch::Tensor labelLossOf(Batch& batch) {
        const auto b = static_cast<std::int64_t>(batch.examples);
        return labelLoss(logitsOf(batch),  // [B, 2]
                         tensorOf(batch.weights, {b, 2}).select(1, 1),
                         tensorOf(batch.labels, {b, 2}).select(1, 0));
    }

    torch::Tensor logitsOf(Batch& batch) {
        const auto b = static_cast<std::int64_t>(batch.examples);
        const auto c = static_cast<std::int64_t>(batch.candidates);
        const auto l = static_cast<std::int64_t>(batch.length);
        const ItemRows rows = selectRows(rows_, tensorOf(batch.rows));
        const torch::Tensor z = network_->encodeItems(rows);  // [distinct, dim]
        const torch::Tensor items = tensorOf(batch.items);
        const torch::Tensor candidates = z.index_select(0, items).view({b, c, z.size(1)});
        const torch::Tensor places = tensorOf(batch.history);
        const torch::Tensor weight = tensorOf(batch.historyWeight, {b, l});
        torch::Tensor u = job_.options.history == "mean"
                              ? network_->encodeMean(z, places, weight)
                              : network_->encodeHistory(
                                    z.index_select(0, places).view({b, l, z.size(1)}), weight);
        if (shoppers_ && !batch.shoppers.empty()) {
            u = u + shoppers_->of(batch.shoppers);
        }
        const torch::Tensor logits =
            network_->headOf(u, candidates) +
            network_->contentLogit(tensorOf(batch.near, {b, c, 4}),
                                   rows.popularity.index_select(0, items).view({b, c}),
                                   rows.isKnown.index_select(0, items).view({b, c}));  // [B, C]
        const torch::Tensor x = network_->contentsOf(rows);
        if (!x.defined()) {
            return logits;
        }
        const Tastes tastes = network_->tastesOf(x);
        const torch::Tensor taste = weightedMeans(tastes.history, places, weight);  // [B, dim]
        const torch::Tensor offered =
            tastes.item.index_select(0, items).view({b, c, taste.size(1)});
        // Not a product of matrices: LibTorch makes those one example at a time.
        return logits + (offered * taste.unsqueeze(1)).sum(2) +
               tastes.leaning.index_select(0, items).view({b, c});
    }

    const TrainerJob& job_;
    Sampler sampler_;
    LabelSampler labels_;
    ItemRows rows_;
    std::shared_ptr<Network> network_;
    std::optional<AdamSteps> adam_;
    std::optional<ShopperTable> shoppers_;
    std::optional<NetworkScorer> scorer_;
};

}  // namespace

void trainMultimodal(const TrainerJob& job) {
    try {
        MultimodalLearner learner(job);
        runEpochs(job, learner);
    } catch (const c10::Error& error) {
        throw Error(
            ErrorKind::Model,
            fmt::format("Training cannot be computed ({}).", error.what_without_backtrace()));
    }
}

}  // namespace haberdash
