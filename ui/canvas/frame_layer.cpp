#include "ui/canvas/frame_layer.h"

#include "ui/canvas/image_scale.h"

#include <QPainter>

#include <cmath>
#include <memory>

namespace tw::ui {

namespace {

// Qt scales more rows than about a hundred on its thread pool and waits for it: where the tracker has the processors,
// that takes several times as long as doing it here.
constexpr int kRowsAtOnce = 64;

} // namespace

QImage imageOf(const video::FramePtr& frame)
{
    if (!frame || frame->image.empty())
        return {};
    const ImageView& view = frame->image;
    auto* keepAlive = new video::FramePtr(frame);
    return QImage(
        view.data, view.width, view.height, static_cast<qsizetype>(view.stride), QImage::Format_RGB32,
        [](void* owner) { delete static_cast<video::FramePtr*>(owner); }, keepAlive);
}

void FrameLayer::setFrame(video::FramePtr frame)
{
    m_frame = std::move(frame);
    m_dirty = true;
}

void FrameLayer::paint(QPainter& painter, const Viewport& viewport, qreal devicePixelRatio, const QColor& backdrop)
{
    const QSize size = (viewport.widgetSize() * devicePixelRatio).toSize();
    if (m_dirty || m_rendered.size() != size || m_renderedTransform != viewport.transform() ||
        m_renderedBackdrop != backdrop)
        render(viewport, devicePixelRatio, backdrop);
    painter.setCompositionMode(QPainter::CompositionMode_Source);
    painter.drawImage(QPointF(0, 0), m_rendered);
    painter.setCompositionMode(QPainter::CompositionMode_SourceOver);
}

void FrameLayer::render(const Viewport& viewport, qreal devicePixelRatio, const QColor& backdrop)
{
    const QSize size = (viewport.widgetSize() * devicePixelRatio).toSize();
    if (m_rendered.size() != size)
        m_rendered = QImage(size, QImage::Format_RGB32);
    m_rendered.setDevicePixelRatio(devicePixelRatio);
    m_rendered.fill(backdrop);
    m_renderedTransform = viewport.transform();
    m_renderedBackdrop = backdrop;
    m_dirty = false;
    const QImage image = imageOf(m_frame);
    if (image.isNull())
        return;
    QPainter painter(&m_rendered);
    // from twice the size on people look at pixels: they are shown as they are
    painter.setRenderHint(QPainter::SmoothPixmapTransform, viewport.zoom() * devicePixelRatio < 2);
    const QRect whole(QPoint(0, 0), viewport.sourceSize().toSize());
    const QRectF seen = viewport.visibleSource().toAlignedRect().intersected(whole);
    const QRectF part = imageFromSource(image, viewport).mapRect(seen);
    const QRectF target = viewport.widgetFromSource(seen);
    const double rows = kRowsAtOnce / devicePixelRatio;
    for (double top = std::floor(target.top()); top < target.bottom(); top += rows) {
        painter.setClipRect(QRectF(0, top, viewport.widgetSize().width(), rows));
        painter.drawImage(target, image, part);
    }
}

} // namespace tw::ui
