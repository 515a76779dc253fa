#pragma once
// The row above the timeline: play and step, speed, the frame and its time, zoom of timeline and video. GUI thread.

#include "ui/actions/action_registry.h"
#include "ui/models/view_state.h"
#include "ui/timeline/playback_controller.h"
#include "ui/widgets/frame_spin_box.h"

#include <QWidget>

#include <functional>

class QComboBox;
class QLabel;
class QSlider;
class QToolButton;

namespace tw::ui {

class TransportBar final : public QWidget
{
    Q_OBJECT
public:
    // All must outlive the bar.
    TransportBar(const ActionRegistry& actions, PlaybackController& playback, ViewState& view,
                 QWidget* parent = nullptr);

    // Seconds of a frame from the first one; without it the frame rate decides.
    void setClock(std::function<double(FrameIndex)> seconds);
    void setCanvasZoom(double zoom);
    FrameSpinBox& frameBox() { return *m_frame; }

Q_SIGNALS:
    void canvasZoomWanted(double zoom);

private:
    QToolButton* button(QAction* action);
    void makeSpeed();
    void frameChanged(FrameIndex frame);

    PlaybackController& m_playback;
    ViewState& m_view;
    std::function<double(FrameIndex)> m_seconds;
    QToolButton* m_play = nullptr;
    QComboBox* m_speed = nullptr;
    FrameSpinBox* m_frame = nullptr;
    QLabel* m_count = nullptr;
    QLabel* m_time = nullptr;
    QSlider* m_zoom = nullptr;
    QLabel* m_zoomText = nullptr;
};

// "01:02.37", with hours from one hour on.
QString timeText(double seconds);

} // namespace tw::ui
