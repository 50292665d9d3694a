// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/safetensors.h"

#include <map>
#include <string>

namespace haberdash {

/// The graph's tensors under the names that UseNetwork reads, kernels as [in, out]. Throws
/// Error(Input) when one is missing.
std::map<std::string, TensorView> renamedUseTensors(const std::map<std::string, TensorView>& graph);

}  // namespace haberdash
