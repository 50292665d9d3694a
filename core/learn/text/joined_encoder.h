// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// "mobilenet+descriptors": several encoders as one, for what one alone does not see (a network that
// learned what things are says little of their colours; a sentence's meaning drops its rare words).

#include "core/data/base/matrix.h"
#include "core/learn/text/linear.h"

#include <algorithm>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace haberdash {

/// The names in "a+b"; one where there is no plus.
inline std::vector<std::string> joinedNames(const std::string& name) {
    std::vector<std::string> names;
    std::size_t begin = 0;
    for (std::size_t plus = name.find('+'); plus != std::string::npos;
         plus = name.find('+', begin)) {
        names.push_back(name.substr(begin, plus - begin));
        begin = plus + 1;
    }
    names.push_back(name.substr(begin));
    return names;
}

/// Their vectors side by side, each counting alike, the whole of unit length. `Base` is TextEncoder
/// or ImageEncoder, `Input` what it encodes.
template <class Base, class Input>
class JoinedEncoder final : public Base {
  public:
    explicit JoinedEncoder(std::vector<std::unique_ptr<Base>> parts) : parts_(std::move(parts)) {}

    std::string name() const override { return joined(&Base::name); }

    std::string fingerprint() const override { return joined(&Base::fingerprint); }

    std::size_t dimension() const override {
        std::size_t sum = 0;
        for (const auto& part : parts_) {
            sum += part->dimension();
        }
        return sum;
    }

    Matrix encode(const std::span<const Input> inputs) override {
        Matrix out(inputs.size(), dimension());
        std::size_t column = 0;
        for (const auto& part : parts_) {
            const Matrix rows = part->encode(inputs);
            for (std::size_t row = 0; row < rows.rows(); ++row) {
                std::ranges::copy(
                    rows.row(row),
                    out.mutableRow(row).begin() + static_cast<std::ptrdiff_t>(column));
            }
            column += rows.cols();
        }
        for (std::size_t row = 0; row < out.rows(); ++row) {
            makeUnit(out.mutableRow(row));
        }
        return out;
    }

  private:
    std::string joined(std::string (Base::*const word)() const) const {
        std::string words;
        for (const auto& part : parts_) {
            words += (words.empty() ? "" : "+") + std::invoke(word, *part);
        }
        return words;
    }

    std::vector<std::unique_ptr<Base>> parts_;
};

}  // namespace haberdash
