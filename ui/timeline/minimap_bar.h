#pragma once
// The horizontal scroll bar of the timeline as a map of the whole video: what the timeline paints into it, and the part
// that is seen as a frame to drag. GUI thread.

#include <QScrollBar>

#include <functional>

namespace tw::ui {

class MinimapBar final : public QScrollBar
{
    Q_OBJECT
public:
    // `overview` paints the whole video into a rectangle; must be callable as long as the bar is there.
    using Overview = std::function<void(QPainter&, const QRectF&)>;
    explicit MinimapBar(Overview overview, QWidget* parent = nullptr);

    QRect seenRect() const; // of the part that is seen
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Overview m_overview;
};

} // namespace tw::ui
