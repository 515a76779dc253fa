#include "core/model/preprocess/scale_image.h"

#include <opencv2/core/mat.hpp>
#include <opencv2/core/utility.hpp>
#include <opencv2/imgproc.hpp>

#include <mutex>

namespace tw::model {

namespace {

// OpenCV divides a picture among threads of its own, which stay awake for a while afterwards: processors that the
// network wants.
void keepOpenCvOnOneThread()
{
    static std::once_flag once;
    std::call_once(once, [] { cv::setNumThreads(1); });
}

} // namespace

void scaleByArea(const ImageView& from, std::uint8_t* to, int width, int height, std::ptrdiff_t stride)
{
    keepOpenCvOnOneThread();
    const int type = CV_8UC(bytesPerPixel(from.format));
    // OpenCV has no read-only matrix; the source is only read.
    const cv::Mat source(from.height, from.width, type, const_cast<std::uint8_t*>(from.data),
                         static_cast<std::size_t>(from.stride));
    cv::Mat target(height, width, type, to, static_cast<std::size_t>(stride));
    cv::resize(source, target, target.size(), 0, 0, cv::INTER_AREA);
}

} // namespace tw::model
