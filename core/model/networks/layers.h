#pragma once
// (private to model and training) The few layers that the networks are built from.
//
// A module's child names are its checkpoint keys, so they are part of each layer's contract.

#include "core/model/networks/network.h"

#include <torch/nn/modules/batchnorm.h>
#include <torch/nn/modules/conv.h>

namespace tw::model {

enum class Activation { None, Relu, Silu };

// In place where autograd allows it: ReLU always, SiLU when no gradient is recorded.
torch::Tensor activate(torch::Tensor x, Activation activation);

struct NormOptions {
    double eps = 1e-5;
    double momentum = 0.1;
};

struct ConvOptions {
    std::int64_t in = 0;
    std::int64_t out = 0;
    std::int64_t kernel = 3;
    std::int64_t stride = 1;
    std::int64_t groups = 1;
    bool bias = false;
};
// Padding kernel / 2, PyTorch's default initialisation.
torch::nn::Conv2d makeConv(const ConvOptions& options);
torch::nn::BatchNorm2d makeNorm(std::int64_t channels, const NormOptions& options = {});

// Convolution, batch norm, activation.
class ConvNorm : public torch::nn::Module
{
public:
    struct Names {
        const char* conv = "conv";
        const char* norm = "bn";
    };
    // How a torch Sequential would name them.
    static constexpr Names kNumbered{"0", "1"};

    ConvNorm(const ConvOptions& conv, Activation activation, const NormOptions& norm, const Names& names);
    torch::Tensor forward(const torch::Tensor& x);

private:
    torch::nn::Conv2d m_conv;
    torch::nn::BatchNorm2d m_norm;
    Activation m_activation;
};

// Modules of one kind in a row, named "0", "1", ...
template <class M>
class Chain : public torch::nn::Module
{
public:
    void add(std::shared_ptr<M> module)
    {
        m_modules.push_back(register_module(std::to_string(m_modules.size()), std::move(module)));
    }
    torch::Tensor forward(torch::Tensor x)
    {
        for (const auto& module : m_modules)
            x = module->forward(x);
        return x;
    }

private:
    std::vector<std::shared_ptr<M>> m_modules;
};

// A child that is only a name in the keys of what is added to it.
class Group : public torch::nn::Module
{
public:
    template <class M>
    M add(const std::string& name, M module)
    {
        return register_module(name, std::move(module));
    }
};

// B x C x H x W -> B x 4C x H/2 x W/2, channel = C * (2 * (column is odd) + (row is odd)) + colour. One copy, in the
// memory format of the input.
torch::Tensor spaceToDepth(const torch::Tensor& x);

// conv 3x3 with bias ("0"), activation, conv 1x1 with bias ("2").
class Head : public torch::nn::Module
{
public:
    Head(std::int64_t in, std::int64_t hidden, std::int64_t out, Activation activation, double outBias);
    torch::Tensor forward(const torch::Tensor& x);
    // N x in x 3 x 3 neighbourhoods -> N x out: what forward() gives at their middles. Float32.
    torch::Tensor atMiddles(const torch::Tensor& patches);

private:
    torch::nn::Conv2d m_first;
    torch::nn::Conv2d m_last;
    Activation m_activation;
};

// What all architectures share: features() by the subclass, then the four heads "hm", "wh", "id", "reg".
class HeadedNetwork : public Network
{
public:
    HeadMaps forward(const torch::Tensor& images) override;
    std::string architecture() const override { return m_architecture; }
    HeadOptions heads() const override { return m_heads; }

protected:
    struct HeadLayout {
        std::int64_t in = 64;
        std::int64_t hidden = 256;
        Activation activation = Activation::Relu;
        std::vector<std::string> order{"hm", "wh", "id", "reg"}; // of the keys in a checkpoint
    };

    // `heads` with every number filled in.
    HeadedNetwork(std::string architecture, const HeadOptions& heads);
    // To be called last: the order of registration is the order of the keys.
    void addHeads(const HeadLayout& layout);

private:
    std::string m_architecture;
    HeadOptions m_heads;
    std::shared_ptr<Head> m_heat;
    std::shared_ptr<Head> m_size;
    std::shared_ptr<Head> m_identity;
    std::shared_ptr<Head> m_offset;
};

} // namespace tw::model
