#include "core/model/networks/dla.h"

#include <c10/core/impl/LocalDispatchKeySet.h>

namespace tw::model {

namespace {

using torch::Tensor;
using torch::nn::Module;

std::shared_ptr<ConvNorm> numbered(std::int64_t in, std::int64_t out, std::int64_t kernel, std::int64_t stride,
                                   Activation activation)
{
    return std::make_shared<ConvNorm>(ConvOptions{.in = in, .out = out, .kernel = kernel, .stride = stride}, activation,
                                      NormOptions{}, ConvNorm::kNumbered);
}

// Two 3 x 3 convolutions around which the residual passes.
class BasicBlock : public Module
{
public:
    BasicBlock(std::int64_t in, std::int64_t out, std::int64_t stride)
        : m_conv1(register_module("conv1", makeConv({.in = in, .out = out, .stride = stride}))),
          m_norm1(register_module("bn1", makeNorm(out))),
          m_conv2(register_module("conv2", makeConv({.in = out, .out = out}))),
          m_norm2(register_module("bn2", makeNorm(out)))
    {}
    Tensor forward(const Tensor& x, const Tensor& residual)
    {
        const Tensor y = m_norm2(m_conv2(m_norm1(m_conv1(x)).relu_()));
        return y.add_(residual).relu_();
    }

private:
    torch::nn::Conv2d m_conv1;
    torch::nn::BatchNorm2d m_norm1;
    torch::nn::Conv2d m_conv2;
    torch::nn::BatchNorm2d m_norm2;
};

// A tree of blocks: depth 1 is two blocks and a root, depth 2 two trees of depth 1. `children` are maps that the last
// root shall see too.
class Tree : public Module
{
public:
    struct Options {
        int depth = 1;
        std::int64_t in = 0;
        std::int64_t out = 0;
        std::int64_t stride = 1;
        bool levelRoot = false;         // the root sees the (pooled) input of the tree
        std::int64_t extraChannels = 0; // of the children that the caller passes
    };

    explicit Tree(const Options& options) : m_options(options)
    {
        const auto [depth, in, out, stride, levelRoot, passed] = options;
        const std::int64_t extra = passed + (levelRoot ? in : 0);
        if (depth == 1) {
            m_block1 = register_module("tree1", std::make_shared<BasicBlock>(in, out, stride));
            m_block2 = register_module("tree2", std::make_shared<BasicBlock>(out, out, 1));
            m_root = register_module(
                "root", std::make_shared<ConvNorm>(ConvOptions{.in = 2 * out + extra, .out = out, .kernel = 1},
                                                   Activation::Relu, NormOptions{}, ConvNorm::Names{}));
        } else {
            m_tree1 = register_module(
                "tree1", std::make_shared<Tree>(Options{.depth = depth - 1, .in = in, .out = out, .stride = stride}));
            // the last root also sees the output of tree1
            m_tree2 =
                register_module("tree2", std::make_shared<Tree>(Options{
                                             .depth = depth - 1, .in = out, .out = out, .extraChannels = extra + out}));
        }
        if (in != out)
            m_project = register_module("project", numbered(in, out, 1, 1, Activation::None));
    }

    Tensor forward(const Tensor& x, std::vector<Tensor> children)
    {
        const Tensor bottom = m_options.stride > 1 ? torch::max_pool2d(x, m_options.stride, m_options.stride) : x;
        if (m_options.levelRoot)
            children.push_back(bottom);
        if (m_options.depth > 1) {
            // m_project stays unused here: tree1 projects for itself
            children.push_back(m_tree1->forward(x, {}));
            const Tensor inner = children.back();
            return m_tree2->forward(inner, std::move(children));
        }
        const Tensor y1 = m_block1->forward(x, m_project ? m_project->forward(bottom) : bottom);
        const Tensor y2 = m_block2->forward(y1, y1);
        children.insert(children.begin(), {y2, y1});
        return m_root->forward(torch::cat(children, 1));
    }

private:
    Options m_options;
    std::shared_ptr<BasicBlock> m_block1; // depth 1
    std::shared_ptr<BasicBlock> m_block2;
    std::shared_ptr<ConvNorm> m_root;
    std::shared_ptr<Tree> m_tree1; // deeper
    std::shared_ptr<Tree> m_tree2;
    std::shared_ptr<ConvNorm> m_project;
};

class Upsample : public Module
{
public:
    Upsample(std::int64_t channels, std::int64_t factor)
        : m_weight(register_parameter("weight", torch::empty({channels, 1, 2 * factor, 2 * factor}))), m_factor(factor)
    {
        fillBilinear(m_weight);
    }
    Tensor forward(const Tensor& x)
    {
        return torch::conv_transpose2d(x, m_weight, {}, m_factor, m_factor / 2, 0, x.size(1));
    }

private:
    Tensor m_weight;
    std::int64_t m_factor;
};

// Level-0 ... level-5 maps.
constexpr std::size_t kLevels = 6;
// The level of stride 4, where the heads work.
constexpr std::size_t kFirstLevel = 2;

} // namespace

class DlaBase : public Module
{
public:
    DlaBase()
        : m_baseLayer(register_module("base_layer", numbered(3, 16, 7, 1, Activation::Relu))),
          m_level0(register_module("level0", numbered(16, 16, 3, 1, Activation::Relu))),
          m_level1(register_module("level1", numbered(16, 32, 3, 2, Activation::Relu)))
    {
        const auto add = [this](const char* name, const Tree::Options& options) {
            m_trees.push_back(register_module(name, std::make_shared<Tree>(options)));
        };
        add("level2", {.depth = 1, .in = 32, .out = 64, .stride = 2});
        add("level3", {.depth = 2, .in = 64, .out = 128, .stride = 2, .levelRoot = true});
        add("level4", {.depth = 2, .in = 128, .out = 256, .stride = 2, .levelRoot = true});
        add("level5", {.depth = 1, .in = 256, .out = 512, .stride = 2, .levelRoot = true});
        register_module("fc", makeConv({.in = 512, .out = 1000, .kernel = 1, .bias = true}));
    }

    std::vector<Tensor> forward(const Tensor& images)
    {
        std::vector<Tensor> levels;
        levels.reserve(kLevels);
        {
            // LibTorch 1.13 on a processor with AMX: the bfloat16 gradient of level0's weights is not finite at 320 x
            // 192
            const c10::impl::ExcludeDispatchKeyGuard singlePrecision(c10::DispatchKey::AutocastCPU);
            levels.push_back(m_level0->forward(m_baseLayer->forward(images)));
        }
        levels.push_back(m_level1->forward(levels.back()));
        for (const auto& tree : m_trees)
            levels.push_back(tree->forward(levels.back(), {}));
        return levels;
    }

private:
    std::shared_ptr<ConvNorm> m_baseLayer;
    std::shared_ptr<ConvNorm> m_level0;
    std::shared_ptr<ConvNorm> m_level1;
    std::vector<std::shared_ptr<Tree>> m_trees;
};

// Iterative aggregation: map i is projected, enlarged and joined with map i - 1, for all i behind the first.
class IdaUp : public Module
{
public:
    struct Input {
        std::int64_t channels;
        std::int64_t factor;
    };

    // `inputs`: of the maps behind the first.
    IdaUp(std::int64_t out, const std::vector<Input>& inputs, NeckKind kind)
    {
        for (std::size_t i = 0; i < inputs.size(); ++i) {
            const std::string number = std::to_string(i + 1);
            const auto [channels, factor] = inputs[i];
            m_steps.push_back({register_module("proj_" + number, std::make_shared<NeckConv>(channels, out, kind)),
                               register_module("up_" + number, std::make_shared<Upsample>(out, factor)),
                               register_module("node_" + number, std::make_shared<NeckConv>(out, out, kind))});
        }
    }

    // Replaces maps first + 1 ... first + inputs.
    void forward(std::vector<Tensor>& maps, std::size_t first)
    {
        for (std::size_t i = 0; i < m_steps.size(); ++i) {
            const Step& step = m_steps[i];
            Tensor& map = maps[first + i + 1];
            map = step.up->forward(step.project->forward(map));
            map = step.node->forward(map + maps[first + i]);
        }
    }

private:
    struct Step {
        std::shared_ptr<NeckConv> project;
        std::shared_ptr<Upsample> up;
        std::shared_ptr<NeckConv> node;
    };
    std::vector<Step> m_steps;
};

class DlaUp : public Module
{
public:
    explicit DlaUp(NeckKind kind)
        : m_ida0(register_module("ida_0", std::make_shared<IdaUp>(256, Inputs{{512, 2}}, kind))),
          m_ida1(register_module("ida_1", std::make_shared<IdaUp>(128, Inputs{{256, 2}, {256, 2}}, kind))),
          m_ida2(register_module("ida_2", std::make_shared<IdaUp>(64, Inputs{{128, 2}, {128, 2}, {128, 2}}, kind)))
    {}

    // Six levels in; strides 4, 8, 16, 32 out. Each round works one level further down and ends in the last place.
    std::vector<Tensor> forward(std::vector<Tensor> levels)
    {
        std::vector<Tensor> out{levels[5]};
        m_ida0->forward(levels, 4);
        out.insert(out.begin(), levels[5]);
        m_ida1->forward(levels, 3);
        out.insert(out.begin(), levels[5]);
        m_ida2->forward(levels, kFirstLevel);
        out.insert(out.begin(), levels[5]);
        return out;
    }

private:
    using Inputs = std::vector<IdaUp::Input>;
    std::shared_ptr<IdaUp> m_ida0;
    std::shared_ptr<IdaUp> m_ida1;
    std::shared_ptr<IdaUp> m_ida2;
};

Dla34::Dla34(std::string architecture, const HeadOptions& heads, NeckKind neck)
    : HeadedNetwork(std::move(architecture), heads), m_base(register_module("base", std::make_shared<DlaBase>()))
{
    m_dlaUp = register_module("dla_up", std::make_shared<DlaUp>(neck));
    m_idaUp =
        register_module("ida_up", std::make_shared<IdaUp>(64, std::vector<IdaUp::Input>{{128, 2}, {256, 4}}, neck));
    addHeads({.in = 64, .hidden = 256, .activation = Activation::Relu});
}

Dla34::~Dla34() = default;

Dla34::Stages Dla34::stages(const torch::Tensor& images)
{
    Stages s;
    s.base = m_base->forward(images);
    s.neck = m_dlaUp->forward(s.base);
    std::vector<torch::Tensor> maps(s.neck.begin(), s.neck.begin() + 3);
    m_idaUp->forward(maps, 0);
    s.features = maps.back();
    return s;
}

torch::Tensor Dla34::features(const torch::Tensor& images)
{
    return stages(images).features;
}

std::vector<std::string> Dla34::unusedKeys() const
{
    return {"base.fc.", "base.level3.project.", "base.level4.project."};
}

namespace {

std::shared_ptr<Network> make(const char* name, HeadOptions heads, NeckKind neck)
{
    constexpr std::int64_t kDefaultEmbedding = 128;
    if (heads.embedding == 0)
        heads.embedding = kDefaultEmbedding;
    return std::make_shared<Dla34>(name, heads, neck);
}

} // namespace

std::shared_ptr<Network> makeDla34(const HeadOptions& heads)
{
    return make("dla_34", heads, NeckKind::Deformable);
}

std::shared_ptr<Network> makeDlaConv34(const HeadOptions& heads)
{
    return make("dlaconv_34", heads, NeckKind::Plain);
}

} // namespace tw::model
