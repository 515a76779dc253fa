#include "core/model/networks/regnet.h"

#include "core/model/networks/deconv_decoder.h"

namespace tw::model {

namespace {

using torch::Tensor;
using torch::nn::Module;

struct RegnetVariant {
    std::array<std::int64_t, 4> widths;
    std::array<std::int64_t, 4> depths;
    std::int64_t groupWidth;
};

constexpr RegnetVariant k40{{128, 192, 512, 1088}, {2, 6, 12, 2}, 64};
constexpr std::int64_t kStemWidth = 32;
constexpr std::int64_t kSqueeze = 4; // of a block's input width
constexpr std::int64_t kRegnetEmbedding = 128;

// Channels weighted by what the whole map holds. Keys: f_ex.0, f_ex.2.
class SqueezeExcitation : public Module
{
public:
    SqueezeExcitation(std::int64_t channels, std::int64_t hidden)
    {
        const auto excite = register_module("f_ex", std::make_shared<Group>());
        m_down = excite->add("0", makeConv({.in = channels, .out = hidden, .kernel = 1, .bias = true}));
        m_up = excite->add("2", makeConv({.in = hidden, .out = channels, .kernel = 1, .bias = true}));
    }
    Tensor forward(const Tensor& x) { return x * m_up(m_down(x.mean({2, 3}, true)).relu_()).sigmoid_(); }

private:
    torch::nn::Conv2d m_down{nullptr};
    torch::nn::Conv2d m_up{nullptr};
};

// 1 x 1, grouped 3 x 3, squeeze and excitation, 1 x 1, all of one width. Keys: proj, bn, f.{a,a_bn,b,b_bn,se,c,c_bn}.
class RegnetBlock : public Module
{
public:
    RegnetBlock(std::int64_t in, std::int64_t out, std::int64_t stride, std::int64_t groupWidth)
    {
        if (stride != 1 || in != out) {
            m_project = register_module("proj", makeConv({.in = in, .out = out, .kernel = 1, .stride = stride}));
            m_projectNorm = register_module("bn", makeNorm(out));
        }
        Group& f = *register_module("f", std::make_shared<Group>());
        m_conv1 = f.add("a", makeConv({.in = in, .out = out, .kernel = 1}));
        m_norm1 = f.add("a_bn", makeNorm(out));
        m_conv2 = f.add("b", makeConv({.in = out, .out = out, .stride = stride, .groups = out / groupWidth}));
        m_norm2 = f.add("b_bn", makeNorm(out));
        m_excite = f.add("se", std::make_shared<SqueezeExcitation>(out, in / kSqueeze));
        m_conv3 = f.add("c", makeConv({.in = out, .out = out, .kernel = 1}));
        m_norm3 = f.add("c_bn", makeNorm(out));
    }
    Tensor forward(const Tensor& x)
    {
        const Tensor y = m_norm2(m_conv2(m_norm1(m_conv1(x)).relu_())).relu_();
        return m_norm3(m_conv3(m_excite->forward(y))).add_(m_project ? m_projectNorm(m_project(x)) : x).relu_();
    }

private:
    torch::nn::Conv2d m_project{nullptr};
    torch::nn::BatchNorm2d m_projectNorm{nullptr};
    torch::nn::Conv2d m_conv1{nullptr};
    torch::nn::BatchNorm2d m_norm1{nullptr};
    torch::nn::Conv2d m_conv2{nullptr};
    torch::nn::BatchNorm2d m_norm2{nullptr};
    std::shared_ptr<SqueezeExcitation> m_excite;
    torch::nn::Conv2d m_conv3{nullptr};
    torch::nn::BatchNorm2d m_norm3{nullptr};
};

// Registered directly in the network: stem, s1 ... s4 with blocks b1, b2, ...
class RegNetwork : public HeadedNetwork
{
public:
    RegNetwork(const std::string& architecture, const HeadOptions& heads, const RegnetVariant& variant)
        : HeadedNetwork(architecture, heads), m_channels(variant.widths.begin(), variant.widths.end())
    {
        m_stem =
            register_module("stem", std::make_shared<ConvNorm>(ConvOptions{.in = 3, .out = kStemWidth, .stride = 2},
                                                               Activation::Relu, NormOptions{}, ConvNorm::Names{}));
        std::int64_t in = kStemWidth;
        for (std::size_t stage = 0; stage < variant.widths.size(); ++stage) {
            const auto group = register_module("s" + std::to_string(stage + 1), std::make_shared<Group>());
            m_stages.emplace_back();
            for (std::int64_t i = 0; i < variant.depths[stage]; ++i) {
                m_stages.back().push_back(group->add(
                    "b" + std::to_string(i + 1),
                    std::make_shared<RegnetBlock>(in, variant.widths[stage], i == 0 ? 2 : 1, variant.groupWidth)));
                in = variant.widths[stage];
            }
        }
    }

protected:
    std::vector<Tensor> trunk(const Tensor& images)
    {
        std::vector<Tensor> maps;
        Tensor x = m_stem->forward(images);
        for (const auto& stage : m_stages) {
            for (const auto& block : stage)
                x = block->forward(x);
            maps.push_back(x);
        }
        return maps;
    }
    const std::vector<std::int64_t>& trunkChannels() const { return m_channels; }

private:
    std::shared_ptr<ConvNorm> m_stem;
    std::vector<std::vector<std::shared_ptr<RegnetBlock>>> m_stages;
    std::vector<std::int64_t> m_channels;
};

template <class N>
std::shared_ptr<Network> make(const char* name, HeadOptions heads)
{
    if (heads.embedding == 0)
        heads.embedding = kRegnetEmbedding;
    return std::make_shared<N>(name, heads, k40);
}

} // namespace

std::shared_ptr<Network> makeRegNetYDcn40(const HeadOptions& heads)
{
    return make<DeconvNetwork<RegNetwork>>("regnetydcn_40", heads);
}

std::shared_ptr<Network> makeRegNetYFpnDcn40(const HeadOptions& heads)
{
    return make<PyramidNetwork<RegNetwork>>("regnetyfpndcn_40", heads);
}

} // namespace tw::model
