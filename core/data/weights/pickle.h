// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The part of Python's pickle format that a state dict consists of. A pickle is a program for a
// stack machine that can name and call anything in Python; this reader knows the handful of names
// that stand for a tensor, calls nothing, and refuses every other name and instruction.

#include "core/data/base/safetensors.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace haberdash {

/// A tensor as pickled: where its numbers lie, not the numbers.
struct PickledTensor {
    std::string storage;  ///< the storage's key
    DType dtype = DType::F32;
    std::size_t storageCount = 0;  ///< numbers in the whole storage
    std::size_t offset = 0;        ///< of its first number in the storage
    std::vector<std::size_t> shape;
    std::size_t count = 0;  ///< product of shape; offset + count <= storageCount
};

struct PickledTensors {
    std::vector<std::pair<std::string, PickledTensor>> tensors;  ///< "outer.inner" of nested dicts
    std::size_t length = 0;                                      ///< bytes that the pickle took
};

/// Reads the pickle at the beginning of `bytes`: tensors in dicts, and beside them only numbers,
/// texts, lists. Refused with Error(Input) that calls the file `name`: other instructions or names
/// (a whole pickled module above all), more than 1 MB, tensors that are not contiguous or reach out
/// of their storage, one name twice.
PickledTensors readTensorPickle(std::string_view bytes, const std::string& name);

/// A pickle of a list of texts, as legacy files have one of their storages' keys.
struct PickledTexts {
    std::vector<std::string> texts;
    std::size_t length = 0;
};

PickledTexts readTextsPickle(std::string_view bytes, const std::string& name);

/// The length of a pickle of numbers and texts that nobody wants. Refuses as the others do.
std::size_t skipPickle(std::string_view bytes, const std::string& name);

}  // namespace haberdash
