#pragma once
// (private to model) The residual blocks of ResNet, as HRNet uses them too.
//
// Source: He et al. 2016, Deep residual learning; stride in the 3 x 3 convolution of the bottleneck.

#include "core/model/networks/layers.h"

namespace tw::model {

// Keys: conv1, bn1, conv2, bn2, (conv3, bn3), then downsample.{0,1} where the shape changes.
class ResidualBlock : public torch::nn::Module
{
public:
    enum class Kind { Basic, Bottleneck };
    struct Options {
        Kind kind = Kind::Basic;
        std::int64_t in = 0;
        std::int64_t width = 0; // of the 3 x 3 convolutions; a bottleneck puts out four times that
        std::int64_t stride = 1;
        NormOptions norm = {};
    };
    static std::int64_t outChannels(Kind kind, std::int64_t width) { return kind == Kind::Basic ? width : 4 * width; }

    explicit ResidualBlock(const Options& options);
    torch::Tensor forward(const torch::Tensor& x);

private:
    torch::nn::Conv2d m_conv1{nullptr};
    torch::nn::BatchNorm2d m_norm1{nullptr};
    torch::nn::Conv2d m_conv2{nullptr};
    torch::nn::BatchNorm2d m_norm2{nullptr};
    torch::nn::Conv2d m_conv3{nullptr}; // bottleneck only
    torch::nn::BatchNorm2d m_norm3{nullptr};
    std::shared_ptr<ConvNorm> m_downsample;
};

// `count` blocks of which the first changes width and size.
std::shared_ptr<Chain<ResidualBlock>> makeResidualChain(const ResidualBlock::Options& first, std::int64_t count);

} // namespace tw::model
