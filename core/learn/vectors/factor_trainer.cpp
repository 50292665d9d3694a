// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/vectors/adam_table.h"
#include "core/learn/vectors/pair_order.h"
#include "core/learn/vectors/projection.h"

#include <algorithm>
#include <optional>

namespace haberdash {

namespace {

constexpr double kStart = 0.05;  ///< deviation of the vectors to begin with

class FactorTrainer final : public VectorTrainer {
  public:
    explicit FactorTrainer(const VectorInputs& inputs)
        : inputs_(inputs),
          dim_(static_cast<std::size_t>(inputs.options.embeddingDim)),
          hasContent_(inputs.options.kind == "vbpr"),
          order_(inputs),
          steps_(inputs.options),
          shoppers_("shoppers",
                    inputs.pairs.shoppers(),
                    hasContent_ ? 2 * dim_ : dim_,
                    kStart,
                    drawsOf(inputs.options, 101)),
          items_("items", inputs.pairs.items, dim_ + 1, kStart, drawsOf(inputs.options, 102)),
          shopperGradients_(inputs.pairs.shoppers(), shoppers_.weights().cols()),
          itemGradients_(inputs.pairs.items, dim_ + 1) {
        if (hasContent_) {
            content_.emplace("content", inputs.contents, dim_ + 1, inputs.options);
        }
    }

    double trainEpoch(const std::uint64_t epoch, const OnStep& onStep) override {
        order_.startEpoch(epoch);
        double loss = 0;
        for (std::size_t index = 0; index < order_.batchCount(); ++index) {
            onStep(index, order_.batchCount());
            loss += step(order_.batch(index));
        }
        return loss /
               static_cast<double>(inputs_.pairs.rows.size() *
                                   static_cast<std::size_t>(inputs_.options.negativesPerPositive));
    }

    VectorModel model() override {
        VectorModel model;
        const std::size_t width = shoppers_.weights().cols();
        VectorSide own{
            0, Matrix(inputs_.pairs.items, width), std::vector<float>(inputs_.pairs.items)};
        for (std::size_t row = 0; row < inputs_.pairs.items; ++row) {
            std::copy_n(items_.row(row), dim_, own.vectors.mutableRow(row).begin());
            own.bias[row] = items_.row(row)[dim_];
        }
        clearUnknown(own, inputs_.isKnown);
        model.sides.push_back(std::move(own));
        if (content_) {
            content_->addSides(model, inputs_.contents);
        }
        model.shoppers.vectors = shoppers_.weights();
        return model;
    }

    void putModel(ModelFile& file, const VectorModel& model) const override {
        VectorModel stored = model;
        stored.sides.resize(1);  // the others are made again from the projections
        putVectorModel(file, stored);
        if (content_) {
            content_->putProjections(file);
        }
    }

    void put(ModelFile& file) const override {
        shoppers_.put(file);
        items_.put(file);
        if (content_) {
            content_->put(file);
        }
        file.integers["adam.steps"] = {steps_.count()};
    }

    void take(const ModelFile& file) override {
        shoppers_.take(file);
        items_.take(file);
        if (content_) {
            content_->take(file);
        }
        steps_.set(file.integersOf("adam.steps").at(0));
    }

  private:
    // Places of a triple's rows among the gradients.
    struct Places {
        std::uint32_t shopper = 0;
        std::uint32_t chosen = 0;
        std::uint32_t other = 0;
    };

    void place(const std::span<const Triple> triples) {
        places_.clear();
        for (const Triple& triple : triples) {
            places_.push_back({shopperGradients_.use(triple.shopper),
                               itemGradients_.use(triple.chosen),
                               itemGradients_.use(triple.other)});
        }
    }

    double step(const std::span<const Triple> triples) {
        place(triples);
        if (content_) {
            content_->gather(itemGradients_.rows());
        }
        constexpr std::size_t kAhead = 4;
        double loss = 0;
        for (std::size_t index = 0; index < triples.size(); ++index) {
            if (index + kAhead < triples.size()) {
                const Triple& next = triples[index + kAhead];
                shoppers_.prefetch(next.shopper);
                items_.prefetch(next.chosen);
                items_.prefetch(next.other);
            }
            loss += learn(triples[index], places_[index]);
        }
        const kernels::AdamStep step = steps_.next();
        shoppers_.step(shopperGradients_, step, steps_.decayInGradient());
        items_.step(itemGradients_, step, steps_.decayInGradient());
        if (content_) {
            content_->step(step, steps_.decayInGradient());
        }
        shopperGradients_.clear();
        itemGradients_.clear();
        return loss;
    }

    double learn(const Triple& triple, const Places& at) {
        const float* const p = shoppers_.row(triple.shopper);
        const float* const chosen = items_.row(triple.chosen);
        const float* const other = items_.row(triple.other);
        float margin =
            kernels::dotOfDifference(p, chosen, other, dim_) + chosen[dim_] - other[dim_];
        if (content_) {
            const float* const seen = content_->row(at.chosen);
            const float* const unseen = content_->row(at.other);
            margin +=
                kernels::dotOfDifference(p + dim_, seen, unseen, dim_) + seen[dim_] - unseen[dim_];
        }
        const PairLoss found = pairLoss(margin);
        const float g = -found.pull;
        float* const gp = shopperGradients_.at(at.shopper);
        float* const gChosen = itemGradients_.at(at.chosen);
        float* const gOther = itemGradients_.at(at.other);
        kernels::addPairGradient(g, p, chosen, other, gp, gChosen, gOther, dim_);
        gChosen[dim_] += g;
        gOther[dim_] -= g;
        if (content_) {
            content_->addPair(g, p + dim_, gp + dim_, at.chosen, at.other, dim_);
        }
        return found.loss;
    }

    const VectorInputs inputs_;
    std::size_t dim_;
    bool hasContent_;
    PairOrder order_;
    StepCounter steps_;
    AdamTable shoppers_;  ///< p_u, or [p_u, theta_u]
    AdamTable items_;     ///< [q_i, b_i]
    std::optional<Projection> content_;
    RowGradients shopperGradients_, itemGradients_;
    std::vector<Places> places_;
};

}  // namespace

std::unique_ptr<VectorTrainer> makeFactorTrainer(const VectorInputs& inputs) {
    return std::make_unique<FactorTrainer>(inputs);
}

}  // namespace haberdash
