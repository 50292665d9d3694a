// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/runs/train_options.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace haberdash {

namespace {

std::vector<std::string> metricKeys() {
    std::vector<std::string> keys;
    for (const char* const metric :
         {"ndcg", "recall", "precision", "f1", "hit", "mrr", "map", "map_rel"}) {
        for (const int k : {5, 10, 20}) {
            keys.push_back(fmt::format("{}@{}", metric, k));
        }
    }
    return keys;
}

std::vector<Option> modelOptions(TrainOptions& o) {
    return {
        {.key = "model.kind",
         .help = "What ranks the products: the learned model or one of the simple ones that it has "
                 "to beat.",
         .value = &o.kind,
         .choices = {"multimodal", "content", "item-knn", "popularity", "random"}},
        {.key = "model.modalities",
         .help = "What the model may look at: product text, pictures and catalog facts.",
         .value = &o.modalities,
         .choices = {"text,image,facts",
                     "text,image",
                     "text,facts",
                     "image,facts",
                     "text",
                     "image",
                     "facts"}},
        {.key = "model.fusion",
         .help = "How text, picture and facts are joined into one vector per product.",
         .value = &o.fusion,
         .choices = {"concat", "product", "sum", "gate", "attention"},
         .advanced = true},
        {.key = "model.history",
         .help = "How a shopper's earlier events become one vector: their average, the newest "
                 "counting most, or a network that reads them in order.",
         .value = &o.history,
         .choices = {"mean", "gru", "attention"},
         .advanced = true},
        {.key = "model.head",
         .help = "How the shopper's and the product's vectors become a likelihood of preference.",
         .value = &o.head,
         .choices = {"mlp", "dot"},
         .advanced = true},
        {.key = "model.embedding_dim",
         .help = "Width of the product and shopper vectors: more can tell finer tastes apart but "
                 "learns slower.",
         .value = &o.embeddingDim,
         .low = 4,
         .high = 1024,
         .advanced = true},
        {.key = "model.hidden_dim",
         .help = "Width of the hidden layers.",
         .value = &o.hiddenDim,
         .low = 4,
         .high = 4096,
         .advanced = true},
        {.key = "model.reduced_dim",
         .help = "Numbers kept of each text and picture vector before training.",
         .value = &o.reducedDim,
         .low = 2,
         .high = 1024,
         .advanced = true},
        {.key = "model.dropout",
         .help = "Share of the hidden units left out at random while training, against learning by "
                 "heart.",
         .value = &o.dropout,
         .low = 0,
         .high = 0.9,
         .advanced = true},
        {.key = "model.history_length",
         .help = "How many of a shopper's latest events are looked at.",
         .value = &o.historyLength,
         .low = 1,
         .high = 1000,
         .advanced = true},
        {.key = "model.history_decay",
         .help = "What an event one day older counts, compared with the newer one.",
         .value = &o.historyDecay,
         .low = 0,
         .high = 1,
         .advanced = true},
        {.key = "model.neighbours",
         .help = "How many similar products item-knn keeps for each product.",
         .value = &o.neighbours,
         .low = 1,
         .high = 1000,
         .advanced = true},
        {.key = "model.shrinkage",
         .help = "How strongly item-knn distrusts similarities that few shoppers stand behind.",
         .value = &o.shrinkage,
         .low = 0,
         .high = 1000000,
         .advanced = true},
    };
}

std::vector<Option> trainingOptions(TrainOptions& o) {
    return {
        {.key = "train.epochs",
         .help = "How often the model goes through all examples, at most.",
         .value = &o.epochs,
         .low = 1,
         .high = 10000},
        {.key = "train.learning_rate",
         .help = "Size of a learning step: too large is unsteady, too small is slow.",
         .value = &o.learningRate,
         .low = 1e-7,
         .high = 1},
        {.key = "train.batch_size",
         .help = "Examples looked at in one step.",
         .value = &o.batchSize,
         .low = 1,
         .high = 65536},
        {.key = "train.patience",
         .help = "Epochs without a better result after which training stops by itself.",
         .value = &o.patience,
         .low = 1,
         .high = 1000},
        {.key = "train.metric",
         .help = "The figure on the validation shoppers that decides which epoch is best.",
         .value = &o.metric,
         .choices = metricKeys()},
        {.key = "train.seed",
         .help = "Start of all random choices: the same seed gives the same model.",
         .value = &o.seed,
         .low = 0,
         .high = 4294967295.0},
        {.key = "train.loss",
         .help = "What training minimises: the error of the predicted likelihood (bce), or of the "
                 "order of "
                 "chosen products before others (bpr, softmax).",
         .value = &o.loss,
         .choices = {"bce", "bpr", "softmax"},
         .advanced = true},
        {.key = "train.negatives",
         .help = "How products that a shopper did not choose are drawn as counterexamples.",
         .value = &o.negatives,
         .choices = {"uniform", "popularity"},
         .advanced = true},
        {.key = "train.negatives_per_positive",
         .help = "Counterexamples drawn for each product that was chosen.",
         .value = &o.negativesPerPositive,
         .low = 1,
         .high = 1000,
         .advanced = true},
        {.key = "train.weight_decay",
         .help = "Pull of all weights towards zero, against learning by heart.",
         .value = &o.weightDecay,
         .low = 0,
         .high = 1,
         .advanced = true},
        {.key = "train.clip_norm",
         .help = "Longest learning step allowed; 0 allows any.",
         .value = &o.clipNorm,
         .low = 0,
         .high = 1000,
         .advanced = true},
        {.key = "train.warmup_steps",
         .help = "Steps over which the learning rate rises from zero.",
         .value = &o.warmupSteps,
         .low = 0,
         .high = 1000000,
         .advanced = true},
        {.key = "train.threads",
         .help = "Processor cores used; one is best for small models and repeats exactly.",
         .value = &o.threads,
         .low = 1,
         .high = 256,
         .advanced = true},
    };
}

std::vector<Option> dataOptions(TrainOptions& o) {
    return {
        {.key = "data.protocol",
         .help = "How events are split into training, validation and test: by date, by each "
                 "shopper's last events, by chance, by unseen products, or as the data came.",
         .value = &o.protocol,
         .choices = {"global-time", "leave-last", "ratio", "cold-items", "given"}},
        {.key = "data.validation_share",
         .help = "Share of the events kept back to choose the best epoch.",
         .value = &o.validationShare,
         .low = 0.01,
         .high = 0.45,
         .advanced = true},
        {.key = "data.test_share",
         .help = "Share of the events kept back for the final evaluation.",
         .value = &o.testShare,
         .low = 0.01,
         .high = 0.45,
         .advanced = true},
        {.key = "data.seed",
         .help = "Start of the random choices of a split by chance; apart from the training's own.",
         .value = &o.splitSeed,
         .low = 0,
         .high = 4294967295.0,
         .advanced = true},
    };
}

}  // namespace

std::vector<Option> describe(TrainOptions& options) {
    std::vector<Option> all = modelOptions(options);
    for (auto part : {trainingOptions(options), dataOptions(options)}) {
        std::ranges::move(part, std::back_inserter(all));
    }
    return all;
}

const std::vector<Preset>& trainPresets() {
    static const std::vector<Preset> kPresets{
        {"balanced",
         "Balanced",
         "Text, pictures and facts together; right for most catalogs.",
         Json::object()},
        {"quick",
         "Quick",
         "A small model in a few epochs, for a first look.",
         {{"model.embedding_dim", 32},
          {"model.hidden_dim", 64},
          {"model.reduced_dim", 64},
          {"train.epochs", 8},
          {"train.batch_size", 2048},
          {"train.learning_rate", 0.002},
          {"train.patience", 2}}},
        {"thorough",
         "Thorough",
         "A larger model that learns slowly and waits long for improvements.",
         {{"model.embedding_dim", 128},
          {"model.hidden_dim", 256},
          {"model.reduced_dim", 256},
          {"train.epochs", 100},
          {"train.learning_rate", 0.0005},
          {"train.patience", 10},
          {"train.negatives_per_positive", 8}}},
        {"text-only",
         "Text only",
         "The learned model without pictures and facts, for comparison.",
         {{"model.modalities", "text"}}},
        {"image-only",
         "Pictures only",
         "The learned model without text and facts, for comparison.",
         {{"model.modalities", "image"}}},
        {"text-image",
         "Text and pictures",
         "The learned model without the catalog's facts.",
         {{"model.modalities", "text,image"}}},
        {"popularity",
         "Popularity",
         "The same best sellers for everyone: the least that a model must beat.",
         {{"model.kind", "popularity"}}},
        {"content",
         "Content",
         "Products like those that the shopper chose, without any training.",
         {{"model.kind", "content"}}},
        {"item-knn",
         "Bought together",
         "Products that the same shoppers chose, without looking at text or pictures.",
         {{"model.kind", "item-knn"}}},
        {"random",
         "Random",
         "A ranking by chance: what any figure looks like without knowledge.",
         {{"model.kind", "random"}}},
    };
    return kPresets;
}

}  // namespace haberdash
