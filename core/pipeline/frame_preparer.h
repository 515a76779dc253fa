#pragma once
// From a decoder's frame to a network's input, on the decoder's thread: the rows of the picture are converted and
// shrunk while they are in the cache. The numbers are those of Detector::detect() on Frame::image. For a detector that
// takes planes nothing is done here: the decoder's picture travels to the device as it is.
//
// Thread: one at a time; what comes out may go to others. Sources are opened with FrameContent::Planes.

#include "core/model/detector.h"
#include "core/pipeline/frame_pixels.h"
#include "core/video/frame_rows.h"
#include "core/video/frame_source.h"

namespace tw::pipeline {

// The planes as the network's device takes them; empty for pictures that have to be turned, scaled or rounded first.
inline model::PlanarImage planarImage(const video::Planes& planes, const video::VideoInfo& info)
{
    const bool plain = planes.layout == video::Planes::Layout::Yuv420 && planes.bitDepth == 8 &&
                       planes.orientation.upright() && planes.width == info.width && planes.height == info.height &&
                       planes.width % 2 == 0 && planes.height % 2 == 0;
    if (!plain)
        return {};
    model::PlanarImage image;
    image.data = planes.data;
    image.stride = planes.stride;
    image.width = planes.width;
    image.height = planes.height;
    image.fullRange = planes.fullRange;
    switch (planes.matrix) {
    case video::Planes::Matrix::Bt601: image.matrix = model::PlanarImage::Matrix::Bt601; break;
    case video::Planes::Matrix::Bt709: image.matrix = model::PlanarImage::Matrix::Bt709; break;
    case video::Planes::Matrix::Bt2020: image.matrix = model::PlanarImage::Matrix::Bt2020; break;
    }
    return image;
}

class FramePreparer
{
public:
    explicit FramePreparer(const model::NetworkSize& network) : m_preprocessor(network) {}
    explicit FramePreparer(const model::Detector& detector)
        : m_preprocessor(detector.options().size), m_planes(detector.takesPlanes())
    {}

    // Errors: those of FrameRows and Preprocessor.
    Result<model::PreparedImage> prepare(const video::FramePtr& frame, const video::VideoInfo& info)
    {
        return prepare(frame, info, nullptr);
    }
    // The same, and what the measurements need of the frame.
    Result<model::PreparedImage> prepare(const video::FramePtr& frame, const video::VideoInfo& info,
                                         FramePixels* pixels)
    {
        if (pixels != nullptr) {
            if (auto inPlace = pixelsInPlace(frame, info)) {
                *pixels = *std::move(inPlace);
                pixels = nullptr;
            }
        }
        if (m_planes) {
            const model::PlanarImage planes = planarImage(frame->planes, info);
            if (!planes.empty())
                return model::PreparedImage{{}, planes, frame->planesOwner, info.width, info.height};
        }
        TW_TRY(m_preprocessor.begin(info.width, info.height, PixelFormat::Bgra8));
        if (pixels != nullptr)
            m_reducer.begin(info.width, info.height);
        TW_TRY(m_rows.read(frame, info.width, info.height, [&](const ImageView& rows) {
            if (pixels != nullptr)
                m_reducer.addRows(rows);
            return m_preprocessor.addRows(rows);
        }));
        if (pixels != nullptr)
            *pixels = m_reducer.finish();
        return m_preprocessor.finish();
    }

private:
    model::Preprocessor m_preprocessor;
    video::FrameRows m_rows;
    RowReducer m_reducer;
    bool m_planes = false;
};

} // namespace tw::pipeline
