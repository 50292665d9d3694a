// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/safetensors.h"

#include <filesystem>
#include <string>

namespace haberdash {

/// Opens a person's weights, safetensors or PyTorch's .pth by their first bytes, whatever the name
/// of the file. Wrappers that training programs put around names ("state_dict.", "module.", ...)
/// are taken off where every tensor in them has one. Throws Error(NotFound, Disk, or Input with
/// what is wrong with the file).
Safetensors openWeights(const std::filesystem::path& file);

}  // namespace haberdash
