#include "core/model/preprocess/area_across.h"

#include "core/base/contract.h"

#include <algorithm>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace tw::model {

#if defined(__x86_64__)

namespace {

bool hasInstructions()
{
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq");
}

template <int kTaps>
__attribute__((target("avx512f,avx512bw,avx512vl,avx512dq"))) void
across(const std::uint8_t* source, const std::vector<int>& base, const std::int32_t* place, const float* weights,
       int taps, float* out)
{
    const int n = kTaps > 0 ? kTaps : taps;
    const __m512i fourOfEach = _mm512_setr_epi32(0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3);
    for (const int first : base) {
        const __m512i seen = _mm512_loadu_si512(source + 4 * static_cast<std::ptrdiff_t>(first));
        __m512 sum = _mm512_setzero_ps();
        for (int k = 0; k < n; ++k, place += 4, weights += 4) {
            const __m512i where = _mm512_castsi128_si512(_mm_loadu_si128(reinterpret_cast<const __m128i*>(place)));
            const __m128i pixels = _mm512_castsi512_si128(_mm512_permutexvar_epi32(where, seen));
            const __m512 values = _mm512_cvtepi32_ps(_mm512_cvtepu8_epi32(pixels));
            const __m512 weight = _mm512_permutexvar_ps(fourOfEach, _mm512_castps128_ps512(_mm_loadu_ps(weights)));
            const __m512 product = _mm512_mul_ps(values, weight);
            sum = k == 0 ? product : _mm512_add_ps(sum, product);
        }
        _mm512_storeu_ps(out, sum);
        out += 4 * AreaAcross::kTogether;
    }
}

} // namespace

AreaAcross::AreaAcross(int width, int taps, const std::vector<int>& firstTap, const std::vector<float>& weights)
    : m_taps(taps)
{
    const int count = static_cast<int>(firstTap.size());
    if (!hasInstructions() || width < kSeen || count == 0)
        return;
    for (int first = 0; first < count; first += kTogether) {
        const int base = std::min(firstTap[static_cast<std::size_t>(first)], width - kSeen);
        m_base.push_back(base);
        for (int k = 0; k < taps; ++k) {
            for (int i = 0; i < kTogether; ++i) {
                const bool there = first + i < count;
                const auto pixel = static_cast<std::size_t>(there ? first + i : count - 1);
                const float weight =
                    there ? weights[pixel * static_cast<std::size_t>(taps) + static_cast<std::size_t>(k)] : 0.0F;
                const int place = firstTap[pixel] + k - base;
                if (place >= kSeen && weight != 0)
                    return; // shrunk too much for one vector
                m_place.push_back(std::clamp(place, 0, kSeen - 1));
                m_weights.push_back(weight);
            }
        }
    }
    m_serves = true;
}

void AreaAcross::run(const std::uint8_t* source, float* out) const
{
    TW_EXPECTS(m_serves);
    switch (m_taps) {
    case 2: across<2>(source, m_base, m_place.data(), m_weights.data(), m_taps, out); break;
    case 3: across<3>(source, m_base, m_place.data(), m_weights.data(), m_taps, out); break;
    case 4: across<4>(source, m_base, m_place.data(), m_weights.data(), m_taps, out); break;
    case 5: across<5>(source, m_base, m_place.data(), m_weights.data(), m_taps, out); break;
    default: across<0>(source, m_base, m_place.data(), m_weights.data(), m_taps, out); break;
    }
}

#else

AreaAcross::AreaAcross(int, int taps, const std::vector<int>&, const std::vector<float>&) : m_taps(taps) {}

void AreaAcross::run(const std::uint8_t*, float*) const
{
    TW_EXPECTS(m_serves);
}

#endif

} // namespace tw::model
