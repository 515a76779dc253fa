#pragma once
// (private) Convolutions and matrix products in bfloat16 while a scope lasts, on any version of LibTorch.

#include <ATen/autocast_mode.h>
#include <torch/types.h>
#include <torch/version.h>

namespace tw::training {

#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 4)

inline void enableAutocast(bool enabled, const torch::Device& device)
{
    at::autocast::set_autocast_enabled(device.type(), enabled);
    if (enabled)
        at::autocast::set_autocast_dtype(device.type(), at::kBFloat16);
}

#else // one function a device

inline void enableAutocast(bool enabled, const torch::Device& device)
{
    if (device.is_cuda()) {
        at::autocast::set_enabled(enabled);
        if (enabled)
            at::autocast::set_autocast_gpu_dtype(at::kBFloat16);
    } else {
        at::autocast::set_cpu_enabled(enabled);
        if (enabled)
            at::autocast::set_autocast_cpu_dtype(at::kBFloat16);
    }
}

#endif

class AutocastScope
{
public:
    AutocastScope(bool enabled, const torch::Device& device) : m_enabled(enabled), m_device(device)
    {
        if (m_enabled)
            enableAutocast(true, m_device);
    }
    ~AutocastScope()
    {
        if (!m_enabled)
            return;
        at::autocast::clear_cache(); // weights change at the end of the step
        enableAutocast(false, m_device);
    }
    AutocastScope(const AutocastScope&) = delete;
    AutocastScope& operator=(const AutocastScope&) = delete;

private:
    bool m_enabled;
    torch::Device m_device;
};

} // namespace tw::training
