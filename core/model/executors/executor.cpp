#include "core/model/executors/executor.h"

#include "core/model/executors/eager.h"
#include "core/model/executors/fused.h"
#include "core/model/networks/identity_sampling.h"
#include "core/model/networks/network.h"
#include "core/model/networks/weights.h"
#include "core/model/roofline.h"
#include "core/model/torch_guard.h"

namespace tw::model {

namespace {

Result<void> checkSize(const NetworkSize& size)
{
    constexpr int kMultiple = 32;  // the coarsest map has stride 32
    constexpr int kLargest = 8192; // far above any video; keeps every product of sizes inside an int
    const auto fits = [](int n) { return n >= kMultiple && n <= kLargest && n % kMultiple == 0; };
    if (!fits(size.width) || !fits(size.height))
        return Error{ErrorCode::InvalidArgument,
                     "a network size of " + std::to_string(size.width) + " x " + std::to_string(size.height) +
                         "; both sides must be multiples of 32 up to 8192",
                     {}};
    return {};
}

bool runsFused(const std::string& architecture, const Device& device, Executor executor)
{
    const bool onCpu = device.kind == Device::Kind::Cpu;
    return executor == Executor::Fused || (executor == Executor::Auto && onCpu && hasFusedForm(architecture));
}

} // namespace

Precision chosenPrecision(Precision asked, const std::string& architecture, const Device& device, Executor executor)
{
    if (asked != Precision::Auto)
        return asked;
    return runsFused(architecture, device, executor) && bfloat16IsFaster() ? Precision::BFloat16 : Precision::Float32;
}

Result<std::unique_ptr<NetworkExecutor>> makeExecutor(std::shared_ptr<Network> network, const ExecutorOptions& options)
{
    TW_EXPECTS(network != nullptr && options.precision != Precision::Auto);
    TW_TRY(checkSize(options.size));
    const auto identityAt = identityAtOf(options.identityAt);
    TW_EXPECTS(identityAt);
    if (!readAtCells(*identityAt) && options.executor == Executor::Fused)
        return Error{ErrorCode::Unsupported,
                     "this model's embeddings are read at '" + options.identityAt +
                         "', which the fused engine cannot do; use the eager executor",
                     network->architecture()};
    if (readAtCells(*identityAt) && runsFused(network->architecture(), options.device, options.executor))
        return guardTorch("copying the weights",
                          [&] { return makeFusedExecutor(saveWeights(*network), network->architecture(), options); });
    // LibTorch 1.13 gives the grouped transposed convolutions of dla_34 a wrong shape in bfloat16 on the CPU, and has
    // no half precision there; both formats would be slower than float32 anyway without kernels of our own.
    if (options.device.kind == Device::Kind::Cpu && options.precision != Precision::Float32)
        return Error{ErrorCode::Unavailable, "on the CPU LibTorch's own layers run in float32 only", {}};
    return makeEagerExecutor(std::move(network), options);
}

} // namespace tw::model
