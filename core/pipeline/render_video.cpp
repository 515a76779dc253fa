#include "core/pipeline/render_video.h"
#include "core/annotation/neighbour_colors.h"

#include "core/base/output_guard.h"
#include "core/video/frame_source.h"
#include "core/video/video_writer.h"

#include <algorithm>
#include <cstring>
#include <optional>

namespace tw::pipeline {
namespace {

Result<void> checkPlace(const RenderRequest& request)
{
    if (request.force)
        return {};
    std::vector<std::filesystem::path> inputs = request.inputs;
    inputs.push_back(request.video);
    return checkOutput(request.out, OutputKind::Video, inputs);
}

// The picture that is drawn into: both sides even, Bgra8.
class Canvas
{
public:
    Canvas(int width, int height)
        : m_width(width), m_height(height), m_evenWidth(width + width % 2), m_evenHeight(height + height % 2),
          m_clean(bytes()), m_drawn(bytes())
    {}

    int evenWidth() const { return m_evenWidth; }
    int evenHeight() const { return m_evenHeight; }

    void take(const ImageView& image)
    {
        const auto used = static_cast<std::size_t>(m_width) * kPixel;
        for (int y = 0; y < m_height; ++y) {
            std::uint8_t* row = m_clean.data() + y * stride();
            std::memcpy(row, image.row(y), used);
            if (m_evenWidth > m_width)
                std::memcpy(row + used, row + used - kPixel, kPixel);
        }
        if (m_evenHeight > m_height)
            std::memcpy(m_clean.data() + m_height * stride(), m_clean.data() + (m_height - 1) * stride(),
                        static_cast<std::size_t>(stride()));
    }

    ImageView draw(const annotation::DocumentState& state, FrameIndex frame, const OverlayOptions& options)
    {
        m_drawn = m_clean;
        drawTracks({m_drawn.data(), m_evenWidth, m_evenHeight, stride()}, state, frame, options);
        return {m_drawn.data(), m_evenWidth, m_evenHeight, stride(), PixelFormat::Bgra8};
    }

private:
    static constexpr std::size_t kPixel = 4; // bytes

    std::ptrdiff_t stride() const { return static_cast<std::ptrdiff_t>(kPixel) * m_evenWidth; }
    std::size_t bytes() const
    {
        return kPixel * static_cast<std::size_t>(m_evenWidth) * static_cast<std::size_t>(m_evenHeight);
    }

    int m_width, m_height, m_evenWidth, m_evenHeight;
    std::vector<std::uint8_t> m_clean, m_drawn;
};

std::vector<TrackId> undrawableNames(const annotation::DocumentState& state, const OverlayOptions& options)
{
    std::vector<TrackId> out;
    for (const auto& [id, track] : state.tracks)
        if (options.ids && !track->hidden && !options.leftOut.contains(id) && !isDrawable(track->name))
            out.push_back(id);
    return out;
}

Result<video::VideoWriter> makeWriter(const RenderRequest& request, const video::VideoInfo& info, const Canvas& canvas)
{
    video::VideoWriterOptions options;
    options.width = canvas.evenWidth();
    options.height = canvas.evenHeight();
    options.encoder = request.encoder;
    options.quality = request.quality;
    if (info.frameRate.positive())
        options.frameRate = info.frameRate;
    options.sampleAspect = info.sampleAspect;
    return video::VideoWriter::create(request.out, options);
}

} // namespace

Result<RenderReport> renderVideo(const RenderRequest& request, const JobContext& job)
{
    TW_TRY(checkPlace(request));
    TW_TRY_ASSIGN(const auto source, video::openSource(request.video, {}, job));
    const video::VideoInfo& info = source->info();
    FrameRange frames = request.frames.empty() ? FrameRange{0, info.frameCount - 1} : request.frames;
    frames.last = std::min(frames.last, info.frameCount - 1);
    if (frames.empty() || frames.first < 0)
        return Error{ErrorCode::InvalidArgument, "has no frame in this range", request.video.string()};
    Canvas canvas(info.width, info.height);
    RenderReport report;
    report.width = canvas.evenWidth();
    report.height = canvas.evenHeight();
    report.namesLeftOut = undrawableNames(*request.tracks, request.overlay);
    OverlayOptions overlay = request.overlay;
    if (overlay.colors.empty())
        overlay.colors = annotation::neighbourColors(request.tracks->tracks);
    TW_TRY_ASSIGN(video::VideoWriter writer, makeWriter(request, info, canvas));
    report.encoder = writer.encoderName();
    std::optional<Error> lastError;
    for (FrameIndex frame = frames.first; frame <= frames.last; ++frame) {
        if (job.stopped())
            return Error{ErrorCode::Cancelled, "stopped", {}};
        auto read = source->read(frame, job.stop);
        if (read) {
            canvas.take((*read)->image);
        } else if (read.error().code == ErrorCode::Unreadable) {
            report.unreadable.push_back(frame);
            lastError = read.error();
        } else {
            return read.error();
        }
        TW_TRY(writer.write(canvas.draw(*request.tracks, frame, overlay)));
        ++report.frames;
        job.report("render", report.frames, frames.length());
    }
    if (static_cast<FrameIndex>(report.unreadable.size()) == report.frames)
        return *lastError;
    TW_TRY(writer.finish());
    return report;
}

} // namespace tw::pipeline
