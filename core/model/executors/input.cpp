#include "core/model/executors/input.h"

namespace tw::model {

namespace {

std::string sizeText(int width, int height)
{
    return std::to_string(width) + " x " + std::to_string(height);
}

} // namespace

Result<void> checkInput(const ImageView& letterboxed, const NetworkSize& size)
{
    if (letterboxed.empty() || letterboxed.width != size.width || letterboxed.height != size.height)
        return Error{ErrorCode::InvalidArgument,
                     "an image of " + sizeText(letterboxed.width, letterboxed.height) + " for a network of " +
                         sizeText(size.width, size.height),
                     {}};
    return {};
}

Result<void> checkInput(std::span<const float> chw, const NetworkSize& size)
{
    const std::size_t expected =
        std::size_t{3} * static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height);
    if (chw.size() != expected)
        return Error{ErrorCode::InvalidArgument,
                     std::to_string(chw.size()) + " numbers for a network of " + sizeText(size.width, size.height),
                     {}};
    return {};
}

Result<void> checkCells(std::span<const Cell> cells, const NetworkSize& size)
{
    for (const Cell& cell : cells) {
        if (cell.x < 0 || cell.y < 0 || cell.x >= size.width / 4 || cell.y >= size.height / 4)
            return Error{ErrorCode::InvalidArgument,
                         "cell (" + std::to_string(cell.x) + ", " + std::to_string(cell.y) + ") lies outside the map",
                         {}};
    }
    return {};
}

ChannelOrder channelOrder(PixelFormat format)
{
    switch (format) {
    case PixelFormat::Bgra8: return {2, 1, 0, 4};
    case PixelFormat::Bgr8: return {2, 1, 0, 3};
    case PixelFormat::Rgb8: return {0, 1, 2, 3};
    case PixelFormat::Gray8: return {0, 0, 0, 1};
    }
    TW_UNREACHABLE();
}

void fillPlanes(const ImageView& image, float* planes)
{
    const ChannelOrder order = channelOrder(image.format);
    const std::size_t plane = static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height);
    for (int y = 0; y < image.height; ++y) {
        const std::uint8_t* pixel = image.row(y);
        float* out = planes + static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width);
        for (int x = 0; x < image.width; ++x, pixel += order.pixelBytes, ++out) {
            out[0] = static_cast<float>(pixel[order.red]) / 255.0F;
            out[plane] = static_cast<float>(pixel[order.green]) / 255.0F;
            out[2 * plane] = static_cast<float>(pixel[order.blue]) / 255.0F;
        }
    }
}

} // namespace tw::model
