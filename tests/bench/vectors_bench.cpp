// SPDX-License-Identifier: GPL-3.0-or-later

// How fast models with a vector for each shopper train and rank, in CPU time of one thread, at the
// size of the Amazon Clothing pairs: 39,387 shoppers, 23,033 products, 197,338 pairs.
// usage: vectors_bench [CLOTHING.inter [KIND...]]; without the file, pairs are drawn by a power
// law.

#include "core/data/runs/option_kinds.h"
#include "core/learn/metrics/ranking.h"
#include "core/learn/vectors/vector_trainer.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <omp.h>
#include <set>
#include <string>
#include <sys/resource.h>
#include <vector>

namespace {

using namespace haberdash;

constexpr std::size_t kShoppers = 39'387;
constexpr std::size_t kItems = 23'033;
constexpr std::size_t kDim = 128;

double cpuSeconds() {
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

std::vector<std::set<std::uint32_t>> drawnPairs() {
    std::vector<std::set<std::uint32_t>> met(kShoppers);
    Draws random(1);
    for (auto& rows : met) {
        while (rows.size() < 5) {
            const double place = std::pow(random.unit(), 2.0) * static_cast<double>(kItems);
            rows.insert(static_cast<std::uint32_t>(place));
        }
    }
    return met;
}

std::vector<std::set<std::uint32_t>> pairsFrom(const std::string& path) {
    std::ifstream file(path);
    std::string head;
    std::getline(file, head);
    std::vector<std::set<std::uint32_t>> met(kShoppers);
    std::size_t shopper = 0;
    std::uint32_t row = 0;
    int part = 0;
    while (file >> shopper >> row >> part) {
        if (part == 0 && shopper < kShoppers && row < kItems) {
            met[shopper].insert(row);
        }
    }
    std::erase_if(met, [](const auto& rows) { return rows.empty(); });
    return met;
}

ItemVectors randomVectors(const std::uint64_t seed) {
    ItemVectors vectors{Matrix(kItems, kDim), std::vector<std::uint8_t>(kItems, 1)};
    Draws random(seed);
    for (std::size_t row = 0; row < kItems; ++row) {
        for (float& value : vectors.vectors.mutableRow(row)) {
            value = static_cast<float>(random.normal() / std::sqrt(kDim));
        }
    }
    return vectors;
}

void ranking(const VectorModel& trained, const Pairs& pairs) {
    constexpr std::size_t kBlock = 32;
    constexpr std::size_t kRanked = 4096;
    VectorModel model = trained;
    for (std::size_t shopper = 0; shopper < pairs.shoppers(); ++shopper) {
        model.shoppers.ids.push_back(ShopperId{static_cast<std::int64_t>(shopper)});
    }
    VectorScorer scorer(std::move(model));
    std::vector<float> scores(kBlock * kItems);
    std::size_t kept = 0;
    const double start = cpuSeconds();
    for (std::size_t begin = 0; begin < kRanked; begin += kBlock) {
        std::vector<Asker> askers;
        for (std::size_t i = 0; i < kBlock; ++i) {
            askers.push_back({{}, ShopperId{static_cast<std::int64_t>(begin + i)}});
        }
        scorer.scoreMany(askers, scores);
        for (std::size_t i = 0; i < kBlock; ++i) {
            const std::span<float> row(scores.data() + i * kItems, kItems);
            for (const std::uint32_t met : pairs.rowsOf(begin + i)) {
                row[met] = kMasked;
            }
            kept += topRows(row, 20).size();
        }
    }
    std::printf("  ranks %.0f shoppers a CPU second (%zu places)\n",
                static_cast<double>(kRanked) / (cpuSeconds() - start),
                kept);
}

void measure(const std::string& kind, const Pairs& pairs, const ContentVectors& contents) {
    const std::vector<std::uint8_t> known(kItems, 1);
    const std::vector<float> counts(kItems, 1);
    const NegativePool pool("uniform", {known, counts, {}});
    TrainOptions options;
    options.kind = kind;
    options.negativesPerPositive = 1;
    options.batchSize = 2048;
    const VectorInputs inputs{pairs, pool, contents, known, options};
    double start = cpuSeconds();
    const auto trainer =
        readsOption(kind, "model.layers") ? makeGraphTrainer(inputs) : makeFactorTrainer(inputs);
    const double prepared = cpuSeconds() - start;
    const auto onStep = [](std::size_t, std::size_t) {};
    trainer->trainEpoch(1, onStep);  // memory is there after the first
    start = cpuSeconds();
    const int epochs = kind == "bpr-mf" ? 5 : 1;
    double loss = 0;
    for (int epoch = 0; epoch < epochs; ++epoch) {
        loss = trainer->trainEpoch(static_cast<std::uint64_t>(epoch) + 2, onStep);
    }
    const double seconds = cpuSeconds() - start;
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    std::printf("%s: %.0f interactions a CPU second, loss %.4f, %.1f s before, peak %.0f MB\n",
                kind.c_str(),
                static_cast<double>(pairs.rows.size()) * epochs / seconds,
                loss,
                prepared,
                static_cast<double>(usage.ru_maxrss) / 1024);
    ranking(trainer->model(), pairs);
}

}  // namespace

int main(int argc, char** argv) {
    omp_set_num_threads(1);
    Pairs pairs;
    pairs.items = kItems;
    for (const auto& rows : argc > 1 ? pairsFrom(argv[1]) : drawnPairs()) {
        pairs.rows.insert(pairs.rows.end(), rows.begin(), rows.end());
        pairs.begins.push_back(pairs.rows.size());
    }
    std::printf("%zu shoppers, %zu pairs\n", pairs.shoppers(), pairs.rows.size());
    const ContentVectors contents{randomVectors(2), randomVectors(3)};
    std::vector<std::string> kinds(argv + std::min(argc, 2), argv + argc);
    if (kinds.empty()) {
        kinds = {"bpr-mf", "vbpr", "lightgcn", "freedom"};
    }
    for (const std::string& kind : kinds) {
        measure(kind, pairs, contents);
    }
    return 0;
}
