#pragma once
// A short drawn clip of walking people, to try the program without a video of one's own.

#include "core/base/job.h"
#include "core/base/result.h"

#include <filesystem>

namespace tw::pipeline {

// 10 seconds, 960x540, eight people; the folder is made. The same clip every time. Errors: Io, those of the encoder,
// Cancelled.
Result<void> writeDemoClip(const std::filesystem::path& path, const JobContext& job = {});

} // namespace tw::pipeline
