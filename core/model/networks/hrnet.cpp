#include "core/model/networks/hrnet.h"

#include "core/model/networks/residual.h"

namespace tw::model {

namespace {

using torch::Tensor;
using torch::nn::Module;
using Maps = std::vector<Tensor>;

constexpr NormOptions kSlowNorm{.eps = 1e-5, .momentum = 0.01}; // stem and blocks; transitions and fusions: the default
constexpr std::int64_t kBlocks = 4;                             // in a row, everywhere
constexpr std::int64_t kHrEmbedding = 128;

std::shared_ptr<ConvNorm> hrConv(std::int64_t in, std::int64_t out, std::int64_t kernel, std::int64_t stride,
                                 Activation activation)
{
    return std::make_shared<ConvNorm>(ConvOptions{.in = in, .out = out, .kernel = kernel, .stride = stride}, activation,
                                      NormOptions{}, ConvNorm::kNumbered);
}

using Branch = Chain<ResidualBlock>;

// Four blocks in every branch (branch b: width << b channels, stride 4 << b), then every branch becomes the sum of all:
// coarser ones through 1 x 1 convolution and nearest neighbour, finer ones through strided convolutions.
class HrModule : public Module
{
public:
    HrModule(std::int64_t width, std::size_t branches)
    {
        const auto branchGroup = register_module("branches", std::make_shared<Group>());
        for (std::size_t b = 0; b < branches; ++b)
            m_branches.push_back(branchGroup->add(
                std::to_string(b),
                makeResidualChain({.in = width << b, .width = width << b, .norm = kSlowNorm}, kBlocks)));
        const auto fuseGroup = register_module("fuse_layers", std::make_shared<Group>());
        m_fuse.resize(branches, std::vector<Fuse>(branches));
        for (std::size_t to = 0; to < branches; ++to) {
            const auto row = fuseGroup->add(std::to_string(to), std::make_shared<Group>());
            for (std::size_t from = 0; from < branches; ++from) {
                Fuse& fuse = m_fuse[to][from];
                if (from > to)
                    fuse.up =
                        row->add(std::to_string(from), hrConv(width << from, width << to, 1, 1, Activation::None));
                else if (from < to)
                    fuse.down = row->add(std::to_string(from), downChain(width, from, to));
            }
        }
    }

    Maps forward(Maps x)
    {
        for (std::size_t b = 0; b < m_branches.size(); ++b)
            x[b] = m_branches[b]->forward(x[b]);
        Maps out;
        for (std::size_t to = 0; to < x.size(); ++to) {
            Tensor sum = fused(x, to, 0);
            for (std::size_t from = 1; from < x.size(); ++from)
                sum = sum + fused(x, to, from);
            out.push_back(sum.relu_());
        }
        return out;
    }

private:
    struct Fuse { // at most one of the two
        std::shared_ptr<ConvNorm> up;
        std::shared_ptr<Chain<ConvNorm>> down;
    };

    static std::shared_ptr<Chain<ConvNorm>> downChain(std::int64_t width, std::size_t from, std::size_t to)
    {
        auto chain = std::make_shared<Chain<ConvNorm>>();
        for (std::size_t i = from + 1; i < to; ++i)
            chain->add(hrConv(width << from, width << from, 3, 2, Activation::Relu));
        chain->add(hrConv(width << from, width << to, 3, 2, Activation::None));
        return chain;
    }

    Tensor fused(const Maps& x, std::size_t to, std::size_t from) const
    {
        const Fuse& fuse = m_fuse[to][from];
        if (fuse.up)
            return torch::upsample_nearest2d(fuse.up->forward(x[from]), {x[to].size(2), x[to].size(3)});
        return fuse.down ? fuse.down->forward(x[from]) : x[from];
    }

    std::vector<std::shared_ptr<Branch>> m_branches;
    std::vector<std::vector<Fuse>> m_fuse; // [to][from]
};

class Hrnet : public HeadedNetwork
{
public:
    Hrnet(const std::string& architecture, const HeadOptions& heads, std::int64_t width)
        : HeadedNetwork(architecture, heads),
          m_conv1(register_module("conv1", makeConv({.in = 3, .out = 64, .stride = 2}))),
          m_norm1(register_module("bn1", makeNorm(64, kSlowNorm))),
          m_conv2(register_module("conv2", makeConv({.in = 64, .out = 64, .stride = 2}))),
          m_norm2(register_module("bn2", makeNorm(64, kSlowNorm))),
          m_layer1(register_module(
              "layer1",
              makeResidualChain({.kind = ResidualBlock::Kind::Bottleneck, .in = 64, .width = 64, .norm = kSlowNorm},
                                kBlocks)))
    {
        const auto transition1 = register_module("transition1", std::make_shared<Group>());
        m_toFirst = transition1->add("0", hrConv(256, width, 3, 1, Activation::Relu));
        addBranch(*transition1, 1, 256, width);
        addStage("stage2", 1, width, 2);
        addBranch(*register_module("transition2", std::make_shared<Group>()), 2, width << 1, width);
        addStage("stage3", 4, width, 3);
        addBranch(*register_module("transition3", std::make_shared<Group>()), 3, width << 2, width);
        addStage("stage4", 3, width, 4);
        addHeads({.in = 15 * width, .hidden = 256, .activation = Activation::Relu});
    }

    Tensor features(const Tensor& images) override
    {
        Tensor x = m_norm1(m_conv1(images)).relu_();
        x = m_layer1->forward(m_norm2(m_conv2(x)).relu_());
        Maps maps{m_toFirst->forward(x)};
        for (std::size_t i = 0; i < m_stages.size(); ++i) {
            // the new branch starts from the coarsest map so far
            maps.push_back(m_newBranches[i]->forward(i == 0 ? x : maps.back()));
            for (const auto& module : m_stages[i])
                maps = module->forward(std::move(maps));
        }
        for (std::size_t b = 1; b < maps.size(); ++b)
            maps[b] = torch::upsample_bilinear2d(maps[b], {maps[0].size(2), maps[0].size(3)}, false);
        return torch::cat(maps, 1);
    }

private:
    void addBranch(Group& transition, std::int64_t branch, std::int64_t in, std::int64_t width)
    {
        auto chain = std::make_shared<Chain<ConvNorm>>();
        chain->add(hrConv(in, width << branch, 3, 2, Activation::Relu));
        m_newBranches.push_back(transition.add(std::to_string(branch), std::move(chain)));
    }
    void addStage(const char* name, std::int64_t modules, std::int64_t width, std::size_t branches)
    {
        const auto group = register_module(name, std::make_shared<Group>());
        std::vector<std::shared_ptr<HrModule>> stage;
        for (std::int64_t i = 0; i < modules; ++i)
            stage.push_back(group->add(std::to_string(i), std::make_shared<HrModule>(width, branches)));
        m_stages.push_back(std::move(stage));
    }

    torch::nn::Conv2d m_conv1;
    torch::nn::BatchNorm2d m_norm1;
    torch::nn::Conv2d m_conv2;
    torch::nn::BatchNorm2d m_norm2;
    std::shared_ptr<Branch> m_layer1;
    std::shared_ptr<ConvNorm> m_toFirst;
    std::vector<std::shared_ptr<Chain<ConvNorm>>> m_newBranches; // one a stage
    std::vector<std::vector<std::shared_ptr<HrModule>>> m_stages;
};

std::shared_ptr<Network> make(const char* name, HeadOptions heads, std::int64_t width)
{
    if (heads.embedding == 0)
        heads.embedding = kHrEmbedding;
    return std::make_shared<Hrnet>(name, heads, width);
}

} // namespace

std::shared_ptr<Network> makeHrnet18(const HeadOptions& heads)
{
    return make("hrnet_18", heads, 18);
}

std::shared_ptr<Network> makeHrnet32(const HeadOptions& heads)
{
    return make("hrnet_32", heads, 32);
}

} // namespace tw::model
