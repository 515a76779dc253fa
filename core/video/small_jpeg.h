#pragma once
// Private to core/video: decoded frames to small JPEGs. Keeps its scaler and encoder; belongs to one thread.

#include "core/video/ffmpeg_ptr.h"
#include "core/video/frame_maker.h"

#include <string>

namespace tw::video {

class SmallJpeg
{
public:
    // longSide: pixels of the longer side at most; smaller frames keep their size.
    explicit SmallJpeg(int longSide) : m_longSide(longSide) {}
    // Errors: Unsupported (this FFmpeg writes no JPEG), OutOfMemory.
    Result<std::string> encode(const FramePtr& frame);

private:
    Result<void> prepare(const AVFrame& source);
    Result<std::string> encodePicture(const AVFrame& source, bool fullRange, Planes::Matrix matrix);

    int m_longSide;
    FrameMaker m_maker;
    SwsPtr m_sws;
    CodecPtr m_encoder;
    AvFramePtr m_small;
    PacketPtr m_packet;
    int m_width = 0, m_height = 0, m_format = -1;
};

} // namespace tw::video
