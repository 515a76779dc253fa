#include "core/pipeline/demo_clip.h"

#include "core/video/scene_clip.h"

namespace tw::pipeline {

Result<void> writeDemoClip(const std::filesystem::path& path, const JobContext& job)
{
    std::error_code error;
    std::filesystem::create_directories(path.parent_path(), error);
    if (error)
        return Error{ErrorCode::Io, "the folder cannot be made: " + error.message(), path.parent_path().string()};
    video::SceneOptions options;
    options.seed = 1;
    options.width = 960;
    options.height = 540;
    options.frameCount = 250;
    options.framesPerSecond = 25;
    options.people = 8;
    return video::writeScene(video::DrawnScene(options), path, {}, job);
}

} // namespace tw::pipeline
