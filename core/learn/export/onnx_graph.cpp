// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/export/onnx_graph.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <onnx/onnx_pb.h>

namespace haberdash {

namespace {

constexpr int kOpset = 10;
constexpr int kIrVersion = 5;  // the one of that opset
constexpr const char* kFree = "products";

Json shapeOf(const std::size_t rows, const std::size_t cols) {
    return Json::array({rows == 0 ? Json(kFree) : Json(rows), cols});
}

void describe(onnx::ValueInfoProto& value,
              const std::string& name,
              const std::size_t rows,
              const std::size_t cols,
              const std::string& meaning) {
    value.set_name(name);
    value.set_doc_string(meaning);
    auto* const tensor = value.mutable_type()->mutable_tensor_type();
    tensor->set_elem_type(onnx::TensorProto::FLOAT);
    auto* const first = tensor->mutable_shape()->add_dim();
    if (rows == 0) {
        first->set_dim_param(kFree);
    } else {
        first->set_dim_value(static_cast<std::int64_t>(rows));
    }
    tensor->mutable_shape()->add_dim()->set_dim_value(static_cast<std::int64_t>(cols));
}

void addInteger(onnx::NodeProto& node, const char* const name, const std::int64_t value) {
    onnx::AttributeProto* const attribute = node.add_attribute();
    attribute->set_name(name);
    attribute->set_type(onnx::AttributeProto::INT);
    attribute->set_i(value);
}

void addNumber(onnx::NodeProto& node, const char* const name, const float value) {
    onnx::AttributeProto* const attribute = node.add_attribute();
    attribute->set_name(name);
    attribute->set_type(onnx::AttributeProto::FLOAT);
    attribute->set_f(value);
}

void addIntegers(onnx::NodeProto& node,
                 const char* const name,
                 const std::vector<std::int64_t>& values) {
    onnx::AttributeProto* const attribute = node.add_attribute();
    attribute->set_name(name);
    attribute->set_type(onnx::AttributeProto::INTS);
    for (const std::int64_t value : values) {
        attribute->add_ints(value);
    }
}

// PyTorch's gates are reset, update, new; ONNX's are update, reset, hidden.
std::vector<float> gatesInOrder(const Matrix& matrix) {
    const std::size_t gate = matrix.rows() / 3 * matrix.cols();
    const float* const data = matrix.data();
    std::vector<float> ordered(data + gate, data + 2 * gate);
    ordered.insert(ordered.end(), data, data + gate);
    ordered.insert(ordered.end(), data + 2 * gate, data + 3 * gate);
    return ordered;
}

}  // namespace

struct OnnxGraph::Parts {
    onnx::ModelProto model;

    onnx::GraphProto& graph() { return *model.mutable_graph(); }

    std::string fresh() { return fmt::format("v{}", ++values); }

    onnx::NodeProto& add(const std::string& operation, const std::vector<Value>& arguments) {
        onnx::NodeProto* const node = graph().add_node();
        node->set_op_type(operation);
        node->set_name(fmt::format("{}_{}", operation, graph().node_size()));
        for (const Value& argument : arguments) {
            node->add_input(argument);
        }
        node->add_output(fresh());
        return *node;
    }

    Value constant(const std::vector<std::int64_t>& shape, const float* const numbers) {
        onnx::TensorProto* const tensor = graph().add_initializer();
        tensor->set_name(fresh());
        tensor->set_data_type(onnx::TensorProto::FLOAT);
        std::size_t size = sizeof(float);
        for (const std::int64_t length : shape) {
            tensor->add_dims(length);
            size *= static_cast<std::size_t>(length);
        }
        tensor->set_raw_data(numbers, size);
        return tensor->name();
    }

    Value integers(const std::vector<std::int64_t>& values_) {
        onnx::TensorProto* const tensor = graph().add_initializer();
        tensor->set_name(fresh());
        tensor->set_data_type(onnx::TensorProto::INT64);
        tensor->add_dims(static_cast<std::int64_t>(values_.size()));
        tensor->set_raw_data(values_.data(), values_.size() * sizeof(std::int64_t));
        return tensor->name();
    }

    std::size_t values = 0;
};

OnnxGraph::OnnxGraph(const std::string& name, const std::string& description)
    : parts_(std::make_unique<Parts>()) {
    onnx::ModelProto& model = parts_->model;
    model.set_ir_version(kIrVersion);
    model.set_producer_name("haberdash");
    model.add_opset_import()->set_version(kOpset);
    model.mutable_graph()->set_name(name);
    model.mutable_graph()->set_doc_string(description);
    model.set_doc_string(description);
}

OnnxGraph::~OnnxGraph() = default;

OnnxGraph::Value OnnxGraph::input(const std::string& name,
                                  const std::size_t rows,
                                  const std::size_t cols,
                                  const std::string& meaning) {
    describe(*parts_->graph().add_input(), name, rows, cols, meaning);
    inputs_.push_back({{"name", name},
                       {"type", "float32"},
                       {"shape", shapeOf(rows, cols)},
                       {"meaning", meaning}});
    return name;
}

void OnnxGraph::output(const std::string& name,
                       const Value& value,
                       const std::size_t cols,
                       const std::string& meaning) {
    onnx::NodeProto* const node = parts_->graph().add_node();
    node->set_op_type("Identity");
    node->set_name(name);
    node->add_input(value);
    node->add_output(name);
    describe(*parts_->graph().add_output(), name, 0, cols, meaning);
    outputs_.push_back(
        {{"name", name}, {"type", "float32"}, {"shape", shapeOf(0, cols)}, {"meaning", meaning}});
}

OnnxGraph::Value OnnxGraph::constant(const Matrix& matrix) {
    return parts_->constant(
        {static_cast<std::int64_t>(matrix.rows()), static_cast<std::int64_t>(matrix.cols())},
        matrix.data());
}

OnnxGraph::Value OnnxGraph::node(const std::string& operation,
                                 const std::vector<Value>& arguments) {
    return parts_->add(operation, arguments).output(0);
}

OnnxGraph::Value OnnxGraph::nodeAlong(const std::string& operation,
                                      const std::int64_t axis,
                                      const std::vector<Value>& arguments) {
    onnx::NodeProto& added = parts_->add(operation, arguments);
    addInteger(added, "axis", axis);
    return added.output(0);
}

OnnxGraph::Value OnnxGraph::linear(const Value& x, const Matrix& weight, const Matrix& bias) {
    onnx::NodeProto& added =
        parts_->add("Gemm",
                    {x,
                     constant(weight),
                     parts_->constant({static_cast<std::int64_t>(bias.rows())}, bias.data())});
    addInteger(added, "transB", 1);
    return added.output(0);
}

OnnxGraph::Value OnnxGraph::scaled(const Value& x, const float factor, const float offset) {
    const Value multiplied = factor == 1 ? x : node("Mul", {x, parts_->constant({1}, &factor)});
    return offset == 0 ? multiplied : node("Add", {multiplied, parts_->constant({1}, &offset)});
}

OnnxGraph::Value OnnxGraph::clipped(const Value& x, const float low, const float high) {
    onnx::NodeProto& added = parts_->add("Clip", {x});
    addNumber(added, "min", low);
    addNumber(added, "max", high);
    return added.output(0);
}

OnnxGraph::Value OnnxGraph::transposed(const Value& x) {
    onnx::NodeProto& added = parts_->add("Transpose", {x});
    addIntegers(added, "perm", {1, 0});
    return added.output(0);
}

OnnxGraph::Value OnnxGraph::largest(const Value& x, const std::int64_t axis) {
    onnx::NodeProto& added = parts_->add("ReduceMax", {x});
    addIntegers(added, "axes", {axis});
    addInteger(added, "keepdims", 1);
    return added.output(0);
}

OnnxGraph::Value OnnxGraph::reshaped(const Value& x, const std::vector<std::int64_t>& shape) {
    return node("Reshape", {x, parts_->integers(shape)});
}

OnnxGraph::Value OnnxGraph::gru(const Value& x,
                                const std::size_t length,
                                const Matrix& inputWeight,
                                const Matrix& stateWeight,
                                const Matrix& inputBias,
                                const Matrix& stateBias) {
    const auto dim = static_cast<std::int64_t>(stateWeight.cols());
    const auto width = static_cast<std::int64_t>(inputWeight.cols());
    const auto steps = static_cast<std::int64_t>(length);
    std::vector<float> bias = gatesInOrder(inputBias);
    const std::vector<float> second = gatesInOrder(stateBias);
    bias.insert(bias.end(), second.begin(), second.end());
    onnx::NodeProto& added =
        parts_->add("GRU",
                    {reshaped(x, {steps, 1, width}),
                     parts_->constant({1, 3 * dim, width}, gatesInOrder(inputWeight).data()),
                     parts_->constant({1, 3 * dim, dim}, gatesInOrder(stateWeight).data()),
                     parts_->constant({1, 6 * dim}, bias.data()),
                     "",  // all steps
                     parts_->constant({1, 1, dim}, std::vector<float>(stateWeight.cols()).data())});
    addInteger(added, "hidden_size", dim);
    addInteger(added, "linear_before_reset", 1);
    return reshaped(added.output(0), {steps, dim});
}

std::string OnnxGraph::bytes(const Json& properties) const {
    onnx::ModelProto model = parts_->model;
    for (const auto& [key, value] : properties.items()) {
        onnx::StringStringEntryProto* const entry = model.add_metadata_props();
        entry->set_key(key);
        entry->set_value(value.is_string() ? value.get<std::string>() : value.dump());
    }
    return model.SerializeAsString();
}

}  // namespace haberdash
