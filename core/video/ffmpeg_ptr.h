#pragma once
// Private to core/video: FFmpeg's objects behind unique_ptr, its error numbers as text, its log kept quiet.

#include "core/base/error.h"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/frame.h>
#include <libavutil/opt.h>
#include <libswscale/swscale.h>
}

#include <memory>
#include <string>

namespace tw::video {

template <auto release>
struct Releases {
    template <class T>
    void operator()(T* pointer) const
    {
        release(&pointer);
    }
};
struct ReleasesSws {
    void operator()(SwsContext* context) const { sws_freeContext(context); }
};

using InputPtr = std::unique_ptr<AVFormatContext, Releases<avformat_close_input>>;
using CodecPtr = std::unique_ptr<AVCodecContext, Releases<avcodec_free_context>>;
using AvFramePtr = std::unique_ptr<AVFrame, Releases<av_frame_free>>;
using PacketPtr = std::unique_ptr<AVPacket, Releases<av_packet_free>>;
using SwsPtr = std::unique_ptr<SwsContext, ReleasesSws>;

// What FFmpeg says about an error number.
std::string ffmpegText(int code);
// The Error a failed FFmpeg call becomes: Cancelled, OutOfMemory, NotFound, Io or `otherwise`.
Error ffmpegError(int code, ErrorCode otherwise, std::string what, std::string where);
// Sends FFmpeg's own messages to our log at debug level instead of stderr. Every entry point calls it once.
void quietFfmpeg();

} // namespace tw::video
