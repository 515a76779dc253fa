#pragma once
// Private to core/video: decoded AVFrames to upright BGRA or BGR pixels with the right matrix and range.
// One per thread; keeps its swscale context as long as the format stays the same.

#include "core/base/image_view.h"
#include "core/base/result.h"
#include "core/video/ffmpeg_ptr.h"
#include "core/video/frame.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

namespace tw::video {

// Freshly allocated pixels; rows start at multiples of 64 bytes.
struct PixelBuffer {
    ImageView view;
    std::shared_ptr<std::uint8_t> owner;
};
Result<PixelBuffer> allocatePixels(int width, int height, PixelFormat format);

// What the picture says about its colours, or what such pictures usually mean when it says nothing.
bool fullRangeOf(const AVFrame& frame);
Planes::Matrix matrixOf(const AVFrame& frame);
// None in `layout` when the picture is not 8..16-bit planar YUV or gray.
Planes planesOf(const AVFrame& frame, Orientation orientation);

class PixelConverter
{
public:
    // width and height: of the upright result; the picture is scaled when it has other sides.
    Result<PixelBuffer> convert(const AVFrame& frame, PixelFormat format, Orientation orientation, int width,
                                int height);

    // The same pixels as Bgra8, some rows at a time from top to bottom, for frames whose rows can be converted apart
    // (bandsFit); each piece is valid until `take` returns. Errors: those of `take`.
    using TakeRows = std::function<Result<void>(const ImageView& rows)>;
    static bool bandsFit(const AVFrame& frame, Orientation orientation, int width, int height);
    Result<void> convertInBands(const AVFrame& frame, const TakeRows& take);

private:
    Result<void> prepare(const AVFrame& frame, int sourceHeight, int width, int height, PixelFormat format);
    Result<void> scaleInto(const AVFrame& frame, const PixelBuffer& target);

    struct Key {
        int sourceWidth = 0, sourceHeight = 0, sourceFormat = -1;
        int width = 0, height = 0;
        PixelFormat format = PixelFormat::Bgra8;
        bool fullRange = false;
        Planes::Matrix matrix = Planes::Matrix::Bt601;
        friend bool operator==(const Key&, const Key&) = default;
    };
    Key m_key;
    SwsPtr m_sws;
    PixelBuffer m_band;
};

} // namespace tw::video
