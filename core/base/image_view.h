#pragma once
// Borrowed pixels. The owner must outlive the view.

#include <cstddef>
#include <cstdint>

namespace tw {

enum class PixelFormat : std::uint8_t {
    Bgra8, // 4 bytes a pixel, B first; the layout of QImage::Format_RGB32 on little-endian machines
    Bgr8,  // 3 bytes a pixel, B first; OpenCV's layout
    Rgb8,  // 3 bytes a pixel, R first
    Gray8
};

constexpr int bytesPerPixel(PixelFormat format)
{
    return format == PixelFormat::Bgra8 ? 4 : format == PixelFormat::Gray8 ? 1 : 3;
}

struct ImageView {
    const std::uint8_t* data = nullptr; // first row
    int width = 0;                      // pixels
    int height = 0;                     // pixels
    std::ptrdiff_t stride = 0;          // bytes from row to row
    PixelFormat format = PixelFormat::Bgra8;

    bool empty() const { return data == nullptr || width <= 0 || height <= 0; }
    const std::uint8_t* row(int y) const { return data + y * stride; }
};

} // namespace tw
