// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/model/model_file.h"

#include "core/data/base/error.h"
#include "core/data/base/safetensors.h"

#include <fmt/format.h>

namespace haberdash {

namespace {

template <class Map>
const auto& entryOf(const Map& map, const std::string& name) {
    const auto found = map.find(name);
    if (found == map.end()) {
        throw Error(ErrorKind::Model,
                    fmt::format("The model file lacks \"{}\"; train the run again.", name));
    }
    return found->second;
}

}  // namespace

const Matrix& ModelFile::matrix(const std::string& name) const {
    return entryOf(matrices, name);
}

const std::vector<std::int64_t>& ModelFile::integersOf(const std::string& name) const {
    return entryOf(integers, name);
}

const std::string& ModelFile::word(const std::string& name) const {
    return entryOf(words, name);
}

void writeModel(const std::filesystem::path& file, const ModelFile& model) {
    std::map<std::string, TensorView> tensors;
    for (const auto& [name, matrix] : model.matrices) {
        tensors.emplace(name, viewOf(matrix));
    }
    for (const auto& [name, values] : model.integers) {
        tensors.emplace(name, viewOf(values));
    }
    writeSafetensors(file, tensors, model.words);
}

ModelFile readModel(const std::filesystem::path& file) {
    const Safetensors stored = Safetensors::open(file);
    ModelFile model;
    model.words = stored.metadata();
    for (const auto& [name, tensor] : stored.tensors()) {
        if (tensor.dtype == DType::I64) {
            model.integers.emplace(name, stored.integers(name));
        } else {
            model.matrices.emplace(name, stored.matrix(name));
        }
    }
    return model;
}

}  // namespace haberdash
