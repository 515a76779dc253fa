#include "core/model/networks/hardnet.h"

#include <array>

namespace tw::model {

namespace {

using torch::Tensor;
using torch::nn::Module;

constexpr double kMultiplier = 1.7;
constexpr std::int64_t kHardnetEmbedding = 128;

struct Stage {
    std::int64_t growth;
    std::int64_t layers;
    std::int64_t out;
    bool halves; // the map is halved in front of it
};
constexpr std::array<Stage, 5> kStages{
    {{24, 8, 192, false}, {24, 16, 256, true}, {28, 16, 320, false}, {36, 16, 480, true}, {48, 16, 720, true}}};
constexpr std::array<std::size_t, 3> kSkips{3, 2, 0}; // the last stages of stride 16, 8 and 4

struct Step {
    std::int64_t reduced; // channels in front of the block
    std::int64_t growth;
    std::int64_t layers;
};
constexpr std::array<Step, 3> kDecoder{{{320, 36, 8}, {224, 28, 8}, {128, 24, 8}}};
constexpr std::int64_t kOut = 64;

std::shared_ptr<ConvNorm> convNorm(std::int64_t in, std::int64_t out, std::int64_t kernel, std::int64_t stride = 1)
{
    return std::make_shared<ConvNorm>(ConvOptions{.in = in, .out = out, .kernel = kernel, .stride = stride},
                                      Activation::Relu, NormOptions{}, ConvNorm::Names{});
}

// The odd layers and the last one side by side.
class HarmonicBlock : public Module
{
public:
    HarmonicBlock(std::int64_t in, std::int64_t growth, std::int64_t count)
        : m_layers(harmonicLayers(in, growth, kMultiplier, count))
    {
        const auto group = register_module("layers", std::make_shared<Group>());
        for (std::size_t i = 0; i < m_layers.size(); ++i) {
            m_convs.push_back(group->add(std::to_string(i), convNorm(m_layers[i].in, m_layers[i].out, 3)));
            if (leaves(i + 1))
                m_out += m_layers[i].out;
        }
    }
    std::int64_t outChannels() const { return m_out; }
    Tensor forward(const Tensor& x)
    {
        std::vector<Tensor> maps{x}, leaving;
        for (std::size_t i = 0; i < m_layers.size(); ++i) {
            std::vector<Tensor> read;
            for (const std::int64_t layer : m_layers[i].reads)
                read.push_back(maps[static_cast<std::size_t>(layer)]);
            maps.push_back(m_convs[i]->forward(read.size() == 1 ? read.front() : torch::cat(read, 1)));
            if (leaves(i + 1))
                leaving.push_back(maps.back());
        }
        return torch::cat(leaving, 1);
    }

private:
    bool leaves(std::size_t layer) const { return layer % 2 == 1 || layer == m_layers.size(); }

    std::vector<HarmonicLayer> m_layers;
    std::vector<std::shared_ptr<ConvNorm>> m_convs;
    std::int64_t m_out = 0;
};

class BlockWithTransition : public Module
{
public:
    explicit BlockWithTransition(std::int64_t in, const Stage& stage)
        : m_block(register_module("block", std::make_shared<HarmonicBlock>(in, stage.growth, stage.layers))),
          m_transition(register_module("transition", convNorm(m_block->outChannels(), stage.out, 1))),
          m_halves(stage.halves)
    {}
    Tensor forward(const Tensor& x)
    {
        return m_transition->forward(m_block->forward(m_halves ? torch::max_pool2d(x, 2, 2) : x));
    }

private:
    std::shared_ptr<HarmonicBlock> m_block;
    std::shared_ptr<ConvNorm> m_transition;
    bool m_halves;
};

// The coarse map enlarged to the finer one, both through a 1 x 1 convolution and a block.
class Enlarge : public Module
{
public:
    Enlarge(std::int64_t coarse, std::int64_t fine, const Step& step)
        : m_reduce(register_module("reduce", convNorm(coarse + fine, step.reduced, 1))),
          m_block(register_module("block", std::make_shared<HarmonicBlock>(step.reduced, step.growth, step.layers)))
    {}
    std::int64_t outChannels() const { return m_block->outChannels(); }
    Tensor forward(const Tensor& coarse, const Tensor& fine)
    {
        const Tensor large = torch::upsample_bilinear2d(coarse, {fine.size(2), fine.size(3)}, true);
        return m_block->forward(m_reduce->forward(torch::cat({large, fine}, 1)));
    }

private:
    std::shared_ptr<ConvNorm> m_reduce;
    std::shared_ptr<HarmonicBlock> m_block;
};

class HarDNet85 : public HeadedNetwork
{
public:
    explicit HarDNet85(const HeadOptions& heads)
        : HeadedNetwork("hardnet_85", heads), m_stem1(register_module("stem1", convNorm(3, 48, 3, 2))),
          m_stem2(register_module("stem2", convNorm(48, 96, 3)))
    {
        const auto stages = register_module("stages", std::make_shared<Group>());
        std::int64_t in = 96;
        for (std::size_t i = 0; i < kStages.size(); ++i) {
            m_stages.push_back(stages->add(std::to_string(i), std::make_shared<BlockWithTransition>(in, kStages[i])));
            in = kStages[i].out;
        }
        const auto decoder = register_module("decoder", std::make_shared<Group>());
        for (std::size_t i = 0; i < kDecoder.size(); ++i) {
            m_decoder.push_back(
                decoder->add(std::to_string(i), std::make_shared<Enlarge>(in, kStages[kSkips[i]].out, kDecoder[i])));
            in = m_decoder.back()->outChannels();
        }
        m_project = register_module("project", convNorm(in, kOut, 1));
        addHeads({.in = kOut, .hidden = 256, .activation = Activation::Relu});
    }

    Tensor features(const Tensor& images) override
    {
        std::vector<Tensor> maps;
        Tensor x = torch::max_pool2d(m_stem2->forward(m_stem1->forward(images)), 3, 2, 1);
        for (const auto& stage : m_stages)
            maps.push_back(x = stage->forward(x));
        for (std::size_t i = 0; i < m_decoder.size(); ++i)
            x = m_decoder[i]->forward(x, maps[kSkips[i]]);
        return m_project->forward(x);
    }

private:
    std::shared_ptr<ConvNorm> m_stem1, m_stem2;
    std::vector<std::shared_ptr<BlockWithTransition>> m_stages;
    std::vector<std::shared_ptr<Enlarge>> m_decoder;
    std::shared_ptr<ConvNorm> m_project;
};

} // namespace

std::vector<HarmonicLayer> harmonicLayers(std::int64_t in, std::int64_t growth, double multiplier, std::int64_t count)
{
    std::vector<HarmonicLayer> layers;
    const auto widthOf = [&](std::int64_t layer) { return layer == 0 ? in : layers[std::size_t(layer - 1)].out; };
    for (std::int64_t k = 1; k <= count; ++k) {
        HarmonicLayer layer;
        auto width = static_cast<double>(growth);
        for (std::int64_t power = 1; k % power == 0; power *= 2) {
            layer.reads.push_back(k - power);
            layer.in += widthOf(k - power);
            if (power > 1)
                width *= multiplier;
        }
        layer.out = static_cast<std::int64_t>(width + 1) / 2 * 2;
        layers.push_back(std::move(layer));
    }
    return layers;
}

std::shared_ptr<Network> makeHarDNet85(const HeadOptions& heads)
{
    HeadOptions filled = heads;
    if (filled.embedding == 0)
        filled.embedding = kHardnetEmbedding;
    return std::make_shared<HarDNet85>(filled);
}

} // namespace tw::model
