#include "core/model/networks/residual.h"

namespace tw::model {

ResidualBlock::ResidualBlock(const Options& options)
{
    const auto [kind, in, width, stride, norm] = options;
    const bool bottleneck = kind == Kind::Bottleneck;
    m_conv1 = register_module(
        "conv1", makeConv({.in = in, .out = width, .kernel = bottleneck ? 1 : 3, .stride = bottleneck ? 1 : stride}));
    m_norm1 = register_module("bn1", makeNorm(width, norm));
    m_conv2 = register_module("conv2", makeConv({.in = width, .out = width, .stride = bottleneck ? stride : 1}));
    m_norm2 = register_module("bn2", makeNorm(width, norm));
    const std::int64_t out = outChannels(kind, width);
    if (bottleneck) {
        m_conv3 = register_module("conv3", makeConv({.in = width, .out = out, .kernel = 1}));
        m_norm3 = register_module("bn3", makeNorm(out, norm));
    }
    if (stride != 1 || in != out)
        m_downsample = register_module(
            "downsample", std::make_shared<ConvNorm>(ConvOptions{.in = in, .out = out, .kernel = 1, .stride = stride},
                                                     Activation::None, norm, ConvNorm::kNumbered));
}

torch::Tensor ResidualBlock::forward(const torch::Tensor& x)
{
    torch::Tensor y = m_norm2(m_conv2(m_norm1(m_conv1(x)).relu_()));
    if (m_conv3)
        y = m_norm3(m_conv3(y.relu_()));
    return y.add_(m_downsample ? m_downsample->forward(x) : x).relu_();
}

std::shared_ptr<Chain<ResidualBlock>> makeResidualChain(const ResidualBlock::Options& first, std::int64_t count)
{
    auto chain = std::make_shared<Chain<ResidualBlock>>();
    ResidualBlock::Options options = first;
    for (std::int64_t i = 0; i < count; ++i) {
        chain->add(std::make_shared<ResidualBlock>(options));
        options.in = ResidualBlock::outChannels(first.kind, first.width);
        options.stride = 1;
    }
    return chain;
}

} // namespace tw::model
