// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// PyTorch's own weights files, as torchvision hands them out: torch.save(model.state_dict()), in
// the archive form of today and the legacy form of before 2020. Nothing in them is run (pickle.h).

#include "core/data/base/safetensors.h"

#include <map>
#include <string>
#include <string_view>

namespace haberdash {

/// True when the bytes begin as one of the two forms does.
bool looksLikePth(std::string_view bytes) noexcept;

/// The tensors of a state dict by name, as views of `bytes`; those of nested dicts are named
/// "outer.inner". Refused with Error(Input) that calls the file `name` and says how to save the
/// weights instead: TorchScript, whole pickled modules, anything but tensors in dicts; storages
/// that are missing or of another size than said; tensors that overlap without being the same.
std::map<std::string, TensorView> parsePth(std::string_view bytes, const std::string& name);

}  // namespace haberdash
