// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/weights/pickle_machine.h"

#include "core/data/base/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <limits>

namespace haberdash {

namespace {

static_assert(std::endian::native == std::endian::little);

constexpr std::size_t kLongestPickle = std::size_t{1} << 20U;
constexpr std::size_t kDeepestStack = 1U << 16U;
constexpr std::size_t kMostPlaces = 1U << 16U;  // of each sort
constexpr std::size_t kMostPairs = 1U << 16U;   // in all dicts; a list may fill several
constexpr std::size_t kMostTensors = 20'000;
constexpr std::size_t kLongestLine = 256;
constexpr std::size_t kMostDimensions = 8;

struct KnownName {
    std::string_view module;
    std::string_view name;
    PickleName meaning;
    DType dtype = DType::F32;
};

constexpr std::array kKnownNames{
    KnownName{"collections", "OrderedDict", PickleName::OrderedDict},
    KnownName{"torch._utils", "_rebuild_tensor", PickleName::RebuildTensor},
    KnownName{"torch._utils", "_rebuild_tensor_v2", PickleName::RebuildTensorV2},
    KnownName{"torch._utils", "_rebuild_parameter", PickleName::RebuildParameter},
    KnownName{"torch", "FloatStorage", PickleName::Storage, DType::F32},
    KnownName{"torch", "HalfStorage", PickleName::Storage, DType::F16},
    KnownName{"torch", "LongStorage", PickleName::Storage, DType::I64},
    KnownName{"torch", "IntStorage", PickleName::Storage, DType::I32},
    KnownName{"torch", "ByteStorage", PickleName::Storage, DType::U8}};

}  // namespace

void PickleMachine::refuse(const std::string& reason) const {
    throw Error(ErrorKind::Input,
                fmt::format("{} is not a weights file that can be trusted: {}. In Python, save the "
                            "weights alone: safetensors.torch.save_file(model.state_dict(), "
                            "\"weights.safetensors\").",
                            name_,
                            reason));
}

std::string_view PickleMachine::take(const std::size_t count) {
    if (count > bytes_.size() - at_) {
        refuse("it ends too early");
    }
    const std::string_view part = bytes_.substr(at_, count);
    at_ += count;
    return part;
}

std::string_view PickleMachine::line() {
    const std::size_t end = bytes_.substr(at_, kLongestLine).find('\n');
    if (end == std::string_view::npos) {
        refuse("a name in it has no end");
    }
    const std::string_view text = take(end);
    take(1);
    return text;
}

template <class Number>
Number PickleMachine::number() {
    Number value{};
    std::memcpy(&value, take(sizeof value).data(), sizeof value);
    return value;
}

std::size_t PickleMachine::place(const std::size_t used) const {
    if (used >= kMostPlaces) {
        refuse("it holds too many things");
    }
    return used;
}

void PickleMachine::push(const PickleValue value) {
    if (stack_.size() >= kDeepestStack) {
        refuse("it holds too many things");
    }
    stack_.push_back(value);
}

PickleValue PickleMachine::pop() {
    if (stack_.empty()) {
        refuse("it takes what it never put there");
    }
    const PickleValue value = stack_.back();
    stack_.pop_back();
    return value;
}

PickleValue PickleMachine::pop(const Kind kind) {
    const PickleValue value = pop();
    if (value.kind != kind) {
        refuse("it holds something other than tensors in dicts");
    }
    return value;
}

std::vector<PickleValue> PickleMachine::popToMark() {
    const auto mark = std::find_if(stack_.rbegin(), stack_.rend(), [](const PickleValue& value) {
        return value.kind == Kind::Mark;
    });
    if (mark == stack_.rend()) {
        refuse("it takes what it never put there");
    }
    const std::vector<PickleValue> values(mark.base(), stack_.end());
    stack_.erase(mark.base() - 1, stack_.end());
    return values;
}

void PickleMachine::pushText(const std::string_view text) {
    const std::size_t at = place(texts_.size());
    texts_.push_back(text);
    push({Kind::Text, static_cast<std::int64_t>(at)});
}

void PickleMachine::pushSequence(std::vector<PickleValue> values) {
    const std::size_t at = place(sequences_.size());
    sequences_.push_back(std::move(values));
    push({Kind::Sequence, static_cast<std::int64_t>(at)});
}

void PickleMachine::pushDict() {
    const std::size_t at = place(dicts_.size());
    dicts_.emplace_back();
    push({Kind::Dict, static_cast<std::int64_t>(at)});
}

// Little-endian two's complement of any length; nothing here needs more than 64 bits.
void PickleMachine::pushLong(const std::size_t size) {
    const std::string_view digits = take(size);
    if (size > sizeof(std::int64_t)) {
        refuse("a number in it is too long");
    }
    std::int64_t value = !digits.empty() && (digits.back() & '\x80') != 0 ? -1 : 0;
    std::memcpy(&value, digits.data(), digits.size());
    pushNumber(value);
}

void PickleMachine::pushName() {
    const std::string_view module = line();
    const std::string_view name = line();
    const auto* const known = std::ranges::find_if(kKnownNames, [&](const KnownName& candidate) {
        return candidate.module == module && candidate.name == name;
    });
    if (known == kKnownNames.end()) {
        if (module == "torch" && name.ends_with("Storage")) {
            refuse(
                fmt::format("it holds numbers of the type {}.{}, not float32, float16 or whole "
                            "numbers",
                            module,
                            name));
        }
        refuse(
            fmt::format("it asks for \"{}.{}\", so it holds a whole Python object and not only "
                        "weights; opening it would run its code",
                        module,
                        name));
    }
    const std::size_t at = place(names_.size());
    names_.emplace_back(known->meaning, known->dtype);
    push({Kind::Name, static_cast<std::int64_t>(at)});
}

void PickleMachine::remember(const std::size_t at) {
    if (stack_.empty() || at > memo_.size() || at >= kMostPlaces) {
        refuse("its notes are out of order");
    }
    if (at == memo_.size()) {
        memo_.push_back(stack_.back());
    } else {
        memo_[at] = stack_.back();
    }
}

void PickleMachine::recall(const std::size_t at) {
    if (at >= memo_.size()) {
        refuse("its notes are out of order");
    }
    push(memo_[at]);
}

void PickleMachine::addPairs(const PickleValue dict, const std::vector<PickleValue>& values) {
    if (values.size() % 2 != 0) {
        refuse("a key in it has no value");
    }
    pairs_ += values.size() / 2;
    if (pairs_ > kMostPairs) {
        refuse("it holds too many things");
    }
    auto& pairs = dicts_[static_cast<std::size_t>(dict.number)];
    for (std::size_t i = 0; i < values.size(); i += 2) {
        if (values[i].kind != Kind::Text && values[i].kind != Kind::Number) {
            refuse("a key in it is neither a text nor a number");
        }
        pairs.emplace_back(values[i], values[i + 1]);
    }
}

void PickleMachine::append(const std::vector<PickleValue>& values) {
    const PickleValue list = pop(Kind::Sequence);
    auto& target = sequences_[static_cast<std::size_t>(list.number)];
    target.insert(target.end(), values.begin(), values.end());
    push(list);
}

std::size_t PickleMachine::countOf(const PickleValue value) const {
    if (value.kind != Kind::Number || value.number < 0) {
        refuse("a size in it is no number, or below zero");
    }
    return static_cast<std::size_t>(value.number);
}

std::vector<std::size_t> PickleMachine::extents(const PickleValue value) const {
    if (value.kind != Kind::Sequence || sequence(value).size() > kMostDimensions) {
        refuse("the shape of a tensor is off");
    }
    std::vector<std::size_t> result;
    for (const PickleValue& extent : sequence(value)) {
        result.push_back(countOf(extent));
    }
    return result;
}

// ("storage", type, key, place, count) and in legacy files a sixth, None unless it is a view.
void PickleMachine::pushStorage() {
    const PickleValue id = pop(Kind::Sequence);
    const std::vector<PickleValue>& parts = sequence(id);
    const bool isWhole = parts.size() == 5 || (parts.size() == 6 && parts[5].kind == Kind::None);
    if (!isWhole || parts[0].kind != Kind::Text || text(parts[0]) != "storage" ||
        parts[1].kind != Kind::Name || parts[2].kind != Kind::Text) {
        refuse("it refers to numbers in an unknown way");
    }
    const auto [meaning, dtype] = names_[static_cast<std::size_t>(parts[1].number)];
    if (meaning != PickleName::Storage) {
        refuse("it refers to numbers in an unknown way");
    }
    const std::size_t at = place(storages_.size());
    storages_.push_back({dtype, text(parts[2]), countOf(parts[4])});
    push({Kind::Storage, static_cast<std::int64_t>(at)});
}

void PickleMachine::call() {
    const PickleValue arguments = pop(Kind::Sequence);
    const PickleValue name = pop(Kind::Name);
    const std::vector<PickleValue> values = sequence(arguments);
    switch (names_[static_cast<std::size_t>(name.number)].first) {
        case PickleName::OrderedDict:
            makeOrderedDict(values);
            return;
        case PickleName::RebuildTensor:
            makeTensor(values, 4);
            return;
        case PickleName::RebuildTensorV2:
            makeTensor(values, 6);
            return;
        case PickleName::RebuildParameter:
            if (values.size() != 3 || values[0].kind != Kind::Tensor) {
                refuse("a parameter in it is off");
            }
            push(values[0]);
            return;
        case PickleName::Storage:
            break;
    }
    refuse("it calls what is no function");
}

// Of nothing, or (from Python 2) of a list of pairs.
void PickleMachine::makeOrderedDict(const std::vector<PickleValue>& arguments) {
    pushDict();
    if (arguments.empty()) {
        return;
    }
    const PickleValue dict = stack_.back();
    if (arguments.size() != 1 || arguments[0].kind != Kind::Sequence) {
        refuse("a dict in it is off");
    }
    for (const PickleValue& pair : sequence(arguments[0])) {
        if (pair.kind != Kind::Sequence || sequence(pair).size() != 2) {
            refuse("a dict in it is off");
        }
        addPairs(dict, sequence(pair));
    }
}

// (storage, offset, shape, strides[, requires_grad, backward_hooks[, metadata]])
void PickleMachine::makeTensor(const std::vector<PickleValue>& arguments, const std::size_t least) {
    if (arguments.size() < least || arguments.size() > 7 || arguments[0].kind != Kind::Storage) {
        refuse("a tensor in it is off");
    }
    const PickledStorage& storage = storages_[static_cast<std::size_t>(arguments[0].number)];
    PickledTensor tensor{.storage = std::string(storage.key),
                         .dtype = storage.dtype,
                         .storageCount = storage.count,
                         .offset = countOf(arguments[1]),
                         .shape = extents(arguments[2])};
    const std::vector<std::size_t> strides = extents(arguments[3]);
    if (strides.size() != tensor.shape.size()) {
        refuse("the shape of a tensor is off");
    }
    tensor.count = 1;
    for (std::size_t i = tensor.shape.size(); i-- > 0;) {
        // The stride of an extent of one is never used.
        if (tensor.shape[i] > 1 && strides[i] != tensor.count) {
            refuse("a tensor's numbers do not lie in a row (save it after contiguous())");
        }
        if (__builtin_mul_overflow(tensor.count, tensor.shape[i], &tensor.count)) {
            refuse("the shape of a tensor is off");
        }
    }
    if (tensor.offset > storage.count || tensor.count > storage.count - tensor.offset) {
        refuse("a tensor reaches out of its numbers");
    }
    const std::size_t at = tensors_.size();
    if (at >= kMostTensors) {
        refuse("it holds too many things");
    }
    tensors_.push_back(std::move(tensor));
    push({Kind::Tensor, static_cast<std::int64_t>(at)});
}

// Attributes of a dict: torch notes the modules' versions there. They are read and dropped.
void PickleMachine::build() {
    const PickleValue state = pop();
    if (state.kind != Kind::Dict && state.kind != Kind::None) {
        refuse("it holds something other than tensors in dicts");
    }
    push(pop(Kind::Dict));
}

bool PickleMachine::stepValue(const unsigned char instruction) {
    switch (instruction) {
        case 'N':
            push({Kind::None, 0});
            return true;
        case 0x88:  // True
        case 0x89:  // False
            pushNumber(instruction == 0x88 ? 1 : 0);
            return true;
        case 'J':
            pushNumber(number<std::int32_t>());
            return true;
        case 'K':
            pushNumber(number<std::uint8_t>());
            return true;
        case 'M':
            pushNumber(number<std::uint16_t>());
            return true;
        case 0x8A:
            pushLong(number<std::uint8_t>());
            return true;
        case 'G':
            take(sizeof(double));
            pushNumber(0);
            return true;
        case 'X':
        case 'T':
            pushText(take(number<std::uint32_t>()));
            return true;
        case 'U':
            pushText(take(number<std::uint8_t>()));
            return true;
        case 'c':
            pushName();
            return true;
        default:
            return false;
    }
}

bool PickleMachine::stepContainer(const unsigned char instruction) {
    switch (instruction) {
        case '(':
            push({Kind::Mark, 0});
            return true;
        case ')':
        case ']':
            pushSequence({});
            return true;
        case 't':
        case 'l':
            pushSequence(popToMark());
            return true;
        case 0x85:
        case 0x86:
        case 0x87: {
            std::vector<PickleValue> values(instruction - 0x84U);
            std::generate(values.rbegin(), values.rend(), [this] { return pop(); });
            pushSequence(std::move(values));
            return true;
        }
        case '}':
            pushDict();
            return true;
        case 'a':
            append({pop()});
            return true;
        case 'e':
            append(popToMark());
            return true;
        case 's': {
            const PickleValue value = pop();
            const PickleValue key = pop();
            const PickleValue dict = pop(Kind::Dict);
            addPairs(dict, {key, value});
            push(dict);
            return true;
        }
        case 'u': {
            const std::vector<PickleValue> values = popToMark();
            const PickleValue dict = pop(Kind::Dict);
            addPairs(dict, values);
            push(dict);
            return true;
        }
        default:
            return false;
    }
}

bool PickleMachine::stepMemo(const unsigned char instruction) {
    switch (instruction) {
        case 'q':
            remember(number<std::uint8_t>());
            return true;
        case 'r':
            remember(number<std::uint32_t>());
            return true;
        case 'h':
            recall(number<std::uint8_t>());
            return true;
        case 'j':
            recall(number<std::uint32_t>());
            return true;
        default:
            return false;
    }
}

void PickleMachine::step(const unsigned char instruction) {
    if (stepValue(instruction) || stepContainer(instruction) || stepMemo(instruction)) {
        return;
    }
    switch (instruction) {
        case 'Q':
            pushStorage();
            return;
        case 'R':
            call();
            return;
        case 'b':
            build();
            return;
        default:
            refuse(fmt::format("it holds the instruction {:#04x}, which no tensor needs",
                               static_cast<unsigned>(instruction)));
    }
}

PickleValue PickleMachine::run() {
    if (bytes_.size() > kLongestPickle) {
        bytes_ = bytes_.substr(0, kLongestPickle);
    }
    if (number<std::uint8_t>() != 0x80 || number<std::uint8_t>() != 2) {
        refuse("its list of tensors is no pickle of protocol 2");
    }
    for (auto instruction = number<std::uint8_t>(); instruction != '.';
         instruction = number<std::uint8_t>()) {
        step(instruction);
    }
    const PickleValue result = pop();
    if (!stack_.empty()) {
        refuse("it leaves more than one thing");
    }
    return result;
}

}  // namespace haberdash
