// Our convolutions against oneDNN's, layer by layer and in turn: the same shape, bias and ReLU, bfloat16 or float32,
// all processors. Both sides get their own layout of maps and weights, made beforehand.
//
//   GOMP_SPINCOUNT=1000 bench_onednn [fp32|bf16]
//
// Each side runs a layer kBurst times in a row, as layers follow each other in a network, ours as one plan. The spin
// count lets oneDNN's OpenMP threads wait actively between the layers of a burst (50 microseconds), but not so long
// that they take the processor from ours. Prints medians of kPairs pairs; the ratio is the median of the pairs' ratios.

#include "core/model/executors/kernels/kernels.h"
#include "core/model/executors/plan.h"
#include "core/model/executors/steps.h"
#include "core/model/executors/thread_team.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <dnnl.hpp>
#include <functional>
#include <random>
#include <string_view>
#include <vector>

namespace tw::model {
namespace {

constexpr int kPairs = 21;
constexpr int kBurst = 8;

struct Shape {
    const char* name;
    int height, width, in, out, kernel;
};
constexpr Shape kShapes[] = {
    {"dla level 2", 152, 272, 64, 64, 3}, {"dla level 3", 76, 136, 128, 128, 3}, {"dla level 4", 38, 68, 256, 256, 3},
    {"dla level 5", 19, 34, 512, 512, 3}, {"dla head", 152, 272, 64, 256, 3},    {"dla root", 76, 136, 256, 128, 1},
    {"lite head", 80, 144, 64, 64, 3},    {"lite fuse2", 80, 144, 64, 64, 1},    {"lite stage3", 40, 72, 64, 64, 1},
    {"lite stage4", 20, 36, 128, 128, 1}, {"lite stage5", 10, 18, 512, 256, 1},
};

std::vector<float> randomNumbers(std::size_t count, double deviation)
{
    static std::mt19937 generator(1);
    std::normal_distribution<float> normal(0, static_cast<float>(deviation));
    std::vector<float> numbers(count);
    for (float& number : numbers)
        number = normal(generator);
    return numbers;
}

double secondsOf(const std::function<void()>& work)
{
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

// The first step of a plan of one layer: writes the input once.
template <class T>
class InputStep : public Step<T>
{
public:
    explicit InputStep(const Map& map) : Step<T>("input"), m_map(map) {}
    int units() const override { return 0; }
    void bind(const Binding<T>& binding) override
    {
        const auto pixels = binding.pixels(m_map);
        const std::vector<float> row = randomNumbers(static_cast<std::size_t>(m_map.width * m_map.channels), 1);
        for (int y = 0; y < m_map.height; ++y)
            binding.table->fromFloat(row.data(), pixels.at(y, 0), row.size());
    }
    void run(int, std::byte*, const PlanInput&) const override {}

private:
    Map m_map;
};

template <class T>
std::unique_ptr<Plan<T>> ourBurst(const Shape& shape, const kernels::Table<T>& table, ThreadTeam& team)
{
    PlanBuilder<T> builder;
    const Map in = builder.map(shape.height, shape.width, shape.in, shape.kernel / 2);
    builder.keep(in);
    builder.add(std::make_unique<InputStep<T>>(in), {}, {in});
    const auto taps = static_cast<std::size_t>(shape.kernel * shape.kernel);
    const FoldedConv conv{shape.out, shape.in, shape.kernel,
                          randomNumbers(taps * static_cast<std::size_t>(shape.out * shape.in), 0.05),
                          randomNumbers(static_cast<std::size_t>(shape.out), 0.1)};
    for (int i = 0; i < kBurst; ++i) {
        const Map out = builder.map(shape.height, shape.width, shape.out, 0);
        addConv<T>(builder,
                   {.name = "conv", .conv = conv, .activation = kernels::Activation::Relu, .in = in, .out = {out}});
    }
    return std::move(builder).build(table, team);
}

class TheirLayer
{
public:
    TheirLayer(const Shape& shape, dnnl::memory::data_type type)
        : m_engine(dnnl::engine::kind::cpu, 0), m_stream(m_engine)
    {
        using namespace dnnl;
        const auto any = memory::format_tag::any;
        const memory::desc in({1, shape.in, shape.height, shape.width}, type, any);
        const memory::desc weights({shape.out, shape.in, shape.kernel, shape.kernel}, type, any);
        const memory::desc bias({shape.out}, memory::data_type::f32, memory::format_tag::a);
        const memory::desc out({1, shape.out, shape.height, shape.width}, type, any);
        const memory::dims strides{1, 1};
        const memory::dims padding{shape.kernel / 2, shape.kernel / 2};
        const convolution_forward::desc desc(prop_kind::forward_inference, algorithm::convolution_auto, in, weights,
                                             bias, out, strides, padding, padding);
        post_ops relu;
        relu.append_eltwise(1, algorithm::eltwise_relu, 0, 0);
        primitive_attr attributes;
        attributes.set_post_ops(relu);
        const convolution_forward::primitive_desc primitive(desc, attributes, m_engine);
        m_conv = convolution_forward(primitive);
        m_arguments = {{DNNL_ARG_SRC, filled(primitive.src_desc())},
                       {DNNL_ARG_WEIGHTS, filled(primitive.weights_desc())},
                       {DNNL_ARG_BIAS, filled(primitive.bias_desc())},
                       {DNNL_ARG_DST, memory(primitive.dst_desc(), m_engine)}};
    }

    void runBurst()
    {
        for (int i = 0; i < kBurst; ++i)
            m_conv.execute(m_stream, m_arguments);
        m_stream.wait();
    }

private:
    // Random numbers of normal size: times depend on denormals, not on the rest.
    dnnl::memory filled(const dnnl::memory::desc& desc)
    {
        using namespace dnnl;
        memory target(desc, m_engine);
        const auto tag = desc.dims().size() == 1 ? memory::format_tag::a : memory::format_tag::abcd;
        const memory::desc plain(desc.dims(), memory::data_type::f32, tag);
        std::size_t count = 1;
        for (const auto side : desc.dims())
            count *= static_cast<std::size_t>(side);
        std::vector<float> numbers = randomNumbers(count, 0.3);
        memory source(plain, m_engine, numbers.data());
        reorder(source, target).execute(m_stream, source, target);
        m_stream.wait();
        return target;
    }

    dnnl::engine m_engine;
    dnnl::stream m_stream;
    dnnl::convolution_forward m_conv;
    std::unordered_map<int, dnnl::memory> m_arguments;
};

double median(std::vector<double> values)
{
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2), values.end());
    return values[values.size() / 2];
}

template <class T>
int compare(dnnl::memory::data_type type)
{
    const kernels::Table<T>* table = kernels::fastest<T>();
    if (table == nullptr) {
        std::fprintf(stderr, "this processor lacks the instructions\n");
        return 1;
    }
    ThreadTeam team(availableProcessors());
    const dnnl_version_t* version = dnnl_version();
    std::printf("oneDNN %d.%d.%d, ours %s, %d threads\n%-14s %10s %10s %14s\n", version->major, version->minor,
                version->patch, table->name, team.size(), "layer", "ours", "oneDNN", "ours / oneDNN");
    for (const Shape& shape : kShapes) {
        const auto mine = ourBurst<T>(shape, *table, team);
        TheirLayer theirs(shape, type);
        std::vector<double> a, b, ratios;
        for (int i = 0; i < kPairs + 3; ++i) {
            const double x = secondsOf([&] { mine->run({}); });
            const double y = secondsOf([&] { theirs.runBurst(); });
            if (i < 3)
                continue;
            a.push_back(mine->flop() / x * 1e-9);
            b.push_back(mine->flop() / y * 1e-9);
            ratios.push_back(y / x);
        }
        std::printf("%-14s %10.0f %10.0f %14.2f   GFLOP/s\n", shape.name, median(a), median(b), median(ratios));
    }
    return 0;
}

} // namespace
} // namespace tw::model

int main(int argc, char** argv)
{
    const std::string_view precision = argc > 1 ? argv[1] : "bf16";
    if (precision == "fp32")
        return tw::model::compare<float>(dnnl::memory::data_type::f32);
    if (precision == "bf16")
        return tw::model::compare<tw::model::kernels::Bf16>(dnnl::memory::data_type::bf16);
    std::fprintf(stderr, "bench_onednn [fp32|bf16]\n");
    return 2;
}
