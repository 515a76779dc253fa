#include "core/model/executors/device_stream.h"

#include "core/base/contract.h"

#ifdef TW_WITH_CUDA
#include "core/base/log.h"

#include <ATen/Context.h>
#include <ATen/cuda/CUDAEvent.h>
#include <ATen/cuda/CUDAGraph.h>
#include <c10/cuda/CUDAGuard.h>
#include <c10/cuda/CUDAStream.h>
#include <torch/cuda.h>
#include <torch/version.h>

#include <string>
#include <vector>
#endif

namespace tw::model {

namespace {

class CpuStream : public DeviceStream
{
public:
    torch::Tensor hostBuffer(std::int64_t numbers, torch::ScalarType type) const override
    {
        return torch::empty({numbers}, type);
    }
    void upload(int, const torch::Tensor& to, const torch::Tensor& from) override { to.copy_(from); }
    void compute(int, const std::function<void()>& work) override { work(); }
    void wait(int) override {}
    void repeat(const std::function<void()>& work) override { work(); }
};

#ifdef TW_WITH_CUDA

// cuDNN chooses its algorithms and LibTorch its workspaces in the first runs; a graph holds what they chose.
constexpr int kRunsBeforeRecording = 3;

class CudaStream : public DeviceStream
{
public:
    CudaStream(const torch::Device& device, int slots)
        : m_copy(at::cuda::getStreamFromPool(false, device.index())),
          m_compute(at::cuda::getStreamFromPool(true, device.index())), m_slots(static_cast<std::size_t>(slots))
    {
        // The streams do not wait for the default one, on which the weights were sent.
        torch::cuda::synchronize(device.index());
        at::globalContext().setBenchmarkCuDNN(true); // shapes stay the same
    }

    ~CudaStream() override
    {
        try {
            m_copy.synchronize();
            m_compute.synchronize();
        } catch (const c10::Error& e) { // lost; there is nothing left to wait for
            log::warn("model", e.what_without_backtrace());
        }
    }

    torch::Tensor hostBuffer(std::int64_t numbers, torch::ScalarType type) const override
    {
        return torch::empty({numbers}, torch::TensorOptions().dtype(type).pinned_memory(true));
    }

    void upload(int slot, const torch::Tensor& to, const torch::Tensor& from) override
    {
        const c10::cuda::CUDAStreamGuard guard(m_copy);
        to.copy_(from, true);
        events(slot).sent.record(m_copy);
    }

    void compute(int slot, const std::function<void()>& work) override
    {
        const c10::cuda::CUDAStreamGuard guard(m_compute);
        events(slot).sent.block(m_compute);
        work();
        events(slot).done.record(m_compute);
    }

    void wait(int slot) override { events(slot).done.synchronize(); }

    void repeat(const std::function<void()>& work) override
    {
        if (!m_graph && !m_refused && ++m_runs > kRunsBeforeRecording)
            record(work);
        if (m_graph)
            m_graph->replay();
        else
            work();
    }

private:
    struct Events {
        at::cuda::CUDAEvent sent;
        at::cuda::CUDAEvent done;
    };
    Events& events(int slot) { return m_slots[static_cast<std::size_t>(slot)]; }

    // Some operator may not be recordable. Then every run is queued anew: slower, the same numbers.
    void record(const std::function<void()>& work)
    {
        auto graph = std::make_unique<at::cuda::CUDAGraph>();
        try {
#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 1)
            graph->capture_begin({0, 0}, cudaStreamCaptureModeThreadLocal); // others may allocate meanwhile
#else
            graph->capture_begin();
#endif
            work();
            graph->capture_end();
            m_graph = std::move(graph);
        } catch (const c10::Error& e) {
            m_refused = true;
            log::warn("model",
                      std::string("the network cannot be recorded as a CUDA graph: ") + e.what_without_backtrace());
            try {
                graph->capture_end(); // the stream must leave the recording
            } catch (const c10::Error&) {
                // it had left it
            }
        }
    }

    c10::cuda::CUDAStream m_copy;
    c10::cuda::CUDAStream m_compute;
    std::vector<Events> m_slots;
    std::unique_ptr<at::cuda::CUDAGraph> m_graph;
    int m_runs = 0;
    bool m_refused = false;
};

#endif

} // namespace

std::unique_ptr<DeviceStream> DeviceStream::of(const torch::Device& device, int slots)
{
    TW_EXPECTS(slots > 0);
#ifdef TW_WITH_CUDA
    if (device.is_cuda())
        return std::make_unique<CudaStream>(device, slots);
#endif
    TW_EXPECTS(device.is_cpu()); // parseDevice() refuses others
    return std::make_unique<CpuStream>();
}

} // namespace tw::model
