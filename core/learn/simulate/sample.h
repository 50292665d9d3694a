// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/base/json.h"
#include "core/data/base/monitor.h"
#include "core/data/store/project.h"

#include <cstddef>
#include <cstdint>

namespace haberdash {

struct SampleOptions {
    std::size_t products = 2000;
    std::size_t shoppers = 500;
    std::uint64_t seed = 7;
};

struct SampleReport {
    std::size_t products = 0;
    std::size_t shoppers = 0;
    std::size_t events = 0;
    std::size_t sessions = 0;
};

Json toJson(const SampleReport& report);

/// Fills an empty project with the sample catalog: drawn pictures in pictures/ (named by the
/// products, state Pending: readPictures() makes their thumbnails), texts, prices, personas,
/// shoppers and their sessions with the ground truth. The same options give the same bytes.
/// Cancelled, it goes on where it was when called again with the same options. Throws Error(Input)
/// when the project holds anything else, Error(Disk).
SampleReport makeSample(Project& project, const SampleOptions& options, const Monitor& monitor);

}  // namespace haberdash
