// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/model/threads.h"

#include <opencv2/core.hpp>
#include <torch/torch.h>

#include <cstdlib>
#include <omp.h>

namespace haberdash {

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
