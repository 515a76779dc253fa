#pragma once
// What this machine can do at most: the roof under which the figures of a benchmark are read. Torch-free.

#include "core/base/result.h"
#include "core/model/detector.h"

#include <string>

namespace tw::model {

struct Roofline {
    double flopPerSecond = 0;  // multiplications and additions from registers, all threads together
    double bytesPerSecond = 0; // read from memory, all threads together
    int threads = 1;
    std::string kernels; // "AVX-512 BF16"
};

// Measures for about a quarter of a second on `threads` threads (0: the affinity mask of the process), the best of some
// repetitions. Errors: Unavailable (no arithmetic of this precision), OutOfMemory.
Result<Roofline> measureRoofline(Precision precision, int threads = 0);

} // namespace tw::model
