#pragma once
// (private to model and training) SiLU for training in bfloat16 on CPUs.
//
// LibTorch's bfloat16 SiLU and its derivative take a third of a training step of the small networks there (a scalar
// path); this one is a vectorised loop. Everything else goes to torch::silu.

#include <torch/types.h>

namespace tw::model {

// Differentiable. Any device and type; bfloat16 on the CPU takes the fast path (relative error below bfloat16's own).
torch::Tensor trainableSilu(const torch::Tensor& x);

} // namespace tw::model
