#include "core/video/scene_clip.h"

#include <cmath>
#include <cstdint>
#include <numeric>

namespace tw::video {

Result<void> writeScene(const DrawnScene& scene, const std::filesystem::path& path, VideoWriterOptions options,
                        const JobContext& job)
{
    const SceneOptions& drawn = scene.options();
    options.width = drawn.width;
    options.height = drawn.height;
    const std::int64_t milli = std::llround(drawn.framesPerSecond * 1000);
    const std::int64_t common = std::gcd(milli, std::int64_t{1000});
    options.frameRate = {milli / common, 1000 / common};
    TW_TRY_ASSIGN(auto writer, VideoWriter::create(path, options));
    for (FrameIndex frame = 0; frame < drawn.frameCount; ++frame) {
        if (job.stopped())
            return Error{ErrorCode::Cancelled, "stopped", {}};
        const auto pixels = scene.draw(frame, PixelFormat::Bgra8);
        TW_TRY(writer.write(
            ImageView{pixels.data(), drawn.width, drawn.height, std::ptrdiff_t{4} * drawn.width, PixelFormat::Bgra8}));
        job.report("draw", frame + 1, drawn.frameCount);
    }
    return writer.finish();
}

} // namespace tw::video
