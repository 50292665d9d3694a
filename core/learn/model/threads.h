// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// On how many threads one computation runs: OpenMP, and with it BLAS, oneDNN and LibTorch. Nothing
// else in the program sets it. The last digits depend on it, and on the kernels that the processor
// allows.

#include <string>

namespace haberdash {

/// Those of LibTorch, of BLAS and of our own loops: "AVX2, Haswell, loops AVX-512".
std::string computeKernels();

/// From now on, on this many.
void useThreads(int count);

/// The same, unless the person said otherwise with OMP_NUM_THREADS.
void preferThreads(int count);

/// As many as there are cores for this process.
int coreCount();

/// From now on a computation stays on the thread that asked for it, in OpenCV too: for programs
/// that compute many things at once.
void useOneThread();

}  // namespace haberdash
