// "dla_34" and "dlaconv_34" for the fused executor. The module in networks/dla.cpp is the same network as torch sees
// it.
//
// Nothing is concatenated: the maps that a root joins are written side by side into one map. A transposed convolution
// adds the map that its result is joined with while it writes.

#include "core/model/executors/network_plan.h"
#include "core/model/executors/steps.h"

#include <array>

namespace tw::model {

namespace {

constexpr double kEps = 1e-5;
constexpr auto kRelu = kernels::Activation::Relu;
constexpr auto kNone = kernels::Activation::None;

template <class T>
class DlaPlanner
{
public:
    DlaPlanner(PlanBuilder<T>& builder, WeightSource& source, bool deformable)
        : m_builder(builder), m_source(source), m_deformable(deformable)
    {}

    TrunkPlan plan(const NetworkSize& size)
    {
        const Map input = m_builder.map(size.height, size.width, 3, 3);
        m_builder.add(makeInputStep<T>(input, InputLayout::Planes), {}, {input});
        const Map base = m_builder.map(size.height, size.width, 16, 1);
        conv("base.base_layer", scaledForInput<T>(numbered("base.base_layer")), 1, input, base);
        const Map level0 = m_builder.map(size.height, size.width, 16, 1);
        conv("base.level0", numbered("base.level0"), 1, base, level0);
        const Map level1 = m_builder.map(size.height / 2, size.width / 2, 32, 1);
        conv("base.level1", numbered("base.level1"), 2, level0, level1);

        std::array<Map, 6> levels;
        levels[2] = tree("base.level2", level1, 64, 2, {});
        levels[3] = deepTree("base.level3", levels[2], 128);
        levels[4] = deepTree("base.level4", levels[3], 256);
        levels[5] = lastTree("base.level5", levels[4], 512);

        // Each round works one level further down and ends in the last place.
        std::array<Map, 3> neck;
        const auto round = [&](const std::string& name, std::size_t first, int channels) {
            for (std::size_t i = first + 1; i < levels.size(); ++i)
                levels[i] = join("dla_up." + name, i - first, levels[i], levels[i - 1], channels, 2);
            return levels[5];
        };
        neck[2] = round("ida_0", 4, 256);
        neck[1] = round("ida_1", 3, 128);
        neck[0] = round("ida_2", 2, 64);
        const Map middle = join("ida_up", 1, neck[1], neck[0], 64, 2);
        return {join("ida_up", 2, neck[2], middle, 64, 4), kRelu};
    }

private:
    // How torch's Sequential names a convolution and its batch norm.
    FoldedConv numbered(const std::string& name) { return m_source.convNorm(name + ".0", name + ".1", kEps); }

    void conv(const std::string& name, const FoldedConv& weights, int stride, const Map& in, const Map& out,
              const Map& before = {}, kernels::Activation activation = kRelu)
    {
        if (!m_source.check())
            return; // with weights missing nothing would fit together; the caller reports it
        addConv<T>(m_builder, {.name = name,
                               .conv = weights,
                               .stride = stride,
                               .activation = activation,
                               .in = in,
                               .out = {out},
                               .before = before});
    }

    void pool(const std::string& name, const Map& in, const Map& out)
    {
        m_builder.add(makeMaxPoolStep<T>(name, in, out, 2, 2), {in}, {out});
    }

    // Two convolutions; the residual joins before the last activation.
    void block(const std::string& name, const Map& in, const Map& out, int stride, const Map& residual)
    {
        const Map inner = m_builder.map(out.height, out.width, out.channels, 1);
        conv(name + ".conv1", m_source.convNorm(name + ".conv1", name + ".bn1", kEps), stride, in, inner);
        conv(name + ".conv2", m_source.convNorm(name + ".conv2", name + ".bn2", kEps), 1, inner, out, residual);
    }

    // What a root joins: its own two blocks, then what the caller adds behind.
    struct Joined {
        Map all;
        Map second; // output of the second block, the first in the order
        Map first;
        Map extra; // `extra` channels
    };
    Joined joined(int height, int width, int channels, int extra)
    {
        Joined j;
        j.all = m_builder.map(height, width, 2 * channels + extra, 1);
        j.second = m_builder.slice(j.all, 0, channels);
        j.first = m_builder.slice(j.all, channels, channels);
        if (extra > 0)
            j.extra = m_builder.slice(j.all, 2 * channels, extra);
        return j;
    }

    // The blocks and the root of a tree of depth 1 whose joined map is there (with what lies in `extra`).
    void blocksAndRoot(const std::string& name, const Map& in, const Joined& j, const Map& bottom, int stride,
                       const Map& out)
    {
        Map residual = bottom;
        if (in.channels != out.channels) {
            residual = m_builder.map(out.height, out.width, out.channels);
            conv(name + ".project", numbered(name + ".project"), 1, bottom, residual, {}, kNone);
        }
        block(name + ".tree1", in, j.first, stride, residual);
        block(name + ".tree2", j.first, j.second, 1, j.first);
        conv(name + ".root", m_source.convNorm(name + ".root.conv", name + ".root.bn", kEps), 1, j.all, out);
    }

    // Depth 1, halving, without the pooled input at the root. `out` is made when it is not given.
    Map tree(const std::string& name, const Map& in, int channels, int stride, Map out)
    {
        const int height = in.height / stride;
        const int width = in.width / stride;
        const Map bottom = m_builder.map(height, width, in.channels);
        pool(name + ".pool", in, bottom);
        if (!out.valid())
            out = m_builder.map(height, width, channels, 1);
        blocksAndRoot(name, in, joined(height, width, channels, 0), bottom, stride, out);
        return out;
    }

    // Depth 2: the root of the second tree also sees the pooled input and the first tree.
    Map deepTree(const std::string& name, const Map& in, int channels)
    {
        const int height = in.height / 2;
        const int width = in.width / 2;
        const Joined j = joined(height, width, channels, in.channels + channels);
        pool(name + ".pool", in, m_builder.slice(j.extra, 0, in.channels));
        const Map inner = tree(name + ".tree1", in, channels, 2, m_builder.slice(j.extra, in.channels, channels));
        const Map out = m_builder.map(height, width, channels, 1);
        blocksAndRoot(name + ".tree2", inner, j, inner, 1, out);
        return out;
    }

    // Depth 1, halving, the pooled input at the root.
    Map lastTree(const std::string& name, const Map& in, int channels)
    {
        const Joined j = joined(in.height / 2, in.width / 2, channels, in.channels);
        pool(name + ".pool", in, j.extra);
        const Map out = m_builder.map(in.height / 2, in.width / 2, channels, 1);
        blocksAndRoot(name, in, j, j.extra, 2, out);
        return out;
    }

    // A 3 x 3 convolution of the neck, deformable or plain.
    Map neckConv(const std::string& name, const Map& in, int channels)
    {
        const Map out = m_builder.map(in.height, in.width, channels, 1);
        const FoldedConv weights = m_source.convNorm(name + ".conv", name + ".actf.0", kEps);
        if (!m_deformable) {
            conv(name, weights, 1, in, out);
            return out;
        }
        const DeformSpec<T> spec{.name = name,
                                 .conv = weights,
                                 .offsets = m_source.conv(name + ".conv.conv_offset_mask"),
                                 .activation = kRelu,
                                 .in = in,
                                 .out = out};
        if (m_source.check())
            m_builder.add(makeDeformStep<T>(spec), {in}, {out});
        return out;
    }

    // node(up(project(coarse)) + fine)
    Map join(const std::string& name, std::size_t number, const Map& coarse, const Map& fine, int channels, int factor)
    {
        const auto part = [&](const char* kind) { return name + "." + kind + "_" + std::to_string(number); };
        const Map projected = neckConv(part("proj"), coarse, channels);
        const Map sum = m_builder.map(fine.height, fine.width, channels, 1);
        const EnlargeSpec<T> spec{.name = part("up"),
                                  .weights =
                                      m_source.tensor(part("up") + ".weight", {channels, 1, 2 * factor, 2 * factor}),
                                  .factor = factor,
                                  .in = projected,
                                  .out = sum,
                                  .after = fine};
        if (m_source.check())
            m_builder.add(makeEnlargeStep<T>(spec), {projected, fine}, {sum});
        return neckConv(part("node"), sum, channels);
    }

    PlanBuilder<T>& m_builder;
    WeightSource& m_source;
    bool m_deformable;
};

} // namespace

template <class T>
TrunkPlan planDla34(PlanBuilder<T>& builder, WeightSource& source, const NetworkSize& size)
{
    return DlaPlanner<T>(builder, source, true).plan(size);
}

template <class T>
TrunkPlan planDlaConv34(PlanBuilder<T>& builder, WeightSource& source, const NetworkSize& size)
{
    return DlaPlanner<T>(builder, source, false).plan(size);
}

template TrunkPlan planDla34(PlanBuilder<float>&, WeightSource&, const NetworkSize&);
template TrunkPlan planDla34(PlanBuilder<kernels::Bf16>&, WeightSource&, const NetworkSize&);
template TrunkPlan planDlaConv34(PlanBuilder<float>&, WeightSource&, const NetworkSize&);
template TrunkPlan planDlaConv34(PlanBuilder<kernels::Bf16>&, WeightSource&, const NetworkSize&);

} // namespace tw::model
