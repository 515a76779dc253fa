// What needs FFmpeg itself: kept apart, so that the oracle shares no line with the reader it judges.
#include "tests/support/synthetic_video.h"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libswscale/swscale.h>
}

#include <memory>

namespace tw::test {
namespace {

Error failed(const std::filesystem::path& path, const char* what)
{
    return Error{ErrorCode::Unreadable, what, path.string()};
}

struct Input {
    AVFormatContext* format = nullptr;
    AVCodecContext* codec = nullptr;
    AVPacket* packet = av_packet_alloc();
    AVFrame* frame = av_frame_alloc();
    SwsContext* sws = nullptr;
    int stream = -1;
    ~Input()
    {
        sws_freeContext(sws);
        av_frame_free(&frame);
        av_packet_free(&packet);
        avcodec_free_context(&codec);
        avformat_close_input(&format);
    }
};

int numberOf(Input& input)
{
    const AVFrame& f = *input.frame;
    input.sws =
        sws_getCachedContext(input.sws, f.width, f.height, static_cast<AVPixelFormat>(f.format), f.width, f.height,
                             AV_PIX_FMT_BGR24, SWS_BILINEAR | SWS_ACCURATE_RND, nullptr, nullptr, nullptr);
    const int stride = (f.width * 3 + 63) / 64 * 64;
    std::vector<std::uint8_t> pixels(static_cast<std::size_t>(stride) * static_cast<std::size_t>(f.height) + 64);
    std::uint8_t* const data[4] = {pixels.data(), nullptr, nullptr, nullptr};
    const int strides[4] = {stride, 0, 0, 0};
    if (input.sws == nullptr || sws_scale(input.sws, f.data, f.linesize, 0, f.height, data, strides) <= 0)
        return kUnreadableNumber;
    return readNumber({pixels.data(), f.width, f.height, stride, PixelFormat::Bgr8});
}

Result<void> addSilence(AVFormatContext* output, int stream)
{
    AVPacket* packet = av_packet_alloc();
    if (packet == nullptr || av_new_packet(packet, 2 * 8000) < 0)
        return Error{ErrorCode::OutOfMemory, "no memory", {}};
    std::fill_n(packet->data, packet->size, std::uint8_t{0});
    packet->stream_index = stream;
    packet->pts = packet->dts = 0;
    packet->duration = av_rescale_q(8000, {1, 8000}, output->streams[stream]->time_base);
    packet->flags |= AV_PKT_FLAG_KEY;
    const int written = av_interleaved_write_frame(output, packet);
    av_packet_free(&packet);
    return written < 0 ? Result<void>(Error{ErrorCode::Io, "audio cannot be written", {}}) : Result<void>();
}

} // namespace

Result<PlainDecode> decodePlainly(const std::filesystem::path& path)
{
    Input input;
    if (avformat_open_input(&input.format, path.c_str(), nullptr, nullptr) < 0 ||
        avformat_find_stream_info(input.format, nullptr) < 0)
        return failed(path, "FFmpeg cannot open it");
    const AVCodec* codec = nullptr;
    input.stream = av_find_best_stream(input.format, AVMEDIA_TYPE_VIDEO, -1, -1, &codec, 0);
    if (input.stream < 0 || codec == nullptr)
        return failed(path, "FFmpeg finds no video in it");
    input.codec = avcodec_alloc_context3(codec);
    avcodec_parameters_to_context(input.codec, input.format->streams[input.stream]->codecpar);
    if (avcodec_open2(input.codec, codec, nullptr) < 0)
        return failed(path, "FFmpeg cannot decode it");
    PlainDecode result;
    result.codec = avcodec_get_name(codec->id);
    bool more = true;
    while (more) {
        more = av_read_frame(input.format, input.packet) >= 0;
        if (more && (input.packet->stream_index != input.stream || input.packet->size == 0)) {
            av_packet_unref(input.packet);
            continue;
        }
        (void)avcodec_send_packet(input.codec, more ? input.packet : nullptr); // damaged packets show nothing
        av_packet_unref(input.packet);
        while (avcodec_receive_frame(input.codec, input.frame) >= 0)
            result.numbers.push_back(numberOf(input));
    }
    return result;
}

Result<void> copyBehindAudio(const std::filesystem::path& from, const std::filesystem::path& to)
{
    Input input;
    if (avformat_open_input(&input.format, from.c_str(), nullptr, nullptr) < 0 ||
        avformat_find_stream_info(input.format, nullptr) < 0)
        return failed(from, "FFmpeg cannot open it");
    AVFormatContext* output = nullptr;
    if (avformat_alloc_output_context2(&output, nullptr, nullptr, to.c_str()) < 0)
        return failed(to, "no such container");
    const std::unique_ptr<AVFormatContext, void (*)(AVFormatContext*)> owner(output, [](AVFormatContext* context) {
        avio_closep(&context->pb);
        avformat_free_context(context);
    });
    AVStream* audio = avformat_new_stream(output, nullptr);
    audio->codecpar->codec_type = AVMEDIA_TYPE_AUDIO;
    audio->codecpar->codec_id = AV_CODEC_ID_PCM_S16LE;
    audio->codecpar->sample_rate = 8000;
    audio->codecpar->bits_per_coded_sample = 16;
    audio->codecpar->block_align = 2;
    av_channel_layout_default(&audio->codecpar->ch_layout, 1);
    AVStream* video = avformat_new_stream(output, nullptr);
    const AVStream* source = input.format->streams[0];
    avcodec_parameters_copy(video->codecpar, source->codecpar);
    video->codecpar->codec_tag = 0;
    video->time_base = source->time_base;
    video->avg_frame_rate = source->avg_frame_rate;
    if (avio_open(&output->pb, to.c_str(), AVIO_FLAG_WRITE) < 0 || avformat_write_header(output, nullptr) < 0)
        return failed(to, "cannot be written");
    TW_TRY(addSilence(output, 0));
    while (av_read_frame(input.format, input.packet) >= 0) {
        av_packet_rescale_ts(input.packet, source->time_base, video->time_base);
        input.packet->stream_index = 1;
        input.packet->pos = -1;
        if (av_interleaved_write_frame(output, input.packet) < 0)
            return failed(to, "cannot be written");
    }
    return av_write_trailer(output) < 0 ? Result<void>(failed(to, "cannot be completed")) : Result<void>();
}

std::vector<std::string> softwareVideoEncoders()
{
    std::vector<std::string> names;
    void* state = nullptr;
    while (const AVCodec* codec = av_codec_iterate(&state)) {
        const std::string name = codec->name;
        const bool hardware = (codec->capabilities & AV_CODEC_CAP_HARDWARE) != 0 || name.find("v4l2m2m") != name.npos ||
                              name.find("_omx") != name.npos || name.find("vaapi") != name.npos;
        if (av_codec_is_encoder(codec) != 0 && codec->type == AVMEDIA_TYPE_VIDEO && !hardware &&
            name != "wrapped_avframe")
            names.push_back(name);
    }
    return names;
}

} // namespace tw::test
