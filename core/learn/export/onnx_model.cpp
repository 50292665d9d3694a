// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/export/onnx_model.h"

#include "core/data/base/error.h"
#include "core/learn/export/onnx_graph.h"
#include "core/learn/model/item_inputs.h"
#include "core/learn/model/scorer.h"

#include <fmt/format.h>

#include <cmath>
#include <numeric>
#include <optional>

namespace haberdash {

namespace {

using Value = OnnxGraph::Value;

constexpr std::size_t kHeads = 4;
constexpr float kEpsilon = 1e-5F;    // of PyTorch's layer norm
constexpr float kFar = 1e9F;         // taken off an attention that must not be
constexpr float kUnseen = 1e4F;      // taken off a nearness that does not count
constexpr float kAnyWeight = 1e30F;  // brings the smallest weight over 1

Matrix filled(const std::size_t rows, const std::size_t cols, const float value) {
    return {rows, cols, std::vector<float>(rows * cols, value)};
}

Matrix diagonal(const Matrix& values) {
    Matrix matrix(values.rows(), values.rows());
    for (std::size_t i = 0; i < values.rows(); ++i) {
        matrix.mutableRow(i)[i] = values.data()[i];
    }
    return matrix;
}

Matrix transposedOf(const Matrix& matrix) {
    Matrix result(matrix.cols(), matrix.rows());
    for (std::size_t row = 0; row < matrix.rows(); ++row) {
        for (std::size_t col = 0; col < matrix.cols(); ++col) {
            result.mutableRow(col)[row] = matrix.row(row)[col];
        }
    }
    return result;
}

Matrix rowsOf(const Matrix& matrix, const std::size_t begin, const std::size_t count) {
    const float* const data = matrix.data() + begin * matrix.cols();
    return {count, matrix.cols(), std::vector<float>(data, data + count * matrix.cols())};
}

/// Writes one network into graphs. Shapes are told as [rows, cols]; N stands for the products of a
/// graph, L for the length of a history.
class NetworkWriter {
  public:
    NetworkWriter(const ModelFile& model, const TrainOptions& options)
        : model_(model),
          options_(options),
          dim_(weight("out_norm.weight").rows()),
          length_(static_cast<std::size_t>(options.historyLength)) {
        for (const Modality modality : {Modality::Text, Modality::Image}) {
            if (hasSpace(model, modality)) {
                spaces_.emplace_back(modality, spaceFrom(model, modality));
            }
        }
    }

    void writeTower(OnnxGraph& graph) const;
    void writeScorer(OnnxGraph& graph) const;

  private:
    const Matrix& weight(const std::string& name) const { return model_.matrix("net." + name); }

    float number(const std::string& name) const { return weight(name).data()[0]; }

    Value linear(OnnxGraph& graph, const Value& x, const std::string& name) const {
        return graph.linear(x, weight(name + ".weight"), weight(name + ".bias"));
    }

    Value norm(OnnxGraph& graph, const Value& x, const std::string& name) const;
    Value content(OnnxGraph& graph, Modality modality, const ContentSpace& space) const;
    Value token(OnnxGraph& graph, Modality modality, const Value& content) const;
    Value facts(OnnxGraph& graph) const;
    Value fused(OnnxGraph& graph, const std::vector<Value>& tokens) const;
    Value attended(OnnxGraph& graph, const std::vector<Value>& tokens) const;
    Value gated(OnnxGraph& graph, const std::vector<Value>& tokens) const;
    Value shopper(OnnxGraph& graph, const Value& z, const Value& liked) const;
    Value lastState(OnnxGraph& graph, const Value& x, const Value& seen) const;
    Value selfAttention(OnnxGraph& graph, const Value& x, const Value& hidden, int layer) const;
    Value head(OnnxGraph& graph, const Value& u, const Value& z) const;
    Value likedNearness(OnnxGraph& graph,
                        const Value& history,
                        const Value& weights,
                        const Value& candidates,
                        const Value& one,
                        std::size_t width) const;
    Value dislikedNearness(OnnxGraph& graph,
                           const Value& history,
                           const Value& weights,
                           const Value& candidates,
                           std::size_t width) const;
    Value withContents(OnnxGraph& graph,
                       const Value& score,
                       const Value& liked,
                       const Value& one) const;

    const ModelFile& model_;
    const TrainOptions& options_;
    std::size_t dim_;
    std::size_t length_;
    std::vector<std::pair<Modality, ContentSpace>> spaces_;
};

// 1 where a weight is above zero, else 0.
Value isAbove(OnnxGraph& graph, const Value& weights) {
    return graph.clipped(graph.scaled(weights, kAnyWeight), 0, 1);
}

// [n, 1] -> [n, cols].
Value widened(OnnxGraph& graph, const Value& column, const std::size_t cols) {
    return graph.product(column, filled(1, cols, 1));
}

// x + matrix, as one row: the reader of OpenCV takes no other constants there.
Value plus(OnnxGraph& graph, const Value& x, const Matrix& matrix) {
    const std::size_t size = matrix.rows() * matrix.cols();
    const Matrix flat(1, size, std::vector<float>(matrix.data(), matrix.data() + size));
    const Value sum =
        graph.add(graph.reshaped(x, {1, static_cast<std::int64_t>(size)}), graph.constant(flat));
    return graph.reshaped(
        sum, {static_cast<std::int64_t>(matrix.rows()), static_cast<std::int64_t>(matrix.cols())});
}

Value sumOf(OnnxGraph& graph, const std::vector<Value>& values) {
    Value sum = values.front();
    for (std::size_t i = 1; i < values.size(); ++i) {
        sum = graph.add(sum, values[i]);
    }
    return sum;
}

// Layer norm by matrices: x (I - J/d) takes the mean off, its squares times J/d are the variance.
Value NetworkWriter::norm(OnnxGraph& graph, const Value& x, const std::string& name) const {
    Matrix centring = filled(dim_, dim_, -1 / static_cast<float>(dim_));
    for (std::size_t i = 0; i < dim_; ++i) {
        centring.mutableRow(i)[i] += 1;
    }
    const Value centred = graph.product(x, centring);
    const Value variance = graph.product(graph.times(centred, centred),
                                         filled(dim_, dim_, 1 / static_cast<float>(dim_)));
    const Value deviation = graph.node("Sqrt", {graph.scaled(variance, 1, kEpsilon)});
    return graph.linear(graph.node("Div", {centred, deviation}),
                        diagonal(weight(name + ".weight")),
                        weight(name + ".bias"));
}

// What the encoder said -> centred, reduced and whitened, of length 1; zeros where it is missing.
Value NetworkWriter::content(OnnxGraph& graph,
                             const Modality modality,
                             const ContentSpace& space) const {
    const std::string word = wordOf(modality);
    const Matrix& projection = space.whitening.projection;
    const std::size_t width = projection.rows();
    const Value vector = graph.input(
        word, 0, width, fmt::format("what the encoder {} says of the {}", space.encoder, word));
    const Value has = "has_" + word;
    graph.input(has, 0, 1, fmt::format("1 where there is a {}, else 0", word));
    Matrix shift(projection.cols(), 1);  // - mean * projection
    for (std::size_t row = 0; row < width; ++row) {
        for (std::size_t col = 0; col < projection.cols(); ++col) {
            shift.mutableData()[col] -= space.whitening.mean.data()[row] * projection.row(row)[col];
        }
    }
    const Value reduced = graph.linear(vector, transposedOf(projection), shift);
    const std::size_t dim = projection.cols();
    const Value squares = graph.product(graph.times(reduced, reduced), filled(dim, dim, 1));
    const Value unit =
        graph.node("Div", {reduced, graph.node("Sqrt", {graph.scaled(squares, 1, 1e-30F)})});
    return graph.times(unit, widened(graph, has, dim));
}

Value NetworkWriter::token(OnnxGraph& graph, const Modality modality, const Value& content) const {
    const std::string word = wordOf(modality);
    const Value known = norm(graph, linear(graph, content, word), word + "_norm");
    const Value has = "has_" + word;
    const Value missing =
        graph.product(graph.scaled(has, -1, 1), transposedOf(weight("missing_" + word)));
    return graph.add(graph.times(known, widened(graph, has, dim_)), missing);
}

// Tables of the single facts and the layer above them are one matrix: each fact picks a row of it.
Value NetworkWriter::facts(OnnxGraph& graph) const {
    const auto sizes = factsFrom(model_).sizes();
    const auto total =
        static_cast<std::size_t>(std::accumulate(sizes.begin(), sizes.end(), std::int64_t{0}));
    const Matrix& above = weight("facts.weight");  // [dim, columns * width]
    Matrix together(dim_, total);
    std::size_t begin = 0;
    for (std::size_t column = 0; column < kFactColumns; ++column) {
        const Matrix& table = weight(fmt::format("fact_tables.{}.weight", column));
        for (std::size_t code = 0; code < table.rows(); ++code) {
            for (std::size_t out = 0; out < dim_; ++out) {
                together.mutableRow(out)[begin + code] = dotProduct(
                    table.row(code), above.row(out).subspan(column * table.cols(), table.cols()));
            }
        }
        begin += table.rows();
    }
    const Value ones = graph.input(
        "facts", 0, total, "1 at each fact of the product, see \"facts\" of the card; else 0");
    return norm(graph, graph.linear(ones, together, weight("facts.bias")), "facts_norm");
}

Value NetworkWriter::gated(OnnxGraph& graph, const std::vector<Value>& tokens) const {
    const Value shares = graph.nodeAlong(
        "Softmax", 1, {linear(graph, graph.nodeAlong("Concat", 1, tokens), "fuse_in")});
    std::vector<Value> parts;
    for (std::size_t token = 0; token < tokens.size(); ++token) {
        Matrix picking(tokens.size(), dim_);
        std::ranges::fill(picking.mutableRow(token), 1.0F);
        parts.push_back(graph.times(graph.product(shares, picking), tokens[token]));
    }
    return sumOf(graph, parts);
}

// Attention of a learned query over the tokens, a share for each of the heads.
Value NetworkWriter::attended(OnnxGraph& graph, const std::vector<Value>& tokens) const {
    if (tokens.size() == 1) {
        return linear(graph, tokens.front(), "fuse_in");
    }
    const std::size_t width = dim_ / kHeads;
    const float scale = 1 / std::sqrt(static_cast<float>(width));
    Matrix query(dim_, kHeads);
    Matrix spreading(kHeads, dim_);
    for (std::size_t i = 0; i < dim_; ++i) {
        query.mutableRow(i)[i / width] = weight("fuse_query").data()[i] * scale;
        spreading.mutableRow(i / width)[i] = 1;
    }
    std::vector<Value> scores;  // each [N, heads]
    for (const Value& token : tokens) {
        scores.push_back(graph.product(linear(graph, token, "fuse_key"), query));
    }
    const Value highest = graph.node("Max", scores);
    for (Value& score : scores) {
        score = graph.node("Exp", {graph.node("Sub", {score, highest})});
    }
    const Value total = sumOf(graph, scores);
    std::vector<Value> parts;
    for (std::size_t token = 0; token < tokens.size(); ++token) {
        const Value share = graph.product(graph.node("Div", {scores[token], total}), spreading);
        parts.push_back(graph.times(share, linear(graph, tokens[token], "fuse_in")));
    }
    return sumOf(graph, parts);
}

Value NetworkWriter::fused(OnnxGraph& graph, const std::vector<Value>& tokens) const {
    const auto rectified = [&](const Value& x) { return graph.node("Relu", {x}); };
    if (options_.fusion == "concat") {
        const Value together =
            tokens.size() == 1 ? tokens.front() : graph.nodeAlong("Concat", 1, tokens);
        return linear(graph, rectified(linear(graph, together, "fuse_in")), "fuse_out");
    }
    Value one;
    if (options_.fusion == "product") {
        one = tokens.front();
        for (std::size_t i = 1; i < tokens.size(); ++i) {
            one = graph.times(one, tokens[i]);
        }
    } else if (options_.fusion == "gate" && tokens.size() > 1) {
        one = gated(graph, tokens);
    } else if (options_.fusion == "attention") {
        one = attended(graph, tokens);
    } else {
        one = sumOf(graph, tokens);
    }
    return graph.add(one, linear(graph, rectified(one), "fuse_out"));
}

void NetworkWriter::writeTower(OnnxGraph& graph) const {
    std::vector<Value> tokens;  // each [N, dim]
    std::vector<std::pair<std::string, Value>> contents;
    for (const auto& [modality, space] : spaces_) {
        const Value x = content(graph, modality, space);
        contents.emplace_back(wordOf(modality), x);
        tokens.push_back(token(graph, modality, x));
    }
    if (model_.words.contains("facts")) {
        tokens.push_back(facts(graph));
    }
    const Value popularity = graph.input(
        "popularity", 0, 1, "log(1 + shoppers who met it in training); any number where not known");
    const Value known = graph.input("is_known", 0, 1, "1 where training met the product, else 0");
    const Value seen =
        graph.add(graph.times(popularity, known),
                  graph.scaled(known, -number("unknown_popularity"), number("unknown_popularity")));
    Value base = graph.scaled(seen, number("popularity_scale"), number("offset"));
    std::size_t begin = 0;
    for (const auto& [word, x] : contents) {
        const std::size_t width = weight(word + ".weight").cols();
        base = graph.add(base, graph.product(x, rowsOf(weight("leaning"), begin, width)));
        begin += width;
    }
    graph.output("z", norm(graph, fused(graph, tokens), "out_norm"), dim_, "the product's vector");
    for (const auto& [word, x] : contents) {
        graph.output(word + "_content",
                     x,
                     weight(word + ".weight").cols(),
                     fmt::format("its whitened {}, of length 1", word));
    }
    graph.output("base", base, 1, "what it scores without a shopper");
}

// Of one modality: the largest weighted cosine to what was liked, [N, 1]; 0 where nothing counts.
// What is taken off rows that do not count goes along as one more column, whose counterpart is 1.
Value NetworkWriter::likedNearness(OnnxGraph& graph,
                                   const Value& history,
                                   const Value& weights,
                                   const Value& candidates,
                                   const Value& one,
                                   const std::size_t width) const {
    const Value weighed = graph.times(history, widened(graph, weights, width));  // [L, width]
    const Value length = graph.product(graph.times(history, history), filled(width, 1, 1));
    const Value counts =
        graph.times(isAbove(graph, weights), graph.clipped(graph.scaled(length, 2, -0.5F), 0, 1));
    const Value penalised =
        graph.nodeAlong("Concat", 1, {weighed, graph.scaled(counts, kUnseen, -kUnseen)});
    const Value cosines = graph.product(graph.nodeAlong("Concat", 1, {candidates, one}),
                                        graph.transposed(penalised));  // [N, L]
    const Value any = graph.product(one, graph.largest(counts, 0));    // [N, 1]
    return graph.times(graph.largest(cosines, 1), any);
}

// The same to what was disliked, at least 0: rows that do not count are zero.
Value NetworkWriter::dislikedNearness(OnnxGraph& graph,
                                      const Value& history,
                                      const Value& weights,
                                      const Value& candidates,
                                      const std::size_t width) const {
    const Value weighed = graph.times(history, widened(graph, weights, width));
    const Value cosines = graph.product(candidates, graph.transposed(weighed));
    return graph.node("Relu", {graph.largest(cosines, 1)});
}

// One layer of a transformer's encoder (Vaswani et al. 2017, norm last), head by head.
Value NetworkWriter::selfAttention(OnnxGraph& graph,
                                   const Value& x,
                                   const Value& hidden,
                                   const int layer) const {
    const std::string name = fmt::format("encoder.layers.{}.", layer);
    const Matrix& in = weight(name + "self_attn.in_proj_weight");
    const Matrix& inBias = weight(name + "self_attn.in_proj_bias");
    const std::size_t width = dim_ / kHeads;
    const float scale = 1 / std::sqrt(static_cast<float>(width));
    const auto projected = [&](const std::size_t part, const std::size_t number) {
        const std::size_t begin = part * dim_ + number * width;
        return graph.linear(x, rowsOf(in, begin, width), rowsOf(inBias, begin, width));
    };
    std::vector<Value> heads;  // each [L, width]
    for (std::size_t number = 0; number < kHeads; ++number) {
        const Value scores = graph.scaled(
            graph.product(projected(0, number), graph.transposed(projected(1, number))), scale);
        const Value shares = graph.nodeAlong("Softmax", 1, {graph.add(scores, hidden)});
        heads.push_back(graph.product(shares, projected(2, number)));
    }
    const Value attended =
        linear(graph, graph.nodeAlong("Concat", 1, heads), name + "self_attn.out_proj");
    const Value first = norm(graph, graph.add(x, attended), name + "norm1");
    const Value inner = graph.node("Relu", {linear(graph, first, name + "linear1")});
    return norm(graph, graph.add(first, linear(graph, inner, name + "linear2")), name + "norm2");
}

// What a GRU or a transformer makes of the history, [1, dim].
Value NetworkWriter::lastState(OnnxGraph& graph, const Value& x, const Value& seen) const {
    Matrix last(length_, 1);
    last.mutableData()[length_ - 1] = 1;
    const auto newest = [&](const Value& states) {  // readers want constants on the right
        return graph.transposed(graph.product(graph.transposed(states), last));
    };
    if (options_.history == "gru") {
        return newest(graph.gru(x,
                                length_,
                                weight("gru.weight_ih_l0"),
                                weight("gru.weight_hh_l0"),
                                weight("gru.bias_ih_l0"),
                                weight("gru.bias_hh_l0")));
    }
    // Taken off: what came later, and places without an event but for the newest.
    Matrix closable = filled(1, length_, 1);
    closable.mutableData()[length_ - 1] = 0;
    Matrix future(length_, length_);
    for (std::size_t row = 0; row < length_; ++row) {
        std::ranges::fill(future.mutableRow(row).subspan(row + 1), -kFar);
    }
    const Value closed = graph.times(graph.transposed(graph.scaled(seen, kFar, -kFar)),
                                     graph.constant(closable));  // [1, L]
    const Value keys = widened(graph, graph.transposed(closed), length_);
    const Value hidden = plus(graph, graph.transposed(keys), future);
    Value state = plus(graph, x, weight("place"));
    for (int layer = 0; layer < 2; ++layer) {
        state = selfAttention(graph, state, hidden, layer);
    }
    return newest(state);
}

// z [L, dim], liked [L, 1] -> u [1, dim].
Value NetworkWriter::shopper(OnnxGraph& graph, const Value& z, const Value& liked) const {
    const Value row = graph.transposed(liked);                      // [1, L]
    const Value total = graph.product(row, filled(length_, 1, 1));  // [1, 1]
    const Value any = widened(graph, isAbove(graph, total), dim_);  // [1, dim]
    const Value least = widened(graph, graph.clipped(total, 1e-6F, 1e30F), dim_);
    const Value mean = graph.node("Div", {graph.product(row, z), least});
    const Value cold =
        graph.times(graph.scaled(any, -1, 1), graph.constant(transposedOf(weight("cold"))));
    const Value usual = graph.add(graph.times(mean, any), cold);
    if (options_.history == "mean") {
        return usual;
    }
    const Value seen = isAbove(graph, liked);
    const Value x =
        graph.times(graph.add(z, graph.product(liked, transposedOf(weight("event_weight")))),
                    widened(graph, seen, dim_));
    return graph.add(usual, graph.times(lastState(graph, x, seen), any));
}

// u [N, dim] (the same in each row), z [N, dim] -> [N, 1].
Value NetworkWriter::head(OnnxGraph& graph, const Value& u, const Value& z) const {
    if (options_.head == "dot") {
        return graph.product(graph.times(u, z), filled(dim_, 1, number("head_scale")));
    }
    const auto part = [&](const Value& x, const char* const name) {
        return graph.product(x, transposedOf(weight(std::string(name) + ".weight")));
    };
    const Value distance = graph.node("Abs", {graph.node("Sub", {u, z})});
    const Value hidden = sumOf(graph,
                               {linear(graph, u, "head_user"),
                                part(z, "head_item"),
                                part(graph.times(u, z), "head_product"),
                                part(distance, "head_distance")});
    return linear(graph, graph.node("Relu", {hidden}), "head_out");
}

// t A x_history . B x_item and the nearness of each modality, added to `score` [N, 1].
Value NetworkWriter::withContents(OnnxGraph& graph,
                                  const Value& score,
                                  const Value& liked,
                                  const Value& one) const {
    const Value disliked =
        graph.input("disliked",
                    length_,
                    1,
                    "weights of what was disliked, else 0: the power of the days alone");
    const Value row = graph.transposed(liked);
    const Value total = graph.clipped(graph.product(row, filled(length_, 1, 1)), 1e-6F, 1e30F);
    const float* const scales = weight("near_scale").data();
    std::vector<Value> near;
    std::vector<Value> shares;   // of the modalities that a product has: unit rows, or zero
    std::vector<Value> given;    // parts of A x_history, each [1, dim]
    std::vector<Value> offered;  // parts of B x_item, each [N, dim]
    std::size_t begin = 0;
    for (const auto& [modality, space] : spaces_) {
        const std::string word = wordOf(modality);
        const std::size_t width = weight(word + ".weight").cols();
        const Value history = graph.input(
            "history_" + word, length_, width, fmt::format("\"{}_content\" of the history", word));
        const Value content =
            graph.input(word, 0, width, fmt::format("\"{}_content\" of the candidates", word));
        const std::size_t place = modality == Modality::Text ? 0 : 2;
        near.push_back(
            graph.scaled(likedNearness(graph, history, liked, content, one, width), scales[place]));
        near.push_back(graph.scaled(dislikedNearness(graph, history, disliked, content, width),
                                    scales[place + 1]));
        const float share = modality == Modality::Text ? kTextShare : kImageShare;
        shares.push_back(graph.product(graph.times(content, content), filled(width, 1, share)));
        given.push_back(graph.product(graph.product(row, history),
                                      rowsOf(weight("taste_history"), begin, width)));
        offered.push_back(graph.product(content, rowsOf(weight("taste_item"), begin, width)));
        begin += width;
    }
    std::vector<Value> sum{score};
    if (shares.size() == 1) {
        sum.insert(sum.end(), near.begin(), near.end());
    } else {
        const Value own = graph.clipped(sumOf(graph, shares), kImageShare, 1);
        sum.push_back(graph.node("Div", {sumOf(graph, near), own}));
    }
    const Value taste =
        graph.scaled(graph.node("Div", {sumOf(graph, given), widened(graph, total, dim_)}),
                     number("taste_scale"));
    sum.push_back(graph.product(graph.times(graph.product(one, taste), sumOf(graph, offered)),
                                filled(dim_, 1, 1)));
    return sumOf(graph, sum);
}

void NetworkWriter::writeScorer(OnnxGraph& graph) const {
    const Value history =
        graph.input("history_z", length_, dim_, "\"z\" of the history's products");
    const Value liked =
        graph.input("liked",
                    length_,
                    1,
                    "weights of what was not disliked, else 0: history_decay to the power of the "
                    "days from the product's latest event to the newest of all, times 1/3 for a "
                    "view, 2/3 for a cart, 1 for a purchase or like (the strongest counts)");
    const Value z = graph.input("z", 0, dim_, "\"z\" of the candidates");
    const Value base = graph.input("base", 0, 1, "\"base\" of the candidates");
    const Value one = graph.scaled(graph.scaled(base, 0), 1, 1);  // [N, 1]
    const Value u = graph.product(one, shopper(graph, history, liked));
    Value score = graph.add(base, head(graph, u, z));
    if (!spaces_.empty()) {
        score = withContents(graph, score, liked, one);
    }
    graph.output("score", score, 1, "the model's own; higher is better");
    if (const std::optional<Calibration> calibration = calibrationFrom(model_)) {
        const Value logit = graph.scaled(
            score, static_cast<float>(calibration->slope), static_cast<float>(calibration->offset));
        graph.output("probability",
                     graph.node("Sigmoid", {logit}),
                     1,
                     "calibrated likelihood of preference");
    }
}

}  // namespace

OnnxModel onnxModelOf(const ModelFile& model, const TrainOptions& options) {
    if (options.kind != "multimodal") {
        throw Error(ErrorKind::Input,
                    fmt::format("ONNX is written of the model multimodal, and this is {}: export "
                                "it as safetensors.",
                                options.kind));
    }
    if (options.shopperVectors) {
        throw Error(ErrorKind::Input,
                    "ONNX has no place for the shoppers' own vectors of this run: export it as "
                    "safetensors, or train it without model.shopper_vectors.");
    }
    const NetworkWriter writer(model, options);
    OnnxGraph tower("item_tower", "Haberdash: a product's vectors from what is known of it");
    writer.writeTower(tower);
    OnnxGraph scorer("scorer", "Haberdash: scores of products for a shopper's history");
    writer.writeScorer(scorer);
    const Json properties = {{"config", model.word("config")}};
    return {tower.bytes(properties),
            scorer.bytes(properties),
            {{"inputs", tower.inputs()}, {"outputs", tower.outputs()}},
            {{"inputs", scorer.inputs()}, {"outputs", scorer.outputs()}}};
}

}  // namespace haberdash
