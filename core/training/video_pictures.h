#pragma once
// (private to training and pipeline) Frames of a video as training pictures, asked for by several loader threads in any
// order, while codecs decode in one. Every wanted frame that is decoded on the way to another is kept as a JPEG of high
// quality, so that a group of pictures is decoded once for all of its frames. Thread-safe.

#include "core/training/picture.h"
#include "core/video/frame_source.h"

#include <list>
#include <map>
#include <mutex>
#include <set>
#include <stop_token>
#include <string>

namespace tw::training {

class VideoPictures
{
public:
    // Opened with the first frame asked for. `keptBytes`: of the JPEGs; the oldest go first.
    VideoPictures(std::filesystem::path video, std::set<FrameIndex> wanted, std::stop_token stop = {},
                  std::size_t keptBytes = 256U << 20);

    // Errors: those of opening and reading the video; Cancelled, noticed from frame to frame of a group.
    Result<PicturePtr> read(FrameIndex frame);

private:
    Result<void> keep(FrameIndex frame, const ImageView& image);

    std::filesystem::path m_path;
    std::set<FrameIndex> m_wanted;
    std::stop_token m_stop;
    std::size_t m_keptBytes;
    std::mutex m_mutex;
    std::unique_ptr<video::FrameSource> m_source;
    std::map<FrameIndex, std::string> m_kept;
    std::list<FrameIndex> m_order; // of m_kept, oldest first
    std::size_t m_bytes = 0;
};

} // namespace tw::training
