#pragma once
// How the camera moved from one frame to the next: an affine map of the picture, from corners of the background that
// are found again. People are masked. A camera that stands still gives the identity exactly, so that nothing drifts.
//
// Corners are taken from an anchor frame and found in the following ones until too few are left; the map between
// neighbouring frames follows from both maps to the anchor, so that errors do not add up while an anchor lasts. No
// anchor outlasts a block of kBlock frames, counted from frame 0: the motion of a frame depends on the frames of its
// block and the one before them, and a run that is resumed measures what an uninterrupted one does.
// One thread at a time; frames in rising order. Source pixels. About 0.4 ms a frame of 480 x 270.

#include "core/base/box.h"
#include "core/base/ids.h"
#include "core/video/small_grey.h"

#include <array>
#include <memory>
#include <optional>
#include <span>

namespace tw::video {

class CameraMotion
{
public:
    static constexpr int kLongestSide = 480;
    static constexpr FrameIndex kBlock = 64;
    using Map = std::array<float, 6>; // row-major 2 x 3

    CameraMotion();
    ~CameraMotion();
    CameraMotion(CameraMotion&&) noexcept;
    CameraMotion& operator=(CameraMotion&&) noexcept;

    // `picture`: at most kLongestSide pixels; `people`: boxes of this frame in source pixels. The map from the previous
    // frame's source pixels to this one's; none: the first frame, a cut, or nothing to hold on to.
    std::optional<Map> add(FrameIndex frame, const SmallGrey& picture, std::span<const Box> people);

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace tw::video
