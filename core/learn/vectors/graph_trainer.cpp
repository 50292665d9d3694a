// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/vectors/adam_table.h"
#include "core/learn/vectors/item_graph.h"
#include "core/learn/vectors/pair_order.h"
#include "core/learn/vectors/projection.h"
#include "core/learn/vectors/sparse_graph.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace haberdash {

namespace {

constexpr double kStart = 0.1;  ///< deviation of the embeddings to begin with

// The final vectors are F = (E + A E + ... + A^K E) / (K + 1) = (E + A T) / (K + 1) with
// T = E + A E + ... + A^(K-1) E: T is computed whole, F for the rows of a step only. Backwards the
// same: dE = (g + A g + ... + A^K g) / (K + 1), where g has the few rows of the step.
class GraphTrainer final : public VectorTrainer {
  public:
    explicit GraphTrainer(const VectorInputs& inputs)
        : inputs_(inputs),
          dim_(static_cast<std::size_t>(inputs.options.embeddingDim)),
          layers_(static_cast<std::size_t>(inputs.options.layers)),
          firstItem_(static_cast<std::uint32_t>(inputs.pairs.shoppers())),
          nodes_(inputs.pairs.shoppers() + inputs.pairs.items),
          order_(inputs),
          steps_(inputs.options),
          embeddings_("nodes", nodes_, dim_, kStart, drawsOf(inputs.options, 104)),
          whole_(inputs.pairs),
          gradients_(nodes_, dim_),
          summed_(nodes_ * dim_),
          scratch_(nodes_ * dim_),
          sparse_(nodes_ * dim_) {
        if (inputs.options.kind == "freedom") {
            items_.emplace(inputs.contents,
                           inputs.isKnown,
                           static_cast<std::size_t>(inputs.options.graphNeighbours));
            content_.emplace(inputs.contents, inputs.options);
        }
    }

    double trainEpoch(const std::uint64_t epoch, const OnStep& onStep) override {
        order_.startEpoch(epoch);
        if (items_) {
            thinned_.emplace(inputs_.pairs,
                             inputs_.options.edgeDropout,
                             drawsOf(inputs_.options, mixed(epoch) + 1));
        }
        double loss = 0;
        for (std::size_t index = 0; index < order_.batchCount(); ++index) {
            onStep(index, order_.batchCount());
            loss += step(thinned_ ? *thinned_ : whole_, order_.batch(index));
        }
        thinned_.reset();
        return loss /
               static_cast<double>(inputs_.pairs.rows.size() *
                                   static_cast<std::size_t>(inputs_.options.negativesPerPositive));
    }

    VectorModel model() override;
    void putModel(ModelFile& file, const VectorModel& model) const override;

    void put(ModelFile& file) const override {
        embeddings_.put(file);
        if (content_) {
            content_->put(file);
        }
        file.integers["adam.steps"] = {steps_.count()};
    }

    void take(const ModelFile& file) override {
        embeddings_.take(file);
        if (content_) {
            content_->take(file);
        }
        steps_.set(file.integersOf("adam.steps").at(0));
    }

  private:
    struct Places {
        std::uint32_t shopper = 0;
        std::uint32_t chosen = 0;
        std::uint32_t other = 0;
    };

    // summed_ = x + A x + ... + A^times x.
    void sumLayers(const SparseGraph& graph, const float* const x, const std::size_t times) {
        if (times == 0) {
            std::copy_n(x, summed_.size(), summed_.begin());
            return;
        }
        graph.propagate(x, x, dim_, summed_.data());
        for (std::size_t layer = 1; layer < times; ++layer) {
            graph.propagate(x, summed_.data(), dim_, scratch_.data());
            summed_.swap(scratch_);
        }
    }

    double step(const SparseGraph& graph, const std::span<const Triple> triples) {
        places_.clear();
        for (const Triple& triple : triples) {
            places_.push_back({gradients_.use(triple.shopper),
                               gradients_.use(firstItem_ + triple.chosen),
                               gradients_.use(firstItem_ + triple.other)});
        }
        forward(graph);
        double loss = 0;
        for (const Places& at : places_) {
            loss += learn(at);
        }
        backward(graph);
        const kernels::AdamStep step = steps_.next();
        embeddings_.step(summed_, step);
        if (content_) {
            content_->step(step, steps_.decayInGradient());
        }
        gradients_.clear();
        return loss;
    }

    void forward(const SparseGraph& graph) {
        const float* const e = embeddings_.weights().data();
        sumLayers(graph, e, layers_ - 1);
        const auto rows = gradients_.rows();
        final_.resize(rows.size() * dim_);
        const float share = 1.0F / static_cast<float>(layers_ + 1);
        for (std::size_t place = 0; place < rows.size(); ++place) {
            float* const out = final_.data() + place * dim_;
            graph.propagateRow(rows[place], e + rows[place] * dim_, summed_.data(), dim_, out);
            for (std::size_t i = 0; i < dim_; ++i) {
                out[i] *= share;
            }
            if (items_ && rows[place] >= firstItem_) {
                items_->addRow(rows[place] - firstItem_, e + firstItem_ * dim_, dim_, out);
            }
        }
        if (content_) {
            // Shoppers have no content: products alone are gathered, in the order of their places.
            gathered_.clear();
            contentOf_.assign(rows.size(), 0);
            for (std::size_t place = 0; place < rows.size(); ++place) {
                if (rows[place] >= firstItem_) {
                    contentOf_[place] = static_cast<std::uint32_t>(gathered_.size());
                    gathered_.push_back(static_cast<std::uint32_t>(rows[place] - firstItem_));
                }
            }
            content_->gather(gathered_);
        }
    }

    double learn(const Places& at) {
        const float* const u = final_.data() + at.shopper * dim_;
        const float* const chosen = final_.data() + at.chosen * dim_;
        const float* const other = final_.data() + at.other * dim_;
        const PairLoss found = pairLoss(kernels::dotOfDifference(u, chosen, other, dim_));
        float* const gu = gradients_.at(at.shopper);
        kernels::addPairGradient(-found.pull,
                                 u,
                                 chosen,
                                 other,
                                 gu,
                                 gradients_.at(at.chosen),
                                 gradients_.at(at.other),
                                 dim_);
        return found.loss +
               (content_ ? content_->learn(u, gu, contentOf_[at.chosen], contentOf_[at.other])
                         : 0.0);
    }

    // Leaves dE in summed_.
    void backward(const SparseGraph& graph) {
        const auto rows = gradients_.rows();
        for (std::uint32_t place = 0; place < rows.size(); ++place) {
            std::copy_n(gradients_.at(place), dim_, sparse_.data() + rows[place] * dim_);
        }
        summed_ = sparse_;
        for (std::uint32_t place = 0; place < rows.size(); ++place) {
            graph.scatterRow(rows[place], gradients_.at(place), dim_, summed_.data());
        }
        for (std::size_t layer = 1; layer < layers_; ++layer) {
            graph.propagate(sparse_.data(), summed_.data(), dim_, scratch_.data());
            summed_.swap(scratch_);
        }
        const float share = 1.0F / static_cast<float>(layers_ + 1);
        for (float& value : summed_) {
            value *= share;
        }
        const float decay = steps_.decayInGradient();
        for (std::uint32_t place = 0; place < rows.size(); ++place) {
            const std::uint32_t node = rows[place];
            if (items_ && node >= firstItem_) {
                items_->scatterRow(node - firstItem_,
                                   gradients_.at(place),
                                   dim_,
                                   summed_.data() + firstItem_ * dim_);
            }
            kernels::addScaled(summed_.data() + node * dim_,
                               decay * gradients_.useCount(place),
                               embeddings_.row(node),
                               dim_);
            std::fill_n(sparse_.data() + node * dim_, dim_, 0.0F);
        }
    }

    const VectorInputs inputs_;
    std::size_t dim_;
    std::size_t layers_;
    std::uint32_t firstItem_;
    std::size_t nodes_;
    PairOrder order_;
    StepCounter steps_;
    AdamTable embeddings_;
    SparseGraph whole_;
    std::optional<SparseGraph> thinned_;
    std::optional<ItemGraph> items_;
    std::optional<ContentLoss> content_;
    RowGradients gradients_;  ///< of the final vectors
    std::vector<float> summed_, scratch_, sparse_, final_;
    std::vector<Places> places_;
    std::vector<std::uint32_t> gathered_;
    std::vector<std::uint32_t> contentOf_;  ///< place of a node among the gathered, by its place
};

VectorModel GraphTrainer::model() {
    const float* const e = embeddings_.weights().data();
    sumLayers(whole_, e, layers_ - 1);
    VectorModel model;
    model.shoppers.vectors = Matrix(inputs_.pairs.shoppers(), dim_);
    model.given = Matrix(inputs_.pairs.items, dim_);
    VectorSide own{0, Matrix(inputs_.pairs.items, dim_), {}};
    const float share = 1.0F / static_cast<float>(layers_ + 1);
    for (std::uint32_t node = 0; node < nodes_; ++node) {
        const auto out = node < firstItem_ ? model.shoppers.vectors.mutableRow(node)
                                           : own.vectors.mutableRow(node - firstItem_);
        whole_.propagateRow(node, e + node * dim_, summed_.data(), dim_, out.data());
        std::ranges::for_each(out, [share](float& value) { value *= share; });
        if (node >= firstItem_ && whole_.degree(node) > 0) {
            const auto given = model.given.mutableRow(node - firstItem_);
            const auto factor = static_cast<float>(
                static_cast<double>(share) / std::sqrt(static_cast<double>(whole_.degree(node))));
            kernels::addScaled(given.data(), factor, summed_.data() + node * dim_, dim_);
        }
    }
    clearUnknown(own, inputs_.isKnown);
    model.sides.push_back(std::move(own));
    if (items_) {
        items_->addSides(model, e + firstItem_ * dim_, dim_);
    }
    return model;
}

void GraphTrainer::putModel(ModelFile& file, const VectorModel& model) const {
    putVectorModel(file, model);
    if (items_) {
        const float* const items = embeddings_.row(firstItem_);
        file.matrices["vectors.nodes"] =
            Matrix(inputs_.pairs.items,
                   dim_,
                   std::vector<float>(items, items + inputs_.pairs.items * dim_));
        file.integers["graph.neighbours"] = {inputs_.options.graphNeighbours};
    }
}

}  // namespace

std::unique_ptr<VectorTrainer> makeGraphTrainer(const VectorInputs& inputs) {
    return std::make_unique<GraphTrainer>(inputs);
}

}  // namespace haberdash
