// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/json.h"
#include "core/data/base/matrix.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace haberdash {

/// An ONNX graph (opset 10, float32) while it is written down: each call adds a node and gives the
/// name of its result. Everything is two-dimensional, and what is added or multiplied has equal
/// shapes: readers differ in how they broadcast, and some do not (OpenCV's).
class OnnxGraph {
  public:
    using Value = std::string;

    OnnxGraph(const std::string& name, const std::string& description);
    ~OnnxGraph();
    OnnxGraph(const OnnxGraph&) = delete;
    OnnxGraph& operator=(const OnnxGraph&) = delete;

    /// [rows, cols]; rows 0: as many as are given, all of them alike ("products").
    Value input(const std::string& name,
                std::size_t rows,
                std::size_t cols,
                const std::string& meaning);
    void output(const std::string& name,
                const Value& value,
                std::size_t cols,
                const std::string& meaning);

    Value constant(const Matrix& matrix);

    /// Any operator with two-dimensional arguments and without attributes.
    Value node(const std::string& operation, const std::vector<Value>& arguments);
    Value nodeAlong(const std::string& operation,
                    std::int64_t axis,
                    const std::vector<Value>& arguments);

    Value add(const Value& a, const Value& b) { return node("Add", {a, b}); }

    Value times(const Value& a, const Value& b) { return node("Mul", {a, b}); }

    Value product(const Value& a, const Value& b) { return node("MatMul", {a, b}); }

    Value product(const Value& a, const Matrix& b) { return product(a, constant(b)); }

    /// x weight^T + bias; weight [out, in], bias [out, 1].
    Value linear(const Value& x, const Matrix& weight, const Matrix& bias);

    /// factor x + offset.
    Value scaled(const Value& x, float factor, float offset = 0);
    Value clipped(const Value& x, float low, float high);
    Value transposed(const Value& x);

    /// The largest along an axis, [1, n] or [n, 1].
    Value largest(const Value& x, std::int64_t axis);
    Value reshaped(const Value& x, const std::vector<std::int64_t>& shape);

    /// All states [length, dim] of a GRU, whose weights are as PyTorch keeps them: gates reset,
    /// update, new. x [length, dim].
    Value gru(const Value& x,
              std::size_t length,
              const Matrix& inputWeight,
              const Matrix& stateWeight,
              const Matrix& inputBias,
              const Matrix& stateBias);

    /// [{"name", "type", "shape", "meaning"}…]; a free number of rows is the word "products".
    const Json& inputs() const noexcept { return inputs_; }

    const Json& outputs() const noexcept { return outputs_; }

    /// The file's bytes. `properties` become its metadata.
    std::string bytes(const Json& properties) const;

  private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
    Json inputs_ = Json::array();
    Json outputs_ = Json::array();
};

}  // namespace haberdash
