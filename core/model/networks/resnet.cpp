#include "core/model/networks/resnet.h"

#include "core/model/networks/deconv_decoder.h"
#include "core/model/networks/residual.h"

#include <array>

namespace tw::model {

namespace {

using torch::Tensor;
using torch::nn::Module;

struct ResnetVariant {
    const char* name;
    ResidualBlock::Kind kind;
    std::array<std::int64_t, 4> blocks;
};

constexpr std::array<std::int64_t, 4> kWidths{64, 128, 256, 512};
constexpr std::int64_t kResnetEmbedding = 128;

// Registered directly in the network, without a prefix.
class ResNetwork : public HeadedNetwork
{
public:
    ResNetwork(const std::string& architecture, const HeadOptions& heads, const ResnetVariant& variant)
        : HeadedNetwork(architecture, heads),
          m_conv1(register_module("conv1", makeConv({.in = 3, .out = 64, .kernel = 7, .stride = 2}))),
          m_norm1(register_module("bn1", makeNorm(64)))
    {
        std::int64_t in = 64;
        for (std::size_t i = 0; i < kWidths.size(); ++i) {
            m_layers.push_back(register_module(
                "layer" + std::to_string(i + 1),
                makeResidualChain({.kind = variant.kind, .in = in, .width = kWidths[i], .stride = i == 0 ? 1 : 2},
                                  variant.blocks[i])));
            in = ResidualBlock::outChannels(variant.kind, kWidths[i]);
            m_channels.push_back(in);
        }
    }

protected:
    // Maps of stride 4, 8, 16, 32.
    std::vector<Tensor> trunk(const Tensor& images)
    {
        std::vector<Tensor> maps;
        Tensor x = torch::max_pool2d(m_norm1(m_conv1(images)).relu_(), 3, 2, 1);
        for (const auto& layer : m_layers)
            maps.push_back(x = layer->forward(x));
        return maps;
    }
    const std::vector<std::int64_t>& trunkChannels() const { return m_channels; }

private:
    torch::nn::Conv2d m_conv1;
    torch::nn::BatchNorm2d m_norm1;
    std::vector<std::shared_ptr<Chain<ResidualBlock>>> m_layers;
    std::vector<std::int64_t> m_channels;
};

constexpr ResnetVariant k18{"18", ResidualBlock::Kind::Basic, {2, 2, 2, 2}};
constexpr ResnetVariant k34{"34", ResidualBlock::Kind::Basic, {3, 4, 6, 3}};
constexpr ResnetVariant k50{"50", ResidualBlock::Kind::Bottleneck, {3, 4, 6, 3}};

template <class N>
std::shared_ptr<Network> make(const char* family, HeadOptions heads, const ResnetVariant& variant)
{
    if (heads.embedding == 0)
        heads.embedding = kResnetEmbedding;
    return std::make_shared<N>(std::string(family) + variant.name, heads, variant);
}

} // namespace

std::shared_ptr<Network> makeResDcn18(const HeadOptions& heads)
{
    return make<DeconvNetwork<ResNetwork>>("resdcn_", heads, k18);
}

std::shared_ptr<Network> makeResDcn34(const HeadOptions& heads)
{
    return make<DeconvNetwork<ResNetwork>>("resdcn_", heads, k34);
}

std::shared_ptr<Network> makeResDcn50(const HeadOptions& heads)
{
    return make<DeconvNetwork<ResNetwork>>("resdcn_", heads, k50);
}

std::shared_ptr<Network> makeResFpnDcn18(const HeadOptions& heads)
{
    return make<PyramidNetwork<ResNetwork>>("resfpndcn_", heads, k18);
}

std::shared_ptr<Network> makeResFpnDcn34(const HeadOptions& heads)
{
    return make<PyramidNetwork<ResNetwork>>("resfpndcn_", heads, k34);
}

} // namespace tw::model
