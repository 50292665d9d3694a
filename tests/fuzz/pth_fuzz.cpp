// SPDX-License-Identifier: GPL-3.0-or-later
// libFuzzer target: whatever the bytes are, the reader of PyTorch's weights gives tensors that lie
// within them or refuses with an Error. The first byte says what the rest is: a file, or a pickle
// that is put into an otherwise whole archive, past whose checksums no mutation gets.
#include "core/data/base/error.h"
#include "core/data/weights/pth.h"
#include "tests/core/data/weights/pth_writer.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

namespace {

using namespace haberdash;

void read(const std::string& bytes) {
    try {
        for (const auto& [name, tensor] : parsePth(bytes, "fuzz")) {
            const char* const begin = tensor.bytes.data();
            if (!tensor.bytes.empty() &&
                (begin < bytes.data() ||
                 begin + tensor.bytes.size() > bytes.data() + bytes.size())) {
                std::abort();
            }
        }
    } catch (const Error& error) {
        if (error.kind() != ErrorKind::Input) {
            std::abort();
        }
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, const std::size_t size) {
    if (size == 0) {
        return 0;
    }
    const std::string rest(reinterpret_cast<const char*>(data) + 1, size - 1);
    if (data[0] % 2 == 0) {
        read(rest);
    } else {
        read(test::archive(rest, {{"m/data/0", std::string(16, '\1')}}));
    }
    return 0;
}
