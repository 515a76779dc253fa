#pragma once
// Plays the video at its own rate times a speed. Asks for the next frame only while at most two are on their way, so a
// slow decoder makes playback slower instead of piling up requests. GUI thread.

#include <QObject> // first: moc 6.4 cannot read <compare>, which ids.h begins with

#include "core/base/ids.h"
#include "ui/models/view_state.h"

#include <QElapsedTimer>
#include <QTimer>

namespace tw::ui {

class PlaybackController : public QObject
{
    Q_OBJECT
public:
    explicit PlaybackController(ViewState& view, QObject* parent = nullptr);

    void setFrameRate(double framesPerSecond);
    double frameRate() const { return m_rate; }
    bool isPlaying() const { return m_timer.isActive(); }
    void play();
    void pause();
    void toggle() { isPlaying() ? pause() : play(); }
    double speed() const { return m_speed; }
    void setSpeed(double speed);
    void slower();
    void faster();
    // The three keys of an editor's shuttle: backwards (-1), stop (0), forwards (1); the same direction again is
    // faster.
    void shuttle(int direction);
    // Plays these frames over and over; empty: to the end. Ends by itself when the position is moved elsewhere.
    void setLoop(FrameRange frames);
    FrameRange loop() const { return m_loop; }
    // Playing inside the marked range stays in it. On at first.
    void setLoopsRange(bool loops) { m_loopsRange = loops; }
    bool loopsRange() const { return m_loopsRange; }
    // A picture arrived on the screen.
    void frameShown(FrameIndex frame);

Q_SIGNALS:
    void playingChanged(bool playing);
    void speedChanged(double speed);

private:
    void tick();
    void tickBackwards();
    void restartClock();
    FrameRange loopNow() const; // empty: to the end

    ViewState& m_view;
    QTimer m_timer;
    QElapsedTimer m_clock;
    double m_rate = 25;
    double m_speed = 1;
    FrameRange m_loop;
    bool m_loopsRange = true;
    FrameIndex m_startFrame = 0; // at m_clock's start
    FrameIndex m_shown = 0;
    int m_inFlight = 0;
    bool m_ticking = false;
    bool m_backwards = false;
};

} // namespace tw::ui
