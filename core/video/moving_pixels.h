#pragma once
// Share of the pixels of a box that changed since three frames ago: separates people from posters, bins and statues
// where the camera stands still. Grey levels at a width of at most 960 pixels, after a 3 x 3 mean.
//
// One thread at a time; frames in rising order. Boxes in source pixels.

#include "core/base/box.h"
#include "core/base/ids.h"
#include "core/video/small_grey.h"

#include <array>
#include <optional>

namespace tw::video {

class MovingPixels
{
public:
    static constexpr int kLongestSide = 960;
    static constexpr FrameIndex kFramesBack = 3;
    static constexpr int kThreshold = 12; // grey levels

    // `picture` as reduceToGrey() gives it, not blurred; left with a buffer for the next frame.
    void add(FrameIndex frame, SmallGrey& picture);
    // Whether there is a frame to compare with.
    bool comparable() const { return reference() != nullptr; }
    // Of the frame added last, against the newest one that lies at least kFramesBack before it. None: there is none of
    // the same size, or no pixel of the box lies in the picture.
    std::optional<double> share(const Box& box) const;

private:
    struct Entry {
        FrameIndex frame = kNoFrame;
        SmallGrey picture;
    };
    const Entry* reference() const;

    std::array<Entry, kFramesBack + 1> m_ring;
    std::size_t m_newest = 0;
};

} // namespace tw::video
