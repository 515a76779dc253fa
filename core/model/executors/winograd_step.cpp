#include "core/model/executors/winograd_step.h"

#include "core/base/contract.h"
#include "core/model/executors/work_split.h"

#include <algorithm>

namespace tw::model {

namespace {

using kernels::kChannelGroup;
using kernels::WinogradArgs;

constexpr int kProducts = 36; // of a tile, for each pair of channels
constexpr int kTileSide = 4;

// G g G' for points 0, 1, -1, 2, -2, infinity; see kernels/winograd_impl.h.
constexpr double kG[6][3] = {{1.0 / 4, 0, 0},
                             {-1.0 / 6, -1.0 / 6, -1.0 / 6},
                             {-1.0 / 6, 1.0 / 6, -1.0 / 6},
                             {1.0 / 24, 1.0 / 12, 1.0 / 6},
                             {1.0 / 24, -1.0 / 12, 1.0 / 6},
                             {0, 0, 1}};

// 36 matrices of out x in.
std::vector<std::vector<float>> transformedWeights(const FoldedConv& conv)
{
    std::vector<std::vector<float>> matrices(kProducts,
                                             std::vector<float>(static_cast<std::size_t>(conv.out * conv.in)));
    for (int o = 0; o < conv.out; ++o) {
        for (int i = 0; i < conv.in; ++i) {
            const auto tap = [&](int y, int x) {
                return static_cast<double>(conv.weights[static_cast<std::size_t>((o * 9 + y * 3 + x) * conv.in + i)]);
            };
            for (int v = 0; v < 6; ++v) {
                for (int u = 0; u < 6; ++u) {
                    double sum = 0;
                    for (int y = 0; y < 3; ++y) {
                        for (int x = 0; x < 3; ++x)
                            sum += kG[v][y] * tap(y, x) * kG[u][x];
                    }
                    matrices[static_cast<std::size_t>(v * 6 + u)][static_cast<std::size_t>(o * conv.in + i)] =
                        static_cast<float>(sum);
                }
            }
        }
    }
    return matrices;
}

// What the three stages share.
struct WinogradJob {
    ConvSpec<float> spec;
    DotSpec<float> dot;
    int tilesAcross = 0;
    int tiles = 0;

    const Binding<float>* binding = nullptr;
    AlignedArray<float> weights; // 36 packed matrices
    AlignedArray<float> zeroBias;
    AlignedArray<float> bias;
    AlignedArray<float> dotWeights;
    std::vector<kernels::Pixels<float>> groups;
    kernels::ConvArgs<float> finish; // bias, before, activation, destination

    explicit WinogradJob(const ConvSpec<float>& given) : spec(given)
    {
        spec.conv = paddedOutputs(spec.conv, kChannelGroup);
        tilesAcross = (spec.in.width + kTileSide - 1) / kTileSide;
        tiles = tilesAcross * ((spec.in.height + kTileSide - 1) / kTileSide);
    }

    double flop() const { return 2.0 * spec.in.height * spec.in.width * spec.conv.out * 9 * spec.conv.in; }

    void bindOnce(const Binding<float>& to)
    {
        if (binding != nullptr)
            return;
        binding = &to;
        packWeights();
        bindFinish();
    }

    void packWeights()
    {
        const FoldedConv& conv = spec.conv;
        const std::size_t each = binding->table->packedSize(conv.out, 1, conv.in);
        weights = AlignedArray<float>(kProducts * each);
        const auto matrices = transformedWeights(conv);
        for (std::size_t i = 0; i < matrices.size(); ++i)
            binding->table->packWeights(matrices[i].data(), conv.out, 1, conv.in, weights.data() + i * each);
        zeroBias = AlignedArray<float>(conv.bias.size());
        bias = AlignedArray<float>(conv.bias.size());
        std::copy(conv.bias.begin(), conv.bias.end(), bias.data());
        spec.conv.weights = {};
    }

    void bindFinish()
    {
        finish.bias = bias.data();
        finish.channels = spec.conv.out;
        finish.activation = spec.activation;
        if (spec.before.valid())
            finish.before = binding->constPixels(spec.before);
        if (dot.planes != nullptr) {
            dotWeights = AlignedArray<float>(static_cast<std::size_t>(dot.last.out * spec.conv.out));
            for (int i = 0; i < dot.last.out; ++i)
                std::copy_n(dot.last.weights.begin() + static_cast<std::ptrdiff_t>(i) * dot.last.in, dot.last.in,
                            dotWeights.data() + static_cast<std::ptrdiff_t>(i) * spec.conv.out);
            finish.dot = dotWeights.data();
            finish.dotCount = dot.last.out;
            finish.dotOut = {dot.planes, 1, spec.in.width};
            finish.dotPlane = static_cast<std::ptrdiff_t>(spec.in.height) * spec.in.width;
            return;
        }
        for (const Map& map : spec.out) {
            auto pixels = binding->pixels(map);
            for (int c = 0; c < map.channels; c += kChannelGroup, pixels.data += kChannelGroup)
                groups.push_back(pixels);
        }
        finish.out = groups.data();
    }

    WinogradArgs tileArgs(int begin, int end, int channels, std::ptrdiff_t plane) const
    {
        return {spec.in.height, spec.in.width, tilesAcross, begin, end, channels, plane};
    }

    void transformInputs(int begin, int end, std::ptrdiff_t plane, float* patch, float* values) const
    {
        binding->table->winogradInput(tileArgs(begin, end, spec.conv.in, plane), binding->constPixels(spec.in), patch,
                                      values);
    }

    // One of the 36 products for some tiles and output channels.
    void multiply(int product, int tileCount, int channelBegin, int channelEnd, const float* values,
                  float* products) const
    {
        static constexpr std::ptrdiff_t kNoOffset = 0;
        const FoldedConv& conv = spec.conv;
        kernels::ConvArgs<float> args;
        args.in = {values, conv.in, 0};
        args.taps = &kNoOffset;
        args.depth = conv.in;
        args.weights =
            weights.data() + static_cast<std::size_t>(product) * binding->table->packedSize(conv.out, 1, conv.in);
        args.bias = zeroBias.data();
        args.channels = conv.out;
        args.floats = {products, conv.out, 0};
        binding->table->conv(args, {0, 1, 0, tileCount, channelBegin, channelEnd});
    }

    void transformOutputs(int begin, int end, std::ptrdiff_t plane, const float* products) const
    {
        for (int tile = begin; tile < end; ++tile) {
            const int y = tile / tilesAcross * kTileSide;
            const int yEnd = std::min(y + kTileSide, spec.in.height);
            if (tile % tilesAcross == 0) {
                for (const Map& map : spec.out)
                    binding->clearBorder(map, y, yEnd);
            }
            const int x = tile % tilesAcross * kTileSide;
            const int xEnd = std::min(x + kTileSide, spec.in.width);
            for (int i = 0; i < dot.last.out; ++i) {
                for (int row = y; row < yEnd; ++row)
                    std::fill(finish.dotOut.at(row, x) + i * finish.dotPlane,
                              finish.dotOut.at(row, xEnd) + i * finish.dotPlane,
                              dot.last.bias[static_cast<std::size_t>(i)]);
            }
        }
        binding->table->winogradOutput(tileArgs(begin, end, spec.conv.out, plane), products, finish);
    }
};

// Blocks of tiles through all stages.
class WinogradStep : public Step<float>
{
public:
    explicit WinogradStep(std::unique_ptr<WinogradJob> job) : Step<float>(job->spec.name), m_job(std::move(job)) {}

    double flop() const override { return m_job->flop(); }
    int units() const override { return m_units; }
    std::size_t scratchBytes() const override
    {
        const int in = m_job->spec.conv.in;
        const int out = m_job->spec.conv.out;
        return sizeof(float) * kProducts * static_cast<std::size_t>(in + m_tilesPerUnit * (in + out));
    }

    void bind(const Binding<float>& binding) override
    {
        m_job->bindOnce(binding);
        constexpr int kCacheBytes = 700 << 10; // of a second-level cache of 1 MB
        const int bytesPerTile =
            kProducts * (m_job->spec.conv.in + m_job->spec.conv.out) * static_cast<int>(sizeof(float));
        const int even = (m_job->tiles + kUnitsPerThread * binding.threads - 1) / (kUnitsPerThread * binding.threads);
        m_tilesPerUnit = std::max(6, std::min(even, kCacheBytes / bytesPerTile) / 6 * 6);
        m_units = (m_job->tiles + m_tilesPerUnit - 1) / m_tilesPerUnit;
    }

    void run(int unit, std::byte* scratch, const PlanInput&) const override
    {
        const FoldedConv& conv = m_job->spec.conv;
        const int begin = unit * m_tilesPerUnit;
        const int end = std::min(begin + m_tilesPerUnit, m_job->tiles);
        const std::ptrdiff_t inPlane = static_cast<std::ptrdiff_t>(m_tilesPerUnit) * conv.in;
        const std::ptrdiff_t outPlane = static_cast<std::ptrdiff_t>(m_tilesPerUnit) * conv.out;
        float* patch = reinterpret_cast<float*>(scratch);
        float* values = patch + static_cast<std::ptrdiff_t>(kProducts) * conv.in;
        float* products = values + kProducts * inPlane;
        m_job->transformInputs(begin, end, inPlane, patch, values);
        for (int i = 0; i < kProducts; ++i)
            m_job->multiply(i, end - begin, 0, conv.out, values + i * inPlane, products + i * outPlane);
        m_job->transformOutputs(begin, end, outPlane, products);
    }

private:
    std::unique_ptr<WinogradJob> m_job;
    int m_tilesPerUnit = 0;
    int m_units = 0;
};

// One stage over all tiles; values and products lie in maps of 36 rows of tiles.
class WinogradStage : public Step<float>
{
public:
    enum class Kind { Inputs, Products, Outputs };

    WinogradStage(Kind kind, std::shared_ptr<WinogradJob> job, const Map& values, const Map& products)
        : Step<float>(job->spec.name), m_kind(kind), m_job(std::move(job)), m_valuesMap(values), m_productsMap(products)
    {}

    double flop() const override { return m_kind == Kind::Products ? m_job->flop() : 0; }
    int units() const override { return m_kind == Kind::Products ? m_split.units() : m_units; }
    std::size_t scratchBytes() const override
    {
        return m_kind == Kind::Inputs ? sizeof(float) * kProducts * static_cast<std::size_t>(m_job->spec.conv.in) : 0;
    }

    void bind(const Binding<float>& binding) override
    {
        m_job->bindOnce(binding);
        m_values = binding.pixels(m_valuesMap);
        m_products = binding.pixels(m_productsMap);
        constexpr int kTilesPerUnit = 6;
        m_units = (m_job->tiles + kTilesPerUnit - 1) / kTilesPerUnit;
        const int channels = m_job->spec.conv.out;
        m_split = {.rows = kProducts,
                   .rowsPerUnit = 1,
                   .rowUnits = kProducts,
                   .channels = channels,
                   .channelsPerUnit = binding.table->widestPanel,
                   .channelUnits = (channels + binding.table->widestPanel - 1) / binding.table->widestPanel};
    }

    void run(int unit, std::byte* scratch, const PlanInput&) const override
    {
        if (m_kind == Kind::Products) {
            const UnitRange range = unitRange(m_split, unit);
            m_job->multiply(range.rowBegin, m_job->tiles, range.channelBegin, range.channelEnd,
                            m_values.at(range.rowBegin, 0), m_products.at(range.rowBegin, 0));
            return;
        }
        const int begin = unit * m_job->tiles / m_units;
        const int end = (unit + 1) * m_job->tiles / m_units;
        if (m_kind == Kind::Inputs)
            m_job->transformInputs(begin, end, m_values.row, reinterpret_cast<float*>(scratch), m_values.at(0, begin));
        else
            m_job->transformOutputs(begin, end, m_products.row, m_products.at(0, begin));
    }

private:
    Kind m_kind;
    std::shared_ptr<WinogradJob> m_job;
    Map m_valuesMap;
    Map m_productsMap;
    kernels::Pixels<float> m_values;
    kernels::Pixels<float> m_products;
    int m_units = 0;
    WorkSplit m_split;
};

} // namespace

bool suitsWinograd(const ConvSpec<float>& spec)
{
    constexpr int kLeastChannels = 32; // with fewer, the transforms cost what the products save
    return spec.conv.kernel == 3 && spec.stride == 1 && !spec.beforeHalf && !spec.after.valid() &&
           spec.conv.in % kChannelGroup == 0 && std::min(spec.conv.in, spec.conv.out) >= kLeastChannels;
}

void addWinograd(PlanBuilder<float>& builder, const ConvSpec<float>& spec)
{
    TW_EXPECTS(suitsWinograd(spec));
    constexpr std::size_t kWeightBytes = 4U << 20; // of the transformed weights, read anew for each block of tiles
    const std::size_t bytes = sizeof(float) * kProducts * static_cast<std::size_t>(spec.conv.in * spec.conv.out);
    if (bytes <= kWeightBytes) {
        builder.add(std::make_unique<WinogradStep>(std::make_unique<WinogradJob>(spec)), {spec.in, spec.before},
                    spec.out);
        return;
    }
    const auto job = std::make_shared<WinogradJob>(spec);
    const Map values = builder.map(kProducts, job->tiles, job->spec.conv.in);
    const Map products = builder.map(kProducts, job->tiles, job->spec.conv.out);
    using Kind = WinogradStage::Kind;
    const auto stage = [&](Kind kind) { return std::make_unique<WinogradStage>(kind, job, values, products); };
    builder.add(stage(Kind::Inputs), {spec.in}, {values});
    builder.add(stage(Kind::Products), {values}, {products});
    builder.add(stage(Kind::Outputs), {products, spec.before}, spec.out);
}

std::unique_ptr<Step<float>> makeWinogradHeatStep(const ConvSpec<float>& spec, const DotSpec<float>& dot)
{
    TW_EXPECTS(suitsWinograd(spec) && !spec.before.valid() && spec.out.empty() && dot.planes != nullptr);
    auto job = std::make_unique<WinogradJob>(spec);
    job->dot = dot;
    return std::make_unique<WinogradStep>(std::move(job));
}

} // namespace tw::model
