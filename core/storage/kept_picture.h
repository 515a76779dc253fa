#pragma once
// A small picture of a person, cut out while the frame was decoded for another purpose, so that a review can show the
// person without decoding up to the frame again. A cache: what is missing is read from the video.

#include "core/base/box.h"
#include "core/base/ids.h"

#include <string>
#include <vector>

namespace tw::storage {

struct KeptPicture {
    FrameIndex frame = kNoFrame;
    Box area;         // the part of the frame that it shows: whole source pixels inside the frame
    std::string jpeg; // of any size

    friend bool operator==(const KeptPicture&, const KeptPicture&) = default;
};

// Pictures of a stretch of frames; they replace those that the stretch had.
struct KeptPictures {
    FrameRange frames;
    std::vector<KeptPicture> pictures; // each within `frames`

    friend bool operator==(const KeptPictures&, const KeptPictures&) = default;
};

// Where there is one.
struct PicturePlace {
    FrameIndex frame = kNoFrame;
    Box area;

    friend bool operator==(const PicturePlace&, const PicturePlace&) = default;
};

} // namespace tw::storage
