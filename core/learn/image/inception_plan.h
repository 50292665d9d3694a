// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learn/image/net_plan.h"

namespace haberdash {

struct InceptionOptions {
    bool endsAtMixed7 = false;  ///< before the last reduction: 768 channels instead of 2,048
    bool countsPadding = true;  ///< of the means inside the blocks; Keras does not count it
};

/// Inception v3 (Szegedy et al. 2016) with torchvision's names, pooled features last.
NetPlan planInception(const ConvSource& source, const InceptionOptions& options);

}  // namespace haberdash
