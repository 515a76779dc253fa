#include "core/video/frame_rows.h"

#include "core/base/contract.h"
#include "core/video/frame_maker.h"
#include "core/video/pixel_converter.h"

namespace tw::video {

struct FrameRows::Impl {
    PixelConverter bands;
    FrameMaker maker;
};

FrameRows::FrameRows() : m_impl(std::make_unique<Impl>()) {}
FrameRows::FrameRows(FrameRows&&) noexcept = default;
FrameRows& FrameRows::operator=(FrameRows&&) noexcept = default;
FrameRows::~FrameRows() = default;

Result<void> FrameRows::read(const FramePtr& frame, int width, int height, const Take& take)
{
    TW_EXPECTS(frame != nullptr);
    if (!frame->image.empty())
        return take(frame->image);
    TW_EXPECTS(frame->planesOwner != nullptr);
    const auto& picture = *static_cast<const AVFrame*>(frame->planesOwner.get());
    if (PixelConverter::bandsFit(picture, frame->planes.orientation, width, height))
        return m_impl->bands.convertInBands(picture, take);
    TW_TRY_ASSIGN(const FramePtr whole, m_impl->maker.withImage(frame, width, height));
    return take(whole->image);
}

} // namespace tw::video
