// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/weights/pth.h"

#include "core/data/base/error.h"
#include "core/data/weights/pickle.h"
#include "core/data/weights/stored_zip.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <vector>

namespace haberdash {

namespace {

// Pickles of protocol 2 of the numbers 0x1950a86a20f9469cfc6c and 1001, which begin a legacy file.
constexpr std::string_view kLegacyHead(
    "\x80\x02\x8A\x0A\x6C\xFC\x9C\x46\xF9\x20\x6A\xA8\x50\x19\x2E\x80\x02\x4D\xE9\x03\x2E", 21);

[[noreturn]] void refuse(const std::string& name, const std::string& reason) {
    throw Error(ErrorKind::Input,
                fmt::format("{} is not a weights file that can be trusted: {}. In Python, save the "
                            "weights alone: safetensors.torch.save_file(model.state_dict(), "
                            "\"weights.safetensors\").",
                            name,
                            reason));
}

std::size_t widthOf(const DType dtype) {
    switch (dtype) {
        case DType::I64:
            return 8;
        case DType::F16:
            return 2;
        case DType::U8:
            return 1;
        case DType::F32:
        case DType::I32:
            break;
    }
    return 4;
}

using Storages = std::map<std::string, std::string_view>;

// Tied weights are one place under two names; anything else that shares numbers is no state dict.
void checkNoOverlap(std::vector<std::string_view> places, const std::string& name) {
    std::erase_if(places, [](const std::string_view place) { return place.empty(); });
    std::ranges::sort(places, {}, [](const std::string_view place) {
        return std::pair(place.data(), place.size());
    });
    for (std::size_t i = 1; i < places.size(); ++i) {
        const bool isSame =
            places[i].data() == places[i - 1].data() && places[i].size() == places[i - 1].size();
        if (!isSame && places[i].data() < places[i - 1].data() + places[i - 1].size()) {
            refuse(name, "two of its tensors overlap");
        }
    }
}

std::map<std::string, TensorView> joined(const PickledTensors& pickled,
                                         const Storages& storages,
                                         const std::string& name) {
    std::map<std::string, TensorView> tensors;
    std::vector<std::string_view> places;
    for (const auto& [tensorName, tensor] : pickled.tensors) {
        const auto storage = storages.find(tensor.storage);
        const std::size_t width = widthOf(tensor.dtype);
        // Divided, since the product of a hostile count could wrap round.
        if (storage == storages.end() || storage->second.size() % width != 0 ||
            storage->second.size() / width != tensor.storageCount) {
            refuse(name, fmt::format("the numbers of \"{}\" are not all there", tensorName));
        }
        TensorView view{tensor.dtype,
                        tensor.shape,
                        storage->second.substr(tensor.offset * width, tensor.count * width)};
        places.push_back(view.bytes);
        tensors.emplace(tensorName, std::move(view));
    }
    checkNoOverlap(std::move(places), name);
    return tensors;
}

// ROOT/data.pkl, ROOT/data/KEY for each storage, and a few words about the file.
std::map<std::string, TensorView> parseArchive(const std::string_view bytes,
                                               const std::string& name) {
    const std::map<std::string, std::string_view> entries = readStoredZip(bytes, name);
    if (entries.empty()) {
        refuse(name, "it is empty");
    }
    const std::string& first = entries.begin()->first;
    const std::string root = first.substr(0, first.find('/') + 1);
    Storages storages;
    std::string_view pickle;
    for (const auto& [path, data] : entries) {
        const std::string inner = path.starts_with(root) ? path.substr(root.size()) : "";
        if (inner.starts_with("code/") || inner == "constants.pkl") {
            refuse(name, "it is a TorchScript program, and opening it would run its code");
        }
        if (inner == "data.pkl") {
            pickle = data;
        } else if (inner.starts_with("data/")) {
            storages.emplace(inner.substr(5), data);
        } else if (inner == "byteorder"
                       ? data != "little"
                       : inner != "version" && inner != ".data/serialization_id" &&
                             inner != ".format_version" && inner != ".storage_alignment") {
            refuse(name, "it is no archive of weights");
        }
    }
    if (pickle.empty()) {
        refuse(name, "its list of tensors is missing");
    }
    const PickledTensors pickled = readTensorPickle(pickle, name);
    if (pickled.length != pickle.size()) {
        refuse(name, "it has bytes behind its list of tensors");
    }
    return joined(pickled, storages, name);
}

// Two numbers, facts about the machine, the dict, the keys of the storages, then of each its count
// and its numbers.
std::map<std::string, TensorView> parseLegacy(const std::string_view bytes,
                                              const std::string& name) {
    std::string_view rest = bytes.substr(kLegacyHead.size());
    rest.remove_prefix(skipPickle(rest, name));
    const PickledTensors pickled = readTensorPickle(rest, name);
    rest.remove_prefix(pickled.length);
    const PickledTexts keys = readTextsPickle(rest, name);
    rest.remove_prefix(keys.length);
    std::map<std::string, std::size_t> widths;
    for (const auto& [tensorName, tensor] : pickled.tensors) {
        const std::size_t width = widthOf(tensor.dtype);
        if (widths.emplace(tensor.storage, width).first->second != width) {
            refuse(name, "its numbers have two types at once");
        }
    }
    Storages storages;
    for (const std::string& key : keys.texts) {
        const auto width = widths.find(key);
        std::uint64_t count = 0;
        if (width == widths.end() || rest.size() < sizeof count) {
            refuse(name, "its list of numbers is off");
        }
        std::memcpy(&count, rest.data(), sizeof count);
        rest.remove_prefix(sizeof count);
        if (count > rest.size() / width->second) {
            refuse(name, "it ends too early");
        }
        const std::size_t size = static_cast<std::size_t>(count) * width->second;
        if (!storages.emplace(key, rest.substr(0, size)).second) {
            refuse(name, "its list of numbers is off");
        }
        rest.remove_prefix(size);
    }
    if (!rest.empty()) {
        refuse(name, "it has bytes behind its numbers");
    }
    return joined(pickled, storages, name);
}

}  // namespace

bool looksLikePth(const std::string_view bytes) noexcept {
    return looksLikeZip(bytes) || bytes.starts_with('\x80');
}

std::map<std::string, TensorView> parsePth(const std::string_view bytes, const std::string& name) {
    if (looksLikeZip(bytes)) {
        return parseArchive(bytes, name);
    }
    if (bytes.starts_with(kLegacyHead)) {
        return parseLegacy(bytes, name);
    }
    refuse(name, "it begins as no PyTorch file does");
}

}  // namespace haberdash
