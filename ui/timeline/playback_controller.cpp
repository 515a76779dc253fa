#include "ui/timeline/playback_controller.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace tw::ui {

namespace {

constexpr std::array<double, 7> kSpeeds{0.125, 0.25, 0.5, 1, 2, 4, 8};
constexpr int kCredit = 2;

} // namespace

PlaybackController::PlaybackController(ViewState& view, QObject* parent) : QObject(parent), m_view(view)
{
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &PlaybackController::tick);
    connect(&view, &ViewState::frameChanged, this, [this] {
        if (m_ticking)
            return;
        if (!m_loop.contains(m_view.frame()))
            m_loop = {};
        restartClock(); // the person jumped
    });
}

void PlaybackController::setFrameRate(double framesPerSecond)
{
    m_rate = framesPerSecond > 0 ? framesPerSecond : 25;
    restartClock();
}

void PlaybackController::play()
{
    if (isPlaying() || m_view.frameCount() <= 1)
        return;
    if (m_view.frame() + 1 >= m_view.frameCount())
        m_view.setFrame(std::max(loopNow().first, FrameIndex{0}));
    m_inFlight = 0;
    m_backwards = false;
    restartClock();
    m_timer.start();
    Q_EMIT playingChanged(true);
}

void PlaybackController::shuttle(int direction)
{
    if (direction == 0) {
        pause();
        return;
    }
    if (isPlaying() && m_backwards == (direction < 0)) {
        faster();
        return;
    }
    setSpeed(1);
    play();
    m_backwards = direction < 0;
    restartClock();
}

void PlaybackController::pause()
{
    if (!isPlaying())
        return;
    m_timer.stop();
    Q_EMIT playingChanged(false);
}

void PlaybackController::setSpeed(double speed)
{
    m_speed = speed;
    if (isPlaying())
        restartClock();
    Q_EMIT speedChanged(speed);
}

void PlaybackController::slower()
{
    const auto it = std::lower_bound(kSpeeds.begin(), kSpeeds.end(), m_speed);
    setSpeed(it == kSpeeds.begin() ? kSpeeds.front() : *std::prev(it));
}

void PlaybackController::faster()
{
    const auto it = std::upper_bound(kSpeeds.begin(), kSpeeds.end(), m_speed);
    setSpeed(it == kSpeeds.end() ? kSpeeds.back() : *it);
}

void PlaybackController::setLoop(FrameRange frames)
{
    m_loop = frames;
}

FrameRange PlaybackController::loopNow() const
{
    if (!m_loop.empty())
        return m_loop;
    const FrameRange range = m_view.range();
    return m_loopsRange && range.length() > 1 && range.contains(m_view.frame()) ? range : FrameRange{0, -1};
}

void PlaybackController::frameShown(FrameIndex frame)
{
    m_shown = frame;
    m_inFlight = std::max(m_inFlight - 1, 0);
}

void PlaybackController::restartClock()
{
    m_startFrame = m_view.frame();
    m_clock.start();
    m_timer.setInterval(std::clamp(static_cast<int>(500 / (m_rate * m_speed)), 4, 200));
}

void PlaybackController::tickBackwards()
{
    const auto target =
        m_startFrame - static_cast<FrameIndex>(static_cast<double>(m_clock.elapsed()) / 1000 * m_rate * m_speed);
    if (target >= m_view.frame() || m_inFlight >= kCredit)
        return;
    ++m_inFlight;
    m_ticking = true;
    m_view.setFrame(target);
    m_ticking = false;
    if (m_view.frame() == 0)
        pause();
}

void PlaybackController::tick()
{
    if (m_backwards) {
        tickBackwards();
        return;
    }
    const auto target =
        m_startFrame + static_cast<FrameIndex>(static_cast<double>(m_clock.elapsed()) / 1000 * m_rate * m_speed);
    if (target <= m_view.frame())
        return;
    if (m_inFlight >= kCredit) {
        // behind: from here on at the pace of the decoder
        m_startFrame = m_view.frame();
        m_clock.restart();
        return;
    }
    ++m_inFlight;
    m_ticking = true;
    const FrameRange loop = loopNow();
    if (!loop.empty() && m_view.frame() >= std::min(loop.last, m_view.frameCount() - 1)) {
        m_view.setFrame(loop.first);
        m_ticking = false;
        restartClock();
        return;
    }
    // no frame is skipped at normal speed, however long a tick took
    const FrameIndex next = m_speed <= 1 ? m_view.frame() + 1 : target;
    m_view.setFrame(loop.empty() ? next : std::min(next, loop.last));
    m_ticking = false;
    if (loop.empty() && m_view.frame() + 1 >= m_view.frameCount())
        pause();
}

} // namespace tw::ui
