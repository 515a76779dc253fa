#pragma once
// Names of frames in image folders.

#include "core/base/ids.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tw::formats {

// "000001.jpg" for frame 0; more digits when six are not enough.
std::string imageName(FrameIndex frame, std::string_view extension);
// The number at the end of a file name's stem: "img1/clip_000017.png" -> 17. Nothing when there is none, when it has
// more than twelve digits, or when it is the end of a hash ("3f2b17"). Roboflow's ".rf.HASH" is passed over.
std::optional<std::int64_t> trailingNumber(std::string_view fileName);

} // namespace tw::formats
