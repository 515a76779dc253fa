#include "core/training/widen.h"

#include "core/model/networks/lite_widths.h"
#include "core/model/networks/weights.h"

#include <ATen/Functions.h>

#include <map>
#include <optional>

namespace tw::training {

namespace {

using torch::Tensor;

// How often `narrow` fits into `wide`, side by side; 0: not a whole number of times.
std::int64_t timesAsLong(std::int64_t wide, std::int64_t narrow)
{
    return narrow > 0 && wide % narrow == 0 ? wide / narrow : 0;
}

// Output x input x ...: repeated outputs, inputs divided. Nothing where the sides do not fit.
std::optional<Tensor> widenedTensor(const Tensor& narrow, const std::vector<std::int64_t>& shape)
{
    if (shape.empty() || narrow.dim() != static_cast<std::int64_t>(shape.size()))
        return std::nullopt;
    const std::int64_t outputs = timesAsLong(shape[0], narrow.size(0));
    const std::int64_t inputs = shape.size() > 1 ? timesAsLong(shape[1], narrow.size(1)) : 1;
    if (outputs == 0 || inputs == 0)
        return std::nullopt;
    const Tensor tall = narrow.repeat_interleave(outputs, 0);
    if (inputs == 1)
        return tall;
    Tensor shares = at::rand({tall.size(0), narrow.size(1), inputs});
    shares = shares / shares.sum(2, true);
    std::vector<std::int64_t> spread(shape.size(), 1);
    spread[0] = tall.size(0);
    spread[1] = shape[1];
    return tall.repeat_interleave(inputs, 1) * shares.reshape(spread);
}

} // namespace

bool canWiden(const std::string& narrow, const std::string& wide)
{
    return narrow == model::kLiteWidths.architecture && wide == model::kStandardWidths.architecture;
}

model::Checkpoint widened(const model::Checkpoint& narrow, const model::Network& wide)
{
    const model::Checkpoint target = model::saveWeights(wide);
    std::map<std::string, std::vector<std::int64_t>> shapes;
    for (const model::NamedTensor& tensor : target.tensors)
        shapes.emplace(tensor.name, tensor.value.shape);
    model::Checkpoint result = narrow;
    for (model::NamedTensor& tensor : result.tensors) {
        const auto found = shapes.find(tensor.name);
        if (found == shapes.end() || found->second == tensor.value.shape)
            continue;
        if (const auto wider = widenedTensor(model::toTorch(tensor.value).to(torch::kFloat32), found->second))
            tensor.value = model::fromTorch(*wider);
    }
    return result;
}

} // namespace tw::training
