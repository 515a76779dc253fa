#pragma once
// What a person said about identities, as the association must keep it.

#include "core/base/box.h"
#include "core/base/ids.h"

#include <utility>
#include <vector>

namespace tw::tracker {

// A box that a person drew, moved or verified: where it is and who it is are certain.
struct StatedBox {
    FrameIndex frame = kNoFrame;
    Box box; // source pixels
    TrackId id{};
};
// A person in a frame, named by a box near it.
struct StatedPlace {
    FrameIndex frame = kNoFrame;
    Box box;
};

struct Statements {
    std::vector<StatedBox> boxes;                            // at most one of an id in a frame
    std::vector<std::pair<StatedPlace, StatedPlace>> must;   // one person
    std::vector<std::pair<StatedPlace, StatedPlace>> cannot; // two people
    std::vector<StatedPlace> removed;                        // boxes that show no person
    std::vector<FrameRange> verified;                        // frames in which nothing may be added
};

} // namespace tw::tracker
