// Deformable convolution and depthwise enlargement: what the necks of the CenterNet family need beside plain layers.
//
// A stretch of a row at a time: its offsets (a plain convolution), its samples (a tile of columns that stays in the
// second-level cache), one product with the packed weights, which also applies bias and activation. Corner weights are
// computed once for each tap and shared by all channels, the mask folded in.

#include "core/base/contract.h"
#include "core/model/executors/steps.h"
#include "core/model/executors/work_split.h"

#include <algorithm>

namespace tw::model {

namespace {

constexpr int kOffsetChannels = 32; // 27, filled up

template <class T>
class DeformStep : public Step<T>
{
public:
    explicit DeformStep(const DeformSpec<T>& spec) : Step<T>(spec.name), m_spec(spec)
    {
        TW_EXPECTS(spec.conv.kernel == 3 && spec.offsets.kernel == 3 && spec.offsets.out == 27);
        m_spec.offsets = paddedOutputs(spec.offsets, kOffsetChannels);
    }

    double flop() const override
    {
        return 2.0 * m_spec.out.height * m_spec.out.width * 9 * m_spec.conv.in * (m_spec.conv.out + 27);
    }
    int units() const override { return m_spec.out.height * m_stretches; }
    std::size_t scratchBytes() const override { return offsetBytes() + columnBytes(); }

    void bind(const Binding<T>& binding) override
    {
        m_binding = &binding;
        constexpr int kCacheBytes = 320 << 10; // of columns, in a second-level cache of 1 MB
        const int tile = binding.table->pixelsTogether;
        const int fitting = kCacheBytes / (9 * m_spec.conv.in * static_cast<int>(sizeof(T))) / tile * tile;
        m_stretches = (m_spec.out.width + std::max(tile, fitting) - 1) / std::max(tile, fitting);
        m_pixels = ((m_spec.out.width + m_stretches - 1) / m_stretches + 1) / 2 * 2;
        bindOffsets();
        bindProduct();
    }

    void run(int unit, std::byte* scratch, const PlanInput&) const override
    {
        const int y = unit / m_stretches;
        const int begin = unit % m_stretches * m_pixels;
        const int end = std::min(begin + m_pixels, m_spec.out.width);
        auto* offsets = reinterpret_cast<float*>(scratch);
        T* columns = reinterpret_cast<T*>(scratch + offsetBytes());
        const auto& table = *m_binding->table;

        kernels::ConvArgs<T> offsetArgs = m_offsetArgs;
        offsetArgs.in.data = offsetArgs.in.at(y, begin);
        offsetArgs.floats = {offsets, kOffsetChannels, 0};
        table.conv(offsetArgs, {0, 1, 0, end - begin, 0, kOffsetChannels});

        kernels::SampleArgs<T> sampleArgs = m_sampleArgs;
        sampleArgs.offsets = offsets;
        sampleArgs.columns = columns;
        table.sample(sampleArgs, y, begin, end - begin);

        kernels::ConvArgs<T> product = m_product;
        product.in = {columns, static_cast<std::ptrdiff_t>(9) * m_spec.conv.in, 0};
        product.inShift = begin;
        if (begin == 0)
            m_binding->clearBorder(m_spec.out, y, y + 1);
        table.conv(product, {y, y + 1, begin, end, 0, product.channels});
    }

private:
    std::size_t offsetBytes() const
    {
        const std::size_t bytes = sizeof(float) * kOffsetChannels * static_cast<std::size_t>(m_pixels + 1);
        return (bytes + kCacheLine - 1) / kCacheLine * kCacheLine;
    }
    std::size_t columnBytes() const { return sizeof(T) * 9 * static_cast<std::size_t>(m_pixels * m_spec.conv.in); }

    static void pack(const kernels::Table<T>& table, const FoldedConv& conv, int taps, AlignedArray<T>& weights,
                     AlignedArray<float>& bias)
    {
        const int depth = conv.taps() * conv.in / taps;
        weights = AlignedArray<T>(table.packedSize(conv.out, taps, depth));
        table.packWeights(conv.weights.data(), conv.out, taps, depth, weights.data());
        bias = AlignedArray<float>(conv.bias.size());
        std::copy(conv.bias.begin(), conv.bias.end(), bias.data());
    }

    void bindOffsets()
    {
        TW_EXPECTS(m_binding->buffer(m_spec.in).pad >= 1);
        pack(*m_binding->table, m_spec.offsets, 9, m_offsetWeights, m_offsetBias);
        m_offsetArgs.in = m_binding->constPixels(m_spec.in);
        for (int tap = 0; tap < 9; ++tap)
            m_taps.push_back((tap / 3 - 1) * m_offsetArgs.in.row + (tap % 3 - 1) * m_offsetArgs.in.pixel);
        m_offsetArgs.taps = m_taps.data();
        m_offsetArgs.tapCount = 9;
        m_offsetArgs.depth = m_spec.conv.in;
        m_offsetArgs.weights = m_offsetWeights.data();
        m_offsetArgs.bias = m_offsetBias.data();
        m_offsetArgs.channels = kOffsetChannels;
        m_sampleArgs.in = m_offsetArgs.in;
        m_sampleArgs.height = m_spec.in.height;
        m_sampleArgs.width = m_spec.in.width;
        m_sampleArgs.channels = m_spec.conv.in;
        m_sampleArgs.offsetsPixel = kOffsetChannels;
    }

    void bindProduct()
    {
        static constexpr std::ptrdiff_t kNoOffset = 0;
        const FoldedConv& conv = m_spec.conv;
        TW_EXPECTS(conv.out == m_spec.out.channels && conv.out % kernels::kChannelGroup == 0);
        pack(*m_binding->table, conv, 1, m_weights, m_bias);
        auto out = m_binding->pixels(m_spec.out);
        for (int c = 0; c < conv.out; c += kernels::kChannelGroup, out.data += kernels::kChannelGroup)
            m_groups.push_back(out);
        m_product.taps = &kNoOffset;
        m_product.depth = 9 * conv.in;
        m_product.weights = m_weights.data();
        m_product.bias = m_bias.data();
        m_product.channels = conv.out;
        m_product.out = m_groups.data();
        m_product.activation = m_spec.activation;
    }

    DeformSpec<T> m_spec;
    int m_stretches = 1; // of a row
    int m_pixels = 0;    // in a stretch
    const Binding<T>* m_binding = nullptr;
    kernels::ConvArgs<T> m_offsetArgs;
    kernels::SampleArgs<T> m_sampleArgs;
    kernels::ConvArgs<T> m_product;
    AlignedArray<T> m_offsetWeights;
    AlignedArray<float> m_offsetBias;
    AlignedArray<T> m_weights;
    AlignedArray<float> m_bias;
    std::vector<std::ptrdiff_t> m_taps;
    std::vector<kernels::Pixels<T>> m_groups;
};

template <class T>
class EnlargeStep : public Step<T>
{
public:
    explicit EnlargeStep(const EnlargeSpec<T>& spec) : Step<T>(spec.name), m_spec(spec)
    {
        TW_EXPECTS(spec.out.height == spec.in.height * spec.factor && spec.out.width == spec.in.width * spec.factor);
        TW_EXPECTS(spec.in.channels == spec.out.channels && spec.in.channels % kernels::kChannelGroup == 0);
    }

    double flop() const override { return 8.0 * m_spec.out.height * m_spec.out.width * m_spec.out.channels; }
    int units() const override { return m_split.units(); }

    void bind(const Binding<T>& binding) override
    {
        m_binding = &binding;
        TW_EXPECTS(binding.buffer(m_spec.in).pad >= 1);
        const int channels = m_spec.in.channels;
        const int taps = 4 * m_spec.factor * m_spec.factor;
        m_weights = AlignedArray<float>(static_cast<std::size_t>(taps * channels));
        for (int c = 0; c < channels; ++c) {
            for (int t = 0; t < taps; ++t)
                m_weights.data()[t * channels + c] = m_spec.weights[static_cast<std::size_t>(c * taps + t)];
        }
        m_args.in = binding.constPixels(m_spec.in);
        m_args.factor = m_spec.factor;
        m_args.channels = channels;
        m_args.weights = m_weights.data();
        m_args.out = binding.pixels(m_spec.out);
        m_args.width = m_spec.out.width;
        if (m_spec.after.valid())
            m_args.after = binding.constPixels(m_spec.after);
        m_split = splitRows(m_spec.out.height, channels, channels, binding.threads);
    }

    void run(int unit, std::byte*, const PlanInput&) const override
    {
        const UnitRange range = unitRange(m_split, unit);
        m_binding->clearBorder(m_spec.out, range.rowBegin, range.rowEnd);
        for (int y = range.rowBegin; y < range.rowEnd; ++y)
            m_binding->table->enlargeRow(m_args, y);
    }

private:
    EnlargeSpec<T> m_spec;
    WorkSplit m_split;
    const Binding<T>* m_binding = nullptr;
    kernels::EnlargeArgs<T> m_args;
    AlignedArray<float> m_weights;
};

} // namespace

template <class T>
std::unique_ptr<Step<T>> makeDeformStep(const DeformSpec<T>& spec)
{
    return std::make_unique<DeformStep<T>>(spec);
}

template <class T>
std::unique_ptr<Step<T>> makeEnlargeStep(const EnlargeSpec<T>& spec)
{
    return std::make_unique<EnlargeStep<T>>(spec);
}

template std::unique_ptr<Step<float>> makeDeformStep(const DeformSpec<float>&);
template std::unique_ptr<Step<kernels::Bf16>> makeDeformStep(const DeformSpec<kernels::Bf16>&);
template std::unique_ptr<Step<float>> makeEnlargeStep(const EnlargeSpec<float>&);
template std::unique_ptr<Step<kernels::Bf16>> makeEnlargeStep(const EnlargeSpec<kernels::Bf16>&);

} // namespace tw::model
