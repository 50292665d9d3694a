// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What a training run can be told. It lives with the data, not with the training, because both
// programs know it: the engine obeys it, the window makes its form of it before any engine runs.

#include "core/data/base/options.h"

#include <cstdint>
#include <string>
#include <vector>

namespace haberdash {

/// Defaults are the preset "balanced".
struct TrainOptions {
    // model.*
    std::string kind = "multimodal";  ///< see the choices in describe()
    std::string modalities =
        "text,image,facts";  ///< any of them, comma separated; of content and multimodal
    std::string fusion = "gate";
    std::string history = "mean";
    std::string head = "mlp";
    bool shopperVectors = false;     ///< of multimodal: one more for each shopper that is known
    std::int64_t embeddingDim = 64;  ///< width of item and shopper vectors
    std::int64_t hiddenDim = 128;    ///< width of the MLPs' hidden layers
    std::int64_t reducedDim = 128;   ///< PCA width of each modality, fitted on training items
    double dropout = 0.1;
    std::int64_t historyLength = 50;  ///< latest events kept
    double historyDecay = 0.99;       ///< weight of an event one day older
    std::int64_t neighbours = 100;    ///< of item-knn
    double shrinkage = 10;            ///< of item-knn: pulls similarities with little evidence to 0
    std::int64_t layers = 2;          ///< of lightgcn and freedom: steps along the graph
    double edgeDropout = 0.8;         ///< of freedom: share of the graph left out in an epoch
    std::int64_t graphNeighbours = 10;  ///< of freedom: links of a product to those like it
    double contentWeight = 0.01;        ///< of freedom: of the loss on texts and pictures alone
    std::string members;                ///< of ensemble: runs, comma separated
    // train.*
    std::string loss = "bce";
    std::string negatives = "uniform";
    std::int64_t negativesPerPositive = 8;
    double temperature = 1;           ///< of softmax: scores are divided by it
    double labelWeight = 20;          ///< of multimodal: of one label, in examples of events
    std::string propensity = "none";  ///< of multimodal; see core/learn/train/propensity.h
    double propensityDecay = 0.8;     ///< of position: rank r is looked at with r^-decay
    double propensityClip = 2;        ///< largest weight
    std::int64_t epochs = 60;
    std::int64_t batchSize = 256;
    double learningRate = 2e-3;
    std::string optimizer = "adam";
    double weightDecay = 1e-4;
    double clipNorm = 5.0;
    std::int64_t warmupSteps = 100;
    std::int64_t patience = 12;      ///< epochs without a better validation metric
    std::int64_t validateEvery = 1;  ///< epochs between looks at validation and checkpoints
    std::string metric = "ndcg@10";  ///< watched for early stopping
    std::int64_t seed = 7;
    std::int64_t threads = 1;
    // data.*
    /// auto, real or simulated: never both. auto: the real ones where a hundred shoppers are real
    /// or none is simulated, else the simulated.
    std::string events = "auto";
    std::string protocol = "global-time";  ///< global-time, leave-last, ratio, cold-items, given
    double validationShare = 0.1;
    double testShare = 0.1;
    std::int64_t splitSeed =
        7;  ///< of ratio and cold-items; apart from train.seed, so that seeds share a split
};

/// The list behind --set, the config file, a run's record and the window's form.
std::vector<Option> describe(TrainOptions& options);

/// Kinds whose models are made of products' texts and pictures, so that features have to be there.
bool looksAtProducts(const std::string& kind);

/// A named set of differences from the defaults.
struct Preset {
    std::string key;   ///< "balanced", "quick", "thorough", "text-only", ...
    std::string name;  ///< English; the window translates it
    std::string help;
    Json values;  ///< for setOptions()
};

const std::vector<Preset>& trainPresets();

}  // namespace haberdash
