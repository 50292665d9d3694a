// SPDX-License-Identifier: GPL-3.0-or-later
// libFuzzer target: whatever the bytes are, the reader gives tensors that lie within them or
// refuses with an Error.
#include "core/data/base/error.h"
#include "core/data/base/safetensors.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>

namespace {

using namespace haberdash;

void readAll(const Safetensors& file) {
    for (const auto& [name, tensor] : file.tensors()) {
        try {
            if (tensor.dtype == DType::I64) {
                file.integers(name);
            } else if (file.matrix(name).rows() != tensor.shape[0]) {
                std::abort();
            }
        } catch (const Error& error) {
            if (error.kind() != ErrorKind::Model) {
                std::abort();
            }
        }
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, const std::size_t size) {
    const auto kept =
        std::make_shared<const std::string>(reinterpret_cast<const char*>(data), size);
    try {
        readAll(Safetensors::parse(*kept, kept, "fuzz"));
    } catch (const Error& error) {
        if (error.kind() != ErrorKind::Input) {
            std::abort();
        }
    }
    return 0;
}
