#include "ui/actions/track_extender.h"

#include <QElapsedTimer>

namespace tw::ui {

namespace {

constexpr int kSliceMs = 6; // well within one picture of the screen

} // namespace

TrackExtender::TrackExtender(Source source, annotation::TrackBox first, TrackId self, Done done)
    : m_source(std::move(source)), m_first(first), m_self(self), m_done(std::move(done))
{
    FramePeaks start = m_source.peaksAt(first.frame);
    start.frame = first.frame;
    m_forward = std::make_unique<review::PeakFollower>(start, first.box, 1);
    m_backward = std::make_unique<review::PeakFollower>(start, first.box, -1);
    connect(&m_timer, &QTimer::timeout, this, &TrackExtender::work);
    m_timer.start(0);
}

void TrackExtender::work()
{
    QElapsedTimer clock;
    clock.start();
    const annotation::Snapshot snapshot = m_source.snapshot();
    while ((m_forwardAlive || m_backwardAlive) && clock.elapsed() < kSliceMs) {
        if (m_forwardAlive)
            m_forwardAlive = m_forward->nextFrame() < m_source.frameCount &&
                             m_forward->advance(m_source.peaksAt(m_forward->nextFrame()), *snapshot, m_self);
        if (m_backwardAlive)
            m_backwardAlive = m_backward->nextFrame() >= 0 &&
                              m_backward->advance(m_source.peaksAt(m_backward->nextFrame()), *snapshot, m_self);
    }
    if (m_forwardAlive || m_backwardAlive)
        return;
    m_timer.stop();
    std::vector<annotation::TrackBox> boxes = m_backward->boxes();
    boxes.push_back(m_first);
    const std::vector<annotation::TrackBox> after = m_forward->boxes();
    boxes.insert(boxes.end(), after.begin(), after.end());
    m_done(std::move(boxes));
}

} // namespace tw::ui
