// "lite" and "standard" for the fused executor. The module in networks/lite.cpp is the same network as torch sees it.
//
// Three exact rearrangements:
//   - The two 1 x 1 convolutions that a CSP block begins with read the same map: one product makes both.
//   - Nothing is concatenated: what would be joined is written into neighbouring channels of one map.
//   - A 1 x 1 convolution of an enlarged map (nearest neighbour) is the enlarged convolution of the small one. So the
//     neck multiplies its coarse half at a quarter of the pixels and adds the result, enlarged, before the activation.

#include "core/model/executors/network_plan.h"
#include "core/model/executors/steps.h"
#include "core/model/networks/lite_widths.h"

#include <array>

namespace tw::model {

namespace {

constexpr double kEps = 1e-3;
constexpr auto kSilu = kernels::Activation::Silu;

template <class T>
class LitePlanner
{
public:
    LitePlanner(PlanBuilder<T>& builder, WeightSource& source, const LiteWidths& widths)
        : m_builder(builder), m_source(source), m_widths(widths)
    {}

    // The maps of stride 4, 8, 16 and 32.
    std::array<Map, 4> backbone(const NetworkSize& size)
    {
        const Map input = m_builder.map(size.height / 2, size.width / 2, 12, 1);
        m_builder.add(makeInputStep<T>(input, InputLayout::SpaceToDepth), {}, {input});
        const Map stem = m_builder.map(input.height, input.width, m_widths.stem);
        const FoldedConv first = scaledForInput<T>(fold("backbone.stem"));
        addConv({.name = "backbone.stem", .conv = first, .activation = kSilu, .in = input, .out = {stem}});
        const Map stage2 = stage("backbone.stage2", stem, m_widths.stage2, 1);
        const Map stage3 = stage("backbone.stage3", stage2, m_widths.stage3, 3);
        const Map stage4 = stage("backbone.stage4", stage3, m_widths.stage4, 3);
        return {stage2, stage3, stage4, lastStage("backbone.stage5", stage4)};
    }

    TrunkPlan plan(const NetworkSize& size)
    {
        const auto [stage2, stage3, stage4, stage5] = backbone(size);
        const Map fuse4 = fuse("neck.lateral5", "neck.fuse4", stage5, stage4, m_widths.neck16, 0);
        const Map fuse3 = fuse("neck.lateral4", "neck.fuse3", fuse4, stage3, m_widths.neck8, 0);
        const Map fuse2 = fuse("neck.lateral3", "neck.fuse2", fuse3, stage2, m_widths.neck4, 1);
        return {fuse2, kSilu};
    }

private:
    FoldedConv fold(const std::string& name) { return m_source.convNorm(name + ".conv", name + ".bn", kEps); }

    void addConv(const ConvSpec<T>& spec)
    {
        if (m_source.check()) // with weights missing nothing would fit together; the caller reports it
            tw::model::addConv(m_builder, spec);
    }

    void addSeparable(const std::string& name, int stride, const Map& in, const Map& out, const Map& after)
    {
        const SeparableSpec<T> spec{.name = name,
                                    .depthwise = fold(name + ".depthwise"),
                                    .pointwise = fold(name + ".pointwise"),
                                    .stride = stride,
                                    .activation = kSilu,
                                    .in = in,
                                    .out = out,
                                    .after = after};
        if (m_source.check())
            m_builder.add(makeSeparableStep<T>(spec), {in, after}, {out});
    }

    // One 1 x 1 convolution with batch norm and activation.
    Map pointwise(const std::string& name, const Map& in, int channels)
    {
        const Map out = m_builder.map(in.height, in.width, channels);
        addConv({.name = name, .conv = fold(name), .activation = kSilu, .in = in, .out = {out}});
        return out;
    }

    Map down(const std::string& name, const Map& in, int channels)
    {
        const Map out = m_builder.map(in.height / 2, in.width / 2, channels);
        addSeparable(name, 2, in, out, {});
        return out;
    }

    // The rest of a CSP block once its first two convolutions are done: `first` goes through the blocks into the front
    // half of `joined`, whose back half is there already.
    Map finishCsp(const std::string& name, Map first, const Map& joined, int blocks, bool add, int pad)
    {
        const int half = joined.channels / 2;
        for (int i = 0; i < blocks; ++i) {
            const std::string block = name + ".blocks." + std::to_string(i);
            const Map inner = pointwise(block + ".conv1", first, half);
            const Map out =
                i + 1 == blocks ? m_builder.slice(joined, 0, half) : m_builder.map(first.height, first.width, half);
            addSeparable(block + ".conv2", 1, inner, out, add ? first : Map{});
            first = out;
        }
        const Map out = m_builder.map(joined.height, joined.width, joined.channels, pad);
        addConv(
            {.name = name + ".conv3", .conv = fold(name + ".conv3"), .activation = kSilu, .in = joined, .out = {out}});
        return out;
    }

    FoldedConv bothEnds(const std::string& name)
    {
        const FoldedConv first = fold(name + ".conv1");
        const FoldedConv second = fold(name + ".conv2");
        return m_source.check() ? stacked(first, second) : FoldedConv{};
    }

    Map csp(const std::string& name, const Map& in, int channels, int blocks, bool add)
    {
        const Map first = m_builder.map(in.height, in.width, channels / 2);
        const Map joined = m_builder.map(in.height, in.width, channels);
        addConv({.name = name + ".conv1+2",
                 .conv = bothEnds(name),
                 .activation = kSilu,
                 .in = in,
                 .out = {first, m_builder.slice(joined, channels / 2, channels / 2)}});
        return finishCsp(name, first, joined, blocks, add, 0);
    }

    Map stage(const std::string& name, const Map& in, int channels, int blocks)
    {
        return csp(name + ".csp", down(name + ".down", in, channels), channels, blocks, true);
    }

    // Pyramid pooling: each window of 9 and 13 is one of 5 over the map before.
    Map lastStage(const std::string& name, const Map& in)
    {
        const int channels = m_widths.stage5;
        const Map x = down(name + ".down", in, channels);
        const Map pools = m_builder.map(x.height, x.width, 2 * channels);
        const auto part = [&](int i) { return m_builder.slice(pools, i * channels / 2, channels / 2); };
        addConv({.name = name + ".spp.conv1",
                 .conv = fold(name + ".spp.conv1"),
                 .activation = kSilu,
                 .in = x,
                 .out = {part(0)}});
        for (int i = 0; i < 3; ++i)
            m_builder.add(makeMaxPoolStep<T>(name + ".spp.pool", part(i), part(i + 1), 5, 1), {part(i)}, {part(i + 1)});
        return csp(name + ".csp", pointwise(name + ".spp.conv2", pools, channels), channels, 1, false);
    }

    // CSP over the enlarged, projected coarse map and the fine one.
    Map fuse(const std::string& lateral, const std::string& name, const Map& coarse, const Map& fine, int channels,
             int pad)
    {
        const FoldedConv project = fold(lateral);
        const FoldedConv ends = bothEnds(name);
        if (!m_source.check())
            return {};
        const Map small = pointwise(lateral, coarse, project.out);
        const Map partial = m_builder.map(small.height, small.width, channels);
        addConv({.name = name + ".conv1+2 coarse",
                 .conv = inputSlice(ends, 0, project.out, false),
                 .in = small,
                 .out = {partial}});
        const Map first = m_builder.map(fine.height, fine.width, channels / 2);
        const Map joined = m_builder.map(fine.height, fine.width, channels);
        addConv({.name = name + ".conv1+2 fine",
                 .conv = inputSlice(ends, project.out, fine.channels, true),
                 .activation = kSilu,
                 .in = fine,
                 .out = {first, m_builder.slice(joined, channels / 2, channels / 2)},
                 .before = partial,
                 .beforeHalf = true});
        return finishCsp(name, first, joined, 1, false, pad);
    }

    PlanBuilder<T>& m_builder;
    WeightSource& m_source;
    const LiteWidths& m_widths;
};

} // namespace

template <class T>
TrunkPlan planLite(PlanBuilder<T>& builder, WeightSource& source, const NetworkSize& size)
{
    return LitePlanner<T>(builder, source, kLiteWidths).plan(size);
}

template <class T>
TrunkPlan planStandard(PlanBuilder<T>& builder, WeightSource& source, const NetworkSize& size)
{
    return LitePlanner<T>(builder, source, kStandardWidths).plan(size);
}

template <class T>
ReidPlan planReid(PlanBuilder<T>& builder, WeightSource& source, const NetworkSize& size)
{
    const auto maps = LitePlanner<T>(builder, source, kLiteWidths).backbone(size);
    return {maps[2], maps[3]};
}

template ReidPlan planReid(PlanBuilder<float>&, WeightSource&, const NetworkSize&);
template ReidPlan planReid(PlanBuilder<kernels::Bf16>&, WeightSource&, const NetworkSize&);
template TrunkPlan planLite(PlanBuilder<float>&, WeightSource&, const NetworkSize&);
template TrunkPlan planLite(PlanBuilder<kernels::Bf16>&, WeightSource&, const NetworkSize&);
template TrunkPlan planStandard(PlanBuilder<float>&, WeightSource&, const NetworkSize&);
template TrunkPlan planStandard(PlanBuilder<kernels::Bf16>&, WeightSource&, const NetworkSize&);

} // namespace tw::model
