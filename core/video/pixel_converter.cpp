#include "core/video/pixel_converter.h"

extern "C" {
#include <libavutil/mem.h>
#include <libavutil/pixdesc.h>
}

#include <algorithm>
#include <cstring>

namespace tw::video {
namespace {

constexpr std::ptrdiff_t kRowAlignment = 64;

AVPixelFormat avFormat(PixelFormat format)
{
    switch (format) {
    case PixelFormat::Bgra8: return AV_PIX_FMT_BGRA;
    case PixelFormat::Bgr8: return AV_PIX_FMT_BGR24;
    case PixelFormat::Rgb8: return AV_PIX_FMT_RGB24;
    case PixelFormat::Gray8: return AV_PIX_FMT_GRAY8;
    }
    TW_UNREACHABLE();
}

// The "J" formats mean full range; swscale wants the plain one and the range apart.
AVPixelFormat withoutRange(int format)
{
    switch (format) {
    case AV_PIX_FMT_YUVJ420P: return AV_PIX_FMT_YUV420P;
    case AV_PIX_FMT_YUVJ422P: return AV_PIX_FMT_YUV422P;
    case AV_PIX_FMT_YUVJ444P: return AV_PIX_FMT_YUV444P;
    case AV_PIX_FMT_YUVJ440P: return AV_PIX_FMT_YUV440P;
    case AV_PIX_FMT_YUVJ411P: return AV_PIX_FMT_YUV411P;
    default: return static_cast<AVPixelFormat>(format);
    }
}

int swsMatrix(Planes::Matrix matrix)
{
    switch (matrix) {
    case Planes::Matrix::Bt601: return SWS_CS_ITU601;
    case Planes::Matrix::Bt709: return SWS_CS_ITU709;
    case Planes::Matrix::Bt2020: return SWS_CS_BT2020;
    }
    TW_UNREACHABLE();
}

// The unscaled 4:2:0 path of swscale (0.44 ms at 1080p) needs even sides; everything else takes its general scaler,
// where the costly flags are what keeps edges of odd pictures and 4:4:4 chroma right.
bool isFast(const AVFrame& frame, int width, int height)
{
    const AVPixelFormat format = withoutRange(frame.format);
    return frame.width == width && frame.height == height && width % 2 == 0 && height % 2 == 0 &&
           (format == AV_PIX_FMT_YUV420P || format == AV_PIX_FMT_YUV422P || format == AV_PIX_FMT_NV12);
}

int swsFlags(const AVFrame& frame, int width, int height)
{
    if (isFast(frame, width, height))
        return SWS_BICUBIC;
    if (frame.width == width && frame.height == height)
        return SWS_BILINEAR | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT | SWS_FULL_CHR_H_INP;
    return SWS_AREA | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT;
}

// Which stored sample shows at target (x, y): column = column0 + columnX * x + columnY * y, row likewise.
struct Turn {
    int column0 = 0, columnX = 1, columnY = 0;
    int row0 = 0, rowX = 0, rowY = 1;
};

Turn turnFor(Orientation orientation, int storedWidth, int storedHeight)
{
    Turn turn;
    switch (orientation.quarterTurns) {
    case 0: break;
    case 1: turn = {0, 0, 1, storedHeight - 1, -1, 0}; break;
    case 2: turn = {storedWidth - 1, -1, 0, storedHeight - 1, 0, -1}; break;
    default: turn = {storedWidth - 1, 0, -1, 0, 1, 0}; break;
    }
    if (orientation.mirrored) {
        turn.column0 = storedWidth - 1 - turn.column0;
        turn.columnX = -turn.columnX;
        turn.columnY = -turn.columnY;
    }
    return turn;
}

template <int kBytes>
void turnInto(const ImageView& from, const PixelBuffer& to, Orientation orientation)
{
    const Turn turn = turnFor(orientation, from.width, from.height);
    const std::ptrdiff_t origin = turn.row0 * from.stride + turn.column0 * kBytes;
    const std::ptrdiff_t stepX = turn.rowX * from.stride + turn.columnX * kBytes;
    const std::ptrdiff_t stepY = turn.rowY * from.stride + turn.columnY * kBytes;
    constexpr int kTile = 32; // so that a quarter turn does not touch a new cache line for every pixel
    for (int tileY = 0; tileY < to.view.height; tileY += kTile) {
        for (int tileX = 0; tileX < to.view.width; tileX += kTile) {
            const int endY = std::min(tileY + kTile, to.view.height);
            const int endX = std::min(tileX + kTile, to.view.width);
            for (int y = tileY; y < endY; ++y) {
                const std::uint8_t* in = from.data + origin + y * stepY + tileX * stepX;
                std::uint8_t* out = to.owner.get() + y * to.view.stride + tileX * kBytes;
                for (int x = tileX; x < endX; ++x, in += stepX, out += kBytes)
                    std::memcpy(out, in, kBytes);
            }
        }
    }
}

} // namespace

Result<PixelBuffer> allocatePixels(int width, int height, PixelFormat format)
{
    TW_EXPECTS(width > 0 && height > 0);
    const std::ptrdiff_t used = static_cast<std::ptrdiff_t>(width) * bytesPerPixel(format);
    const std::ptrdiff_t stride = (used + kRowAlignment - 1) / kRowAlignment * kRowAlignment;
    // swscale's vector loops may write up to one vector past the last row
    const std::size_t size = static_cast<std::size_t>(stride) * static_cast<std::size_t>(height) + kRowAlignment;
    auto* memory = static_cast<std::uint8_t*>(av_malloc(size));
    if (memory == nullptr)
        return Error{ErrorCode::OutOfMemory, "no memory for a picture of " + std::to_string(size) + " bytes", {}};
    PixelBuffer buffer;
    buffer.owner = std::shared_ptr<std::uint8_t>(memory, [](std::uint8_t* pointer) { av_free(pointer); });
    buffer.view = ImageView{memory, width, height, stride, format};
    return buffer;
}

bool fullRangeOf(const AVFrame& frame)
{
    if (frame.color_range != AVCOL_RANGE_UNSPECIFIED)
        return frame.color_range == AVCOL_RANGE_JPEG;
    return withoutRange(frame.format) != frame.format; // silent files are video range, except the "J" formats
}

Planes::Matrix matrixOf(const AVFrame& frame)
{
    switch (frame.colorspace) {
    case AVCOL_SPC_BT709: return Planes::Matrix::Bt709;
    case AVCOL_SPC_BT470BG:
    case AVCOL_SPC_SMPTE170M:
    case AVCOL_SPC_SMPTE240M:
    case AVCOL_SPC_FCC: return Planes::Matrix::Bt601;
    case AVCOL_SPC_BT2020_NCL:
    case AVCOL_SPC_BT2020_CL: return Planes::Matrix::Bt2020;
    default: break;
    }
    // Nothing said: what players do. JPEG is always 601; video is 709 from 720 lines on.
    if (withoutRange(frame.format) != frame.format)
        return Planes::Matrix::Bt601;
    return frame.width >= 1280 || frame.height >= 720 ? Planes::Matrix::Bt709 : Planes::Matrix::Bt601;
}

Planes planesOf(const AVFrame& frame, Orientation orientation)
{
    Planes planes;
    const AVPixFmtDescriptor* description = av_pix_fmt_desc_get(static_cast<AVPixelFormat>(frame.format));
    if (description == nullptr || (description->flags & (AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_PAL |
                                                         AV_PIX_FMT_FLAG_BE | AV_PIX_FMT_FLAG_HWACCEL)) != 0)
        return planes;
    const bool gray = description->nb_components == 1;
    if (!gray && (description->flags & AV_PIX_FMT_FLAG_PLANAR) == 0)
        return planes;
    for (int i = 0; i < (gray ? 1 : 3); ++i) {
        const AVComponentDescriptor& component = description->comp[i];
        // one component a plane, low bits used, no gaps: what the Planes comment promises
        if (component.plane != i || component.shift != 0 || component.offset != 0 ||
            component.step != (component.depth > 8 ? 2 : 1) || component.depth < 8)
            return planes;
    }
    const int chromaX = description->log2_chroma_w, chromaY = description->log2_chroma_h;
    using Layout = Planes::Layout;
    planes.layout = gray                           ? Layout::Gray
                    : chromaX == 1 && chromaY == 1 ? Layout::Yuv420
                    : chromaX == 1 && chromaY == 0 ? Layout::Yuv422
                    : chromaX == 0 && chromaY == 0 ? Layout::Yuv444
                                                   : Layout::None;
    if (planes.layout == Layout::None)
        return planes;
    planes.bitDepth = description->comp[0].depth;
    for (std::size_t i = 0; i < (gray ? 1U : 3U); ++i) {
        planes.data[i] = frame.data[i];
        planes.stride[i] = frame.linesize[i];
    }
    planes.width = frame.width;
    planes.height = frame.height;
    planes.fullRange = fullRangeOf(frame);
    planes.matrix = matrixOf(frame);
    planes.orientation = orientation;
    return planes;
}

Result<void> PixelConverter::prepare(const AVFrame& frame, int sourceHeight, int width, int height, PixelFormat format)
{
    const Key key{frame.width, sourceHeight, frame.format, width, height, format, fullRangeOf(frame), matrixOf(frame)};
    if (m_sws && key == m_key)
        return {};
    const int flags = sourceHeight == frame.height ? swsFlags(frame, width, height) : SWS_BICUBIC; // a band
    m_sws.reset(sws_getContext(frame.width, sourceHeight, withoutRange(frame.format), width, height, avFormat(format),
                               flags, nullptr, nullptr, nullptr));
    if (!m_sws)
        return Error{ErrorCode::Unsupported, "pixels of this format cannot be converted", {}};
    const int* coefficients = sws_getCoefficients(swsMatrix(key.matrix));
    const int sourceRange = key.fullRange ? 1 : 0;
    // refused (-1) for sources that are RGB already: nothing to set then
    sws_setColorspaceDetails(m_sws.get(), coefficients, sourceRange, coefficients, 1, 0, 1 << 16, 1 << 16);
    m_key = key;
    return {};
}

Result<void> PixelConverter::scaleInto(const AVFrame& frame, const PixelBuffer& target)
{
    TW_TRY(prepare(frame, frame.height, target.view.width, target.view.height, target.view.format));
    std::uint8_t* const data[4] = {target.owner.get(), nullptr, nullptr, nullptr};
    const int stride[4] = {static_cast<int>(target.view.stride), 0, 0, 0};
    const int rows = sws_scale(m_sws.get(), frame.data, frame.linesize, 0, frame.height, data, stride);
    if (rows != target.view.height)
        return Error{ErrorCode::Internal, "swscale converted " + std::to_string(rows) + " rows", {}};
    return {};
}

Result<PixelBuffer> PixelConverter::convert(const AVFrame& frame, PixelFormat format, Orientation orientation,
                                            int width, int height)
{
    if (frame.width <= 0 || frame.height <= 0 || frame.data[0] == nullptr)
        return Error{ErrorCode::Unreadable, "the decoder gave an empty picture", {}};
    const bool swap = orientation.swapsSides();
    TW_TRY_ASSIGN(PixelBuffer stored, allocatePixels(swap ? height : width, swap ? width : height, format));
    TW_TRY(scaleInto(frame, stored));
    if (orientation.upright())
        return stored;
    TW_TRY_ASSIGN(PixelBuffer turned, allocatePixels(width, height, format));
    switch (bytesPerPixel(format)) {
    case 4: turnInto<4>(stored.view, turned, orientation); break;
    case 3: turnInto<3>(stored.view, turned, orientation); break;
    default: turnInto<1>(stored.view, turned, orientation); break;
    }
    return turned;
}

// The fast path of swscale takes the rows of each pair of chroma rows by themselves: a band is a picture of its own.
bool PixelConverter::bandsFit(const AVFrame& frame, Orientation orientation, int width, int height)
{
    return orientation.upright() && frame.data[0] != nullptr && isFast(frame, width, height);
}

Result<void> PixelConverter::convertInBands(const AVFrame& frame, const TakeRows& take)
{
    constexpr int kBandRows = 16; // 1080p: 120 KB of pixels, in the cache until they have been taken
    TW_EXPECTS(bandsFit(frame, {}, frame.width, frame.height));
    if (m_band.view.width != frame.width) {
        TW_TRY_ASSIGN(m_band, allocatePixels(frame.width, kBandRows, PixelFormat::Bgra8));
    }
    TW_TRY(prepare(frame, kBandRows, frame.width, kBandRows, PixelFormat::Bgra8)); // the last band may be lower
    const int chromaShift = av_pix_fmt_desc_get(withoutRange(frame.format))->log2_chroma_h;
    std::uint8_t* const target[4] = {m_band.owner.get(), nullptr, nullptr, nullptr};
    const int targetStride[4] = {static_cast<int>(m_band.view.stride), 0, 0, 0};
    for (int y = 0; y < frame.height; y += kBandRows) {
        const int rows = std::min(kBandRows, frame.height - y);
        const std::uint8_t* data[4] = {};
        for (int plane = 0; plane < 3 && frame.data[plane] != nullptr; ++plane) {
            const std::ptrdiff_t row = plane == 0 ? y : y >> chromaShift;
            data[plane] = frame.data[plane] + row * frame.linesize[plane];
        }
        const int done = sws_scale(m_sws.get(), data, frame.linesize, 0, rows, target, targetStride);
        if (done != rows)
            return Error{ErrorCode::Internal, "swscale converted " + std::to_string(done) + " rows", {}};
        TW_TRY(take(ImageView{m_band.owner.get(), frame.width, rows, m_band.view.stride, PixelFormat::Bgra8}));
    }
    return {};
}

} // namespace tw::video
