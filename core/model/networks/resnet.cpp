#include "core/model/networks/resnet.h"

#include "core/model/networks/neck.h"
#include "core/model/networks/residual.h"

#include <torch/nn/init.h>

#include <array>

namespace tw::model {

namespace {

using torch::Tensor;
using torch::nn::Module;

struct Variant {
    const char* name;
    ResidualBlock::Kind kind;
    std::array<std::int64_t, 4> blocks;
};

constexpr std::array<std::int64_t, 4> kWidths{64, 128, 256, 512};
constexpr std::array<std::int64_t, 3> kDecoderWidths{256, 128, 64};
constexpr std::int64_t kDefaultEmbedding = 128;

// Deformable convolution and transposed convolution, each with batch norm and ReLU: twice the size. Its modules are
// numbered children of a group that may hold several of them.
class Deconv
{
public:
    Deconv(Group& group, std::int64_t firstNumber, std::int64_t in, std::int64_t out)
        : m_conv(group.add(std::to_string(firstNumber), std::make_shared<DeformConv>(in, out))),
          m_norm(group.add(std::to_string(firstNumber + 1), makeNorm(out))),
          m_up(group.add(std::to_string(firstNumber + 3),
                         torch::nn::ConvTranspose2d(
                             torch::nn::ConvTranspose2dOptions(out, out, 4).stride(2).padding(1).bias(false)))),
          m_upNorm(group.add(std::to_string(firstNumber + 4), makeNorm(out)))
    {}
    Tensor forward(const Tensor& x) { return m_upNorm(m_up(m_norm(m_conv->forward(x)).relu_())).relu_(); }

    // Modules a Deconv takes in a numbered group, the two ReLUs included.
    static constexpr std::int64_t kNumbers = 6;

private:
    std::shared_ptr<DeformConv> m_conv;
    torch::nn::BatchNorm2d m_norm;
    torch::nn::ConvTranspose2d m_up;
    torch::nn::BatchNorm2d m_upNorm;
};

// The trunk: registered directly in the network, without a prefix.
class ResNetwork : public HeadedNetwork
{
public:
    ResNetwork(const std::string& architecture, const HeadOptions& heads, const Variant& variant)
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

    // The published networks start all heads but "hm" from small normal weights.
    void addSmallHeads()
    {
        addHeads({.in = 64, .hidden = 256, .activation = Activation::Relu});
        for (const char* name : {"wh", "id", "reg"}) {
            for (auto& parameter : named_children()[name]->named_parameters()) {
                if (parameter.value().dim() == 4)
                    torch::nn::init::normal_(parameter.value(), 0, 0.001);
            }
        }
    }

private:
    torch::nn::Conv2d m_conv1;
    torch::nn::BatchNorm2d m_norm1;
    std::vector<std::shared_ptr<Chain<ResidualBlock>>> m_layers;
    std::vector<std::int64_t> m_channels;
};

class ResDcn : public ResNetwork
{
public:
    ResDcn(const HeadOptions& heads, const Variant& variant)
        : ResNetwork(std::string("resdcn_") + variant.name, heads, variant)
    {
        const auto group = register_module("deconv_layers", std::make_shared<Group>());
        std::int64_t in = trunkChannels().back();
        for (std::size_t i = 0; i < kDecoderWidths.size(); ++i) {
            m_decoder.emplace_back(*group, static_cast<std::int64_t>(i) * Deconv::kNumbers, in, kDecoderWidths[i]);
            in = kDecoderWidths[i];
        }
        addSmallHeads();
    }
    Tensor features(const Tensor& images) override
    {
        Tensor x = trunk(images).back();
        for (Deconv& step : m_decoder)
            x = step.forward(x);
        return x;
    }

private:
    std::vector<Deconv> m_decoder;
};

class ResFpnDcn : public ResNetwork
{
public:
    ResFpnDcn(const HeadOptions& heads, const Variant& variant)
        : ResNetwork(std::string("resfpndcn_") + variant.name, heads, variant)
    {
        std::int64_t in = trunkChannels().back();
        for (std::size_t i = 0; i < kDecoderWidths.size(); ++i) {
            const auto group = register_module("deconv_layer" + std::to_string(i + 1), std::make_shared<Group>());
            m_deconvs.emplace_back(*group, 0, in, kDecoderWidths[i]);
            in = kDecoderWidths[i];
        }
        for (std::size_t i = 0; i < kDecoderWidths.size(); ++i)
            m_smooth.push_back(neck("smooth_layer", i, kDecoderWidths[i], kDecoderWidths[i]));
        for (std::size_t i = 0; i < kDecoderWidths.size(); ++i)
            m_project.push_back(neck("project_layer", i, trunkChannels()[2 - i], kDecoderWidths[i]));
        addSmallHeads();
    }
    Tensor features(const Tensor& images) override
    {
        const std::vector<Tensor> maps = trunk(images);
        Tensor x = maps[3];
        for (std::size_t i = 0; i < m_deconvs.size(); ++i)
            x = m_smooth[i]->forward(m_deconvs[i].forward(x) + m_project[i]->forward(maps[2 - i]));
        return x;
    }

private:
    std::shared_ptr<NeckConv> neck(const std::string& name, std::size_t index, std::int64_t in, std::int64_t out)
    {
        return register_module(name + std::to_string(index + 1),
                               std::make_shared<NeckConv>(in, out, NeckKind::Deformable));
    }

    std::vector<Deconv> m_deconvs;
    std::vector<std::shared_ptr<NeckConv>> m_smooth;
    std::vector<std::shared_ptr<NeckConv>> m_project;
};

constexpr Variant k18{"18", ResidualBlock::Kind::Basic, {2, 2, 2, 2}};
constexpr Variant k34{"34", ResidualBlock::Kind::Basic, {3, 4, 6, 3}};
constexpr Variant k50{"50", ResidualBlock::Kind::Bottleneck, {3, 4, 6, 3}};

template <class N>
std::shared_ptr<Network> make(HeadOptions heads, const Variant& variant)
{
    if (heads.embedding == 0)
        heads.embedding = kDefaultEmbedding;
    return std::make_shared<N>(heads, variant);
}

} // namespace

std::shared_ptr<Network> makeResDcn18(const HeadOptions& heads)
{
    return make<ResDcn>(heads, k18);
}

std::shared_ptr<Network> makeResDcn34(const HeadOptions& heads)
{
    return make<ResDcn>(heads, k34);
}

std::shared_ptr<Network> makeResDcn50(const HeadOptions& heads)
{
    return make<ResDcn>(heads, k50);
}

std::shared_ptr<Network> makeResFpnDcn18(const HeadOptions& heads)
{
    return make<ResFpnDcn>(heads, k18);
}

std::shared_ptr<Network> makeResFpnDcn34(const HeadOptions& heads)
{
    return make<ResFpnDcn>(heads, k34);
}

} // namespace tw::model
