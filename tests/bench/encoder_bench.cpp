// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures a second of a network from a .pth, and what share of the machine's sgemm that is.
// usage: encoder_bench NAME FILE.pth [BATCH]
#include "core/data/base/error.h"
#include "core/data/weights/weights_file.h"
#include "core/learn/image/net_runner.h"
#include "core/learn/image/torchvision_nets.h"

#include <fmt/format.h>

#include <algorithm>
#include <cblas.h>
#include <chrono>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace {

using namespace haberdash;

constexpr int kTries = 7;

// The best of several: what the machine can do, whatever else runs on it.
double bestSeconds(const std::function<void()>& act) {
    act();
    double best = 1e9;
    for (int i = 0; i < kTries; ++i) {
        const auto begin = std::chrono::steady_clock::now();
        act();
        const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
        best = std::min(best, seconds.count());
    }
    return best;
}

// Multiplications and additions a second of a large matrix product.
double sgemmPeak() {
    constexpr int kSide = 1536;
    const std::vector<float> a(kSide * kSide, 0.5F);
    std::vector<float> c(kSide * kSide);
    const double seconds = bestSeconds([&] {
        cblas_sgemm(CblasRowMajor,
                    CblasNoTrans,
                    CblasNoTrans,
                    kSide,
                    kSide,
                    kSide,
                    1.0F,
                    a.data(),
                    kSide,
                    a.data(),
                    kSide,
                    0.0F,
                    c.data(),
                    kSide);
    });
    return 2.0 * kSide * kSide * kSide / seconds;
}

void run(const std::string& name, const std::string& file, const std::size_t batch) {
    const NetPlan plan = planNet(name, openWeights(file));
    NetRunner runner(plan);
    const NetCard& card = *netCard(name);
    const auto prepare = [](std::size_t, const std::span<float> picture) {
        std::ranges::fill(picture, 0.5F);
    };
    std::vector<float> features(batch * card.dimension);
    const double seconds = bestSeconds([&] { runner.run(batch, prepare, features.data()); });
    const double peak = sgemmPeak();
    const double rate = static_cast<double>(batch) / seconds;
    fmt::print("{} {:.2f} pictures/s at batch {}; {:.1f} of {:.1f} Gflop/s of sgemm ({:.0f} %)\n",
               name,
               rate,
               batch,
               rate * plan.operations() / 1e9,
               peak / 1e9,
               100 * rate * plan.operations() / peak);
}

}  // namespace

int main(const int argc, char** argv) {
    if (argc < 3) {
        fmt::print(stderr, "usage: encoder_bench NAME FILE.pth [BATCH]\n");
        return 2;
    }
    try {
        run(argv[1], argv[2], argc > 3 ? std::stoul(argv[3]) : 8);
    } catch (const Error& error) {
        fmt::print(stderr, "{}\n", error.what());
        return 1;
    }
    return 0;
}
