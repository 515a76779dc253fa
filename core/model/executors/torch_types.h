#pragma once
// (private to model) Our devices and precisions in LibTorch's words.

#include "core/base/contract.h"
#include "core/model/detector.h"

#include <torch/types.h>

namespace tw::model {

inline torch::Device torchDevice(const Device& device)
{
    if (device.kind == Device::Kind::Cpu)
        return torch::Device(torch::kCPU);
    return torch::Device(torch::kCUDA, static_cast<torch::DeviceIndex>(device.index));
}

inline torch::ScalarType torchType(Precision precision)
{
    switch (precision) {
    case Precision::Float32: return torch::kFloat32;
    case Precision::BFloat16: return torch::kBFloat16;
    case Precision::Float16: return torch::kFloat16;
    case Precision::Auto: break; // chosen before a network is made
    }
    TW_UNREACHABLE();
}

inline const char* precisionName(Precision precision)
{
    switch (precision) {
    case Precision::Float32: return "fp32";
    case Precision::BFloat16: return "bf16";
    case Precision::Float16: return "fp16";
    case Precision::Auto: return "auto";
    }
    TW_UNREACHABLE();
}

} // namespace tw::model
