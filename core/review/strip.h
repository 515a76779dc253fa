#pragma once
// The film strip of an event: crops of its tracks around the cut, in rows as the tracks would be after the proposed
// fix, each with its likeness to the person of its row. If every row shows one person, the fix is right.
//
// Pure functions of the evidence; frames from 0, source pixels.

#include "core/review/event.h"
#include "core/review/evidence.h"
#include "core/review/options.h"

#include <limits>
#include <vector>

namespace tw::review {

inline constexpr double kUnknownLikeness = std::numeric_limits<double>::quiet_NaN();

struct StripCell {
    FrameIndex frame = kNoFrame;
    TrackId track{}; // whose box it is today; kInvalid: no box there
    Box box;
    bool after = false;                  // on the far side of the cut
    double likeness = kUnknownLikeness;  // cosine to the person of the row, as it looked before the cut
    double otherwise = kUnknownLikeness; // to the person of the other row
};

struct StripRow {
    TrackId before{}; // whose boxes are shown before the cut, and after it; the same where nothing is exchanged
    TrackId after{};  // kInvalid: a person who has no track yet
    std::vector<StripCell> cells; // in time; columns of all rows show the same frames where there are boxes
};

struct Strip {
    FrameIndex cut = 0; // first frame on the far side
    std::vector<StripRow> rows;
};

inline constexpr int kStripSide = 4; // cells on each side of the cut
Strip stripOf(const Evidence& evidence, const Event& event, const ReviewOptions& options);

} // namespace tw::review
