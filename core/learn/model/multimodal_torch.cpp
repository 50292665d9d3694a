// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/base/error.h"
#include "core/learn/model/network_torch.h"

#include <fmt/format.h>

#include <algorithm>
#include <cblas.h>
#include <functional>
#include <numeric>
#include <utility>

namespace haberdash {

namespace {

// A scorer that owns what it looks at: the form that leaves the training.
class MultimodalScorer final : public Scorer {
  public:
    MultimodalScorer(const ModelFile& model, const TrainOptions& options, ItemInputs inputs)
        : inputs_(std::move(inputs)) {
        auto network = std::make_shared<Network>(shapeOf(inputs_, model, options));
        takeWeights(*network, model, "net.");
        ShopperVectors shoppers =
            options.shopperVectors
                ? shopperVectorsFrom(model, static_cast<std::size_t>(network->width()))
                : ShopperVectors();
        scorer_.emplace(std::move(network), inputs_, options, calibrationFrom(model));
        scorer_->refresh(std::move(shoppers));
    }

    void score(const Asker& asker, const std::span<float> out) override {
        scorer_->score(asker, out);
    }

    void scoreRows(const Asker& asker,
                   const std::span<const std::uint32_t> rows,
                   const std::size_t catalog,
                   const std::span<float> out) override {
        scorer_->scoreRows(asker, rows, catalog, out);
    }

    double scoreOne(const Asker& asker, const std::uint32_t row, const unsigned present) override {
        return scorer_->scoreOne(asker, row, present);
    }

    unsigned parts() const override { return scorer_->parts(); }

    std::optional<Calibration> calibration() const override { return scorer_->calibration(); }

    const ContentVectors* contents() const override { return scorer_->contents(); }

    ItemForm itemForm() const override { return scorer_->itemForm(); }

  private:
    ItemInputs inputs_;
    std::optional<NetworkScorer> scorer_;
};

// A copy: the tensor may change with the next step of training.
Matrix matrixOf(const torch::Tensor& tensor) {
    const torch::Tensor whole = tensor.contiguous();
    const float* const data = whole.data_ptr<float>();
    return {static_cast<std::size_t>(whole.size(0)),
            static_cast<std::size_t>(whole.size(1)),
            std::vector<float>(data, data + whole.numel())};
}

std::vector<float> numbersOf(const torch::Tensor& tensor) {
    const torch::Tensor whole = tensor.contiguous();
    return {whole.data_ptr<float>(), whole.data_ptr<float>() + whole.numel()};
}

// Of the rows [n, dim] of what is liked; zeros where nothing is.
std::vector<float> weightedMean(const torch::Tensor& rows, const std::span<const Recent> recents) {
    const auto dim = static_cast<std::size_t>(rows.size(1));
    std::vector<float> mean(dim);
    float total = 0;
    for (const Recent& recent : recents) {
        if (!recent.isDisliked) {
            total += recent.weight;
            cblas_saxpy(static_cast<int>(dim),
                        recent.weight,
                        rows.data_ptr<float>() + recent.row * dim,
                        1,
                        mean.data(),
                        1);
        }
    }
    for (float& value : mean) {
        value /= std::max(total, 1e-6F);
    }
    return mean;
}

Error modelError(const c10::Error& error) {
    return {ErrorKind::Model,
            fmt::format("The model cannot be computed ({}); train the run again.",
                        error.what_without_backtrace())};
}

}  // namespace

NetworkScorer::NetworkScorer(std::shared_ptr<Network> network,
                             const ItemInputs& inputs,
                             const TrainOptions& options,
                             std::optional<Calibration> calibration)
    : network_(std::move(network)),
      inputs_(inputs),
      historyLength_(static_cast<std::size_t>(options.historyLength)),
      historyDecay_(options.historyDecay),
      calibration_(calibration),
      rows_(tensorsOf(inputs)),
      allRows_(inputs.count) {
    std::iota(allRows_.begin(), allRows_.end(), 0U);
}

void NetworkScorer::refresh(ShopperVectors shoppers) {
    shoppers_ = std::move(shoppers);
    constexpr std::int64_t kChunk = 8192;
    const torch::NoGradGuard guard;
    network_->eval();
    std::vector<torch::Tensor> parts;
    std::vector<torch::Tensor> liked;
    std::vector<torch::Tensor> offered;
    std::vector<torch::Tensor> leaning;
    const auto count = static_cast<std::int64_t>(inputs_.count);
    for (std::int64_t begin = 0; begin < count; begin += kChunk) {
        const torch::Tensor rows = torch::arange(begin, std::min(count, begin + kChunk));
        const ItemRows picked = selectRows(rows_, rows);
        parts.push_back(network_->encodeItems(picked));
        if (const torch::Tensor x = network_->contentsOf(picked); x.defined()) {
            const Tastes tastes = network_->tastesOf(x);
            liked.push_back(tastes.history);
            offered.push_back(tastes.item);
            leaning.push_back(tastes.leaning);
        }
    }
    z_ = torch::cat(parts).contiguous();
    const torch::Tensor prepared = network_->preparedItems(z_);
    torch::Tensor base =
        network_->contentLogit(torch::zeros({count, 4}), rows_.popularity, rows_.isKnown);
    if (!liked.empty()) {
        base = base + torch::cat(leaning);
        taste_ = torch::cat(liked).contiguous();
    }
    const float* const numbers = base.data_ptr<float>();
    products_ = matrixOf(z_);
    scores_.emplace(inputs_.contents,
                    products_,
                    prepared.defined() ? matrixOf(prepared) : Matrix(),
                    std::vector<float>(numbers, numbers + count),
                    network_->nearScale(),
                    network_->headWeights(),
                    offered.empty() ? Matrix() : matrixOf(torch::cat(offered)));
}

void NetworkScorer::score(const Asker& asker, const std::span<float> out) {
    scoreRows(asker, allRows_, allRows_.size(), out);
}

void NetworkScorer::scoreRows(const Asker& asker,
                              const std::span<const std::uint32_t> rows,
                              std::size_t /*catalog*/,
                              const std::span<float> out) {
    try {
        const torch::NoGradGuard guard;
        const std::vector<Recent> recents =
            recentProducts(asker.history, historyLength_, historyDecay_);
        std::vector<float> u = historyOf(recents);
        addShopper(asker, u);
        scores_->score(u,
                       network_->userHidden(torch::from_blob(u.data(), {1, z_.size(1)})),
                       recents,
                       taste_.defined() ? weightedMean(taste_, recents) : std::vector<float>(),
                       rows,
                       out);
    } catch (const c10::Error& error) {
        throw modelError(error);
    }
}

// A mean needs no tensors: LibTorch would take longer to begin than to add up.
std::vector<float> NetworkScorer::historyOf(const std::span<const Recent> recents) {
    const std::int64_t dim = z_.size(1);
    if (network_->readsMean()) {
        const bool isEmpty = std::ranges::none_of(
            recents, [](const Recent& recent) { return !recent.isDisliked && recent.weight > 0; });
        return isEmpty ? numbersOf(network_->withoutHistory()) : weightedMean(z_, recents);
    }
    const auto length = static_cast<std::int64_t>(historyLength_);
    torch::Tensor events = torch::zeros({1, length, dim});
    torch::Tensor weight = torch::zeros({1, length});
    float* const eventNumbers = events.data_ptr<float>();
    const float* const products = z_.data_ptr<float>();
    for (std::size_t i = 0; i < recents.size(); ++i) {
        const std::int64_t slot = length - static_cast<std::int64_t>(recents.size() - i);
        std::copy_n(products + recents[i].row * dim, dim, eventNumbers + slot * dim);
        weight.data_ptr<float>()[slot] = recents[i].isDisliked ? 0.0F : recents[i].weight;
    }
    return numbersOf(network_->encodeHistory(events, weight));
}

void NetworkScorer::addShopper(const Asker& asker, const std::span<float> u) const {
    if (const std::span<const float> own = shoppers_.of(asker.shopper); !own.empty()) {
        std::ranges::transform(u, own, u.begin(), std::plus<>());
    }
}

double NetworkScorer::scoreOne(const Asker& asker,
                               const std::uint32_t row,
                               const unsigned present) {
    try {
        const torch::NoGradGuard guard;
        const auto length = static_cast<std::int64_t>(historyLength_);
        const Asker seen = (present & kHistoryPart) != 0 ? asker : Asker();
        const std::vector<Recent> recents =
            recentProducts(seen.history, historyLength_, historyDecay_);
        // The product first, then its history, all seen through the same mask.
        std::vector<std::int64_t> rows{row};
        for (const Recent& recent : recents) {
            rows.push_back(recent.row);
        }
        const ItemRows picked = selectRows(rows_, torch::tensor(rows));
        const torch::Tensor z = network_->encodeItems(picked, present);
        torch::Tensor events = torch::zeros({1, length, z.size(1)});
        torch::Tensor weight = torch::zeros({1, length});
        for (std::size_t i = 0; i < recents.size(); ++i) {
            const std::int64_t slot = length - static_cast<std::int64_t>(recents.size() - i);
            events[0][slot].copy_(z[static_cast<std::int64_t>(i) + 1]);
            weight[0][slot] = recents[i].isDisliked ? 0.0F : recents[i].weight;
        }
        const auto nearOf = [&](const ItemVectors& modality, const unsigned part) {
            return (present & part) != 0 ? nearness(modality, recents, row) : Nearness{};
        };
        const Nearness text = nearOf(inputs_.contents.text, kTextPart);
        const Nearness image = nearOf(inputs_.contents.image, kImagePart);
        const torch::Tensor near =
            torch::tensor({text.liked, text.disliked, image.liked, image.disliked}).unsqueeze(0) *
            inputs_.contents.makeUp(row);
        torch::Tensor u = network_->encodeHistory(events, weight).contiguous();
        addShopper(seen, {u.data_ptr<float>(), static_cast<std::size_t>(u.numel())});
        const torch::Tensor first = z.slice(0, 0, 1);
        torch::Tensor logit =
            network_->headOf(u, first.unsqueeze(0)).squeeze(0) +
            network_->contentLogit(
                near, picked.popularity.slice(0, 0, 1), picked.isKnown.slice(0, 0, 1));
        if (const torch::Tensor x = network_->contentsOf(picked, present); x.defined()) {
            const Tastes tastes = network_->tastesOf(x);
            const torch::Tensor liked = tastes.history.slice(0, 1);            // [L, dim]
            const torch::Tensor by = weight.slice(1, length - liked.size(0));  // [1, L]
            const torch::Tensor taste =
                torch::matmul(by, liked) / weight.sum().clamp_min(1e-6);  // [1, dim]
            logit =
                logit + (taste * tastes.item.slice(0, 0, 1)).sum(1) + tastes.leaning.slice(0, 0, 1);
        }
        return static_cast<double>(logit.item<float>());
    } catch (const c10::Error& error) {
        throw modelError(error);
    }
}

unsigned NetworkScorer::parts() const {
    return kHistoryPart | (inputs_.contents.text.vectors.isEmpty() ? 0U : kTextPart) |
           (inputs_.contents.image.vectors.isEmpty() ? 0U : kImagePart) |
           (inputs_.facts.empty() ? 0U : kFactsPart);
}

std::unique_ptr<Scorer> makeMultimodalScorer(const ModelFile& model,
                                             const TrainOptions& options,
                                             ItemInputs inputs) {
    try {
        return std::make_unique<MultimodalScorer>(model, options, std::move(inputs));
    } catch (const c10::Error& error) {
        throw modelError(error);
    }
}

}  // namespace haberdash
