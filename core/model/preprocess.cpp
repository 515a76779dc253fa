#include "core/model/preprocess.h"

#include "core/base/contract.h"
#include "core/model/executors/input.h"

#include <opencv2/core/mat.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <exception>
#include <new>

namespace tw::model {

namespace {

// 127.5 as OpenCV rounds it into 8 bits.
constexpr std::uint8_t kGrey = 128;
// OpenCV's resize indexes with 16 bits in places.
constexpr int kLongestSide = 32767;

// Half to even, as Python rounds; assumes the default floating-point rounding mode.
int roundHalfEven(double value)
{
    return static_cast<int>(std::nearbyint(value));
}

int cvType(PixelFormat format)
{
    return CV_8UC(bytesPerPixel(format));
}

Result<void> check(const ImageView& image)
{
    if (image.empty())
        return Error{ErrorCode::InvalidArgument, "the image is empty", {}};
    if (image.width > kLongestSide || image.height > kLongestSide)
        return Error{ErrorCode::InvalidArgument, "the image is longer than 32767 pixels", {}};
    if (image.stride < static_cast<std::ptrdiff_t>(image.width) * bytesPerPixel(image.format))
        return Error{ErrorCode::InvalidArgument, "the rows of the image overlap", {}};
    return {};
}

} // namespace

Letterbox letterboxOf(int imageWidth, int imageHeight, const NetworkSize& network)
{
    TW_EXPECTS(imageWidth > 0 && imageHeight > 0 && network.width > 0 && network.height > 0);
    Letterbox box;
    box.scale =
        std::min(static_cast<double>(network.height) / imageHeight, static_cast<double>(network.width) / imageWidth);
    // A very long image would shrink to nothing; the reference cannot process it at all.
    box.width = std::max(1, roundHalfEven(imageWidth * box.scale));
    box.height = std::max(1, roundHalfEven(imageHeight * box.scale));
    box.padX = (network.width - box.width) / 2.0;
    box.padY = (network.height - box.height) / 2.0;
    box.left = roundHalfEven(box.padX - 0.1);
    box.right = roundHalfEven(box.padX + 0.1);
    box.top = roundHalfEven(box.padY - 0.1);
    box.bottom = roundHalfEven(box.padY + 0.1);
    return box;
}

Preprocessor::Preprocessor(const NetworkSize& network) : m_network(network)
{
    TW_EXPECTS(network.width > 0 && network.height > 0);
}

Result<ImageView> Preprocessor::letterbox(const ImageView& image)
{
    TW_TRY(check(image));
    const Letterbox box = letterboxOf(image.width, image.height, m_network);
    const int pixelBytes = bytesPerPixel(image.format);
    const std::size_t stride = static_cast<std::size_t>(m_network.width) * pixelBytes;
    try {
        // A video paints its borders once.
        if (m_canvas.empty() || box != m_current || image.format != m_format) {
            m_canvas.assign(stride * m_network.height, kGrey);
            m_current = box;
            m_format = image.format;
        }
        // OpenCV has no read-only matrix; the source is only read.
        const cv::Mat source(image.height, image.width, cvType(image.format), const_cast<std::uint8_t*>(image.data),
                             static_cast<std::size_t>(image.stride));
        cv::Mat inside(box.height, box.width, cvType(image.format),
                       m_canvas.data() + box.top * stride + static_cast<std::size_t>(box.left) * pixelBytes, stride);
        cv::resize(source, inside, inside.size(), 0, 0, cv::INTER_AREA);
    } catch (const std::bad_alloc&) {
        return Error{ErrorCode::OutOfMemory, "not enough memory for the network's input", {}};
    } catch (const std::exception& e) { // cv::Exception
        return Error{ErrorCode::Internal, e.what(), "scaling the image"};
    }
    return ImageView{m_canvas.data(), m_network.width, m_network.height, static_cast<std::ptrdiff_t>(stride),
                     image.format};
}

Result<void> Preprocessor::planes(const ImageView& image, std::span<float> out)
{
    TW_EXPECTS(out.size() == std::size_t{3} * m_network.width * m_network.height);
    TW_TRY_ASSIGN(const ImageView boxed, letterbox(image));
    fillPlanes(boxed, out.data());
    return {};
}

} // namespace tw::model
