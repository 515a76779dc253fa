#include "core/video/small_grey.h"

#include "core/base/contract.h"

#include <opencv2/core/mat.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>

namespace tw::video {
namespace {

cv::Mat matrixOver(const ImageView& image)
{
    // OpenCV has no read-only matrix; the source is only read.
    return {image.height, image.width, CV_8UC(bytesPerPixel(image.format)), const_cast<std::uint8_t*>(image.data),
            static_cast<std::size_t>(image.stride)};
}

int greyFrom(PixelFormat format)
{
    return format == PixelFormat::Bgra8  ? cv::COLOR_BGRA2GRAY
           : format == PixelFormat::Bgr8 ? cv::COLOR_BGR2GRAY
                                         : cv::COLOR_RGB2GRAY;
}

} // namespace

void reduceToGrey(const ImageView& from, double scaleX, double scaleY, int longestSide, SmallGrey& out)
{
    TW_EXPECTS(!from.empty() && longestSide > 0);
    const int step = (std::max(from.width, from.height) + longestSide - 1) / longestSide;
    out.width = std::max(from.width / step, 1);
    out.height = std::max(from.height / step, 1);
    out.scaleX = scaleX / step;
    out.scaleY = scaleY / step;
    out.pixels.resize(static_cast<std::size_t>(out.width) * static_cast<std::size_t>(out.height));
    cv::Mat target(out.height, out.width, CV_8UC1, out.pixels.data());
    // The rest of a size that is not a multiple of the step is left out, so that the scale is exact.
    const int width = step > from.width ? from.width : out.width * step;
    const int height = step > from.height ? from.height : out.height * step;
    const cv::Mat source = matrixOver(from)(cv::Rect(0, 0, width, height));
    if (from.format == PixelFormat::Gray8) {
        cv::resize(source, target, target.size(), 0, 0, cv::INTER_AREA);
        return;
    }
    cv::Mat small;
    cv::resize(source, small, target.size(), 0, 0, cv::INTER_AREA);
    cv::cvtColor(small, target, greyFrom(from.format));
}

void blur(SmallGrey& picture)
{
    const cv::Mat pixels(picture.height, picture.width, CV_8UC1, picture.pixels.data());
    cv::blur(pixels, pixels, {3, 3}, {-1, -1}, cv::BORDER_REPLICATE);
}

} // namespace tw::video
