#pragma once
// (private to model) A device's queues as the streamed executor needs them: frames are sent on one, computed on
// another, and fetched when they are done. On the CPU everything happens at once, in the same order, so that who uses
// it is tested without a GPU.
//
// Thread: one at a time. Throws what LibTorch throws (guardTorch around it).

#include <torch/types.h>

#include <cstdint>
#include <functional>
#include <memory>

namespace tw::model {

class DeviceStream
{
public:
    static std::unique_ptr<DeviceStream> of(const torch::Device& device, int slots);
    virtual ~DeviceStream() = default; // waits for what is under way

    // Memory of the processor that this device reads and writes without waiting.
    virtual torch::Tensor hostBuffer(std::int64_t numbers, torch::ScalarType type) const = 0;

    // Sends `from`, a host buffer, while earlier frames are computed.
    virtual void upload(int slot, const torch::Tensor& to, const torch::Tensor& from) = 0;
    // Queues what `work` does on tensors, behind the slot's upload and all earlier work.
    virtual void compute(int slot, const std::function<void()>& work) = 0;
    // Until the slot's work is done.
    virtual void wait(int slot) = 0;

    // Inside compute(): work that does the same on the same tensors every time. A GPU records it as a CUDA graph once
    // it has run a few times; from then on `work` is not called any more and tensors it made are filled anew.
    virtual void repeat(const std::function<void()>& work) = 0;
};

} // namespace tw::model
