#pragma once
// Pictures to a video file, with the control over groups, times, colours and side data that tests and the demo clip
// need. Belongs to one thread.

#include "core/base/frame_rate.h"
#include "core/base/image_view.h"
#include "core/base/result.h"
#include "core/video/frame.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tw::video {

struct VideoWriterOptions {
    int width = 0; // pixels, as stored (before any rotation)
    int height = 0;
    std::string encoder;   // FFmpeg's name, "libx264"; empty: the best one present for the container
    std::string container; // FFmpeg's name, "matroska"; empty: by the file's suffix
    FrameRate frameRate{25, 1};
    TimeBase timeBase{0, 1};  // of the times given to write(); {0,1}: one tick a frame
    int keyFrameDistance = 0; // 0: the encoder's habit
    int bFrames = -1;         // -1: the encoder's habit
    bool openGroups = false;  // groups whose first pictures refer to the group before
    int quality = 0;          // constant quality where the encoder has one (x264's crf scale); 0: its habit
    std::int64_t bitRate = 0; // bits a second; 0: by quality
    Planes::Layout chroma = Planes::Layout::Yuv420;
    int bitDepth = 8;
    bool fullRange = false;
    std::optional<Planes::Matrix> matrix; // written into the stream; empty: the file says nothing (601 is used)
    Rational sampleAspect{0, 1};          // {0,1}: not written
    Orientation orientation;              // side data only: the pictures are stored as given
    int threads = 0;
    std::vector<std::pair<std::string, std::string>> codecOptions, containerOptions; // private options of FFmpeg
};

class VideoWriter
{
public:
    // Errors: Unsupported (encoder or container absent, sizes they refuse), InvalidArgument, Io.
    static Result<VideoWriter> create(const std::filesystem::path& path, const VideoWriterOptions& options);
    ~VideoWriter();
    VideoWriter(VideoWriter&&) noexcept;
    VideoWriter& operator=(VideoWriter&&) noexcept;

    // time: in ticks of timeBase, increasing; the frame's number when absent. Errors: Io (disk full), Internal.
    Result<void> write(const ImageView& image, std::optional<std::int64_t> time = std::nullopt);
    // Completes the file; only now it appears under its name. Without it nothing is left behind.
    Result<void> finish();
    // FFmpeg's name of the encoder in use.
    std::string encoderName() const;

private:
    struct Body;
    explicit VideoWriter(std::unique_ptr<Body> body);
    std::unique_ptr<Body> m_body;
};

// Whether this FFmpeg has the encoder.
bool hasEncoder(const std::string& name);

} // namespace tw::video
