// Dense convolutions, and the heat head that keeps only a dot product of them.

#include "core/base/contract.h"
#include "core/model/executors/steps.h"
#include "core/model/executors/winograd_step.h"
#include "core/model/executors/work_split.h"

#include <algorithm>

namespace tw::model {

namespace {

template <class T>
class ConvStep : public Step<T>
{
public:
    explicit ConvStep(const ConvSpec<T>& spec) : Step<T>(spec.name), m_spec(spec)
    {
        m_spec.conv = paddedOutputs(m_spec.conv, kernels::kChannelGroup);
        m_height = (m_spec.in.height + m_spec.stride - 1) / m_spec.stride;
        m_width = (m_spec.in.width + m_spec.stride - 1) / m_spec.stride;
    }

    ConvStep(const ConvSpec<T>& spec, const DotSpec<T>& dot) : ConvStep(spec)
    {
        m_dot = dot;
        m_dotWeights = AlignedArray<float>(static_cast<std::size_t>(dot.last.out * m_spec.conv.out));
        for (int i = 0; i < dot.last.out; ++i)
            std::copy_n(dot.last.weights.begin() + static_cast<std::ptrdiff_t>(i) * dot.last.in, dot.last.in,
                        m_dotWeights.data() + static_cast<std::ptrdiff_t>(i) * m_spec.conv.out);
    }

    double flop() const override
    {
        return 2.0 * m_height * m_width * m_spec.conv.out * m_spec.conv.taps() * m_spec.conv.in;
    }

    int units() const override { return m_split.units(); }

    void bind(const Binding<T>& binding) override
    {
        m_binding = &binding;
        const auto in = binding.constPixels(m_spec.in);
        m_rowTaps = in.pixel == m_spec.conv.in;
        pack();
        TW_EXPECTS(binding.buffer(m_spec.in).pad >= m_spec.conv.kernel / 2);
        m_args.in = {in.data, in.pixel * m_spec.stride, in.row * m_spec.stride};
        // Where the pixels of a row touch each other, a row of the window is one long tap.
        const int reach = m_spec.conv.kernel / 2;
        for (int y = -reach; y <= reach; ++y) {
            for (int x = -reach; x <= (m_rowTaps ? -reach : reach); ++x)
                m_taps.push_back(y * in.row + x * in.pixel);
        }
        m_args.taps = m_taps.data();
        m_args.channels = m_spec.conv.out;
        m_args.activation = m_spec.activation;
        bindOutputs();
        if (m_spec.before.valid())
            m_args.before = binding.constPixels(m_spec.before);
        m_args.beforeShift = m_spec.beforeHalf ? 1 : 0;
        if (m_spec.after.valid())
            m_args.after = binding.constPixels(m_spec.after);
        split();
    }

    void run(int unit, std::byte*, const PlanInput&) const override
    {
        const auto [begin, end, channelBegin, channelEnd] = unitRange(m_split, unit);
        if (m_flat) {
            m_binding->table->conv(m_args, {0, 1, begin, end, channelBegin, channelEnd});
            return;
        }
        for (const Map& map : m_spec.out)
            m_binding->clearBorder(map, begin, end);
        for (int i = 0; i < m_dot.last.out; ++i) {
            float* plane = m_dot.planes + i * m_args.dotPlane;
            std::fill(plane + begin * m_width, plane + end * m_width, m_dot.last.bias[static_cast<std::size_t>(i)]);
        }
        m_binding->table->conv(m_args, {begin, end, 0, m_width, channelBegin, channelEnd});
    }

private:
    // Depth is rounded up to what a step of the multiplication takes; the extra weights are zero.
    void pack()
    {
        const FoldedConv& conv = m_spec.conv;
        const int taps = m_rowTaps ? conv.kernel : conv.taps();
        const int whole = conv.taps() * conv.in / taps;
        const int depth = sizeof(T) == 2 ? (whole + 1) / 2 * 2 : whole;
        std::vector<float> padded(static_cast<std::size_t>(conv.out * taps * depth), 0.0F);
        for (int row = 0; row < conv.out * taps; ++row)
            std::copy_n(conv.weights.begin() + static_cast<std::ptrdiff_t>(row) * whole, whole,
                        padded.begin() + static_cast<std::ptrdiff_t>(row) * depth);
        const auto& table = *m_binding->table;
        m_weights = AlignedArray<T>(table.packedSize(conv.out, taps, depth));
        table.packWeights(padded.data(), conv.out, taps, depth, m_weights.data());
        m_args.tapCount = taps;
        m_bias = AlignedArray<float>(conv.bias.size());
        std::copy(conv.bias.begin(), conv.bias.end(), m_bias.data());
        m_args.weights = m_weights.data();
        m_args.bias = m_bias.data();
        m_args.depth = depth;
        m_spec.conv.weights = {}; // packed now
    }

    void bindOutputs()
    {
        if (m_dot.planes != nullptr) {
            m_args.dot = m_dotWeights.data();
            m_args.dotCount = m_dot.last.out;
            m_args.dotOut = {m_dot.planes, 1, m_width};
            m_args.dotPlane = static_cast<std::ptrdiff_t>(m_height) * m_width;
            return;
        }
        for (const Map& map : m_spec.out) {
            TW_EXPECTS(map.channels % kernels::kChannelGroup == 0 && map.height == m_height && map.width == m_width);
            auto pixels = m_binding->pixels(map);
            for (int c = 0; c < map.channels; c += kernels::kChannelGroup, pixels.data += kernels::kChannelGroup)
                m_groups.push_back(pixels);
        }
        TW_EXPECTS(static_cast<int>(m_groups.size()) * kernels::kChannelGroup == m_spec.conv.out);
        m_args.out = m_groups.data();
    }

    void split()
    {
        const auto flat = [this](const Map& map) { return !map.valid() || m_binding->isFlat(map); };
        m_flat = m_spec.conv.kernel == 1 && m_spec.stride == 1 && !m_spec.beforeHalf && m_dot.planes == nullptr &&
                 flat(m_spec.in) && flat(m_spec.before) && flat(m_spec.after) &&
                 std::all_of(m_spec.out.begin(), m_spec.out.end(), flat);
        const int widest = m_binding->table->widestPanel;
        if (m_flat)
            m_split =
                splitPixels(m_height * m_width, m_spec.conv.out, m_binding->table->pixelsTogether, m_binding->threads);
        else
            m_split = splitRows(m_height, m_spec.conv.out, m_dot.planes != nullptr ? m_spec.conv.out : widest,
                                m_binding->threads);
    }

    ConvSpec<T> m_spec;
    DotSpec<T> m_dot;
    int m_height = 0;
    int m_width = 0;
    bool m_flat = false;
    bool m_rowTaps = false;
    WorkSplit m_split;
    const Binding<T>* m_binding = nullptr;
    kernels::ConvArgs<T> m_args;
    AlignedArray<T> m_weights;
    AlignedArray<float> m_bias;
    AlignedArray<float> m_dotWeights;
    std::vector<std::ptrdiff_t> m_taps;
    std::vector<kernels::Pixels<T>> m_groups;
};

} // namespace

template <class T>
std::unique_ptr<Step<T>> makeConvStep(const ConvSpec<T>& spec)
{
    return std::make_unique<ConvStep<T>>(spec);
}

template <class T>
std::unique_ptr<Step<T>> makeHeatStep(const ConvSpec<T>& spec, const DotSpec<T>& dot)
{
    TW_EXPECTS(spec.out.empty() && dot.planes != nullptr && dot.last.kernel == 1 && dot.last.in <= spec.conv.out);
    return std::make_unique<ConvStep<T>>(spec, dot);
}

template <class T>
void addConv(PlanBuilder<T>& builder, const ConvSpec<T>& spec)
{
    if constexpr (sizeof(T) == sizeof(float)) {
        if (suitsWinograd(spec)) {
            addWinograd(builder, spec);
            return;
        }
    }
    builder.add(makeConvStep<T>(spec), {spec.in, spec.before, spec.after}, spec.out);
}

template <class T>
void addHeat(PlanBuilder<T>& builder, const ConvSpec<T>& spec, const DotSpec<T>& dot)
{
    if constexpr (sizeof(T) == sizeof(float)) {
        if (suitsWinograd(spec)) {
            builder.add(makeWinogradHeatStep(spec, dot), {spec.in}, {});
            return;
        }
    }
    builder.add(makeHeatStep<T>(spec, dot), {spec.in}, {});
}

template std::unique_ptr<Step<float>> makeConvStep(const ConvSpec<float>&);
template std::unique_ptr<Step<kernels::Bf16>> makeConvStep(const ConvSpec<kernels::Bf16>&);
template std::unique_ptr<Step<float>> makeHeatStep(const ConvSpec<float>&, const DotSpec<float>&);
template std::unique_ptr<Step<kernels::Bf16>> makeHeatStep(const ConvSpec<kernels::Bf16>&,
                                                           const DotSpec<kernels::Bf16>&);

template void addConv(PlanBuilder<float>&, const ConvSpec<float>&);
template void addConv(PlanBuilder<kernels::Bf16>&, const ConvSpec<kernels::Bf16>&);
template void addHeat(PlanBuilder<float>&, const ConvSpec<float>&, const DotSpec<float>&);
template void addHeat(PlanBuilder<kernels::Bf16>&, const ConvSpec<kernels::Bf16>&, const DotSpec<kernels::Bf16>&);

} // namespace tw::model
