#pragma once
// Frames by their number: frame i is the i-th picture in display order, whatever the container says about times.
// Sources: video files (FFmpeg), MOTChallenge img1/ folders, image lists, animated GIF.
//
// Thread: a FrameSource belongs to one thread at a time; open another for another thread.

#include "core/base/frame_rate.h"
#include "core/base/job.h"
#include "core/base/result.h"
#include "core/video/frame.h"
#include "core/video/video_index.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace tw::video {

struct VideoInfo {
    std::filesystem::path path;
    std::string container; // "mov,mp4,...", "image folder"
    std::string codec;     // "h264"
    int width = 0;         // pixels as shown (rotation applied): the coordinate system of all boxes
    int height = 0;
    int rotationDegrees = 0;     // clockwise, already applied
    bool mirrored = false;       // left to right before the rotation, already applied
    Rational sampleAspect{1, 1}; // width : height of a shown pixel
    FrameRate frameRate;         // average, for display and seqinfo.ini
    TimeBase timeBase{1, 1000};
    FrameIndex frameCount = 0;
    double durationSeconds = 0;
    std::vector<std::string> warnings; // "the file ends in the middle of a frame; 123 frames are readable"
};

class FrameSource
{
public:
    virtual ~FrameSource() = default;
    virtual const VideoInfo& info() const = 0;
    FrameIndex frameCount() const { return info().frameCount; }
    // Exactly frame `index`. Sequential reads cost one decode; others seek to the key frame before it.
    // Errors: NotFound (index out of range), Unreadable (says which frame and what the decoder said), Cancelled.
    virtual Result<FramePtr> read(FrameIndex index, std::stop_token stop = {}) = 0;
    // Presentation time of a frame, seconds from the first one.
    virtual double seconds(FrameIndex index) const = 0;
    // The frame from which decoding has to run to reach `index`; `index` itself where every frame stands alone.
    virtual FrameIndex groupStart(FrameIndex index) const { return index; }
    // The packet index of a video file, to be stored and given back in OpenOptions; null for other sources.
    virtual const VideoIndex* index() const { return nullptr; }
};

// What Frame carries.
enum class FrameContent : std::uint8_t {
    Image,  // Frame::image
    Planes, // Frame::planes; image only where the codec gives no planes (planes.layout None)
    Both
};

struct OpenOptions {
    int decodeThreads = 0; // 0: a sensible number
    FrameContent content = FrameContent::Image;
    // An index stored earlier. Used when the file's content is still the one it was made of; scanned anew otherwise.
    std::shared_ptr<const VideoIndex> index;
    // Called on the opening thread with the first frame, before the scan of a long file: something to show meanwhile.
    // `info` has no frame count yet.
    std::function<void(const VideoInfo& info, FramePtr frame)> firstFrame;
};

// A video file, a folder of images (img1/ or its parent with seqinfo.ini), a text file listing images, one image.
// Builds the frame index (one pass over the packets; a second, decoding pass for files whose packets do not tell the
// order of their pictures). Progress step "index", in bytes or packets.
// Errors: NotFound, Io, Unreadable, Unsupported, OutOfMemory, Cancelled.
Result<std::unique_ptr<FrameSource>> openSource(const std::filesystem::path& path, const OpenOptions& options = {},
                                                const JobContext& job = {});

} // namespace tw::video
