#pragma once
// (private to model) The decoders that the FairMOT paper puts on trunks of classification networks: three deformable
// convolutions with transposed ones ("dcn"), and the same with the finer maps of the trunk added ("fpndcn").
//
// A trunk is a HeadedNetwork with a constructor (architecture, heads, variant) and
//   std::vector<Tensor> trunk(images)             maps of stride 4, 8, 16, 32
//   const std::vector<std::int64_t>& trunkChannels()
//
// Source: Xiao et al. 2018, Simple Baselines; Zhou et al. 2019, Objects as Points, app. A; FairMOT, Table 3.

#include "core/model/networks/neck.h"

#include <array>

namespace tw::model {

constexpr std::array<std::int64_t, 3> kDecoderWidths{256, 128, 64};

// Deformable convolution and transposed convolution, each with batch norm and ReLU: twice the size. Its modules are
// numbered children of a group that may hold several of them.
class Deconv
{
public:
    Deconv(Group& group, std::int64_t firstNumber, std::int64_t in, std::int64_t out);
    torch::Tensor forward(const torch::Tensor& x);

    // Modules a Deconv takes in a numbered group, the two ReLUs included.
    static constexpr std::int64_t kNumbers = 6;

private:
    std::shared_ptr<DeformConv> m_conv;
    torch::nn::BatchNorm2d m_norm;
    torch::nn::ConvTranspose2d m_up;
    torch::nn::BatchNorm2d m_upNorm;
};

// The published networks start all heads but "hm" from small normal weights.
void shrinkHeads(torch::nn::Module& network);

template <class Trunk>
class DeconvNetwork : public Trunk
{
public:
    template <class Variant>
    DeconvNetwork(const std::string& architecture, const HeadOptions& heads, const Variant& variant)
        : Trunk(architecture, heads, variant)
    {
        const auto group = this->register_module("deconv_layers", std::make_shared<Group>());
        std::int64_t in = this->trunkChannels().back();
        for (std::size_t i = 0; i < kDecoderWidths.size(); ++i) {
            m_decoder.emplace_back(*group, static_cast<std::int64_t>(i) * Deconv::kNumbers, in, kDecoderWidths[i]);
            in = kDecoderWidths[i];
        }
        this->addHeads({.in = in, .hidden = 256, .activation = Activation::Relu});
        shrinkHeads(*this);
    }
    torch::Tensor features(const torch::Tensor& images) override
    {
        torch::Tensor x = this->trunk(images).back();
        for (Deconv& step : m_decoder)
            x = step.forward(x);
        return x;
    }

private:
    std::vector<Deconv> m_decoder;
};

template <class Trunk>
class PyramidNetwork : public Trunk
{
public:
    template <class Variant>
    PyramidNetwork(const std::string& architecture, const HeadOptions& heads, const Variant& variant)
        : Trunk(architecture, heads, variant)
    {
        std::int64_t in = this->trunkChannels().back();
        for (std::size_t i = 0; i < kDecoderWidths.size(); ++i) {
            const auto group = this->register_module("deconv_layer" + std::to_string(i + 1), std::make_shared<Group>());
            m_deconvs.emplace_back(*group, 0, in, kDecoderWidths[i]);
            in = kDecoderWidths[i];
        }
        for (std::size_t i = 0; i < kDecoderWidths.size(); ++i)
            m_smooth.push_back(neck("smooth_layer", i, kDecoderWidths[i], kDecoderWidths[i]));
        for (std::size_t i = 0; i < kDecoderWidths.size(); ++i)
            m_project.push_back(neck("project_layer", i, this->trunkChannels()[2 - i], kDecoderWidths[i]));
        this->addHeads({.in = in, .hidden = 256, .activation = Activation::Relu});
        shrinkHeads(*this);
    }
    torch::Tensor features(const torch::Tensor& images) override
    {
        const std::vector<torch::Tensor> maps = this->trunk(images);
        torch::Tensor x = maps[3];
        for (std::size_t i = 0; i < m_deconvs.size(); ++i)
            x = m_smooth[i]->forward(m_deconvs[i].forward(x) + m_project[i]->forward(maps[2 - i]));
        return x;
    }

private:
    std::shared_ptr<NeckConv> neck(const std::string& name, std::size_t index, std::int64_t in, std::int64_t out)
    {
        return this->register_module(name + std::to_string(index + 1),
                                     std::make_shared<NeckConv>(in, out, NeckKind::Deformable));
    }

    std::vector<Deconv> m_deconvs;
    std::vector<std::shared_ptr<NeckConv>> m_smooth;
    std::vector<std::shared_ptr<NeckConv>> m_project;
};

} // namespace tw::model
