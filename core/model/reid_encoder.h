#pragma once
// The re-identification network: what a person looks like as kReidNumbers numbers, compared by cosine. It looks at the
// person alone, at full resolution, where the detector's embedding is read from a map of a whole frame at a fraction of
// it; so it tells people apart better, and costs a fraction of a millisecond a person.
//
// CPU, torch-free (network: networks/reid_network.h; steps: those of the fused executor). Thread: one at a time.
// Source: distilled from a larger network by core/training/reid_trainer.h; figures in resources/models/reid.md.

#include "core/base/peaks.h"
#include "core/base/result.h"
#include "core/model/checkpoint/checkpoint.h"
#include "core/model/detector.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>

namespace tw::model {

inline constexpr int kReidNumbers = FramePeaks::kReidNumbers;
inline constexpr int kReidWidth = 64; // of a crop, pixels
inline constexpr int kReidHeight = 128;

class ReidEncoder
{
public:
    // `model`: a registered name whose weights are installed ("reid"), or a path to a weights file. Auto: the faster of
    // the precisions that this processor has, measured in some milliseconds.
    // Errors: NotFound, Unreadable, Refused, ShapeMismatch (another network), Unavailable (precision), OutOfMemory.
    static Result<ReidEncoder> load(const std::string& model, Precision precision = Precision::Auto);
    static Result<ReidEncoder> make(const Checkpoint& weights, Precision precision = Precision::Auto);
    ReidEncoder(ReidEncoder&&) noexcept;
    ReidEncoder& operator=(ReidEncoder&&) noexcept;
    ~ReidEncoder();

    // kReidWidth x kReidHeight pixels R G B (core/appearance/person_crop.h) to a vector of unit length.
    void encode(std::span<const std::uint8_t> rgb, std::span<float, kReidNumbers> out);
    // The same in steps of 1/127, as FramePeaks keeps it.
    void encode(std::span<const std::uint8_t> rgb, std::span<std::int8_t, kReidNumbers> out);

    // A checksum of the weights, never 0: vectors of different weights are not comparable.
    std::uint32_t weights() const;

    class Impl;

private:
    explicit ReidEncoder(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace tw::model
