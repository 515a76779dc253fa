#include "core/video/ffmpeg_ptr.h"

#include "core/base/log.h"

extern "C" {
#include <libavutil/log.h>
}

#include <array>
#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <mutex>

namespace tw::video {
namespace {

void forwardMessage(void* /*context*/, int level, const char* format, va_list arguments)
{
    // FFmpeg warns about every oddity of every file; what matters to people comes back as an Error or a warning of ours
    if (level > AV_LOG_ERROR)
        return;
    std::array<char, 512> text{};
    std::vsnprintf(text.data(), text.size(), format, arguments);
    std::string_view message(text.data());
    while (!message.empty() && message.back() == '\n')
        message.remove_suffix(1);
    if (!message.empty())
        log::debug("ffmpeg", message);
}

} // namespace

std::string ffmpegText(int code)
{
    switch (code) {
    case AVERROR_INVALIDDATA:
    case AVERROR(EINVAL): return "its data are damaged or of another kind";
    case AVERROR_EOF: return "it ends too early";
    case AVERROR_EXTERNAL:
    case AVERROR_UNKNOWN:
    case AVERROR_BUG:
    case AVERROR_BUG2: return "the library for this kind of video failed";
    case AVERROR_PATCHWELCOME: return "this variant of the format is not supported";
    case AVERROR(ENOMEM): return "there is not enough memory";
    default: break;
    }
    std::array<char, AV_ERROR_MAX_STRING_SIZE> text{};
    if (av_strerror(code, text.data(), text.size()) < 0)
        return "error " + std::to_string(code);
    return text.data();
}

Error ffmpegError(int code, ErrorCode otherwise, std::string what, std::string where)
{
    ErrorCode mapped = otherwise;
    switch (code) {
    case AVERROR_EXIT: return Error{ErrorCode::Cancelled, "cancelled", std::move(where)};
    case AVERROR(ENOENT): mapped = ErrorCode::NotFound; break;
    case AVERROR(ENOMEM): mapped = ErrorCode::OutOfMemory; break;
    case AVERROR(EACCES):
    case AVERROR(EPERM):
    case AVERROR(EIO):
    case AVERROR(ENOSPC):
    case AVERROR(EISDIR): mapped = ErrorCode::Io; break;
    case AVERROR_DECODER_NOT_FOUND:
    case AVERROR_ENCODER_NOT_FOUND:
    case AVERROR_PATCHWELCOME: mapped = ErrorCode::Unsupported; break;
    default: break;
    }
    return Error{mapped, std::move(what) + ": " + ffmpegText(code), std::move(where)};
}

void quietFfmpeg()
{
    static std::once_flag once;
    std::call_once(once, [] { av_log_set_callback(forwardMessage); });
}

} // namespace tw::video
