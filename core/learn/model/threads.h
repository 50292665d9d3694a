// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace haberdash {

/// From now on a computation stays on the thread that asked for it, in LibTorch, OpenCV and BLAS:
/// for programs that compute many things at once.
void useOneThread();

}  // namespace haberdash
