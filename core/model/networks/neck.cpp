#include "core/model/networks/neck.h"

#include <torch/utils.h>

#include <cmath>

namespace tw::model {

NeckConv::NeckConv(std::int64_t in, std::int64_t out, NeckKind kind)
    : m_norm(register_module("actf", std::make_shared<Group>())->add("0", makeNorm(out)))
{
    if (kind == NeckKind::Deformable)
        m_deformable = register_module("conv", std::make_shared<DeformConv>(in, out));
    else
        m_plain = register_module("conv", makeConv({.in = in, .out = out}));
}

torch::Tensor NeckConv::forward(const torch::Tensor& x)
{
    return m_norm(m_deformable ? m_deformable->forward(x) : m_plain(x)).relu_();
}

void fillBilinear(torch::Tensor weight)
{
    const torch::NoGradGuard guard;
    const std::int64_t size = weight.size(2);
    const double factor = std::ceil(static_cast<double>(size) / 2);
    const double center = (2 * factor - 1 - std::fmod(factor, 2)) / (2 * factor);
    const torch::Tensor distance = (torch::arange(size, torch::kDouble) / factor - center).abs();
    const torch::Tensor profile = 1 - distance;
    weight.copy_(torch::outer(profile, profile).expand_as(weight));
}

} // namespace tw::model
