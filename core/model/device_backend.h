#pragma once
// (private to model) What only LibTorch knows about devices; device_torch.cpp with it, device_stub.cpp without.

#include <string>

namespace tw::model {

// 0 when the driver, the card or LibTorch's CUDA part is missing.
int cudaDeviceCount();
// A sentence for people, only meaningful when the count is 0.
std::string whyNoCuda();

} // namespace tw::model
