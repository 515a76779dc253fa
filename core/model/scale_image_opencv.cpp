#include "core/model/scale_image.h"

#include <opencv2/core/mat.hpp>
#include <opencv2/imgproc.hpp>

namespace tw::model {

void scaleByArea(const ImageView& from, std::uint8_t* to, int width, int height, std::ptrdiff_t stride)
{
    const int type = CV_8UC(bytesPerPixel(from.format));
    // OpenCV has no read-only matrix; the source is only read.
    const cv::Mat source(from.height, from.width, type, const_cast<std::uint8_t*>(from.data),
                         static_cast<std::size_t>(from.stride));
    cv::Mat target(height, width, type, to, static_cast<std::size_t>(stride));
    cv::resize(source, target, target.size(), 0, 0, cv::INTER_AREA);
}

} // namespace tw::model
