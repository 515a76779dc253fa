#include "core/model/preprocess/area_rows.h"

#include "core/base/contract.h"

#include <algorithm>
#include <cmath>
#include <limits>

// One binary for all processors: the loops exist twice, the loader picks. Not under sanitizers, whose own start-up
// comes after the loader's choice.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) &&               \
    !defined(__SANITIZE_THREAD__)
#define TW_WIDE_TOO __attribute__((target_clones("avx2", "default")))
#else
#define TW_WIDE_TOO
#endif

namespace tw::model {

namespace {

constexpr int kChannels = 4;
constexpr double kNegligible = 1e-3; // shares below this part of a pixel are left out, as OpenCV does

using Pixel = float __attribute__((vector_size(16), aligned(4), may_alias));

TW_WIDE_TOO void toFloats(const std::uint8_t* from, int count, float* to)
{
    for (int i = 0; i < count; ++i)
        to[i] = static_cast<float>(from[i]);
}

// Products and sums stay apart (no fused multiply-add): OpenCV's bits.
template <int kTaps>
inline void shrinkAcross(const float* source, const int* firstTap, const float* weights, int taps, int count,
                         float* out)
{
    const int n = kTaps > 0 ? kTaps : taps;
    for (int i = 0; i < count; ++i, weights += n) {
        const float* from = source + static_cast<std::ptrdiff_t>(firstTap[i]) * kChannels;
        Pixel sum = *reinterpret_cast<const Pixel*>(from) * weights[0];
        for (int k = 1; k < n; ++k)
            sum += *reinterpret_cast<const Pixel*>(from + static_cast<std::ptrdiff_t>(k) * kChannels) * weights[k];
        *reinterpret_cast<Pixel*>(out + static_cast<std::ptrdiff_t>(i) * kChannels) = sum;
    }
}

void shrinkAcross(const float* source, const int* firstTap, const float* weights, int taps, int count, float* out)
{
    switch (taps) {
    case 2: shrinkAcross<2>(source, firstTap, weights, taps, count, out); break;
    case 3: shrinkAcross<3>(source, firstTap, weights, taps, count, out); break;
    case 4: shrinkAcross<4>(source, firstTap, weights, taps, count, out); break;
    case 5: shrinkAcross<5>(source, firstTap, weights, taps, count, out); break;
    default: shrinkAcross<0>(source, firstTap, weights, taps, count, out); break;
    }
}

TW_WIDE_TOO void beginSum(const float* across, float weight, int count, float* sum)
{
    for (int i = 0; i < count; ++i)
        sum[i] = across[i] * weight;
}

TW_WIDE_TOO void add(const float* across, float weight, int count, float* sum)
{
    for (int i = 0; i < count; ++i)
        sum[i] += across[i] * weight;
}

// To the nearest, ties to even: adding 1.5 * 2^23 rounds to a whole number.
TW_WIDE_TOO void finishSum(const float* across, float weight, const float* sum, int count, std::uint8_t* out)
{
    constexpr float kToWhole = 12582912.0F;
    for (int i = 0; i < count; ++i) {
        const float whole = (sum[i] + across[i] * weight) + kToWhole - kToWhole;
        const int value = static_cast<int>(whole);
        out[i] = static_cast<std::uint8_t>(value > 255 ? 255 : value);
    }
}

} // namespace

bool AreaRows::serves(int width, int height, int toWidth, int toHeight)
{
    // as OpenCV computes them, rounding included
    const double scaleX = 1.0 / (static_cast<double>(toWidth) / width);
    const double scaleY = 1.0 / (static_cast<double>(toHeight) / height);
    if (scaleX < 1 || scaleY < 1)
        return false;
    constexpr double kEqual = std::numeric_limits<double>::epsilon();
    return std::abs(scaleX - std::nearbyint(scaleX)) >= kEqual || std::abs(scaleY - std::nearbyint(scaleY)) >= kEqual;
}

std::vector<AreaRows::Share> AreaRows::sharesOf(int length, int toLength)
{
    const double scale = 1.0 / (static_cast<double>(toLength) / length);
    std::vector<Share> shares;
    for (int target = 0; target < toLength; ++target) {
        const double begin = target * scale;
        const double end = begin + scale;
        const double covered = std::min(scale, length - begin);
        const int lastWhole = std::min(static_cast<int>(std::floor(end)), length - 1); // behind the whole pixels
        const int firstWhole = std::min(static_cast<int>(std::ceil(begin)), lastWhole);
        const std::size_t count = shares.size();
        if (firstWhole - begin > kNegligible)
            shares.push_back({firstWhole - 1, target, static_cast<float>((firstWhole - begin) / covered)});
        for (int source = firstWhole; source < lastWhole; ++source)
            shares.push_back({source, target, static_cast<float>(1.0 / covered)});
        if (end - lastWhole > kNegligible)
            shares.push_back(
                {lastWhole, target, static_cast<float>(std::min({end - lastWhole, 1.0, covered}) / covered)});
        TW_ENSURES(shares.size() > count);
        shares[count].first = true;
        shares.back().last = true;
    }
    return shares;
}

AreaRows::Taps AreaRows::tapsOf(int length, int toLength)
{
    const std::vector<Share> shares = sharesOf(length, toLength);
    Taps taps;
    taps.first.resize(static_cast<std::size_t>(toLength));
    for (const Share& share : shares) {
        int& first = taps.first[static_cast<std::size_t>(share.target)];
        if (share.first)
            first = share.source;
        taps.count = std::max(taps.count, share.source - first + 1);
    }
    taps.weights.resize(static_cast<std::size_t>(toLength) * static_cast<std::size_t>(taps.count));
    for (const Share& share : shares) {
        const auto target = static_cast<std::size_t>(share.target);
        taps.weights[target * static_cast<std::size_t>(taps.count) +
                     static_cast<std::size_t>(share.source - taps.first[target])] = share.weight;
    }
    return taps;
}

AreaRows::AreaRows(int width, int height, int toWidth, int toHeight)
    : m_width(width), m_toWidth(toWidth), m_rowShares(sharesOf(height, toHeight)), m_taps(tapsOf(width, toWidth))
{
    TW_EXPECTS(serves(width, height, toWidth, toHeight));
    // adding a zero share of a finite number changes no bit
    m_source.resize(static_cast<std::size_t>(kChannels) * static_cast<std::size_t>(width + m_taps.count));
    const int room = (toWidth + AreaAcross::kTogether - 1) / AreaAcross::kTogether * AreaAcross::kTogether;
    m_across.resize(static_cast<std::size_t>(kChannels) * static_cast<std::size_t>(room));
    m_wide = AreaAcross(width, m_taps.count, m_taps.first, m_taps.weights);
    m_sum.resize(m_across.size());
}

void AreaRows::start(std::uint8_t* out, std::ptrdiff_t outStride)
{
    m_out = out;
    m_outStride = outStride;
    m_row = 0;
    m_next = 0;
}

void AreaRows::add(const std::uint8_t* row)
{
    const int current = m_row++;
    if (m_next == m_rowShares.size() || m_rowShares[m_next].source != current)
        return;
    if (m_wide.serves()) {
        m_wide.run(row, m_across.data());
    } else {
        toFloats(row, kChannels * m_width, m_source.data());
        shrinkAcross(m_source.data(), m_taps.first.data(), m_taps.weights.data(), m_taps.count, m_toWidth,
                     m_across.data());
    }
    const int count = kChannels * m_toWidth;
    for (; m_next < m_rowShares.size() && m_rowShares[m_next].source == current; ++m_next) {
        const Share& share = m_rowShares[m_next];
        if (share.first && share.last)
            std::fill(m_sum.begin(), m_sum.end(), 0.0F);
        if (share.last)
            finishSum(m_across.data(), share.weight, m_sum.data(), count, m_out + share.target * m_outStride);
        else if (share.first)
            beginSum(m_across.data(), share.weight, count, m_sum.data());
        else
            tw::model::add(m_across.data(), share.weight, count, m_sum.data());
    }
}

} // namespace tw::model
