// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// safetensors (https://github.com/huggingface/safetensors): u64 little-endian header length, a JSON
// header {name: {dtype, shape, data_offsets}}, raw data. It holds no code, keeps names and maps
// into memory, so it is the one container for features, weights and checkpoints.

#include "core/data/base/files.h"
#include "core/data/base/matrix.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace haberdash {

enum class DType { F32, F16, I64, I32, U8 };

/// One tensor; `bytes` shows memory of whoever made it.
struct TensorView {
    DType dtype = DType::F32;
    std::vector<std::size_t> shape;
    std::string_view bytes;  ///< row-major, little-endian; size = product(shape) * width of dtype
};

/// A file opened for reading, mapped, checked whole on opening: header of at most 1 MB, no
/// duplicate names, offsets that neither overlap nor leave holes, shapes whose size does not
/// overflow and equals the bytes given. Immutable; any thread.
class Safetensors {
  public:
    /// Throws Error(NotFound, Disk, or Input with what is wrong with the file).
    static Safetensors open(const std::filesystem::path& file);

    /// The same on bytes that `keeper` keeps alive; `name` is used in messages.
    static Safetensors parse(std::string_view bytes,
                             std::shared_ptr<const void> keeper,
                             const std::string& name);

    /// Tensors that another reader of files checked, shown in the same way (see weights_file.h).
    static Safetensors of(std::map<std::string, TensorView> tensors,
                          std::shared_ptr<const void> keeper,
                          std::string name);

    bool has(const std::string& name) const { return tensors_.contains(name); }

    /// Throws Error(Model) when there is no such tensor. The view lives as long as this object.
    const TensorView& tensor(const std::string& name) const;

    /// A float32 [rows, cols] (or [rows]: cols 1) without a copy (when its bytes lie aligned),
    /// float16 converted.
    Matrix matrix(const std::string& name) const;

    /// Int64 values of a one-dimensional tensor.
    std::vector<std::int64_t> integers(const std::string& name) const;

    const std::map<std::string, TensorView>& tensors() const noexcept { return tensors_; }

    /// The header's "__metadata__": text to text.
    const std::map<std::string, std::string>& metadata() const noexcept { return metadata_; }

  private:
    std::string name_;
    std::shared_ptr<const void> keeper_;
    std::map<std::string, TensorView> tensors_;
    std::map<std::string, std::string> metadata_;
};

/// The numbers of a float32 or float16 tensor. Throws Error(Model) for other types.
std::vector<float> floatsOf(const TensorView& tensor);

/// Writes atomically (see writeFileAtomically). The same input gives the same bytes.
void writeSafetensors(const std::filesystem::path& file,
                      const std::map<std::string, TensorView>& tensors,
                      const std::map<std::string, std::string>& metadata);

/// A view of a matrix or of a vector of integers, for writeSafetensors(); borrows.
TensorView viewOf(const Matrix& matrix);
TensorView viewOf(const std::vector<std::int64_t>& values);

}  // namespace haberdash
