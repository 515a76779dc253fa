#include "core/training/widen.h"

#include "core/base/contract.h"
#include "core/model/networks/lite_widths.h"
#include "core/model/networks/weights.h"

#include <ATen/Functions.h>

#include <map>

namespace tw::training {

namespace {

using torch::Tensor;

std::int64_t timesAsLong(const std::vector<std::int64_t>& wide, const Tensor& narrow, std::int64_t side)
{
    const std::int64_t times = wide.at(static_cast<std::size_t>(side)) / narrow.size(side);
    TW_EXPECTS(times * narrow.size(side) == wide.at(static_cast<std::size_t>(side)));
    return times;
}

// Output x input x ...: repeated outputs, inputs divided.
Tensor widenedTensor(const Tensor& narrow, const std::vector<std::int64_t>& shape)
{
    if (shape.empty() || narrow.dim() != static_cast<std::int64_t>(shape.size()))
        return narrow;
    const Tensor tall = narrow.repeat_interleave(timesAsLong(shape, narrow, 0), 0);
    const std::int64_t copies = shape.size() > 1 ? timesAsLong(shape, narrow, 1) : 1;
    if (copies == 1)
        return tall;
    Tensor shares = at::rand({tall.size(0), narrow.size(1), copies});
    shares = shares / shares.sum(2, true);
    std::vector<std::int64_t> spread(shape.size(), 1);
    spread[0] = tall.size(0);
    spread[1] = shape[1];
    return tall.repeat_interleave(copies, 1) * shares.reshape(spread);
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
        if (found != shapes.end() && found->second != tensor.value.shape)
            tensor.value =
                model::fromTorch(widenedTensor(model::toTorch(tensor.value).to(torch::kFloat32), found->second));
    }
    return result;
}

} // namespace tw::training
