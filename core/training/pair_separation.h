#pragma once
// (private) Do features tell people apart after some time? Pairs of boxes at least `apartSeconds` apart: the share of
// pairs of one person whose cosine is above the threshold that a share `falseAcceptRate` of the pairs of different
// people passes. Features are centred first, as the program compares them (core/appearance). Torch-free, pure.
//
// Sequences with linked numbers can be measured, too: two numbers are different people when a picture shows both.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace tw::training {

struct PairSample {
    std::int64_t identity = 0;
    std::int32_t picture = 0;
    double seconds = 0;
};

struct PairOptions {
    double apartSeconds = 3;
    double falseAcceptRate = 0.01;
    bool realNumbers = true;     // two different numbers are two people, wherever they occur
    std::size_t fewestTrue = 20; // pairs; with fewer there is nothing to measure
    std::size_t fewestFalse = 200;
};

// `features`: one row of `size` numbers for each sample. 0..1.
std::optional<double> tprOfDistantPairs(std::span<const PairSample> samples, std::span<const float> features,
                                        std::size_t size, const PairOptions& options);

} // namespace tw::training
