// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/model/network_torch.h"

#include "core/data/base/error.h"
#include "core/learn/model/gate_torch.h"
#include "core/learn/model/hidden_units_torch.h"
#include "core/learn/model/weighted_rows_torch.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace haberdash {

namespace {

constexpr std::int64_t kFactWidth = 16;
constexpr std::int64_t kHeads = 4;
constexpr double kModalityDropout = 0.1;
constexpr double kPopularityDropout = 0.1;
constexpr float kContentScale = 5.0F;

torch::Tensor shown(const Matrix& matrix) {
    // from_blob wants a mutable pointer; nothing writes through it.
    return torch::from_blob(
        const_cast<float*>(matrix.data()),
        {static_cast<std::int64_t>(matrix.rows()), static_cast<std::int64_t>(matrix.cols())});
}

torch::Tensor flags(const std::vector<std::uint8_t>& has) {
    return torch::tensor(std::vector<float>(has.begin(), has.end()));
}

torch::Tensor learned(torch::nn::Module& module, const char* name, torch::Tensor start) {
    return module.register_parameter(name, std::move(start));
}

torch::Tensor smallRandom(const std::initializer_list<std::int64_t> sizes) {
    return torch::randn(sizes) * 0.02;
}

}  // namespace

ItemRows tensorsOf(const ItemInputs& inputs) {
    ItemRows rows;
    const auto n = static_cast<std::int64_t>(inputs.count);
    if (!inputs.contents.text.vectors.isEmpty()) {
        rows.text = shown(inputs.contents.text.vectors);
        rows.hasText = flags(inputs.contents.text.has).unsqueeze(1);
    }
    if (!inputs.contents.image.vectors.isEmpty()) {
        rows.image = shown(inputs.contents.image.vectors);
        rows.hasImage = flags(inputs.contents.image.has).unsqueeze(1);
    }
    if (!inputs.facts.empty()) {
        rows.facts = torch::tensor(inputs.facts).view({n, static_cast<std::int64_t>(kFactColumns)});
    }
    rows.popularity = torch::tensor(inputs.popularity);
    rows.isKnown = flags(inputs.isKnown);
    return rows;
}

ItemRows selectRows(const ItemRows& all, const torch::Tensor& rows) {
    const auto pick = [&](const torch::Tensor& column) {
        return column.defined() ? column.index_select(0, rows) : torch::Tensor();
    };
    return {pick(all.text),
            pick(all.hasText),
            pick(all.image),
            pick(all.hasImage),
            pick(all.facts),
            pick(all.popularity),
            pick(all.isKnown)};
}

NetworkShape shapeOf(const ItemInputs& inputs, const ModelFile& base, const TrainOptions& options) {
    NetworkShape shape{.textDim = static_cast<std::int64_t>(inputs.contents.text.vectors.cols()),
                       .imageDim = static_cast<std::int64_t>(inputs.contents.image.vectors.cols()),
                       .dim = (options.embeddingDim + kHeads - 1) / kHeads * kHeads,
                       .hidden = options.hiddenDim,
                       .length = options.historyLength,
                       .fusion = options.fusion,
                       .history = options.history,
                       .head = options.head,
                       .dropout = options.dropout};
    if (!inputs.facts.empty()) {
        const auto sizes = factsFrom(base).sizes();
        shape.factSizes.assign(sizes.begin(), sizes.end());
    }
    return shape;
}

Network::Network(NetworkShape shape) : shape_(std::move(shape)) {
    addModalities();
    addFusion();
    addHistory();
    addHead();
    addTaste();
    const bool hasBoth = shape_.textDim > 0 && shape_.imageDim > 0;
    const float text = kContentScale * (hasBoth ? kTextShare : 1.0F);
    const float image = kContentScale * (hasBoth ? kImageShare : 1.0F);
    nearScale_ = figure("near_scale", torch::tensor({text, -text / 2, image, -image / 2}));
    popularityScale_ = figure("popularity_scale", torch::zeros({1}));
    unknownPopularity_ = figure("unknown_popularity", torch::ones({1}));
    offset_ = figure("offset", torch::full({1}, -2.0));
}

torch::Tensor Network::figure(const char* const name, torch::Tensor start) {
    figures_.insert(name);
    return learned(*this, name, std::move(start));
}

void Network::addModalities() {
    const std::int64_t dim = shape_.dim;
    const auto norm = [&](const char* name) {
        return register_module(name, torch::nn::LayerNorm(torch::nn::LayerNormOptions({dim})));
    };
    if (shape_.textDim > 0) {
        text_ = register_module("text", torch::nn::Linear(shape_.textDim, dim));
        textNorm_ = norm("text_norm");
        missingText_ = learned(*this, "missing_text", smallRandom({dim}));
        ++tokens_;
    }
    if (shape_.imageDim > 0) {
        image_ = register_module("image", torch::nn::Linear(shape_.imageDim, dim));
        imageNorm_ = norm("image_norm");
        missingImage_ = learned(*this, "missing_image", smallRandom({dim}));
        ++tokens_;
    }
    if (!shape_.factSizes.empty()) {
        factTables_ = register_module("fact_tables", torch::nn::ModuleList());
        for (const std::int64_t size : shape_.factSizes) {
            factTables_->push_back(torch::nn::Embedding(size, kFactWidth));
        }
        const auto width = kFactWidth * static_cast<std::int64_t>(shape_.factSizes.size());
        facts_ = register_module("facts", torch::nn::Linear(width, dim));
        factsNorm_ = norm("facts_norm");
        missingFacts_ = learned(*this, "missing_facts", smallRandom({dim}));
        ++tokens_;
    }
    outNorm_ = norm("out_norm");
}

void Network::addFusion() {
    const std::int64_t dim = shape_.dim;
    if (shape_.fusion == "concat") {
        fuseIn_ = register_module("fuse_in", torch::nn::Linear(tokens_ * dim, shape_.hidden));
        fuseOut_ = register_module("fuse_out", torch::nn::Linear(shape_.hidden, dim));
        return;
    }
    if (shape_.fusion == "gate") {
        fuseIn_ = register_module("fuse_in", torch::nn::Linear(tokens_ * dim, tokens_));
    } else if (shape_.fusion == "attention") {
        fuseKey_ = register_module("fuse_key", torch::nn::Linear(dim, dim));
        fuseIn_ = register_module("fuse_in", torch::nn::Linear(dim, dim));
        fuseQuery_ = learned(*this, "fuse_query", smallRandom({kHeads, dim / kHeads}));
    }
    fuseOut_ = register_module("fuse_out", torch::nn::Linear(dim, dim));
}

void Network::addHistory() {
    const std::int64_t dim = shape_.dim;
    cold_ = learned(*this, "cold", smallRandom({dim}));
    if (shape_.history == "mean") {
        return;
    }
    weightVector_ = learned(*this, "event_weight", smallRandom({dim}));
    if (shape_.history == "gru") {
        gru_ = register_module("gru",
                               torch::nn::GRU(torch::nn::GRUOptions(dim, dim).batch_first(true)));
        return;
    }
    place_ = learned(*this, "place", smallRandom({shape_.length, dim}));
    const auto layer = torch::nn::TransformerEncoderLayerOptions(dim, kHeads)
                           .dim_feedforward(2 * dim)
                           .dropout(shape_.dropout);
    encoder_ = register_module(
        "encoder", torch::nn::TransformerEncoder(torch::nn::TransformerEncoderOptions(layer, 2)));
}

void Network::addHead() {
    const std::int64_t dim = shape_.dim;
    if (shape_.head == "dot") {
        headScale_ = figure("head_scale", torch::full({1}, 0.01));
        return;
    }
    const auto part = [&](const char* name, const bool bias) {
        return register_module(
            name, torch::nn::Linear(torch::nn::LinearOptions(dim, shape_.hidden).bias(bias)));
    };
    headUser_ = part("head_user", true);
    headItem_ = part("head_item", false);
    headProduct_ = part("head_product", false);
    headDistance_ = part("head_distance", false);
    headOut_ = register_module("head_out", torch::nn::Linear(shape_.hidden, 1));
    figures_.insert("head_out.bias");
    const torch::NoGradGuard guard;
    headOut_->weight.zero_();
    headOut_->bias.zero_();
}

void Network::addTaste() {
    constexpr double kStart = 0.1;
    const std::int64_t width = shape_.textDim + shape_.imageDim;
    if (width == 0) {
        return;
    }
    const torch::Tensor start = torch::randn({width, shape_.dim}) * kStart;
    tasteHistory_ = learned(*this, "taste_history", start);
    tasteItem_ = learned(*this, "taste_item", start.detach().clone());
    tasteScale_ = figure("taste_scale", torch::zeros({1}));
    leaning_ = learned(*this, "leaning", torch::zeros({width, 1}));
}

torch::Tensor Network::contentsOf(const ItemRows& rows, const unsigned present) const {
    std::vector<torch::Tensor> parts;
    const auto add = [&](const torch::Tensor& vectors, const bool isPresent) {
        if (vectors.defined()) {
            parts.push_back(isPresent ? vectors : torch::zeros_like(vectors));
        }
    };
    add(rows.text, (present & kTextPart) != 0);
    add(rows.image, (present & kImagePart) != 0);
    return parts.empty() ? torch::Tensor() : torch::cat(parts, 1);
}

Tastes Network::tastesOf(const torch::Tensor& x) {
    const torch::Tensor all =
        torch::matmul(x, torch::cat({tasteHistory_, tasteItem_, leaning_}, 1));  // [n, 2 dim + 1]
    return {.history = all.narrow(1, 0, shape_.dim) * tasteScale_,
            .item = all.narrow(1, shape_.dim, shape_.dim),
            .leaning = all.select(1, 2 * shape_.dim)};
}

torch::Tensor Network::tokenOf(const torch::Tensor& projected,
                               const torch::Tensor& missing,
                               torch::Tensor has,
                               const bool isPresent) {
    if (!isPresent) {
        return missing.expand_as(projected);
    }
    if (is_training() && tokens_ > 1) {
        has = has * (torch::rand_like(has) >= kModalityDropout).to(torch::kFloat);
    }
    return torch::where(has > 0, projected, missing);
}

torch::Tensor Network::encodeItems(const ItemRows& rows, const unsigned present) {
    std::vector<torch::Tensor> tokens;  // each [n, dim]
    if (text_) {
        const torch::Tensor h = textNorm_(text_(rows.text));
        tokens.push_back(tokenOf(h, missingText_, rows.hasText, (present & kTextPart) != 0));
    }
    if (image_) {
        const torch::Tensor h = imageNorm_(image_(rows.image));
        tokens.push_back(tokenOf(h, missingImage_, rows.hasImage, (present & kImagePart) != 0));
    }
    if (facts_) {
        std::vector<torch::Tensor> parts;
        for (std::size_t column = 0; column < shape_.factSizes.size(); ++column) {
            parts.push_back(factTables_[column]->as<torch::nn::Embedding>()->forward(
                rows.facts.select(1, static_cast<std::int64_t>(column))));
        }
        const torch::Tensor h = factsNorm_(facts_(torch::cat(parts, 1)));
        const torch::Tensor has = torch::ones({h.size(0), 1});
        tokens.push_back(tokenOf(h, missingFacts_, has, (present & kFactsPart) != 0));
    }
    return outNorm_(fuse(tokens));
}

torch::Tensor Network::fuse(const std::vector<torch::Tensor>& tokens) {
    if (shape_.fusion == "concat") {
        return fuseOut_(
            reluDropped(fuseIn_(torch::cat(tokens, 1)), dropoutNow()));  // [n, M dim] -> [n, dim]
    }
    torch::Tensor fused = tokens.front();
    if (shape_.fusion == "gate") {
        fused = gatedSum(torch::cat(tokens, 1), fuseIn_->weight, fuseIn_->bias);
    } else if (shape_.fusion == "attention") {
        const torch::Tensor stacked = torch::stack(tokens, 1);  // [n, M, dim]
        const std::vector<std::int64_t> split{
            stacked.size(0), tokens_, kHeads, shape_.dim / kHeads};
        const torch::Tensor key = fuseKey_(stacked).view(split);  // [n, M, heads, width]
        const torch::Tensor value = fuseIn_(stacked).view(split);
        const double scale = 1 / std::sqrt(static_cast<double>(shape_.dim / kHeads));
        const torch::Tensor share = torch::softmax((key * fuseQuery_).sum(3, true) * scale, 1);
        fused = (share * value).sum(1).reshape({stacked.size(0), shape_.dim});
    } else {
        const bool isProduct = shape_.fusion == "product";
        for (std::size_t m = 1; m < tokens.size(); ++m) {
            fused = isProduct ? fused * tokens[m] : fused + tokens[m];
        }
    }
    return fused + fuseOut_(reluDropped(fused, dropoutNow()));
}

torch::Tensor Network::meanOf(const torch::Tensor& z, const torch::Tensor& weight) {
    const torch::Tensor sum = torch::bmm(weight.unsqueeze(1), z).squeeze(1);  // [B, dim]
    const torch::Tensor total = weight.sum(1, true);                          // [B, 1]
    return torch::where(total > 0, sum / total.clamp_min(1e-6), cold_.expand_as(sum));
}

torch::Tensor Network::encodeMean(const torch::Tensor& z,
                                  const torch::Tensor& places,
                                  const torch::Tensor& weight) {
    const torch::Tensor mean = weightedMeans(z, places, weight);  // [B, dim]
    return torch::where(weight.sum(1, true) > 0, mean, cold_.expand_as(mean));
}

torch::Tensor Network::encodeHistory(const torch::Tensor& z, const torch::Tensor& weight) {
    const torch::Tensor mean = meanOf(z, weight);
    if (shape_.history == "mean") {
        return mean;
    }
    const torch::Tensor seen = (weight > 0).to(torch::kFloat);  // [B, L]
    const torch::Tensor x = (z + weight.unsqueeze(2) * weightVector_) * seen.unsqueeze(2);
    torch::Tensor last;
    if (shape_.history == "gru") {
        last = std::get<0>(gru_(x)).select(1, -1);
    } else {
        const std::int64_t length = z.size(1);
        const torch::Tensor input = (x + place_).transpose(0, 1);  // [L, B, dim]
        const torch::Tensor future = torch::ones({length, length}).triu(1).to(torch::kBool);
        // The newest place is always open, or an empty history would have nothing to look at.
        torch::Tensor hidden = seen == 0;
        hidden.select(1, length - 1).fill_(false);
        const torch::Tensor bias = torch::zeros({length, length}).masked_fill(future, -1e9);
        last = encoder_->forward(input, bias, hidden).select(0, length - 1);
    }
    return torch::where(seen.sum(1, true) > 0, mean + last, mean);
}

torch::Tensor Network::headOf(const torch::Tensor& u, const torch::Tensor& z) {
    if (shape_.head == "dot") {
        return headScale_ * (u.unsqueeze(1) * z).sum(2);
    }
    return mlpLogits(
        u,
        headUser_(u),
        z,
        {.product = torch::cat({headItem_->weight, headProduct_->weight, headDistance_->weight}, 1),
         .out = headOut_->weight,
         .outBias = headOut_->bias,
         .dropout = dropoutNow()});
}

torch::Tensor Network::preparedItems(const torch::Tensor& z) {
    return shape_.head == "dot" ? torch::Tensor() : headItem_(z);
}

HeadWeights Network::headWeights() const {
    const auto numbers = [](const torch::Tensor& tensor) {
        const torch::Tensor flat = tensor.detach().contiguous();
        const float* const data = flat.data_ptr<float>();
        return std::vector<float>(data, data + flat.numel());
    };
    if (shape_.head == "dot") {
        return {.scale = headScale_.item<float>()};
    }
    return {.product = numbers(headProduct_->weight),
            .distance = numbers(headDistance_->weight),
            .out = numbers(headOut_->weight),
            .outBias = headOut_->bias.item<float>()};
}

std::vector<float> Network::userHidden(const torch::Tensor& u) {
    if (shape_.head == "dot") {
        return {};
    }
    const torch::Tensor hidden = headUser_(u).contiguous();
    return {hidden.data_ptr<float>(), hidden.data_ptr<float>() + hidden.numel()};
}

std::array<float, 4> Network::nearScale() const {
    const torch::Tensor scale = nearScale_.detach().contiguous();
    std::array<float, 4> numbers{};
    std::copy_n(scale.data_ptr<float>(), numbers.size(), numbers.begin());
    return numbers;
}

torch::Tensor Network::contentLogit(const torch::Tensor& near,
                                    const torch::Tensor& popularity,
                                    const torch::Tensor& isKnown) {
    torch::Tensor known = isKnown;
    if (is_training()) {
        known = known * (torch::rand_like(known) >= kPopularityDropout).to(torch::kFloat);
    }
    const torch::Tensor seen = popularity * known + unknownPopularity_ * (1 - known);
    return torch::matmul(near, nearScale_) + popularityScale_ * seen + offset_;
}

void putWeights(ModelFile& model, const std::string& prefix, const Network& network) {
    const torch::NoGradGuard guard;
    for (const auto& entry : network.named_parameters()) {
        const torch::Tensor value = entry.value().detach().contiguous();
        const auto rows = static_cast<std::size_t>(value.size(0));
        const auto size = static_cast<std::size_t>(value.numel());
        const float* const data = value.data_ptr<float>();
        model.matrices[prefix + entry.key()] =
            Matrix(rows, rows > 0 ? size / rows : 0, std::vector<float>(data, data + size));
    }
}

void takeWeights(Network& network, const ModelFile& model, const std::string& prefix) {
    const torch::NoGradGuard guard;
    for (auto& entry : network.named_parameters()) {
        const Matrix& stored = model.matrix(prefix + entry.key());
        torch::Tensor& target = entry.value();
        if (static_cast<std::int64_t>(stored.rows() * stored.cols()) != target.numel() ||
            static_cast<std::int64_t>(stored.rows()) != target.size(0)) {
            throw Error(ErrorKind::Model,
                        fmt::format("The model's weight \"{}\" has another shape than its options "
                                    "say; train the run again.",
                                    entry.key()));
        }
        target.copy_(shown(stored).view(target.sizes()));
    }
}

}  // namespace haberdash
