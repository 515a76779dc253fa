#pragma once
// Private to core/video: a decoder that says which packet each picture came from.
// The packet's number in the stream travels through the decoder in place of its time: the one label that is always
// there and always unique, whatever the container says. Belongs to one thread.

#include "core/base/result.h"
#include "core/video/ffmpeg_ptr.h"

#include <memory>

namespace tw::video {

class Decoder
{
public:
    virtual ~Decoder() = default;
    // threads: 0 = up to four, as many as the process may use. Errors: Unsupported (codec not in this FFmpeg).
    static Result<std::unique_ptr<Decoder>> open(const AVStream& stream, int threads);

    enum class Skip {
        Nothing,
        Unreferenced // leave the picture out when no other needs it
    };
    // Gives the packet with this number to the decoder; take all pictures out (receive) before the next one.
    // A damaged packet is no error: its picture just does not come. Error: OutOfMemory.
    Result<void> send(AVPacket& packet, std::int32_t packetNumber, Skip skip);
    // No more packets: what is inside comes out.
    void drain();
    // True: `picture` holds the next picture in display order.
    virtual bool receive(AVFrame& picture);
    // It can decode no more, and another decoder has to begin again.
    virtual bool lost() const { return false; }
    static std::int32_t packetNumber(const AVFrame& picture) { return static_cast<std::int32_t>(picture.pts); }

    bool drained() const { return m_drained; }
    virtual void flush();
    // Faster and wrong pixels: for passes that only want to know which pictures come.
    void ignorePixels() { m_context->skip_loop_filter = AVDISCARD_ALL; }
    std::string name() const { return avcodec_get_name(m_context->codec_id); }
    const std::string& lastError() const { return m_lastError; }

protected:
    Decoder() = default;
    // Opening in two steps, for decoders that set up the context between them.
    Result<void> prepare(const AVStream& stream, int threads);
    Result<void> start();
    AVCodecContext& context() { return *m_context; }
    void setLastError(std::string text) { m_lastError = std::move(text); }

private:
    CodecPtr m_context;
    bool m_drained = false; // all pictures of a drained decoder are out
    bool m_draining = false;
    bool m_maySkip = false;
    std::string m_lastError;
};

} // namespace tw::video
