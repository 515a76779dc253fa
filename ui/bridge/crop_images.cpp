#include "ui/bridge/crop_images.h"

namespace tw::ui {

CropImages::CropImages(std::size_t most, QObject* parent) : QObject(parent), m_most(most), m_line(this) {}

CropImages::~CropImages() = default;

void CropImages::open(workspace::Workspace& workspace)
{
    close();
    if (!workspace.videoProblem().empty())
        return;
    m_reader = std::make_unique<workspace::CropReader>(
        workspace.frameOpener(), m_line.renew(), [this](const workspace::CropPtr& crop) {
            if (crop->pixels.empty())
                return;
            if (m_images.size() >= m_most)
                m_images.clear();
            const QImage image(crop->pixels.data(), crop->width, crop->height, crop->width * 4,
                               QImage::Format_ARGB32_Premultiplied);
            m_images.insert_or_assign(keyOf(crop->frame, crop->box), image.copy());
            Q_EMIT arrived();
        });
}

void CropImages::close()
{
    m_line.close();
    m_reader.reset();
}

void CropImages::clear()
{
    close();
    m_images.clear();
}

void CropImages::read(std::vector<workspace::CropWish> wishes)
{
    if (m_reader)
        m_reader->read(std::move(wishes));
}

QImage CropImages::image(FrameIndex frame, const Box& box) const
{
    const auto it = m_images.find(keyOf(frame, box));
    return it == m_images.end() ? QImage() : it->second;
}

CropImages::Key CropImages::keyOf(FrameIndex frame, const Box& box)
{
    return {frame, {box.left, box.top, box.width, box.height}};
}

} // namespace tw::ui
