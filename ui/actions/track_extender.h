#pragma once
// Follows a person through the cached peaks both ways, a few milliseconds at a time, so that the window stays alive.
// GUI thread, because the peaks belong to the workspace.

#include "core/review/peak_follower.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>
#include <vector>

namespace tw::ui {

class TrackExtender : public QObject
{
public:
    struct Source {
        std::function<FramePeaks(FrameIndex)> peaksAt;
        std::function<annotation::Snapshot()> snapshot;
        FrameIndex frameCount = 0;
    };
    using Done = std::function<void(std::vector<annotation::TrackBox>)>;

    // `first` is the box a person chose; `self` the track it belongs to already, or kInvalid. `done` gets all boxes by
    // frame, `first` among them.
    TrackExtender(Source source, annotation::TrackBox first, TrackId self, Done done);

private:
    void work();

    Source m_source;
    annotation::TrackBox m_first;
    TrackId m_self;
    Done m_done;
    std::unique_ptr<review::PeakFollower> m_forward;
    std::unique_ptr<review::PeakFollower> m_backward;
    bool m_forwardAlive = true;
    bool m_backwardAlive = true;
    QTimer m_timer;
};

} // namespace tw::ui
