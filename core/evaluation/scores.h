#pragma once
// The figures. Fractions, not percent; counts as whole numbers. Names are those of the published definitions.

#include <array>
#include <cstdint>

namespace tw::evaluation {

inline constexpr int kAlphaCount = 19; // 0.05, 0.10, ... 0.95
using PerAlpha = std::array<double, kAlphaCount>;
using CountPerAlpha = std::array<std::int64_t, kAlphaCount>;

// Localisation threshold number k, computed as numpy.arange(0.05, 0.99, 0.05) does: to the same last bit.
constexpr double alphaAt(int k)
{
    constexpr double kStart = 0.05;
    constexpr double kStep = (kStart + 0.05) - kStart;
    return kStart + k * kStep;
}

// Luiten et al., HOTA, IJCV 2021.
struct HotaScores {
    PerAlpha hota{}, detA{}, assA{}, detRe{}, detPr{}, assRe{}, assPr{}, locA{}, owta{};
    CountPerAlpha tp{}, fn{}, fp{};
    double hota0 = 0;     // HOTA at the lowest alpha
    double locA0 = 0;     // LocA at the lowest alpha
    double hotaLocA0 = 0; // their product
};

// Bernardin and Stiefelhagen 2008, with the additions of MOTChallenge.
struct ClearScores {
    std::int64_t tp = 0, fn = 0, fp = 0, switches = 0;
    std::int64_t mostlyTracked = 0, partlyTracked = 0, mostlyLost = 0, fragments = 0;
    std::int64_t frames = 0;
    double similaritySum = 0; // of all matches
    double mota = 0, motp = 0, moda = 0, motal = 0, smota = 0;
    double recall = 0, precision = 0, f1 = 0, fpPerFrame = 0;
    double mostlyTrackedShare = 0, partlyTrackedShare = 0, mostlyLostShare = 0;
};

// Ristani et al. 2016.
struct IdentityScores {
    std::int64_t tp = 0, fn = 0, fp = 0;
    double idf1 = 0, idr = 0, idp = 0;
};

struct CountScores {
    std::int64_t resultBoxes = 0, truthBoxes = 0, resultIds = 0, truthIds = 0, frames = 0;
};

struct Scores {
    HotaScores hota;
    ClearScores clear;
    IdentityScores identity;
    CountScores count;
};

double mean(const PerAlpha& values);

} // namespace tw::evaluation
