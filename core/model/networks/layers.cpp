#include "core/model/networks/layers.h"

#include "core/base/contract.h"
#include "core/model/networks/trainable_silu.h"

#include <torch/nn/init.h>

namespace tw::model {

namespace {

// Focal loss starts from rare positives: sigmoid(-2.19) = 0.1 (CenterNet's initial value).
constexpr double kHeatBias = -2.19;

} // namespace

torch::Tensor activate(torch::Tensor x, Activation activation)
{
    switch (activation) {
    case Activation::None: return x;
    case Activation::Relu: return x.relu_();
    case Activation::Silu: return torch::GradMode::is_enabled() ? trainableSilu(x) : torch::silu_(x);
    }
    TW_UNREACHABLE();
}

torch::nn::Conv2d makeConv(const ConvOptions& options)
{
    return torch::nn::Conv2d(torch::nn::Conv2dOptions(options.in, options.out, options.kernel)
                                 .stride(options.stride)
                                 .padding(options.kernel / 2)
                                 .groups(options.groups)
                                 .bias(options.bias));
}

torch::nn::BatchNorm2d makeNorm(std::int64_t channels, const NormOptions& options)
{
    return torch::nn::BatchNorm2d(torch::nn::BatchNorm2dOptions(channels).eps(options.eps).momentum(options.momentum));
}

ConvNorm::ConvNorm(const ConvOptions& conv, Activation activation, const NormOptions& norm, const Names& names)
    : m_conv(register_module(names.conv, makeConv(conv))),
      m_norm(register_module(names.norm, makeNorm(conv.out, norm))), m_activation(activation)
{}

torch::Tensor ConvNorm::forward(const torch::Tensor& x)
{
    return activate(m_norm(m_conv(x)), m_activation);
}

torch::Tensor spaceToDepth(const torch::Tensor& x)
{
    const std::int64_t batch = x.size(0);
    const std::int64_t channels = x.size(1);
    const std::int64_t height = x.size(2) / 2;
    const std::int64_t width = x.size(3) / 2;
    // batch, colour, y, row parity, x, column parity
    const torch::Tensor cells = x.view({batch, channels, height, 2, width, 2});
    if (x.is_contiguous(torch::MemoryFormat::ChannelsLast))
        return cells.permute({0, 2, 4, 5, 3, 1}).reshape({batch, height, width, 4 * channels}).permute({0, 3, 1, 2});
    return cells.permute({0, 5, 3, 1, 2, 4}).reshape({batch, 4 * channels, height, width});
}

Head::Head(std::int64_t in, std::int64_t hidden, std::int64_t out, Activation activation, double outBias)
    : m_first(register_module("0", makeConv({.in = in, .out = hidden, .bias = true}))),
      m_last(register_module("2", makeConv({.in = hidden, .out = out, .kernel = 1, .bias = true}))),
      m_activation(activation)
{
    torch::nn::init::zeros_(m_first->bias);
    torch::nn::init::constant_(m_last->bias, outBias);
}

torch::Tensor Head::forward(const torch::Tensor& x)
{
    return m_last(activate(m_first(x), m_activation));
}

torch::Tensor Head::atMiddles(const torch::Tensor& patches)
{
    const torch::Tensor hidden = torch::linear(patches.flatten(1), m_first->weight.flatten(1), m_first->bias);
    return torch::linear(activate(hidden, m_activation), m_last->weight.flatten(1), m_last->bias);
}

HeadedNetwork::HeadedNetwork(std::string architecture, const HeadOptions& heads)
    : m_architecture(std::move(architecture)), m_heads(heads)
{}

void HeadedNetwork::addHeads(const HeadLayout& layout)
{
    const auto add = [&](const std::string& name, std::int64_t channels, double bias) {
        return register_module(name,
                               std::make_shared<Head>(layout.in, layout.hidden, channels, layout.activation, bias));
    };
    for (const std::string& name : layout.order) {
        if (name == "hm")
            m_heat = add(name, m_heads.classes, kHeatBias);
        else if (name == "wh")
            m_size = add(name, m_heads.sizeChannels, 0);
        else if (name == "id")
            m_identity = add(name, m_heads.embedding, 0);
        else if (name == "reg")
            m_offset = add(name, 2, 0);
    }
    TW_ENSURES(m_heat && m_size && m_identity && m_offset);
}

HeadMaps HeadedNetwork::forward(const torch::Tensor& images)
{
    TW_EXPECTS(m_heat && m_size && m_identity && m_offset);
    const torch::Tensor x = features(images);
    // keepPeakHeadsInFloat32() may have made some heads finer than the trunk
    const auto through = [&x](Head& head) { return head.forward(x.to(head.parameters().front().scalar_type())); };
    return {.heat = through(*m_heat),
            .size = through(*m_size),
            .offset = through(*m_offset),
            .identity = through(*m_identity)};
}

} // namespace tw::model
