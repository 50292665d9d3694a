// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/runs/train_options.h"
#include "core/learn/model/catalog_scores.h"
#include "core/learn/model/floors.h"
#include "core/learn/model/multimodal.h"
#include "core/learn/model/shopper_vectors.h"

#include <torch/torch.h>

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace haberdash {

/// Tensors of some rows of a catalog; those of modalities that the run does not use are undefined.
struct ItemRows {
    torch::Tensor text;        ///< [n, textDim]
    torch::Tensor hasText;     ///< [n, 1], 0 or 1
    torch::Tensor image;       ///< [n, imageDim]
    torch::Tensor hasImage;    ///< [n, 1]
    torch::Tensor facts;       ///< [n, kFactColumns], int64
    torch::Tensor popularity;  ///< [n], log(1 + shoppers)
    torch::Tensor isKnown;     ///< [n], 0 or 1
};

/// All rows of `inputs`, showing its memory: it has to outlive what is made of them.
ItemRows tensorsOf(const ItemInputs& inputs);
ItemRows selectRows(const ItemRows& all, const torch::Tensor& rows);

/// What products say in the taste of the formula: x are their contents.
struct Tastes {
    torch::Tensor history;  ///< t A x [n, dim], whose weighted mean is a history's
    torch::Tensor item;     ///< B x [n, dim]
    torch::Tensor leaning;  ///< w . x [n]
};

struct NetworkShape {
    std::int64_t textDim = 0;  ///< 0: not used
    std::int64_t imageDim = 0;
    std::vector<std::int64_t> factSizes;  ///< empty: not used
    std::int64_t dim = 64;
    std::int64_t hidden = 128;
    std::int64_t length = 50;
    std::string fusion;
    std::string history;
    std::string head;
    double dropout = 0;
};

NetworkShape shapeOf(const ItemInputs& inputs, const ModelFile& base, const TrainOptions& options);

/// The formula of multimodal.h. While training, whole modalities and popularities are left out at
/// random, so that what stands for a missing one is learned even where nothing is missing.
class Network : public torch::nn::Module {
  public:
    explicit Network(NetworkShape shape);

    std::int64_t width() const noexcept { return shape_.dim; }

    /// -> [n, dim]. Modalities whose bit is not in `present` count as missing.
    torch::Tensor encodeItems(const ItemRows& rows, unsigned present = kAllParts);

    /// z [B, L, dim], newest last; weight [B, L], 0 for what is not to be seen -> [B, dim].
    torch::Tensor encodeHistory(const torch::Tensor& z, const torch::Tensor& weight);

    /// Whether a history is its weighted mean, and what stands for an empty one [dim].
    bool readsMean() const { return shape_.history == "mean"; }

    const torch::Tensor& withoutHistory() const noexcept { return cold_; }

    /// The same for history mean, z [n, dim] being rows that places [B * L] point to.
    torch::Tensor encodeMean(const torch::Tensor& z,
                             const torch::Tensor& places,
                             const torch::Tensor& weight);

    /// u [B, dim], z [B, C, dim] -> [B, C].
    torch::Tensor headOf(const torch::Tensor& u, const torch::Tensor& z);

    /// x of the formula, [n, textDim + imageDim]; a modality whose bit is not in `present`, or that
    /// a product lacks, is zero. Undefined where the run looks at neither.
    torch::Tensor contentsOf(const ItemRows& rows, unsigned present = kAllParts) const;

    Tastes tastesOf(const torch::Tensor& x);

    /// The part of the head that depends on z alone -> [n, hidden]; undefined for head dot.
    torch::Tensor preparedItems(const torch::Tensor& z);

    /// The head as numbers, for CatalogScores.
    HeadWeights headWeights() const;

    /// Of what u [1, dim] alone decides in the head -> [hidden]; empty for head dot.
    std::vector<float> userHidden(const torch::Tensor& u);

    /// What contentLogit() multiplies nearness by.
    std::array<float, 4> nearScale() const;

    /// near [..., 4], popularity and isKnown [...] -> [...].
    torch::Tensor contentLogit(const torch::Tensor& near,
                               const torch::Tensor& popularity,
                               const torch::Tensor& isKnown);

    const NetworkShape& shape() const noexcept { return shape_; }

    /// Whether the parameter is figures that stand alone (factors and an offset of the logit), not
    /// weights of a layer: they learn faster and do not decay.
    bool isFigure(const std::string& parameter) const { return figures_.contains(parameter); }

  private:
    torch::Tensor figure(const char* name, torch::Tensor start);
    torch::Tensor fuse(const std::vector<torch::Tensor>& tokens);

    double dropoutNow() const { return is_training() ? shape_.dropout : 0; }

    torch::Tensor tokenOf(const torch::Tensor& projected,
                          const torch::Tensor& missing,
                          torch::Tensor has,
                          bool isPresent);
    torch::Tensor meanOf(const torch::Tensor& z, const torch::Tensor& weight);
    void addModalities();
    void addFusion();
    void addHistory();
    void addHead();
    void addTaste();

    NetworkShape shape_;
    std::set<std::string> figures_;
    std::int64_t tokens_ = 0;
    torch::nn::Linear text_{nullptr}, image_{nullptr}, facts_{nullptr};
    torch::nn::LayerNorm textNorm_{nullptr}, imageNorm_{nullptr}, factsNorm_{nullptr},
        outNorm_{nullptr};
    torch::nn::ModuleList factTables_;
    torch::Tensor missingText_, missingImage_, missingFacts_;
    torch::nn::Linear fuseIn_{nullptr}, fuseOut_{nullptr}, fuseKey_{nullptr};
    torch::Tensor fuseQuery_;
    torch::Tensor cold_, place_, weightVector_;
    torch::nn::GRU gru_{nullptr};
    torch::nn::TransformerEncoder encoder_{nullptr};
    torch::nn::Linear headUser_{nullptr}, headItem_{nullptr}, headProduct_{nullptr},
        headDistance_{nullptr}, headOut_{nullptr};
    torch::Tensor headScale_;
    torch::Tensor tasteHistory_, tasteItem_, tasteScale_, leaning_;
    torch::Tensor nearScale_, popularityScale_, unknownPopularity_, offset_;
};

void putWeights(ModelFile& model, const std::string& prefix, const Network& network);

/// Throws Error(Model) when a weight is missing or of another shape.
void takeWeights(Network& network, const ModelFile& model, const std::string& prefix);

/// A network over a catalog. Products are encoded once, at refresh().
class NetworkScorer final : public Scorer {
  public:
    /// Keeps the network; `inputs` has to outlive the scorer.
    NetworkScorer(std::shared_ptr<Network> network,
                  const ItemInputs& inputs,
                  const TrainOptions& options,
                  std::optional<Calibration> calibration);

    /// Encodes all products anew, after the weights changed. `shoppers` may be empty.
    void refresh(ShopperVectors shoppers = {});

    void score(const Asker& asker, std::span<float> out) override;
    void scoreRows(const Asker& asker,
                   std::span<const std::uint32_t> rows,
                   std::size_t catalog,
                   std::span<float> out) override;
    double scoreOne(const Asker& asker, std::uint32_t row, unsigned present) override;
    unsigned parts() const override;

    std::optional<Calibration> calibration() const override { return calibration_; }

    const ContentVectors* contents() const override { return &inputs_.contents; }

    ItemForm itemForm() const override { return {&products_, {}}; }

  private:
    /// What a shopper's history is -> [dim].
    std::vector<float> historyOf(std::span<const Recent> recents);

    /// Adds what the shopper is besides, if that is known.
    void addShopper(const Asker& asker, std::span<float> u) const;

    std::shared_ptr<Network> network_;
    const ItemInputs& inputs_;
    std::size_t historyLength_;
    double historyDecay_;
    std::optional<Calibration> calibration_;
    ItemRows rows_;
    std::vector<std::uint32_t> allRows_;
    torch::Tensor z_;
    torch::Tensor taste_;  ///< Tastes::history of all products; undefined without contents
    ShopperVectors shoppers_;
    Matrix products_;  ///< z_ for those who know no tensors
    std::optional<CatalogScores> scores_;
};

}  // namespace haberdash
