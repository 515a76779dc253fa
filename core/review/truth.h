#pragma once
// Whether a finding is a real error, by the ground truth: what calibration and benchmarks ask. Boxes belong to the
// person whose true box they overlap most, from half on. Values; source pixels, frames from 0.

#include "core/annotation/document.h"
#include "core/review/event.h"

#include <map>
#include <optional>
#include <vector>

namespace tw::review {

class Truth
{
public:
    explicit Truth(const annotation::DocumentState& truth);

    // Nothing where the truth cannot tell: nobody known on one side of a cut, for instance.
    std::optional<bool> isReal(const Event& event, const annotation::DocumentState& tracks) const;
    // Who stands under a box; kInvalid: nobody.
    TrackId personUnder(FrameIndex frame, const Box& box) const;

private:
    struct Person {
        TrackId id;
        Box box;
    };
    TrackId mostly(const annotation::DocumentState& tracks, TrackId track, FrameRange frames) const;
    double shareOnNobody(const annotation::DocumentState& tracks, TrackId track, FrameRange frames) const;
    bool isThere(TrackId person, FrameIndex frame) const;
    std::optional<bool> addsMissing(const annotation::Edit& fix, const annotation::DocumentState& tracks,
                                    TrackId person) const;

    std::map<FrameIndex, std::vector<Person>> m_people;
};

} // namespace tw::review
