// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/base/wide.h"
#include "core/learn/model/threads.h"

#include <opencv2/core.hpp>
#include <torch/torch.h>

#include <cstdlib>
#include <dlfcn.h>
#include <omp.h>
#include <string_view>

namespace haberdash {

std::string computeKernels() {
    const std::string config = at::show_config();
    constexpr std::string_view kBefore = "CPU capability usage: ";
    const std::size_t found = config.find(kBefore);
    const std::size_t begin = found + kBefore.size();
    std::string kernels = found == std::string::npos
                              ? "unknown"
                              : config.substr(begin, config.find('\n', begin) - begin);
    // Which BLAS there is, the system decides: another one than OpenBLAS does not say.
    if (void* const name = dlsym(RTLD_DEFAULT, "openblas_get_corename"); name != nullptr) {
        kernels += std::string(", ") + reinterpret_cast<const char* (*)()>(name)();
    }
    return kernels + ", loops " + wideLoops();
}

void useThreads(const int count) {
    at::set_num_threads(count);  // sets OpenMP's number too
}

void preferThreads(const int count) {
    if (std::getenv("OMP_NUM_THREADS") == nullptr) {
        useThreads(count);
    }
}

int coreCount() {
    return omp_get_num_procs();
}

void useOneThread() {
    useThreads(1);
    cv::setNumThreads(1);
}

}  // namespace haberdash
