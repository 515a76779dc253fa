#pragma once
// Drawn scenes as video files.

#include "core/base/job.h"
#include "core/base/result.h"
#include "core/video/drawn_scene.h"
#include "core/video/video_writer.h"

#include <filesystem>

namespace tw::video {

// All frames of the scene at its size and rate; `options` says the rest of how it is encoded.
// Errors: those of VideoWriter; Cancelled, which leaves no finished file.
Result<void> writeScene(const DrawnScene& scene, const std::filesystem::path& path, VideoWriterOptions options = {},
                        const JobContext& job = {});

} // namespace tw::video
