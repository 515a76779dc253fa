#pragma once
// From a decoder's frame to a network's input, on the decoder's thread: the rows of the picture are converted and
// shrunk while they are in the cache. The numbers are those of Detector::detect() on Frame::image.
//
// Thread: one at a time; what comes out may go to others. Sources are opened with FrameContent::Planes.

#include "core/model/preprocess.h"
#include "core/video/frame_rows.h"
#include "core/video/frame_source.h"

namespace tw::pipeline {

class FramePreparer
{
public:
    explicit FramePreparer(const model::NetworkSize& network) : m_preprocessor(network) {}

    // Errors: those of FrameRows and Preprocessor.
    Result<model::PreparedImage> prepare(const video::FramePtr& frame, const video::VideoInfo& info)
    {
        TW_TRY(m_preprocessor.begin(info.width, info.height, PixelFormat::Bgra8));
        TW_TRY(m_rows.read(frame, info.width, info.height,
                           [this](const ImageView& rows) { return m_preprocessor.addRows(rows); }));
        return m_preprocessor.finish();
    }

private:
    model::Preprocessor m_preprocessor;
    video::FrameRows m_rows;
};

} // namespace tw::pipeline
