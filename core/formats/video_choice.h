#pragma once
// One of several videos of a file: tracks of different videos are never mixed.

#include "core/formats/track_builder.h"

#include <string>
#include <vector>

namespace tw::formats {

// Names by which a video may be asked for; the first is shown to people.
using VideoNames = std::vector<std::string>;

// The place of the video that `wanted` names (by any of its names, with or without folder and suffix), else 0. Fills
// Imported::videos and lists what is not taken: a problem unless the video was named.
std::size_t chooseVideo(const std::vector<VideoNames>& videos, const std::string& wanted, Imported& out,
                        TrackBuilder& builder);

} // namespace tw::formats
