#include "core/model/executors/peak_heads.h"

#include "core/base/contract.h"

#include <algorithm>

namespace tw::model {

namespace {

// Cells computed together: a few full register tiles, and units enough for all threads at a hundred peaks.
constexpr int kCellsPerUnit = 24;
constexpr const char* kNames[] = {"wh", "reg", "id"};

} // namespace

PeakHeads::PeakHeads(WeightSource& source, kernels::Activation activation, int threads) : m_activation(activation)
{
    FoldedConv hidden;
    for (int i = 0; i < kHeads; ++i) {
        const std::string name = kNames[i];
        const FoldedConv first = source.conv(name + ".0");
        const FoldedConv last = source.conv(name + ".2");
        if (!source.check())
            return;
        m_hiddenEach = first.out;
        hidden = i == 0 ? first : stacked(hidden, first);
        m_last[i] = makeLayer(last);
    }
    m_hidden = makeLayer(hidden);
    m_scratch = AlignedArray<float>(scratchFloats() * static_cast<std::size_t>(threads));
}

double PeakHeads::flop() const
{
    double products = static_cast<double>(m_hidden.depth) * m_hidden.channels;
    for (const Layer& last : m_last)
        products += static_cast<double>(last.depth) * last.channels;
    return 2 * products;
}

std::size_t PeakHeads::scratchFloats() const
{
    const int widest = std::max({m_last[0].padded, m_last[1].padded, m_last[2].padded});
    return static_cast<std::size_t>(kCellsPerUnit) *
               static_cast<std::size_t>(m_hidden.depth + m_hidden.padded + widest) +
           kCacheLine;
}

PeakHeads::Layer PeakHeads::makeLayer(const FoldedConv& conv)
{
    const auto& table = *kernels::fastest<float>();
    const FoldedConv padded = paddedOutputs(conv, kernels::kChannelGroup);
    Layer layer;
    layer.depth = conv.taps() * conv.in;
    layer.padded = padded.out;
    layer.channels = conv.out;
    layer.weights = AlignedArray<float>(table.packedSize(padded.out, 1, layer.depth));
    table.packWeights(padded.weights.data(), padded.out, 1, layer.depth, layer.weights.data());
    layer.bias = AlignedArray<float>(padded.bias.size());
    std::copy(padded.bias.begin(), padded.bias.end(), layer.bias.data());
    return layer;
}

void PeakHeads::multiply(const Layer& layer, kernels::Activation activation, const float* in, int inPixel, int rows,
                         float* out)
{
    constexpr std::ptrdiff_t kNoOffset = 0;
    constexpr int kMaxGroups = 256;
    kernels::Pixels<float> groups[kMaxGroups];
    const int groupCount = layer.padded / kernels::kChannelGroup;
    TW_EXPECTS(groupCount <= kMaxGroups);
    for (int g = 0; g < groupCount; ++g)
        groups[g] = {out + g * kernels::kChannelGroup, layer.padded, 0};
    kernels::ConvArgs<float> args;
    args.in = {in, inPixel, 0};
    args.taps = &kNoOffset;
    args.depth = layer.depth;
    args.weights = layer.weights.data();
    args.bias = layer.bias.data();
    args.channels = layer.padded;
    args.out = groups;
    args.activation = activation;
    kernels::fastest<float>()->conv(args, {0, 1, 0, rows, 0, layer.padded});
}

void PeakHeads::read(std::span<const Cell> cells, const Gather& gather, ThreadTeam& team, HeadValues& out)
{
    out.sizeChannels = sizeChannels();
    out.embeddingSize = embeddingSize();
    out.size.resize(cells.size() * static_cast<std::size_t>(m_last[0].channels));
    out.offset.resize(cells.size() * static_cast<std::size_t>(m_last[1].channels));
    out.identity.resize(cells.size() * static_cast<std::size_t>(m_last[2].channels));
    const int units = static_cast<int>((cells.size() + kCellsPerUnit - 1) / kCellsPerUnit);
    team.run(units, [&](int unit, int worker) {
        const std::size_t first = static_cast<std::size_t>(unit) * kCellsPerUnit;
        const std::size_t count = std::min<std::size_t>(kCellsPerUnit, cells.size() - first);
        readSome(cells.subspan(first, count), gather,
                 m_scratch.data() + scratchFloats() * static_cast<std::size_t>(worker), first, out);
    });
}

void PeakHeads::readSome(std::span<const Cell> cells, const Gather& gather, float* scratch, std::size_t first,
                         HeadValues& out) const
{
    const int rows = static_cast<int>(cells.size());
    float* patches = scratch;
    float* hidden = patches + kCellsPerUnit * m_hidden.depth;
    float* last = hidden + kCellsPerUnit * m_hidden.padded;
    for (int i = 0; i < rows; ++i)
        gather(cells[static_cast<std::size_t>(i)], patches + i * m_hidden.depth);
    multiply(m_hidden, m_activation, patches, m_hidden.depth, rows, hidden);
    std::vector<float>* const targets[kHeads] = {&out.size, &out.offset, &out.identity};
    for (int h = 0; h < kHeads; ++h) {
        const Layer& layer = m_last[h];
        multiply(layer, kernels::Activation::None, hidden + h * m_hiddenEach, m_hidden.padded, rows, last);
        for (int i = 0; i < rows; ++i)
            std::copy_n(last + i * layer.padded, layer.channels,
                        targets[h]->begin() + static_cast<std::ptrdiff_t>((first + static_cast<std::size_t>(i)) *
                                                                          static_cast<std::size_t>(layer.channels)));
    }
}

} // namespace tw::model
