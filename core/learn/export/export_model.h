// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/json.h"
#include "core/data/store/project.h"

#include <filesystem>
#include <string>
#include <vector>

namespace haberdash {

enum class ModelFormat {
    Safetensors,  ///< TO: the run's numbers as it keeps them
    Onnx,         ///< TO: the scorer; beside it NAME.items.onnx, the item tower
    Npy           ///< TO: the products' vectors [products, dim], in the order of "ids" of the card
};

struct ExportedModel {
    std::vector<std::filesystem::path> files;  ///< the card (TO.json) last
    std::size_t rows = 0;                      ///< tensors, graphs or products
};

/// Writes a trained run for other programs, and beside it its card, a JSON object:
///   what, licence, run, kind, created, options, dataset, metrics, encoders, facts, files
/// and for safetensors "tensors" [{name, type, shape}], for ONNX "item_tower" and "scorer" with
/// their inputs and outputs, for vectors "ids", and "bias" where a score is x . y + bias.
/// Throws Error(NotFound, Unavailable) without a model, Error(Input) for a kind of model that has
/// nothing of the form, Error(Disk).
ExportedModel exportModel(Project& project,
                          const std::string& run,
                          ModelFormat format,
                          const std::filesystem::path& to);

}  // namespace haberdash
