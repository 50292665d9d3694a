// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/text/bert_network.h"

#include "core/data/base/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <utility>

namespace haberdash {

namespace {

constexpr std::size_t kBatchTokens = 512;

/// Names of config.json and of the tensors, as this kind of BERT has them.
struct Dialect {
    const char* type;    ///< model_type
    const char* prefix;  ///< before all names, or before none
    const char* width;
    const char* layerCount;
    const char* heads;
    const char* feedWidth;
    const char* activation;
    bool hasTokenTypes;  ///< each token has that of its text (segment)
    const char* layer;
    std::array<const char*, 3> qkv;
    const char* out;
    const char* feedIn;
    const char* feedOut;
    const char* attentionNorm;
    const char* feedNorm;
};

constexpr Dialect kBert{
    .type = "bert",
    .prefix = "bert.",
    .width = "hidden_size",
    .layerCount = "num_hidden_layers",
    .heads = "num_attention_heads",
    .feedWidth = "intermediate_size",
    .activation = "hidden_act",
    .hasTokenTypes = true,
    .layer = "encoder.layer.",
    .qkv = {"attention.self.query", "attention.self.key", "attention.self.value"},
    .out = "attention.output.dense",
    .feedIn = "intermediate.dense",
    .feedOut = "output.dense",
    .attentionNorm = "attention.output.LayerNorm",
    .feedNorm = "output.LayerNorm"};

// Sanh et al. 2019: the same layers, half as many, under names of its own.
constexpr Dialect kDistilBert{.type = "distilbert",
                              .prefix = "distilbert.",
                              .width = "dim",
                              .layerCount = "n_layers",
                              .heads = "n_heads",
                              .feedWidth = "hidden_dim",
                              .activation = "activation",
                              .hasTokenTypes = false,
                              .layer = "transformer.layer.",
                              .qkv = {"attention.q_lin", "attention.k_lin", "attention.v_lin"},
                              .out = "attention.out_lin",
                              .feedIn = "ffn.lin1",
                              .feedOut = "ffn.lin2",
                              .attentionNorm = "sa_layer_norm",
                              .feedNorm = "output_layer_norm"};

const Dialect& dialectOf(const BertConfig& config) {
    return config.isDistilBert ? kDistilBert : kBert;
}

/// Finds the tensors under the names that they have in this file.
class Loader {
  public:
    Loader(const Safetensors& weights, const Dialect& dialect)
        : weights_(weights),
          prefix_(weights.has(fmt::format("{}embeddings.word_embeddings.weight", dialect.prefix))
                      ? dialect.prefix
                      : "") {}

    // Any number of rows.
    Matrix rows(const std::string& name) const { return weights_.matrix(prefix_ + name); }

    Matrix matrix(const std::string& name, const std::size_t rows, const std::size_t cols) const {
        return fittingMatrix(
            weights_, prefix_ + name, rows, cols, "take the config.json that came with them");
    }

    Dense dense(const std::string& name, const std::size_t out, const std::size_t in) const {
        return {
            matrix(name + ".weight", out, in), matrix(name + ".bias", out, 1), Right::Transposed};
    }

    LayerNorm norm(const std::string& name, const std::size_t width) const {
        const bool isOld = weights_.has(prefix_ + name + ".gamma");
        return {matrix(name + (isOld ? ".gamma" : ".weight"), width, 1),
                matrix(name + (isOld ? ".beta" : ".bias"), width, 1)};
    }

  private:
    const Safetensors& weights_;
    std::string prefix_;
};

// Query, key and value as one layer of three times the width.
Dense stacked(const std::vector<Dense>& parts) {
    const std::size_t width = parts.front().kernel.rows();
    Dense all{
        Matrix(width * parts.size(), width), Matrix(width * parts.size(), 1), Right::Transposed};
    for (std::size_t i = 0; i < parts.size(); ++i) {
        std::copy_n(
            parts[i].kernel.data(), width * width, all.kernel.mutableData() + i * width * width);
        std::copy_n(parts[i].bias.data(), width, all.bias.mutableData() + i * width);
    }
    return all;
}

std::size_t sizeIn(const Json& json, const char* const key, const std::size_t most) {
    const auto value = json.at(key).get<std::int64_t>();
    if (value < 1 || value > static_cast<std::int64_t>(most)) {
        throw Error(ErrorKind::Input,
                    fmt::format("config.json gives {} as {}, which cannot be.", key, value));
    }
    return static_cast<std::size_t>(value);
}

}  // namespace

BertConfig bertConfigFrom(const Json& json) {
    try {
        const std::string type = json.value("model_type", kBert.type);
        if (type != kBert.type && type != kDistilBert.type) {
            throw Error(ErrorKind::Input,
                        fmt::format("config.json is of a model of the type \"{}\"; only \"bert\" "
                                    "and \"distilbert\" can be read.",
                                    type));
        }
        const Dialect& dialect = type == kBert.type ? kBert : kDistilBert;
        BertConfig config{.width = sizeIn(json, dialect.width, 8192),
                          .layers = sizeIn(json, dialect.layerCount, 100),
                          .heads = sizeIn(json, dialect.heads, 256),
                          .feedWidth = sizeIn(json, dialect.feedWidth, 65536),
                          .vocabulary = sizeIn(json, "vocab_size", 4'000'000),
                          .positions = sizeIn(json, "max_position_embeddings", 65536),
                          .epsilon = json.value("layer_norm_eps", 1e-12),
                          .activation = json.value(dialect.activation, "gelu"),
                          .isDistilBert = type == kDistilBert.type};
        const std::string position = json.value("position_embedding_type", "absolute");
        const bool isKnown = config.activation == "gelu" || config.activation == "gelu_new" ||
                             config.activation == "relu";
        if (config.width % config.heads != 0 || !isKnown || position != "absolute" ||
            !(config.epsilon >= 0 && config.epsilon < 1)) {
            throw Error(ErrorKind::Input,
                        "config.json describes a BERT of another kind than this program knows "
                        "(width, heads, activation, positions).");
        }
        return config;
    } catch (const Json::exception&) {
        throw Error(ErrorKind::Input, "config.json is damaged, or of no BERT model.");
    }
}

BertNetwork::BertNetwork(const BertConfig& config, const Safetensors& weights) : config_(config) {
    const Dialect& dialect = dialectOf(config);
    const Loader load(weights, dialect);
    const std::size_t width = config.width;
    words_ = load.matrix("embeddings.word_embeddings.weight", config.vocabulary, width);
    positions_ = load.matrix("embeddings.position_embeddings.weight", config.positions, width);
    if (dialect.hasTokenTypes) {
        addFirstTokenType(load.rows("embeddings.token_type_embeddings.weight"));
    }
    embeddingNorm_ = load.norm("embeddings.LayerNorm", width);
    for (std::size_t i = 0; i < config.layers; ++i) {
        const std::string layer = fmt::format("{}{}.", dialect.layer, i);
        std::vector<Dense> qkv;
        for (const char* const name : dialect.qkv) {
            qkv.push_back(load.dense(layer + name, width, width));
        }
        layers_.push_back({stacked(qkv),
                           load.dense(layer + dialect.out, width, width),
                           load.dense(layer + dialect.feedIn, config.feedWidth, width),
                           load.dense(layer + dialect.feedOut, width, config.feedWidth),
                           load.norm(layer + dialect.attentionNorm, width),
                           load.norm(layer + dialect.feedNorm, width)});
    }
}

// All that is read is a first text: the embedding of its token type is a part of each position.
void BertNetwork::addFirstTokenType(const Matrix& types) {
    if (types.rows() == 0 || types.cols() != config_.width) {
        throw Error(ErrorKind::Model, "The text encoder's weights do not fit its config.json.");
    }
    Matrix sums(config_.positions, config_.width);
    for (std::size_t i = 0; i < config_.positions; ++i) {
        std::ranges::transform(
            positions_.row(i), types.row(0), sums.mutableRow(i).begin(), std::plus());
    }
    positions_ = std::move(sums);
}

Matrix BertNetwork::embedded(const std::span<const std::vector<std::uint32_t>> texts,
                             std::vector<std::size_t>& starts) const {
    for (const std::vector<std::uint32_t>& ids : texts) {
        starts.push_back(starts.back() + std::min(ids.size(), config_.positions));
    }
    Matrix tokens(starts.back(), config_.width);
    for (std::size_t text = 0; text < texts.size(); ++text) {
        for (std::size_t i = 0; i < starts[text + 1] - starts[text]; ++i) {
            const std::size_t id = std::min<std::size_t>(texts[text][i], config_.vocabulary - 1);
            std::ranges::transform(words_.row(id),
                                   positions_.row(i),
                                   tokens.mutableRow(starts[text] + i).begin(),
                                   std::plus());
        }
    }
    return tokens;
}

void BertNetwork::activate(Matrix& rows) const {
    float* const values = rows.mutableData();
    const std::size_t count = rows.rows() * rows.cols();
    if (config_.activation == "relu") {
        std::transform(
            values, values + count, values, [](const float x) { return std::max(x, 0.0F); });
    } else if (config_.activation == "gelu") {
        std::transform(values, values + count, values, [](const float x) {
            return 0.5F * x * (1.0F + std::erf(x * (std::numbers::sqrt2_v<float> / 2)));
        });
    } else {
        constexpr float kScale = 0.7978845608F;  // sqrt(2 / pi)
        std::transform(values, values + count, values, [](const float x) {
            return 0.5F * x * (1.0F + std::tanh(kScale * (x + 0.044715F * x * x * x)));
        });
    }
}

void BertNetwork::forwardBatch(const std::span<const std::vector<std::uint32_t>> texts,
                               const BertPooling pooling,
                               float* const out) const {
    std::vector<std::size_t> starts{0};
    Matrix state = embedded(texts, starts);
    if (state.rows() == 0) {
        return;
    }
    state = normalised(state, embeddingNorm_, config_.epsilon);
    for (const Layer& layer : layers_) {
        Matrix sum =
            through(selfAttention(through(state, layer.qkv), config_.heads, starts), layer.out);
        addTo(sum, state);
        state = normalised(sum, layer.attentionNorm, config_.epsilon);
        Matrix inner = through(state, layer.feedIn);
        activate(inner);
        sum = through(inner, layer.feedOut);
        addTo(sum, state);
        state = normalised(sum, layer.feedNorm, config_.epsilon);
    }
    for (std::size_t text = 0; text < texts.size(); ++text) {
        const std::size_t all = starts[text + 1] - starts[text];
        const std::size_t count =
            pooling == BertPooling::First ? std::min<std::size_t>(all, 1) : all;
        for (std::size_t i = 0; i < count; ++i) {
            cblas_saxpy(static_cast<int>(config_.width),
                        1.0F / static_cast<float>(count),
                        state.row(starts[text] + i).data(),
                        1,
                        out + text * config_.width,
                        1);
        }
    }
}

Matrix BertNetwork::forward(const std::span<const std::vector<std::uint32_t>> texts,
                            const BertPooling pooling) const {
    Matrix out(texts.size(), config_.width);
    float* const rows = out.mutableData();
    inBatches(
        texts, config_.positions, kBatchTokens, [&](const auto part, const std::size_t first) {
            forwardBatch(part, pooling, rows + first * config_.width);
        });
    return out;
}

}  // namespace haberdash
