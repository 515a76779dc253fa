#pragma once
// What a network of the registry costs: its parameters and the arithmetic of one forward pass, counted while it runs
// once on random weights. Torch-free. Thread: any, for the time of a forward pass. Without LibTorch in the build:
// Unavailable.

#include "core/base/result.h"
#include "core/model/network_size.h"

#include <cstdint>
#include <string>
#include <vector>

namespace tw::model {

struct NetworkCost {
    std::int64_t parameters = 0;
    // Of convolutions (deformable ones, too) and matrix products with all heads dense. A multiplication with its
    // addition counts once, as in the paper's tables; twice that is FLOP.
    double multiplyAdds = 0;
    std::int64_t embedding = 0; // numbers
};

// Names createNetwork() knows, in the registry's order.
std::vector<std::string> networkNames();
// Errors: NotFound (names the known architectures), InvalidArgument (size), OutOfMemory, Internal, Unavailable.
Result<NetworkCost> networkCost(const std::string& architecture, const NetworkSize& size);

} // namespace tw::model
