// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/model/threads.h"

#include <opencv2/core.hpp>
#include <torch/torch.h>

namespace haberdash {

void useOneThread() {
    at::set_num_threads(1);
    cv::setNumThreads(1);
}

}  // namespace haberdash
