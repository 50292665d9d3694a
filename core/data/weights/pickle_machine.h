// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The stack machine behind pickle.h.

#include "core/data/weights/pickle.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace haberdash {

/// What a pickle can hold here. Containers, texts, storages and tensors are numbered places in the
/// machine; a copied value names the same one.
struct PickleValue {
    enum class Kind : std::uint8_t {
        Mark,
        None,
        Number,  ///< an integer, a Boolean or (its value is dropped) a fraction
        Text,
        Sequence,  ///< a tuple or a list
        Dict,
        Name,     ///< one of PickleName
        Storage,  ///< place in PickleMachine::storages
        Tensor    ///< place in PickleMachine::tensors
    };
    Kind kind = Kind::None;
    std::int64_t number = 0;  ///< the integer, or the place
};

/// The only names that are known.
enum class PickleName { OrderedDict, RebuildTensor, RebuildTensorV2, RebuildParameter, Storage };

struct PickledStorage {
    DType dtype = DType::F32;
    std::string_view key;
    std::size_t count = 0;
};

class PickleMachine {
  public:
    PickleMachine(std::string_view bytes, const std::string& name) : bytes_(bytes), name_(name) {}

    /// Runs to the end of the pickle and returns what it leaves. Throws Error(Input).
    PickleValue run();

    std::size_t length() const noexcept { return at_; }

    [[noreturn]] void refuse(const std::string& reason) const;

    const std::vector<PickleValue>& sequence(const PickleValue value) const {
        return sequences_[static_cast<std::size_t>(value.number)];
    }

    const std::vector<std::pair<PickleValue, PickleValue>>& dict(const PickleValue value) const {
        return dicts_[static_cast<std::size_t>(value.number)];
    }

    std::string_view text(const PickleValue value) const {
        return texts_[static_cast<std::size_t>(value.number)];
    }

    const PickledTensor& tensor(const PickleValue value) const {
        return tensors_[static_cast<std::size_t>(value.number)];
    }

  private:
    using Kind = PickleValue::Kind;

    std::string_view take(std::size_t count);
    std::string_view line();
    template <class Number>
    Number number();

    void step(unsigned char instruction);
    bool stepValue(unsigned char instruction);
    bool stepContainer(unsigned char instruction);
    bool stepMemo(unsigned char instruction);

    void push(PickleValue value);
    PickleValue pop();
    PickleValue pop(Kind kind);
    std::vector<PickleValue> popToMark();

    void pushNumber(std::int64_t value) { push({Kind::Number, value}); }

    void pushText(std::string_view text);
    void pushSequence(std::vector<PickleValue> values);
    void pushDict();
    void pushLong(std::size_t size);
    void pushName();
    void remember(std::size_t place);
    void recall(std::size_t place);
    void addPairs(PickleValue dict, const std::vector<PickleValue>& values);
    void append(const std::vector<PickleValue>& values);
    void pushStorage();
    void call();
    void build();
    void makeOrderedDict(const std::vector<PickleValue>& arguments);
    void makeTensor(const std::vector<PickleValue>& arguments, std::size_t least);
    std::vector<std::size_t> extents(PickleValue value) const;
    std::size_t countOf(PickleValue value) const;
    std::size_t place(std::size_t used) const;

    std::string_view bytes_;
    const std::string& name_;
    std::size_t at_ = 0;
    std::vector<PickleValue> stack_;
    std::vector<PickleValue> memo_;
    std::size_t pairs_ = 0;
    std::vector<std::string_view> texts_;
    std::vector<std::vector<PickleValue>> sequences_;
    std::vector<std::vector<std::pair<PickleValue, PickleValue>>> dicts_;
    std::vector<PickledStorage> storages_;
    std::vector<PickledTensor> tensors_;
    std::vector<std::pair<PickleName, DType>> names_;
};

}  // namespace haberdash
