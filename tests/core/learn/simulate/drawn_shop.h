// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/store/project.h"

#include <cstddef>

namespace haberdash::test {

/// The first products of the sample catalog without their pictures, for what does not look at them.
void addProducts(Project& project, std::size_t count);

}  // namespace haberdash::test
