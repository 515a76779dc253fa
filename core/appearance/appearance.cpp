#include "core/appearance/appearance.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tw::appearance {
namespace {

constexpr float kByte = 1.F / 255;
constexpr double kShortest = 1e-6; // a mean this close to that of the video says nothing

bool seen(std::span<const std::uint8_t> stripe)
{
    return std::ranges::any_of(stripe, [](std::uint8_t value) { return value != 0; });
}

void addTo(std::vector<float>& sum, const std::vector<float>& other)
{
    if (sum.empty())
        sum.resize(other.size());
    if (sum.size() == other.size())
        std::transform(sum.begin(), sum.end(), other.begin(), sum.begin(), std::plus<>());
}

bool normalise(std::vector<float>& vector)
{
    const double length = std::sqrt(std::inner_product(vector.begin(), vector.end(), vector.begin(), 0.0));
    if (!(length > kShortest))
        return false;
    for (float& value : vector)
        value = static_cast<float>(value / length);
    return true;
}

} // namespace

double sampleWeight(double coveredShare, double score, const SampleWeights& weights)
{
    return (coveredShare < weights.coveredLimit ? 1 : weights.covered) * std::clamp(score, 0.0, weights.highestScore);
}

std::vector<float> identityVector(const FramePeaks& peaks, std::size_t peak)
{
    std::vector<float> out;
    if (peaks.reidWeights != 0) {
        const bool measured =
            !peaks.reid.empty() && std::ranges::any_of(peaks.reidVector(peak), [](std::int8_t v) { return v != 0; });
        if (!measured)
            return out;
        constexpr float kSteps = 127;
        const auto bytes = peaks.reidVector(peak);
        out.resize(bytes.size());
        std::ranges::transform(bytes, out.begin(), [](std::int8_t v) { return static_cast<float>(v) / kSteps; });
    } else if (peaks.embeddingSize > 0) {
        const auto halves = peaks.embedding(peak);
        out.resize(halves.size());
        std::ranges::transform(halves, out.begin(), floatFromHalf);
    }
    return out;
}

void AppearanceSum::add(const FramePeaks& peaks, std::size_t peak, double coveredShare, const SampleWeights& weights)
{
    const bool coloured = peaks.colourVersion == kColourVersion && !peaks.colours.empty();
    add(identityVector(peaks, peak), coloured ? peaks.colour(peak) : std::span<const std::uint8_t>{},
        sampleWeight(coveredShare, double(peaks.peaks[peak].score), weights), coveredShare);
}

void AppearanceSum::add(std::span<const float> embedding, std::span<const std::uint8_t> colour, double weight,
                        double coveredShare)
{
    ++m_samples;
    m_weight += weight;
    m_covered += coveredShare;
    dropEmbeddingsFor(embedding.size());
    if (!embedding.empty() && (m_embedding.empty() || m_embedding.size() == embedding.size())) {
        m_embedding.resize(embedding.size());
        for (std::size_t i = 0; i < embedding.size(); ++i)
            m_embedding[i] += static_cast<float>(weight) * embedding[i];
        m_embeddingWeight += weight;
    }
    if (colour.size() == FramePeaks::kColourBytes)
        addColour(colour, weight);
}

void AppearanceSum::dropEmbeddingsFor(std::size_t numbers)
{
    if (!isReidVector(numbers) || m_embedding.size() == numbers)
        return;
    m_embedding.clear();
    m_embeddingWeight = 0;
}

void AppearanceSum::addColour(std::span<const std::uint8_t> colour, double weight)
{
    m_colour.resize(FramePeaks::kColourBytes);
    const float factor = static_cast<float>(weight) * kByte;
    for (std::size_t stripe = 0; stripe < kStripes; ++stripe) {
        const auto bytes = colour.subspan(stripe * kStripeBytes, kStripeBytes);
        if (!seen(bytes))
            continue;
        float* sum = m_colour.data() + stripe * kStripeBytes;
        for (std::size_t i = 0; i < kStripeBytes; ++i)
            sum[i] += factor * float(bytes[i]);
        m_stripeWeight[stripe] += weight;
    }
}

void AppearanceSum::add(const AppearanceSum& other)
{
    m_samples += other.m_samples;
    m_weight += other.m_weight;
    m_covered += other.m_covered;
    dropEmbeddingsFor(other.m_embedding.size());
    if (!other.m_embedding.empty() && (m_embedding.empty() || m_embedding.size() == other.m_embedding.size())) {
        addTo(m_embedding, other.m_embedding);
        m_embeddingWeight += other.m_embeddingWeight;
    }
    addTo(m_colour, other.m_colour);
    for (std::size_t stripe = 0; stripe < kStripes; ++stripe)
        m_stripeWeight[stripe] += other.m_stripeWeight[stripe];
}

VideoMeans AppearanceSum::means() const
{
    VideoMeans out;
    if (m_embeddingWeight > 0) {
        out.embedding = m_embedding;
        for (float& value : out.embedding)
            value = static_cast<float>(value / m_embeddingWeight);
    }
    if (!m_colour.empty()) {
        out.colour = m_colour;
        for (std::size_t i = 0; i < out.colour.size(); ++i)
            if (const double weight = m_stripeWeight[i / kStripeBytes]; weight > 0)
                out.colour[i] = static_cast<float>(out.colour[i] / weight);
    }
    return out;
}

Appearance AppearanceSum::appearance(const VideoMeans& means) const
{
    Appearance out;
    out.samples = m_samples;
    out.weight = m_weight;
    out.covered = m_samples > 0 ? m_covered / m_samples : 0;
    VideoMeans own = this->means();
    if (!own.embedding.empty() && own.embedding.size() == means.embedding.size()) {
        std::transform(own.embedding.begin(), own.embedding.end(), means.embedding.begin(), own.embedding.begin(),
                       std::minus<>());
        if (normalise(own.embedding))
            out.embedding = std::move(own.embedding);
    }
    if (own.colour.empty() || means.colour.empty())
        return out;
    bool any = false;
    for (std::size_t stripe = 0; stripe < kStripes; ++stripe) {
        out.stripes[stripe] = m_stripeWeight[stripe] > 0;
        any = any || out.stripes[stripe];
        for (std::size_t i = stripe * kStripeBytes; i < (stripe + 1) * kStripeBytes; ++i)
            own.colour[i] = out.stripes[stripe] ? own.colour[i] - means.colour[i] : 0;
    }
    if (any)
        out.colour = std::move(own.colour);
    return out;
}

} // namespace tw::appearance
