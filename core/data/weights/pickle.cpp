// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/weights/pickle.h"

#include "core/data/weights/pickle_machine.h"

#include <set>

namespace haberdash {

namespace {

using Kind = PickleValue::Kind;

constexpr int kDeepestDict = 4;
constexpr std::size_t kMostTensors = 20'000;

// Collects the tensors of nested dicts. A dict may be in several others, so that what bounds the
// walk is the number of things visited, not the size of the file.
class Collector {
  public:
    explicit Collector(const PickleMachine& machine) : machine_(machine) {}

    void visit(const PickleValue dict, const std::string& prefix, const int depth) {
        if (depth > kDeepestDict) {
            machine_.refuse("its dicts are nested too deeply");
        }
        std::set<std::string> keys;
        for (const auto& [key, value] : machine_.dict(dict)) {
            if (++visited_ > 4 * kMostTensors) {
                machine_.refuse("it holds too many things");
            }
            const std::string word = key.kind == Kind::Text ? std::string(machine_.text(key))
                                                            : std::to_string(key.number);
            if (word.empty() || word.size() > 256 || !keys.insert(word).second) {
                machine_.refuse("a name in it is empty, too long or there twice");
            }
            if (value.kind == Kind::Tensor) {
                add(prefix + word, machine_.tensor(value));
            } else if (value.kind == Kind::Dict) {
                visit(value, prefix + word + '.', depth + 1);
            }
        }
    }

    std::vector<std::pair<std::string, PickledTensor>> tensors;

  private:
    void add(std::string name, const PickledTensor& tensor) {
        if (!names_.insert(name).second) {
            machine_.refuse("two of its tensors have one name");
        }
        if (tensors.size() >= kMostTensors) {
            machine_.refuse("it holds too many things");
        }
        tensors.emplace_back(std::move(name), tensor);
    }

    const PickleMachine& machine_;
    std::set<std::string> names_;
    std::size_t visited_ = 0;
};

}  // namespace

PickledTensors readTensorPickle(const std::string_view bytes, const std::string& name) {
    PickleMachine machine(bytes, name);
    const PickleValue root = machine.run();
    if (root.kind != Kind::Dict) {
        machine.refuse("it is no dict of tensors");
    }
    Collector collector(machine);
    collector.visit(root, "", 1);
    if (collector.tensors.empty()) {
        machine.refuse("it holds no tensors");
    }
    return {std::move(collector.tensors), machine.length()};
}

PickledTexts readTextsPickle(const std::string_view bytes, const std::string& name) {
    PickleMachine machine(bytes, name);
    const PickleValue root = machine.run();
    if (root.kind != Kind::Sequence) {
        machine.refuse("its list of numbers is missing");
    }
    PickledTexts result;
    for (const PickleValue& value : machine.sequence(root)) {
        if (value.kind != Kind::Text) {
            machine.refuse("its list of numbers is off");
        }
        result.texts.emplace_back(machine.text(value));
    }
    result.length = machine.length();
    return result;
}

std::size_t skipPickle(const std::string_view bytes, const std::string& name) {
    PickleMachine machine(bytes, name);
    machine.run();
    return machine.length();
}

}  // namespace haberdash
