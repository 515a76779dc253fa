#include "core/model/reid_encoder.h"

#include "core/base/contract.h"
#include "core/base/crc32c.h"
#include "core/model/executors/network_plan.h"
#include "core/model/executors/steps.h"
#include "core/model/model_file.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <limits>
#include <new>
#include <string_view>
#include <vector>

namespace tw::model {

using kernels::Bf16;

class ReidEncoder::Impl
{
public:
    virtual ~Impl() = default;
    virtual void encode(const ImageView& crop, std::span<float, kReidNumbers> out) = 0;

    std::uint32_t weights = 0;
};

namespace {

constexpr NetworkSize kCrop{kReidWidth, kReidHeight};

std::uint32_t checksumOf(const Checkpoint& weights)
{
    std::uint32_t sum = 0;
    for (const NamedTensor& tensor : weights.tensors) {
        sum = crc32c(tensor.name, sum);
        if (tensor.value.bytes && !tensor.value.bytes->empty())
            sum = crc32c({reinterpret_cast<const char*>(tensor.value.bytes->data()), tensor.value.bytes->size()}, sum);
    }
    return std::max(sum, std::uint32_t{1});
}

template <class T>
class Encoder : public ReidEncoder::Impl
{
public:
    Encoder(WeightSource& source, const kernels::Table<T>& table) : m_table(table), m_team(1)
    {
        PlanBuilder<T> builder;
        const ReidPlan trunk = planReid(builder, source, kCrop);
        m_maps = {trunk.stride16, trunk.stride32};
        m_channels = trunk.stride16.channels + trunk.stride32.channels;
        m_weights = source.tensor("embedding.weight", {kReidNumbers, m_channels});
        m_bias = source.tensor("embedding.bias", {kReidNumbers});
        if (!source.check())
            return;
        for (const Map& map : m_maps)
            builder.keep(map);
        m_plan = std::move(builder).build(table, m_team);
        m_means.resize(static_cast<std::size_t>(m_channels));
    }

    // False when weights were missing; the source says which.
    bool isComplete() const { return m_plan != nullptr; }

    void encode(const ImageView& crop, std::span<float, kReidNumbers> out) override
    {
        m_plan->run({.image = &crop});
        float* means = m_means.data();
        for (const Map& map : m_maps) {
            meansOf(map, means);
            means += map.channels;
        }
        double length = 0;
        for (std::size_t i = 0; i < out.size(); ++i) {
            const float* row = m_weights.data() + i * static_cast<std::size_t>(m_channels);
            float sum = m_bias[i];
            for (std::size_t c = 0; c < m_means.size(); ++c)
                sum += row[c] * m_means[c];
            out[i] = sum;
            length += double(sum) * double(sum);
        }
        const auto scale = static_cast<float>(1 / std::sqrt(std::max(length, 1e-24)));
        for (float& value : out)
            value *= scale;
    }

private:
    void meansOf(const Map& map, float* out)
    {
        const auto pixels = m_plan->binding().constPixels(map);
        m_row.resize(static_cast<std::size_t>(map.channels));
        std::fill_n(out, map.channels, 0.F);
        for (int y = 0; y < map.height; ++y)
            for (int x = 0; x < map.width; ++x) {
                m_table.toFloat(pixels.at(y, x), m_row.data(), m_row.size());
                for (std::size_t c = 0; c < m_row.size(); ++c)
                    out[c] += m_row[c];
            }
        const float share = 1.F / static_cast<float>(map.width * map.height);
        for (int c = 0; c < map.channels; ++c)
            out[c] *= share;
    }

    const kernels::Table<T>& m_table;
    ThreadTeam m_team;
    std::array<Map, 2> m_maps;
    int m_channels = 0;
    std::vector<float> m_weights, m_bias; // of the last layer
    std::vector<float> m_means, m_row;
    std::unique_ptr<Plan<T>> m_plan;
};

template <class T>
Result<std::unique_ptr<ReidEncoder::Impl>> makeEncoder(const Checkpoint& weights)
{
    const kernels::Table<T>* table = kernels::fastest<T>();
    if (table == nullptr)
        return Error{ErrorCode::Unavailable, "this processor has no bfloat16 instructions", {}};
    WeightSource source(weights);
    try {
        auto encoder = std::make_unique<Encoder<T>>(source, *table);
        TW_TRY(source.check());
        TW_ENSURES(encoder->isComplete());
        encoder->weights = checksumOf(weights);
        return std::unique_ptr<ReidEncoder::Impl>(std::move(encoder));
    } catch (const std::bad_alloc&) {
        return Error{ErrorCode::OutOfMemory, "not enough memory for the re-identification network", {}};
    }
}

// The shortest of some runs.
double secondsOf(ReidEncoder::Impl& encoder)
{
    constexpr int kRuns = 5;
    const std::vector<std::uint8_t> pixels(std::size_t{3} * kReidWidth * kReidHeight, 128);
    const ImageView crop{pixels.data(), kReidWidth, kReidHeight, std::ptrdiff_t{3} * kReidWidth, PixelFormat::Rgb8};
    std::array<float, kReidNumbers> out{};
    double best = std::numeric_limits<double>::max();
    for (int run = 0; run < kRuns; ++run) {
        const auto start = std::chrono::steady_clock::now();
        encoder.encode(crop, out);
        best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    }
    return best;
}

} // namespace

ReidEncoder::ReidEncoder(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
ReidEncoder::ReidEncoder(ReidEncoder&&) noexcept = default;
ReidEncoder& ReidEncoder::operator=(ReidEncoder&&) noexcept = default;
ReidEncoder::~ReidEncoder() = default;

Result<ReidEncoder> ReidEncoder::make(const Checkpoint& weights, Precision precision)
{
    if (precision == Precision::Float16)
        return Error{ErrorCode::Unavailable, "re-identification vectors have no arithmetic of half precision", {}};
    if (precision == Precision::BFloat16) {
        TW_TRY_ASSIGN(auto only, makeEncoder<Bf16>(weights));
        return ReidEncoder(std::move(only));
    }
    TW_TRY_ASSIGN(auto encoder, makeEncoder<float>(weights));
    if (precision == Precision::Auto && kernels::fastest<Bf16>() != nullptr) {
        TW_TRY_ASSIGN(auto half, makeEncoder<Bf16>(weights));
        if (secondsOf(*half) < secondsOf(*encoder))
            encoder = std::move(half);
    }
    return ReidEncoder(std::move(encoder));
}

Result<ReidEncoder> ReidEncoder::load(const std::string& model, Precision precision)
{
    TW_TRY_ASSIGN(const std::filesystem::path file, modelFile(model));
    TW_TRY_ASSIGN(const Checkpoint weights, readCheckpoint(file));
    auto made = make(weights, precision);
    if (!made && made.error().code == ErrorCode::ShapeMismatch)
        return Error{ErrorCode::ShapeMismatch,
                     "these are not weights of the re-identification network: " + made.error().message(),
                     file.string()};
    return made;
}

void ReidEncoder::encode(std::span<const std::uint8_t> rgb, std::span<float, kReidNumbers> out)
{
    TW_EXPECTS(rgb.size() == std::size_t{3} * kReidWidth * kReidHeight);
    m_impl->encode({rgb.data(), kReidWidth, kReidHeight, std::ptrdiff_t{3} * kReidWidth, PixelFormat::Rgb8}, out);
}

void ReidEncoder::encode(std::span<const std::uint8_t> rgb, std::span<std::int8_t, kReidNumbers> out)
{
    std::array<float, kReidNumbers> values{};
    encode(rgb, values);
    constexpr float kSteps = 127;
    std::ranges::transform(values, out.begin(), [](float value) {
        return static_cast<std::int8_t>(std::lround(std::clamp(value, -1.F, 1.F) * kSteps));
    });
}

std::uint32_t ReidEncoder::weights() const
{
    return m_impl->weights;
}

} // namespace tw::model
