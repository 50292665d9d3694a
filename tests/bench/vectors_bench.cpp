// SPDX-License-Identifier: GPL-3.0-or-later

// How fast models with a vector for each shopper train and are evaluated, in CPU time of one
// thread, at the size of the Amazon Clothing pairs: 39,387 shoppers, 23,033 products, 197,338
// pairs. usage: vectors_bench [CLOTHING.inter [KIND...]]; without the file, pairs are drawn by a
// power law.

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

std::vector<std::set<std::uint32_t>> drawnPairs(const std::uint64_t seed) {
    std::vector<std::set<std::uint32_t>> met(kShoppers);
    Draws random(seed);
    for (auto& rows : met) {
        while (rows.size() < 5) {
            const double place = std::pow(random.unit(), 2.0) * static_cast<double>(kItems);
            rows.insert(static_cast<std::uint32_t>(place));
        }
    }
    return met;
}

// Those of one part of the file: 0 training, 1 validation, 2 test.
std::vector<std::set<std::uint32_t>> pairsFrom(const std::string& path, const int wanted) {
    std::ifstream file(path);
    std::string head;
    std::getline(file, head);
    std::vector<std::set<std::uint32_t>> met(kShoppers);
    std::size_t shopper = 0;
    std::uint32_t row = 0;
    int part = 0;
    while (file >> shopper >> row >> part) {
        if (part == wanted && shopper < kShoppers && row < kItems) {
            met[shopper].insert(row);
        }
    }
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

// A whole evaluation: scores of all products, what was met left out, the best twenty, and every
// metric at 5, 10 and 20.
void ranking(const VectorModel& trained, const Pairs& pairs, const Pairs& judged) {
    constexpr std::size_t kBlock = 32;
    constexpr std::size_t kRanked = 4096;
    VectorModel model = trained;
    for (std::size_t shopper = 0; shopper < pairs.shoppers(); ++shopper) {
        model.shoppers.ids.push_back(ShopperId{static_cast<std::int64_t>(shopper)});
    }
    VectorScorer scorer(std::move(model));
    std::vector<float> scores(kBlock * kItems);
    double ndcg = 0;
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
            const std::vector<std::uint32_t> best = topRows(row, 20);
            const std::span<const std::uint32_t> wanted = judged.rowsOf(begin + i);
            std::vector<std::uint8_t> isHit(best.size());
            std::ranges::transform(best, isHit.begin(), [&](const std::uint32_t found) {
                return std::ranges::binary_search(wanted, found) ? 1 : 0;
            });
            for (const std::size_t k : {5, 10, 20}) {
                ndcg += rankMetrics(isHit, std::max<std::size_t>(wanted.size(), 1), k)[5];
            }
        }
    }
    std::printf("  evaluates %.0f shoppers a CPU second (NDCG %.4f, after these few epochs)\n",
                static_cast<double>(kRanked) / (cpuSeconds() - start),
                ndcg / 3 / kRanked);
}

Pairs listed(const std::vector<std::set<std::uint32_t>>& met) {
    Pairs pairs;
    pairs.items = kItems;
    for (const auto& rows : met) {
        pairs.rows.insert(pairs.rows.end(), rows.begin(), rows.end());
        pairs.begins.push_back(pairs.rows.size());
    }
    return pairs;
}

void measure(const std::string& kind,
             const Pairs& pairs,
             const Pairs& judged,
             const ContentVectors& contents) {
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
    ranking(trainer->model(), pairs, judged);
}

}  // namespace

int main(int argc, char** argv) {
    omp_set_num_threads(1);
    const Pairs pairs = listed(argc > 1 ? pairsFrom(argv[1], 0) : drawnPairs(1));
    const Pairs judged = listed(argc > 1 ? pairsFrom(argv[1], 2) : drawnPairs(2));
    std::printf("%zu shoppers, %zu pairs\n", pairs.shoppers(), pairs.rows.size());
    const ContentVectors contents{randomVectors(2), randomVectors(3)};
    std::vector<std::string> kinds(argv + std::min(argc, 2), argv + argc);
    if (kinds.empty()) {
        kinds = {"bpr-mf", "vbpr", "lightgcn", "freedom"};
    }
    for (const std::string& kind : kinds) {
        measure(kind, pairs, judged, contents);
    }
    return 0;
}
