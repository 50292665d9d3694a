// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/base/safetensors.h"

#include "core/data/base/error.h"
#include "core/data/base/json.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <limits>
#include <optional>
#include <set>
#include <utility>

namespace haberdash {

namespace {

static_assert(std::endian::native == std::endian::little);

constexpr std::size_t kMaxHeader = std::size_t{1} << 20U;
constexpr std::size_t kMaxDimensions = 8;
constexpr std::size_t kAlignment = 64;
constexpr std::string_view kMetadata = "__metadata__";

struct DTypeRow {
    DType dtype;
    std::string_view word;
    std::size_t width;
};

constexpr std::array kDTypes{DTypeRow{DType::F32, "F32", 4},
                             DTypeRow{DType::F16, "F16", 2},
                             DTypeRow{DType::I64, "I64", 8},
                             DTypeRow{DType::I32, "I32", 4},
                             DTypeRow{DType::U8, "U8", 1}};

const DTypeRow& rowOf(const DType dtype) {
    return *std::ranges::find(kDTypes, dtype, &DTypeRow::dtype);
}

/// Bytes of a tensor of that shape; nullopt when the number does not fit.
std::optional<std::size_t> byteSize(const std::vector<std::size_t>& shape,
                                    const std::size_t width) {
    std::size_t size = width;
    for (const std::size_t extent : shape) {
        if (__builtin_mul_overflow(size, extent, &size)) {
            return std::nullopt;
        }
    }
    return size;
}

/// Reads the header as it is parsed: every entry is judged when it ends and then dropped, so that a
/// hostile header cannot make the document grow, and a repeated key is seen before the parser
/// merges it.
class HeaderReader {
  public:
    HeaderReader(const std::string& name, const std::string_view data) : name_(name), data_(data) {}

    void read(const std::string_view header) {
        // The parser would take a NUL for the end and look no further.
        if (!header.starts_with('{') || header.find('\0') != std::string_view::npos) {
            refuse("its header is no JSON object");
        }
        try {
            const auto document = nlohmann::json::parse(
                header.begin(),
                header.end(),
                [this](const int depth, const Event event, nlohmann::json& value) {
                    return step(depth, event, value);
                });
        } catch (const nlohmann::json::exception&) {
            refuse("its header is not valid JSON");
        }
        checkLayout();
    }

    std::map<std::string, TensorView> tensors;
    std::map<std::string, std::string> metadata;

  private:
    using Event = nlohmann::json::parse_event_t;

    struct Extent {
        std::size_t begin;
        std::size_t end;

        auto operator<=>(const Extent&) const = default;
    };

    [[noreturn]] void refuse(const std::string& reason) const {
        throw Error(ErrorKind::Input,
                    fmt::format("{} is not a safetensors file that can be trusted: {}; make or "
                                "fetch it again.",
                                name_,
                                reason));
    }

    bool step(const int depth, const Event event, const nlohmann::json& value) {
        switch (event) {
            case Event::object_start:
                fields_.clear();
                if (depth > 1) {
                    refuse("its header is nested too deeply");
                }
                return true;
            case Event::array_start:
                if (depth != 2) {
                    refuse("its header holds an array where none belongs");
                }
                return true;
            case Event::key:
                noteKey(depth, value.get_ref<const std::string&>());
                return true;
            case Event::object_end:
                if (depth == 1) {
                    take(value);
                    return false;
                }
                return true;
            case Event::value:
                if (depth < 2) {
                    refuse("its header holds an entry that is no object");
                }
                return true;
            case Event::array_end:
                return true;
        }
        return true;
    }

    void noteKey(const int depth, const std::string& key) {
        if (depth == 1) {
            entry_ = key;
        }
        if (!(depth == 1 ? names_ : fields_).insert(key).second) {
            refuse(fmt::format("its header names \"{}\" twice", shown(key)));
        }
    }

    void take(const nlohmann::json& object) {
        if (entry_ != kMetadata) {
            takeTensor(object);
            return;
        }
        for (const auto& [key, value] : object.items()) {
            if (!value.is_string()) {
                refuse("its metadata holds something other than text");
            }
            metadata[key] = value.get<std::string>();
        }
    }

    void takeTensor(const nlohmann::json& object) {
        if (object.size() != 3 || !object.contains("dtype") || !object.contains("shape") ||
            !object.contains("data_offsets") || !object["dtype"].is_string()) {
            refuse(fmt::format("tensor \"{}\" is not described by dtype, shape and data_offsets",
                               shown(entry_)));
        }
        const auto& word = object["dtype"].get_ref<const std::string&>();
        const auto type = std::ranges::find(kDTypes, word, &DTypeRow::word);
        if (type == kDTypes.end()) {
            refuse(fmt::format(
                "tensor \"{}\" has the unknown type \"{}\"", shown(entry_), shown(word)));
        }
        TensorView tensor{.dtype = type->dtype, .shape = numbers(object["shape"], kMaxDimensions)};
        const std::vector<std::size_t> offsets = numbers(object["data_offsets"], 2);
        if (offsets.size() != 2 || offsets[0] > offsets[1] || offsets[1] > data_.size()) {
            refuse(fmt::format("tensor \"{}\" lies outside the file", shown(entry_)));
        }
        const Extent extent{offsets[0], offsets[1]};
        if (byteSize(tensor.shape, type->width) != extent.end - extent.begin) {
            refuse(fmt::format("the shape of tensor \"{}\" does not fit its bytes", shown(entry_)));
        }
        tensor.bytes = data_.substr(extent.begin, extent.end - extent.begin);
        extents_.push_back(extent);
        tensors.emplace(entry_, std::move(tensor));
    }

    std::vector<std::size_t> numbers(const nlohmann::json& array, const std::size_t most) const {
        if (!array.is_array() || array.size() > most) {
            refuse(fmt::format("the numbers of tensor \"{}\" are off", shown(entry_)));
        }
        std::vector<std::size_t> values;
        for (const nlohmann::json& value : array) {
            if (!value.is_number_unsigned()) {
                refuse(fmt::format("the numbers of tensor \"{}\" are off", shown(entry_)));
            }
            values.push_back(value.get<std::size_t>());
        }
        return values;
    }

    /// Every byte of the data belongs to exactly one tensor.
    void checkLayout() {
        std::ranges::sort(extents_);
        std::size_t reached = 0;
        for (const Extent& extent : extents_) {
            if (extent.begin != reached) {
                refuse(extent.begin < reached ? "its tensors overlap"
                                              : "it has bytes between its tensors");
            }
            reached = extent.end;
        }
        if (reached != data_.size()) {
            refuse("it has bytes behind its tensors");
        }
    }

    static std::string shown(const std::string& word) {
        constexpr std::size_t kLongest = 80;
        return word.size() <= kLongest ? word : word.substr(0, kLongest) + "…";
    }

    const std::string& name_;
    std::string_view data_;
    std::string entry_;
    std::set<std::string> names_;
    std::set<std::string> fields_;
    std::vector<Extent> extents_;
};

/// IEEE 754 half to single: the exponent is moved by a multiplication, which also scales the
/// subnormal numbers right.
float floatFromHalf(const std::uint16_t half) noexcept {
    constexpr std::uint32_t kMagnitude = 0x7FFFU;
    constexpr std::uint32_t kInfinity = 0x7C00U;
    const std::uint32_t sign = (half & 0x8000U) << 16U;
    const std::uint32_t magnitude = half & kMagnitude;
    if (magnitude >= kInfinity) {
        return std::bit_cast<float>(sign | 0x7F800000U | (magnitude & 0x3FFU) << 13U);
    }
    const float scaled = std::bit_cast<float>(magnitude << 13U) * 0x1p112F;
    return std::bit_cast<float>(std::bit_cast<std::uint32_t>(scaled) | sign);
}

std::string headerOf(const std::vector<const std::pair<const std::string, TensorView>*>& layout,
                     const std::map<std::string, std::string>& metadata) {
    Json header = Json::object();
    if (!metadata.empty()) {
        header[std::string(kMetadata)] = metadata;
    }
    std::size_t offset = 0;
    for (const auto* const entry : layout) {
        const TensorView& tensor = entry->second;
        const std::size_t end = offset + tensor.bytes.size();
        header[entry->first] = {{"dtype", rowOf(tensor.dtype).word},
                                {"shape", tensor.shape},
                                {"data_offsets", {offset, end}}};
        offset = end;
    }
    std::string text = header.dump();
    const std::size_t used = (sizeof(std::uint64_t) + text.size()) % kAlignment;
    text.append(used == 0 ? 0 : kAlignment - used, ' ');
    return text;
}

}  // namespace

Safetensors Safetensors::open(const std::filesystem::path& file) {
    auto mapped = MappedFile::open(file);
    const std::string_view bytes = mapped->bytes();
    return parse(bytes, std::move(mapped), file.string());
}

Safetensors Safetensors::parse(const std::string_view bytes,
                               std::shared_ptr<const void> keeper,
                               const std::string& name) {
    std::uint64_t length = 0;
    const bool hasLength = bytes.size() >= sizeof length;
    if (hasLength) {
        std::memcpy(&length, bytes.data(), sizeof length);
    }
    if (!hasLength || length > kMaxHeader || length > bytes.size() - sizeof length) {
        throw Error(ErrorKind::Input,
                    fmt::format("{} is not a safetensors file, or only a part of one; make or "
                                "fetch it again.",
                                name));
    }
    const auto headerSize = static_cast<std::size_t>(length);
    Safetensors result;
    result.name_ = name;
    result.keeper_ = std::move(keeper);
    HeaderReader reader(result.name_, bytes.substr(sizeof length + headerSize));
    reader.read(bytes.substr(sizeof length, headerSize));
    result.tensors_ = std::move(reader.tensors);
    result.metadata_ = std::move(reader.metadata);
    return result;
}

Safetensors Safetensors::of(std::map<std::string, TensorView> tensors,
                            std::shared_ptr<const void> keeper,
                            std::string name) {
    Safetensors result;
    result.name_ = std::move(name);
    result.keeper_ = std::move(keeper);
    result.tensors_ = std::move(tensors);
    return result;
}

const TensorView& Safetensors::tensor(const std::string& name) const {
    const auto found = tensors_.find(name);
    if (found == tensors_.end()) {
        throw Error(
            ErrorKind::Model,
            fmt::format("{} holds no tensor \"{}\"; it was made for something else.", name_, name));
    }
    return found->second;
}

Matrix Safetensors::matrix(const std::string& name) const {
    const TensorView& view = tensor(name);
    const bool isFloat = view.dtype == DType::F32 || view.dtype == DType::F16;
    if (!isFloat || view.shape.empty() || view.shape.size() > 2) {
        throw Error(ErrorKind::Model,
                    fmt::format("The tensor \"{}\" of {} is no matrix of floating-point numbers; "
                                "the file was made for something else.",
                                name,
                                name_));
    }
    const std::size_t rows = view.shape[0];
    const std::size_t cols = view.shape.size() == 2 ? view.shape[1] : 1;
    const bool isAligned =
        reinterpret_cast<std::uintptr_t>(view.bytes.data()) % alignof(float) == 0;
    if (view.dtype == DType::F32 && isAligned && keeper_) {
        return Matrix::mapped(
            rows, cols, reinterpret_cast<const float*>(view.bytes.data()), keeper_);
    }
    return {rows, cols, floatsOf(view)};
}

std::vector<std::int64_t> Safetensors::integers(const std::string& name) const {
    const TensorView& view = tensor(name);
    if (view.dtype != DType::I64 || view.shape.size() != 1) {
        throw Error(ErrorKind::Model,
                    fmt::format("The tensor \"{}\" of {} is no list of whole numbers; the file was "
                                "made for something else.",
                                name,
                                name_));
    }
    std::vector<std::int64_t> values(view.shape[0]);
    std::ranges::copy(view.bytes, reinterpret_cast<char*>(values.data()));
    return values;
}

std::vector<float> floatsOf(const TensorView& tensor) {
    if (tensor.dtype == DType::F32) {
        std::vector<float> values(tensor.bytes.size() / sizeof(float));
        std::ranges::copy(tensor.bytes, reinterpret_cast<char*>(values.data()));
        return values;
    }
    if (tensor.dtype != DType::F16) {
        throw Error(ErrorKind::Model, "Weights must be float32 or float16; get the file again.");
    }
    std::vector<float> values(tensor.bytes.size() / sizeof(std::uint16_t));
    for (std::size_t index = 0; index < values.size(); ++index) {
        std::uint16_t half = 0;
        std::memcpy(&half, tensor.bytes.data() + index * sizeof half, sizeof half);
        values[index] = floatFromHalf(half);
    }
    return values;
}

void writeSafetensors(const std::filesystem::path& file,
                      const std::map<std::string, TensorView>& tensors,
                      const std::map<std::string, std::string>& metadata) {
    std::vector<const std::pair<const std::string, TensorView>*> layout;
    for (const auto& entry : tensors) {
        const TensorView& tensor = entry.second;
        if (entry.first == kMetadata || tensor.shape.size() > kMaxDimensions ||
            byteSize(tensor.shape, rowOf(tensor.dtype).width) != tensor.bytes.size()) {
            throw Error(ErrorKind::Model,
                        fmt::format("The tensor \"{}\" for {} does not fit its own shape.",
                                    entry.first,
                                    file.string()));
        }
        layout.push_back(&entry);
    }
    // Wide types first: then every tensor is aligned without the holes that readers refuse.
    std::ranges::stable_sort(layout, std::ranges::greater{}, [](const auto* const entry) {
        return rowOf(entry->second.dtype).width;
    });
    std::string header;
    try {
        header = headerOf(layout, metadata);
    } catch (const Json::exception&) {
        throw Error(ErrorKind::Input,
                    fmt::format("A name in {} is not valid UTF-8.", file.string()));
    }
    if (header.size() > kMaxHeader) {
        throw Error(ErrorKind::Input,
                    fmt::format("{} cannot be written: the names of its tensors take more than a "
                                "megabyte.",
                                file.string()));
    }
    writeFileAtomically(file, [&](const std::function<void(std::string_view)>& put) {
        const std::uint64_t length = header.size();
        put({reinterpret_cast<const char*>(&length), sizeof length});
        put(header);
        for (const auto* const entry : layout) {
            put(entry->second.bytes);
        }
    });
}

TensorView viewOf(const Matrix& matrix) {
    return {.dtype = DType::F32,
            .shape = {matrix.rows(), matrix.cols()},
            .bytes = {reinterpret_cast<const char*>(matrix.data()),
                      matrix.rows() * matrix.cols() * sizeof(float)}};
}

TensorView viewOf(const std::vector<std::int64_t>& values) {
    return {.dtype = DType::I64,
            .shape = {values.size()},
            .bytes = {reinterpret_cast<const char*>(values.data()),
                      values.size() * sizeof(std::int64_t)}};
}

}  // namespace haberdash
