// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/model/ensemble.h"

#include "core/data/base/error.h"
#include "core/data/base/numbers.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <string>

namespace haberdash {

namespace {

std::string prefixOf(const std::size_t member) {
    return fmt::format("member{}.", member);
}

template <class Map>
void addPrefixed(Map& target, const Map& source, const std::string& prefix) {
    for (const auto& [name, value] : source) {
        target[prefix + name] = value;
    }
}

template <class Map>
Map withoutPrefix(const Map& source, const std::string& prefix) {
    Map found;
    for (auto entry = source.lower_bound(prefix);
         entry != source.end() && entry->first.starts_with(prefix);
         ++entry) {
        found[entry->first.substr(prefix.size())] = entry->second;
    }
    return found;
}

struct Spread {
    double mean = 0;
    double deviation = 1;

    double standardised(const double score) const { return (score - mean) / deviation; }
};

Spread spreadOf(const std::span<const float> scores) {
    double sum = 0;
    double squares = 0;
    for (const float score : scores) {
        sum += static_cast<double>(score);
        squares += static_cast<double>(score) * static_cast<double>(score);
    }
    const double n = std::max<double>(1, static_cast<double>(scores.size()));
    const double mean = sum / n;
    const double variance = squares / n - mean * mean;
    // Where all products score the same, a member has nothing to say.
    return {mean, variance > 1e-12 ? std::sqrt(variance) : 1.0};
}

class EnsembleScorer final : public Scorer {
  public:
    EnsembleScorer(std::vector<std::unique_ptr<Scorer>> members,
                   const std::size_t rows,
                   const std::optional<Calibration> calibration)
        : members_(std::move(members)), scores_(rows), calibration_(calibration) {}

    void score(const Asker& asker, const std::span<float> out) override {
        std::ranges::fill(out, 0.0F);
        for (const auto& member : members_) {
            member->score(asker, scores_);
            const Spread spread = spreadOf(scores_);
            for (std::size_t row = 0; row < out.size(); ++row) {
                out[row] +=
                    static_cast<float>(spread.standardised(static_cast<double>(scores_[row])));
            }
        }
    }

    double scoreOne(const Asker& asker, const std::uint32_t row, const unsigned present) override {
        double sum = 0;
        for (const auto& member : members_) {
            member->score(asker, scores_);
            sum += spreadOf(scores_).standardised(
                member->scoreOne(asker, row, present & member->parts()));
        }
        return sum;
    }

    unsigned parts() const override {
        unsigned parts = 0;
        for (const auto& member : members_) {
            parts |= member->parts();
        }
        return parts;
    }

    std::optional<Calibration> calibration() const override { return calibration_; }

    const ContentVectors* contents() const override {
        for (const auto& member : members_) {
            if (member->contents() != nullptr) {
                return member->contents();
            }
        }
        return nullptr;
    }

  private:
    std::vector<std::unique_ptr<Scorer>> members_;
    std::vector<float> scores_;
    std::optional<Calibration> calibration_;
};

}  // namespace

void putMembers(ModelFile& file, const std::vector<ModelFile>& members) {
    file.words["members"] = fmt::format("{}", members.size());
    for (std::size_t member = 0; member < members.size(); ++member) {
        const std::string prefix = prefixOf(member);
        addPrefixed(file.matrices, members[member].matrices, prefix);
        addPrefixed(file.integers, members[member].integers, prefix);
        addPrefixed(file.words, members[member].words, prefix);
    }
}

std::unique_ptr<Scorer> makeEnsembleScorer(Project& project,
                                           const std::vector<ItemId>& items,
                                           const ModelFile& model) {
    constexpr std::int64_t kMostMembers = 100;
    const std::int64_t count = parseInteger(model.word("members")).value_or(0);
    if (count < 1 || count > kMostMembers) {
        throw Error(ErrorKind::Model, "The ensemble's members are damaged; train it again.");
    }
    std::vector<std::unique_ptr<Scorer>> members;
    for (std::size_t member = 0; member < static_cast<std::size_t>(count); ++member) {
        const std::string prefix = prefixOf(member);
        members.push_back(makeScorer(project,
                                     items,
                                     {withoutPrefix(model.matrices, prefix),
                                      withoutPrefix(model.integers, prefix),
                                      withoutPrefix(model.words, prefix)}));
    }
    return std::make_unique<EnsembleScorer>(
        std::move(members), items.size(), calibrationFrom(model));
}

}  // namespace haberdash
