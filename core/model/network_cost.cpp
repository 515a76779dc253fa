#include "core/model/network_cost.h"

#include "core/model/networks/network.h"
#include "core/model/torch_guard.h"

#include <ATen/Functions.h>
#include <ATen/record_function.h>
#include <torch/utils.h>

#include <cstring>

namespace tw::model {
namespace {

using torch::Tensor;

thread_local double* t_multiplyAdds = nullptr; // of the count under way on this thread

// Of a plain convolution: what one number of its output costs. Its inputs are there when it begins, its output when it
// ends.
struct Convolution : at::ObserverContext {
    double perOutput = 0;
};

double ofProduct(const c10::IValue& left, const c10::IValue& right)
{
    return static_cast<double>(left.toTensor().numel()) * static_cast<double>(right.toTensor().size(1));
}

std::unique_ptr<at::ObserverContext> begin(const at::RecordFunction& call)
{
    constexpr std::size_t kInput = 0, kWeight = 1, kTransposed = 6;
    const char* name = call.name();
    const auto inputs = call.inputs();
    if (std::strcmp(name, "aten::convolution") == 0) {
        const Tensor weight = inputs[kWeight].toTensor();
        const double perPosition = static_cast<double>(weight.numel()) / static_cast<double>(weight.size(0));
        if (!inputs[kTransposed].toBool()) {
            auto convolution = std::make_unique<Convolution>();
            convolution->perOutput = perPosition;
            return convolution;
        }
        *t_multiplyAdds += static_cast<double>(inputs[kInput].toTensor().numel()) * perPosition;
    } else if (std::strcmp(name, "aten::addmm") == 0) {
        *t_multiplyAdds += ofProduct(inputs[1], inputs[2]);
    } else if (std::strcmp(name, "aten::mm") == 0) {
        *t_multiplyAdds += ofProduct(inputs[0], inputs[1]);
    }
    return nullptr;
}

void end(const at::RecordFunction& call, at::ObserverContext* context)
{
    if (const auto* convolution = static_cast<const Convolution*>(context))
        *t_multiplyAdds += static_cast<double>(call.outputs().front().toTensor().numel()) * convolution->perOutput;
}

class CountScope
{
public:
    explicit CountScope(double& multiplyAdds)
    {
        t_multiplyAdds = &multiplyAdds;
        m_handle = at::addThreadLocalCallback(at::RecordFunctionCallback(begin, end)
                                                  .needsInputs(true)
                                                  .needsOutputs(true)
                                                  .scopes({at::RecordScope::FUNCTION}));
    }
    ~CountScope()
    {
        at::removeCallback(m_handle);
        t_multiplyAdds = nullptr;
    }
    CountScope(const CountScope&) = delete;
    CountScope& operator=(const CountScope&) = delete;

private:
    at::CallbackHandle m_handle = 0;
};

} // namespace

std::vector<std::string> networkNames()
{
    return architectureNames();
}

Result<NetworkCost> networkCost(const std::string& architecture, const NetworkSize& size)
{
    constexpr int kMultiple = 32;
    if (size.width < kMultiple || size.height < kMultiple || size.width % kMultiple != 0 ||
        size.height % kMultiple != 0)
        return Error{ErrorCode::InvalidArgument, "both sides of a network's input are multiples of 32", architecture};
    return guardTorch("counting a network's arithmetic", [&]() -> Result<NetworkCost> {
        TW_TRY_ASSIGN(const std::shared_ptr<Network> network, createNetwork(architecture));
        NetworkCost cost;
        cost.embedding = network->heads().embedding;
        for (const Tensor& parameter : network->parameters())
            cost.parameters += parameter.numel();
        network->eval();
        const torch::InferenceMode guard;
        const CountScope counting(cost.multiplyAdds);
        network->forward(torch::zeros({1, 3, size.height, size.width}));
        return cost;
    });
}

} // namespace tw::model
