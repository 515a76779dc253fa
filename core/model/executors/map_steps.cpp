// Steps that are not dense convolutions: the input, depthwise separable convolutions, pooling.

#include "core/base/contract.h"
#include "core/model/executors/input.h"
#include "core/model/executors/steps.h"
#include "core/model/executors/work_split.h"

#include <array>

namespace tw::model {

namespace {

template <class T>
class SeparableStep : public Step<T>
{
public:
    explicit SeparableStep(const SeparableSpec<T>& spec) : Step<T>(spec.name), m_spec(spec) {}

    double flop() const override
    {
        return 2.0 * m_spec.out.height * m_spec.out.width * m_spec.pointwise.in * (9.0 + m_spec.pointwise.out);
    }
    int units() const override { return m_split.units(); }
    std::size_t scratchBytes() const override
    {
        return sizeof(T) * static_cast<std::size_t>(m_spec.out.width * m_spec.depthwise.out) + kCacheLine;
    }

    void bind(const Binding<T>& binding) override
    {
        m_binding = &binding;
        bindDepthwise();
        bindPointwise();
        m_split = splitRows(m_spec.out.height, m_spec.out.channels, m_spec.out.channels, binding.threads);
    }

    void run(int unit, std::byte* scratch, const PlanInput&) const override
    {
        const UnitRange range = unitRange(m_split, unit);
        T* row = reinterpret_cast<T*>(scratch);
        kernels::ConvArgs<T> pointwise = m_pointwise;
        pointwise.in = {row, m_depthwise.channels, 0}; // the same row for every y
        m_binding->clearBorder(m_spec.out, range.rowBegin, range.rowEnd);
        for (int y = range.rowBegin; y < range.rowEnd; ++y) {
            m_binding->table->depthwiseRow(m_depthwise, y, row);
            m_binding->table->conv(pointwise, {y, y + 1, 0, m_spec.out.width, 0, pointwise.channels});
        }
    }

private:
    void bindDepthwise()
    {
        const FoldedConv& conv = m_spec.depthwise;
        const int channels = conv.out;
        TW_EXPECTS(conv.kernel == 3 && conv.in == 1 && channels == m_spec.in.channels);
        m_depthwiseWeights = AlignedArray<float>(static_cast<std::size_t>(10 * channels)); // nine taps, bias
        for (int c = 0; c < channels; ++c) {
            for (int t = 0; t < 9; ++t)
                m_depthwiseWeights.data()[t * channels + c] = conv.weights[static_cast<std::size_t>(c * 9 + t)];
            m_depthwiseWeights.data()[9 * channels + c] = conv.bias[static_cast<std::size_t>(c)];
        }
        m_depthwise.in = m_binding->constPixels(m_spec.in);
        m_zeros = AlignedArray<T>(static_cast<std::size_t>(m_spec.in.width * m_depthwise.in.pixel) + kCacheLine);
        m_depthwise.inHeight = m_spec.in.height;
        m_depthwise.inWidth = m_spec.in.width;
        m_depthwise.stride = m_spec.stride;
        m_depthwise.channels = channels;
        m_depthwise.width = m_spec.out.width;
        m_depthwise.weights = m_depthwiseWeights.data();
        m_depthwise.bias = m_depthwiseWeights.data() + 9 * channels;
        m_depthwise.zeros = m_zeros.data();
        m_depthwise.activation = m_spec.activation;
    }

    void bindPointwise()
    {
        const FoldedConv& conv = m_spec.pointwise;
        TW_EXPECTS(conv.kernel == 1 && conv.out == m_spec.out.channels && conv.out % kernels::kChannelGroup == 0);
        const auto& table = *m_binding->table;
        m_weights = AlignedArray<T>(table.packedSize(conv.out, 1, conv.in));
        table.packWeights(conv.weights.data(), conv.out, 1, conv.in, m_weights.data());
        m_bias = AlignedArray<float>(conv.bias.size());
        std::copy(conv.bias.begin(), conv.bias.end(), m_bias.data());
        auto out = m_binding->pixels(m_spec.out);
        for (int c = 0; c < conv.out; c += kernels::kChannelGroup, out.data += kernels::kChannelGroup)
            m_groups.push_back(out);
        m_pointwise.taps = &kNoOffset;
        m_pointwise.depth = conv.in;
        m_pointwise.weights = m_weights.data();
        m_pointwise.bias = m_bias.data();
        m_pointwise.channels = conv.out;
        m_pointwise.out = m_groups.data();
        if (m_spec.after.valid())
            m_pointwise.after = m_binding->constPixels(m_spec.after);
        m_pointwise.activation = m_spec.activation;
    }

    static constexpr std::ptrdiff_t kNoOffset = 0;

    SeparableSpec<T> m_spec;
    WorkSplit m_split;
    const Binding<T>* m_binding = nullptr;
    kernels::DepthwiseArgs<T> m_depthwise;
    kernels::ConvArgs<T> m_pointwise;
    AlignedArray<float> m_depthwiseWeights;
    AlignedArray<T> m_zeros;
    AlignedArray<T> m_weights;
    AlignedArray<float> m_bias;
    std::vector<kernels::Pixels<T>> m_groups;
};

template <class T>
class MaxPoolStep : public Step<T>
{
public:
    MaxPoolStep(const std::string& name, const Map& in, const Map& out, int size, int stride)
        : Step<T>(name), m_in(in), m_out(out), m_size(size), m_stride(stride)
    {
        TW_EXPECTS(in.channels == out.channels && in.channels % kernels::kChannelGroup == 0);
        TW_EXPECTS(out.height == in.height / stride && out.width == in.width / stride);
    }

    int units() const override { return m_split.units(); }

    void bind(const Binding<T>& binding) override
    {
        m_binding = &binding;
        m_args.in = binding.constPixels(m_in);
        m_args.inHeight = m_in.height;
        m_args.inWidth = m_in.width;
        m_args.channels = m_in.channels;
        m_args.size = m_size;
        m_args.stride = m_stride;
        m_args.out = binding.pixels(m_out);
        m_args.width = m_out.width;
        m_split = splitRows(m_out.height, m_out.channels, m_out.channels, binding.threads);
    }

    void run(int unit, std::byte*, const PlanInput&) const override
    {
        const UnitRange range = unitRange(m_split, unit);
        m_binding->clearBorder(m_out, range.rowBegin, range.rowEnd);
        for (int y = range.rowBegin; y < range.rowEnd; ++y)
            m_binding->table->maxPoolRow(m_args, y);
    }

private:
    Map m_in;
    Map m_out;
    int m_size;
    int m_stride;
    WorkSplit m_split;
    const Binding<T>* m_binding = nullptr;
    kernels::PoolArgs<T> m_args;
};

// Every value an 8-bit image can have, as the first map stores it.
template <class T>
std::array<T, 256> makeInputTable(const kernels::Table<T>& table)
{
    std::array<T, 256> values{};
    for (int i = 0; i < 256; ++i) {
        // the same rounding as dividing by 255 in float32, so that the float32 path equals the reference bit for bit
        // here
        const float value = sizeof(T) == 2 ? static_cast<float>(i) : static_cast<float>(i) / 255.0F;
        table.fromFloat(&value, &values[static_cast<std::size_t>(i)], 1);
    }
    return values;
}

template <class T>
class InputStep : public Step<T>
{
public:
    InputStep(const Map& out, InputLayout layout) : Step<T>("input"), m_out(out), m_layout(layout) {}

    int units() const override { return m_split.units(); }

    void bind(const Binding<T>& binding) override
    {
        m_binding = &binding;
        m_values = makeInputTable(*binding.table);
        m_pixels = binding.pixels(m_out);
        m_split = splitRows(m_out.height, m_out.channels, m_out.channels, binding.threads);
    }

    void run(int unit, std::byte*, const PlanInput& input) const override
    {
        const UnitRange range = unitRange(m_split, unit);
        m_binding->clearBorder(m_out, range.rowBegin, range.rowEnd);
        const int fold = m_layout == InputLayout::SpaceToDepth ? 2 : 1;
        for (int y = range.rowBegin; y < range.rowEnd; ++y) {
            for (int dy = 0; dy < fold; ++dy) {
                if (input.image != nullptr)
                    imageRow(*input.image, y, y * fold + dy, 3 * dy, fold);
                else
                    planeRow(input.chw, y, y * fold + dy, 3 * dy, fold);
            }
        }
    }

private:
    // One row of the image to channels `channel` ... of row y; the odd columns go six channels further on.
    void imageRow(const ImageView& image, int y, int from, int channel, int fold) const
    {
        const ChannelOrder order = channelOrder(image.format);
        const std::uint8_t* pixel = image.row(from);
        T* to = m_pixels.at(y, 0) + channel;
        for (int x = 0; x < m_out.width; ++x, to += m_pixels.pixel) {
            for (int dx = 0; dx < fold; ++dx, pixel += order.pixelBytes) {
                to[6 * dx] = m_values[pixel[order.red]];
                to[6 * dx + 1] = m_values[pixel[order.green]];
                to[6 * dx + 2] = m_values[pixel[order.blue]];
            }
        }
    }

    void planeRow(const float* chw, int y, int from, int channel, int fold) const
    {
        const int width = m_out.width * fold;
        const std::ptrdiff_t plane = static_cast<std::ptrdiff_t>(width) * m_out.height * fold;
        const float* row = chw + static_cast<std::ptrdiff_t>(from) * width;
        for (int x = 0; x < width; ++x) {
            const float colours[3] = {row[x] * inputScale<T>(), row[x + plane] * inputScale<T>(),
                                      row[x + 2 * plane] * inputScale<T>()};
            T* to = m_pixels.at(y, x / fold) + channel + 6 * (x % fold);
            m_binding->table->fromFloat(colours, to, 3);
        }
    }

    Map m_out;
    InputLayout m_layout;
    WorkSplit m_split;
    const Binding<T>* m_binding = nullptr;
    kernels::Pixels<T> m_pixels;
    std::array<T, 256> m_values{};
};

} // namespace

template <class T>
std::unique_ptr<Step<T>> makeSeparableStep(const SeparableSpec<T>& spec)
{
    return std::make_unique<SeparableStep<T>>(spec);
}

template <class T>
std::unique_ptr<Step<T>> makeMaxPoolStep(const std::string& name, const Map& in, const Map& out, int size, int stride)
{
    return std::make_unique<MaxPoolStep<T>>(name, in, out, size, stride);
}

template <class T>
std::unique_ptr<Step<T>> makeInputStep(const Map& out, InputLayout layout)
{
    return std::make_unique<InputStep<T>>(out, layout);
}

template <class T>
float inputScale()
{
    return sizeof(T) == 2 ? 255.0F : 1.0F;
}

template <class T>
FoldedConv scaledForInput(FoldedConv conv)
{
    for (float& weight : conv.weights)
        weight /= inputScale<T>();
    return conv;
}

template std::unique_ptr<Step<float>> makeSeparableStep(const SeparableSpec<float>&);
template std::unique_ptr<Step<kernels::Bf16>> makeSeparableStep(const SeparableSpec<kernels::Bf16>&);
template std::unique_ptr<Step<float>> makeMaxPoolStep(const std::string&, const Map&, const Map&, int, int);
template std::unique_ptr<Step<kernels::Bf16>> makeMaxPoolStep(const std::string&, const Map&, const Map&, int, int);
template std::unique_ptr<Step<float>> makeInputStep(const Map&, InputLayout);
template std::unique_ptr<Step<kernels::Bf16>> makeInputStep(const Map&, InputLayout);
template float inputScale<float>();
template float inputScale<kernels::Bf16>();
template FoldedConv scaledForInput<float>(FoldedConv);
template FoldedConv scaledForInput<kernels::Bf16>(FoldedConv);

} // namespace tw::model
