#pragma once
// labelled_frames.txt beside gt/: the frames of a sequence whose truth is labelled on some frames only, one frame
// number a line, counted from 1. Blank lines are passed over. Any thread.

#include "core/base/ids.h"
#include "core/base/result.h"

#include <filesystem>
#include <set>

namespace tw::formats {

inline constexpr const char* kLabelledFramesFile = "labelled_frames.txt";

// Errors: those of readTextFile(); Unreadable: a line that is no frame number, with file, line and what it says.
Result<std::set<FrameIndex>> readLabelledFrames(const std::filesystem::path& file);

} // namespace tw::formats
