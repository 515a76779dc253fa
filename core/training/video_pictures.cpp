#include "core/training/video_pictures.h"

#include "core/video/image_reader.h"
#include "core/video/image_writer.h"

namespace tw::training {

namespace {

constexpr int kQuality = 95; // from here on without chroma subsampling

} // namespace

VideoPictures::VideoPictures(std::filesystem::path video, std::set<FrameIndex> wanted, std::stop_token stop,
                             std::size_t keptBytes)
    : m_path(std::move(video)), m_wanted(std::move(wanted)), m_stop(std::move(stop)), m_keptBytes(keptBytes)
{}

Result<void> VideoPictures::keep(FrameIndex frame, const ImageView& image)
{
    TW_TRY_ASSIGN(std::string bytes, video::encodeImage(image, {.jpegQuality = kQuality}));
    m_bytes += bytes.size();
    m_kept.emplace(frame, std::move(bytes));
    m_order.push_back(frame);
    for (; m_bytes > m_keptBytes && m_order.size() > 1; m_order.pop_front()) {
        const auto oldest = m_kept.find(m_order.front());
        m_bytes -= oldest->second.size();
        m_kept.erase(oldest);
    }
    return {};
}

Result<PicturePtr> VideoPictures::read(FrameIndex frame)
{
    const std::scoped_lock lock(m_mutex);
    if (!m_source) {
        TW_TRY_ASSIGN(m_source, video::openSource(m_path));
    }
    const auto fromKept = [&]() -> Result<PicturePtr> {
        TW_TRY_ASSIGN(const video::OwnedImage image, video::decodeImage(m_kept.at(frame)));
        return makePicture(image.view);
    };
    if (m_kept.contains(frame))
        return fromKept();
    for (auto f = m_wanted.lower_bound(m_source->groupStart(frame)); f != m_wanted.end() && *f < frame; ++f) {
        if (m_stop.stop_requested())
            break;
        if (m_kept.contains(*f))
            continue;
        if (const auto passed = m_source->read(*f)) // one that cannot be read is an error when it is asked for
            TW_TRY(keep(*f, (*passed)->image));
    }
    if (m_stop.stop_requested())
        return Error{ErrorCode::Cancelled, "reading pictures of a video was stopped", m_path.string()};
    TW_TRY_ASSIGN(const video::FramePtr decoded, m_source->read(frame));
    TW_TRY(keep(frame, decoded->image));
    return fromKept(); // the same pixels, whether a frame was kept or not: runs must be repeatable
}

} // namespace tw::training
