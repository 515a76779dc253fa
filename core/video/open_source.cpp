#include "core/video/frame_source.h"
#include "core/video/image_sequence.h"
#include "core/video/video_reader.h"

namespace tw::video {

Result<std::unique_ptr<FrameSource>> openSource(const std::filesystem::path& path, const OpenOptions& options,
                                                const JobContext& job)
{
    if (ImageSequence::accepts(path)) {
        TW_TRY_ASSIGN(auto sequence, ImageSequence::open(path, options));
        return std::unique_ptr<FrameSource>(std::move(sequence));
    }
    TW_TRY_ASSIGN(auto reader, VideoReader::open(path, options, job));
    return std::unique_ptr<FrameSource>(std::move(reader));
}

} // namespace tw::video
