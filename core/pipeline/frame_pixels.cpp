#include "core/pipeline/frame_pixels.h"

#include "core/video/moving_pixels.h"

#include <algorithm>
#include <utility>

namespace tw::pipeline {
namespace {

appearance::Picture::Matrix matrixOf(video::Planes::Matrix matrix)
{
    switch (matrix) {
    case video::Planes::Matrix::Bt601: return appearance::Picture::Matrix::Bt601;
    case video::Planes::Matrix::Bt709: return appearance::Picture::Matrix::Bt709;
    case video::Planes::Matrix::Bt2020: return appearance::Picture::Matrix::Bt2020;
    }
    return appearance::Picture::Matrix::Bt601;
}

appearance::Picture pictureOf(const video::Planes& planes)
{
    using Layout = video::Planes::Layout;
    appearance::Picture out;
    out.planes = planes.data;
    out.stride = planes.stride;
    if (planes.layout == Layout::Gray)
        out.planes[1] = out.planes[2] = nullptr;
    out.width = planes.width;
    out.height = planes.height;
    out.chromaShiftX = planes.layout == Layout::Yuv420 || planes.layout == Layout::Yuv422 ? 1 : 0;
    out.chromaShiftY = planes.layout == Layout::Yuv420 ? 1 : 0;
    out.fullRange = planes.fullRange;
    out.matrix = matrixOf(planes.matrix);
    return out;
}

} // namespace

ImageView FramePixels::luma() const
{
    if (!picture.planar())
        return picture.image;
    return {picture.planes[0], picture.width, picture.height, picture.stride[0], PixelFormat::Gray8};
}

std::optional<FramePixels> pixelsInPlace(const video::FramePtr& frame, const video::VideoInfo& info)
{
    const video::Planes& planes = frame->planes;
    if (planes.layout != video::Planes::Layout::None && planes.bitDepth == 8 && planes.orientation.upright() &&
        planes.width == info.width && planes.height == info.height)
        return FramePixels{pictureOf(planes), frame};
    if (frame->image.empty() || frame->image.width != info.width || frame->image.height != info.height)
        return std::nullopt;
    FramePixels out;
    out.picture.image = frame->image;
    out.owner = frame;
    return out;
}

void RowReducer::begin(int width, int height)
{
    m_step = (std::max(width, height) + video::MovingPixels::kLongestSide - 1) / video::MovingPixels::kLongestSide;
    m_sourceWidth = width;
    m_sourceHeight = height;
    m_width = width / m_step;
    m_height = height / m_step;
    m_row = 0;
    m_pixels = std::make_shared<std::vector<std::uint8_t>>(std::size_t(m_width) * std::size_t(m_height) * 3);
}

void RowReducer::addRows(const ImageView& rows)
{
    for (int y = 0; y < rows.height; ++y, ++m_row) {
        if (m_row % m_step != m_step / 2 || m_row / m_step >= m_height)
            continue;
        const std::uint8_t* from = rows.row(y);
        std::uint8_t* to = m_pixels->data() + std::size_t(m_row / m_step) * std::size_t(m_width) * 3;
        for (int x = 0; x < m_width; ++x, to += 3) {
            int sum[3] = {0, 0, 0};
            for (int i = 0; i < m_step; ++i, from += 4)
                for (int channel = 0; channel < 3; ++channel)
                    sum[channel] += from[channel];
            for (int channel = 0; channel < 3; ++channel)
                to[channel] = static_cast<std::uint8_t>((sum[channel] + m_step / 2) / m_step);
        }
    }
}

FramePixels RowReducer::finish()
{
    FramePixels out;
    out.picture.image = {m_pixels->data(), m_width, m_height, std::ptrdiff_t{m_width} * 3, PixelFormat::Bgr8};
    out.picture.scaleX = out.picture.scaleY = 1.0 / m_step;
    out.owner = std::exchange(m_pixels, nullptr);
    return out;
}

Result<FramePixels> PixelReader::read(FrameIndex frame, std::stop_token stop)
{
    const video::VideoInfo& info = m_source.info();
    TW_TRY_ASSIGN(const video::FramePtr picture, m_source.read(frame, std::move(stop)));
    if (auto inPlace = pixelsInPlace(picture, info))
        return *std::move(inPlace);
    m_reducer.begin(info.width, info.height);
    TW_TRY(m_rows.read(picture, info.width, info.height, [this](const ImageView& rows) -> Result<void> {
        m_reducer.addRows(rows);
        return {};
    }));
    return m_reducer.finish();
}

} // namespace tw::pipeline
