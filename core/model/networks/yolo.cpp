#include "core/model/networks/yolo.h"

#include "core/model/networks/layers.h"

namespace tw::model {

namespace {

using torch::Tensor;
using torch::nn::Module;

// Not stored in weights files, hence easily forgotten: these are not PyTorch's defaults.
constexpr NormOptions kYoloNorm{.eps = 1e-3, .momentum = 0.03};
constexpr std::int64_t kYoloEmbedding = 64;

std::shared_ptr<ConvNorm> yoloConv(std::int64_t in, std::int64_t out, std::int64_t kernel, std::int64_t stride = 1)
{
    return std::make_shared<ConvNorm>(ConvOptions{.in = in, .out = out, .kernel = kernel, .stride = stride},
                                      Activation::Silu, kYoloNorm, ConvNorm::Names{});
}

class Focus : public Module
{
public:
    Focus(std::int64_t in, std::int64_t out) : m_conv(register_module("conv", yoloConv(4 * in, out, 3))) {}
    Tensor forward(const Tensor& x) { return m_conv->forward(spaceToDepth(x)); }

private:
    std::shared_ptr<ConvNorm> m_conv;
};

class Bottleneck : public Module
{
public:
    Bottleneck(std::int64_t channels, bool add)
        : m_cv1(register_module("cv1", yoloConv(channels, channels, 1))),
          m_cv2(register_module("cv2", yoloConv(channels, channels, 3))), m_add(add)
    {}
    Tensor forward(const Tensor& x)
    {
        const Tensor y = m_cv2->forward(m_cv1->forward(x));
        return m_add ? x + y : y;
    }

private:
    std::shared_ptr<ConvNorm> m_cv1;
    std::shared_ptr<ConvNorm> m_cv2;
    bool m_add;
};

// Half of the channels through bottlenecks, half around them.
class C3 : public Module
{
public:
    C3(std::int64_t in, std::int64_t out, std::int64_t count, bool add)
        : m_cv1(register_module("cv1", yoloConv(in, out / 2, 1))),
          m_cv2(register_module("cv2", yoloConv(in, out / 2, 1))), m_cv3(register_module("cv3", yoloConv(out, out, 1))),
          m_blocks(register_module("m", std::make_shared<Chain<Bottleneck>>()))
    {
        for (std::int64_t i = 0; i < count; ++i)
            m_blocks->add(std::make_shared<Bottleneck>(out / 2, add));
    }
    Tensor forward(const Tensor& x)
    {
        return m_cv3->forward(torch::cat({m_blocks->forward(m_cv1->forward(x)), m_cv2->forward(x)}, 1));
    }

private:
    std::shared_ptr<ConvNorm> m_cv1;
    std::shared_ptr<ConvNorm> m_cv2;
    std::shared_ptr<ConvNorm> m_cv3;
    std::shared_ptr<Chain<Bottleneck>> m_blocks;
};

// Maxima over 5, 9 and 13 pixels; the larger ones as maxima of maxima.
class YoloSpp : public Module
{
public:
    YoloSpp(std::int64_t in, std::int64_t out)
        : m_cv1(register_module("cv1", yoloConv(in, in / 2, 1))),
          m_cv2(register_module("cv2", yoloConv(in * 2, out, 1)))
    {}
    Tensor forward(const Tensor& input)
    {
        const Tensor x = m_cv1->forward(input);
        const Tensor pool5 = torch::max_pool2d(x, 5, 1, 2);
        const Tensor pool9 = torch::max_pool2d(pool5, 5, 1, 2);
        return m_cv2->forward(torch::cat({x, pool5, pool9, torch::max_pool2d(pool9, 5, 1, 2)}, 1));
    }

private:
    std::shared_ptr<ConvNorm> m_cv1;
    std::shared_ptr<ConvNorm> m_cv2;
};

// The coarse map, nearest neighbour times two, in front of the fine one.
Tensor yoloMerge(const Tensor& coarse, const Tensor& fine)
{
    return torch::cat({torch::upsample_nearest2d(coarse, {fine.size(2), fine.size(3)}), fine}, 1);
}

class Yolo : public HeadedNetwork
{
public:
    explicit Yolo(const HeadOptions& heads) : HeadedNetwork("yolo", heads)
    {
        const auto backbone = register_module("backbone", std::make_shared<Group>());
        Group& model = *backbone->add("model", std::make_shared<Group>());
        m_focus = model.add("0", std::make_shared<Focus>(3, 32));
        m_down4 = model.add("1", yoloConv(32, 64, 3, 2));
        m_stage4 = model.add("2", std::make_shared<C3>(64, 64, 1, true));
        m_down8 = model.add("3", yoloConv(64, 128, 3, 2));
        m_stage8 = model.add("4", std::make_shared<C3>(128, 128, 3, true));
        m_down16 = model.add("5", yoloConv(128, 256, 3, 2));
        m_stage16 = model.add("6", std::make_shared<C3>(256, 256, 3, true));
        m_down32 = model.add("7", yoloConv(256, 512, 3, 2));
        m_spp = model.add("8", std::make_shared<YoloSpp>(512, 512));
        m_stage32 = model.add("9", std::make_shared<C3>(512, 512, 1, false));
        // 11, 12, 15, 16, 19, 20: enlarging and concatenation, without weights
        m_lateral32 = model.add("10", yoloConv(512, 256, 1));
        m_fuse16 = model.add("13", std::make_shared<C3>(512, 256, 1, false));
        m_lateral16 = model.add("14", yoloConv(256, 128, 1));
        m_fuse8 = model.add("17", std::make_shared<C3>(256, 128, 1, false));
        m_lateral8 = model.add("18", yoloConv(128, 64, 1));
        m_fuse4 = model.add("21", std::make_shared<C3>(128, 64, 1, false));
        addHeads({.in = 64, .hidden = 64, .activation = Activation::Silu, .order = {"hm", "id", "reg", "wh"}});
    }

    Tensor features(const Tensor& images) override
    {
        const Tensor x4 = m_stage4->forward(m_down4->forward(m_focus->forward(images)));
        const Tensor x8 = m_stage8->forward(m_down8->forward(x4));
        const Tensor x16 = m_stage16->forward(m_down16->forward(x8));
        const Tensor x32 = m_stage32->forward(m_spp->forward(m_down32->forward(x16)));
        const Tensor y16 = m_fuse16->forward(yoloMerge(m_lateral32->forward(x32), x16));
        const Tensor y8 = m_fuse8->forward(yoloMerge(m_lateral16->forward(y16), x8));
        return m_fuse4->forward(yoloMerge(m_lateral8->forward(y8), x4));
    }

private:
    std::shared_ptr<Focus> m_focus;
    std::shared_ptr<ConvNorm> m_down4, m_down8, m_down16, m_down32; // named by their stride
    std::shared_ptr<C3> m_stage4, m_stage8, m_stage16, m_stage32;
    std::shared_ptr<YoloSpp> m_spp;
    std::shared_ptr<ConvNorm> m_lateral32, m_lateral16, m_lateral8;
    std::shared_ptr<C3> m_fuse16, m_fuse8, m_fuse4;
};

} // namespace

std::shared_ptr<Network> makeYolo(const HeadOptions& heads)
{
    HeadOptions filled = heads;
    if (filled.embedding == 0)
        filled.embedding = kYoloEmbedding;
    return std::make_shared<Yolo>(filled);
}

} // namespace tw::model
