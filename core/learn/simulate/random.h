// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numbers>
#include <span>

namespace haberdash {

/// Random numbers that are the same on every machine (xoshiro256**, Blackman & Vigna 2018), which
/// the distributions of the standard library do not promise. A pair of seed and stream gives a
/// sequence of its own, so that product 17 looks the same however many products there are.
class Random {
  public:
    explicit Random(const std::uint64_t seed, const std::uint64_t stream = 0) {
        std::uint64_t mixed = seed * 0x9E3779B97F4A7C15ULL ^ (stream + 1) * 0xD1B54A32D192ED03ULL;
        for (std::uint64_t& word : state_) {
            mixed += 0x9E3779B97F4A7C15ULL;
            std::uint64_t z = mixed;
            z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
            z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
            word = z ^ (z >> 31U);
        }
    }

    std::uint64_t next() noexcept {
        const std::uint64_t result = rotate(state_[1] * 5, 7) * 9;
        const std::uint64_t shifted = state_[1] << 17U;
        state_[2] ^= state_[0];
        state_[3] ^= state_[1];
        state_[1] ^= state_[2];
        state_[0] ^= state_[3];
        state_[2] ^= shifted;
        state_[3] = rotate(state_[3], 45);
        return result;
    }

    /// [0, 1)
    double uniform() noexcept { return static_cast<double>(next() >> 11U) * 0x1.0p-53; }

    double between(const double low, const double high) noexcept {
        return low + (high - low) * uniform();
    }

    /// 0 .. count - 1; count must not be 0.
    std::size_t index(const std::size_t count) noexcept {
        return static_cast<std::size_t>(uniform() * static_cast<double>(count));
    }

    bool chance(const double probability) noexcept { return uniform() < probability; }

    /// Standard normal (Box-Muller).
    double normal() noexcept {
        const double radius = std::sqrt(-2 * std::log(1 - uniform()));
        return radius * std::cos(2 * std::numbers::pi * uniform());
    }

    /// Standard Gumbel: the largest of weight + gumbel() is a draw by softmax of the weights.
    double gumbel() noexcept { return -std::log(-std::log(1 - uniform()) + 1e-300); }

    /// Index drawn in proportion to weights that are not negative and not all 0.
    std::size_t weighted(const std::span<const double> weights) noexcept {
        double left = 0;
        for (const double weight : weights) {
            left += weight;
        }
        left *= uniform();
        for (std::size_t i = 0; i + 1 < weights.size(); ++i) {
            left -= weights[i];
            if (left < 0) {
                return i;
            }
        }
        return weights.size() - 1;
    }

    template <class Container>
    const auto& pick(const Container& from) noexcept {
        return from[index(from.size())];
    }

  private:
    static std::uint64_t rotate(const std::uint64_t word, const unsigned by) noexcept {
        return (word << by) | (word >> (64U - by));
    }

    std::array<std::uint64_t, 4> state_{};
};

}  // namespace haberdash
