#pragma once
// Boxes between key frames, for formats that list key frames only.

#include "core/formats/attributes.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace tw::formats {

// Linear in every coordinate; `frame` between a.frame and b.frame.
Box between(const annotation::TrackBox& a, const annotation::TrackBox& b, FrameIndex frame);

struct KeyBox {
    std::int64_t line = 0;
    annotation::TrackBox box;
    bool continues = true; // the boxes up to the next key frame are interpolated
    bool shown = true;     // false: the track is outside from here on
    SharedAttributes attributes = nullptr;
};

// Key boxes in increasing frame order become one box a frame; boxes in between are Interpolated. `budget` is the number
// of boxes that may still be made, over all tracks of a file; nothing when it does not suffice.
std::optional<std::vector<KeyBox>> expanded(const std::vector<KeyBox>& keys, std::int64_t& budget);

inline constexpr std::int64_t kMostExpandedBoxes = 5'000'000;

} // namespace tw::formats
