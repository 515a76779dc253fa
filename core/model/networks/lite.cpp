#include "core/model/networks/lite.h"

#include "core/model/networks/layers.h"
#include "core/model/networks/lite_widths.h"

namespace tw::model {

namespace {

using torch::Tensor;
using torch::nn::Module;

constexpr NormOptions kNorm{.eps = 1e-3, .momentum = 0.03};
constexpr std::int64_t kLiteEmbedding = 64;

std::shared_ptr<ConvNorm> convNorm(std::int64_t in, std::int64_t out, std::int64_t kernel, std::int64_t stride = 1,
                                   std::int64_t groups = 1)
{
    return std::make_shared<ConvNorm>(
        ConvOptions{.in = in, .out = out, .kernel = kernel, .stride = stride, .groups = groups}, Activation::Silu,
        kNorm, ConvNorm::Names{});
}

// Depthwise 3x3, then pointwise.
class Separable : public Module
{
public:
    Separable(std::int64_t in, std::int64_t out, std::int64_t stride)
        : m_depthwise(register_module("depthwise", convNorm(in, in, 3, stride, in))),
          m_pointwise(register_module("pointwise", convNorm(in, out, 1)))
    {}
    Tensor forward(const Tensor& x) { return m_pointwise->forward(m_depthwise->forward(x)); }

private:
    std::shared_ptr<ConvNorm> m_depthwise;
    std::shared_ptr<ConvNorm> m_pointwise;
};

class Block : public Module
{
public:
    Block(std::int64_t channels, bool add)
        : m_conv1(register_module("conv1", convNorm(channels, channels, 1))),
          m_conv2(register_module("conv2", std::make_shared<Separable>(channels, channels, 1))), m_add(add)
    {}
    Tensor forward(const Tensor& x)
    {
        const Tensor y = m_conv2->forward(m_conv1->forward(x));
        return m_add ? x + y : y;
    }

private:
    std::shared_ptr<ConvNorm> m_conv1;
    std::shared_ptr<Separable> m_conv2;
    bool m_add;
};

// Cross stage partial block: half of the channels through the blocks, half around them.
class Csp : public Module
{
public:
    Csp(std::int64_t in, std::int64_t out, std::int64_t count, bool add)
        : m_conv1(register_module("conv1", convNorm(in, out / 2, 1))),
          m_conv2(register_module("conv2", convNorm(in, out / 2, 1))),
          m_conv3(register_module("conv3", convNorm(out, out, 1))),
          m_blocks(register_module("blocks", std::make_shared<Chain<Block>>()))
    {
        for (std::int64_t i = 0; i < count; ++i)
            m_blocks->add(std::make_shared<Block>(out / 2, add));
    }
    Tensor forward(const Tensor& x)
    {
        return m_conv3->forward(torch::cat({m_blocks->forward(m_conv1->forward(x)), m_conv2->forward(x)}, 1));
    }

private:
    std::shared_ptr<ConvNorm> m_conv1;
    std::shared_ptr<ConvNorm> m_conv2;
    std::shared_ptr<ConvNorm> m_conv3;
    std::shared_ptr<Chain<Block>> m_blocks;
};

// Spatial pyramid pooling with windows 5, 9, 13. A 9x9 maximum is the 5x5 maximum of 5x5 maxima, and so on: same values
// for a third of the work.
class Spp : public Module
{
public:
    Spp(std::int64_t in, std::int64_t out)
        : m_conv1(register_module("conv1", convNorm(in, in / 2, 1))),
          m_conv2(register_module("conv2", convNorm(in * 2, out, 1)))
    {}
    Tensor forward(const Tensor& input)
    {
        const Tensor x = m_conv1->forward(input);
        const Tensor pool5 = torch::max_pool2d(x, 5, 1, 2);
        const Tensor pool9 = torch::max_pool2d(pool5, 5, 1, 2);
        const Tensor pool13 = torch::max_pool2d(pool9, 5, 1, 2);
        return m_conv2->forward(torch::cat({x, pool5, pool9, pool13}, 1));
    }

private:
    std::shared_ptr<ConvNorm> m_conv1;
    std::shared_ptr<ConvNorm> m_conv2;
};

// `down` to half the size, `spp` in the last stage, `csp`.
class Stage : public Module
{
public:
    Stage(std::int64_t in, std::int64_t out, std::int64_t count, bool last)
        : m_down(register_module("down", std::make_shared<Separable>(in, out, 2)))
    {
        if (last)
            m_spp = register_module("spp", std::make_shared<Spp>(out, out));
        m_csp = register_module("csp", std::make_shared<Csp>(out, out, count, !last));
    }
    Tensor forward(const Tensor& x)
    {
        const Tensor y = m_down->forward(x);
        return m_csp->forward(m_spp ? m_spp->forward(y) : y);
    }

private:
    std::shared_ptr<Separable> m_down;
    std::shared_ptr<Spp> m_spp;
    std::shared_ptr<Csp> m_csp;
};

struct Pyramid {
    Tensor stride4;
    Tensor stride8;
    Tensor stride16;
    Tensor stride32;
};

class Backbone : public Module
{
public:
    explicit Backbone(const LiteWidths& w)
        : m_stem(register_module("stem", convNorm(12, w.stem, 3))),
          m_stage2(register_module("stage2", std::make_shared<Stage>(w.stem, w.stage2, 1, false))),
          m_stage3(register_module("stage3", std::make_shared<Stage>(w.stage2, w.stage3, 3, false))),
          m_stage4(register_module("stage4", std::make_shared<Stage>(w.stage3, w.stage4, 3, false))),
          m_stage5(register_module("stage5", std::make_shared<Stage>(w.stage4, w.stage5, 1, true)))
    {}
    Pyramid forward(const Tensor& images)
    {
        Pyramid maps;
        maps.stride4 = m_stage2->forward(m_stem->forward(spaceToDepth(images)));
        maps.stride8 = m_stage3->forward(maps.stride4);
        maps.stride16 = m_stage4->forward(maps.stride8);
        maps.stride32 = m_stage5->forward(maps.stride16);
        return maps;
    }

private:
    std::shared_ptr<ConvNorm> m_stem;
    std::shared_ptr<Stage> m_stage2;
    std::shared_ptr<Stage> m_stage3;
    std::shared_ptr<Stage> m_stage4;
    std::shared_ptr<Stage> m_stage5;
};

// The coarse map, nearest neighbour times two, in front of the fine one.
Tensor mergeUp(const Tensor& coarse, const Tensor& fine)
{
    return torch::cat({torch::upsample_nearest2d(coarse, {fine.size(2), fine.size(3)}), fine}, 1);
}

class Neck : public Module
{
public:
    // `finest`: with the stage of stride 4
    Neck(const LiteWidths& w, bool finest)
        : m_lateral5(register_module("lateral5", convNorm(w.stage5, w.neck16, 1))),
          m_fuse4(register_module("fuse4", std::make_shared<Csp>(w.neck16 + w.stage4, w.neck16, 1, false))),
          m_lateral4(register_module("lateral4", convNorm(w.neck16, w.neck8, 1))),
          m_fuse3(register_module("fuse3", std::make_shared<Csp>(w.neck8 + w.stage3, w.neck8, 1, false)))
    {
        if (!finest)
            return;
        m_lateral3 = register_module("lateral3", convNorm(w.neck8, w.neck4, 1));
        m_fuse2 = register_module("fuse2", std::make_shared<Csp>(w.neck4 + w.stage2, w.neck4, 1, false));
    }
    // Stride 8, 16 and 32.
    std::array<Tensor, 3> coarse(const Pyramid& maps)
    {
        const Tensor stride16 = m_fuse4->forward(mergeUp(m_lateral5->forward(maps.stride32), maps.stride16));
        return {m_fuse3->forward(mergeUp(m_lateral4->forward(stride16), maps.stride8)), stride16, maps.stride32};
    }
    // Stride 4.
    Tensor forward(const Pyramid& maps)
    {
        return m_fuse2->forward(mergeUp(m_lateral3->forward(coarse(maps)[0]), maps.stride4));
    }

private:
    std::shared_ptr<ConvNorm> m_lateral5;
    std::shared_ptr<Csp> m_fuse4;
    std::shared_ptr<ConvNorm> m_lateral4;
    std::shared_ptr<Csp> m_fuse3;
    std::shared_ptr<ConvNorm> m_lateral3;
    std::shared_ptr<Csp> m_fuse2;
};

class Lite : public HeadedNetwork
{
public:
    Lite(const LiteWidths& widths, const HeadOptions& heads)
        : HeadedNetwork(widths.architecture, heads),
          m_backbone(register_module("backbone", std::make_shared<Backbone>(widths))),
          m_neck(register_module("neck", std::make_shared<Neck>(widths, true)))
    {
        addHeads({.in = widths.neck4, .hidden = 64, .activation = Activation::Silu});
    }
    Tensor features(const Tensor& images) override { return m_neck->forward(m_backbone->forward(images)); }

private:
    std::shared_ptr<Backbone> m_backbone;
    std::shared_ptr<Neck> m_neck;
};

std::shared_ptr<Network> make(const LiteWidths& widths, HeadOptions heads)
{
    if (heads.embedding == 0)
        heads.embedding = kLiteEmbedding;
    return std::make_shared<Lite>(widths, heads);
}

} // namespace

LiteTrunk makeLiteTrunk()
{
    constexpr LiteWidths kWidths = kLiteWidths;
    const auto backbone = std::make_shared<Backbone>(kWidths);
    const auto neck = std::make_shared<Neck>(kWidths, false);
    return {backbone, neck, {kWidths.neck8, kWidths.neck16, kWidths.stage5}, [backbone, neck](const Tensor& images) {
                return neck->coarse(backbone->forward(images));
            }};
}

LiteBackbone makeLiteBackbone()
{
    const auto backbone = std::make_shared<Backbone>(kLiteWidths);
    return {backbone, {kLiteWidths.stage4, kLiteWidths.stage5}, [backbone](const Tensor& images) {
                const Pyramid maps = backbone->forward(images);
                return std::array{maps.stride16, maps.stride32};
            }};
}

std::shared_ptr<Network> makeLite(const HeadOptions& heads)
{
    return make(kLiteWidths, heads);
}

std::shared_ptr<Network> makeStandard(const HeadOptions& heads)
{
    return make(kStandardWidths, heads);
}

} // namespace tw::model
