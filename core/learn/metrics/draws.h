// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Random numbers of our own, because the distributions of the standard library differ between
// libraries and their state is awkward to store: one word of state, the same numbers everywhere.

#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

namespace haberdash {

/// splitmix64 (Steele, Lea, Flood 2014): also a good hash of one word.
constexpr std::uint64_t mixed(std::uint64_t value) noexcept {
    value += 0x9e3779b97f4a7c15U;
    value = (value ^ (value >> 30U)) * 0xbf58476d1ce4e5b9U;
    value = (value ^ (value >> 27U)) * 0x94d049bb133111ebU;
    return value ^ (value >> 31U);
}

/// In [0, 1), the same for the same words: decides splits, so that what is added never moves what
/// was there.
constexpr double unitHash(const std::uint64_t seed,
                          const std::uint64_t a,
                          const std::uint64_t b = 0) noexcept {
    return static_cast<double>(mixed(mixed(mixed(seed) ^ a) ^ b) >> 11U) * 0x1.0p-53;
}

class Draws {
  public:
    explicit Draws(const std::uint64_t seed) noexcept : state_(seed) {}

    std::uint64_t word() noexcept {
        const std::uint64_t value = mixed(state_);
        state_ += 0x9e3779b97f4a7c15U;
        return value;
    }

    /// In [0, 1).
    double unit() noexcept { return static_cast<double>(word() >> 11U) * 0x1.0p-53; }

    /// In [0, end), end > 0 (Lemire 2019, without the rejection: the bias is below 2^-32 here).
    std::size_t below(const std::size_t end) noexcept {
        return static_cast<std::size_t>(((word() >> 32U) * static_cast<std::uint64_t>(end)) >> 32U);
    }

    double normal() noexcept {
        const double radius = std::sqrt(-2.0 * std::log(1.0 - unit()));
        return radius * std::cos(6.283185307179586 * unit());
    }

    template <class T>
    void shuffle(std::vector<T>& values) noexcept {
        for (std::size_t i = values.size(); i > 1; --i) {
            std::swap(values[i - 1], values[below(i)]);
        }
    }

    /// All that there is to store: Draws(state()) goes on where this one is.
    std::uint64_t state() const noexcept { return state_; }

  private:
    std::uint64_t state_;
};

}  // namespace haberdash
